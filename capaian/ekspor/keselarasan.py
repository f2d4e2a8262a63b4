"""The findings as a workbook: exactly what is filtered, in the order of the page."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from capaian.ekspor.daftar import Keterangan, susun_buku
from capaian.keselarasan.aturan import Aturan
from capaian.layar.keselarasan import susun_penjelasan
from capaian.models import Temuan
from konsolidasi.inti import waktu
from konsolidasi.inti.tata_letak import Baris, Buku, Isi, Kolom

CATATAN = ("Temuan adalah pertanyaan, bukan vonis. Angka ditulis seperti di halaman.",)


class Lencana(Protocol):
    kata: str


class BarisTemuan(Protocol):
    """What the page shows of one finding."""

    temuan: Temuan
    aturan: Aturan
    opd: str
    lencana: Lencana

    @property
    def berat(self) -> str: ...


def judul(tahun: int) -> str:
    return f"Keselarasan {tahun}"


def susun(baris: Sequence[BarisTemuan], tahun: int, ket: Keterangan) -> Buku:
    kolom = (
        Kolom("jenis", "Jenis", 20),
        Kolom("berat", "Bobot", 12),
        Kolom("judul", "Temuan", 40),
        Kolom("kalimat", "Penjelasan angka", 60),
        Kolom("opd", "OPD", 20),
        Kolom("indikator", "Kode indikator", 18),
        Kolom("keadaan", "Keadaan", 18),
        Kolom("alasan", "Alasan bukan masalah", 30),
        Kolom("jawaban", "Penjelasan OPD", 40),
        Kolom("ditemukan", "Ditemukan", 16),
        Kolom("dasar", "Dasar", 40),
    )
    return susun_buku(
        judul(tahun),
        kolom,
        [_baris(b) for b in baris],
        ket,
        benda="temuan",
        gulir_mulai="kalimat",
        contoh=any(b.temuan.contoh for b in baris),
        catatan=CATATAN,
    )


def _baris(b: BarisTemuan) -> Baris:
    t = b.temuan
    isi: dict[str, Isi] = {
        "jenis": b.aturan.label,
        "berat": b.berat,
        "judul": f"{t.judul} (data contoh)" if t.contoh else t.judul,
        "kalimat": t.kalimat,
        "opd": b.opd,
        "indikator": _kode(k.indikator.kode for k in t.tautan.all()),
        "keadaan": b.lencana.kata,
        "alasan": t.alasan,
        "jawaban": "\n".join(f"{p.opd}: {p.teks}" for p in susun_penjelasan(t)),
        "ditemukan": waktu.tanggal(t.ditemukan_pada),
        "dasar": b.aturan.sumber,
    }
    return Baris(isi)


def _kode(semua: Iterable[str]) -> str:
    return ", ".join(semua)
