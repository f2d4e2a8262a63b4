"""Capaian of one indikator: worked examples, edges, and what holds for every number."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capaian.rumus import (
    VERSI_RUMUS,
    Alasan,
    Formula,
    Hasil,
    Keadaan,
    Predikat,
    Rentang,
    TakTerbaca,
    hitung,
    serapan,
)

TETAP = settings(derandomize=True, database=None, deadline=None, max_examples=200)
BERANGKA = [f for f in Formula if f != Formula.PREDIKAT]
BERENTANG = [Formula.POSITIF, Formula.NEGATIF, Formula.NEGATIF_RASIO, Formula.STABIL]
APA_SAJA = st.decimals()
BIASA = st.decimals(-(10**12), 10**12, places=4)
POSITIF = st.decimals("0.01", 10**9, places=2)


@pytest.mark.parametrize(
    ("formula", "target", "realisasi", "persen"),
    [
        (Formula.POSITIF, "10", "12", "120.00"),
        (Formula.POSITIF, "2", "-1.41", "-70.50"),
        (Formula.POSITIF, "60000000", "0", "0.00"),
        (Formula.POSITIF, "0.00725", "1.93", "26620.69"),
        (Formula.NEGATIF, "10", "12", "80.00"),
        (Formula.NEGATIF, "10", "20", "0.00"),
        (Formula.NEGATIF, "10", "25", "-50.00"),
        (Formula.NEGATIF, "23", "0.54", "197.65"),
        (Formula.NEGATIF_RASIO, "10", "12", "83.33"),
        (Formula.NEGATIF_RASIO, "162", "186", "87.10"),
        (Formula.STABIL, "10", "12", "80.00"),
        (Formula.STABIL, "10", "8", "80.00"),
        (Formula.STABIL, "10", "25", "-50.00"),
        (Formula.ANGGARAN, "230000000", "216006947", "93.92"),
    ],
)
def test_formula_gives_its_worked_example(formula, target, realisasi, persen):
    assert hitung(formula, D(target), D(realisasi)).persen == D(persen)


@pytest.mark.parametrize(
    ("realisasi", "persen"),
    [("0.12345", "12.35"), ("0.12344", "12.34"), ("-0.12345", "-12.35"), ("1.00005", "100.01")],
)
def test_half_is_rounded_away_from_zero(realisasi: str, persen: str):
    assert hitung(Formula.POSITIF, D(1), D(realisasi)).persen == D(persen)


@pytest.mark.parametrize("realisasi", ["-0", "-0.00001"])
def test_zero_has_no_sign(realisasi: str):
    assert str(hitung(Formula.POSITIF, D(10), D(realisasi)).persen) == "0.00"


@pytest.mark.parametrize(
    ("formula", "bawah", "atas", "realisasi", "persen"),
    [
        (Formula.POSITIF, "80", "90", "70", "87.50"),
        (Formula.POSITIF, "70", "80", "85.69", "107.11"),
        (Formula.NEGATIF, "7", "8", "6.5", "107.14"),
        (Formula.NEGATIF, "7", "8", "9", "87.50"),
        (Formula.NEGATIF_RASIO, "7", "8", "10", "80.00"),
        (Formula.STABIL, "8", "10", "12", "80.00"),
    ],
)
def test_outside_a_range_the_nearest_bound_counts(formula, bawah, atas, realisasi, persen):
    assert hitung(formula, Rentang(D(bawah), D(atas)), D(realisasi)).persen == D(persen)


@pytest.mark.parametrize("formula", BERENTANG)
@pytest.mark.parametrize("realisasi", ["7", "7.5", "8"])
def test_inside_a_range_capaian_is_100(formula: Formula, realisasi: str):
    assert hitung(formula, Rentang(D(7), D(8)), D(realisasi)).persen == 100


@TETAP
@given(BIASA, BIASA)
def test_range_is_kept_low_and_high_however_it_is_given(a: D, b: D):
    assert Rentang(a, b) == Rentang(b, a)
    assert Rentang(a, b).bawah <= Rentang(a, b).atas


@pytest.mark.parametrize(
    ("formula", "target", "realisasi", "alasan"),
    [
        (Formula.POSITIF, None, D(1), Alasan.TARGET_KOSONG),
        (Formula.POSITIF, TakTerbaca("107,602,76"), D(1), Alasan.TARGET_TAK_TERBACA),
        (Formula.POSITIF, D(1), None, Alasan.REALISASI_KOSONG),
        *((f, D(0), D(3), Alasan.TARGET_NOL) for f in BERANGKA),
        *((f, D(-2), D(3), Alasan.TARGET_NEGATIF) for f in BERANGKA),
        (Formula.POSITIF, D(0), D(0), Alasan.TARGET_NOL),
        (Formula.STABIL, D(0), D(0), Alasan.TARGET_NOL),
        (Formula.POSITIF, Rentang(D(-2), D(5)), D(-3), Alasan.TARGET_NEGATIF),
        (Formula.NEGATIF, Rentang(D(0), D(5)), D(-3), Alasan.TARGET_NOL),
        (Formula.NEGATIF_RASIO, D(10), D(0), Alasan.REALISASI_NOL),
        (Formula.NEGATIF_RASIO, D(10), D(-1), Alasan.REALISASI_NEGATIF),
        (Formula.ANGGARAN, Rentang(D(1), D(2)), D(1), Alasan.BUKAN_ANGKA),
        (Formula.POSITIF, D(1), Predikat("B", D(4)), Alasan.BUKAN_ANGKA),
        (Formula.PREDIKAT, D(1), D(1), Alasan.BUKAN_ANGKA),
        (Formula.PREDIKAT, Predikat("B", D(4)), D(4), Alasan.BUKAN_ANGKA),
        (Formula.PREDIKAT, Predikat("B", D(4)), Predikat("B", D(3)), Alasan.SKALA_BEDA),
        (Formula.PREDIKAT, Predikat("D", D(0)), Predikat("C", D(1)), Alasan.TARGET_NOL),
        *((Formula.POSITIF, D(n), D(1), Alasan.BUKAN_ANGKA) for n in ("NaN", "sNaN", "Infinity")),
        *((Formula.POSITIF, D(1), D(n), Alasan.BUKAN_ANGKA) for n in ("NaN", "1E+31", "1E-61")),
        (Formula.POSITIF, Rentang(D("NaN"), D(1)), D(1), Alasan.BUKAN_ANGKA),
    ],
)
def test_what_cannot_be_computed_has_its_reason(formula, target, realisasi, alasan):
    hasil = hitung(formula, target, realisasi)
    assert (hasil.persen, hasil.alasan) == (None, alasan)
    assert hasil.kalimat.startswith("Tidak dapat dihitung: ")


@pytest.mark.parametrize(
    ("keadaan", "alasan"),
    [
        (Keadaan.KOSONG, Alasan.REALISASI_KOSONG),
        (Keadaan.BELUM_WAKTUNYA, Alasan.BELUM_WAKTUNYA),
        (Keadaan.TIDAK_BERLAKU, Alasan.TIDAK_BERLAKU),
    ],
)
def test_absence_of_realisasi_is_never_zero(keadaan: Keadaan, alasan: Alasan):
    hasil = hitung(Formula.POSITIF, D(10), None, keadaan=keadaan)
    assert (hasil.persen, hasil.alasan) == (None, alasan)


@pytest.mark.parametrize("formula", [Formula.NEGATIF, Formula.NEGATIF_RASIO])
def test_zero_against_a_target_of_zero_is_met_where_less_is_better(formula: Formula):
    assert hitung(formula, D(0), D(0)).persen == 100


@pytest.mark.parametrize(
    ("realisasi", "persen"), [("BB", "100"), ("B", "100"), ("CC", "75.00"), ("D", "25.00")]
)
def test_predikat_is_met_by_an_equal_or_better_one(realisasi: str, persen: str):
    skala = {"D": D(1), "CC": D(3), "B": D(4), "BB": D(5)}
    hasil = hitung(Formula.PREDIKAT, Predikat("B", D(4)), Predikat(realisasi, skala[realisasi]))
    assert hasil.persen == D(persen)


def test_serapan_is_realisasi_over_pagu():
    assert serapan(D(1_000_000), D(750_000)).persen == D("75.00")
    assert serapan(None, D(1)).alasan == Alasan.TARGET_KOSONG


@TETAP
@given(st.sampled_from(list(Formula)), APA_SAJA, APA_SAJA, APA_SAJA)
def test_any_numbers_give_either_a_percentage_or_a_reason(formula: Formula, a: D, b: D, r: D):
    for target in (a, Rentang(a, b), Predikat("B", a)):
        for realisasi in (r, Predikat("C", r)):
            hasil = hitung(formula, target, realisasi)
            assert (hasil.persen is None) != (hasil.alasan is None)
            assert hasil.kalimat.endswith(".")
            assert len(hasil.kalimat) < 500


@TETAP
@given(BIASA, BIASA)
def test_percentage_has_at_most_two_decimals(target: D, realisasi: D):
    for formula in BERANGKA:
        persen = hitung(formula, target, realisasi).persen
        assert persen is None or persen == round(persen, 2)


@TETAP
@given(POSITIF, POSITIF, BIASA, BIASA)
def test_more_is_never_worse_with_positif(a: D, b: D, r1: D, r2: D):
    kecil, besar = sorted((r1, r2))
    for target in (a, Rentang(a, b)):
        kurang = hitung(Formula.POSITIF, target, kecil).persen
        assert kurang <= hitung(Formula.POSITIF, target, besar).persen


@TETAP
@given(POSITIF, POSITIF, POSITIF, POSITIF)
def test_more_is_never_better_where_less_is_better(a: D, b: D, r1: D, r2: D):
    kecil, besar = sorted((r1, r2))
    for formula in (Formula.NEGATIF, Formula.NEGATIF_RASIO):
        for target in (a, Rentang(a, b)):
            baik = hitung(formula, target, kecil).persen
            assert baik >= hitung(formula, target, besar).persen


@TETAP
@given(POSITIF, BIASA)
def test_stabil_is_never_above_100(target: D, realisasi: D):
    assert hitung(Formula.STABIL, target, realisasi).persen <= 100


@TETAP
@given(st.sampled_from(BERANGKA), POSITIF)
def test_target_met_exactly_is_100(formula: Formula, target: D):
    assert hitung(formula, target, target).persen == 100


def test_result_cannot_be_changed_and_the_formulas_have_a_version():
    hasil = hitung(Formula.POSITIF, D(1), D(1))
    with pytest.raises(AttributeError):
        hasil.persen = D(0)
    assert replace(hasil, kalimat="") == Hasil(D(100), None, "")
    assert VERSI_RUMUS == 1
