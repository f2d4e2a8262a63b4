"""Text as a spreadsheet can hold it: in cells, as names of sheets, on lines."""

import re
from collections.abc import Sequence

PANJANG_SEL, PANJANG_NAMA = 32_767, 31
_RUMUS_PALSU = ("=", "+", "-", "@", "\t")
_KENDALI = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOLOS = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)")
_NAMA_TERLARANG = re.compile(r"[\[\]:*?/\\]")


def bersihkan(teks: str) -> str:
    """Text that a cell can hold: without control characters, and with `_x0041_` meaning itself."""
    teks = _KENDALI.sub("", teks.replace("\r\n", "\n").replace("\r", "\n"))
    return _LOLOS.sub("_x005F_x", teks)[:PANJANG_SEL]


def nama_lembar(teks: str, terpakai: Sequence[str] = ()) -> str:
    """A valid sheet name of at most 31 characters, cut between words, unlike the ones in use."""
    polos = " ".join(_NAMA_TERLARANG.sub(" ", bersihkan(teks)).split()).strip("' ") or "Lembar"
    dasar = _potong(polos, PANJANG_NAMA)
    # Excel keeps "History" for itself.
    ada, nama, nomor = {n.casefold() for n in (*terpakai, "History")}, dasar, 2
    while nama.casefold() in ada:
        ekor = f" ({nomor})"
        nama, nomor = _potong(dasar, PANJANG_NAMA - len(ekor)) + ekor, nomor + 1
    return nama


def _potong(teks: str, panjang: int) -> str:
    if len(teks) <= panjang:
        return teks
    utuh = teks[: panjang + 1].rpartition(" ")[0] or teks[:panjang]
    return re.sub(r"\s(dan|serta|atau|di|ke)$", "", utuh).rstrip(" ,'-")


def mirip_rumus(teks: str) -> bool:
    """Text that a spreadsheet would take for a formula once somebody edits the cell."""
    return teks.startswith(_RUMUS_PALSU)


def banyak_baris(teks: str, lebar: int) -> int:
    """Lines that a text takes in a column; programs do not agree on when to fit the height."""
    muat = lebar * 6 // 5
    if len(teks) <= muat and "\n" not in teks:
        return 1
    return sum(_baris_alinea(alinea, muat) for alinea in teks.split("\n"))


def _baris_alinea(alinea: str, muat: int) -> int:
    """Words one after another; one that is longer than a line is broken."""
    banyak, terpakai = 1, 0
    for kata in alinea.split():
        panjang = len(kata)
        if terpakai and terpakai + 1 + panjang > muat:
            banyak, terpakai = banyak + 1, 0
        penuh, sisa = divmod(panjang - 1, muat) if panjang > muat else (0, panjang - 1)
        banyak += penuh
        terpakai += sisa + 1 + (1 if terpakai else 0)
    return banyak
