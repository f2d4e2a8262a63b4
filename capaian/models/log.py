import pgtrigger
from django.conf import settings
from django.db import models

from capaian.models.realisasi import Realisasi
from capaian.pilihan import StatusRealisasi


class LogRealisasi(models.Model):
    """One transition of a realisasi: who, when, why. Append-only by trigger."""

    realisasi = models.ForeignKey(
        Realisasi, models.PROTECT, verbose_name="realisasi", related_name="log"
    )
    transisi = models.CharField("langkah", max_length=20)
    dari = models.CharField("dari", max_length=16, choices=StatusRealisasi.choices)
    ke = models.CharField("ke", max_length=16, choices=StatusRealisasi.choices)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="oleh", related_name="+"
    )
    pada = models.DateTimeField("pada", auto_now_add=True)
    catatan = models.TextField("catatan", max_length=2000, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "log realisasi"
        ordering = ("-pada", "-pk")
        triggers = [
            pgtrigger.Protect(name="tidak_diubah", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.transisi} {self.realisasi_id}"
