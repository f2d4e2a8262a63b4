"""What was typed, taken apart: nothing a browser can send is refused or understood as a command."""

import pytest

from konsolidasi.inti.pencarian import baca


def kata(ketikan: str) -> list[str]:
    return [k.tulis for k in baca(ketikan).kata]


@pytest.mark.parametrize(
    ("ketikan", "diharap"),
    [
        ("  prevalensi   stunting ", ["prevalensi", "stunting"]),
        ("1.02.01", ["1.02.01"]),
        ("“stunting”, (balita)", ["stunting", "balita"]),
        ("stunting stunting", ["stunting"]),
        ("100%", ["100"]),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER A}KI", ["AKI"]),
        ("a\x00b\u202ec\u200bd", ["a", "b", "c", "d"]),
        ("مرحبا بكم", ["مرحبا", "بكم"]),
        ("'; -- % _ \\ 😀", []),
        ("", []),
    ],
)
def test_words_are_letters_and_digits(ketikan: str, diharap: list[str]):
    assert kata(ketikan) == diharap


@pytest.mark.parametrize(
    ("ketikan", "cukup"), [("a", False), ("ab", True), ("a b", True), ("%%%%", False)]
)
def test_two_letters_are_enough(ketikan: str, cukup: bool):
    assert baca(ketikan).cukup is cukup


@pytest.mark.parametrize(
    "ketikan", ["x" * 500, "satu dua tiga empat lima enam tujuh delapan akhir"]
)
def test_what_is_too_long_is_cut_and_said(ketikan: str):
    p = baca(ketikan)
    assert p.terpotong
    assert len(p.teks) <= 100
    assert len(p.kata) <= 8


def test_small_words_count_only_when_there_are_no_others():
    ringan = {"kota", "di"}.__contains__
    assert [k.tulis for k in baca("stunting di kota", ringan=ringan).penting] == ["stunting"]
    assert [k.tulis for k in baca("di kota", ringan=ringan).penting] == ["di", "kota"]


def test_year_is_a_word_that_rows_may_answer_otherwise():
    assert [k.tahun for k in baca("2025 1.2025 3025 stunting").kata] == [2025, None, None, None]
