from django.db import models


class AlasanPerbaikan(models.Model):
    """Stock reason for returning a row; the office edits the list in the admin."""

    teks = models.CharField("alasan", max_length=120, unique=True)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    aktif = models.BooleanField("aktif", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "alasan perbaikan"
        ordering = ("urutan", "pk")

    def __str__(self) -> str:
        return self.teks
