"""A long table as .xlsx, row by row: memory does not grow with the number of rows."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from tempfile import SpooledTemporaryFile
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from konsolidasi.inti import angka
from konsolidasi.inti.tata_letak import GAYA, Kolom, termuat
from konsolidasi.inti.teks_lembar import bersihkan, mirip_rumus, nama_lembar
from konsolidasi.inti.waktu import ZONA

DI_INGATAN = 4 * 1024 * 1024
"""Bytes of the finished file that stay in memory; a larger one lies on disk."""
DESIMAL = 6
Isi = str | int | Decimal | datetime | None


def alirkan(
    nama: str, kolom: Sequence[Kolom], baris: Iterable[Sequence[Isi]], pada: datetime
) -> IO[bytes]:
    """The file, open at its start. One line of titles, so that a pivot table takes it as it is."""
    wb = Workbook(write_only=True)
    wb.properties.title = bersihkan(nama)
    wb.properties.created = pada.astimezone(ZONA).replace(tzinfo=None, microsecond=0)
    ws = wb.create_sheet(nama_lembar(nama))
    ws.freeze_panes = "A2"
    for n, satu in enumerate(kolom, start=1):
        ws.column_dimensions[get_column_letter(n)].width = satu.lebar
    ws.append([_kepala(ws, satu.judul) for satu in kolom])
    akhir = 1
    for satu in baris:
        ws.append([_sel(ws, isi) for isi in satu])
        akhir += 1
    ws.auto_filter.ref = f"A1:{get_column_letter(len(kolom))}{akhir}"
    keluar = SpooledTemporaryFile(max_size=DI_INGATAN)  # noqa: SIM115  the response closes it
    wb.save(keluar)
    keluar.seek(0)
    return keluar


def _kepala(ws: WriteOnlyWorksheet, judul: str) -> Cell:
    sel = WriteOnlyCell(ws, judul)
    gaya = GAYA["kepala"]
    sel.font = Font("Arial", gaya.ukuran, b=True)
    sel.fill = PatternFill("solid", fgColor=f"FF{gaya.latar}")
    return sel


def _sel(ws: WriteOnlyWorksheet, isi: Isi) -> Isi | Cell:
    match isi:
        case str():
            teks = bersihkan(isi)
            return _teks(ws, teks) if mirip_rumus(teks) else teks
        case Decimal() if not termuat(isi):
            return angka.tulis(isi, DESIMAL)
        case datetime():
            return isi.astimezone(ZONA).replace(tzinfo=None, microsecond=0)
        case _:
            return isi


def _teks(ws: WriteOnlyWorksheet, teks: str) -> Cell:
    """Text that looks like a formula, kept as text also when somebody edits the cell."""
    sel = WriteOnlyCell(ws)
    sel._value, sel.data_type = teks, "s"
    sel._style = StyleArray()
    sel._style.quotePrefix = 1
    return sel
