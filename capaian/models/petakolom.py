from django.conf import settings
from django.db import models
from django.urls import reverse

from capaian.models.impor import Impor
from capaian.models.periode import Periode, Tahun
from capaian.querysets_peta import PetaKolomQuerySet
from konsolidasi.inti.models import Lampiran
from opd.models import Opd


class PetaKolom(models.Model):
    """A workbook without our stamp, and what its columns were said to be.

    `peta`: by title of the column (sipd_judul.KolomBerkas.tanda) what it is. Once it was used, it
    is what the next file of this OPD with these titles is read by. Nothing is imported here: that
    is what the two Impor are.
    """

    opd = models.ForeignKey(Opd, models.PROTECT, verbose_name="OPD", related_name="+")
    tahun = models.ForeignKey(Tahun, models.PROTECT, verbose_name="tahun", related_name="+")
    lampiran = models.ForeignKey(Lampiran, models.PROTECT, verbose_name="berkas", related_name="+")
    nama = models.CharField("nama berkas", max_length=150)
    lembar = models.CharField("lembar", max_length=60)
    kepala = models.PositiveIntegerField("baris judul")
    peta = models.JSONField("arti kolom", default=dict, blank=True)
    periode = models.ForeignKey(
        Periode,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="realisasi sampai triwulan",
        related_name="+",
    )
    program = models.ForeignKey(
        Impor,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="impor program",
        related_name="+",
    )
    realisasi = models.ForeignKey(
        Impor,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="impor realisasi",
        related_name="+",
    )
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="diunggah oleh", related_name="+"
    )
    diunggah_pada = models.DateTimeField("diunggah pada", auto_now_add=True)
    dipakai_pada = models.DateTimeField("dipakai pada", null=True, blank=True)

    objects = PetaKolomQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "peta kolom"
        ordering = ("-pk",)
        indexes = [models.Index(fields=("opd", "-dipakai_pada"), name="peta_kolom_opd")]
        constraints = [
            models.UniqueConstraint(
                fields=("opd", "tahun", "lampiran", "oleh"),
                name="peta_kolom_sekali",
                violation_error_message="Berkas ini sudah diunggah.",
            )
        ]

    def __str__(self) -> str:
        return self.nama

    def get_absolute_url(self) -> str:
        return reverse("capaian:impor_peta_rinci", args=[self.pk])
