"""A Word template that somebody brings."""

from typing import Any

from django import forms
from django.http import HttpRequest

from konsolidasi.inti import lampiran
from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.lampiran import Terperiksa
from rapat.models import Sesi

SESI_TERBANYAK = 20


class FormTemplat(forms.Form):
    berkas = forms.FileField(
        label="Berkas Word (.docx)",
        max_length=lampiran.NAMA_MUSTAHIL,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={
            "required": "Pilih berkas templat.",
            "empty": "Berkas ini kosong (0 byte). Periksa berkasnya, lalu unggah lagi.",
            "missing": "Pilih berkas templat.",
            "invalid": "Pilih berkas templat.",
            "max_length": "Nama berkas terlalu panjang. Beri nama yang lebih pendek.",
        },
    )

    def __init__(self, request: HttpRequest | None = None) -> None:
        """`request`: a POST, with its file and with what was refused on the way in."""
        self.ditolak = lampiran.ditolak_saat_unggah(request) if request else []
        super().__init__(request.POST if request else None, request.FILES if request else None)

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        if self.ditolak:
            self.errors.pop("berkas", None)
            nama, galat = self.ditolak[0]
            self.add_error("berkas", f"{nama}: {galat.pesan}")
        elif "berkas" in isi:
            try:
                self.terperiksa: Terperiksa = lampiran.periksa(isi["berkas"])
            except GalatDomain as galat:
                self.add_error("berkas", galat.pesan)
        return isi


class PilihSesi(forms.Form):
    """What a template is tried on: the example, or a sesi of ours."""

    sesi = forms.ModelChoiceField(
        Sesi.objects.none(),
        label="Isi percobaan",
        required=False,
        empty_label="Isi contoh",
        error_messages={"invalid_choice": "Pilih sesi dari daftarnya."},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id=False)
        baru = Sesi.objects.order_by("-tanggal", "-pk").values("pk")[:SESI_TERBANYAK]
        self.fields["sesi"].queryset = Sesi.objects.filter(pk__in=baru).order_by("-tanggal", "-pk")
