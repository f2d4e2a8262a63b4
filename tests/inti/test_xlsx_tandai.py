"""The workbook goes back with red cells and comments, and everything else untouched."""

import re
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from konsolidasi.inti.xlsx_baca import BukuMasuk
from konsolidasi.inti.xlsx_tandai import MERAH, tandai
from konsolidasi.inti.xlsx_wadah import BukuDitolak
from tests.inti.test_xlsx_wadah import buku_biasa, ganti


def buku(komentar: bool = False) -> bytes:
    satu = Workbook()
    ws = satu.active
    ws.append(["Kode", "Nilai"])
    ws.append(["1.02.01", 72])
    ws["B2"].number_format = "#,##0.00"
    if komentar:
        ws["A1"].comment = Comment("dari Sari", "Sari")
    satu.create_sheet("Lain")["A1"] = "=1+1"
    keluar = BytesIO()
    satu.save(keluar)
    return keluar.getvalue()


def bagian(isi: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(isi)) as arsip:
        return {n: arsip.read(n) for n in arsip.namelist()}


@pytest.mark.parametrize("komentar", [False, True], ids=["tanpa", "dengan"])
def test_marked_cells_are_red_with_a_comment_and_keep_their_format(komentar: bool):
    asli = buku(komentar)
    hasil = tandai(asli, BukuMasuk(asli).lembar["Sheet"], {"B2": "“72” <salah> & keliru."})
    ws = load_workbook(BytesIO(hasil))["Sheet"]
    assert ws["B2"].comment.text == "“72” <salah> & keliru."
    assert (ws["B2"].fill.fgColor.rgb, ws["B2"].number_format) == (MERAH, "#,##0.00")
    assert ws["A2"].fill.fill_type is None
    assert (ws["A1"].comment.text if komentar else "dari Sari") == "dari Sari"


def test_parts_that_have_no_mark_stay_byte_for_byte():
    asli = buku()
    hasil = tandai(asli, BukuMasuk(asli).lembar["Sheet"], {"B2": "salah"})
    dulu, kini = bagian(asli), bagian(hasil)
    berubah = {n for n in dulu if dulu[n] != kini[n]}
    assert berubah == {"[Content_Types].xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"}
    polos = kini["xl/worksheets/sheet1.xml"].replace(b's="2"', b's="1"')
    assert polos.startswith(dulu["xl/worksheets/sheet1.xml"].split(b"</sheetData>")[0])


def berawalan(isi: bytes) -> bytes:
    """The sheet and the styles as the OpenXML SDK writes them: every tag with a prefix."""
    for nama in ("xl/worksheets/sheet1.xml", "xl/styles.xml"):
        xml = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", bagian(isi)[nama])
        isi = ganti(isi, nama, xml.replace(b"xmlns=", b"xmlns:x="))
    return isi


def test_tags_with_a_prefix_are_read_and_marked_alike():
    asli = berawalan(buku())
    baca = BukuMasuk(asli)
    assert baca.baca("Sheet").baris[2][2].isi == "72"
    ws = load_workbook(BytesIO(tandai(asli, baca.lembar["Sheet"], {"B2": "salah"})))["Sheet"]
    assert (ws["B2"].comment.text, ws["B2"].fill.fgColor.rgb) == ("salah", MERAH)


def test_nothing_to_mark_is_the_same_file():
    asli = buku()
    assert tandai(asli, "xl/worksheets/sheet1.xml", {}) is asli


def test_styles_without_a_table_are_a_sentence():
    asli = ganti(buku_biasa(), "xl/styles.xml", b"<styleSheet/>")
    with pytest.raises(BukuDitolak):
        tandai(asli, "xl/worksheets/sheet1.xml", {"A1": "salah"})
