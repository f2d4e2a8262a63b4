from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.pengaturan import AdminDasar, HanyaBaca
from rapat import layanan
from rapat.models import Agenda, Kehadiran, Kesepakatan, Rapat, Sesi


class SesiSisipan(admin.StackedInline):
    model = Sesi
    extra = 0
    show_change_link = True
    autocomplete_fields = ("klaster",)
    fields = (
        ("nomor", "nama"),
        "klaster",
        "fokus",
        ("tanggal", "jam_mulai", "jam_selesai"),
        "tempat",
    )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Rapat)
class RapatAdmin(AdminDasar):
    list_display = ("nama", "mulai", "selesai", "tahun_capaian", "tahun_target", "jumlah_sesi")
    list_filter = ("tahun_target",)
    list_select_related = ("tahun_capaian", "tahun_target")
    search_fields = ("nama",)
    date_hierarchy = "mulai"
    readonly_fields = ("disalin_dari",)
    inlines = (SesiSisipan,)
    actions = ("salin",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(_sesi=Count("sesi"))

    @admin.display(description="sesi", ordering="_sesi")
    def jumlah_sesi(self, rapat: Any) -> int:
        return rapat._sesi

    @admin.action(description="Salin rapat untuk tahun berikutnya", permissions=["add"])
    def salin(self, request: HttpRequest, queryset: QuerySet) -> HttpResponseRedirect | None:
        if queryset.count() != 1:
            self.message_user(request, "Pilih satu rapat untuk disalin.", messages.WARNING)
            return None
        baru = layanan.salin_rapat(rapat=queryset.get(), oleh=request.user)
        self.message_user(
            request, f"{baru.nama} dibuat. Periksa tanggal dan agendanya.", messages.SUCCESS
        )
        return HttpResponseRedirect(reverse("admin:rapat_rapat_change", args=[baru.pk]))


class AgendaSisipan(admin.TabularInline):
    model = Agenda
    extra = 0
    autocomplete_fields = ("opd",)
    fields = ("urutan", "opd", "judul", "menit")
    ordering = ("urutan", "pk")


@admin.register(Sesi)
class SesiAdmin(AdminDasar):
    list_display = ("judul", "rapat", "tanggal", "jam_mulai", "klaster", "jumlah_opd", "status")
    list_filter = ("rapat", "klaster", "status")
    list_select_related = ("rapat", "klaster")
    search_fields = ("nama", "fokus", "rapat__nama")
    autocomplete_fields = ("rapat", "klaster")
    readonly_fields = ("status", "berita_acara_nomor", "berita_acara_tanggal")
    date_hierarchy = "tanggal"
    inlines = (AgendaSisipan,)
    actions = ("isi_agenda",)

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
        for sesi in queryset.order_by("tanggal", "nomor"):
            try:
                baru = layanan.isi_agenda(sesi=sesi, oleh=request.user)
            except GalatDomain as galat:
                self.message_user(request, f"{sesi}: {galat.pesan}", messages.ERROR)
                continue
            pesan = f"{len(baru)} OPD ditambahkan" if baru else "tidak ada OPD yang kurang"
            self.message_user(request, f"{sesi}: {pesan}.", messages.SUCCESS)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Numbers follow the order that was typed, without gaps or doubles."""
        super().save_related(request, form, formsets, change)
        agenda = list(form.instance.agenda.order_by("urutan", "pk"))
        for nomor, satu in enumerate(agenda, start=1):
            satu.urutan = nomor
        Agenda.objects.bulk_update(agenda, ["urutan"])


@admin.register(Kehadiran)
class KehadiranAdmin(HanyaBaca):
    list_display = ("agenda", "keadaan", "nama", "jabatan", "dicatat_pada")
    list_filter = ("keadaan", "agenda__sesi")
    list_select_related = ("agenda__opd",)


@admin.register(Kesepakatan)
class KesepakatanAdmin(HanyaBaca):
    list_display = ("indikator", "agenda", "putusan", "tertulis", "target_baru")
    list_filter = ("putusan", "agenda__sesi", "indikator__opd")
    list_select_related = ("indikator", "agenda__opd", "predikat", "target_baru__indikator")
    search_fields = ("indikator__kode", "indikator__nama")

    @admin.display(description="target sepakat")
    def tertulis(self, kesepakatan: Kesepakatan) -> str:
        return kesepakatan.tertulis(kesepakatan.indikator.desimal)
