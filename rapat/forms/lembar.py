"""Scans of a signed sheet: several pages at once, from a scanner or from a telephone."""

from typing import Any

from django import forms
from django.http import HttpRequest

from konsolidasi.inti import lampiran
from konsolidasi.inti.galat import GalatDomain
from rapat.layanan.lembar import ALASAN_TERPANJANG


class BanyakBerkas(forms.ClearableFileInput):
    allow_multiple_selected = True


class MedanLembar(forms.FileField):
    """What each file is, only inti.lampiran knows."""

    widget = BanyakBerkas

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [satu for satu in data or [] if satu]


class FormLembar(forms.Form):
    berkas = MedanLembar(label="Pindaian lembar hadir", required=False)

    def __init__(self, request: HttpRequest | None = None) -> None:
        """`request`: a POST, with its files and with those that were refused on the way in."""
        self.ditolak = lampiran.ditolak_saat_unggah(request) if request else []
        isi = {"berkas": request.FILES.getlist("berkas")} if request else None
        super().__init__(request.POST if request else None, isi)
        self.fields["berkas"].widget.attrs["accept"] = "application/pdf,image/*"
        self.fields[
            "berkas"
        ].help_text = f"Beberapa halaman sekaligus, PDF atau foto. {lampiran.kalimat_batas()}"

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        if not isi.get("berkas") and not self.ditolak:
            self.add_error("berkas", "Pilih pindaian lembar hadir.")
        return isi

    def tambah_galat(self, nama: str, galat: GalatDomain) -> None:
        self.add_error("berkas", f"{nama}: {galat.pesan}")


class FormCabut(forms.Form):
    """One of several on a page: its fields are named by the sheet."""

    alasan = forms.CharField(
        label="Mengapa dicabut",
        required=False,
        max_length=ALASAN_TERPANJANG,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": f"Paling banyak {ALASAN_TERPANJANG} huruf. Singkatkan."},
    )

    def __init__(self, data: Any = None, *, pk: int) -> None:
        super().__init__(data, auto_id=f"c{pk}-%s")
