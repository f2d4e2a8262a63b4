"""Inputs of the filter forms, written without the template engine, are what it would write."""

import pytest
from django import forms

from capaian.forms.saring import Ketik, Tersembunyi

ATRIBUT = {"id": "saring_cari", "maxlength": "100", "required": True, "hidden": False}


@pytest.mark.parametrize("nilai", [None, "", "2025", 0, "\"'<b>&amp;</b>"])
@pytest.mark.parametrize(
    ("cepat", "biasa"),
    [
        (Tersembunyi(), forms.HiddenInput()),
        (Ketik(), forms.TextInput()),
        (
            Ketik(attrs={"type": "search", "placeholder": "Cari <x>"}),
            forms.TextInput(attrs={"type": "search", "placeholder": "Cari <x>"}),
        ),
    ],
)
def test_written_as_by_the_template_engine(cepat, biasa, nilai):
    assert cepat.render("cari", nilai, ATRIBUT) == biasa.render("cari", nilai, ATRIBUT).strip()
