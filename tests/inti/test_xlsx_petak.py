"""Cells written as text read back as they were given, with merges, notes and heights."""

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from konsolidasi.inti import xlsx
from konsolidasi.inti.tata_letak import Angka, Baris, Buku, Kolom, Lembar, Rumus, Teks
from konsolidasi.inti.xlsx_alir import alirkan
from konsolidasi.inti.xlsx_petak import Petak

PADA = datetime(2026, 1, 1, tzinfo=UTC)
KOLOM = [Kolom("a", "A & B", 9), Kolom("b", "<b>", 9)]


def test_two_sheets_keep_their_cells_merges_and_notes():
    baris = [
        Baris({"a": "x < y & z\n", "b": Angka(Decimal("1.50"), 2)}, catatan={"b": "satu & dua"}),
        Baris({"a": "Jumlah"}, "kelompok", ("a", "b")),
        Baris({"a": 7, "b": Rumus(lambda di: f'IF(B5<2,"&",{di.rentang("b", 0, 0)})', Decimal(3))}),
    ]
    lain = [Baris({"a": "=1+1"}, catatan={"a": "tiga"})]
    atas = [Teks("Judul", "judul", 30)]
    lembar = [Lembar("Satu", KOLOM, baris, atas=atas), Lembar("Dua", KOLOM, lain)]
    buku = load_workbook(BytesIO(xlsx.tulis(Buku("Uji", lembar, PADA, "Uji"))))
    satu, dua = buku
    assert [[s.value for s in b] for b in satu.iter_rows(min_row=5)] == [
        ["x < y & z\n", 1.5],
        ["Jumlah", None],
        [7, '=IF(B5<2,"&",B5:B5)'],
    ]
    assert {str(r) for r in satu.merged_cells.ranges} >= {"A1:B1", "A6:B6"}
    assert (satu.row_dimensions[1].height, satu.row_dimensions[5].outlineLevel) == (30, 1)
    assert satu.row_dimensions[6].outlineLevel == 0
    assert (satu["B5"].comment.text, dua["A4"].comment.text) == ("satu & dua", "tiga")
    assert satu["B5"].number_format.endswith("#,##0.00")
    assert (dua["A4"].value, dua["A4"].data_type, dua["A4"].quotePrefix) == ("=1+1", "s", True)
    assert satu.calculate_dimension() == "A1:B7"


def test_rows_leave_in_order_and_columns_beyond_the_prepared_names_too():
    petak = Petak()
    petak.bulat(2, 70, 0, 5)
    petak.bulat(2, 1, 0, 4)
    petak.teks(1, 1, 3, "a")
    isi = b"".join(petak.sisipkan(b'<w><dimension ref="A1"/><sheetData/><x/></w>')).decode()
    assert isi == (
        '<w><dimension ref="A1:BR2"/><sheetData>'
        '<row r="1"><c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve">a</t></is></c></row>'
        '<row r="2"><c r="A2" s="0"><v>4</v></c><c r="BR2" s="0"><v>5</v></c></row>'
        "</sheetData><x/></w>"
    )


def test_long_table_formats_numbers_and_keeps_all_their_digits():
    panjang = Decimal("12345678901234567.5")
    baris = [(Angka(Decimal("2.5"), 2), Angka(Decimal(1000), 0)), (Angka(panjang, 1), PADA)]
    lembar = load_workbook(alirkan("Uji", KOLOM, iter(baris), PADA)).active
    assert (lembar["A2"].value, lembar["A2"].number_format) == (2.5, "[$-421]#,##0.00")
    assert lembar["B2"].number_format == "[$-421]#,##0"
    assert lembar["A3"].value == "12.345.678.901.234.567,500000"
    assert lembar["B3"].value == datetime(2026, 1, 1, 7, 0)
