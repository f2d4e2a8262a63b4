"""Numbers, money, dates and choices as people put them into cells; nothing is guessed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.impor.bacaan import (
    SelSalah,
    SelTanya,
    Ukuran,
    baca_angka,
    baca_pilihan,
    baca_rentang,
    baca_tanggal,
    baca_teks,
    baca_uang,
)
from capaian.impor.realisasi.kolom import TANDA
from capaian.lembar_isian import polos
from konsolidasi.inti import angka
from konsolidasi.inti.xlsx_sel import Sel

PERSEN = Ukuran("%", 2, persen=True)
ORANG = Ukuran("orang", 0, persen=False)


def teks(isi: str) -> Sel:
    return Sel("s", isi)


@pytest.mark.parametrize(
    ("sel", "hasil"),
    [
        (teks("1.234,5"), "1234.5"),
        (teks("1,234.5"), "1234.5"),
        (teks(" 92,4 % "), "92.4"),
        (teks("\u00a071,50"), "71.5"),
        (teks("−1,41"), "-1.41"),
        (teks("Rp 1.000.000,-"), "1000000"),
        (teks("0"), "0"),
        (teks("  "), ""),
        (Sel("n", "0.30000000000000004"), "0.3"),
        (Sel("n", "66.666666666666671"), "66.67"),
        (Sel("n", "0.924", "%"), "92.4"),
        (Sel("n", "7.15E+1"), "71.5"),
    ],
)
def test_a_number_is_read_whatever_its_dress(sel: Sel, hasil: str):
    assert baca_angka(sel, PERSEN)[1] == hasil


@pytest.mark.parametrize(
    ("sel", "kalimat", "usul"),
    [
        (teks("92,4 persen"), "“92,4 persen” bukan angka. Tulis 92,4.", "92,4"),
        (teks("capaian 12"), "“capaian 12” bukan angka. Tulis 12.", "12"),
        (teks("banyak"), "“banyak” bukan angka. Tulis seperti 1.234,57.", ""),
        (teks("3 dari 12"), "“3 dari 12” bukan angka. Tulis seperti 1.234,57.", ""),
        (teks("1,70–1,60"), "“1,70–1,60” rentang; di sini satu angka. Tulis angkanya saja.", ""),
        (teks("1,2345"), "Paling banyak 2 angka di belakang koma; “1,2345” punya 4.", "1,23"),
        (Sel("e", "#REF!"), "rumus rusak (#REF!). Tulis angkanya, satuan %.", ""),
        (Sel("e", "#DIV/0!"), "rumus membagi dengan nol (#DIV/0!). Tulis angkanya, satuan %.", ""),
        (Sel("r", ""), "rumusnya berputar ke dirinya sendiri. Tulis angkanya, satuan %.", ""),
        (Sel("b", "TRUE"), "berisi TRUE, bukan isian. Tulis angkanya, satuan %.", ""),
        (
            Sel("d", "2025-02-01"),
            "berisi tanggal 1 Februari 2025; Excel mengubah ketikannya. Tulis angkanya, satuan %.",
            "",
        ),
    ],
)
def test_what_is_no_number_says_what_to_write(sel: Sel, kalimat: str, usul: str):
    with pytest.raises(SelSalah) as galat:
        baca_angka(sel, PERSEN)
    assert (galat.value.pesan, galat.value.usul) == (kalimat, usul)


@pytest.mark.parametrize(
    ("isi", "pilihan"),
    [("1.184", ("1,184", "1184")), ("n/a", ("Belum waktunya", "Tidak berlaku"))],
)
def test_two_meanings_are_asked_and_not_guessed(isi: str, pilihan: tuple[str, str]):
    with pytest.raises(SelTanya) as galat:
        baca_angka(teks(isi), PERSEN, TANDA)
    assert tuple(kode for _, kode in galat.value.pilihan) == pilihan


def test_a_percent_cell_of_something_counted_is_an_error():
    with pytest.raises(SelSalah, match="berformat persen, padahal satuannya orang"):
        baca_angka(Sel("n", "0.5", "%"), ORANG)


def test_a_formula_that_was_never_calculated_is_an_error():
    with pytest.raises(SelSalah, match="belum dihitung"):
        baca_angka(Sel("f", "", "", True), ORANG)


@pytest.mark.parametrize("isi", ["1E+300", "9" * 20, "-1E+16"])
def test_a_number_beyond_the_column_is_an_error(isi: str):
    with pytest.raises(SelSalah, match="terlalu besar"):
        baca_angka(Sel("n", isi), PERSEN)


@pytest.mark.parametrize(
    ("isi", "hasil"),
    [("1.000.000", "1000000"), ("Rp 22.275.313.470,-", "22275313470"), ("-", ""), ("12,5", "12.5")],
)
def test_dots_in_money_are_thousands(isi: str, hasil: str):
    assert baca_uang(teks(isi))[1] == hasil


def test_money_is_never_negative():
    with pytest.raises(SelSalah, match="negatif"):
        baca_uang(Sel("n", "-1"))


@pytest.mark.parametrize(
    "sel",
    [teks("31-12-2025"), teks("31/12/2025"), teks("31 Desember 2025"), Sel("d", "2025-12-31")],
)
def test_a_date_is_read_in_every_way_people_write_it(sel: Sel):
    assert baca_tanggal(sel) == (date(2025, 12, 31), "2025-12-31")


@pytest.mark.parametrize("sel", [teks("31/13/2025"), teks("kemarin"), Sel("n", "46022")])
def test_what_is_no_date_says_how_one_looks(sel: Sel):
    with pytest.raises(SelSalah, match="31-12-2025"):
        baca_tanggal(sel)


def test_a_range_is_the_same_in_either_order():
    satu, lain = baca_rentang(teks("1,60–1,70"), 2), baca_rentang(teks("1,70 s/d 1,60"), 2)
    assert satu == lain == ((Decimal("1.60"), Decimal("1.70")), "1.6..1.7")


def test_a_choice_is_its_word_in_any_case():
    pilihan = {"Tidak berlaku": "tidak_berlaku"}
    assert baca_pilihan(teks("tidak  Berlaku"), pilihan)[0] == "tidak_berlaku"
    with pytest.raises(SelSalah, match="Pilih salah satu: Tidak berlaku"):
        baca_pilihan(teks("mungkin"), pilihan)


def test_a_text_that_is_too_long_says_how_long_it_is():
    with pytest.raises(SelSalah, match=r"Paling banyak 2.000 huruf; ini 20.000"):
        baca_teks(Sel("s", "x" * 2_100, "20000"), 2_000)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_a_number_comes_back_as_it_was_written(nilai: Decimal):
    """As an Excel number, and as text in the Indonesian way unless that has two meanings."""
    assert baca_angka(Sel("n", f"{nilai:f}"), PERSEN)[1] == polos(nilai)
    try:
        assert baca_angka(teks(angka.tulis(nilai, 2)), PERSEN)[1] == polos(nilai)
    except SelTanya:
        assert "," not in angka.tulis(nilai, 2)


@given(st.text("0129.,-–%/:=#+ \n\u00a0Rpnabesd", max_size=24), st.sampled_from("sebdfr"))
def test_any_text_in_any_cell_ends_in_a_value_a_sentence_or_a_question(isi: str, jenis: str):
    for cara in (
        lambda s: baca_angka(s, PERSEN),
        baca_uang,
        baca_tanggal,
        lambda s: baca_teks(s, 30),
        lambda s: baca_pilihan(s, {"A": "a"}),
    ):
        try:
            _, bentuk = cara(Sel(jenis, isi))
        except (SelSalah, SelTanya) as galat:
            assert galat.pesan
        else:
            assert isinstance(bentuk, str)
