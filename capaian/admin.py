from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from capaian import (
    admin_pelaksana,  # noqa: F401  registers its own page
    admin_pohon,  # noqa: F401  registers its pages
)
from capaian.admin_kunci import HITUNGAN, IndikatorTerkunci, JendelaTerkunci, SkalaTerkunci
from capaian.models import (
    AlasanPerbaikan,
    ButirPredikat,
    Indikator,
    IndikatorPendukung,
    LogRealisasi,
    PeringkatKinerja,
    Periode,
    Perpanjangan,
    Prioritas,
    Realisasi,
    RincianKota,
    SkalaPeringkat,
    SkalaPredikat,
    Tahun,
    Target,
    TargetTriwulan,
    UsulanTarget,
    Visi,
)
from capaian.models.indikator import SIMPUL
from konsolidasi.inti import angka
from konsolidasi.inti.pengaturan import AdminDasar, HanyaBaca, Sisipan, SisipanHanyaBaca


@admin.register(Tahun)
class TahunAdmin(AdminDasar):
    list_display = ("tahun", "tahap")
    search_fields = ("tahun",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The number is the key: changing it would make a second year."""
        return ("tahun",) if obj else ()


class PerpanjanganSisipan(JendelaTerkunci, Sisipan):
    model = Perpanjangan
    autocomplete_fields = ("opd",)
    fields = ("opd", "sampai_pada", "alasan", "diberikan_oleh")
    readonly_fields = ("diberikan_oleh",)
    muat = ("opd", "periode", "diberikan_oleh")


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


@admin.register(AlasanPerbaikan)
class AlasanPerbaikanAdmin(AdminDasar):
    list_display = ("teks", "urutan", "aktif")
    list_filter = ("aktif",)
    search_fields = ("teks",)


class PrioritasSisipan(Sisipan):
    model = Prioritas
    fields = ("kode", "nama", "urutan", "sumber", "contoh")


@admin.register(Visi)
class VisiAdmin(AdminDasar):
    list_display = ("nama", "tahun_mulai", "tahun_selesai")
    search_fields = ("nama", "uraian")
    inlines = (PrioritasSisipan,)


@admin.register(Prioritas)
class PrioritasAdmin(AdminDasar):
    list_display = ("kode", "nama", "visi", "sasaran", "urutan", "contoh")
    list_display_links = ("kode", "nama")
    list_filter = ("visi", "contoh")
    list_select_related = ("visi", "sasaran")
    search_fields = ("kode", "nama")
    autocomplete_fields = ("visi", "sasaran")


class ButirPredikatSisipan(SkalaTerkunci, Sisipan):
    model = ButirPredikat


@admin.register(SkalaPredikat)
class SkalaPredikatAdmin(AdminDasar):
    list_display = ("nama", "sumber")
    search_fields = ("nama",)
    inlines = (ButirPredikatSisipan,)


class PeringkatSisipan(Sisipan):
    model = PeringkatKinerja
    max_num = 5


@admin.register(SkalaPeringkat)
class SkalaPeringkatAdmin(AdminDasar):
    list_display = ("nama", "mulai", "sumber")
    search_fields = ("nama",)
    inlines = (PeringkatSisipan,)


class PendukungSisipan(Sisipan):
    model = IndikatorPendukung
    autocomplete_fields = ("opd",)
    muat = ("opd",)


@admin.register(Indikator)
class IndikatorAdmin(IndikatorTerkunci, AdminDasar):
    list_display = ("kode", "nama", "opd", "satuan", "formula", "prioritas", "aktif", "contoh")
    list_display_links = ("kode", "nama")
    list_filter = ("aktif", "contoh", "jenis", "formula", "jenis_nilai", "opd", "prioritas")
    list_select_related = ("opd", "prioritas__visi")
    search_fields = ("kode", "nama", "opd__nama", "opd__singkatan")
    search_help_text = "Cari kode, nama indikator, atau OPD."
    autocomplete_fields = ("opd", "urusan", "prioritas", "skala_predikat", *SIMPUL)
    inlines = (PendukungSisipan,)
    fieldsets = (
        (None, {"fields": ("kode", "nama", "jenis", "opd", "urusan", "prioritas", "urutan")}),
        ("Pohon kinerja: isi paling banyak satu", {"fields": SIMPUL}),
        (
            HITUNGAN,
            {
                "fields": (
                    ("satuan", "desimal"),
                    ("jenis_nilai", "skala_predikat"),
                    "formula",
                    ("konsolidasi", "isian"),
                    ("berpagu", "wajib_bukti"),
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
    fields = ("triwulan", "tertulis")
    muat = ("target__indikator", "predikat")

    @admin.display(description="target")
    def tertulis(self, triwulan: TargetTriwulan) -> str:
        return triwulan.tertulis(triwulan.target.indikator.desimal)


class NilaiTertulis(HanyaBaca):
    """Rows with a value of an indikator, written as on every other page."""

    list_filter: tuple[str, ...] = ("tahun", "indikator__opd")
    list_select_related: tuple[str, ...] = ("indikator", "tahun", "predikat")
    search_fields = ("indikator__kode", "indikator__nama")
    search_help_text = "Cari kode atau nama indikator."

    @admin.display(description="nilai", empty_value="(kosong)")
    def tertulis(self, baris: Target | UsulanTarget | Realisasi) -> str:
        return baris.tertulis(baris.indikator.desimal)


@admin.register(Target)
class TargetAdmin(NilaiTertulis):
    list_display = ("indikator", "tahun", "nomor", "tertulis", "sumber", "acuan", "mulai", "contoh")
    list_filter = ("tahun", "sumber", "contoh", "indikator__opd")
    search_fields = ("indikator__kode", "indikator__nama", "acuan")
    search_help_text = "Cari kode atau nama indikator, atau acuan."
    inlines = (TargetTriwulanSisipan,)
    fields = (
        "indikator",
        "tahun",
        "nomor",
        "tertulis",
        "pagu_tertulis",
        "mulai",
        "sumber",
        "acuan",
        "dokumen_tanggal",
        "alasan",
        "contoh",
        "ditetapkan_oleh",
        "ditetapkan_pada",
    )

    @admin.display(description="pagu")
    def pagu_tertulis(self, target: Target) -> str:
        return self.get_empty_value_display() if target.pagu is None else angka.rupiah(target.pagu)


@admin.register(UsulanTarget)
class UsulanTargetAdmin(NilaiTertulis):
    list_display = ("indikator", "tahun", "tertulis", "contoh")
    fields = (
        "indikator",
        "tahun",
        "tertulis",
        "alasan",
        "contoh",
        "diusulkan_oleh",
        "diusulkan_pada",
    )


class LogRealisasiSisipan(SisipanHanyaBaca):
    model = LogRealisasi
    fields = ("pada", "transisi", "dari", "ke", "oleh", "catatan")
    muat = ("oleh",)


@admin.register(Realisasi)
class RealisasiAdmin(NilaiTertulis):
    list_display = ("indikator", "periode", "keadaan", "tertulis", "status", "contoh")
    list_filter = ("status", "keadaan", "periode__tahun", "periode__triwulan", "indikator__opd")
    list_select_related = ("indikator", "periode__tahun", "predikat")
    inlines = (LogRealisasiSisipan,)
    fields = (
        "indikator",
        "periode",
        "keadaan",
        "tertulis",
        "alasan",
        "anggaran_tertulis",
        "status",
        "status_data",
        "sumber",
        "data_tanggal",
        "faktor_pendorong",
        "faktor_penghambat",
        "akar_masalah",
        "target",
        "diajukan_pada",
        "diajukan_pertama_pada",
        "terlambat_hari",
        "contoh",
        "diubah_oleh",
        "diubah_pada",
    )

    @admin.display(description="realisasi anggaran")
    def anggaran_tertulis(self, realisasi: Realisasi) -> str:
        nilai = realisasi.anggaran
        return self.get_empty_value_display() if nilai is None else angka.rupiah(nilai)


@admin.register(RincianKota)
class RincianKotaAdmin(AdminDasar):
    list_display = ("kota", "bagian", "cara")
    autocomplete_fields = ("kota", "bagian")
    list_select_related = ("kota", "bagian")
