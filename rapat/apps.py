from django.apps import AppConfig


class RapatConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "rapat"
    verbose_name = "Rapat konsolidasi"

    def ready(self) -> None:
        """Registering is all that happens here."""
        from capaian.impor.jenis import daftarkan as daftarkan_impor  # noqa: PLC0415
        from capaian.tindak_lanjut import daftarkan  # noqa: PLC0415
        from rapat import izin  # noqa: F401, PLC0415
        from rapat.impor.tindak_lanjut import JenisTindakLanjut  # noqa: PLC0415
        from rapat.janji import janji_terbuka  # noqa: PLC0415

        daftarkan(janji_terbuka)
        daftarkan_impor(JenisTindakLanjut())
