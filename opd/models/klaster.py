import pghistory
from django.db import models


@pghistory.track()
class Klaster(models.Model):
    """Group of urusan that is discussed in one sesi."""

    nama = models.CharField("nama", max_length=120, unique=True)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    aktif = models.BooleanField("aktif", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "klaster"
        ordering = ("urutan", "pk")

    def __str__(self) -> str:
        return self.nama


@pghistory.track()
class Sektor(models.Model):
    """Sector named in the fokus of a klaster, for example pendidikan or kesehatan."""

    klaster = models.ForeignKey(
        Klaster, models.PROTECT, verbose_name="klaster", related_name="sektor"
    )
    nama = models.CharField("nama", max_length=80)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)

    class Meta:
        verbose_name = verbose_name_plural = "sektor"
        ordering = ("klaster__urutan", "urutan", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("klaster", "nama"),
                name="sektor_klaster_nama_unik",
                violation_error_message="Sektor ini sudah ada di klaster tersebut.",
            )
        ]

    def __str__(self) -> str:
        return self.nama
