"""Filters of lists. They live in the URL; what cannot be understood is left out and said so."""

from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Model, QuerySet

from capaian.models import Indikator, Prioritas
from capaian.pilihan import JenisIndikator
from opd.models import Klaster, Opd, Urusan

PER_HALAMAN = (25, 50, 100)
# Carried along by the form, but not a filter that could be cleared.
TERSEMBUNYI = ("tahun", "urut")
URUTAN = {
    "": ("opd__urutan", "urutan", "kode", "pk"),
    "kode": ("kode", "pk"),
    "-kode": ("-kode", "-pk"),
    "nama": ("nama", "pk"),
    "-nama": ("-nama", "-pk"),
    "opd": ("opd__singkatan", "urutan", "kode", "pk"),
    "-opd": ("-opd__singkatan", "urutan", "kode", "pk"),
}


def _pilihan(semua: str, baris: QuerySet[Model]) -> list[tuple[str, str]]:
    return [("", semua), *((str(satu.pk), str(satu)) for satu in baris)]


class SaringForm(forms.Form):
    """`isi` holds what was understood, with "" for everything else. Never raises."""

    def __init__(self, data: Any, **lain: Any) -> None:
        super().__init__(data, prefix=None, auto_id="saring_%s", **lain)

    @property
    def isi(self) -> dict[str, Any]:
        self.is_valid()
        return {nama: self.cleaned_data.get(nama, "") for nama in self.fields}

    @property
    def diabaikan(self) -> str:
        """Labels of the filters that were not understood."""
        return ", ".join(self.fields[nama].label for nama in self.errors if nama in self.fields)


class SaringOpd(SaringForm):
    """Search, klaster and OPD; the last two only for a person who sees more than one OPD."""

    cari = forms.CharField(
        label="Cari kode atau nama",
        required=False,
        max_length=100,
        validators=[ProhibitNullCharactersValidator()],
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Cari kode atau nama"}),
    )
    klaster = forms.ChoiceField(label="Klaster", required=False)
    opd = forms.ChoiceField(label="OPD", required=False)
    tahun = forms.CharField(label="Tahun", required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, pengguna: AbstractBaseUser) -> None:
        """Two queries for the choices."""
        super().__init__(data, initial={n: data.get(n, "") for n in TERSEMBUNYI})
        opd = list(Opd.objects.untuk(pengguna).aktif().order_by("urutan", "kode", "pk"))
        if len(opd) > 1:
            self.fields["klaster"].choices = _pilihan("Semua klaster", Klaster.objects.all())
            self.fields["opd"].choices = _pilihan("Semua OPD", opd)
        else:
            del self.fields["klaster"], self.fields["opd"]

    def saring(self, indikator: QuerySet[Indikator]) -> QuerySet[Indikator]:
        isi = self.isi
        if isi.get("klaster"):
            indikator = indikator.filter(opd__klaster=isi["klaster"])
        if isi.get("opd"):
            indikator = indikator.filter(opd=isi["opd"])
        return indikator.cari(isi["cari"])


class SaringIndikator(SaringOpd):
    urusan = forms.ChoiceField(label="Urusan", required=False)
    prioritas = forms.ChoiceField(label="Prioritas", required=False)
    jenis = forms.ChoiceField(
        label="Jenis", required=False, choices=[("", "Semua jenis"), *JenisIndikator.choices]
    )
    aktif = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[("", "Aktif"), ("tidak", "Tidak aktif"), ("semua", "Aktif dan tidak")],
    )
    per = forms.ChoiceField(
        label="Baris per halaman",
        required=False,
        choices=[("" if n == PER_HALAMAN[0] else str(n), f"{n} per halaman") for n in PER_HALAMAN],
    )
    urut = forms.ChoiceField(
        label="Urutan",
        required=False,
        choices=[(u, u) for u in URUTAN],
        widget=forms.HiddenInput,
    )

    def __init__(self, data: Any, *, pengguna: AbstractBaseUser) -> None:
        """Two more queries for the choices."""
        super().__init__(data, pengguna=pengguna)
        milik = Opd.objects.untuk(pengguna)
        self.fields["urusan"].choices = _pilihan(
            "Semua urusan", Urusan.objects.filter(opd__in=milik).distinct().order_by("kode")
        )
        self.fields["prioritas"].choices = _pilihan(
            "Semua prioritas", Prioritas.objects.order_by("visi", "urutan", "pk")
        )

    def saring(self, indikator: QuerySet[Indikator]) -> QuerySet[Indikator]:
        indikator = super().saring(indikator)
        isi = self.isi
        for medan in ("urusan", "prioritas", "jenis"):
            if isi[medan]:
                indikator = indikator.filter(**{medan: isi[medan]})
        if isi["aktif"] == "tidak":
            indikator = indikator.exclude(aktif=True, opd__aktif=True)
        elif isi["aktif"] == "":
            indikator = indikator.aktif()
        return indikator.order_by(*URUTAN[isi["urut"]])

    @property
    def per_halaman(self) -> int:
        return int(self.isi["per"] or PER_HALAMAN[0])
