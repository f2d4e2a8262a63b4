import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from capaian.models import Prioritas
from opd.models import Opd
from rapat.models.agenda import Agenda
from rapat.models.sesi import Sesi
from rapat.pilihan import HasilPeran


@pghistory.track()
class PutusanPeran(models.Model):
    """That a sesi agreed or refused the role of an OPD in a priority; the role in force is
    capaian.PelaksanaPrioritas. `peran` is the word for it as of that moment."""

    sesi = models.ForeignKey(
        Sesi, models.PROTECT, verbose_name="sesi", related_name="putusan_peran"
    )
    agenda = models.ForeignKey(
        Agenda, models.PROTECT, verbose_name="agenda", related_name="putusan_peran"
    )
    prioritas = models.ForeignKey(
        Prioritas, models.PROTECT, verbose_name="prioritas", related_name="+"
    )
    opd = models.ForeignKey(Opd, models.PROTECT, verbose_name="OPD", related_name="+")
    peran = models.CharField("peran", max_length=40)
    putusan = models.CharField("putusan", max_length=12, choices=HasilPeran.choices)
    alasan = models.CharField("alasan", max_length=500, blank=True)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name="diubah oleh",
        related_name="+",
    )
    diubah_pada = models.DateTimeField("diubah pada", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "putusan peran"
        ordering = ("sesi", "prioritas", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("sesi", "prioritas", "opd"),
                name="putusan_peran_unik",
                violation_error_message="Peran ini sudah diputus pada sesi tersebut.",
            ),
            models.CheckConstraint(
                name="putusan_peran_ditolak_beralasan",
                condition=Q(putusan=HasilPeran.DISETUJUI) | ~Q(alasan=""),
                violation_error_message="Peran yang ditolak wajib beralasan.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.prioritas_id} {self.opd_id} {self.putusan}"
