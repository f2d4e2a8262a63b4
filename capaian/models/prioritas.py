import pghistory
from django.core.exceptions import ValidationError
from django.db import models

from capaian.models.pohon import Sasaran, Visi


@pghistory.track()
class Prioritas(models.Model):
    """Prioritas pembangunan of the city under a visi, and the sasaran that it serves."""

    visi = models.ForeignKey(Visi, models.PROTECT, verbose_name="visi", related_name="prioritas")
    sasaran = models.ForeignKey(
        Sasaran,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="sasaran",
        related_name="prioritas",
    )
    kode = models.CharField("kode", max_length=10)
    nama = models.CharField("nama", max_length=200)
    uraian = models.TextField("uraian", max_length=1000, blank=True)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    sumber = models.CharField("sumber", max_length=300, blank=True)
    contoh = models.BooleanField("data contoh", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "prioritas"
        ordering = ("visi", "urutan", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("visi", "kode"),
                name="prioritas_kode_unik",
                violation_error_message="Kode ini sudah dipakai prioritas lain.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"

    def clean(self) -> None:
        """One query."""
        if self.sasaran_id and self.visi_id and self.sasaran.tujuan.misi.visi_id != self.visi_id:
            raise ValidationError({"sasaran": "Sasaran ini milik visi yang lain."})
