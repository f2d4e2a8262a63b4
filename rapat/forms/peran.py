"""Whether the room agrees with the role of an OPD in a priority."""

from typing import Any

from django import forms

from capaian.forms.isian import MedanTeks
from rapat.pilihan import HasilPeran

PANJANG_ALASAN = 10


class FormPeran(forms.Form):
    putusan = forms.ChoiceField(
        choices=HasilPeran.choices,
        error_messages={
            "required": "Pilih putusannya.",
            "invalid_choice": "Putusan ini tidak dikenal. Pilih dari daftarnya.",
        },
    )
    alasan = MedanTeks(panjang=400)
    versi = forms.IntegerField(min_value=0, max_value=10**9)

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        isi["alasan"] = " ".join(isi.get("alasan", "").split())
        if "alasan" not in self.errors and len(isi["alasan"]) < PANJANG_ALASAN:
            self.add_error("alasan", "Tulis alasannya, minimal 10 huruf.")
        return isi
