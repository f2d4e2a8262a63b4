from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from capaian.models import (
    ButirPredikat,
    Indikator,
    IndikatorPendukung,
    LogRealisasi,
    PeringkatKinerja,
    Periode,
    Perpanjangan,
    Prioritas,
    Realisasi,
    SkalaPeringkat,
    SkalaPredikat,
    Tahun,
    Target,
    TargetTriwulan,
    UsulanTarget,
    Visi,
)
from konsolidasi.inti.pengaturan import AdminDasar, HanyaBaca, SisipanHanyaBaca


@admin.register(Tahun)
class TahunAdmin(AdminDasar):
    list_display = ("tahun", "tahap")
    search_fields = ("tahun",)


class PerpanjanganSisipan(admin.TabularInline):
    model = Perpanjangan
    extra = 0
    autocomplete_fields = ("opd",)
    fields = ("opd", "sampai_pada", "alasan", "diberikan_oleh")
    readonly_fields = ("diberikan_oleh",)


@admin.register(Periode)
class PeriodeAdmin(AdminDasar):
    list_display = ("__str__", "dibuka_pada", "batas_pada", "tenggang_pada", "ditutup_pada")
    list_filter = ("tahun", "triwulan")
    list_select_related = ("tahun",)
    search_fields = ("tahun__tahun",)
    inlines = (PerpanjanganSisipan,)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Who extended a window is the person at the keyboard, never a choice."""
        for baris in formset.save(commit=False):
            if baris.diberikan_oleh_id is None:
                baris.diberikan_oleh = request.user
            baris.save()
        formset.save_m2m()


class PrioritasSisipan(admin.TabularInline):
    model = Prioritas
    extra = 0
    fields = ("kode", "nama", "urutan", "sumber", "contoh")


@admin.register(Visi)
class VisiAdmin(AdminDasar):
    list_display = ("nama", "tahun_mulai", "tahun_selesai")
    search_fields = ("nama", "uraian")
    inlines = (PrioritasSisipan,)


@admin.register(Prioritas)
class PrioritasAdmin(AdminDasar):
    list_display = ("kode", "nama", "visi", "urutan", "contoh")
    list_display_links = ("kode", "nama")
    list_filter = ("visi", "contoh")
    list_select_related = ("visi",)
    search_fields = ("kode", "nama")
    autocomplete_fields = ("visi",)


class ButirPredikatSisipan(admin.TabularInline):
    model = ButirPredikat
    extra = 0


@admin.register(SkalaPredikat)
class SkalaPredikatAdmin(AdminDasar):
    list_display = ("nama", "sumber")
    search_fields = ("nama",)
    inlines = (ButirPredikatSisipan,)


class PeringkatSisipan(admin.TabularInline):
    model = PeringkatKinerja
    extra = 0
    max_num = 5


@admin.register(SkalaPeringkat)
class SkalaPeringkatAdmin(AdminDasar):
    list_display = ("nama", "mulai", "sumber")
    search_fields = ("nama",)
    inlines = (PeringkatSisipan,)


class PendukungSisipan(admin.TabularInline):
    model = IndikatorPendukung
    extra = 0
    autocomplete_fields = ("opd",)


@admin.register(Indikator)
class IndikatorAdmin(AdminDasar):
    list_display = ("kode", "nama", "opd", "satuan", "formula", "prioritas", "aktif", "contoh")
    list_display_links = ("kode", "nama")
    list_filter = ("aktif", "contoh", "jenis", "formula", "jenis_nilai", "opd", "prioritas")
    list_select_related = ("opd", "prioritas__visi")
    search_fields = ("kode", "nama", "opd__nama", "opd__singkatan")
    autocomplete_fields = ("opd", "urusan", "prioritas", "skala_predikat")
    inlines = (PendukungSisipan,)
    fieldsets = (
        (None, {"fields": ("kode", "nama", "jenis", "opd", "urusan", "prioritas", "urutan")}),
        (
            "Nilai dan hitungan",
            {
                "fields": (
                    ("satuan", "desimal"),
                    ("jenis_nilai", "skala_predikat"),
                    "formula",
                    ("konsolidasi", "isian"),
                    "berpagu",
                )
            },
        ),
        (
            "Definisi",
            {"fields": ("definisi_operasional", "rumus_perhitungan", "sumber_data")},
        ),
        ("Keadaan", {"fields": ("aktif", "contoh", "sumber_terbitan")}),
    )


class TargetTriwulanSisipan(SisipanHanyaBaca):
    model = TargetTriwulan
    fields = ("triwulan", "nilai", "batas_bawah", "batas_atas", "predikat")


@admin.register(Target)
class TargetAdmin(HanyaBaca):
    list_display = ("indikator", "tahun", "nomor", "tertulis", "sumber", "acuan", "mulai", "contoh")
    list_filter = ("tahun", "sumber", "contoh", "indikator__opd")
    list_select_related = ("indikator", "tahun", "predikat")
    search_fields = ("indikator__kode", "indikator__nama", "acuan")
    inlines = (TargetTriwulanSisipan,)

    @admin.display(description="target")
    def tertulis(self, target: Target) -> str:
        return target.tertulis(target.indikator.desimal)


@admin.register(UsulanTarget)
class UsulanTargetAdmin(HanyaBaca):
    list_display = ("indikator", "tahun", "nilai", "batas_bawah", "batas_atas", "predikat")
    list_filter = ("tahun", "indikator__opd")
    list_select_related = ("indikator", "tahun", "predikat")
    search_fields = ("indikator__kode", "indikator__nama")


class LogRealisasiSisipan(SisipanHanyaBaca):
    model = LogRealisasi
    fields = ("pada", "transisi", "dari", "ke", "oleh", "catatan")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("oleh")


@admin.register(Realisasi)
class RealisasiAdmin(HanyaBaca):
    list_display = ("indikator", "periode", "keadaan", "tertulis", "status", "contoh")
    list_filter = ("status", "keadaan", "periode__tahun", "periode__triwulan", "indikator__opd")
    list_select_related = ("indikator", "periode__tahun", "predikat")
    search_fields = ("indikator__kode", "indikator__nama")
    inlines = (LogRealisasiSisipan,)

    @admin.display(description="realisasi")
    def tertulis(self, realisasi: Realisasi) -> str:
        return realisasi.tertulis(realisasi.indikator.desimal)
