import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from opd.models import Opd
from rapat.models.sesi import Sesi
from rapat.querysets import AgendaQuerySet


@pghistory.track()
class Agenda(models.Model):
    """One OPD on the agenda of a sesi; its units (RSUD under Dinkes) are discussed with it."""

    sesi = models.ForeignKey(Sesi, models.PROTECT, verbose_name="sesi", related_name="agenda")
    opd = models.ForeignKey(Opd, models.PROTECT, verbose_name="OPD", related_name="+")
    urutan = models.PositiveSmallIntegerField("urutan", default=0)
    menit = models.PositiveSmallIntegerField(
        "menit", default=35, validators=[MinValueValidator(5), MaxValueValidator(480)]
    )
    judul = models.CharField(
        "judul", max_length=200, blank=True, help_text="Kosong berarti nama OPD."
    )

    mulai_pada = models.DateTimeField("mulai dibahas", null=True, editable=False)
    selesai_pada = models.DateTimeField("selesai dibahas", null=True, editable=False)

    objects = AgendaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "agenda"
        ordering = ("sesi", "urutan", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("sesi", "opd"),
                name="agenda_opd_unik",
                violation_error_message="OPD ini sudah ada pada agenda sesi tersebut.",
            ),
            models.CheckConstraint(
                name="agenda_menit_wajar",
                condition=Q(menit__gte=5, menit__lte=480),
                violation_error_message="Waktu bahasan harus 5 sampai 480 menit.",
            ),
            models.CheckConstraint(
                name="agenda_urut_waktu",
                condition=Q(selesai_pada=None) | Q(selesai_pada__gte=F("mulai_pada")),
                violation_error_message="Waktu selesai tidak boleh sebelum waktu mulai.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    def get_absolute_url(self) -> str:
        return reverse("rapat:agenda_rinci", args=[self.sesi_id, self.pk])

    @property
    def nama(self) -> str:
        """One query when `opd` is not loaded and there is no judul."""
        return self.judul or self.opd.nama
