"""Warnings before saving: direction-aware, ranges included. No database."""

from decimal import Decimal

import pytest

from capaian.layar.target import tulis_selisih
from capaian.models import Indikator
from capaian.peringatan import Pembanding, bandingkan, lebih_ringan, triwulan_tidak_cocok
from capaian.pilihan import CaraIsian, CaraKonsolidasi, FormulaCapaian
from capaian.rumus import Predikat, Rentang, TakTerbaca


def indikator(formula: str = FormulaCapaian.POSITIF, **lain) -> Indikator:
    lain = {"konsolidasi": CaraKonsolidasi.JUMLAH, "isian": CaraIsian.TRIWULAN} | lain
    return Indikator(kode="1", nama="x", satuan="%", formula=formula, **lain)


def d(teks: str) -> Decimal:
    return Decimal(teks)


def r(bawah: str, atas: str) -> Rentang:
    return Rentang(d(bawah), d(atas))


@pytest.mark.parametrize(
    ("formula", "baru", "lama", "hasil"),
    [
        ("positif", d("90"), d("80"), 1),
        ("positif", d("80"), d("80"), 0),
        ("positif", d("70"), d("80"), -1),
        ("positif", r("75", "90"), d("80"), -1),
        ("positif", r("80", "85"), r("80", "90"), -1),
        ("negatif", d("1.6"), d("1.8"), 1),
        ("negatif", d("2"), d("1.8"), -1),
        ("negatif", r("1.6", "1.7"), r("1.7", "1.8"), 1),
        ("negatif", r("1.6", "1.9"), r("1.7", "1.8"), -1),
        ("negatif_rasio", d("3"), d("2"), -1),
        ("stabil", d("90"), d("80"), None),
        ("positif", d("90"), TakTerbaca("107,602,76"), None),
        ("positif", d("90"), None, None),
        ("predikat", Predikat("B", d("5")), Predikat("BB", d("6")), -1),
        ("predikat", Predikat("A", d("7")), Predikat("BB", d("6")), 1),
    ],
)
def test_new_target_asks_more_or_less_by_the_direction(formula, baru, lama, hasil):
    assert bandingkan(indikator(formula), baru, lama) == hasil


@pytest.mark.parametrize(
    ("formula", "baru", "lama", "kalimat"),
    [
        ("positif", d("70"), d("80"), "Lebih rendah daripada RPJMD (t)."),
        ("negatif", d("2"), d("1.8"), "Lebih longgar (lebih tinggi) daripada RPJMD (t)."),
        ("stabil", d("90"), d("80"), "Berbeda dari RPJMD (t)."),
        ("stabil", d("80"), d("80"), ""),
        ("positif", d("90"), d("80"), ""),
        ("positif", d("90"), None, ""),
    ],
)
def test_sentence_speaks_only_when_the_target_got_easier(formula, baru, lama, kalimat):
    assert lebih_ringan(indikator(formula), baru, Pembanding("RPJMD", lama, "t")) == kalimat


@pytest.mark.parametrize(
    ("lain", "tahun", "triwulanan", "kalimat"),
    [
        ({}, d("40"), {1: d("10"), 2: d("10"), 3: d("10"), 4: d("10")}, ""),
        (
            {},
            d("45"),
            {1: d("10"), 2: d("10"), 3: d("10"), 4: d("10")},
            "Jumlah target triwulan 40,00, sedangkan setahun 45,00.",
        ),
        ({}, d("45"), {1: d("10"), 2: d("10")}, ""),
        (
            {"konsolidasi": CaraKonsolidasi.RATA_RATA},
            d("3.33"),
            {1: d("3"), 2: d("3"), 3: d("3"), 4: d("4.33")},
            "",
        ),
        (
            {"konsolidasi": CaraKonsolidasi.RATA_RATA},
            d("4"),
            {1: d("3"), 2: d("3"), 3: d("3"), 4: d("3")},
            "Rata-rata target triwulan 3,00, sedangkan setahun 4,00.",
        ),
        (
            {"konsolidasi": CaraKonsolidasi.POSISI_AKHIR},
            r("1.6", "1.7"),
            {4: d("1.8")},
            "Target TW IV 1,80, sedangkan setahun 1,60–1,70.",
        ),
        ({"isian": CaraIsian.KUMULATIF}, d("40"), {1: d("10"), 4: d("40")}, ""),
        ({}, Predikat("A", d("7")), {}, ""),
    ],
)
def test_quarters_that_do_not_make_the_year_are_named(lain, tahun, triwulanan, kalimat):
    assert triwulan_tidak_cocok(indikator(**lain), tahun, triwulanan) == kalimat


@pytest.mark.parametrize(
    ("lama", "baru", "teks"),
    [
        (d("80"), d("82.5"), "naik 2,50"),
        (d("80"), d("80"), "tetap"),
        (r("1.7", "1.8"), r("1.6", "1.7"), "turun 0,10"),
        (d("1.75"), r("1.6", "1.8"), "batas bawah turun 0,15, batas atas naik 0,05"),
        (Predikat("B", d("5")), Predikat("BB", d("6")), "lebih tinggi"),
        (None, d("80"), ""),
        (TakTerbaca("x"), d("80"), ""),
    ],
)
def test_difference_is_written_in_words(lama, baru, teks):
    assert tulis_selisih(lama, baru, indikator()) == teks
