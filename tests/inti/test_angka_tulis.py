"""Numbers written for people, ranges, money, and the way back."""

import time
from decimal import Decimal

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from konsolidasi.inti.angka import (
    AngkaDuaArti,
    AngkaSalah,
    _tulis_teliti,
    rupiah,
    tulis,
    tulis_rentang,
    urai,
    urai_rentang,
)

TETAP = settings(derandomize=True, database=None, deadline=None, max_examples=200)
BANYAK_DESIMAL = st.integers(0, 6)


@st.composite
def angka_dan_desimal(draw: st.DrawFn) -> tuple[Decimal, int]:
    desimal = draw(BANYAK_DESIMAL)
    batas = 10 ** (15 + desimal) - 1
    return Decimal(draw(st.integers(-batas, batas))).scaleb(-desimal), desimal


@pytest.mark.parametrize(
    ("nilai", "desimal", "teks"),
    [
        ("1234.56", 2, "1.234,56"),
        ("1234.5", 2, "1.234,50"),
        ("1234567", 0, "1.234.567"),
        ("1234.50", None, "1.234,5"),
        ("1200", None, "1.200"),
        ("1E+3", None, "1.000"),
        ("0.00725", None, "0,00725"),
        ("0.000", None, "0"),
        ("-1.41", 2, "−1,41"),
        ("-0.001", 2, "0,00"),
        ("0.005", 2, "0,01"),
        ("-0.005", 2, "−0,01"),
        ("999.995", 2, "1.000,00"),
        ("123456789012345678901234567890.125", 2, "123.456.789.012.345.678.901.234.567.890,13"),
    ],
)
def test_number_is_written_the_indonesian_way(nilai: str, desimal: int | None, teks: str):
    assert tulis(Decimal(nilai), desimal) == teks


@pytest.mark.parametrize("nilai", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_never_written(nilai: str):
    with pytest.raises(ValueError, match="Bukan angka"):
        tulis(Decimal(nilai), 2)


@TETAP
@given(angka_dan_desimal())
def test_written_number_reads_back_as_itself(pasangan: tuple[Decimal, int]):
    nilai, desimal = pasangan
    assert urai(tulis(nilai, desimal), desimal=desimal) == nilai


@TETAP
@given(angka_dan_desimal())
def test_written_range_reads_back_as_itself(pasangan: tuple[Decimal, int]):
    nilai, desimal = pasangan
    bawah, atas = sorted((nilai, Decimal(7)))
    teks = tulis_rentang(bawah, atas, desimal)
    assert urai_rentang(teks, desimal=desimal) == (bawah, atas)


@TETAP
@given(st.text(max_size=200), BANYAK_DESIMAL)
def test_any_text_is_read_or_refused_in_words(teks: str, desimal: int):
    try:
        nilai = urai_rentang(teks, desimal=desimal)
    except (AngkaSalah, AngkaDuaArti) as galat:
        assert galat.pesan.endswith((".", "?"))
        assert len(galat.pesan) < 120
    else:
        assert nilai is None or isinstance(nilai, Decimal | tuple)


@pytest.mark.parametrize(
    ("teks", "desimal", "bawah", "atas"),
    [
        ("1,60–1,70", 2, "1.60", "1.70"),
        ("1,70–1,60", 2, "1.60", "1.70"),
        ("80 - 90%", 2, "80", "90"),
        ("80-90", 0, "80", "90"),
        ("80% - 90%", 0, "80", "90"),
        ("7 - 8", 0, "7", "8"),
        ("7 — 8", 0, "7", "8"),
        ("7 s.d. 8", 0, "7", "8"),
        ("7 s/d 8", 0, "7", "8"),
        ("7 sampai 8", 0, "7", "8"),
        ("-5 - 3", 0, "-5", "3"),
        ("-5--3", 0, "-5", "-3"),
        ("−5–−3", 0, "-5", "-3"),
        ("3 - -5", 0, "-5", "3"),
        ("5-5", 0, "5", "5"),
        ("Rp 1.000,- – Rp 2.000,-", 2, "1000", "2000"),
    ],
)
def test_range_is_read_low_to_high(teks: str, desimal: int, bawah: str, atas: str):
    assert urai_rentang(teks, desimal=desimal) == (Decimal(bawah), Decimal(atas))


@pytest.mark.parametrize(("teks", "nilai"), [("-5", "-5"), ("−1,41", "-1.41"), ("12,5 %", "12.5")])
def test_single_number_in_a_range_field_is_a_number(teks: str, nilai: str):
    assert urai_rentang(teks, desimal=2) == Decimal(nilai)


def test_empty_range_field_is_none():
    assert urai_rentang("  ", desimal=2) is None


@pytest.mark.parametrize("teks", ["1-2-3", "5-", "-", "5 - b", "2020-01-01", "1,60 1,70", "5–\t6"])
def test_what_is_no_range_is_refused(teks: str):
    with pytest.raises(AngkaSalah):
        urai_rentang(teks, desimal=2)


def test_ambiguous_bound_is_named():
    with pytest.raises(AngkaDuaArti) as galat:
        urai_rentang("1,5 – 1.184", desimal=2)
    assert galat.value.teks == "1.184"
    assert galat.value.arti == (Decimal(1184), Decimal("1.184"))


def test_bound_with_too_many_decimals_is_refused():
    with pytest.raises(AngkaSalah, match="Paling banyak 1"):
        urai_rentang("1,55–2", desimal=1)


@pytest.mark.parametrize("isi", ["9", "1-", "1 ", "- ", "9.,"])
def test_ten_megabytes_of_range_are_refused_at_once(isi: str):
    teks = isi * (10_000_000 // len(isi))
    mulai = time.perf_counter()
    with pytest.raises(AngkaSalah):
        urai_rentang(teks, desimal=2)
    assert time.perf_counter() - mulai < 0.05


def test_longest_allowed_text_cannot_make_the_reader_slow():
    mulai = time.perf_counter()
    for isi in ("9", "1,-", "9.", "-1", "1 - "):
        with pytest.raises((AngkaSalah, AngkaDuaArti)):
            urai_rentang((isi * 120)[:120], desimal=2)
    assert time.perf_counter() - mulai < 0.05


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [
        (1234567, "Rp 1.234.567"),
        (0, "Rp 0"),
        (Decimal("1234.00"), "Rp 1.234"),
        (Decimal("1234.5"), "Rp 1.234,50"),
        (-1000, "−Rp 1.000"),
    ],
)
def test_money_is_written_with_rp(nilai: Decimal | int, teks: str):
    assert rupiah(nilai) == teks
    assert urai(teks, desimal=2) == nilai


@TETAP
@given(
    st.decimals(allow_nan=False, allow_infinity=False)
    | st.builds(Decimal.scaleb, st.integers(-(10**50), 10**50).map(Decimal), st.integers(-60, 60)),
    st.none() | st.integers(0, 9),
)
@example(Decimal("-0E+3"), 2)
@example(Decimal("999.995"), 2)
def test_short_way_writes_what_the_long_way_writes(nilai: Decimal, desimal: int | None):
    assume(abs(nilai.adjusted()) < 200)
    assert tulis(nilai, desimal) == _tulis_teliti(nilai, desimal)
