"""Cells come out as they are stored, whichever program wrote them."""

from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from konsolidasi.inti.xlsx_baca import BukuMasuk, LembarMasuk, tertutup_gabungan
from konsolidasi.inti.xlsx_rumus import sel_melingkar
from konsolidasi.inti.xlsx_sel import BELUM_DIHITUNG, GALAT, MELINGKAR, TANGGAL, Sel
from tests.inti.test_xlsx_wadah import buku_biasa, ganti, lembar


def baca(isi: bytes) -> LembarMasuk:
    buku = BukuMasuk(isi)
    return buku.baca(next(iter(buku.lembar)))


def baca_xml(isi: str) -> dict[int, Sel]:
    return baca(ganti(buku_biasa(), "xl/worksheets/sheet1.xml", lembar(isi))).baris.get(1, {})


def test_kinds_of_cells_are_told_apart():
    buku = Workbook()
    ws = buku.active
    ws.append(["teks", 1.5, True, "#REF!", None, 0.924, datetime(2025, 12, 31)])
    ws["F1"].number_format, ws["G1"].number_format = '0.0"%%"%', 'dd "hari" mmm yyyy'
    ws["A2"] = CellRichText(TextBlock(InlineFont(b=True), "Te"), "bal")
    ws.row_dimensions[2].hidden = True
    keluar = BytesIO()
    buku.save(keluar)
    hasil = baca(keluar.getvalue())
    assert hasil.baris[1][1] == Sel("s", "teks")
    assert hasil.baris[1][2] == Sel("n", "1.5")
    assert hasil.baris[1][3] == Sel("b", "TRUE")
    assert hasil.baris[1][4] == Sel("e", "#REF!")
    assert 5 not in hasil.baris[1]
    assert hasil.baris[1][6] == Sel("n", "0.924", "%")
    assert hasil.baris[1][7].pola == TANGGAL
    assert hasil.tanggal(hasil.baris[1][7].isi) == date(2025, 12, 31)
    assert (hasil.baris[2][1].isi, hasil.tersembunyi) == ("Tebal", 1)


def test_formulas_give_their_stored_result_or_say_that_there_is_none():
    sel = baca_xml(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>C9</f></c>'
        '<c r="C1" t="str"><f>"a"</f><v>a_x000D_b</v></c>'
        '<c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="E1"><f>E1+1</f><v>0</v></c><c r="F1"><f>G1</f><v>0</v></c>'
        '<c r="G1"><f>SUM(F1:F9)</f><v>0</v></c></row>'
    )
    assert (sel[1].isi, sel[2].jenis, sel[3].isi) == ("2", BELUM_DIHITUNG, "a\nb")
    assert (sel[4].jenis, sel[4].isi) == (GALAT, "#DIV/0!")
    assert [sel[k].jenis for k in (5, 6, 7)] == [MELINGKAR] * 3


def test_rows_and_cells_without_addresses_follow_each_other():
    sel = baca_xml('<row><c t="inlineStr"><is><t>a</t></is></c><c><v>3</v></c></row>')
    assert [sel[k].isi for k in (1, 2)] == ["a", "3"]


def test_a_number_that_is_none_is_an_error_of_the_cell():
    sel = baca_xml('<row r="1"><c r="A1"><v>1.2.3</v></c><c r="B1" t="s"><v>99</v></c></row>')
    assert [sel[k].jenis for k in (1, 2)] == [GALAT, GALAT]


def test_only_formulas_that_need_themselves_run_in_a_circle():
    rumus = {
        (1, 1): "B1+1",
        (1, 2): "Lain!A1+'Lembar A1'!A1+LOG10(2)",
        (2, 1): "$A$2",
        (3, 1): "A2*2",
    }
    assert sel_melingkar(rumus) == {(2, 1), (3, 1)}


def test_cells_under_a_merge_name_the_cell_that_covers_them():
    satu = LembarMasuk("x", "x", gabungan=[(2, 4, 1, 2), (1, 1_048_576, 5, 5)])
    tertutup = list(tertutup_gabungan(satu, [3, 4], [1, 2]))
    assert tertutup == [(3, 1, 2, 1), (3, 2, 2, 1), (4, 1, 2, 1), (4, 2, 2, 1)]
    assert list(tertutup_gabungan(satu, [9], [5])) == [(9, 5, 1, 5)]
