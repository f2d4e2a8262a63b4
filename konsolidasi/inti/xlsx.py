"""Writes a Buku as one .xlsx; openpyxl makes everything but the cells."""

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from itertools import zip_longest
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from konsolidasi.inti import angka
from konsolidasi.inti.kemajuan import terlapor
from konsolidasi.inti.kepala_lembar import TINGGI_BARIS, TINGGI_SISA, susun_kepala
from konsolidasi.inti.tata_letak import (
    GAYA,
    KERTAS,
    Alamat,
    Angka,
    Baris,
    Buku,
    Isi,
    Kolom,
    Lembar,
    Rumus,
    Teks,
    termuat,
)
from konsolidasi.inti.teks_lembar import banyak_baris, bersihkan, mirip_rumus, nama_lembar
from konsolidasi.inti.waktu import ZONA
from konsolidasi.inti.xlsx_catatan import PENULIS, catatan_baru, gambar_baru
from konsolidasi.inti.xlsx_gambar import pasang_logo
from konsolidasi.inti.xlsx_gaya import UMUM, Rupawan, pola_angka
from konsolidasi.inti.xlsx_petak import Petak

JENIS_ISI = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TINGGI_TERBESAR = 400
_DIUBAH = re.compile(r"(<dcterms:modified[^>]*>)[^<]*")


def tulis(buku: Buku) -> bytes:
    """The file. The same `buku` gives the same bytes."""
    wb = Workbook()
    wb.remove(wb.active)
    saat = buku.pada.astimezone(ZONA).replace(tzinfo=None, microsecond=0)
    wb.properties.title, wb.properties.creator = bersihkan(buku.judul), bersihkan(buku.pembuat)
    wb.properties.created, wb.properties.language = saat, "id-ID"
    petak: dict[str, Petak] = {}
    for nomor, lembar in enumerate(buku.lembar, start=1):
        ws = wb.create_sheet(nama_lembar(lembar.nama, wb.sheetnames))
        petak[f"xl/worksheets/sheet{nomor}.xml"] = _Penulis(ws, lembar).tulis()
        _siapkan_cetak(ws, buku)
    keluar = BytesIO()
    # Not compressed here: _bungkus_ulang packs every part again.
    ExcelWriter(wb, ZipFile(keluar, "w", ZIP_STORED)).save()
    return _bungkus_ulang(keluar, petak, saat)


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
        self.petak, self.rupa = Petak(), Rupawan(ws)
        self.sisi = [_sisi(lembar.kolom, n) for n in range(len(lembar.kolom))]

    def tulis(self) -> Petak:
        """Returns the cells; the sheet itself holds what is around them."""
        akhir = len(self.lembar.kolom)
        if self.lembar.logo:
            pasang_logo(self.ws, self.lembar.logo)
        for teks in self.lembar.atas:
            self._teks(teks, 1, akhir)
        dari = self.baris
        self._kepala()
        self.pertama = self.baris
        for baris in terlapor(self.lembar.baris, "baris ditulis", len(self.lembar.baris)):
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
        if self.petak.catatan:  # one, so that the parts of all of them are there
            self.ws["A1"].comment = Comment("", PENULIS)
        return self.petak

    def _teks(self, teks: Teks, dari: int, sampai: int) -> int:
        """How high it is."""
        self._sel(self.baris, dari, teks.isi, teks.gaya)
        self._lebur(self.baris, dari, self.baris, sampai, teks.gaya)
        lebar, ukuran = self._lebar(dari, sampai), GAYA[teks.gaya].ukuran
        tinggi = _tinggi(teks.isi, lebar * 9 // ukuran) * ukuran // 9
        self.petak.tinggi(self.baris, teks.tinggi or tinggi)
        self.baris += 1
        return teks.tinggi or tinggi

    def _kepala(self) -> None:
        """Titles of groups, titles, and the row of column numbers."""
        kepala = susun_kepala(self.lembar.kolom)
        for p in kepala.petak:
            atas, bawah = self.baris + p.atas, self.baris + p.bawah
            self._sel(atas, p.kiri, p.isi, p.gaya, "center" if p.gaya == "nomor" else "")
            self._lebur(atas, p.kiri, bawah, p.kanan, p.gaya)
        for n, tinggi in enumerate(kepala.tinggi):
            self.petak.tinggi(self.baris + n, tinggi)
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
                tinggi = self._teks(kiri, 1, batas)
                self.baris -= 1
            tinggi = max(self._teks(kanan, mulai, akhir), tinggi)
            self.petak.tinggi(self.baris - 1, tinggi)

    def _baris(self, baris: Baris) -> None:
        tinggi = _tinggi("", 1)
        for n, (satu, sisi) in enumerate(zip(self.lembar.kolom, self.sisi, strict=True), start=1):
            gaya = baris.gaya(satu.kunci)
            isi = baris.isi.get(satu.kunci)
            label = baris.bentang is not None and satu.kunci == baris.bentang[0]
            kiri = label or (isinstance(isi, Angka) and bool(isi.awalan))
            self._sel(self.baris, n, isi, gaya, "left" if kiri else satu.rata, sisi, satu.masuk)
            if isinstance(isi, str):
                lebar = self._lebar(*map(self.nomor.get, baris.bentang)) if label else satu.lebar
                lebar = lebar * 17 // 20 if GAYA[gaya].tebal else lebar  # bold letters are wider
                tinggi = max(tinggi, _tinggi(isi, lebar))
            if satu.kunci in baris.catatan:
                self.petak.catat(self.baris, n, baris.catatan[satu.kunci])
        self.petak.tinggi(self.baris, tinggi, 0 if baris.bentang else 1)
        if baris.bentang:
            dari, sampai = (self.nomor[k] for k in baris.bentang)
            self._lebur(self.baris, dari, self.baris, sampai, baris.ragam)
        self.petak.dorong()
        self.baris += 1

    def _lebar(self, dari: int, sampai: int) -> int:
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
        rupa, di = self.rupa.nomor, (baris, kolom)
        match isi:
            case None | "":
                self.petak.kosong(*di, rupa(gaya, rata, UMUM, sisi, masuk))
            case str():
                teks = bersihkan(isi)
                kutip = mirip_rumus(teks)
                self.petak.teks(*di, rupa(gaya, rata, UMUM, sisi, masuk, kutip), teks)
            case int():
                self.petak.bulat(*di, rupa(gaya, rata, UMUM, sisi, masuk), isi)
            case Angka(nilai, desimal, awalan) if not termuat(nilai):
                teks = awalan + angka.tulis(nilai, desimal)
                self.petak.teks(*di, rupa(gaya, rata, UMUM, sisi, masuk), teks)
            case Angka(nilai, desimal, awalan):
                pola = pola_angka(desimal, awalan)
                self.petak.angka(*di, rupa(gaya, rata, pola, sisi, masuk), nilai)
            case Rumus(susun, hasil, desimal):
                rumus = susun(Alamat(self.huruf, baris, self.pertama))
                nomor = rupa(gaya, rata, pola_angka(desimal), sisi, masuk)
                self.petak.rumus(*di, nomor, rumus, hasil)

    def _lebur(self, atas: int, kiri: int, bawah: int, kanan: int, gaya: str) -> None:
        if (atas, kiri) != (bawah, kanan):
            self.petak.lebur(atas, kiri, bawah, kanan, self.rupa.nomor(gaya))


def _sisi(kolom: Sequence[Kolom], n: int) -> str:
    """On which side a column stands of another that shares its cell; "" when by itself."""
    if n + 1 < len(kolom) and kolom[n + 1].lebur and not kolom[n + 1].sekat:
        return "kiri"
    return "kanan" if kolom[n].lebur and not kolom[n].sekat else ""


def _tinggi(teks: str, lebar: int) -> int:
    return min(TINGGI_BARIS * banyak_baris(teks, lebar) + TINGGI_SISA, TINGGI_TERBESAR)


def _bungkus_ulang(berkas: BytesIO, petak: dict[str, Petak], saat: datetime) -> bytes:
    """Pack again with fixed times, with the cells and their notes."""
    catatan = [satu.catatan for satu in petak.values() if satu.catatan]
    ganti = {f"xl/comments/comment{n}.xml": catatan_baru(c) for n, c in enumerate(catatan, 1)}
    ganti |= {
        f"xl/drawings/commentsDrawing{n}.vml": gambar_baru(c) for n, c in enumerate(catatan, 1)
    }
    keluar = BytesIO()
    with ZipFile(berkas) as asal, ZipFile(keluar, "w", ZIP_DEFLATED) as tujuan:
        for nama in asal.namelist():
            isi = asal.read(nama)
            butir = ZipInfo(nama, saat.timetuple()[:6])
            butir.compress_type, butir.external_attr = ZIP_DEFLATED, 0o600 << 16
            if nama == "docProps/core.xml":
                isi = _DIUBAH.sub(rf"\g<1>{saat.isoformat()}Z", isi.decode()).encode()
            if nama in petak:
                with tujuan.open(butir, "w", force_zip64=True) as lembar:
                    lembar.writelines(petak[nama].sisipkan(isi))
            else:
                tujuan.writestr(butir, ganti.get(nama, isi))
    return keluar.getvalue()
