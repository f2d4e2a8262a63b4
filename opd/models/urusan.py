import pghistory
from django.core.validators import RegexValidator
from django.db import models

from opd.pilihan import JenisUrusan


@pghistory.track()
class Urusan(models.Model):
    """Bidang urusan pemerintahan; the code is text ("1.02", "X.XX"), never a number."""

    kode = models.CharField(
        "kode",
        max_length=5,
        unique=True,
        validators=[RegexValidator(r"^[0-9X]\.[0-9X]{2}$", "Tulis kode seperti 1.02.")],
    )
    nama = models.CharField("nama", max_length=120)
    jenis = models.CharField("jenis", max_length=12, choices=JenisUrusan.choices)

    class Meta:
        verbose_name = verbose_name_plural = "urusan"
        ordering = ("kode",)

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"
