"""What a lock kept as a workbook, with everything that explains each figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from capaian.ekspor.daftar import BELUM_ADA, Keterangan, susun_buku
from konsolidasi.inti.tata_letak import Angka, Baris, Buku, Isi, Kolom


@dataclass(frozen=True)
class BarisTerkunci:
    kode: str
    nama: str
    opd: str
    satuan: str
    target: str
    realisasi: str
    persen: Decimal | None
    peringkat: str
    kalimat: str
    status: str
    pasti: bool
    contoh: bool


def judul(periode: str) -> str:
    return f"Hasil terkunci {periode}"


def susun_lembar(
    baris: Sequence[BarisTerkunci], periode: str, ket: Keterangan, catatan: Sequence[str]
) -> Buku:
    """`catatan`: who locked it and when, with which version of the formulas, or who undid it."""
    kolom = (
        Kolom("kode", "Kode", 12),
        Kolom("nama", "Indikator", 40),
        Kolom("opd", "OPD", 14),
        Kolom("satuan", "Satuan", 11),
        Kolom("target", "Target", 14, rata="right"),
        Kolom("realisasi", "Realisasi", 14, rata="right"),
        Kolom("persen", "%", 10, "Capaian", "right"),
        Kolom("peringkat", "Peringkat", 20, "Capaian"),
        Kolom("kalimat", "Cara hitung", 44, "Capaian"),
        Kolom("status", "Status saat dikunci", 20),
    )
    return susun_buku(
        judul(periode),
        kolom,
        [_baris(b) for b in baris],
        ket,
        benda="indikator",
        gulir_mulai="opd",
        contoh=any(b.contoh for b in baris),
        catatan=catatan,
    )


def _baris(b: BarisTerkunci) -> Baris:
    isi: dict[str, Isi] = {
        "kode": b.kode,
        "nama": b.nama,
        "opd": b.opd,
        "satuan": b.satuan,
        "target": b.target or BELUM_ADA,
        "realisasi": b.realisasi,
        "persen": None if b.persen is None else Angka(b.persen, 2),
        "peringkat": b.peringkat,
        "kalimat": b.kalimat,
        "status": b.status,
    }
    redup = set() if b.pasti else {"realisasi", "persen", "peringkat", "status"}
    if not b.target:
        redup.add("target")
    return Baris(isi, redup=frozenset(redup))
