from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import (
    ReadOnlyPasswordHashField,
    ReadOnlyPasswordHashWidget,
    SetPasswordForm,
    UserChangeForm,
    UserCreationForm,
)
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest

from konsolidasi.inti.pengaturan import AdminDasar, Sisipan
from opd.admin_logo import KopAdmin
from opd.models import Klaster, NamaOpd, Opd, OpdUrusan, Pengguna, Penugasan, Sektor, Urusan


class SektorSisipan(Sisipan):
    model = Sektor


@admin.register(Klaster)
class KlasterAdmin(AdminDasar):
    list_display = ("nama", "urutan", "jumlah_opd", "aktif")
    list_editable = ("urutan",)
    list_filter = ("aktif",)
    search_fields = ("nama",)
    ordering = ("urutan", "pk")
    inlines = (SektorSisipan,)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        hitung = Count("opd", filter=Q(opd__aktif=True))
        return super().get_queryset(request).annotate(_opd=hitung)

    @admin.display(description="OPD aktif", ordering="_opd")
    def jumlah_opd(self, klaster: Any) -> int:
        return klaster._opd


@admin.register(Urusan)
class UrusanAdmin(AdminDasar):
    list_display = ("kode", "nama", "jenis")
    list_filter = ("jenis",)
    search_fields = ("kode", "nama")


class OpdUrusanSisipan(Sisipan):
    model = OpdUrusan
    autocomplete_fields = ("urusan",)
    muat = ("urusan",)


class NamaOpdSisipan(Sisipan):
    model = NamaOpd


@admin.register(Opd)
class OpdAdmin(KopAdmin, AdminDasar):
    list_display = ("kode", "nama", "singkatan", "klaster", "induk", "daftar_urusan", "aktif")
    list_display_links = ("kode", "nama")
    list_filter = ("aktif", "klaster", "jenis")
    list_select_related = ("klaster", "induk")
    search_fields = ("kode", "nama", "singkatan", "urusan__nama")
    search_help_text = "Cari kode, nama, singkatan, atau urusan."
    autocomplete_fields = ("induk", "klaster", "penerus")
    ordering = ("urutan", "kode")
    inlines = (OpdUrusanSisipan, NamaOpdSisipan)
    fieldsets = (
        (None, {"fields": ("kode", "nama", "singkatan", "jenis", "induk", "klaster", "urutan")}),
        ("Pelaporan", {"fields": ("wajib_rilis_kepala",)}),
        (
            "Kop surat",
            {"fields": ("kop_nama", "alamat", "keadaan_logo", "berkas_logo", "lepas_logo")},
        ),
        ("Berakhir", {"fields": ("aktif", "nonaktif_tanggal", "penerus")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        urusan = OpdUrusan.objects.select_related("urusan").order_by("-utama", "urusan__kode")
        return super().get_queryset(request).prefetch_related(Prefetch("opd_urusan", urusan))

    @admin.display(description="urusan")
    def daftar_urusan(self, opd: Opd) -> str:
        return ", ".join(satu.urusan.kode for satu in opd.opd_urusan.all())


class BuatPenggunaForm(UserCreationForm):
    class Meta:
        model = Pengguna
        fields = ("username", "nama", "email")


class SandiTersembunyi(ReadOnlyPasswordHashWidget):
    """Only the button: algorithm, salt and hash are nobody's business."""

    def get_context(self, *args: Any) -> dict[str, Any]:
        return super().get_context(*args) | {"summary": []}


class UbahPenggunaForm(UserChangeForm):
    password = ReadOnlyPasswordHashField(label="Sandi", widget=SandiTersembunyi)

    class Meta:
        model = Pengguna
        fields = "__all__"


class SandiPenggunaForm(SetPasswordForm):
    def clean(self) -> dict[str, Any]:
        return super().clean() | {"set_usable_password": True}

    def save(self, commit: bool = True) -> Pengguna:
        """A password that somebody else chose is for one use."""
        self.user.wajib_ganti_sandi = True
        return super().save(commit)


class PenugasanSisipan(Sisipan):
    model = Penugasan
    autocomplete_fields = ("opd",)
    muat = ("opd", "pengguna")


@admin.register(Pengguna)
class PenggunaAdmin(AdminDasar, UserAdmin):
    form = UbahPenggunaForm
    add_form = BuatPenggunaForm
    change_password_form = SandiPenggunaForm
    change_user_password_template = "opd/pengguna_sandi.html"
    list_display = ("username", "nama", "jabatan", "daftar_tugas", "is_active", "last_login")
    list_display_links = ("username", "nama")
    list_filter = ("is_active", "penugasan__peran", "wajib_ganti_sandi")
    search_fields = ("username", "nama", "email", "nip")
    search_help_text = "Cari nama pengguna, nama, surel, atau NIP."
    ordering = ("nama",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    inlines = (PenugasanSisipan,)
    fieldsets = (
        (None, {"fields": ("username", "password", "wajib_ganti_sandi", "is_active")}),
        ("Orang", {"fields": ("nama", "nip", "jabatan", "pangkat", "email")}),
        ("Catatan sistem", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {"fields": ("username", "nama", "email", "password1", "password2")},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        tugas = Penugasan.objects.berlaku().select_related("opd").order_by("mulai", "pk")
        berlaku = Prefetch("penugasan", tugas, to_attr="tugas_berlaku")
        return super().get_queryset(request).prefetch_related(berlaku)

    @admin.display(description="tugas sekarang")
    def daftar_tugas(self, pengguna: Any) -> str:
        return "; ".join(
            f"{t.get_peran_display()}{f', {t.opd.singkatan}' if t.opd else ''}"
            for t in pengguna.tugas_berlaku
        )


@admin.register(Penugasan)
class PenugasanAdmin(AdminDasar):
    list_display = ("pengguna", "peran", "opd", "kedudukan", "mulai", "selesai")
    list_filter = ("peran", "kedudukan", "opd__klaster")
    search_help_text = "Cari nama orang atau OPD."
    list_select_related = ("pengguna", "opd")
    search_fields = ("pengguna__nama", "pengguna__username", "opd__nama", "opd__singkatan")
    autocomplete_fields = ("pengguna", "opd")
    date_hierarchy = "mulai"
