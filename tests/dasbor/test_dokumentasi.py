from pathlib import Path

import pytest

from konsolidasi.dasbor.dokumentasi import alur_md, rumus_md

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize(("nama", "buat"), [("rumus.md", rumus_md), ("alur.md", alur_md)])
def test_generated_document_is_current(nama, buat):
    assert (DOCS / nama).read_text() == buat(), "run: .venv/bin/python manage.py dokumentasi"


def test_the_worked_example_of_the_issue_is_in_it():
    assert (
        "Capaian 80,00\u00a0% = (2 × 10,00 − 12,00) ÷ 10,00. Makin kecil makin baik." in rumus_md()
    )
