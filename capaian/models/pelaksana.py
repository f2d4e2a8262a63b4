from collections.abc import Collection

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from capaian.models.periode import Tahun
from capaian.models.prioritas import Prioritas
from capaian.querysets_pelaksana import PelaksanaQuerySet
from opd.models import Opd


class PeranPelaksana(models.TextChoices):
    PJ = "pj", "Penanggung jawab"
    PENDUKUNG = "pendukung", "Pendukung"


class StatusPelaksana(models.TextChoices):
    """Written by capaian.alur_pelaksana only."""

    BELUM_DIBAHAS = "belum_dibahas", "Belum dibahas"
    DIUSULKAN = "diusulkan", "Diusulkan"
    DISETUJUI = "disetujui", "Disetujui"
    DITOLAK = "ditolak", "Ditolak"


def _orang(nama: str) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=nama,
        related_name="+",
    )


@pghistory.track()
class PelaksanaPrioritas(models.Model):
    """The part of one OPD in one prioritas of a year: who asked, what was answered, why.

    `acuan` names the document where it was settled, "" while only the OPD has answered.
    """

    tahun = models.ForeignKey(Tahun, models.PROTECT, verbose_name="tahun", related_name="+")
    prioritas = models.ForeignKey(
        Prioritas, models.PROTECT, verbose_name="prioritas", related_name="pelaksana"
    )
    opd = models.ForeignKey(Opd, models.PROTECT, verbose_name="OPD", related_name="+")
    peran = models.CharField(
        "peran", max_length=10, choices=PeranPelaksana.choices, default=PeranPelaksana.PENDUKUNG
    )
    status = models.CharField(
        "status",
        max_length=14,
        choices=StatusPelaksana.choices,
        default=StatusPelaksana.BELUM_DIBAHAS,
        editable=False,
    )
    alasan = models.CharField("alasan", max_length=500, blank=True)
    acuan = models.CharField("acuan keputusan", max_length=200, blank=True)
    mengajukan_diri = models.BooleanField("diajukan OPD itu sendiri", default=False)
    diusulkan_oleh = _orang("diusulkan oleh")
    diusulkan_pada = models.DateTimeField("diusulkan pada", null=True, blank=True)
    dijawab_oleh = _orang("dijawab oleh")
    dijawab_pada = models.DateTimeField("dijawab pada", null=True, blank=True)
    contoh = models.BooleanField("data contoh", default=False)
    versi = models.PositiveIntegerField("versi", default=1, editable=False)
    diubah_pada = models.DateTimeField("diubah pada", auto_now=True)

    objects = PelaksanaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pelaksana prioritas"
        ordering = ("-tahun", "prioritas", "peran", "pk")
        indexes = [models.Index(fields=("status", "tahun"), name="pelaksana_status")]
        constraints = [
            models.UniqueConstraint(
                fields=("tahun", "prioritas", "opd"),
                name="pelaksana_unik",
                violation_error_message="OPD ini sudah tercatat pada prioritas itu.",
            ),
            models.UniqueConstraint(
                fields=("tahun", "prioritas"),
                name="pelaksana_satu_pj",
                condition=Q(peran="pj") & ~Q(status="ditolak"),
                violation_error_message="Prioritas ini sudah punya penanggung jawab.",
            ),
            models.CheckConstraint(
                name="pelaksana_ditolak_beralasan",
                condition=~Q(status="ditolak") | ~Q(alasan=""),
                violation_error_message="Penolakan wajib beralasan.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.opd_id} {self.get_peran_display().lower()} {self.prioritas_id}"

    def get_absolute_url(self) -> str:
        return reverse("capaian:pelaksana", args=[self.tahun_id, self.prioritas_id, self.opd_id])

    def dipimpin(self, opd: Collection[int]) -> bool:
        """Whether this is a supporter and one of these OPD is in charge. One query."""
        if self.peran != PeranPelaksana.PENDUKUNG or not opd:
            return False
        return PelaksanaPrioritas.objects.filter(
            tahun=self.tahun_id,
            prioritas=self.prioritas_id,
            opd__in=opd,
            peran=PeranPelaksana.PJ,
            status=StatusPelaksana.DISETUJUI,
        ).exists()


class LogPelaksana(models.Model):
    """One step of it, with the role it was about. Append-only by trigger."""

    pelaksana = models.ForeignKey(
        PelaksanaPrioritas, models.PROTECT, verbose_name="pelaksana", related_name="log"
    )
    transisi = models.CharField("langkah", max_length=20)
    dari = models.CharField("dari", max_length=14, choices=StatusPelaksana.choices)
    ke = models.CharField("ke", max_length=14, choices=StatusPelaksana.choices)
    peran = models.CharField("peran", max_length=10, choices=PeranPelaksana.choices)
    acuan = models.CharField("acuan", max_length=200, blank=True)
    oleh = _orang("oleh")
    pada = models.DateTimeField("pada", auto_now_add=True)
    catatan = models.TextField("catatan", max_length=2000, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "log pelaksana"
        ordering = ("-pada", "-pk")
        triggers = [
            pgtrigger.Protect(name="tidak_diubah", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.transisi} {self.pelaksana_id}"
