from django.apps import AppConfig


class IntiConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "konsolidasi.inti"
