"""The admin site as a good place to work: Indonesian, no deleting, official numbers read-only."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import BadRequest, FieldDoesNotExist, ValidationError
from django.db import IntegrityError, models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from konsolidasi.inti.medan_admin import (
    FormsetSisipan,
    MedanAngka,
    MedanBulat,
    MedanSaat,
    MedanTanggal,
    PilihanCari,
    PilihJam,
    PilihSaat,
    kalimat_batasan,
    kunci_sah,
)

PANJANG_CARI = 200


class SitusPengaturan(admin.AdminSite):
    site_title = "Pengaturan Konsolidasi"
    site_header = "Pengaturan Konsolidasi"
    index_title = "Data acuan, periode, rapat, dan sesi"
    site_url = "/"
    enable_nav_sidebar = True
    empty_value_display = "(kosong)"

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("opd.pengaturan")

    def register(self, model: Any, admin_class: type | None = None, **options: Any) -> None:
        """Only our own pages: what packages bring (groups, lockouts) has no rule."""
        if admin_class is not None and issubclass(admin_class, AdminDasar):
            super().register(model, admin_class, **options)

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        """PostgreSQL has no NUL in its text, and not every filter of the address bar asks first."""
        asli = super().admin_view(view, cacheable)

        @wraps(asli)
        def periksa(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if "\0" in request.GET.urlencode() or "%00" in request.GET.urlencode():
                raise BadRequest("NUL in the query string")
            return asli(request, *args, **kwargs)

        return periksa

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("opd:sandi_ganti")


class Medan:
    """Fields of a page and of its inlines."""

    formfield_overrides = {
        models.IntegerField: {"form_class": MedanBulat},
        models.DateField: {"form_class": MedanTanggal},
        models.DateTimeField: {"form_class": MedanSaat, "widget": PilihSaat},
        models.TimeField: {"widget": PilihJam},
        models.DecimalField: {
            "form_class": MedanAngka,
            "widget": forms.TextInput(attrs={"class": "vIntegerField", "inputmode": "decimal"}),
        },
    }

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            cari = PilihanCari(db_field, self.admin_site, using=kwargs.get("using"))
            kwargs.setdefault("widget", cari)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class AdminDasar(Medan, admin.ModelAdmin):
    """Reference data. Ended or deactivated, never deleted."""

    list_per_page = 50
    save_on_top = True
    actions_on_bottom = False
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> Any:
        return super().get_search_results(request, queryset, search_term[:PANJANG_CARI])

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address proposes for a new row, as far as it makes sense."""
        awal = {}
        for nama, teks in super().get_changeform_initial_data(request).items():
            try:
                awal[nama] = self.opts.get_field(nama).to_python(teks)
            except (FieldDoesNotExist, AttributeError, ValidationError):
                continue
        return awal

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """A year of thirty digits in the address is as wrong as any other bad filter."""
        try:
            return super().get_changelist_instance(request)
        except OverflowError as galat:
            raise IncorrectLookupParameters from galat

    def response_action(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        dipilih = request.POST.getlist(ACTION_CHECKBOX_NAME)
        sah = [kunci for kunci in dipilih if kunci_sah(self.opts.pk, kunci)]
        request.POST = request.POST.copy()
        request.POST.setlist(ACTION_CHECKBOX_NAME, sah)
        return super().response_action(request, queryset)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What only PostgreSQL notices (two rows of one form, two people) is a form error too."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError as galat:
            request.pelanggaran = kalimat_batasan(galat)
            if not request.pelanggaran:
                raise
            return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> type:
        form = super().get_form(request, obj, **kwargs)
        pesan = getattr(request, "pelanggaran", "")
        return _menolak(form, pesan) if pesan else form


def _menolak(form: type[forms.ModelForm], pesan: str) -> type[forms.ModelForm]:
    class Menolak(form):
        def clean(self) -> None:
            super().clean()
            self.add_error(None, pesan)

    return Menolak


class HanyaBaca(AdminDasar):
    """Official numbers and logs: shown, searched, never changed here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class DasarSisipan(Medan):
    """`muat`: relations that a row shows, loaded with the rows."""

    formset = FormsetSisipan
    extra = 0
    muat: tuple[str, ...] = ()

    def formfield_for_dbfield(self, *args: Any, **kwargs: Any) -> forms.Field | None:
        """Without pencil, plus and eye beside each choice of each row."""
        medan = super().formfield_for_dbfield(*args, **kwargs)
        if isinstance(getattr(medan, "widget", None), RelatedFieldWidgetWrapper):
            medan.widget = medan.widget.widget
        return medan

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        baris = super().get_queryset(request)
        return baris.select_related(*self.muat) if self.muat else baris


class Sisipan(DasarSisipan, admin.TabularInline):
    pass


class SisipanBertumpuk(DasarSisipan, admin.StackedInline):
    pass


class SisipanHanyaBaca(Sisipan):
    can_delete = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self.fields

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
