"""Four quarters with any pattern of the four absences: a gap is never a zero."""

from collections.abc import Sequence
from decimal import Decimal as D
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capaian.gabungan import Gabungan, Isian, Konsolidasi, NilaiTriwulan, rata_rata, setahun
from capaian.rumus import Alasan, Formula, Hasil, Keadaan, Predikat, hitung, tidak_dapat

TETAP = settings(derandomize=True, database=None, deadline=None, max_examples=200)
JUMLAH, RATA, AKHIR = Konsolidasi.JUMLAH, Konsolidasi.RATA_RATA, Konsolidasi.POSISI_AKHIR
TANPA = (Keadaan.KOSONG, Keadaan.BELUM_WAKTUNYA, Keadaan.TIDAK_BERLAKU)
POLA = [pola for banyak in (1, 2, 3, 4) for pola in product(Keadaan, repeat=banyak)]
TERSIMPAN = st.integers(-(10**24) + 1, 10**24 - 1).map(lambda n: D(n).scaleb(-6))
EMPAT = st.lists(TERSIMPAN | st.integers(-9, 9).map(D), min_size=4, max_size=4)
KEADAAN = st.lists(st.sampled_from(Keadaan), min_size=4, max_size=4)
CARA, ISIAN = st.sampled_from(Konsolidasi), st.sampled_from(Isian)
SEMUA_CARA = [(cara, isian) for cara in Konsolidasi for isian in Isian]


def tahun(pola: Sequence[Keadaan], nilai: Sequence[D]) -> list[NilaiTriwulan]:
    return [
        NilaiTriwulan(n, keadaan, nilai[n - 1] if keadaan == Keadaan.NILAI else None)
        for n, keadaan in enumerate(pola, start=1)
    ]


def harapan(cara: Konsolidasi, isian: Isian, pola: Sequence[Keadaan], nilai: Sequence[D]):
    """The year by its definition: only quarters with a value, the last one where it counts."""
    isi = [nilai[n] for n, keadaan in enumerate(pola) if keadaan == Keadaan.NILAI]
    if not isi:
        return None
    if isian == Isian.KUMULATIF or cara == AKHIR:
        return Fraction(isi[-1])
    jumlah = sum(map(Fraction, isi))
    return jumlah if cara == JUMLAH else jumlah / len(isi)


@pytest.mark.parametrize(("cara", "isian"), SEMUA_CARA)
@pytest.mark.parametrize("dikali", [1, -1])
def test_every_pattern_of_absences_counts_only_what_has_a_value(cara, isian, dikali: int):
    nilai = [D(n * dikali) for n in (3, 60, 900, 12000)]
    for pola in POLA:
        hasil = setahun(cara, isian, tahun(pola, nilai), sampai=len(pola))
        benar = harapan(cara, isian, pola, nilai)
        assert (hasil.nilai is None) == (benar is None), pola
        if benar is None:
            assert hasil.keadaan in TANPA and hasil.triwulan == ()
        else:
            assert abs(Fraction(hasil.nilai) - benar) <= Fraction(1, 2 * 10**6), pola
            assert hasil.keadaan == Keadaan.NILAI


@pytest.mark.parametrize(("cara", "isian"), SEMUA_CARA)
def test_every_pattern_is_complete_only_without_a_gap_that_counts(cara, isian):
    nilai = [D(7)] * 4
    for pola in POLA:
        hasil = setahun(cara, isian, tahun(pola, nilai), sampai=len(pola))
        terakhir = max((n for n, k in enumerate(pola) if k == Keadaan.NILAI), default=-1)
        posisi = isian == Isian.KUMULATIF or cara == AKHIR
        dilihat = pola[terakhir + 1 :] if posisi and terakhir >= 0 else pola
        assert hasil.lengkap == (Keadaan.KOSONG not in dilihat), pola


@pytest.mark.parametrize(("cara", "isian"), SEMUA_CARA)
def test_a_missing_row_is_the_same_as_an_empty_one(cara, isian):
    nilai = [D(n) for n in (3, 60, 900, 12000)]
    for pola in POLA:
        if len(pola) == 4:
            penuh = tahun(pola, nilai)
            tanpa = [n for n in penuh if n.keadaan != Keadaan.KOSONG]
            satu, dua = setahun(cara, isian, penuh), setahun(cara, isian, tanpa)
            assert (satu.nilai, satu.keadaan, satu.triwulan) == (
                dua.nilai,
                dua.keadaan,
                dua.triwulan,
            )
            # A position counts from the quarter that has it; later rows that are missing are gaps.
            assert not dua.lengkap or satu.lengkap, pola


@TETAP
@given(KEADAAN, EMPAT, st.integers(0, 3), st.sampled_from(TANPA), CARA, ISIAN)
def test_an_absent_quarter_never_counts_as_zero(pola, nilai, ke: int, tanpa, cara, isian):
    """Taking the absent quarter out of the year leaves its figure as it is."""
    pola = [tanpa if n == ke else k for n, k in enumerate(pola)]
    tanpa_baris = [n for n in tahun(pola, nilai) if n.nomor != ke + 1]
    hasil = setahun(cara, isian, tahun(pola, nilai))
    assert hasil.nilai == setahun(cara, isian, tanpa_baris).nilai
    assert ke + 1 not in hasil.triwulan


@TETAP
@given(KEADAAN, EMPAT, st.permutations(range(4)))
def test_a_sum_and_a_mean_do_not_depend_on_which_quarter_is_which(pola, nilai, acak):
    """The same values and absences in other quarters: the same sum and the same mean."""
    for cara in (JUMLAH, RATA):
        maju = setahun(cara, Isian.TRIWULAN, tahun(pola, nilai))
        lain = setahun(
            cara, Isian.TRIWULAN, tahun([pola[n] for n in acak], [nilai[n] for n in acak])
        )
        assert (maju.nilai, maju.lengkap) == (lain.nilai, lain.lengkap)


@TETAP
@given(KEADAAN, EMPAT, CARA, ISIAN, st.permutations(range(4)), st.integers(1, 4))
def test_the_order_of_the_rows_never_matters(pola, nilai, cara, isian, acak, sampai: int):
    baris = tahun(pola, nilai)
    terbalik = [baris[n] for n in acak]
    assert setahun(cara, isian, baris, sampai=sampai) == setahun(
        cara, isian, terbalik, sampai=sampai
    )


@TETAP
@given(KEADAAN, EMPAT, CARA)
def test_cumulative_entry_is_the_last_value_whatever_the_rule(pola, nilai, cara):
    hasil = setahun(cara, Isian.KUMULATIF, tahun(pola, nilai))
    isi = [n for n, keadaan in enumerate(pola) if keadaan == Keadaan.NILAI]
    assert hasil.nilai == (nilai[isi[-1]] if isi else None)
    assert hasil.triwulan == ((isi[-1] + 1,) if isi else ())


@TETAP
@given(EMPAT)
def test_sums_are_exact_and_means_are_rounded_once_half_up(nilai: list[D]):
    penuh = tahun([Keadaan.NILAI] * 4, nilai)
    jumlah = sum(map(Fraction, nilai))
    assert Fraction(setahun(JUMLAH, Isian.TRIWULAN, penuh).nilai) == jumlah
    sejuta = (abs(jumlah) / 4 * 2 * 10**6 + 1) // 2
    rata = Fraction(-sejuta if jumlah < 0 else sejuta, 10**6)
    assert Fraction(setahun(RATA, Isian.TRIWULAN, penuh).nilai) == rata


@TETAP
@given(KEADAAN, EMPAT, CARA, ISIAN, st.integers(1, 4))
def test_what_comes_later_does_not_change_an_earlier_quarter(pola, nilai, cara, isian, sampai):
    semua = tahun(pola, nilai)
    assert setahun(cara, isian, semua, sampai=sampai) == setahun(
        cara, isian, semua[:sampai], sampai=sampai
    )


@TETAP
@given(st.lists(st.integers(1, 8) | st.sampled_from(TANPA), min_size=4, max_size=4), CARA, ISIAN)
def test_a_predikat_is_taken_last_and_never_invented(isi: list, cara, isian):
    baris = [
        NilaiTriwulan(n, satu, None)
        if isinstance(satu, Keadaan)
        else NilaiTriwulan(n, Keadaan.NILAI, Predikat(str(satu), D(satu)))
        for n, satu in enumerate(isi, start=1)
    ]
    terisi = [n.nilai for n in baris if n.nilai is not None]
    assert setahun(cara, isian, baris).nilai == (terisi[-1] if terisi else None)


@TETAP
@given(
    st.lists(st.none() | st.integers(-(10**9), 10**9).map(lambda n: D(n).scaleb(-2)), max_size=40),
    st.randoms(use_true_random=False),
)
def test_the_mean_of_results_leaves_gaps_out_and_counts_them(persen: list, acak):
    hasil = [
        tidak_dapat(Alasan.BELUM_WAKTUNYA) if p is None else Hasil(p, None, "") for p in persen
    ]
    rata = rata_rata(hasil)
    ada = [Fraction(p) for p in persen if p is not None]
    assert (rata.dihitung, rata.dikecualikan) == (len(ada), len(persen) - len(ada))
    if not ada:
        assert rata.persen is None
        return
    ratusan = (abs(sum(ada)) / len(ada) * 200 + 1) // 2
    assert Fraction(rata.persen) == Fraction(-ratusan if sum(ada) < 0 else ratusan, 100)
    acak.shuffle(hasil)
    assert rata_rata(hasil) == rata


@TETAP
@given(KEADAAN, EMPAT, CARA, ISIAN)
def test_a_year_without_a_value_has_no_percentage(pola, nilai, cara, isian):
    """From the four absences to the percentage: what is unknown stays unknown."""
    tahunan: Gabungan = setahun(cara, isian, tahun(pola, nilai))
    hasil = hitung(Formula.POSITIF, D(80), tahunan.nilai, keadaan=tahunan.keadaan)
    assert (hasil.persen is None) == (Keadaan.NILAI not in pola)
