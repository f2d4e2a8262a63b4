import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse


@pghistory.track()
class Visi(models.Model):
    """Visi of an RPJMD with its years."""

    nama = models.CharField("nama pendek", max_length=80, unique=True)
    uraian = models.TextField("uraian", max_length=1000)
    tahun_mulai = models.PositiveSmallIntegerField("tahun mulai")
    tahun_selesai = models.PositiveSmallIntegerField("tahun selesai")
    sumber = models.CharField("sumber", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "visi"
        ordering = ("-tahun_mulai", "pk")
        constraints = [
            models.CheckConstraint(
                name="visi_urut_tahun",
                condition=Q(tahun_selesai__gte=F("tahun_mulai")),
                violation_error_message="Tahun selesai tidak boleh sebelum tahun mulai.",
            )
        ]

    def __str__(self) -> str:
        return self.nama


class SimpulVisi(models.Model):
    """What misi, tujuan and sasaran have in common. Ended by `aktif`, never deleted."""

    kode = models.CharField("kode", max_length=20, help_text="Teks, misalnya 1.2.")
    nama = models.CharField("uraian", max_length=300)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    sumber = models.CharField("sumber", max_length=300, blank=True)
    aktif = models.BooleanField("aktif", default=True)
    contoh = models.BooleanField("data contoh", default=False)

    awalan = ""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"

    def get_absolute_url(self) -> str:
        """The tree, open at this node."""
        return f"{reverse('capaian:pohon')}?buka={self.awalan}{self.pk}#{self.awalan}{self.pk}"


@pghistory.track()
class Misi(SimpulVisi):
    """One misi of a visi."""

    visi = models.ForeignKey(Visi, models.PROTECT, verbose_name="visi", related_name="misi")

    awalan = "m"

    class Meta:
        verbose_name = verbose_name_plural = "misi"
        ordering = ("visi", "urutan", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("visi", "kode"),
                name="misi_kode_unik",
                violation_error_message="Kode ini sudah dipakai misi lain dari visi yang sama.",
            )
        ]


@pghistory.track()
class Tujuan(SimpulVisi):
    """A tujuan (impact) under a misi."""

    misi = models.ForeignKey(Misi, models.PROTECT, verbose_name="misi", related_name="tujuan")

    awalan = "t"

    class Meta:
        verbose_name = verbose_name_plural = "tujuan"
        ordering = ("misi", "urutan", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("misi", "kode"),
                name="tujuan_kode_unik",
                violation_error_message="Kode ini sudah dipakai tujuan lain dari misi yang sama.",
            )
        ]


@pghistory.track()
class Sasaran(SimpulVisi):
    """A sasaran (outcome) under a tujuan."""

    tujuan = models.ForeignKey(
        Tujuan, models.PROTECT, verbose_name="tujuan", related_name="sasaran"
    )

    awalan = "s"

    class Meta:
        verbose_name = verbose_name_plural = "sasaran"
        ordering = ("tujuan", "urutan", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("tujuan", "kode"),
                name="sasaran_kode_unik",
                violation_error_message="Kode ini sudah dipakai sasaran lain tujuan yang sama.",
            )
        ]
