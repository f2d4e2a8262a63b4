from django.apps import AppConfig


class CapaianConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "capaian"
    verbose_name = "Target dan capaian"

    def ready(self) -> None:
        from capaian import izin  # noqa: F401, PLC0415  registering rules is all that happens here
