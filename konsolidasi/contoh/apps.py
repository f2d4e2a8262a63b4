from django.apps import AppConfig


class ContohConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "konsolidasi.contoh"
