import pghistory
from django.db import models
from django.db.models import F, Q


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


@pghistory.track()
class Prioritas(models.Model):
    """Prioritas pembangunan of the city under a visi."""

    visi = models.ForeignKey(Visi, models.PROTECT, verbose_name="visi", related_name="prioritas")
    kode = models.CharField("kode", max_length=10)
    nama = models.CharField("nama", max_length=200)
    uraian = models.TextField("uraian", max_length=1000, blank=True)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    sumber = models.CharField("sumber", max_length=300, blank=True)
    contoh = models.BooleanField("data contoh", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "prioritas"
        ordering = ("visi", "urutan", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("visi", "kode"),
                name="prioritas_kode_unik",
                violation_error_message="Kode ini sudah dipakai prioritas lain.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"
