"""One number as people type it: read exactly, refused, or asked about; never guessed."""

import time
from decimal import Decimal

import pytest

from konsolidasi.inti.angka import AngkaDuaArti, AngkaSalah, kutip, urai
from konsolidasi.inti.galat import GalatDomain


@pytest.mark.parametrize(
    ("teks", "desimal", "nilai"),
    [
        ("1.234,56", 2, "1234.56"),
        ("12,5", 2, "12.5"),
        ("1184", 2, "1184"),
        ("0", 0, "0"),
        ("-1,41", 2, "-1.41"),
        ("−1,41", 2, "-1.41"),
        ("–1,41", 2, "-1.41"),
        ("+1,41", 2, "1.41"),
        ("  12,5\u00a0", 2, "12.5"),
        ("12,5 %", 2, "12.5"),
        ("12,5%", 2, "12.5"),
        ("139,73\u00a0%", 2, "139.73"),
        ("Rp 1.000.000,-", 0, "1000000"),
        ("Rp1.000.000,00", 0, "1000000"),
        ("rp. 22.275.313.470,-", 2, "22275313470"),
        ("-Rp 1.000", 0, "-1000"),
        ("1.234.567", 2, "1234567"),
        ("2.212.558", 0, "2212558"),
        ("1,234.56", 2, "1234.56"),
        ("1,234,567", 2, "1234567"),
        ("1,234,567.8", 2, "1234567.8"),
        ("95.96", 2, "95.96"),
        ("86.1", 2, "86.1"),
        ("0,00725", 5, "0.00725"),
        ("5,00", 0, "5"),
        ("999999999999999", 0, "999999999999999"),
    ],
)
def test_clear_number_is_read_exactly(teks: str, desimal: int, nilai: str):
    assert urai(teks, desimal=desimal) == Decimal(nilai)


@pytest.mark.parametrize("teks", ["", " ", "\u00a0 \u202f"])
def test_empty_text_is_no_number(teks: str):
    assert urai(teks, desimal=2) is None


def test_negative_zero_is_zero():
    assert str(urai("-0", desimal=2)) == "0"


@pytest.mark.parametrize(
    ("teks", "arti"),
    [
        ("1.184", ("1184", "1.184")),
        ("165.000", ("165000", "165.000")),
        ("1.234", ("1234", "1.234")),
        ("-1.184", ("-1184", "-1.184")),
        ("1.184 %", ("1184", "1.184")),
    ],
)
@pytest.mark.parametrize("desimal", [1, 2, 3])
def test_dot_before_three_digits_is_asked_about_where_decimals_are_allowed(teks, arti, desimal):
    with pytest.raises(AngkaDuaArti) as galat:
        urai(teks, desimal=desimal)
    assert galat.value.arti == tuple(map(Decimal, arti))
    assert galat.value.pesan == f"{teks} punya dua arti. Yang mana?"
    assert galat.value.teks == teks
    assert isinstance(galat.value, GalatDomain)


@pytest.mark.parametrize(
    ("teks", "nilai"), [("1.184", 1184), ("165.000", 165000), ("1.234", 1234), ("-1.184", -1184)]
)
def test_dot_before_three_digits_means_thousands_without_decimals(teks: str, nilai: int):
    assert urai(teks, desimal=0) == nilai


@pytest.mark.parametrize("teks", ["Rp 165.000", "165.000,-", "Rp 165.000,-"])
def test_money_is_not_ambiguous(teks: str):
    assert urai(teks, desimal=2) == 165000


@pytest.mark.parametrize(("teks", "nilai"), [("0.184", "0.184"), ("1234.567", "1234.567")])
def test_dot_that_cannot_be_thousands_is_a_decimal_sign(teks: str, nilai: str):
    assert urai(teks, desimal=3) == Decimal(nilai)


@pytest.mark.parametrize(
    "teks",
    [
        "107,602,76",
        "1.234.56",
        "12.34,5",
        "1,5,",
        "1.234,567,8",
        "5,",
        ",5",
        ".5",
        "1..2",
        "1 234",
        "--5",
        "5-",
        "(5)",
        "-",
        "%",
        "Rp",
        "n/a",
        "NA",
        "Tidak tersedia data",
        "92,4 persen",
        "5,4 skor",
        "1:17,9",
        "B",
        "80-90",
        "1e5",
        "1E5",
        "NaN",
        "sNaN",
        "Infinity",
        "-inf",
        "0x10",
        "1_000",
        "=1+1",
        "@1",
        "１２３",
        "١٢٣",
        "½",
        "5²",
        "😀",
        "5😀",
        "<b>5</b>",
    ],
)
def test_what_is_not_a_number_is_refused_with_its_text(teks: str):
    with pytest.raises(AngkaSalah) as galat:
        urai(teks, desimal=2)
    assert galat.value.pesan == f"“{teks}” bukan angka. Tulis seperti 1.234,56."


@pytest.mark.parametrize("huruf", ["\x00", "\t", "\n", "\r", "\x1b", "\x7f", "\u200b", "\u202e"])
def test_control_characters_are_refused_and_not_repeated(huruf: str):
    with pytest.raises(AngkaSalah) as galat:
        urai(f"1{huruf}2", desimal=2)
    assert huruf not in galat.value.pesan


@pytest.mark.parametrize(
    ("teks", "desimal", "pesan"),
    [
        ("12,345", 2, "Paling banyak 2 angka di belakang koma; “12,345” punya 3."),
        ("1,25", 1, "Paling banyak 1 angka di belakang koma; “1,25” punya 2."),
        ("12,5", 0, "Harus bilangan bulat (0 angka di belakang koma); “12,5” punya 1."),
        # Three zeros after a comma may be English thousands: not dropped.
        ("12,000", 2, "Paling banyak 2 angka di belakang koma; “12,000” punya 3."),
    ],
)
def test_too_many_decimals_are_refused_and_never_rounded(teks: str, desimal: int, pesan: str):
    with pytest.raises(AngkaSalah) as galat:
        urai(teks, desimal=desimal)
    assert galat.value.pesan == pesan


@pytest.mark.parametrize(
    "teks", ["1000000000000000", "1.000.000.000.000.000", "9999999999999999,5"]
)
def test_more_than_15_digits_are_refused(teks: str):
    with pytest.raises(AngkaSalah, match="paling banyak 15 angka di depan koma"):
        urai(teks, desimal=2)


@pytest.mark.parametrize("isi", ["9", " ", "1.", "\x00", "😀", "1,-"])
def test_ten_megabytes_are_refused_at_once(isi: str):
    teks = isi * (10_000_000 // len(isi))
    mulai = time.perf_counter()
    with pytest.raises(AngkaSalah) as galat:
        urai(teks, desimal=2)
    assert time.perf_counter() - mulai < 0.05
    assert "terlalu panjang" in galat.value.pesan
    assert len(galat.value.pesan) < 100


def test_message_repeats_at_most_30_characters():
    assert kutip("x" * 30) == "x" * 30
    assert kutip("x" * 31) == "x" * 29 + "…"
