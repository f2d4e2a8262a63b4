"""Who carries which prioritas, to be read: it is asked and settled on its own pages."""

from django.contrib import admin

from capaian.models import LogPelaksana, PelaksanaPrioritas
from konsolidasi.inti.pengaturan import HanyaBaca, SisipanHanyaBaca


class LogPelaksanaSisipan(SisipanHanyaBaca):
    model = LogPelaksana
    fields = ("pada", "transisi", "peran", "dari", "ke", "acuan", "oleh", "catatan")
    muat = ("oleh",)


@admin.register(PelaksanaPrioritas)
class PelaksanaPrioritasAdmin(HanyaBaca):
    list_display = ("prioritas", "opd", "tahun", "peran", "status", "contoh")
    list_filter = ("tahun", "status", "peran", "opd", "contoh")
    list_select_related = ("prioritas", "opd", "tahun")
    search_fields = ("prioritas__kode", "prioritas__nama", "opd__nama", "opd__singkatan")
    search_help_text = "Cari prioritas atau OPD."
    inlines = (LogPelaksanaSisipan,)
    fields = (
        "prioritas",
        "opd",
        "tahun",
        "peran",
        "status",
        "alasan",
        "acuan",
        "mengajukan_diri",
        "diusulkan_oleh",
        "diusulkan_pada",
        "dijawab_oleh",
        "dijawab_pada",
        "contoh",
        "diubah_pada",
    )
