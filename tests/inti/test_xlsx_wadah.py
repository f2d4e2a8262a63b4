"""Every file that is no workbook of ours ends in one sentence, quickly, and never as an error."""

import io
import struct
import time
import zipfile

import pytest
from openpyxl import Workbook

from konsolidasi.inti.xlsx_baca import BukuMasuk
from konsolidasi.inti.xlsx_wadah import BukuDitolak
from tests import berkas

UTAMA = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def buku_biasa(isi: object = "halo") -> bytes:
    buku = Workbook()
    buku.active["A1"] = isi
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def ganti(asli: bytes, nama: str, isi: bytes) -> bytes:
    """The workbook with one part replaced or added."""
    bagian = {}
    with zipfile.ZipFile(io.BytesIO(asli)) as arsip:
        bagian = {n: arsip.read(n) for n in arsip.namelist()}
    return berkas.arsip(bagian | {nama: isi})


def lembar(isi: str) -> bytes:
    return f'<worksheet xmlns="{UTAMA}"><sheetData>{isi}</sheetData></worksheet>'.encode()


def bom_zip() -> bytes:
    """Four gigabytes by its own account, a few kilobytes on the wire."""
    isi = ganti(buku_biasa(), "xl/worksheets/sheet1.xml", b"<a/>")
    letak = isi.rindex(b"PK\x01\x02", 0, isi.rindex(b"xl/worksheets/sheet1.xml"))
    return isi[: letak + 24] + struct.pack("<I", 0xFFFFFFF0) + isi[letak + 28 :]


def bom_berbohong() -> bytes:
    """Forty megabytes that say of themselves, in both places, that they are one kilobyte."""
    isi = ganti(buku_biasa(), "xl/worksheets/sheet1.xml", lembar(" " * 40_000_000))
    kecil = struct.pack("<I", 1000)
    letak = isi.rindex(b"PK\x01\x02", 0, isi.rindex(b"xl/worksheets/sheet1.xml"))
    isi = isi[: letak + 24] + kecil + isi[letak + 28 :]
    letak = isi.index(b"xl/worksheets/sheet1.xml") - 30
    return isi[: letak + 22] + kecil + isi[letak + 26 :]


def baris_kosong() -> bytes:
    """1,048,576 rows that hold nothing but a style, as LibreOffice writes a painted column."""
    isi = '<row r="1"><c r="A1" s="1"/></row>' + '<row s="1"><c s="1"/></row>' * 1_048_575
    return ganti(buku_biasa(), "xl/worksheets/sheet1.xml", lembar(isi))


ENTITAS = (
    b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
)
MAKRO = b"<Types>application/vnd.ms-excel.sheet.macroEnabled.main+xml</Types>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SALAH = {
    "kosong": (b"", "kosong (0 byte)"),
    "xls": (OLE + b"\0" * 600, "Excel lama (.xls)"),
    "sandi": (OLE + "EncryptedPackage".encode("utf-16-le"), "berkata sandi"),
    "csv": (b"Kode;Realisasi\n1.02.01;72\n", "teks (CSV)"),
    "pdf": (berkas.pdf(), "PDF"),
    "html": (b"<html><table><tr><td>1</td></tr></table></html>", "halaman web"),
    "gambar": (berkas.png(), "gambar"),
    "zip": (berkas.arsip({"isian.xlsx": b"x"}), "ZIP, bukan Excel"),
    "docx": (berkas.office(berkas.DOCX), "Word"),
    "ods": (
        berkas.arsip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        "LibreOffice (.ods)",
    ),
    "xlsb": (ganti(buku_biasa(), "xl/workbook.bin", b"x"), "Excel biner"),
    "makro": (ganti(buku_biasa(), "[Content_Types].xml", MAKRO), "makro"),
    "vba": (ganti(buku_biasa(), "xl/vbaProject.bin", b"x"), "makro"),
    "terpotong": (buku_biasa()[:2000], "rusak atau terpotong"),
    "entitas": (ganti(buku_biasa(), "xl/worksheets/sheet1.xml", ENTITAS), "entitas XML"),
    "xml rusak": (ganti(buku_biasa(), "xl/worksheets/sheet1.xml", b"<worksheet><c>"), "rusak"),
    "tanda panjang": (
        ganti(buku_biasa(), "xl/worksheets/sheet1.xml", b'<c r="' + b"A" * 3_000_000 + b'"/>'),
        "rusak",
    ),
}


@pytest.mark.parametrize("nama", SALAH)
def test_a_file_that_is_no_workbook_is_refused_in_a_sentence(nama: str):
    isi, potongan = SALAH[nama]
    with pytest.raises(BukuDitolak) as galat:
        buku = BukuMasuk(isi)
        buku.baca(next(iter(buku.lembar)))
    assert potongan in galat.value.pesan
    assert galat.value.pesan.endswith(".") and galat.value.kode_http == 422


@pytest.mark.parametrize(
    ("buat", "potongan"),
    [(bom_zip, "bom ZIP"), (bom_berbohong, "rusak"), (baris_kosong, "baris")],
)
def test_a_huge_sheet_is_refused_before_it_is_read(buat, potongan: str):
    isi = buat()
    mulai = time.perf_counter()
    with pytest.raises(BukuDitolak, match=potongan):
        buku = BukuMasuk(isi)
        buku.baca(next(iter(buku.lembar)))
    assert time.perf_counter() - mulai < 5


def test_a_text_bomb_in_shared_strings_is_refused():
    isi = b"<sst>" + (b"<si><t>" + b"a" * 32_000 + b"</t></si>") * 510 + b"</sst>"
    buku = BukuMasuk(
        ganti(
            ganti(buku_biasa(), "xl/sharedStrings.xml", isi),
            "xl/_rels/workbook.xml.rels",
            b'<Relationships><Relationship Id="rId1" Type="x/worksheet"'
            b' Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Type="x/sharedStrings"'
            b' Target="sharedStrings.xml"/></Relationships>',
        )
    )
    with pytest.raises(BukuDitolak, match="terlalu banyak teks"):
        buku.baca("Sheet")
