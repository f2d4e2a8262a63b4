"""Paper, and who signs for the head of an OPD. It lives in the URL, nothing is stored."""

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator

from capaian.ekspor.formulir.pengesahan import Wakil
from capaian.forms.saring import SaringForm

DIBAWA = ("tahun", "triwulan")
KERTAS = (("f4", "Kertas F4"), ("a3", "Kertas A3"))


def medan_teks(label: str, terpanjang: int, petunjuk: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=terpanjang,
        validators=[ProhibitNullCharactersValidator()],
        widget=forms.TextInput(attrs={"placeholder": petunjuk}),
    )


class FormWakil(SaringForm):
    """Names of the fields are short, because they stand in every address of the page."""

    jabatan = medan_teks("Jabatan wakil kepala OPD", 120, "Jabatan wakil")
    nama = medan_teks("Nama wakil", 120, "Nama wakil")
    nip = medan_teks("NIP wakil", 18, "NIP wakil")
    kertas = forms.ChoiceField(label="Kertas", choices=KERTAS, required=False)
    tahun = forms.CharField(required=False, widget=forms.HiddenInput)
    triwulan = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.initial |= {nama: data.get(nama, "") for nama in DIBAWA}

    @property
    def kertas_kueri(self) -> dict[str, str]:
        """What the links of every form and table carry along; F4 needs no word."""
        kertas = self.isi.get("kertas", "")
        return {"kertas": kertas} if kertas not in ("", KERTAS[0][0]) else {}

    @property
    def kueri(self) -> dict[str, str]:
        """What the links of the forms of an OPD carry along."""
        wakil = {n: self.isi.get(n, "") for n in ("jabatan", "nama", "nip")}
        return {n: v for n, v in wakil.items() if v} | self.kertas_kueri

    @property
    def wakil(self) -> Wakil | None:
        """None until an office is named: then the head signs."""
        isi = self.isi
        return Wakil(isi["jabatan"], isi["nama"], isi["nip"]) if isi["jabatan"] else None
