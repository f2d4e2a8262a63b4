from django.contrib.admin.apps import AdminConfig


class PengaturanConfig(AdminConfig):
    """django.contrib.admin with our site; in apps.py it would be a second default."""

    default_site = "konsolidasi.inti.pengaturan.SitusPengaturan"
