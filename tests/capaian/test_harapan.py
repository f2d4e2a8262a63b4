"""Where a value should stand today and what the rest of the year must bring."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.gabungan import Isian, Konsolidasi, NilaiTriwulan, setahun
from capaian.harapan import Ukuran, batas, harapan, sisa
from capaian.rumus import Formula, Keadaan, Predikat, Rentang, TakTerbaca, bulatkan
from konsolidasi.inti.waktu import Triwulan

TW2, TW3 = Triwulan(2025, 2), Triwulan(2025, 3)
TENGAH_TW2 = date(2025, 5, 16)  # 46 of 91 days
SETELAH = date(2026, 1, 10)
ANGKA = st.decimals(0, 10**6, places=2)


def ukuran(
    konsolidasi: str = "jumlah", isian: str = "triwulan", formula: str = "positif", desimal: int = 2
) -> Ukuran:
    return Ukuran(Formula(formula), Konsolidasi(konsolidasi), Isian(isian), desimal)


def angka(*nilai: str) -> dict[int, Decimal]:
    return {n: Decimal(satu) for n, satu in enumerate(nilai, start=1)}


def test_sum_walks_from_the_targets_before_through_its_own_day_by_day():
    hasil = harapan(ukuran(), angka("91", "91"), angka("80"), TW2, TENGAH_TW2)
    assert (hasil.seharusnya, hasil.tercapai, hasil.berjalan) == (Decimal("137.00"), 80, True)


def test_running_total_walks_from_the_target_before_to_its_own():
    hasil = harapan(
        ukuran("jumlah", "kumulatif"), angka("91", "182"), angka("80", "100"), TW2, TENGAH_TW2
    )
    assert (hasil.seharusnya, hasil.tercapai) == (Decimal("137.00"), 100)


def test_running_total_of_the_first_quarter_starts_at_zero_a_position_nowhere():
    tw1, hari = Triwulan(2025, 1), date(2025, 1, 9)
    target, kosong = angka("90"), {}
    assert harapan(ukuran("jumlah", "kumulatif"), target, kosong, tw1, hari).seharusnya == 9
    assert harapan(ukuran("posisi_akhir"), target, kosong, tw1, hari) is None


def test_after_the_quarter_only_a_sum_says_more_than_its_target():
    target, isi = angka("10", "10", "10"), angka("8", "9", "7")
    hasil = harapan(ukuran(), target, isi, TW3, SETELAH)
    assert (hasil.seharusnya, hasil.tercapai, hasil.berjalan) == (30, 24, False)
    for lain in (ukuran("posisi_akhir"), ukuran("jumlah", "kumulatif"), ukuran("rata_rata")):
        assert harapan(lain, target, isi, TW3, SETELAH) is None


@pytest.mark.parametrize(
    ("target", "pada"),
    [
        (angka("10"), TENGAH_TW2),  # no target for this quarter
        ({2: Decimal(10)}, TENGAH_TW2),  # none before it
        (angka("10", "10"), date(2025, 3, 31)),  # the quarter has not begun
    ],
)
def test_what_cannot_be_said_is_left_out(target, pada):
    assert harapan(ukuran(), target, {}, TW2, pada) is None


def test_a_mean_stands_still():
    hasil = harapan(ukuran("rata_rata"), angka("10", "10"), {}, TW2, TENGAH_TW2)
    assert hasil is None


@pytest.mark.parametrize(
    ("target", "formula", "diharap"),
    [
        (Rentang(Decimal(60), Decimal(80)), "positif", 60),
        (Rentang(Decimal(60), Decimal(80)), "negatif", 80),
        (Decimal(5), "stabil", None),
        (Predikat("BB", Decimal(5)), "predikat", None),
        (TakTerbaca("baik"), "positif", None),
        (None, "positif", None),
    ],
)
def test_bound_that_has_to_be_reached(target, formula, diharap):
    assert batas(target, Formula(formula)) == diharap


@pytest.mark.parametrize(
    ("konsolidasi", "isian", "perlu"),
    [
        ("jumlah", "triwulan", "35.000"),  # (100 − 30) ÷ 2
        ("rata_rata", "triwulan", "185.000"),  # (4 × 100 − 30) ÷ 2
        ("jumlah", "kumulatif", "40.000"),  # (100 − 20) ÷ 2
        ("posisi_akhir", "triwulan", "40.000"),
    ],
)
def test_what_each_quarter_that_is_left_must_bring(konsolidasi, isian, perlu):
    hasil = sisa(ukuran(konsolidasi, isian), Decimal(100), angka("10", "20"), 2)
    assert (hasil.triwulan, hasil.perlu) == (2, Decimal(perlu))


def test_an_empty_quarter_is_still_to_come():
    hasil = sisa(ukuran(), Decimal(100), angka("10"), 3)
    assert (hasil.triwulan, hasil.perlu) == (3, Decimal("30.000"))


@pytest.mark.parametrize(
    ("formula", "isi", "cukup", "lewat"),
    [
        ("positif", ("60", "50"), True, False),
        ("negatif", ("60", "50"), False, True),
        ("negatif", ("60", "40"), False, False),
    ],
)
def test_sum_that_is_done_or_over(formula, isi, cukup, lewat):
    hasil = sisa(ukuran(formula=formula), Decimal(100), angka(*isi), 2)
    assert (hasil.cukup, hasil.lewat) == (cukup, lewat)


def test_position_that_should_fall_has_to_fall():
    hasil = sisa(ukuran("posisi_akhir", formula="negatif"), Decimal(10), angka("14"), 1)
    assert hasil.perlu == Decimal("-1.333")
    assert sisa(ukuran("posisi_akhir", formula="negatif"), Decimal(10), angka("9"), 1).cukup


def test_running_total_above_its_ceiling_stays_above_it():
    hasil = sisa(ukuran("jumlah", "kumulatif", "negatif"), Decimal(10), angka("14"), 1)
    assert (hasil.lewat, hasil.perlu) == (True, None)


@pytest.mark.parametrize("isi", [{}, angka("1", "1", "1", "1")])
def test_nothing_is_left_to_say_without_a_value_or_after_the_year(isi):
    assert sisa(ukuran(), Decimal(100), isi, 4) is None


@given(target=ANGKA, isi=st.lists(ANGKA, min_size=1, max_size=3))
def test_bringing_what_is_needed_reaches_the_target(target: Decimal, isi: list[Decimal]):
    """Property: fill the rest with what was asked, and the year is the target, up to rounding."""
    for cara in (ukuran("jumlah", desimal=4), ukuran("rata_rata", desimal=4)):
        hasil = sisa(cara, target, dict(enumerate(isi, start=1)), len(isi))
        if hasil.perlu is None:
            assert hasil.cukup
            continue
        penuh = [*isi, *[hasil.perlu] * hasil.triwulan]
        triwulan = [NilaiTriwulan(n, Keadaan.NILAI, v) for n, v in enumerate(penuh, start=1)]
        tercapai = setahun(cara.konsolidasi, cara.isian, triwulan).nilai
        assert abs(bulatkan(tercapai, 2) - target) <= Decimal("0.01")
