import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from rapat.models.agenda import Agenda
from rapat.pilihan import KeadaanHadir


@pghistory.track()
class Kehadiran(models.Model):
    """Who sat in the room for one OPD."""

    agenda = models.OneToOneField(
        Agenda, models.PROTECT, verbose_name="agenda", related_name="kehadiran"
    )
    keadaan = models.CharField("keadaan", max_length=16, choices=KeadaanHadir.choices)
    nama = models.CharField("nama", max_length=150, blank=True)
    jabatan = models.CharField("jabatan", max_length=150, blank=True)
    surat_tugas = models.CharField("nomor surat tugas", max_length=100, blank=True)
    hadir_pukul = models.TimeField("hadir pukul", null=True, blank=True)
    dicatat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        verbose_name="dicatat oleh",
        related_name="+",
    )
    dicatat_pada = models.DateTimeField("dicatat pada", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "kehadiran"
        ordering = ("agenda", "pk")
        constraints = [
            models.CheckConstraint(
                name="kehadiran_wakil_bernama",
                condition=~Q(keadaan=KeadaanHadir.DIWAKILI) | (~Q(nama="") & ~Q(jabatan="")),
                violation_error_message="Tulis nama dan jabatan yang mewakili.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agenda}: {self.get_keadaan_display()}"
