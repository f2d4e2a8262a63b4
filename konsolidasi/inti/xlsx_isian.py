"""Writes a workbook that people fill in: locked and open cells, drop-downs, a hidden stamp."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from konsolidasi.inti.tata_letak import KERTAS
from konsolidasi.inti.teks_lembar import banyak_baris, bersihkan, mirip_rumus
from konsolidasi.inti.waktu import ZONA

HURUF, BEKU_SESUDAH = "Arial", 2
PILIHAN_TERPANJANG = 255
TEKS, TANGGAL = "@", "dd-mm-yyyy"
TINGGI_BARIS, TINGGI_TERBESAR = 13, 200
_GARIS = Border(*[Side(style="thin", color="9AAAB2")] * 4)
_KEPALA, _TERKUNCI, _TERBUKA = "D9E8EB", "EEF5F6", "FFFFFF"

IsiSel = str | Decimal | date | None


@dataclass(frozen=True)
class SelIsian:
    """`pola`: the number format; `pilihan`: what the drop-down offers."""

    isi: IsiSel = None
    pola: str = TEKS
    terbuka: bool = False
    pilihan: tuple[str, ...] = ()
    kanan: bool = False


@dataclass(frozen=True)
class BukuIsian:
    """`kolom`: title and width; `baris`: cells in the order of the columns.

    `asal`: rows of plain text for the hidden sheet, which nobody is meant to read.
    """

    judul: str
    keterangan: Sequence[str]
    nama_lembar: str
    kolom: Sequence[tuple[str, int]]
    baris: Sequence[Sequence[SelIsian]]
    petunjuk: Sequence[tuple[str, str]]
    nama_petunjuk: str
    asal: Sequence[Sequence[str]]
    nama_asal: str
    pada: datetime
    pembuat: str


def tulis(buku: BukuIsian) -> bytes:
    wb = Workbook()
    saat = buku.pada.astimezone(ZONA).replace(tzinfo=None, microsecond=0)
    wb.properties.title, wb.properties.creator = bersihkan(buku.judul), bersihkan(buku.pembuat)
    wb.properties.created, wb.properties.language = saat, "id-ID"
    _Penulis(wb.active, buku).tulis()
    _petunjuk(wb.create_sheet(buku.nama_petunjuk), buku)
    _asal(wb.create_sheet(buku.nama_asal), buku.asal)
    keluar = BytesIO()
    wb.save(keluar)
    return keluar.getvalue()


class _Penulis:
    def __init__(self, ws: Worksheet, buku: BukuIsian) -> None:
        self.ws, self.buku = ws, buku
        self.gaya: dict[tuple, StyleArray] = {}
        self.tarik: dict[tuple[int, tuple[str, ...]], list[list[int]]] = {}

    def tulis(self) -> None:
        ws, buku = self.ws, self.buku
        ws.title = buku.nama_lembar
        _kalimat(ws, 1, buku.judul, Font(HURUF, 13, b=True, color="FF1B2A33"))
        for nomor, satu in enumerate(buku.keterangan, start=2):
            _kalimat(ws, nomor, satu, Font(HURUF, 10, color="FF51626D"))
        kepala = len(buku.keterangan) + 3
        for kolom, (judul, lebar) in enumerate(buku.kolom, start=1):
            self._kepala(kepala, kolom, judul)
            ws.column_dimensions[get_column_letter(kolom)].width = lebar
        for nomor, baris in enumerate(buku.baris, start=kepala + 1):
            self._baris(nomor, baris)
        for (kolom, pilihan), ruas in self.tarik.items():
            ws.add_data_validation(_tarik_turun(pilihan, get_column_letter(kolom), ruas))
        self._siapkan(kepala)

    def _kepala(self, baris: int, kolom: int, judul: str) -> None:
        sel = self.ws.cell(baris, kolom, judul)
        sel.font = Font(HURUF, 10, b=True, color="FF1B2A33")
        sel.fill = PatternFill("solid", fgColor=f"FF{_KEPALA}")
        sel.border = _GARIS
        sel.alignment = Alignment("center", "center", wrap_text=True)

    def _baris(self, nomor: int, baris: Sequence[SelIsian]) -> None:
        tinggi = TINGGI_BARIS + 4
        for kolom, satu in enumerate(baris, start=1):
            sel = self.ws.cell(nomor, kolom)
            kutip = False
            if isinstance(satu.isi, str):
                teks = bersihkan(satu.isi)
                kutip = mirip_rumus(teks)
                sel.value, sel.data_type = teks, "s"
                muat = banyak_baris(teks, self.buku.kolom[kolom - 1][1])
                tinggi = max(tinggi, TINGGI_BARIS * muat + 4)
            elif satu.isi is not None:
                sel.value = satu.isi
            sel._style = self._gaya(satu, kutip)
            if satu.pilihan and satu.terbuka:
                self._catat_pilihan(kolom, satu.pilihan, nomor)
        self.ws.row_dimensions[nomor].height = min(tinggi, TINGGI_TERBESAR)

    def _catat_pilihan(self, kolom: int, pilihan: tuple[str, ...], nomor: int) -> None:
        """Rows one below the other make one range: a rule per cell would be slow to open."""
        ruas = self.tarik.setdefault((kolom, pilihan), [])
        if ruas and ruas[-1][1] == nomor - 1:
            ruas[-1][1] = nomor
        else:
            ruas.append([nomor, nomor])

    def _gaya(self, satu: SelIsian, kutip: bool) -> StyleArray:
        kunci = (satu.pola, satu.terbuka, satu.kanan, kutip)
        if kunci not in self.gaya:
            sel = Cell(self.ws, row=1, column=1)
            warna = "FF1B2A33" if satu.terbuka else "FF51626D"
            latar = _TERBUKA if satu.terbuka else _TERKUNCI
            sel.font = Font(HURUF, 10, color=warna)
            sel.fill = PatternFill("solid", fgColor=f"FF{latar}")
            sel.border = _GARIS
            rata = "right" if satu.kanan else "left"
            sel.alignment = Alignment(rata, "top", wrap_text=not satu.kanan)
            sel.protection = Protection(locked=not satu.terbuka)
            sel.number_format = satu.pola
            sel._style.quotePrefix = int(kutip)
            self.gaya[kunci] = sel._style
        return self.gaya[kunci]

    def _siapkan(self, kepala: int) -> None:
        ws, akhir = self.ws, get_column_letter(len(self.buku.kolom))
        ws.freeze_panes = f"{get_column_letter(BEKU_SESUDAH + 1)}{kepala + 1}"
        ws.auto_filter.ref = f"A{kepala}:{akhir}{max(ws.max_row, kepala)}"
        ws.print_title_rows = f"{kepala}:{kepala}"
        _selembar(ws)
        _lindungi(ws)


def _tarik_turun(
    pilihan: tuple[str, ...], huruf: str, ruas: Sequence[Sequence[int]]
) -> DataValidation:
    """A list longer than a rule can hold is cut; what is typed is checked on the way in."""
    isi = ",".join(pilihan)[:PILIHAN_TERPANJANG]
    return DataValidation(
        sqref=" ".join(f"{huruf}{dari}:{huruf}{sampai}" for dari, sampai in ruas),
        type="list",
        formula1=f'"{isi}"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Pilih dari daftar",
        error="Pilih salah satu dari daftar, atau kosongkan.",
    )


def _selembar(ws: Worksheet) -> None:
    """Printed on the width of one page."""
    ws.page_setup.orientation, ws.page_setup.paperSize = "landscape", KERTAS["f4"]
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.sheet_view.showGridLines = False


def _lindungi(ws: Worksheet) -> None:
    """Without a password: it keeps from slips, not from people."""
    ws.protection.sheet = True
    ws.protection.formatCells = ws.protection.formatColumns = ws.protection.formatRows = False
    ws.protection.autoFilter = ws.protection.sort = False


def _kalimat(ws: Worksheet, baris: int, teks: str, huruf: Font) -> None:
    sel = ws.cell(baris, 1)
    sel.value, sel.data_type, sel.font = bersihkan(teks), "s", huruf


def _petunjuk(ws: Worksheet, buku: BukuIsian) -> None:
    """One screen: what to do on the left, how on the right."""
    _kalimat(ws, 1, "Petunjuk", Font(HURUF, 13, b=True, color="FF1B2A33"))
    ws.column_dimensions["A"].width, ws.column_dimensions["B"].width = 26, 92
    for nomor, (apa, caranya) in enumerate(buku.petunjuk, start=3):
        for kolom, teks, tebal in ((1, apa, True), (2, caranya, False)):
            sel = ws.cell(nomor, kolom)
            sel.value, sel.data_type = bersihkan(teks), "s"
            sel.font = Font(HURUF, 10, b=tebal, color="FF1B2A33")
            sel.alignment = Alignment("left", "top", wrap_text=True)
        ws.row_dimensions[nomor].height = TINGGI_BARIS * banyak_baris(caranya, 92) + 5
    _selembar(ws)
    _lindungi(ws)


def _asal(ws: Worksheet, baris: Sequence[Sequence[str]]) -> None:
    for nomor, satu in enumerate(baris, start=1):
        for kolom, teks in enumerate(satu, start=1):
            if teks:
                sel = ws.cell(nomor, kolom)
                sel.value, sel.data_type = bersihkan(teks), "s"
                sel.number_format = TEKS
    ws.sheet_state = "hidden"
    _lindungi(ws)


def pola_angka(desimal: int) -> str:
    return "#,##0." + "0" * desimal if desimal else "#,##0"
