"""The answer of the kepala OPD to what a representative agreed, also on paper."""

from typing import Any

from django import forms

from capaian.forms.isian import MedanTeks
from rapat.forms.kesepakatan import teks_pendek
from rapat.layanan.konfirmasi import PANJANG_ALASAN

SETUJU, TIDAK = "setuju", "tidak"


class FormKonfirmasi(forms.Form):
    putusan = forms.ChoiceField(
        label="Jawaban kepala OPD",
        choices=((SETUJU, "Setuju"), (TIDAK, "Tidak setuju")),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih setuju atau tidak setuju.",
            "invalid_choice": "Pilihan ini tidak dikenal. Pilih dari daftarnya.",
        },
    )
    alasan = MedanTeks(panjang=500)
    sidik = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **lain: Any) -> None:
        super().__init__(*args, **lain)
        medan = self.fields["alasan"]
        medan.label, medan.help_text = "Alasan", "Wajib bila tidak setuju."
        medan.widget = forms.Textarea(attrs={"rows": 3})

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        pendek = len(isi.get("alasan", "")) < PANJANG_ALASAN
        if isi.get("putusan") == TIDAK and pendek and "alasan" not in self.errors:
            self.add_error("alasan", f"Tulis alasannya, minimal {PANJANG_ALASAN} huruf.")
        return isi


class FormKonfirmasiSurat(FormKonfirmasi):
    """What Bapperida records from a letter."""

    surat_nomor = teks_pendek(
        "Nomor surat kepala OPD", panjang=100, wajib="Isi nomor surat kepala OPD."
    )
    field_order = ("surat_nomor", "putusan", "alasan", "sidik")
