"""Writes a Buku as one .xlsx. Nothing else knows openpyxl."""

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from itertools import zip_longest
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from konsolidasi.inti import angka
from konsolidasi.inti.kepala_lembar import TINGGI_BARIS, TINGGI_SISA, susun_kepala
from konsolidasi.inti.tata_letak import (
    GAYA,
    KERTAS,
    Alamat,
    Angka,
    Baris,
    Buku,
    Gaya,
    Isi,
    Lembar,
    Rumus,
    Teks,
    termuat,
)
from konsolidasi.inti.teks_lembar import banyak_baris, bersihkan, mirip_rumus, nama_lembar
from konsolidasi.inti.waktu import ZONA

JENIS_ISI = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HURUF = "Arial"
TINGGI_TERBESAR = 400
TINGGI_CATATAN, LEBAR_CATATAN = 90, 280
_SEL_RUMUS = re.compile(r'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v\s*(?:/>|></v>)')
_DIUBAH = re.compile(r"(<dcterms:modified[^>]*>)[^<]*")
_TIPIS, _TEBAL = Side(style="thin", color="9AAAB2"), Side(style="double", color="1B2A33")


def tulis(buku: Buku) -> bytes:
    """The file. The same `buku` gives the same bytes."""
    wb = Workbook()
    wb.remove(wb.active)
    saat = buku.pada.astimezone(ZONA).replace(tzinfo=None, microsecond=0)
    wb.properties.title, wb.properties.creator = bersihkan(buku.judul), bersihkan(buku.pembuat)
    wb.properties.created, wb.properties.language = saat, "id-ID"
    hasil: dict[str, dict[str, Decimal]] = {}
    for nomor, lembar in enumerate(buku.lembar, start=1):
        ws = wb.create_sheet(nama_lembar(lembar.nama, wb.sheetnames))
        hasil[f"xl/worksheets/sheet{nomor}.xml"] = _Penulis(ws, lembar).tulis()
        _siapkan_cetak(ws, buku)
    keluar = BytesIO()
    # Not compressed here: _bungkus_ulang packs every part again.
    ExcelWriter(wb, ZipFile(keluar, "w", ZIP_STORED)).save()
    return _bungkus_ulang(keluar, hasil, saat)


def _siapkan_cetak(ws: Worksheet, buku: Buku) -> None:
    ws.page_setup.orientation, ws.page_setup.paperSize = "landscape", KERTAS[buku.kertas]
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.print_options.horizontalCentered = True
    for sisi, inci in (("left", "0.4"), ("right", "0.4"), ("top", "0.45"), ("bottom", "0.6")):
        setattr(ws.page_margins, sisi, Decimal(inci))
    ws.page_margins.header = ws.page_margins.footer = Decimal("0.3")
    kaki = bersihkan(buku.kaki).replace("&", "&&")
    ws.oddFooter.left.text, ws.oddFooter.left.size = kaki, 8
    ws.oddFooter.right.text, ws.oddFooter.right.size = "halaman &P dari &N", 8


class _Penulis:
    """Writes one sheet from top to bottom; `baris` is the row to be written next."""

    def __init__(self, ws: Worksheet, lembar: Lembar) -> None:
        self.ws, self.lembar, self.baris, self.pertama = ws, lembar, 1, 0
        self.huruf = {k.kunci: get_column_letter(n) for n, k in enumerate(lembar.kolom, start=1)}
        self.nomor = {k.kunci: n for n, k in enumerate(lembar.kolom, start=1)}
        self.gaya: dict[tuple, StyleArray] = {}
        self.hasil: dict[str, Decimal] = {}

    def tulis(self) -> dict[str, Decimal]:
        """Returns the results of the formulas by cell."""
        akhir = len(self.lembar.kolom)
        for teks in self.lembar.atas:
            self._teks(teks, 1, akhir)
        dari = self.baris
        self._kepala()
        self.pertama = self.baris
        for baris in self.lembar.baris:
            self._baris(baris)
        for teks in self.lembar.bawah:
            self._teks(teks, 1, akhir)
        if self.lembar.pengesahan:
            self.baris += 1
        self._pengesahan(akhir)
        for kolom in self.lembar.kolom:
            self.ws.column_dimensions[self.huruf[kolom.kunci]].width = kolom.lebar
        self.ws.freeze_panes = f"{self.huruf.get(self.lembar.gulir_mulai, 'A')}{self.pertama}"
        self.ws.print_title_rows = f"{dari}:{self.pertama - 1}"
        self.ws.print_area = f"A1:{get_column_letter(akhir)}{self.baris - 1}"
        self.ws.sheet_view.showGridLines = False
        self.ws.sheet_format.outlineLevelRow = 1
        return self.hasil

    def _teks(self, teks: Teks, dari: int, sampai: int) -> None:
        self._sel(self.baris, dari, teks.isi, teks.gaya)
        self._lebur(self.baris, dari, self.baris, sampai, teks.gaya)
        lebar = sum(kolom.lebar for kolom in self.lembar.kolom[dari - 1 : sampai])
        self.ws.row_dimensions[self.baris].height = teks.tinggi or _tinggi(teks.isi, lebar)
        self.baris += 1

    def _kepala(self) -> None:
        """Titles of groups, titles, and the row of column numbers."""
        kepala = susun_kepala(self.lembar.kolom)
        for p in kepala.petak:
            atas, bawah = self.baris + p.atas, self.baris + p.bawah
            self._sel(atas, p.kiri, p.isi, p.gaya, "center" if p.gaya == "nomor" else "")
            self._lebur(atas, p.kiri, bawah, p.kanan, p.gaya)
        for n, tinggi in enumerate(kepala.tinggi):
            self.ws.row_dimensions[self.baris + n].height = tinggi
        self.baris += len(kepala.tinggi)

    def _pengesahan(self, akhir: int) -> None:
        """One block at the right, or two side by side."""
        mulai = self.nomor.get(self.lembar.pengesahan_mulai, 1)
        batas = self.nomor.get(self.lembar.pengesahan_kiri_sampai, 1)
        kosong = Teks("", "tanda_tangan", 14)
        for kiri, kanan in zip_longest(
            self.lembar.pengesahan_kiri, self.lembar.pengesahan, fillvalue=kosong
        ):
            tinggi = 0
            if self.lembar.pengesahan_kiri:
                self._teks(kiri, 1, batas)
                self.baris -= 1
                tinggi = self.ws.row_dimensions[self.baris].height
            self._teks(kanan, mulai, akhir)
            ukuran = self.ws.row_dimensions[self.baris - 1]
            ukuran.height = max(ukuran.height, tinggi)

    def _baris(self, baris: Baris) -> None:
        kolom, tinggi = self.lembar.kolom, _tinggi("", 1)
        for n, satu in enumerate(kolom, start=1):
            gaya = "redup" if satu.kunci in baris.redup else baris.ragam
            sisi = "kanan" if satu.lebur else ""
            if n < len(kolom) and kolom[n].lebur:
                sisi = "kiri"
            isi = baris.isi.get(satu.kunci)
            label = baris.bentang is not None and satu.kunci == baris.bentang[0]
            kiri = label or (isinstance(isi, Angka) and bool(isi.awalan))
            self._sel(self.baris, n, isi, gaya, "left" if kiri else satu.rata, sisi, satu.masuk)
            if isinstance(isi, str):
                lebar = self._lebar_bentang(baris.bentang) if label else satu.lebar
                lebar = lebar * 17 // 20 if GAYA[gaya].tebal else lebar  # bold letters are wider
                tinggi = max(tinggi, _tinggi(isi, lebar))
            if satu.kunci in baris.catatan:
                self.ws.cell(self.baris, n).comment = _catatan(baris.catatan[satu.kunci])
        ukuran = self.ws.row_dimensions[self.baris]
        ukuran.height = tinggi
        if baris.bentang:
            dari, sampai = (self.nomor[k] for k in baris.bentang)
            self._lebur(self.baris, dari, self.baris, sampai, baris.ragam)
        else:
            ukuran.outlineLevel = 1
        self.baris += 1

    def _lebar_bentang(self, bentang: tuple[str, str]) -> int:
        dari, sampai = (self.nomor[k] for k in bentang)
        return sum(kolom.lebar for kolom in self.lembar.kolom[dari - 1 : sampai])

    def _sel(
        self,
        baris: int,
        kolom: int,
        isi: Isi,
        gaya: str,
        rata: str = "",
        sisi: str = "",
        masuk: int = 0,
    ) -> None:
        sel = self.ws.cell(baris, kolom)
        pola, kutip = "General", False
        match isi:
            case str():
                teks = bersihkan(isi)
                kutip = mirip_rumus(teks)
                sel.value, sel.data_type = teks, "s"
            case int():
                sel.value = isi
            case Angka(nilai, desimal, awalan) if not termuat(nilai):
                sel.value, sel.data_type = awalan + angka.tulis(nilai, desimal), "s"
            case Angka(nilai, desimal, awalan):
                sel.value, pola = nilai, _pola_angka(desimal, awalan)
            case Rumus(susun, hasil, desimal):
                sel.value = "=" + susun(Alamat(self.huruf, baris, self.pertama))
                pola = _pola_angka(desimal)
                self.hasil[sel.coordinate] = hasil
        sel._style = self._gaya(gaya, rata, pola, sisi, masuk, kutip)

    def _lebur(self, atas: int, kiri: int, bawah: int, kanan: int, gaya: str) -> None:
        """Merge; every cell of the area keeps its border, so that the frame stays closed."""
        if (atas, kiri) == (bawah, kanan):
            return
        self.ws.merge_cells(start_row=atas, start_column=kiri, end_row=bawah, end_column=kanan)
        sudut = f"{get_column_letter(kiri)}{atas}"
        for baris in self.ws.iter_rows(atas, bawah, kiri, kanan):
            for sel in baris:
                if sel.coordinate != sudut:
                    sel._style = self._gaya(gaya)

    def _gaya(self, nama: str, *rincian: Any) -> StyleArray:
        """One shared style per combination: setting fonts cell by cell costs most of the time."""
        kunci = (nama, *rincian)
        if kunci not in self.gaya:
            self.gaya[kunci] = _bentuk(Cell(self.ws, row=1, column=1), GAYA[nama], *rincian)
        return self.gaya[kunci]


def _bentuk(
    sel: Cell,
    gaya: Gaya,
    rata: str = "",
    pola: str = "General",
    sisi: str = "",
    masuk: int = 0,
    kutip: bool = False,
) -> StyleArray:
    """The look of a cell in the tables of its workbook."""
    sel.font = Font(HURUF, gaya.ukuran, b=gaya.tebal, i=gaya.miring, color=f"FF{gaya.warna}")
    if gaya.latar:
        sel.fill = PatternFill("solid", fgColor=f"FF{gaya.latar}")
    sel.border = _garis(gaya.garis, sisi)
    # A number too long for its column is written smaller, never as ####.
    teks = pola == "General"
    sel.alignment = Alignment(
        gaya.rata or rata or None, gaya.tegak, wrap_text=teks, shrink_to_fit=not teks, indent=masuk
    )
    sel.number_format = pola
    sel._style.quotePrefix = int(kutip)
    return sel._style


def _catatan(teks: str) -> Comment:
    return Comment(bersihkan(teks), "Konsolidasi", height=TINGGI_CATATAN, width=LEBAR_CATATAN)


def _tinggi(teks: str, lebar: int) -> int:
    return min(TINGGI_BARIS * banyak_baris(teks, lebar) + TINGGI_SISA, TINGGI_TERBESAR)


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


def _pola_angka(desimal: int, awalan: str = "") -> str:
    pola = "#,##0." + "0" * desimal if desimal else "#,##0"
    return f'"{awalan}"{pola}' if awalan else pola


def _bungkus_ulang(berkas: BytesIO, hasil: dict[str, dict[str, Decimal]], saat: datetime) -> bytes:
    """Pack again with fixed times, and with the results beside the formulas.

    Protected view, phones and mail previews do not calculate: they would show 0 or nothing.
    """
    keluar = BytesIO()
    with ZipFile(berkas) as asal, ZipFile(keluar, "w", ZIP_DEFLATED) as tujuan:
        for nama in asal.namelist():
            isi = asal.read(nama)
            if nama in hasil:
                isi = _SEL_RUMUS.sub(_sisipkan(hasil[nama]), isi.decode()).encode()
            elif nama == "docProps/core.xml":
                isi = _DIUBAH.sub(rf"\g<1>{saat.isoformat()}Z", isi.decode()).encode()
            butir = ZipInfo(nama, saat.timetuple()[:6])
            butir.compress_type, butir.external_attr = ZIP_DEFLATED, 0o600 << 16
            tujuan.writestr(butir, isi)
    return keluar.getvalue()


def _sisipkan(hasil: dict[str, Decimal]) -> Callable[[re.Match[str]], str]:
    return lambda cocok: f"{cocok[1]}<v>{hasil[cocok[2]]:f}</v>"
