"""Codes of program, kegiatan and sub kegiatan out of the cells of a SIPD export. Pure text."""

import re
from collections.abc import Sequence
from decimal import Decimal

from capaian.lembar_isian import polos
from konsolidasi.inti.xlsx_sel import ANGKA, TEKS, Sel

# A code at the beginning of a text, and the name that may follow it.
_BERNAMA = re.compile(
    r"((?:[1-9]\.[0-9]{2}|X\.XX)\.[0-9]{2}(?:\.[12]\.[0-9]{2}(?:\.(?:[0-9]{4}|[0-9]{2}))?)?)"
    r"(?:\.?$|\.?\s+[-–:]?\s*(.+)|\s*[-–:]\s*(.+))",
    re.DOTALL,
)
_URUSAN = re.compile(r"(?:[1-9X])(?:\.(?:[0-9]{1,2}|XX))?\Z")
_RUAS = re.compile(r"[0-9X]+(?:\.[0-9X]+)*\Z")
_DUA_ANGKA = (1, 2, 4)
"""Places of a code that have two digits, which a number has lost."""
_SUB = 5


def susun_kode(sel: Sequence[Sel | None]) -> tuple[str, str]:
    """Code and name of a row, from the cells that make up its code; ("", "") for none.

    One cell may hold all of it, also with the name behind it. Several hold either a piece each, or
    each the code down to its own level.
    """
    isi = [satu for satu in sel if satu is not None and satu.jenis in (TEKS, ANGKA)]
    if len(sel) == 1 and isi and isi[0].jenis == TEKS:
        return _utuh(isi[0].isi)
    ruas: list[str] = []
    for satu in isi:
        teks = _ruas(satu)
        if not _RUAS.fullmatch(teks):
            continue
        bagian = teks.split(".")
        ruas = bagian if _utuh_dari(bagian, ruas) else ruas + bagian
    return ".".join(_lengkapi(ruas)), ""


def _utuh_dari(bagian: Sequence[str], atas: Sequence[str]) -> bool:
    """Whether these pieces already begin with those of the columns before."""
    sejauh_ini = len(bagian) > 1 and list(bagian[: len(atas)]) == list(atas)
    return bool(atas) and (sejauh_ini or (len(bagian) >= 3 and bagian[0] == atas[0]))


def _utuh(teks: str) -> tuple[str, str]:
    rapi = re.sub(r"\s*\.\s*", ".", " ".join(teks.split()))
    if cocok := _BERNAMA.match(rapi):
        return cocok[1], (cocok[2] or cocok[3] or "").strip()
    return rapi.rstrip("."), ""


def _ruas(sel: Sel) -> str:
    if sel.jenis == ANGKA:
        utuh, titik, pecahan = polos(Decimal(sel.isi)).partition(".")
        # 2.1 was 2.10 before a spreadsheet took it for a number.
        return f"{utuh}.{pecahan.ljust(2, '0')}" if titik else utuh
    return re.sub(r"\s*\.\s*", ".", " ".join(sel.isi.split())).strip(".")


def _lengkapi(ruas: Sequence[str]) -> list[str]:
    """Zeros that were lost: 1, 2, 2, 2, 1, 3 is 1.02.02.2.01.0003."""
    hasil = [satu.zfill(2) if n in _DUA_ANGKA else satu for n, satu in enumerate(ruas)]
    if len(hasil) > _SUB and len(hasil[_SUB]) in (1, 3):
        hasil[_SUB] = hasil[_SUB].zfill(4)
    return hasil


def kode_urusan(kode: str) -> bool:
    """Whether it is the code of an urusan or bidang urusan, which stand above the programs."""
    return bool(_URUSAN.fullmatch(kode))
