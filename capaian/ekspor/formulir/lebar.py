"""Widths of the columns of figures: as wide as what stands in them. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from konsolidasi.inti.tata_letak import Baris, Isi, Kolom, tampil

KOSONG = {"K": 5, "Rp": 6}
TERLEBAR = {"K": 13, "Rp": 16}
JUDUL_PANJANG, JUDUL_TAMBAH = 40, 2
SATUAN, TEPI = 7, 8
"""Pixels of a unit of width, and of the room beside the text."""
LEBAR_ANGKA, LEBAR_TITIK, LEBAR_HURUF = 7, 4, 7


def sesuaikan(kolom: Sequence[Kolom], baris: Sequence[Baris]) -> tuple[Kolom, ...]:
    """Years to come leave their columns empty: the others then print larger on the same paper."""
    return tuple(_satu(k, baris) if k.judul in KOSONG else k for k in kolom)


def _satu(kolom: Kolom, baris: Sequence[Baris]) -> Kolom:
    titik = max((_titik(satu.isi.get(kolom.kunci)) for satu in baris), default=0)
    perlu = -(-(titik + TEPI) // SATUAN) if titik else 0
    terkecil = KOSONG[kolom.judul] + (JUDUL_TAMBAH if len(kolom.kelompok) > JUDUL_PANJANG else 0)
    return replace(kolom, lebar=min(max(perlu, terkecil), TERLEBAR[kolom.judul]))


def _titik(isi: Isi) -> int:
    """Numbers stand on one line, words may be broken between one and the next."""
    if isinstance(isi, str):
        return max((len(satu) * LEBAR_HURUF for satu in isi.split()), default=0)
    return sum(LEBAR_ANGKA if h.isdigit() else LEBAR_TITIK for h in tampil(isi))
