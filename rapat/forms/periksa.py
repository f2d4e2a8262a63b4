"""A fingerprint copied from paper."""

import re

from django import forms

from rapat.dokumen.periksa import PENDEK

SIDIK = re.compile(rf"[0-9a-f]{{{PENDEK}}}|[0-9a-f]{{64}}")
_AWALAN = re.compile(r"^\s*sidik\s+jari\W*", re.IGNORECASE)
_PISAH = re.compile(r"[\s.:\-–·\u200b]+")


class FormPeriksa(forms.Form):
    sidik = forms.CharField(
        label="Sidik jari pada kertas",
        max_length=200,
        help_text="16 angka dan huruf di kaki kertas, atau 64 selengkapnya.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
        error_messages={
            "required": "Salin sidik jari dari kertas.",
            "max_length": "Terlalu panjang. Salin sidik jarinya saja.",
        },
    )

    def clean_sidik(self) -> str:
        sidik = _PISAH.sub("", _AWALAN.sub("", self.cleaned_data["sidik"])).lower()
        if not SIDIK.fullmatch(sidik):
            raise forms.ValidationError(
                "Sidik jari terdiri atas 16 atau 64 angka dan huruf A–F, misalnya"
                " 7F3A 91C4 0D2E 5B60."
            )
        return sidik
