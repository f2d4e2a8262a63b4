import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from opd.models.opd import Opd
from opd.pilihan import PERAN_OPD, KedudukanPejabat, Peran
from opd.querysets import PenugasanQuerySet


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Penugasan(models.Model):
    """Who holds which Peran for which OPD, from when to when. One person may hold several."""

    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="pengguna",
        related_name="penugasan",
    )
    peran = models.CharField("peran", max_length=10, choices=Peran.choices)
    opd = models.ForeignKey(
        Opd, models.PROTECT, null=True, blank=True, verbose_name="OPD", related_name="penugasan"
    )
    kedudukan = models.CharField(
        "kedudukan",
        max_length=10,
        choices=KedudukanPejabat.choices,
        default=KedudukanPejabat.DEFINITIF,
    )
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai", null=True, blank=True)
    dasar = models.CharField("nomor SK", max_length=120, blank=True)

    objects = PenugasanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "penugasan"
        ordering = ("pengguna__nama", "-mulai", "pk")
        constraints = [
            models.CheckConstraint(
                name="penugasan_urut_tanggal",
                condition=Q(selesai=None) | Q(selesai__gte=F("mulai")),
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
            ),
            models.CheckConstraint(
                name="penugasan_opd_sesuai_peran",
                condition=~Q(peran__in=PERAN_OPD) | Q(opd__isnull=False),
                violation_error_message="Operator dan kepala OPD wajib menyebut OPD-nya.",
            ),
            ExclusionConstraint(
                name="penugasan_tidak_ganda",
                expressions=[
                    ("pengguna", RangeOperators.EQUAL),
                    ("peran", RangeOperators.EQUAL),
                    (Coalesce("opd_id", Value(0)), RangeOperators.EQUAL),
                    (
                        Func(
                            "mulai",
                            "selesai",
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Orang ini sudah memegang peran yang sama pada masa itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pengguna}, {self.get_peran_display()}"
