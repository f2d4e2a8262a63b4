"""Form parts of the admin site: numbers and dates as people here write them, rows without N+1."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.apps import apps
from django.contrib.admin.widgets import (
    AdminSplitDateTime,
    AdminTimeWidget,
    AutocompleteSelect,
    BaseAdminDateWidget,
    BaseAdminTimeWidget,
)
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.forms.models import BaseInlineFormSet

from konsolidasi.inti import angka
from konsolidasi.inti.galat import GalatDomain

JAM = "%H.%M"
TAHUN_TERAWAL, TAHUN_TERAKHIR = 1945, 2100


def kunci_sah(medan: models.Field, kunci: Any) -> bool:
    """Whether a key that came from outside could be a key of this field at all."""
    try:
        medan.clean(kunci, None)
    except ValidationError:
        return False
    return True


def kalimat_batasan(galat: IntegrityError) -> str:
    """The sentence of the constraint that PostgreSQL refused; empty when it is not one of ours."""
    diag = getattr(galat.__cause__, "diag", None)
    nama = getattr(diag, "constraint_name", None)
    semua = (satu for model in apps.get_models() for satu in model._meta.constraints)
    return next((str(satu.violation_error_message) for satu in semua if satu.name == nama), "")


def tahun_wajar(tanggal: date) -> None:
    if not TAHUN_TERAWAL <= tanggal.year <= TAHUN_TERAKHIR:
        raise ValidationError(
            f"Tahun pada tanggal harus {TAHUN_TERAWAL} sampai {TAHUN_TERAKHIR}.",
            code="tahun",
        )


class PilihJam(AdminTimeWidget):
    """Hours and minutes; the seconds of a meeting are noise."""

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs, format=JAM)


class PilihSaat(AdminSplitDateTime):
    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        bagian = [BaseAdminDateWidget(), BaseAdminTimeWidget(format=JAM)]
        forms.MultiWidget.__init__(self, bagian, attrs)


class MedanTanggal(forms.DateField):
    default_validators = [tahun_wajar]


class MedanSaat(forms.SplitDateTimeField):
    default_validators = [tahun_wajar]


class MedanBulat(forms.IntegerField):
    default_error_messages = {"invalid": "Masukkan bilangan bulat."}


class MedanAngka(forms.DecimalField):
    """ "91,5" in and out."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Decimal | None:
        try:
            return angka.urai("" if value is None else str(value), desimal=self.decimal_places)
        except GalatDomain as galat:
            raise ValidationError(galat.pesan, code="invalid") from galat

    def prepare_value(self, value: Any) -> Any:
        return angka.tulis(value, None) if isinstance(value, Decimal) else value


class PilihanCari(AutocompleteSelect):
    """Autocomplete that shows an already loaded row without a query and survives strange keys."""

    terpilih: models.Model | None = None

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list:
        kunci = self.field.remote_field.model._meta.pk
        sah = [satu for satu in value if satu in ("", "None") or kunci_sah(kunci, satu)]
        if self.terpilih is None or sah != [str(self.terpilih.pk)]:
            return super().optgroups(name, sah, attr)
        pilihan = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(self.terpilih)
        pilihan.append(self.create_option(name, self.terpilih.pk, label, True, len(pilihan)))
        return [(None, pilihan, 0)]


class FormsetSisipan(BaseInlineFormSet):
    """Rows that reuse what `muat` of the inline loaded, and speak with our sentences."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        for nama, medan in form.fields.items():
            widget = getattr(medan.widget, "widget", medan.widget)
            if isinstance(widget, PilihanCari):
                widget.terpilih = form.instance._state.fields_cache.get(nama)

    def get_unique_error_message(self, unique_check: tuple[str, ...]) -> str:
        for batasan in self.model._meta.constraints:
            if set(getattr(batasan, "fields", ())) == set(unique_check):
                return str(batasan.violation_error_message)
        return super().get_unique_error_message(unique_check)
