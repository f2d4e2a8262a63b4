"""The sentence under every percentage: it can be checked by hand."""

from decimal import Decimal as D

import pytest

from capaian.rumus import Formula, Predikat, Rentang, TakTerbaca, hitung

KERAS = "\u00a0"
BESAR, KECIL = "Makin besar makin baik.", "Makin kecil makin baik."
DEKAT = "Makin dekat target makin baik."
STUNTING = Rentang(D("1.70"), D("1.80"))


@pytest.mark.parametrize(
    ("formula", "target", "realisasi", "desimal", "kalimat"),
    [
        (Formula.POSITIF, D(10), D(12), 0, f"Capaian 120,00_% = 12 ÷ 10. {BESAR}"),
        (Formula.POSITIF, D(2), D("-1.41"), 2, f"Capaian −70,50_% = (−1,41) ÷ 2,00. {BESAR}"),
        (Formula.POSITIF, D(2000), D(1234), 1, f"Capaian 61,70_% = 1.234,0 ÷ 2.000,0. {BESAR}"),
        (Formula.NEGATIF, D(10), D(12), 0, f"Capaian 80,00_% = (2 × 10 − 12) ÷ 10. {KECIL}"),
        (
            Formula.NEGATIF,
            D(10),
            D(-1),
            0,
            f"Capaian 210,00_% = (2 × 10 − (−1)) ÷ 10. {KECIL}",
        ),
        (Formula.NEGATIF_RASIO, D(10), D(12), 0, f"Capaian 83,33_% = 10 ÷ 12. {KECIL}"),
        (Formula.STABIL, D(10), D(12), 0, f"Capaian 80,00_% = 1 − |12 − 10| ÷ 10. {DEKAT}"),
        (
            Formula.ANGGARAN,
            D(1_000_000),
            D(750_000),
            0,
            "Capaian 75,00_% = 750.000 ÷ 1.000.000. Serapan anggaran.",
        ),
        (
            Formula.NEGATIF,
            STUNTING,
            D("1.86"),
            2,
            "Capaian 96,67_% = (2 × 1,80 − 1,86) ÷ 1,80."
            f" Di atas rentang, dipakai batas atas. {KECIL}",
        ),
        (
            Formula.NEGATIF_RASIO,
            STUNTING,
            D("1.60"),
            2,
            f"Capaian 106,25_% = 1,70 ÷ 1,60. Di bawah rentang, dipakai batas bawah. {KECIL}",
        ),
        (
            Formula.POSITIF,
            Rentang(D(80), D(90)),
            D(70),
            0,
            f"Capaian 87,50_% = 70 ÷ 80. Di bawah rentang, dipakai batas bawah. {BESAR}",
        ),
        (
            Formula.STABIL,
            Rentang(D(8), D(10)),
            D(12),
            0,
            f"Capaian 80,00_% = 1 − |12 − 10| ÷ 10. Di atas rentang, dipakai batas atas. {DEKAT}",
        ),
        (
            Formula.NEGATIF,
            STUNTING,
            D("1.75"),
            2,
            f"Capaian 100,00_%: 1,75 di dalam rentang 1,70–1,80. {KECIL}",
        ),
        (
            Formula.NEGATIF,
            D(0),
            D(0),
            0,
            f"Capaian 100,00_%: target nol dan realisasi nol. {KECIL}",
        ),
        (
            Formula.PREDIKAT,
            Predikat("B", D(4)),
            Predikat("BB", D(5)),
            0,
            "Capaian 100,00_%: BB lebih baik dari target B.",
        ),
        (
            Formula.PREDIKAT,
            Predikat("B", D(4)),
            Predikat("B", D(4)),
            0,
            "Capaian 100,00_%: B sama dengan target B.",
        ),
        (
            Formula.PREDIKAT,
            Predikat("B", D(4)),
            Predikat("CC", D(3)),
            0,
            "Capaian 75,00_% = 3 ÷ 4. Peringkat CC terhadap B pada skalanya.",
        ),
    ],
)
def test_sentence_puts_the_numbers_into_the_formula(
    formula, target, realisasi, desimal: int, kalimat: str
):
    hasil = hitung(formula, target, realisasi, desimal=desimal)
    assert hasil.kalimat == kalimat.replace("_", KERAS)


def test_number_with_more_decimals_than_the_indikator_is_not_rounded_in_the_sentence():
    hasil = hitung(Formula.POSITIF, D("0.007250"), D("1.93"))
    assert "= 1,93 ÷ 0,00725." in hasil.kalimat
    rentang = hitung(Formula.POSITIF, Rentang(D("1.625"), D(2)), D("1.7"))
    assert "1,70 di dalam rentang 1,625–2,000." in rentang.kalimat


@pytest.mark.parametrize(
    ("formula", "target", "realisasi", "sebab"),
    [
        (Formula.POSITIF, D(0), D(3), "target nol"),
        (Formula.POSITIF, None, D(3), "target kosong"),
        (Formula.POSITIF, D(-1), D(3), "target negatif"),
        (Formula.POSITIF, D(3), None, "realisasi kosong"),
        (Formula.NEGATIF_RASIO, D(3), D(0), "realisasi nol, pembagi T ÷ R"),
        (Formula.NEGATIF_RASIO, D(3), D(-1), "realisasi negatif, pembagi T ÷ R"),
        (
            Formula.POSITIF,
            TakTerbaca("107,602,76"),
            D(3),
            "target tercetak '107,602,76' bukan angka",
        ),
        (Formula.POSITIF, D(3), Predikat("B", D(4)), "satuan bukan angka"),
        (Formula.ANGGARAN, Rentang(D(1), D(2)), D(3), "pagu berupa rentang"),
        (
            Formula.PREDIKAT,
            Predikat("B", D(4)),
            Predikat("B", D(3)),
            "predikat dari skala yang berbeda",
        ),
        (Formula.POSITIF, D("NaN"), D(3), "nilainya bukan angka yang wajar"),
    ],
)
def test_sentence_without_a_number_says_why(formula, target, realisasi, sebab: str):
    assert hitung(formula, target, realisasi).kalimat == f"Tidak dapat dihitung: {sebab}."


def test_unreadable_print_is_repeated_only_in_part():
    kalimat = hitung(Formula.POSITIF, TakTerbaca("x" * 10_000), D(1)).kalimat
    assert len(kalimat) < 100
