from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import IntegrityError
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.medan_admin import FormsetSisipan, MedanBulat, kalimat_batasan
from konsolidasi.inti.pengaturan import (
    AdminDasar,
    HanyaBaca,
    Sisipan,
    SisipanBertumpuk,
    SisipanHanyaBaca,
)
from rapat.layanan import sesi as layanan
from rapat.models import Agenda, Kehadiran, Kesepakatan, LogSesi, Rapat, Sesi
from rapat.pilihan import StatusSesi

PALING_AKHIR = 999


class SesiForm(forms.ModelForm):
    nomor = MedanBulat(label="Nomor", min_value=1, max_value=9, initial=1)


class SesiFormset(FormsetSisipan):
    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """A sesi that is ditetapkan is a record, on the page of its rapat too."""
        super().add_fields(form, index)
        if form.instance.terkunci:
            for nama in form.fields.keys() - {self.fk.name, self.model._meta.pk.name}:
                form.fields[nama].disabled = True


class SesiSisipan(SisipanBertumpuk):
    model = Sesi
    form = SesiForm
    formset = SesiFormset
    show_change_link = True
    autocomplete_fields = ("klaster",)
    muat = ("klaster",)
    fields = (
        "nomor",
        "nama",
        "klaster",
        "fokus",
        "tanggal",
        ("jam_mulai", "jam_selesai"),
        "tempat",
    )


@admin.register(Rapat)
class RapatAdmin(AdminDasar):
    list_display = ("nama", "mulai", "selesai", "tahun_capaian", "tahun_target", "jumlah_sesi")
    list_filter = ("tahun_target",)
    list_select_related = ("tahun_capaian", "tahun_target")
    search_fields = ("nama", "tempat")
    search_help_text = "Cari nama atau tempat rapat."
    date_hierarchy = "mulai"
    ordering = ("-mulai", "-pk")
    inlines = (SesiSisipan,)
    actions = ("salin",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(_sesi=Count("sesi"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The years cannot move under a sesi whose targets are already in force."""
        tetap = obj is not None and obj.sesi.filter(status=StatusSesi.DITETAPKAN).exists()
        return ("disalin_dari", *(("tahun_capaian", "tahun_target") if tetap else ()))

    @admin.display(description="sesi", ordering="_sesi")
    def jumlah_sesi(self, rapat: Any) -> int:
        return rapat._sesi

    @admin.action(description="Salin rapat untuk tahun berikutnya", permissions=["add"])
    def salin(self, request: HttpRequest, queryset: QuerySet) -> HttpResponseRedirect | None:
        if queryset.count() != 1:
            self.message_user(request, "Pilih satu rapat untuk disalin.", messages.WARNING)
            return None
        try:
            baru = layanan.salin_rapat(rapat=queryset.get(), oleh=request.user)
        except GalatDomain as galat:
            self.message_user(request, galat.pesan, messages.ERROR)
            return None
        except IntegrityError as galat:
            if not (pesan := kalimat_batasan(galat)):
                raise
            self.message_user(request, pesan, messages.ERROR)
            return None
        self.message_user(
            request, f"{baru.nama} dibuat. Periksa tanggal dan agendanya.", messages.SUCCESS
        )
        return HttpResponseRedirect(reverse("admin:rapat_rapat_change", args=[baru.pk]))


class AgendaForm(forms.ModelForm):
    urutan = MedanBulat(
        label="Urutan",
        required=False,
        min_value=1,
        max_value=PALING_AKHIR,
        help_text="Kosong berarti paling akhir.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["urutan"] = None

    def clean_urutan(self) -> int:
        return self.cleaned_data["urutan"] or PALING_AKHIR

    @property
    def arah(self) -> int:
        """Whether the person moved this row up (-1) or down (1) in the order."""
        lama, baru = self.initial.get("urutan"), self.cleaned_data.get("urutan")
        return 0 if lama is None or baru is None else (baru > lama) - (baru < lama)


class AgendaSisipan(Sisipan):
    model = Agenda
    form = AgendaForm
    autocomplete_fields = ("opd",)
    muat = ("opd",)
    fields = ("urutan", "opd", "judul", "menit")
    ordering = ("urutan", "pk")


class LogSesiSisipan(SisipanHanyaBaca):
    model = LogSesi
    fields = ("pada", "transisi", "dari", "ke", "oleh", "catatan")
    muat = ("oleh",)


@admin.register(Sesi)
class SesiAdmin(AdminDasar):
    form = SesiForm
    list_display = ("judul", "rapat", "tanggal", "jam_mulai", "klaster", "jumlah_opd", "status")
    list_filter = ("rapat", "klaster", "status")
    list_select_related = ("rapat", "klaster")
    search_fields = ("nama", "fokus", "rapat__nama")
    search_help_text = "Cari nama, fokus, atau rapat."
    autocomplete_fields = ("rapat", "klaster")
    readonly_fields = ("status", "berita_acara_nomor", "berita_acara_tanggal")
    date_hierarchy = "tanggal"
    ordering = ("-rapat__mulai", "nomor", "pk")
    inlines = (AgendaSisipan, LogSesiSisipan)
    actions = ("isi_agenda",)
    fieldsets = (
        (None, {"fields": ("rapat", "nomor", "nama", "klaster", "fokus")}),
        ("Waktu dan tempat", {"fields": ("tanggal", ("jam_mulai", "jam_selesai"), "tempat")}),
        ("Penetapan", {"fields": ("status", "berita_acara_nomor", "berita_acara_tanggal")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(_opd=Count("agenda"))

    @admin.display(description="OPD", ordering="_opd")
    def jumlah_opd(self, sesi: Any) -> int:
        return sesi._opd

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A sesi that is ditetapkan is a record."""
        terkunci = obj is not None and obj.terkunci
        return super().has_change_permission(request, obj) and not terkunci

    @admin.action(description="Isi agenda dari klaster", permissions=["change"])
    def isi_agenda(self, request: HttpRequest, queryset: QuerySet) -> None:
        for sesi in queryset.select_related("rapat").order_by("tanggal", "nomor", "pk"):
            try:
                baru = layanan.isi_agenda(sesi=sesi, oleh=request.user)
            except GalatDomain as galat:
                self.message_user(request, f"{sesi}: {galat.pesan}", messages.ERROR)
                continue
            pesan = f"{len(baru)} OPD ditambahkan" if baru else "tidak ada OPD yang kurang"
            self.message_user(request, f"{sesi}: {pesan}.", messages.SUCCESS)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        for formset in formsets:
            if formset.model is Agenda:
                _urutkan(form.instance, formset)


def _urutkan(sesi: Sesi, formset: FormsetSisipan) -> None:
    """Numbers 1..n without gaps; of two rows with one number the one that moved gets the place."""
    arah = {form.instance.pk: form.arah for form in formset.initial_forms}
    agenda = sorted(sesi.agenda.all(), key=lambda a: (a.urutan, arah.get(a.pk, 0), a.pk))
    berubah = []
    for nomor, satu in enumerate(agenda, start=1):
        if satu.urutan != nomor:
            satu.urutan = nomor
            berubah.append(satu)
    Agenda.objects.bulk_update(berubah, ["urutan"])


@admin.register(Kehadiran)
class KehadiranAdmin(HanyaBaca):
    list_display = ("agenda", "keadaan", "nama", "jabatan", "dicatat_pada")
    list_filter = ("keadaan", "agenda__sesi")
    list_select_related = ("agenda__opd",)
    search_fields = ("agenda__opd__nama", "agenda__opd__singkatan", "nama")
    search_help_text = "Cari OPD atau nama yang hadir."


@admin.register(Kesepakatan)
class KesepakatanAdmin(HanyaBaca):
    list_display = ("indikator", "agenda", "putusan", "tertulis", "target_baru")
    list_filter = ("putusan", "agenda__sesi", "indikator__opd")
    list_select_related = ("indikator", "agenda__opd", "predikat", "target_baru__indikator")
    search_fields = ("indikator__kode", "indikator__nama")
    search_help_text = "Cari kode atau nama indikator."
    fields = (
        "agenda",
        "indikator",
        "capaian_lalu",
        "capaian_lalu_kalimat",
        "target_lama",
        "putusan",
        "tertulis",
        "catatan",
        "target_baru",
        "diubah_oleh",
        "diubah_pada",
    )

    @admin.display(description="target sepakat")
    def tertulis(self, kesepakatan: Kesepakatan) -> str:
        return kesepakatan.tertulis(kesepakatan.indikator.desimal)
