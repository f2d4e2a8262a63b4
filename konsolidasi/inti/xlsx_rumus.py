"""Formulas that depend on themselves. Only references inside one sheet are followed."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping

_ACUAN = re.compile(
    r"(?<![A-Za-z0-9_!.':\]])\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})"
    r"(?::\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6}))?(?![A-Za-z0-9_(!.])"
)
# Texts, and references into a sheet whose name is quoted.
_KUTIPAN = re.compile(r'"[^"]*"|\'[^\']*\'!?[$A-Z0-9:]*')
LANGKAH_TERBANYAK = 400_000

Titik = tuple[int, int]


def sel_melingkar(rumus: Mapping[Titik, str]) -> set[Titik]:
    """Of formulas by (row, column) those without an end. Beyond a bound of work none is named."""
    per_kolom: dict[int, list[int]] = defaultdict(list)
    for baris, kolom in sorted(rumus):
        per_kolom[kolom].append(baris)
    urut, sisa = sorted(per_kolom), LANGKAH_TERBANYAK
    tetangga: dict[Titik, list[Titik]] = {}
    for titik, teks in rumus.items():
        tetangga[titik] = []
        for a, b, c, d in _ACUAN.findall(_KUTIPAN.sub("", teks)):
            kiri, kanan = sorted((_nomor(a), _nomor(c or a)))
            atas, bawah = sorted((int(b), int(d or b)))
            kena = urut[bisect_left(urut, kiri) : bisect_right(urut, kanan)]
            sisa -= 1 + len(kena)
            for k in kena:
                semua = per_kolom[k]
                ada = semua[bisect_left(semua, atas) : bisect_right(semua, bawah)]
                sisa -= len(ada)
                if sisa < 0:
                    return set()
                tetangga[titik] += [(satu, k) for satu in ada]
    return _lingkaran(tetangga)


def _lingkaran(tetangga: Mapping[Titik, list[Titik]]) -> set[Titik]:
    """What is left when formulas that ask for nothing open are taken away, from both ends.

    A cell that only asks for a circle has no value either, so it stays in the first pass.
    """
    sisa = {titik: len(tujuan) for titik, tujuan in tetangga.items()}
    penanya: dict[Titik, list[Titik]] = defaultdict(list)
    for titik, semua in tetangga.items():
        for tujuan in semua:
            penanya[tujuan].append(titik)
    antrean = [titik for titik, banyak in sisa.items() if not banyak]
    while antrean:
        selesai = antrean.pop()
        for titik in penanya[selesai]:
            sisa[titik] -= 1
            if not sisa[titik]:
                antrean.append(titik)
    return {titik for titik, banyak in sisa.items() if banyak}


def _nomor(huruf: str) -> int:
    nomor = 0
    for satu in huruf:
        nomor = nomor * 26 + ord(satu) - 64
    return nomor
