"""Geometry of the chart: inside its frame, broken at gaps, silent without numbers."""

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from capaian.layar.grafik import ATAS, BAWAH, KANAN, KIRI, TitikTahun, susun_grafik
from capaian.rumus import Predikat, Rentang

ANGKA = st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=3)


def titik(tahun: int, target=None, realisasi: str | None = None) -> TitikTahun:
    nilai = None if realisasi is None else Decimal(realisasi)
    return TitikTahun(tahun, target, "t", nilai, str(realisasi))


def test_line_breaks_where_a_year_is_missing():
    deret = [titik(2021, None, "1"), titik(2022, None, "2"), titik(2023), titik(2024, None, "3")]
    grafik = susun_grafik(deret, kini=2024)
    assert len(grafik.garis_nyata) == 2
    assert len(grafik.titik) == 3


def test_neighbouring_ranges_make_one_band_and_numbers_make_dashes():
    pita = Rentang(Decimal("1.6"), Decimal("1.7"))
    deret = [titik(2024, Decimal(2), "1.9"), titik(2025, pita, "1.8"), titik(2026, pita)]
    grafik = susun_grafik(deret, kini=2025)
    assert (len(grafik.pita), len(grafik.garis_target)) == (1, 1)
    assert [t.teks for t in grafik.rencana] == ["target t", "t"]


def test_predikat_or_a_single_value_is_not_drawn():
    b = Predikat("B", Decimal(5))
    assert susun_grafik([titik(2024, b), titik(2025, b)], kini=2025) is None
    assert susun_grafik([titik(2024, None, "5"), titik(2025)], kini=2025) is None


def test_axis_says_when_it_does_not_start_at_zero():
    grafik = susun_grafik([titik(2024, None, "90"), titik(2025, None, "95")], kini=2025)
    assert grafik.mulai == "90"
    assert [k.teks for k in grafik.kisi] == ["90", "91", "92", "93", "94", "95"]


@given(st.lists(ANGKA, min_size=2, max_size=10))
def test_every_point_stays_inside_the_frame(nilai):
    deret = [titik(2021 + n, None, f"{v:f}") for n, v in enumerate(nilai)]
    grafik = susun_grafik(deret, kini=2025)
    for x, y in re.findall(r"([-0-9.]+),([-0-9.]+)", grafik.garis_nyata[0]):
        assert KIRI <= Decimal(x) <= KANAN
        assert ATAS <= Decimal(y) <= BAWAH
    assert 2 <= len(grafik.kisi) <= 10
