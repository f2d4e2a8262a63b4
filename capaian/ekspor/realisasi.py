"""The list of realisasi as a workbook: the columns of the page, in their order."""

from collections.abc import Sequence

from capaian.ekspor.daftar import BELUM_ADA, Keterangan, susun_buku
from capaian.layar.realisasi import BarisRealisasi
from konsolidasi.inti import waktu
from konsolidasi.inti.tata_letak import Angka, Baris, Buku, Isi, Kolom

CATATAN = (
    "Belum diisi, Belum waktunya, dan Tidak berlaku adalah tiga hal yang berbeda; 0 adalah hasil."
    " Capaian sementara belum terverifikasi atau memakai data sementara.",
)


KOLOM = (
    Kolom("kode", "Kode", 12),
    Kolom("nama", "Indikator", 40),
    Kolom("opd", "OPD", 14),
    Kolom("triwulan", "Triwulan", 9, rata="center"),
    Kolom("satuan", "Satuan", 11),
    Kolom("target", "Target", 12, rata="right"),
    Kolom("realisasi", "Realisasi", 13, rata="right"),
    Kolom("alasan", "Alasan tidak ada nilai", 24),
    Kolom("persen", "%", 10, "Capaian", "right"),
    Kolom("peringkat", "Peringkat", 20, "Capaian"),
    Kolom("kalimat", "Cara hitung", 36, "Capaian"),
    Kolom("status", "Status", 18),
    Kolom("catatan", "Catatan", 24),
    Kolom("bukti", "Bukti", 10),
    Kolom("pada", "Terakhir diubah", 18),
    Kolom("oleh", "Oleh", 20),
)


def judul(tahun: int) -> str:
    return f"Daftar realisasi {tahun}"


def susun_lembar(baris: Sequence[BarisRealisasi], tahun: int, ket: Keterangan) -> Buku:
    return susun_buku(
        judul(tahun),
        KOLOM,
        [baris_realisasi(b) for b in baris],
        ket,
        benda="realisasi",
        gulir_mulai="opd",
        contoh=any(b.contoh for b in baris),
        catatan=CATATAN,
    )


def baris_realisasi(b: BarisRealisasi) -> Baris:
    redup = {"realisasi"} if b.tanpa_nilai else set()
    if not b.target:
        redup.add("target")
    if not b.bukti:
        redup.add("bukti")
    isi: dict[str, Isi] = {
        "kode": b.kode,
        "nama": b.nama,
        "opd": b.singkatan,
        "triwulan": b.triwulan,
        "satuan": b.satuan,
        "target": _target(b),
        "realisasi": Angka(b.nilai, b.desimal)
        if b.nilai is not None
        else b.realisasi or b.tanpa_nilai,
        "alasan": b.alasan,
        "persen": None if b.persen is None else Angka(b.persen, 2),
        "peringkat": b.capaian.kata,
        "kalimat": b.capaian.kalimat,
        "status": b.status.kata,
        "catatan": "; ".join((*b.catatan, *(("data contoh",) if b.contoh else ()))),
        "bukti": b.bukti or BELUM_ADA,
        "pada": f"{waktu.tanggal(b.pada)} {waktu.jam(b.pada)}" if b.pada else "",
        "oleh": b.oleh,
    }
    return Baris(isi, redup=frozenset(redup))


def _target(b: BarisRealisasi) -> Isi:
    """A range is text: one cell holds one number."""
    if b.target_nilai is not None:
        return Angka(b.target_nilai, b.desimal)
    return b.target or BELUM_ADA
