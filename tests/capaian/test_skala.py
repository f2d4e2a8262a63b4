"""The word for a capaian: the printed gaps belong to the lower step, nothing is capped."""

from decimal import Decimal

import pytest

from capaian.skala import BAWAAN, Peringkat, Skala


@pytest.mark.parametrize(
    ("persen", "kata"),
    [
        ("26620.69", "Sangat Tinggi"),
        ("100.01", "Sangat Tinggi"),
        ("100.00", "Sangat Tinggi"),
        ("91.00", "Sangat Tinggi"),
        ("90.99", "Tinggi"),
        ("90.00", "Tinggi"),
        ("76.00", "Tinggi"),
        ("75.99", "Sedang"),
        ("75.50", "Sedang"),
        ("66.00", "Sedang"),
        ("65.99", "Rendah"),
        ("51.00", "Rendah"),
        ("50.99", "Sangat Rendah"),
        ("0.00", "Sangat Rendah"),
        ("-70.50", "Sangat Rendah"),
    ],
)
def test_default_scale_at_its_edges(persen: str, kata: str):
    assert BAWAAN.peringkat(Decimal(persen)).kata == kata


@pytest.mark.parametrize(
    ("persen", "kata"),
    [
        ("68.29", "Sedang"),
        ("77.14", "Tinggi"),
        ("77.76", "Tinggi"),
        ("87.54", "Tinggi"),
        ("102.80", "Sangat Tinggi"),
        ("179.67", "Sangat Tinggi"),
        ("187.79", "Sangat Tinggi"),
    ],
)
def test_default_scale_agrees_with_published_words(persen: str, kata: str):
    assert BAWAAN.peringkat(Decimal(persen)).kata == kata


def test_default_scale_has_five_steps_and_five_is_best():
    naik = [BAWAAN.peringkat(Decimal(n)).urutan for n in (0, 60, 70, 80, 95)]
    assert naik == [1, 2, 3, 4, 5]


def test_scale_of_another_city_may_have_other_words_in_any_order():
    skala = Skala(
        (
            Peringkat(1, "Kurang", None),
            Peringkat(3, "Sangat Berhasil", Decimal(85)),
            Peringkat(2, "Berhasil", Decimal(70)),
        )
    )
    assert [skala.peringkat(Decimal(n)).kata for n in (69, 70, 85)] == [
        "Kurang",
        "Berhasil",
        "Sangat Berhasil",
    ]


def test_scale_without_a_lowest_step_says_so():
    with pytest.raises(ValueError, match="no lowest step"):
        Skala((Peringkat(5, "Baik", Decimal(91)),)).peringkat(Decimal(50))
