"""Filters of lists. They live in the URL; what cannot be understood is left out and said so."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Model, Q, QuerySet
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

from capaian.models import Indikator, Prioritas
from capaian.models.indikator import MAKIN_KECIL
from capaian.pilihan import FormulaCapaian, JenisIndikator
from konsolidasi.inti import waktu
from konsolidasi.inti.kueri import kueri
from opd.lingkup import Penanya, kueri_untuk
from opd.models import Klaster, Opd, Urusan

BERNAMA = ("pk", "nama")
PER_HALAMAN = (25, 50, 100)
# Carried along by the form, but not a filter that could be cleared.
TERSEMBUNYI = ("tahun", "urut", "per")
URUTAN = {
    "": ("opd__urutan", "urutan", "kode", "pk"),
    "kode": ("kode", "pk"),
    "nama": ("nama", "pk"),
    "opd": ("opd__singkatan", "urutan", "kode", "pk"),
    "jenis": ("jenis", "opd__urutan", "urutan", "kode", "pk"),
    "satuan": ("satuan", "opd__urutan", "urutan", "kode", "pk"),
}
ARAH = {
    "besar": ~Q(formula__in=(*MAKIN_KECIL, FormulaCapaian.STABIL)),
    "kecil": Q(formula__in=MAKIN_KECIL),
    "dekat": Q(formula=FormulaCapaian.STABIL),
}


class Pilih(forms.Select):
    """Written at once: Django takes each of a hundred OPD through its template engine."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        terpilih = "" if value is None else str(value)
        atribut = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html(
            "<select{}>{}</select>", flatatt(atribut), _butir(self.choices, terpilih)
        )


class _Langsung:
    """An input written at once for the same reason."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        isi = self.format_value(value)
        nilai = {} if isi is None else {"value": isi}
        atribut = {"name": name, **nilai, **self.build_attrs(self.attrs, attrs)}
        # In the order of Django's own template; flatatt sorts them.
        urut = (flatatt({nama: isi}) for nama, isi in atribut.items())
        return format_html('<input type="{}"{}>', self.input_type, SafeString("".join(urut)))


class Tersembunyi(_Langsung, forms.HiddenInput):
    """Carried along from one page to the next."""


class Ketik(_Langsung, forms.TextInput):
    pass


def _butir(pilihan: Iterable[tuple[Any, Any]], terpilih: str) -> SafeString:
    """Choices, and named groups of them."""
    hasil = SafeString("")
    for kode, label in pilihan:
        if isinstance(label, list | tuple):
            isi = _butir(label, terpilih)
            hasil += format_html('<optgroup label="{}">{}</optgroup>', kode, isi)
        else:
            hasil += _opsi(str(kode), str(label), terpilih=str(kode) == terpilih)
    return hasil


@lru_cache(maxsize=2048)
def _opsi(kode: str, label: str, *, terpilih: bool) -> SafeString:
    """The same hundred OPD stand in every filter."""
    return format_html(
        '<option value="{}"{}>{}</option>', kode, flatatt({"selected": terpilih}), label
    )


def medan_pilih(label: str, pilihan: Any = ()) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=pilihan, widget=Pilih)


def medan_urut(urutan: dict[str, tuple[str, ...]]) -> forms.ChoiceField:
    """Each column up and down."""
    kode = [kode for satu in urutan for kode in ((satu, f"-{satu}") if satu else ("",))]
    return forms.ChoiceField(
        label="Urutan",
        required=False,
        choices=[(satu, satu) for satu in kode],
        widget=Tersembunyi,
    )


def urutkan(urutan: dict[str, tuple[str, ...]], kode: str) -> tuple[str, ...]:
    """Turned round, only the column itself is: rows of one OPD keep their order."""
    depan, *sisa = urutan[kode.removeprefix("-")]
    return (f"-{depan}", *sisa) if kode.startswith("-") else (depan, *sisa)


def medan_per() -> forms.ChoiceField:
    return medan_pilih(
        "Baris per halaman",
        [("" if n == PER_HALAMAN[0] else str(n), f"{n} per halaman") for n in PER_HALAMAN],
    )


def _pilihan(semua: str, baris: QuerySet[Model]) -> list[tuple[str, str]]:
    return [("", semua), *((str(satu.pk), str(satu)) for satu in baris)]


def _label(pilihan: Iterable[tuple[Any, Any]], kode: str) -> str:
    """What a choice is called, also within a named group."""
    semua = ((k, v) if isinstance(v, list | tuple) else (None, [(k, v)]) for k, v in pilihan)
    return next(str(label) for _, isi in semua for k, label in isi if str(k) == kode)


def _bernama(semua: str, baris: Iterable[tuple[int, str]]) -> list[tuple[str, str]]:
    return [("", semua), *((str(pk), nama) for pk, nama in baris)]


@kueri_untuk
def _opd(siapa: Penanya) -> QuerySet:
    return Opd.objects.untuk(siapa).aktif().order_by("urutan", "kode", "pk").values_list(*BERNAMA)


@kueri
def _klaster() -> QuerySet:
    return Klaster.objects.values_list(*BERNAMA)


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

    @property
    def per_halaman(self) -> int:
        return int(self.isi.get("per") or PER_HALAMAN[0])

    @property
    def kalimat(self) -> str:
        """In words what the rows are limited to."""
        isi, bagian = self.isi, []
        for nama, medan in self.fields.items():
            if nama in TERSEMBUNYI or medan.widget.is_hidden or not isi[nama]:
                continue
            if isinstance(medan, forms.ChoiceField):
                bagian.append(f"{medan.label} {_label(medan.choices, isi[nama])}")
            elif isinstance(medan, forms.DateField):
                bagian.append(f"{medan.label.lower()} {waktu.tanggal(isi[nama])}")
            else:
                bagian.append(f"kata “{isi[nama]}”")
        return ", ".join(bagian)


class SaringOpd(SaringForm):
    """Search, klaster and OPD; the last two only for a person who sees more than one OPD."""

    cari = forms.CharField(
        label="Cari kode atau nama",
        required=False,
        max_length=100,
        validators=[ProhibitNullCharactersValidator()],
        widget=Ketik(attrs={"type": "search", "placeholder": "Cari kode atau nama"}),
    )
    klaster = medan_pilih("Klaster")
    opd = medan_pilih("OPD")
    tahun = forms.CharField(label="Tahun", required=False, widget=Tersembunyi)

    def __init__(self, data: Any, *, pengguna: AbstractBaseUser) -> None:
        """Two queries for the choices."""
        super().__init__(data, initial={n: data.get(n, "") for n in TERSEMBUNYI})
        opd = _opd(pengguna)
        if len(opd) > 1:
            self.fields["klaster"].choices = _bernama("Semua klaster", _klaster())
            self.fields["opd"].choices = _bernama("Semua OPD", opd)
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
    urusan = medan_pilih("Urusan")
    prioritas = medan_pilih("Prioritas")
    jenis = medan_pilih("Jenis", [("", "Semua jenis"), *JenisIndikator.choices])
    arah = medan_pilih(
        "Arah",
        [
            ("", "Semua arah"),
            ("besar", "Makin besar makin baik"),
            ("kecil", "Makin kecil makin baik"),
            ("dekat", "Makin dekat target makin baik"),
        ],
    )
    aktif = medan_pilih(
        "Keadaan", [("", "Aktif"), ("tidak", "Tidak aktif"), ("semua", "Aktif dan tidak")]
    )
    per = medan_per()
    urut = medan_urut(URUTAN)

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
        if isi["arah"]:
            indikator = indikator.filter(ARAH[isi["arah"]])
        if isi["aktif"] == "tidak":
            indikator = indikator.exclude(aktif=True, opd__aktif=True)
        elif isi["aktif"] == "":
            indikator = indikator.aktif()
        return indikator.order_by(*urutkan(URUTAN, isi["urut"]))
