from django.conf import settings
from django.db import models
from django.db.models import Q

from opd.querysets import PemberitahuanQuerySet

BELUM_DIBACA = Q(dibaca_pada=None, selesai_pada=None)


class Pemberitahuan(models.Model):
    """One person reminded of one thing, once: `kunci` names the thing and the stage it is in.

    `selesai_pada` is set when the rules no longer ask for it: the work is done, or the next stage
    took its place. `jenis` and `kalimat` are words from the app whose rule it is.
    """

    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name="pengguna",
        related_name="pemberitahuan",
    )
    kunci = models.CharField("kunci", max_length=120)
    jenis = models.CharField("jenis", max_length=30)
    kalimat = models.CharField("kalimat", max_length=500)
    url = models.CharField("halaman tempat mengerjakannya", max_length=300)
    dibuat_pada = models.DateTimeField("dibuat pada")
    dibaca_pada = models.DateTimeField("dibaca pada", null=True)
    selesai_pada = models.DateTimeField("selesai pada", null=True)
    disurel_pada = models.DateTimeField("masuk ringkasan surel pada", null=True)

    objects = PemberitahuanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pemberitahuan"
        ordering = ("-dibuat_pada", "-pk")
        indexes = [
            models.Index(fields=("pengguna", "-dibuat_pada", "-id"), name="pemberitahuan_kotak"),
            models.Index(
                fields=("pengguna",), name="pemberitahuan_belum_dibaca", condition=BELUM_DIBACA
            ),
            models.Index(
                fields=("pengguna",),
                name="pemberitahuan_terbuka",
                condition=Q(selesai_pada=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("pengguna", "kunci"),
                name="pemberitahuan_sekali",
                violation_error_message="Pengingat ini sudah ada.",
            ),
            models.CheckConstraint(
                name="pemberitahuan_jalur_sendiri",
                condition=Q(url__startswith="/") & ~Q(url__startswith="//"),
                violation_error_message="Tautan pengingat harus halaman aplikasi ini.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pengguna_id}: {self.kunci}"

    @property
    def baru(self) -> bool:
        return self.dibaca_pada is None and self.selesai_pada is None


class SetelanSurel(models.Model):
    """Whether a person wants the daily mail, and the day of the last one: one a day at most."""

    pengguna = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        verbose_name="pengguna",
        related_name="setelan_surel",
    )
    ringkasan = models.BooleanField("kirim ringkasan harian ke surel saya", default=True)
    terakhir_tanggal = models.DateField("ringkasan terakhir", null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "setelan surel"
        ordering = ("pengguna",)

    def __str__(self) -> str:
        return str(self.pengguna_id)


class PutaranPengingat(models.Model):
    """When the rules were last asked; its one row is the lock of all processes."""

    mulai_pada = models.DateTimeField("mulai pada")

    class Meta:
        verbose_name = verbose_name_plural = "putaran pengingat"
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="putaran_pengingat_satu",
                condition=Q(id=1),
                violation_error_message="Hanya ada satu putaran pengingat.",
            )
        ]

    def __str__(self) -> str:
        return str(self.mulai_pada)
