"""What holds for every figure of a capaian, against exact fractions and a second reading."""

import re
from decimal import Decimal as D
from fractions import Fraction

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from capaian.rumus import (
    Formula,
    Hasil,
    Keadaan,
    Predikat,
    Rentang,
    TakTerbaca,
    hitung,
    serapan,
)
from capaian.skala import BAWAAN, Peringkat, Skala

TETAP = settings(derandomize=True, database=None, deadline=None, max_examples=200)
BERANGKA = [f for f in Formula if f != Formula.PREDIKAT]
BERENTANG = [f for f in BERANGKA if f != Formula.ANGGARAN]
# What the database can hold: 18 digits before the comma, six after it.
TERSIMPAN = st.integers(-(10**24) + 1, 10**24 - 1).map(lambda n: D(n).scaleb(-6))
DI_ATAS_NOL = st.integers(1, 10**24 - 1).map(lambda n: D(n).scaleb(-6))
# Small figures meet the halves and the bounds that large ones never meet.
KECIL = st.integers(1, 4000).map(lambda n: D(n).scaleb(-2))
SEDANG = st.one_of(TERSIMPAN, KECIL, KECIL.map(lambda n: -n), st.just(D(0)))
# Every size that `hitung` still calls sensible.
LUAS = st.builds(
    lambda n, e: D(n).scaleb(e), st.integers(-(10**25), 10**25), st.integers(-60, 5)
).filter(lambda n: n == 0 or -60 <= n.adjusted() <= 30)
REALISASI_APA_SAJA = st.one_of(
    st.none(), st.decimals(), st.builds(Predikat, st.text(max_size=5), st.decimals())
)
TARGET_APA_SAJA = st.one_of(
    REALISASI_APA_SAJA,
    st.builds(Rentang, st.decimals(), st.decimals()),
    st.builds(TakTerbaca, st.text(max_size=80)),
)
TERCETAK = re.compile(r"\(?−?[0-9][0-9.]*(?:,[0-9]+)?\)?")
FORMULA = st.sampled_from(BERANGKA)


def rumus_asli(formula: Formula, target: D, realisasi: D) -> Fraction:
    """The formulas of the regulation in exact arithmetic, in percent."""
    t, r = Fraction(target), Fraction(realisasi)
    match formula:
        case Formula.POSITIF | Formula.ANGGARAN:
            return r / t * 100
        case Formula.NEGATIF:
            return (2 * t - r) / t * 100
        case Formula.NEGATIF_RASIO:
            return t / r * 100
        case _:
            return (1 - abs(r - t) / t) * 100


def setengah_ke_atas(persen: Fraction) -> Fraction:
    """Half away from zero at the second decimal, by whole numbers only."""
    ratusan = (abs(persen) * 200 + 1) // 2
    return Fraction(-ratusan if persen < 0 else ratusan, 100)


def dapat(formula: Formula, realisasi: D) -> bool:
    return formula != Formula.NEGATIF_RASIO or realisasi > 0


def angka_di(kalimat: str) -> list[D]:
    """The numbers of a sentence in order, read by a rule of this file and not by `angka`."""
    return [
        D(teks.strip("().").replace(".", "").replace(",", ".").replace("−", "-"))
        for teks in TERCETAK.findall(kalimat)
    ]


@TETAP
@given(FORMULA, DI_ATAS_NOL | KECIL, SEDANG)
@example(Formula.POSITIF, D(3), D("0.00015"))
@example(Formula.NEGATIF, D(8), D("15.9996"))
@example(Formula.STABIL, D("0.000001"), D("999999999999999999.999999"))
def test_percentage_is_the_exact_fraction_rounded_once(formula: Formula, target: D, realisasi: D):
    assume(dapat(formula, realisasi))
    persen = hitung(formula, target, realisasi).persen
    assert Fraction(persen) == setengah_ke_atas(rumus_asli(formula, target, realisasi))
    assert persen.as_tuple().exponent == -2
    assert persen or not persen.is_signed()


@TETAP
@given(FORMULA, LUAS, LUAS)
@example(Formula.NEGATIF, D("1E-60"), D("9.999999E+30"))
@example(Formula.STABIL, D("9.87654321E+30"), D("1E-60"))
def test_the_largest_and_smallest_sensible_figures_are_exact_too(formula, target: D, realisasi: D):
    assume(target > 0 and dapat(formula, realisasi))
    persen = hitung(formula, target, realisasi).persen
    assert Fraction(persen) == setengah_ke_atas(rumus_asli(formula, target, realisasi))


@TETAP
@given(st.integers(1, 10**6), st.integers(-(10**6), 10**6))
def test_every_exact_half_goes_away_from_zero(target: int, ratusan: int):
    """R is chosen so that the percentage ends in exactly half of the second decimal."""
    realisasi = D(target) * (2 * ratusan + 1) / D(20000)
    persen = hitung(Formula.POSITIF, D(target), realisasi).persen
    menjauh = ratusan + 1 if 2 * ratusan + 1 > 0 else ratusan
    assert persen == D(menjauh).scaleb(-2)


@TETAP
@given(st.sampled_from(Formula), TARGET_APA_SAJA, REALISASI_APA_SAJA, st.sampled_from(Keadaan))
def test_nothing_ever_raises_and_a_gap_is_never_zero(formula, target, realisasi, keadaan):
    hasil = hitung(formula, target, realisasi, keadaan=keadaan)
    assert isinstance(hasil, Hasil)
    assert (hasil.persen is None) == (hasil.alasan is not None)
    assert (hasil.persen is None) == hasil.kalimat.startswith("Tidak dapat dihitung: ")
    assert (hasil.persen is not None) == hasil.kalimat.startswith("Capaian ")
    if keadaan != Keadaan.NILAI or realisasi is None or target is None:
        assert hasil.persen is None
        assert "0,00" not in hasil.kalimat


@TETAP
@given(st.none() | st.decimals(), st.none() | st.decimals())
def test_serapan_never_raises_and_is_the_positif_formula(pagu: D | None, realisasi: D | None):
    assert serapan(pagu, realisasi).persen == hitung(Formula.POSITIF, pagu, realisasi).persen


@TETAP
@given(FORMULA, DI_ATAS_NOL | KECIL, SEDANG, st.integers(-6, 6), st.integers(1, 999))
def test_the_unit_of_measure_does_not_matter(formula, target, realisasi, pangkat, kali):
    """Rupiah or million rupiah, persons or thousands of persons: the same percentage."""
    skala = D(kali).scaleb(pangkat)
    lain = hitung(formula, target * skala, realisasi * skala).persen
    # 30 digits before the comma are the limit; nothing here comes near it.
    assert hitung(formula, target, realisasi).persen == lain


@TETAP
@given(DI_ATAS_NOL | KECIL, SEDANG)
def test_makin_kecil_is_the_mirror_of_makin_besar(target: D, realisasi: D):
    naik = Fraction(hitung(Formula.POSITIF, target, realisasi).persen)
    turun = Fraction(hitung(Formula.NEGATIF, target, realisasi).persen)
    stabil = Fraction(hitung(Formula.STABIL, target, realisasi).persen)
    # Each is rounded once; a half moves both away from zero and so from the mirror.
    assert abs(naik + turun - 200) <= Fraction(1, 100)
    assert stabil == min(naik, turun)


@TETAP
@given(st.sampled_from(BERENTANG), SEDANG, SEDANG, SEDANG)
def test_a_range_is_100_inside_and_its_nearest_bound_outside(formula, a: D, b: D, realisasi: D):
    rentang = Rentang(a, b)
    hasil = hitung(formula, rentang, realisasi)
    if rentang.bawah <= realisasi <= rentang.atas:
        assert hasil.persen == 100
        return
    batas = rentang.atas if realisasi > rentang.atas else rentang.bawah
    tunggal = hitung(formula, batas, realisasi)
    assert (hasil.persen, hasil.alasan) == (tunggal.persen, tunggal.alasan)


@TETAP
@given(st.sampled_from(BERENTANG), DI_ATAS_NOL | KECIL, SEDANG)
def test_a_range_of_one_number_is_that_number(formula: Formula, target: D, realisasi: D):
    rentang = hitung(formula, Rentang(target, target), realisasi)
    assert rentang.persen == hitung(formula, target, realisasi).persen


@TETAP
@given(FORMULA, DI_ATAS_NOL | KECIL, SEDANG, st.integers(0, 6))
def test_the_sentence_can_be_recomputed_by_hand(formula, target, realisasi, desimal):
    """Read as a person reads it: the printed numbers are the ones that were used, unrounded."""
    assume(dapat(formula, realisasi))
    hasil = hitung(formula, target, realisasi, desimal=desimal)
    persen, *isi = angka_di(hasil.kalimat.split(" Makin")[0].split(" Serapan")[0])
    assert persen == hasil.persen
    match formula:
        case Formula.POSITIF | Formula.ANGGARAN:
            assert isi == [realisasi, target]
        case Formula.NEGATIF:
            assert isi == [2, target, realisasi, target]
        case Formula.NEGATIF_RASIO:
            assert isi == [target, realisasi]
        case _:
            assert isi == [1, realisasi, target, target]


@TETAP
@given(st.sampled_from(BERENTANG), KECIL, KECIL, KECIL, st.integers(0, 6))
def test_the_sentence_of_a_range_prints_what_was_used(formula, a, b, realisasi, desimal):
    rentang = Rentang(a, b)
    hasil = hitung(formula, rentang, realisasi, desimal=desimal)
    tercetak = angka_di(hasil.kalimat.split(" Makin")[0])
    assert tercetak[0] == hasil.persen
    assert realisasi in tercetak
    if rentang.bawah <= realisasi <= rentang.atas:
        assert tercetak[1:] == [realisasi, rentang.bawah, rentang.atas]
    else:
        assert (rentang.atas if realisasi > rentang.atas else rentang.bawah) in tercetak


PERINGKAT = st.integers(1, 9).map(D)


@TETAP
@given(PERINGKAT, PERINGKAT, PERINGKAT)
def test_a_better_predikat_is_never_worse_and_never_above_100(target: D, a: D, b: D):
    kurang, lebih = (
        hitung(Formula.PREDIKAT, Predikat(str(target), target), Predikat(str(n), n)).persen
        for n in sorted((a, b))
    )
    assert 0 < kurang <= lebih <= 100
    assert (kurang == 100) == (min(a, b) >= target)


@TETAP
@given(
    st.sets(st.integers(-(10**4), 10**6), min_size=4, max_size=4),
    st.integers(-(10**6), 10**8).map(lambda n: D(n).scaleb(-2)),
    st.integers(-(10**6), 10**8).map(lambda n: D(n).scaleb(-2)),
    st.permutations(range(5)),
)
def test_a_higher_capaian_never_gets_a_lower_word(batas: set[int], a: D, b: D, acak: list[int]):
    langkah = [Peringkat(1, "kata 1", None)] + [
        Peringkat(n, f"kata {n}", D(satu)) for n, satu in enumerate(sorted(batas), start=2)
    ]
    for skala in (BAWAAN, Skala(tuple(langkah[n] for n in acak))):
        kecil, besar = (skala.peringkat(persen) for persen in sorted((a, b)))
        assert kecil.urutan <= besar.urutan
        for satu, persen in ((kecil, min(a, b)), (besar, max(a, b))):
            assert satu.batas_bawah is None or satu.batas_bawah <= persen
            di_atas = [p for p in skala.langkah if p.urutan > satu.urutan]
            assert all(p.batas_bawah > persen for p in di_atas)
