import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from capaian.models.periode import Periode
from capaian.querysets_impor import ImporQuerySet
from konsolidasi.inti.models import Lampiran
from opd.models import Opd


class StatusImpor(models.TextChoices):
    """Written by capaian.impor.simpan only."""

    DIBACA = "dibaca", "Belum diterapkan"
    DITERAPKAN = "diterapkan", "Diterapkan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class JenisImpor(models.TextChoices):
    REALISASI = "realisasi", "Realisasi triwulan"


@pghistory.track(exclude=("isi", "perubahan"))
class Impor(models.Model):
    """One workbook that was sent: its file, what it said, what was answered, what it changed.

    `isi` holds the cells as they were read, `jawaban` what people typed or decided about them,
    `perubahan` each row that was written with its values before and after, for the page and for
    taking it back. Nothing of it counts until `status` says so.
    """

    jenis = models.CharField(
        "jenis", max_length=12, choices=JenisImpor.choices, default=JenisImpor.REALISASI
    )
    opd = models.ForeignKey(Opd, models.PROTECT, verbose_name="OPD", related_name="+")
    periode = models.ForeignKey(
        Periode, models.PROTECT, verbose_name="periode", related_name="impor"
    )
    lampiran = models.ForeignKey(Lampiran, models.PROTECT, verbose_name="berkas", related_name="+")
    nama = models.CharField("nama berkas", max_length=150)
    isi = models.JSONField("isi lembar", default=dict)
    jawaban = models.JSONField("jawaban", default=dict)
    perubahan = models.JSONField("perubahan", default=list)
    banyak = models.JSONField("banyak sel", default=dict)
    status = models.CharField(
        "status",
        max_length=10,
        choices=StatusImpor.choices,
        default=StatusImpor.DIBACA,
        editable=False,
    )
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="diunggah oleh", related_name="+"
    )
    diunggah_pada = models.DateTimeField("diunggah pada", auto_now_add=True)
    diterapkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="diterapkan oleh",
        related_name="+",
    )
    diterapkan_pada = models.DateTimeField("diterapkan pada", null=True, blank=True)
    dibatalkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="dibatalkan oleh",
        related_name="+",
    )
    dibatalkan_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)

    objects = ImporQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "impor"
        ordering = ("-pk",)
        indexes = [models.Index(fields=("opd", "-id"), name="impor_opd")]
        constraints = [
            models.CheckConstraint(
                name="impor_status_bertanggal",
                condition=Q(status=StatusImpor.DIBACA, diterapkan_pada=None, dibatalkan_pada=None)
                | Q(
                    status=StatusImpor.DITERAPKAN,
                    diterapkan_pada__isnull=False,
                    dibatalkan_pada=None,
                )
                | Q(
                    status=StatusImpor.DIBATALKAN,
                    diterapkan_pada__isnull=False,
                    dibatalkan_pada__gte=F("diterapkan_pada"),
                ),
                violation_error_message="Impor yang diterapkan atau dibatalkan wajib bertanggal.",
            )
        ]

    def __str__(self) -> str:
        return f"Impor no. {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("capaian:impor_rinci", args=[self.pk])
