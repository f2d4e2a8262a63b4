"""Pohon kinerja as a workbook: the nodes that are open on the page, each below the one above it."""

from collections.abc import Iterator

from capaian.ekspor.daftar import Keterangan, susun_buku
from capaian.layar.pohon_simpul import Daun, Pohon, Simpul
from capaian.layar.tanda import TandaCapaian
from konsolidasi.inti.angka import urai
from konsolidasi.inti.tata_letak import Angka, Baris, Buku, Isi, Kolom
from konsolidasi.inti.waktu import Triwulan

CATATAN = (
    "Memuat simpul yang terbuka di halaman. Capaian simpul ialah rata-rata capaian indikator di"
    " bawahnya yang dapat dihitung; sementara berarti belum semua barisnya pasti.",
)
MASUK, INDIKATOR = "    ", "Indikator"
RAGAM = {"Visi": "kelompok", "Misi": "kelompok", "Tujuan": "sasaran", "Sasaran": "sasaran"}


def judul(masa: Triwulan) -> str:
    return f"Pohon kinerja {masa.label}"


def susun_lembar(pohon: Pohon, masa: Triwulan, ket: Keterangan) -> Buku:
    kolom = (
        Kolom("tingkat", "Tingkat", 15),
        Kolom("kode", "Kode", 17),
        Kolom("nama", "Uraian", 70),
        Kolom("opd", "OPD atau keterangan", 24),
        Kolom("target", f"Target {masa.tahun}", 20, rata="right"),
        Kolom("realisasi", "Realisasi", 20, rata="right"),
        Kolom("persen", "Capaian (%)", 12, rata="right"),
        Kolom("peringkat", "Peringkat", 24),
        Kolom("pasti", "Pasti", 20),
        Kolom("pagu", "Pagu", 30),
    )
    baris = [b for akar in pohon.akar for b in _simpul(akar, 0)]
    return susun_buku(
        judul(masa),
        kolom,
        baris,
        ket,
        benda="baris",
        gulir_mulai="opd",
        contoh=pohon.contoh,
        catatan=CATATAN,
    )


def _simpul(s: Simpul, dalam: int) -> Iterator[Baris]:
    tanda = s.angka.tanda
    yield Baris(
        {
            "tingkat": s.tingkat,
            "kode": s.kode,
            "nama": MASUK * dalam + s.nama,
            "opd": s.ket,
            "persen": _persen(tanda),
            "peringkat": tanda.kata or tanda.kalimat,
            "pasti": s.angka.pasti,
            "pagu": s.pagu,
        },
        RAGAM.get(s.tingkat, "program"),
    )
    if not s.terbuka:
        return
    for daun in s.daun:
        yield _daun(daun, dalam + 1)
    if s.sisa:
        yield Baris({"nama": f"{MASUK * (dalam + 1)}{s.sisa} indikator lagi pada daftar indikator"})
    for anak in s.anak:
        yield from _simpul(anak, dalam + 1)


def _daun(d: Daun, dalam: int) -> Baris:
    return Baris(
        {
            "tingkat": INDIKATOR,
            "kode": d.kode,
            "nama": MASUK * dalam + d.nama,
            "opd": d.opd,
            "target": d.target or "belum ada",
            "realisasi": d.realisasi or "belum ada",
            "persen": _persen(d.tanda),
            "peringkat": d.tanda.kata or d.tanda.kalimat,
        }
    )


def _persen(tanda: TandaCapaian) -> Isi:
    """The number that the page prints with two decimals, so that it can be sorted and added."""
    return Angka(urai(tanda.persen.strip("%\u00a0 "), desimal=2), 2) if tanda.persen else None
