from django.apps import AppConfig


class RapatConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "rapat"
    verbose_name = "Rapat konsolidasi"

    def ready(self) -> None:
        from rapat import izin  # noqa: F401, PLC0415  registering rules is all that happens here
