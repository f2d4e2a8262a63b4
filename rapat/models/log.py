import pgtrigger
from django.conf import settings
from django.db import models

from rapat.models.agenda import Agenda
from rapat.models.berita_acara import BeritaAcara
from rapat.models.sesi import Sesi
from rapat.models.tindak_lanjut import TindakLanjut
from rapat.pilihan import StatusBeritaAcara, StatusSesi, StatusTindakLanjut

TETAP = pgtrigger.Protect(name="tidak_diubah", operation=pgtrigger.Update | pgtrigger.Delete)


class Log(models.Model):
    """One transition: who, when, why. Append-only by trigger."""

    transisi = models.CharField("langkah", max_length=20)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="oleh", related_name="+"
    )
    pada = models.DateTimeField("pada", auto_now_add=True)
    catatan = models.TextField("catatan", max_length=2000, blank=True)

    class Meta:
        abstract = True


class LogSesi(Log):
    sesi = models.ForeignKey(Sesi, models.PROTECT, verbose_name="sesi", related_name="log")
    dari = models.CharField("dari", max_length=12, choices=StatusSesi.choices)
    ke = models.CharField("ke", max_length=12, choices=StatusSesi.choices)

    class Meta:
        verbose_name = verbose_name_plural = "log sesi"
        ordering = ("-pada", "-pk")
        triggers = [TETAP]

    def __str__(self) -> str:
        return f"{self.transisi} {self.sesi_id}"


class LogBeritaAcara(Log):
    berita_acara = models.ForeignKey(
        BeritaAcara, models.PROTECT, verbose_name="berita acara", related_name="log"
    )
    dari = models.CharField("dari", max_length=10, choices=StatusBeritaAcara.choices)
    ke = models.CharField("ke", max_length=10, choices=StatusBeritaAcara.choices)

    class Meta:
        verbose_name = verbose_name_plural = "log berita acara"
        ordering = ("-pada", "-pk")
        triggers = [TETAP]

    def __str__(self) -> str:
        return f"{self.transisi} {self.berita_acara_id}"


class LogTindakLanjut(Log):
    """Transitions, and moves of the due date (`transisi` = "geser", with both dates)."""

    tindak_lanjut = models.ForeignKey(
        TindakLanjut, models.PROTECT, verbose_name="tindak lanjut", related_name="log"
    )
    dari = models.CharField("dari", max_length=12, choices=StatusTindakLanjut.choices)
    ke = models.CharField("ke", max_length=12, choices=StatusTindakLanjut.choices)
    batas_lama = models.DateField("batas lama", null=True)
    batas_baru = models.DateField("batas baru", null=True)
    agenda = models.ForeignKey(
        Agenda, models.PROTECT, null=True, verbose_name="pada agenda", related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "log tindak lanjut"
        ordering = ("-pada", "-pk")
        triggers = [TETAP]

    def __str__(self) -> str:
        return f"{self.transisi} {self.tindak_lanjut_id}"
