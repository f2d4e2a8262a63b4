"""Pages of the tree: misi, tujuan, sasaran, program, kegiatan, sub kegiatan with their pagu."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from capaian.models import Kegiatan, Misi, Pagu, Program, Sasaran, SubKegiatan, Tujuan
from konsolidasi.inti.pengaturan import AdminDasar, Sisipan

PENJELASAN_PAGU = (
    "Versi pagu hanya ditambah, tidak diubah. Yang berlaku ialah yang mulainya paling akhir."
)


class SimpulVisiAdmin(AdminDasar):
    """Misi, tujuan and sasaran, each below `induk`."""

    induk = ""
    list_display_links = ("kode", "nama")
    search_fields = ("kode", "nama")
    search_help_text = "Cari kode atau uraian."

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return ("kode", "nama", self.induk, "urutan", "aktif", "contoh")


@admin.register(Misi)
class MisiAdmin(SimpulVisiAdmin):
    induk = "visi"
    list_filter = ("visi", "aktif", "contoh")
    list_select_related = ("visi",)
    autocomplete_fields = ("visi",)


@admin.register(Tujuan)
class TujuanAdmin(SimpulVisiAdmin):
    induk = "misi"
    list_filter = ("misi__visi", "aktif", "contoh")
    list_select_related = ("misi",)
    autocomplete_fields = ("misi",)


@admin.register(Sasaran)
class SasaranAdmin(SimpulVisiAdmin):
    induk = "tujuan"
    list_filter = ("tujuan__misi__visi", "aktif", "contoh")
    list_select_related = ("tujuan",)
    autocomplete_fields = ("tujuan",)


class PaguSisipan(Sisipan):
    """Rows that are there stay as they are; the trigger would refuse anything else."""

    model = Pagu
    verbose_name_plural = f"pagu. {PENJELASAN_PAGU}"
    fields = ("tahun", "sumber", "nilai", "mulai", "acuan", "contoh")
    muat = ("tahun",)
    can_delete = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class NomenklaturAdmin(AdminDasar):
    list_display_links = ("kode", "nama")
    inlines = (PaguSisipan,)


@admin.register(Program)
class ProgramAdmin(NomenklaturAdmin):
    list_display = ("kode", "nama", "opd", "prioritas", "sasaran", "aktif", "contoh")
    list_filter = ("aktif", "contoh", "opd", "prioritas")
    list_select_related = ("opd", "prioritas", "sasaran")
    search_fields = ("kode", "nama", "opd__nama", "opd__singkatan")
    search_help_text = "Cari kode, nama program, atau OPD."
    autocomplete_fields = ("opd", "prioritas", "sasaran")
    fields = ("opd", "kode", "nama", "prioritas", "sasaran", "aktif", "contoh")


@admin.register(Kegiatan)
class KegiatanAdmin(NomenklaturAdmin):
    list_display = ("kode", "nama", "program", "opd", "aktif", "contoh")
    list_filter = ("aktif", "contoh", "program__opd")
    list_select_related = ("program__opd",)
    search_fields = ("kode", "nama", "program__nama", "program__opd__singkatan")
    search_help_text = "Cari kode, nama kegiatan, program, atau OPD."
    autocomplete_fields = ("program",)
    fields = ("program", "kode", "nama", "aktif", "contoh")

    @admin.display(description="OPD", ordering="program__opd")
    def opd(self, kegiatan: Kegiatan) -> str:
        return str(kegiatan.program.opd)


@admin.register(SubKegiatan)
class SubKegiatanAdmin(NomenklaturAdmin):
    list_display = ("kode", "nama", "kegiatan", "opd", "aktif", "contoh")
    list_filter = ("aktif", "contoh", "kegiatan__program__opd")
    list_select_related = ("kegiatan__program__opd",)
    search_fields = ("kode", "nama", "kegiatan__nama", "kegiatan__program__opd__singkatan")
    search_help_text = "Cari kode, nama sub kegiatan, kegiatan, atau OPD."
    autocomplete_fields = ("kegiatan",)
    fields = ("kegiatan", "kode", "nama", "aktif", "contoh")

    @admin.display(description="OPD", ordering="kegiatan__program__opd")
    def opd(self, sub: SubKegiatan) -> str:
        return str(sub.kegiatan.program.opd)
