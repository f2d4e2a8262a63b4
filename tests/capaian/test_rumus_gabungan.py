"""Quarters become a year, results become a mean; gaps are counted, never filled."""

from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capaian.gabungan import (
    Gabungan,
    Isian,
    Konsolidasi,
    NilaiTriwulan,
    RataRata,
    rata_rata,
    setahun,
)
from capaian.rumus import Alasan, Formula, Hasil, Keadaan, Predikat, hitung, tidak_dapat

TETAP = settings(derandomize=True, database=None, deadline=None, max_examples=200)
JUMLAH, RATA, AKHIR = Konsolidasi.JUMLAH, Konsolidasi.RATA_RATA, Konsolidasi.POSISI_AKHIR
TANDA = {
    "-": Keadaan.KOSONG,
    "b": Keadaan.BELUM_WAKTUNYA,
    "x": Keadaan.TIDAK_BERLAKU,
}
NILAI = st.one_of(st.sampled_from(sorted(TANDA)), st.decimals(-(10**12), 10**12, places=2).map(str))


def tahun(*isi: str) -> list[NilaiTriwulan]:
    """'-' kosong, 'b' belum waktunya, 'x' tidak berlaku, else a number."""
    return [
        NilaiTriwulan(n, TANDA[teks], None)
        if teks in TANDA
        else NilaiTriwulan(n, Keadaan.NILAI, D(teks))
        for n, teks in enumerate(isi, start=1)
    ]


def gabung(cara: Konsolidasi, *isi: str, isian: Isian = Isian.TRIWULAN, sampai: int = 4):
    return setahun(cara, isian, tahun(*isi), sampai=sampai)


@pytest.mark.parametrize(
    ("cara", "isi", "nilai", "lengkap", "triwulan"),
    [
        (JUMLAH, "10 20 30 40", "100", True, (1, 2, 3, 4)),
        (JUMLAH, "10 - 30 40", "80", False, (1, 3, 4)),
        (JUMLAH, "10 x 30 40", "80", True, (1, 3, 4)),
        (JUMLAH, "10 20 b b", "30", True, (1, 2)),
        (JUMLAH, "0 0 0 0", "0", True, (1, 2, 3, 4)),
        (RATA, "10 20 30 40", "25", True, (1, 2, 3, 4)),
        (RATA, "10 10 11 x", "10.333333", True, (1, 2, 3)),
        (RATA, "10 20 - 40", "23.333333", False, (1, 2, 4)),
        (AKHIR, "10 20 30 40", "40", True, (4,)),
        (AKHIR, "- - - 40", "40", True, (4,)),
        (AKHIR, "10 20 30 -", "30", False, (3,)),
        (AKHIR, "10 20 30 b", "30", True, (3,)),
        (AKHIR, "x 20 x x", "20", True, (2,)),
    ],
)
def test_quarters_make_the_year(cara, isi: str, nilai: str, lengkap: bool, triwulan):
    assert gabung(cara, *isi.split()) == Gabungan(D(nilai), Keadaan.NILAI, lengkap, triwulan)


@pytest.mark.parametrize("cara", list(Konsolidasi))
def test_cumulative_entry_takes_the_last_filled_quarter(cara: Konsolidasi):
    hasil = gabung(cara, "10", "-", "30", "b", isian=Isian.KUMULATIF)
    assert hasil == Gabungan(D(30), Keadaan.NILAI, True, (3,))


@pytest.mark.parametrize(
    ("isi", "keadaan", "lengkap"),
    [
        ("- - - -", Keadaan.KOSONG, False),
        ("x - b b", Keadaan.KOSONG, False),
        ("b b b b", Keadaan.BELUM_WAKTUNYA, True),
        ("x x b b", Keadaan.BELUM_WAKTUNYA, True),
        ("x x x x", Keadaan.TIDAK_BERLAKU, True),
    ],
)
@pytest.mark.parametrize("cara", list(Konsolidasi))
def test_year_without_values_says_why(cara, isi: str, keadaan: Keadaan, lengkap: bool):
    assert gabung(cara, *isi.split()) == Gabungan(None, keadaan, lengkap, ())


def test_only_quarters_up_to_the_asked_one_count():
    assert gabung(JUMLAH, "10", "20", "30", "40", sampai=2).nilai == 30
    assert gabung(AKHIR, "10", "20", "30", "40", sampai=3).nilai == 30


def test_quarter_without_a_row_is_a_gap():
    hasil = setahun(JUMLAH, Isian.TRIWULAN, [NilaiTriwulan(1, Keadaan.NILAI, D(5))])
    assert (hasil.nilai, hasil.lengkap) == (5, False)
    assert setahun(JUMLAH, Isian.TRIWULAN, []) == Gabungan(None, Keadaan.KOSONG, False, ())


@pytest.mark.parametrize("cara", list(Konsolidasi))
def test_value_that_is_missing_although_announced_is_a_gap(cara: Konsolidasi):
    isi = [*tahun("10", "10", "10"), NilaiTriwulan(4, Keadaan.NILAI, None)]
    hasil = setahun(cara, Isian.TRIWULAN, isi)
    assert not hasil.lengkap
    assert 4 not in hasil.triwulan


@pytest.mark.parametrize("cara", list(Konsolidasi))
def test_predikat_is_never_added_but_taken_last(cara: Konsolidasi):
    a, b = Predikat("A", D(5)), Predikat("B", D(4))
    isi = [NilaiTriwulan(n, Keadaan.NILAI, nilai) for n, nilai in enumerate((a, a, a, b), start=1)]
    assert setahun(cara, Isian.TRIWULAN, isi) == Gabungan(b, Keadaan.NILAI, True, (4,))


@TETAP
@given(st.lists(NILAI, min_size=4, max_size=4))
def test_order_of_the_rows_never_matters(isi: list[str]):
    for cara in Konsolidasi:
        for isian in Isian:
            maju = setahun(cara, isian, tahun(*isi))
            assert maju == setahun(cara, isian, tahun(*isi)[::-1])
            assert (maju.nilai is not None) == (maju.keadaan == Keadaan.NILAI)
            assert (maju.nilai is not None) == bool(maju.triwulan)


@TETAP
@given(st.lists(st.decimals(-(10**12), 10**12, places=2), min_size=4, max_size=4))
def test_year_of_full_quarters_lies_where_it_must(isi: list[D]):
    teks = [str(n) for n in isi]
    assert gabung(JUMLAH, *teks).nilai == sum(isi)
    assert min(isi) <= gabung(RATA, *teks).nilai <= max(isi)
    assert gabung(AKHIR, *teks).nilai == isi[-1]
    assert gabung(JUMLAH, *teks, isian=Isian.KUMULATIF).nilai == isi[-1]


@TETAP
@given(st.lists(NILAI, min_size=4, max_size=4))
def test_year_is_complete_when_no_quarter_is_empty(isi: list[str]):
    for cara in Konsolidasi:
        lengkap = gabung(cara, *isi).lengkap
        assert lengkap or "-" in isi
        if cara != AKHIR:
            assert lengkap == ("-" not in isi)


def hasil(*persen: str | None) -> list[Hasil]:
    return [
        tidak_dapat(Alasan.REALISASI_KOSONG) if p is None else Hasil(D(p), None, "") for p in persen
    ]


@pytest.mark.parametrize(
    ("persen", "rata"),
    [
        (("100.61", "100.33", "67.15"), "89.36"),
        (("198.88", "197.65", "166.86"), "187.80"),
        (("100.00", "100.01"), "100.01"),
        (("-70.50", "70.50"), "0.00"),
    ],
)
def test_mean_is_unweighted_uncapped_and_half_up(persen, rata: str):
    assert rata_rata(hasil(*persen)) == RataRata(D(rata), len(persen), 0)


def test_mean_leaves_out_what_is_missing_and_counts_it():
    assert rata_rata(hasil("80.00", None, "90.00", None)) == RataRata(D("85.00"), 2, 2)


@pytest.mark.parametrize("persen", [(), (None, None)])
def test_mean_of_nothing_is_not_zero(persen):
    assert rata_rata(hasil(*persen)) == RataRata(None, 0, len(persen))


def test_zero_capaian_counts_in_the_mean():
    nol = hitung(Formula.POSITIF, D(10), D(0))
    assert rata_rata([nol, *hasil("100.00")]) == RataRata(D("50.00"), 2, 0)
