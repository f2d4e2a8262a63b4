import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from capaian.models.indikator import Indikator
from capaian.models.periode import Tahun
from capaian.querysets_temuan import TemuanQuerySet
from konsolidasi.inti.cari import indeks
from opd.models import Opd

PANJANG_SIDIK = 32


class StatusTemuan(models.TextChoices):
    """Written by capaian.alur_temuan only."""

    BARU = "baru", "Baru"
    JELASKAN = "jelaskan", "Perlu penjelasan OPD"
    BAHAS = "bahas", "Dibahas di sesi"
    BUKAN_MASALAH = "bukan_masalah", "Bukan masalah"
    HILANG = "hilang", "Tidak ditemukan lagi"


TERBUKA = (StatusTemuan.BARU, StatusTemuan.JELASKAN, StatusTemuan.BAHAS)


class CaraRincian(models.TextChoices):
    """Labels of keselarasan.antar.Cara; a test keeps the two alike."""

    JUMLAH = "jumlah", "Jumlah target OPD = target kota"
    RATA_RATA = "rata_rata", "Rata-rata target OPD = target kota"
    SAMA = "sama", "Setiap OPD sama dengan target kota"


# That a finding appeared is its first state; its history begins with the first change.
@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Temuan(models.Model):
    """A question about targets that do not fit each other, found by rule, settled by people.

    `kunci` names rule and objects for good, `sidik` the numbers: what was declared no problem
    (`sidik_diterima`) comes back only when the numbers are others.
    """

    tahun = models.ForeignKey(Tahun, models.PROTECT, verbose_name="tahun", related_name="+")
    aturan = models.CharField("aturan", max_length=20)
    kunci = models.CharField("kunci", max_length=80)
    sidik = models.CharField("sidik angka", max_length=PANJANG_SIDIK)
    judul = models.CharField("judul", max_length=500)
    kalimat = models.TextField("kalimat")
    angka = models.JSONField("angka yang dibandingkan", default=list)
    berat = models.PositiveSmallIntegerField("berat", default=1)
    status = models.CharField(
        "status",
        max_length=14,
        choices=StatusTemuan.choices,
        default=StatusTemuan.BARU,
        editable=False,
    )
    alasan = models.CharField("alasan bukan masalah", max_length=500, blank=True)
    sidik_diterima = models.CharField(
        "sidik yang dinyatakan bukan masalah", max_length=PANJANG_SIDIK, blank=True
    )
    dibahas_opd = models.ForeignKey(
        Opd,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="OPD yang membahas",
        related_name="+",
        help_text="Untuk temuan tentang prioritas, bukan tentang indikator satu OPD.",
    )
    contoh = models.BooleanField("data contoh", default=False)
    versi = models.PositiveIntegerField("versi", default=1, editable=False)
    ditemukan_pada = models.DateTimeField("ditemukan pada", auto_now_add=True)
    diubah_pada = models.DateTimeField("diubah pada", auto_now=True)

    objects = TemuanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "temuan"
        ordering = ("-tahun", "-berat", "aturan", "pk")
        indexes = [
            models.Index(fields=("tahun", "status", "aturan"), name="temuan_tahun_status"),
            indeks("temuan_cari", "judul"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("tahun", "kunci"),
                name="temuan_kunci_unik",
                violation_error_message="Temuan ini sudah ada.",
            ),
            models.CheckConstraint(
                name="temuan_bukan_masalah_beralasan",
                condition=~Q(status=StatusTemuan.BUKAN_MASALAH)
                | (~Q(alasan="") & Q(sidik_diterima=F("sidik"))),
                violation_error_message="Temuan yang bukan masalah wajib beralasan.",
            ),
            models.CheckConstraint(
                name="temuan_berat_1_3",
                condition=Q(berat__in=(1, 2, 3)),
                violation_error_message="Berat temuan harus 1 sampai 3.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.judul

    def get_absolute_url(self) -> str:
        return reverse("capaian:temuan_rinci", args=[self.pk])


class TemuanIndikator(models.Model):
    """An indikator that a finding is about. Rewritten when the finding is computed anew."""

    temuan = models.ForeignKey(Temuan, models.CASCADE, verbose_name="temuan", related_name="tautan")
    indikator = models.ForeignKey(
        Indikator, models.PROTECT, verbose_name="indikator", related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "indikator temuan"
        ordering = ("temuan", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("temuan", "indikator"),
                name="temuan_indikator_unik",
                violation_error_message="Indikator ini sudah tertaut.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.temuan_id} {self.indikator_id}"


class PenjelasanTemuan(models.Model):
    """What one OPD says about a finding; each OPD that it touches has one, the latest counts.

    Earlier ones stand in LogTemuan. Written by capaian.alur_temuan only.
    """

    temuan = models.ForeignKey(
        Temuan, models.PROTECT, verbose_name="temuan", related_name="penjelasan"
    )
    opd = models.ForeignKey(Opd, models.PROTECT, verbose_name="OPD", related_name="+")
    teks = models.TextField("penjelasan OPD", max_length=2000)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="dijelaskan oleh",
        related_name="+",
    )
    pada = models.DateTimeField("dijelaskan pada")

    class Meta:
        verbose_name = verbose_name_plural = "penjelasan temuan"
        ordering = ("temuan", "pada", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("temuan", "opd"),
                name="penjelasan_temuan_unik",
                violation_error_message="OPD ini sudah menjelaskan.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.opd_id} {self.temuan_id}"


class LogTemuan(models.Model):
    """One step of a finding: who (nobody: the check itself), when, why. Append-only by trigger."""

    temuan = models.ForeignKey(Temuan, models.PROTECT, verbose_name="temuan", related_name="log")
    transisi = models.CharField("langkah", max_length=20)
    dari = models.CharField("dari", max_length=14, choices=StatusTemuan.choices)
    ke = models.CharField("ke", max_length=14, choices=StatusTemuan.choices)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        verbose_name="oleh",
        related_name="+",
    )
    pada = models.DateTimeField("pada", auto_now_add=True)
    catatan = models.TextField("catatan", max_length=2000, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "log temuan"
        ordering = ("-pada", "-pk")
        triggers = [
            pgtrigger.Protect(name="tidak_diubah", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.transisi} {self.temuan_id}"


class PeriksaKeselarasan(models.Model):
    """When the findings of a year were last computed as a whole."""

    tahun = models.OneToOneField(
        Tahun, models.CASCADE, primary_key=True, verbose_name="tahun", related_name="+"
    )
    pada = models.DateTimeField("diperiksa pada")

    class Meta:
        verbose_name = verbose_name_plural = "pemeriksaan keselarasan"
        ordering = ("-tahun",)

    def __str__(self) -> str:
        return f"{self.tahun_id}"


class NamaIndikator(models.Model):
    """The name of an indikator without its spelling: rows with one `kunci` mean one number."""

    indikator = models.OneToOneField(
        Indikator, models.CASCADE, primary_key=True, verbose_name="indikator", related_name="+"
    )
    kunci = models.CharField("kunci", max_length=PANJANG_SIDIK, db_index=True)
    nama = models.CharField("nama yang dibaca", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "nama indikator"
        ordering = ("indikator",)

    def __str__(self) -> str:
        return self.nama


class NamaMirip(models.Model):
    """Two keys whose names differ but seem to mean one number; `satu` sorts before `dua`."""

    satu = models.CharField("kunci pertama", max_length=PANJANG_SIDIK)
    dua = models.CharField("kunci kedua", max_length=PANJANG_SIDIK, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "nama mirip"
        ordering = ("satu", "dua")
        constraints = [
            models.UniqueConstraint(
                fields=("satu", "dua"),
                name="nama_mirip_unik",
                violation_error_message="Pasangan ini sudah ada.",
            ),
            models.CheckConstraint(
                name="nama_mirip_urut",
                condition=Q(satu__lt=F("dua")),
                violation_error_message="Kunci pertama harus mendahului yang kedua.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.satu} {self.dua}"


@pghistory.track()
class RincianKota(models.Model):
    """An indikator of an OPD that is a part of an indikator of the city."""

    kota = models.ForeignKey(
        Indikator, models.PROTECT, verbose_name="indikator kota", related_name="+"
    )
    bagian = models.ForeignKey(
        Indikator, models.PROTECT, verbose_name="indikator OPD", related_name="+"
    )
    cara = models.CharField(
        "cara", max_length=10, choices=CaraRincian.choices, default=CaraRincian.JUMLAH
    )

    class Meta:
        verbose_name = verbose_name_plural = "rincian target kota"
        ordering = ("kota", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("kota", "bagian"),
                name="rincian_kota_unik",
                violation_error_message="Indikator ini sudah menjadi bagiannya.",
            ),
            models.CheckConstraint(
                name="rincian_kota_bukan_diri",
                condition=~Q(kota=F("bagian")),
                violation_error_message="Indikator tidak dapat menjadi bagian dirinya sendiri.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kota} ← {self.bagian}"
