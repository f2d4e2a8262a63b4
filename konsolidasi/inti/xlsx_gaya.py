"""The look of cells: each combination is made once per workbook, and known by its number."""

from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from konsolidasi.inti.tata_letak import GAYA

HURUF = "Arial"
UMUM = "General"
_TIPIS, _TEBAL = Side(style="thin", color="9AAAB2"), Side(style="double", color="1B2A33")


class Rupa(NamedTuple):
    """What one look is made of: a key of GAYA and what differs from it."""

    gaya: str
    rata: str = ""
    pola: str = UMUM
    sisi: str = ""
    masuk: int = 0
    kutip: bool = False


class Rupawan:
    """Numbers of looks in one workbook: setting fonts cell by cell costs most of the time."""

    def __init__(self, ws: Worksheet) -> None:
        self._ws = ws
        self._nomor: dict[tuple, int] = {}

    def nomor(self, *rupa: object) -> int:
        """Of Rupa(*rupa)."""
        ada = self._nomor.get(rupa)
        if ada is None:
            ada = self._nomor[rupa] = _daftarkan(self._ws, Rupa(*rupa))
        return ada


def _daftarkan(ws: Worksheet, rupa: Rupa) -> int:
    sel, gaya, wb = Cell(ws, row=1, column=1), GAYA[rupa.gaya], ws.parent
    assert isinstance(wb, Workbook)
    sel.font = Font(HURUF, gaya.ukuran, b=gaya.tebal, i=gaya.miring, color=f"FF{gaya.warna}")
    if gaya.latar:
        sel.fill = PatternFill("solid", fgColor=f"FF{gaya.latar}")
    sel.border = _garis(gaya.garis, rupa.sisi)
    # A number too long for its column is written smaller, never as ####.
    teks = rupa.pola == UMUM
    sel.alignment = Alignment(
        gaya.rata or rupa.rata or None,
        gaya.tegak,
        wrap_text=teks,
        shrink_to_fit=not teks,
        indent=rupa.masuk,
    )
    sel.number_format = rupa.pola
    sel._style.quotePrefix = int(rupa.kutip)
    return wb._cell_styles.add(sel._style)


def _garis(jenis: str, sisi: str) -> Border:
    match jenis:
        case "kotak":
            kiri = None if sisi == "kanan" else _TIPIS
            kanan = None if sisi == "kiri" else _TIPIS
            return Border(left=kiri, right=kanan, top=_TIPIS, bottom=_TIPIS)
        case "kop":
            return Border(bottom=_TEBAL)
        case _:
            return Border()


def pola_angka(desimal: int, awalan: str = "") -> str:
    """With the language: LibreOffice then writes 1.234,50 whatever language it runs in."""
    pola = "#,##0." + "0" * desimal if desimal else "#,##0"
    return f'[$-421]"{awalan}"{pola}' if awalan else f"[$-421]{pola}"
