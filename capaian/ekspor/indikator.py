"""The list of indikator as a workbook: the columns of the page, in their order."""

from collections.abc import Sequence
from decimal import Decimal

from capaian.ekspor.daftar import BELUM_ADA, Keterangan, susun_buku
from capaian.layar.indikator_daftar import BarisIndikator
from konsolidasi.inti.tata_letak import Angka, Baris, Buku, Isi, Kolom

CATATAN = (
    "Capaian bertanda sementara: ada triwulan yang belum diisi, belum terverifikasi, atau memakai"
    " data sementara. Realisasi tanpa angka menyebut sebabnya; 0 adalah hasil.",
)


def judul(tahun: int) -> str:
    return f"Daftar indikator {tahun}"


def susun_lembar(baris: Sequence[BarisIndikator], tahun: int, ket: Keterangan) -> Buku:
    kolom = (
        Kolom("kode", "Kode", 12),
        Kolom("nama", "Indikator", 44),
        Kolom("jenis", "Jenis", 10),
        Kolom("opd", "OPD", 14),
        Kolom("satuan", "Satuan", 12),
        Kolom("target", f"Target {tahun}", 14, rata="right"),
        Kolom("realisasi", "Realisasi", 14, rata="right"),
        Kolom("persen", "%", 10, "Capaian", "right"),
        Kolom("peringkat", "Peringkat", 22, "Capaian"),
        Kolom("kalimat", "Cara hitung", 40, "Capaian"),
        Kolom("keadaan", "Keadaan", 12),
    )
    return susun_buku(
        judul(tahun),
        kolom,
        [_baris(b) for b in baris],
        ket,
        benda="indikator",
        gulir_mulai="jenis",
        contoh=any(b.contoh for b in baris),
        catatan=CATATAN,
    )


def _baris(b: BarisIndikator) -> Baris:
    nilai, persen = b.hasil.realisasi.nilai, b.hasil.hasil.persen
    redup = {"realisasi"} if b.tanpa_nilai else set()
    if not b.target:
        redup.add("target")
    isi: dict[str, Isi] = {
        "kode": b.kode,
        "nama": b.nama,
        "jenis": b.jenis,
        "opd": b.singkatan,
        "satuan": b.satuan,
        "target": _target(b),
        "realisasi": Angka(nilai, b.indikator.desimal)
        if isinstance(nilai, Decimal)
        else b.realisasi,
        "persen": None if persen is None else Angka(persen, 2),
        "peringkat": b.capaian.kata,
        "kalimat": b.capaian.kalimat,
        "keadaan": _keadaan(b),
    }
    return Baris(isi, redup=frozenset(redup))


def _target(b: BarisIndikator) -> Isi:
    """A range is text: one cell holds one number."""
    target = b.hasil.target
    if target is not None and target.nilai is not None:
        return Angka(target.nilai, b.indikator.desimal)
    return b.target or BELUM_ADA


def _keadaan(b: BarisIndikator) -> str:
    aktif = "Aktif" if b.aktif else "Tidak aktif"
    return f"{aktif}, data contoh" if b.contoh else aktif
