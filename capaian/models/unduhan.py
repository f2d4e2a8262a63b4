from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from capaian.querysets_unduhan import BERJALAN, UnduhanQuerySet
from konsolidasi.inti.models import gudang


class StatusUnduhan(models.TextChoices):
    """Written by capaian.layanan.unduhan and capaian.layanan.unduhan_kerja only."""

    ANTRE = "antre", "Menunggu giliran"
    BERJALAN = "berjalan", "Sedang disusun"
    SELESAI = "selesai", "Siap diunduh"
    GAGAL = "gagal", "Gagal"
    BATAL = "batal", "Dibatalkan"
    KEDALUWARSA = "kedaluwarsa", "Sudah dihapus"


class Unduhan(models.Model):
    """One large file that one person asked for, made in the background.

    `alamat` and `kueri` are those of the direct download, which makes the file for `pemilik`;
    `lingkup` is whose rows were in it then. Not official: the file and then the row go again.
    """

    pemilik = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="diminta oleh", related_name="+"
    )
    judul = models.CharField("judul", max_length=200)
    alamat = models.CharField("alamat unduhan", max_length=200)
    kueri = models.TextField("saringan", default="", blank=True)
    kembali = models.CharField("halaman asal", max_length=500, default="", blank=True)
    status = models.CharField(
        "status",
        max_length=12,
        choices=StatusUnduhan.choices,
        default=StatusUnduhan.ANTRE,
        editable=False,
    )
    langkah = models.PositiveIntegerField("langkah yang selesai", default=0)
    dari = models.PositiveIntegerField("banyaknya langkah", default=0)
    kata = models.CharField("langkah apa", max_length=60, default="", blank=True)
    sebab = models.CharField("sebab gagal", max_length=300, default="", blank=True)
    proses = models.CharField("proses yang menyusun", max_length=32, default="", blank=True)
    percobaan = models.PositiveSmallIntegerField("percobaan", default=0)
    lingkup = models.JSONField("lingkup saat disusun", default=dict)
    berkas = models.FileField("berkas", storage=gudang, max_length=200, blank=True)
    nama = models.CharField("nama berkas", max_length=200, default="", blank=True)
    jenis = models.CharField("jenis isi", max_length=100, default="", blank=True)
    ukuran = models.PositiveBigIntegerField("ukuran (byte)", default=0)
    dibuat_pada = models.DateTimeField("diminta pada")
    mulai_pada = models.DateTimeField("angka dibaca pada", null=True, blank=True)
    detak_pada = models.DateTimeField("terakhir memberi kabar pada", null=True, blank=True)
    usai_pada = models.DateTimeField("usai pada", null=True, blank=True)
    kedaluwarsa_pada = models.DateTimeField("dihapus pada", null=True, blank=True)

    objects = UnduhanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "unduhan"
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("pemilik", "-id"), name="unduhan_pemilik"),
            models.Index(
                fields=("dibuat_pada", "id"),
                name="unduhan_antrean",
                condition=Q(status__in=BERJALAN),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("pemilik", "alamat", "kueri"),
                condition=Q(status__in=BERJALAN),
                name="unduhan_sekali",
                violation_error_message="Berkas yang sama sedang disusun.",
            ),
            models.CheckConstraint(
                name="unduhan_selesai_berberkas",
                condition=~Q(status="selesai")
                | Q(ukuran__gt=0, mulai_pada__isnull=False, kedaluwarsa_pada__isnull=False)
                & ~Q(berkas="")
                & ~Q(nama=""),
                violation_error_message="Unduhan yang selesai wajib berberkas.",
            ),
            models.CheckConstraint(
                name="unduhan_langkah_wajar",
                condition=Q(langkah__lte=F("dari")),
                violation_error_message="Langkah yang selesai melebihi banyaknya langkah.",
            ),
            models.CheckConstraint(
                name="unduhan_jalur_sendiri",
                condition=Q(alamat__startswith="/") & ~Q(alamat__startswith="//"),
                violation_error_message="Alamat unduhan harus halaman aplikasi ini.",
            ),
        ]

    def __str__(self) -> str:
        return f"Unduhan no. {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("capaian:unduhan_rinci", args=[self.pk])

    @property
    def sedang(self) -> bool:
        return self.status in BERJALAN

    @property
    def persen(self) -> int:
        """Whole percents of the steps, for the bar only."""
        return self.langkah * 100 // self.dari if self.dari else 0

    def terambil(self, pada: datetime) -> bool:
        return self.status == StatusUnduhan.SELESAI and self.kedaluwarsa_pada > pada
