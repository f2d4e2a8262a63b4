from datetime import datetime

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from capaian.pilihan import NomorTriwulan
from capaian.querysets import PeriodeQuerySet, PerpanjanganQuerySet
from konsolidasi.inti.waktu import Triwulan
from opd.models import Opd


@pghistory.track()
class Tahun(models.Model):
    """Tahun anggaran. Its number is the key, so that every row that names a year is readable."""

    tahun = models.PositiveSmallIntegerField(
        "tahun",
        primary_key=True,
        validators=[MinValueValidator(2000), MaxValueValidator(2100)],
    )
    tahap = models.CharField("tahap RPJMD", max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "tahun"
        ordering = ("tahun",)
        constraints = [
            models.CheckConstraint(
                name="tahun_wajar",
                condition=Q(tahun__gte=2000, tahun__lte=2100),
                violation_error_message="Tahun harus antara 2000 dan 2100.",
            )
        ]

    def __str__(self) -> str:
        return str(self.tahun)


@pghistory.track()
class Periode(models.Model):
    """One quarter and its window: dibuka, batas, tenggang, ditutup (moments, WIB at the edge)."""

    tahun = models.ForeignKey(Tahun, models.PROTECT, verbose_name="tahun", related_name="periode")
    triwulan = models.PositiveSmallIntegerField("triwulan", choices=NomorTriwulan.choices)
    dibuka_pada = models.DateTimeField("dibuka")
    batas_pada = models.DateTimeField("batas")
    tenggang_pada = models.DateTimeField("tenggang sampai")
    ditutup_pada = models.DateTimeField("ditutup")
    terkunci = models.BooleanField("terkunci", default=False, editable=False)
    """Kept by layanan.kunci only; the lockings themselves are KunciPeriode."""
    pesan = models.CharField("pesan untuk OPD", max_length=300, blank=True)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "periode"
        ordering = ("-tahun", "-triwulan", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("tahun", "triwulan"),
                name="periode_unik",
                violation_error_message="Triwulan ini sudah ada.",
            ),
            models.CheckConstraint(
                name="periode_triwulan",
                condition=Q(triwulan__in=(1, 2, 3, 4)),
                violation_error_message="Triwulan harus I sampai IV.",
            ),
            models.CheckConstraint(
                name="periode_jendela_urut",
                condition=Q(dibuka_pada__lt=F("batas_pada"))
                & Q(batas_pada__lte=F("tenggang_pada"))
                & Q(tenggang_pada__lte=F("ditutup_pada")),
                violation_error_message=("Urutannya harus dibuka, batas, tenggang, lalu ditutup."),
            ),
        ]

    def __str__(self) -> str:
        return self.tw.label

    @property
    def tw(self) -> Triwulan:
        return Triwulan(self.tahun_id, self.triwulan)

    def keadaan(self, pada: datetime, perpanjangan: datetime | None = None) -> str:
        """belum_dibuka, dibuka, tenggang, ditutup or terkunci; an extension keeps it open."""
        if self.terkunci:
            return "terkunci"
        if pada < self.dibuka_pada:
            return "belum_dibuka"
        if pada <= self.batas_pada:
            return "dibuka"
        if pada <= self.tenggang_pada or (perpanjangan is not None and pada <= perpanjangan):
            return "tenggang"
        return "ditutup"


@pghistory.track()
class Perpanjangan(models.Model):
    """Later closing for one OPD in one quarter, with its reason; it ends by itself.

    Units below the OPD may type as long, unless they have their own.
    """

    periode = models.ForeignKey(
        Periode, models.PROTECT, verbose_name="periode", related_name="perpanjangan"
    )
    opd = models.ForeignKey(Opd, models.PROTECT, verbose_name="OPD", related_name="+")
    sampai_pada = models.DateTimeField("sampai")
    alasan = models.CharField("alasan", max_length=300)
    diberikan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="diberikan oleh", related_name="+"
    )

    objects = PerpanjanganQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "perpanjangan"
        ordering = ("-sampai_pada", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("periode", "opd"),
                name="perpanjangan_unik",
                violation_error_message="OPD ini sudah mendapat perpanjangan pada triwulan itu.",
            ),
            models.CheckConstraint(
                name="perpanjangan_beralasan",
                condition=~Q(alasan=""),
                violation_error_message="Perpanjangan wajib beralasan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opd}, {self.periode}"
