"""The head of a table as rectangles: titles above titles, and the row of column numbers. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from konsolidasi.inti.tata_letak import Kolom
from konsolidasi.inti.teks_lembar import banyak_baris

TINGGI_ATAS, TINGGI_JUDUL, TINGGI_NOMOR = 17, 27, 12
TINGGI_BARIS, TINGGI_SISA = 12, 4


@dataclass(frozen=True)
class Petak:
    """A title from (atas, kiri) to (bawah, kanan); rows count from 0, columns from 1."""

    isi: str | int
    gaya: str
    atas: int
    kiri: int
    bawah: int
    kanan: int


@dataclass(frozen=True)
class Kepala:
    petak: tuple[Petak, ...]
    tinggi: tuple[int, ...]
    """Of each row in points; the last one holds the numbers."""


def susun_kepala(kolom: Sequence[Kolom]) -> Kepala:
    atas = [(*k.atasan, *((k.kelompok,) if k.kelompok else ())) for k in kolom]
    dalam = max(2, *(len(satu) + 1 for satu in atas))
    judul = tuple(p for n in range(dalam) for p in _tingkat(kolom, atas, n, dalam))
    return Kepala((*judul, *_nomor(kolom, dalam)), _tinggi(kolom, judul, dalam))


def _tingkat(
    kolom: Sequence[Kolom], atas: Sequence[tuple[str, ...]], tingkat: int, dalam: int
) -> Iterator[Petak]:
    """The titles that begin in one row. A column's own title is the lowest, whatever is above."""
    n = 0
    while n < len(kolom):
        milik, m = atas[n], n + 1
        bersama = tingkat < len(milik)
        while m < len(kolom) and (
            kolom[m].lebur or (bersama and atas[m][: tingkat + 1] == milik[: tingkat + 1])
        ):
            m += 1
        if bersama:
            bawah = tingkat if tingkat < len(milik) - 1 else dalam - 2
            yield Petak(milik[tingkat], "kepala", tingkat, n + 1, bawah, m)
        elif tingkat == (dalam - 1 if milik else 0):
            yield Petak(kolom[n].judul, "kepala", tingkat, n + 1, dalam - 1, m)
        n = m


def _nomor(kolom: Sequence[Kolom], dalam: int) -> Iterator[Petak]:
    """Counted, or as the form prescribes: then columns of one number share it."""
    bernomor, n, urut = any(satu.nomor for satu in kolom), 0, 0
    while n < len(kolom):
        m, urut = n + 1, urut + 1
        while m < len(kolom) and (
            kolom[m].lebur or (bernomor and kolom[m].nomor == kolom[n].nomor)
        ):
            m += 1
        yield Petak(kolom[n].nomor if bernomor else urut, "nomor", dalam, n + 1, dalam, m)
        n = m


def _tinggi(kolom: Sequence[Kolom], judul: Sequence[Petak], dalam: int) -> tuple[int, ...]:
    """High enough for the longest title; one that spans rows stretches the last of them."""
    tinggi = [TINGGI_ATAS] * (dalam - 1) + [TINGGI_JUDUL]
    for p in sorted(judul, key=lambda p: p.bawah - p.atas):
        lebar = sum(satu.lebar for satu in kolom[p.kiri - 1 : p.kanan])
        perlu = TINGGI_BARIS * banyak_baris(str(p.isi), lebar) + TINGGI_SISA
        kurang = perlu - sum(tinggi[p.atas : p.bawah + 1])
        tinggi[p.bawah] += max(kurang, 0)
    return (*tinggi, TINGGI_NOMOR)
