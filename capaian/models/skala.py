import pghistory
from django.db import models
from django.db.models import Q

from capaian import rumus


@pghistory.track()
class SkalaPredikat(models.Model):
    """A list of letters or words that stand for a value, for example the SAKIP grades."""

    nama = models.CharField("nama", max_length=80, unique=True)
    sumber = models.CharField("sumber", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "skala predikat"
        ordering = ("nama",)

    def __str__(self) -> str:
        return self.nama


@pghistory.track()
class ButirPredikat(models.Model):
    """One letter of a scale; `nilai` is its rank, higher is better."""

    skala = models.ForeignKey(
        SkalaPredikat, models.PROTECT, verbose_name="skala", related_name="butir"
    )
    kode = models.CharField("predikat", max_length=40)
    nilai = models.DecimalField("nilai", max_digits=6, decimal_places=2)

    class Meta:
        verbose_name = verbose_name_plural = "butir predikat"
        ordering = ("skala", "-nilai", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("skala", "kode"),
                name="butir_predikat_unik",
                violation_error_message="Predikat ini sudah ada pada skalanya.",
            ),
            models.CheckConstraint(
                name="butir_predikat_positif",
                condition=Q(nilai__gt=0),
                violation_error_message="Nilai predikat harus lebih besar dari nol.",
            ),
        ]

    def __str__(self) -> str:
        return self.kode

    def sebagai_predikat(self) -> rumus.Predikat:
        return rumus.Predikat(kode=self.kode, nilai=self.nilai)


@pghistory.track()
class SkalaPeringkat(models.Model):
    """Scale of capaian words in force from a date; the newest one before a date counts."""

    nama = models.CharField("nama", max_length=120)
    mulai = models.DateField("berlaku mulai", unique=True)
    sumber = models.CharField("sumber", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "skala peringkat"
        ordering = ("-mulai",)

    def __str__(self) -> str:
        return self.nama


@pghistory.track()
class PeringkatKinerja(models.Model):
    """One step of the scale: from `batas_bawah` percent upward; the lowest step has none."""

    skala = models.ForeignKey(
        SkalaPeringkat, models.CASCADE, verbose_name="skala", related_name="peringkat"
    )
    urutan = models.PositiveSmallIntegerField("urutan", help_text="5 terbaik, 1 terendah.")
    kata = models.CharField("kata", max_length=40)
    batas_bawah = models.DecimalField(
        "batas bawah (%)", max_digits=7, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = verbose_name_plural = "peringkat"
        ordering = ("skala", "-urutan")
        constraints = [
            models.UniqueConstraint(
                fields=("skala", "urutan"),
                name="peringkat_urutan_unik",
                violation_error_message="Urutan ini sudah dipakai.",
            ),
            models.CheckConstraint(
                name="peringkat_urutan_1_5",
                condition=Q(urutan__in=(1, 2, 3, 4, 5)),
                violation_error_message="Urutan harus 1 sampai 5.",
            ),
            models.CheckConstraint(
                name="peringkat_batas_terendah",
                condition=Q(urutan=1, batas_bawah=None)
                | Q(urutan__gt=1, batas_bawah__isnull=False),
                violation_error_message=(
                    "Hanya peringkat terendah yang tidak mempunyai batas bawah."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.kata
