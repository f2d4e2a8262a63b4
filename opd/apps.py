from django.apps import AppConfig


class OpdConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "opd"
    verbose_name = "OPD dan orang"

    def ready(self) -> None:
        from opd import izin  # noqa: F401, PLC0415  registering rules is all that happens here
