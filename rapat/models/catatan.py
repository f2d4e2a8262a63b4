import pghistory
from django.conf import settings
from django.db import models

from rapat.models.agenda import Agenda
from rapat.pilihan import JenisCatatan, StatusKonfirmasi


@pghistory.track()
class CatatanAgenda(models.Model):
    """One box of the run sheet: what was discussed, or what the OPD wants on record."""

    agenda = models.ForeignKey(
        Agenda, models.PROTECT, verbose_name="agenda", related_name="catatan_agenda"
    )
    jenis = models.CharField("jenis", max_length=12, choices=JenisCatatan.choices)
    teks = models.TextField("teks", max_length=20000, blank=True)
    versi = models.PositiveIntegerField("versi", default=1, editable=False)
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
        verbose_name = verbose_name_plural = "catatan agenda"
        ordering = ("agenda", "jenis", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("agenda", "jenis"),
                name="catatan_agenda_unik",
                violation_error_message="Catatan ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.agenda_id}"


class PenulisAgenda(models.Model):
    """Who has an agenda item open for writing; rows older than a minute mean nothing."""

    agenda = models.ForeignKey(
        Agenda, models.CASCADE, verbose_name="agenda", related_name="penulis"
    )
    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="pengguna", related_name="+"
    )
    pada = models.DateTimeField("terakhir terlihat")

    class Meta:
        verbose_name = verbose_name_plural = "penulis agenda"
        ordering = ("agenda", "pk")
        constraints = [
            models.UniqueConstraint(fields=("agenda", "pengguna"), name="penulis_agenda_unik")
        ]

    def __str__(self) -> str:
        return f"{self.pengguna_id} {self.agenda_id}"


@pghistory.track()
class KonfirmasiKepala(models.Model):
    """What a representative agreed waits for the kepala OPD until a date."""

    agenda = models.OneToOneField(
        Agenda, models.PROTECT, verbose_name="agenda", related_name="konfirmasi"
    )
    sampai_tanggal = models.DateField("paling lambat")
    status = models.CharField(
        "status",
        max_length=12,
        choices=StatusKonfirmasi.choices,
        default=StatusKonfirmasi.MENUNGGU,
    )
    alasan = models.CharField("alasan", max_length=500, blank=True)
    surat_nomor = models.CharField(
        "nomor surat kepala OPD",
        max_length=100,
        blank=True,
        help_text="Bila dijawab dengan surat; yang mencatat ialah yang memutus di sini.",
    )
    sidik = models.CharField("sidik yang dibaca", max_length=24, blank=True, editable=False)
    """Fingerprint of the agreements that were answered: an answer is for what was read."""
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name="diputus oleh",
        related_name="+",
    )
    diputus_pada = models.DateTimeField("diputus pada", null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "konfirmasi kepala"
        ordering = ("agenda", "pk")

    def __str__(self) -> str:
        return f"{self.agenda_id}: {self.get_status_display()}"
