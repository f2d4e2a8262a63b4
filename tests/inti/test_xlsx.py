"""The writer of workbooks: text stays text, numbers keep their digits, the page is set up."""

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from konsolidasi.inti import xlsx
from konsolidasi.inti.tata_letak import Angka, Baris, Buku, Kolom, Lembar, Rumus, Teks
from konsolidasi.inti.teks_lembar import PANJANG_SEL, banyak_baris, bersihkan, nama_lembar
from konsolidasi.inti.xlsx_gaya import pola_angka

PADA = datetime(2026, 1, 21, 7, 5, tzinfo=UTC)
KOLOM = (
    Kolom("no", "No", 4),
    Kolom("nama", "Nama", 20),
    Kolom("bawah", "Target", 6, "Tahun 2025", "right"),
    Kolom("atas", "", 8, "Tahun 2025", "right", lebur=True),
    Kolom("nilai", "Realisasi", 10, "Tahun 2025", "right"),
)


def buku(*baris: Baris, **lain) -> Buku:
    lembar = Lembar(
        "Rekap",
        KOLOM,
        baris,
        atas=(Teks("PEMERINTAH KOTA", "kop", 16),),
        pengesahan=(Teks("Kepala", "tanda_tangan"),),
        pengesahan_mulai="nilai",
        gulir_mulai="bawah",
    )
    return Buku("Judul", lain.pop("lembar", (lembar,)), PADA, "Konsolidasi", **lain)


def buka(isi: bytes, **lain):
    return load_workbook(BytesIO(isi), **lain)


def satu_sel(teks: str):
    return buka(xlsx.tulis(buku(Baris({"nama": teks})))).active["B5"]


@pytest.mark.parametrize("teks", ["=1+1", "+62", "-5 orang", "@sari", "\t=1", "=HYPERLINK(1)"])
def test_text_that_looks_like_a_formula_stays_text(teks):
    sel = satu_sel(teks)
    assert sel.value == teks
    assert sel.data_type == "s"
    assert sel.quotePrefix


@pytest.mark.parametrize("teks", ["1.02.01", "Dinas", "−5", "#REF!", "TRUE", "2026-01-21"])
def test_other_text_is_text_without_the_mark(teks):
    sel = satu_sel(teks)
    assert (sel.value, sel.data_type, sel.quotePrefix) == (teks, "s", False)


def test_control_characters_are_removed_and_line_breaks_kept():
    assert satu_sel("Dinas\x00\x07 A\r\nB\x0b\ufffe\ud800 😀").value == "Dinas A\nB 😀"


def test_text_longer_than_a_cell_is_cut():
    assert len(bersihkan("a" * 40_000)) == PANJANG_SEL


def test_text_that_office_would_decode_is_escaped():
    assert bersihkan("_x0041_ dan _x12") == "_x005F_x0041_ dan _x12"


def test_numbers_are_numbers_with_the_decimals_of_the_row():
    baris = Baris({"nilai": Angka(Decimal("1234.5"), 2), "no": 7})
    sel = buka(xlsx.tulis(buku(baris))).active
    assert (sel["E5"].value, sel["E5"].number_format) == (1234.5, "[$-421]#,##0.00")
    assert sel["A5"].value == 7
    assert pola_angka(0) == "[$-421]#,##0"


def test_upper_bound_of_a_range_carries_the_dash():
    baris = Baris({"bawah": Angka(Decimal("1.6"), 1), "atas": Angka(Decimal("1.7"), 1, "–")})
    sel = buka(xlsx.tulis(buku(baris))).active["D5"]
    assert (sel.value, sel.number_format) == (1.7, '[$-421]"–"#,##0.0')


def test_number_with_more_digits_than_a_spreadsheet_keeps_is_text():
    baris = Baris({"nilai": Angka(Decimal("12345678901234567.5"), 1)})
    assert buka(xlsx.tulis(buku(baris))).active["E5"].value == "12.345.678.901.234.567,5"


def test_formula_knows_its_row_and_carries_its_result():
    jumlah = Rumus(lambda a: f"SUM({a.rentang('nilai', 0, 0)})*2", Decimal("6.00"))
    isi = xlsx.tulis(buku(Baris({"nilai": Angka(Decimal(3), 0)}), Baris({"nilai": jumlah})))
    assert buka(isi).active["E6"].value == "=SUM(E5:E5)*2"
    assert buka(isi, data_only=True).active["E6"].value == 6


def test_titles_are_merged_and_columns_numbered():
    lembar = buka(xlsx.tulis(buku(Baris({"no": 1})))).active
    gabungan = {str(g) for g in lembar.merged_cells.ranges}
    assert {"A2:A3", "B2:B3", "C2:E2", "C3:D3", "C4:D4"} <= gabungan
    assert [lembar[s].value for s in ("A2", "C2", "C3", "E3")] == [
        "No",
        "Tahun 2025",
        "Target",
        "Realisasi",
    ]
    assert [lembar[s].value for s in ("A4", "B4", "C4", "E4")] == [1, 2, 3, 4]


def test_page_is_landscape_with_frozen_and_repeated_heads():
    lembar = buka(xlsx.tulis(buku(Baris({"no": 1}), kaki="A & B", kertas="f4"))).active
    assert (lembar.page_setup.orientation, lembar.page_setup.paperSize) == ("landscape", 14)
    assert (lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight) == (1, 0)
    assert lembar.sheet_properties.pageSetUpPr.fitToPage
    assert lembar.freeze_panes == "C5"
    assert lembar.print_title_rows == "$2:$4"
    assert lembar.print_area == "'Rekap'!$A$1:$E$7"
    assert lembar.oddFooter.left.text == "A && B"
    assert lembar.oddFooter.right.text == "halaman &P dari &N"


def test_same_report_gives_the_same_bytes():
    dibuat = [xlsx.tulis(buku(Baris({"nama": "a"}))) for _ in range(2)]
    assert dibuat[0] == dibuat[1]
    with ZipFile(BytesIO(dibuat[0])) as arsip:
        assert b"2026-01-21T14:05:00" in arsip.read("docProps/core.xml")


@pytest.mark.parametrize(
    ("nama", "hasil"),
    [
        ("Pembangunan Manusia dan Pemerintahan", "Pembangunan Manusia"),
        ("A/B: [C]*?\\", "A B C"),
        ("'Ekonomi'", "Ekonomi"),
        ("", "Lembar"),
        ("History", "History (2)"),
        ("x" * 40, "x" * 31),
    ],
)
def test_sheet_names_are_valid(nama, hasil):
    assert nama_lembar(nama) == hasil


def test_sheet_names_are_unlike_whatever_the_case():
    assert nama_lembar("EKONOMI", ["Ekonomi"]) == "EKONOMI (2)"
    assert len(nama_lembar("y" * 40, ["Y" * 31])) == 31


@pytest.mark.parametrize(
    ("teks", "baris"),
    [("", 1), ("pendek", 1), ("a\nb", 2), ("kata " * 20, 4), ("x" * 60, 3), ("ab " + "x" * 24, 2)],
)
def test_rows_are_as_high_as_their_longest_text(teks, baris):
    assert banyak_baris(teks, 20) == baris
