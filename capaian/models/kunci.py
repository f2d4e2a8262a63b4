import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from capaian.models.indikator import Indikator
from capaian.models.periode import Periode


@pghistory.track()
class KunciPeriode(models.Model):
    """One locking of a quarter: who, when, why, and, once undone, by whom and why."""

    periode = models.ForeignKey(
        Periode, models.PROTECT, verbose_name="periode", related_name="kunci"
    )
    dikunci_pada = models.DateTimeField("dikunci pada", auto_now_add=True)
    dikunci_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        verbose_name="dikunci oleh",
        related_name="+",
    )
    catatan = models.CharField("catatan", max_length=500, blank=True)
    versi_rumus = models.PositiveSmallIntegerField("versi rumus")
    dibuka_pada = models.DateTimeField("dibuka pada", null=True, blank=True)
    dibuka_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="dibuka oleh",
        related_name="+",
    )
    alasan_buka = models.CharField("alasan dibuka", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "kunci periode"
        ordering = ("-dikunci_pada", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("periode",),
                condition=Q(dibuka_pada=None),
                name="kunci_periode_satu",
                violation_error_message="Triwulan ini sudah terkunci.",
            ),
            models.CheckConstraint(
                name="kunci_periode_buka_beralasan",
                condition=Q(dibuka_pada=None, alasan_buka="")
                | (Q(dibuka_pada__isnull=False) & ~Q(alasan_buka="")),
                violation_error_message="Membuka kunci wajib beralasan.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Kunci {self.periode}"


class HasilTerkunci(models.Model):
    """Result of one indikator as it stood when its quarter was locked. Append-only by trigger.

    Texts are kept as they were printed, so that the snapshot needs no later table to be read.
    """

    kunci = models.ForeignKey(
        KunciPeriode, models.PROTECT, verbose_name="kunci", related_name="hasil"
    )
    indikator = models.ForeignKey(
        Indikator, models.PROTECT, verbose_name="indikator", related_name="hasil_terkunci"
    )
    formula = models.CharField("formula", max_length=20)
    target = models.CharField("target", max_length=80, blank=True)
    realisasi = models.CharField("realisasi", max_length=80, blank=True)
    keadaan = models.CharField("keadaan", max_length=15)
    status = models.CharField("status", max_length=16)
    persen = models.DecimalField(
        "capaian (%)", max_digits=20, decimal_places=2, null=True, blank=True
    )
    kalimat = models.TextField("kalimat")
    peringkat = models.CharField("peringkat", max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "hasil terkunci"
        ordering = ("kunci", "indikator", "pk")
        constraints = [
            models.UniqueConstraint(fields=("kunci", "indikator"), name="hasil_terkunci_unik")
        ]
        triggers = [
            pgtrigger.Protect(name="tidak_diubah", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.indikator_id} {self.persen}"
