"""What deserves a second look in a piece of evidence. Warnings, never refusals; no query."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from konsolidasi.inti import waktu
from konsolidasi.inti.waktu import Triwulan

SEBUT_TERBANYAK = 3


@dataclass(frozen=True)
class Pemakaian:
    """One place where a file stands as evidence."""

    indikator: int
    nama: str
    opd: str
    pangkal: int
    """The OPD itself, or for a unit the OPD above it: within it a file may be shared."""
    tw: Triwulan


def luar_triwulan(dokumen_tanggal: date | None, tw: Triwulan) -> str:
    if dokumen_tanggal is None or tw.mulai <= dokumen_tanggal <= tw.akhir:
        return ""
    return (
        f"Tanggal dokumen {waktu.tanggal(dokumen_tanggal)}, di luar {tw.rentang_bulan} {tw.tahun}."
    )


def triwulan_lain(sini: Pemakaian, semua: Sequence[Pemakaian]) -> str:
    """The same bytes proved another quarter of the same OPD."""
    lain = sorted({p.tw for p in semua if p.pangkal == sini.pangkal and p.tw != sini.tw})
    sebut = _deret([tw.label for tw in lain])
    return f"Berkas yang sama juga menjadi bukti {sebut}." if lain else ""


def opd_lain(sini: Pemakaian, semua: Sequence[Pemakaian], *, sebut: bool) -> str:
    """`sebut`: whether the reader sees every OPD; nobody else learns whose file it is."""
    lain = [p for p in semua if p.pangkal != sini.pangkal]
    if not lain:
        return ""
    if not sebut:
        return "Berkas yang sama juga dipakai OPD lain sebagai bukti."
    tempat = sorted({f"{p.opd} untuk {p.nama} ({p.tw.label})" for p in lain})
    return f"Berkas yang sama juga dipakai {_deret(tempat)}."


def halaman_lewat(halaman: str, jumlah: int | None) -> str:
    """A page was named that the document does not have."""
    disebut = [int(angka) for angka in re.findall(r"\d{1,6}", halaman)]
    if jumlah is None or not disebut or max(disebut) <= jumlah:
        return ""
    return f"Disebut halaman {max(disebut)}, padahal berkas ini {jumlah} halaman."


def ditolak(alasan: str) -> str:
    return f"Ditolak: {alasan.rstrip('.')}. Unggah penggantinya."


def _deret(kata: Sequence[str]) -> str:
    """a; b; c dan 4 lainnya"""
    sisa = len(kata) - SEBUT_TERBANYAK
    teks = "; ".join(kata[:SEBUT_TERBANYAK])
    return f"{teks} dan {sisa} lainnya" if sisa > 0 else teks
