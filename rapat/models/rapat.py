import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from capaian.models import Tahun
from rapat.querysets import RapatQuerySet


@pghistory.track()
class Rapat(models.Model):
    """A rapat konsolidasi: reviews the capaian of one year, sets the targets of another."""

    nama = models.CharField("nama", max_length=200)
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai")
    tempat = models.CharField("tempat", max_length=200)
    tahun_capaian = models.ForeignKey(
        Tahun, models.PROTECT, verbose_name="tahun capaian", related_name="+"
    )
    tahun_target = models.ForeignKey(
        Tahun, models.PROTECT, verbose_name="tahun target", related_name="+"
    )
    dasar = models.TextField("dasar", max_length=2000, blank=True)
    disalin_dari = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        verbose_name="disalin dari",
        related_name="+",
    )

    objects = RapatQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "rapat"
        ordering = ("-mulai", "-pk")
        constraints = [
            models.CheckConstraint(
                name="rapat_urut_tanggal",
                condition=Q(selesai__gte=F("mulai")),
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
            ),
            models.CheckConstraint(
                name="rapat_urut_tahun",
                condition=Q(tahun_target__gt=F("tahun_capaian")),
                violation_error_message="Tahun target harus sesudah tahun capaian.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    def get_absolute_url(self) -> str:
        return reverse("rapat:rapat_rinci", args=[self.pk])
