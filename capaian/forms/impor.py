from django import forms
from django.http import HttpRequest

from konsolidasi.inti.lampiran import ditolak_saat_unggah
from konsolidasi.inti.xlsx_wadah import BukuDitolak


class FormUnggahBuku(forms.Form):
    """One workbook; what is in it is not the form's to know."""

    berkas = forms.FileField(
        label="Berkas Excel yang sudah diisi",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Pilih berkasnya dulu.",
            "invalid": "Pilih berkasnya dulu.",
            "missing": "Pilih berkasnya dulu.",
        },
    )


def berkas_masuk(request: HttpRequest) -> tuple[bytes, str]:
    """Bytes and name of the file that came. Raises BukuDitolak with the sentence for the field."""
    for _, galat in ditolak_saat_unggah(request):
        raise BukuDitolak(galat.pesan)
    form = FormUnggahBuku(request.POST, request.FILES)
    if not form.is_valid():
        raise BukuDitolak(" ".join(form.errors["berkas"]))
    berkas = form.cleaned_data["berkas"]
    return berkas.read(), berkas.name
