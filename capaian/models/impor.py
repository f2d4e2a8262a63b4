from collections.abc import Collection

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from capaian.models.periode import Periode
from capaian.querysets_impor import ImporQuerySet
from konsolidasi.inti.models import Lampiran
from opd.models import Opd


class StatusImpor(models.TextChoices):
    """Written by capaian.impor.simpan only."""

    DIBACA = "dibaca", "Belum diterapkan"
    DITERAPKAN = "diterapkan", "Diterapkan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class JenisImpor(models.TextChoices):
    """In the order in which the kinds are offered; what each is, capaian.impor.jenis says."""

    REALISASI = "realisasi", "Realisasi triwulan"
    TARGET = "target", "Target tahunan"
    INDIKATOR = "indikator", "Indikator"
    PROGRAM = "program", "Program dan kegiatan"
    OPD = "opd", "OPD"
    ORANG = "orang", "Pengguna"
    TINDAK_LANJUT = "tindak_lanjut", "Tindak lanjut"


SYARAT = {
    JenisImpor.REALISASI: ("opd", "periode"),
    JenisImpor.TARGET: ("tahun",),
    JenisImpor.INDIKATOR: (),
    JenisImpor.PROGRAM: ("tahun",),
    JenisImpor.OPD: (),
    JenisImpor.ORANG: (),
    JenisImpor.TINDAK_LANJUT: ("acuan",),
}
"""What a workbook of each kind belongs to at least."""
BOLEH = {
    JenisImpor.REALISASI: ("opd", "periode"),
    JenisImpor.TARGET: ("opd", "tahun"),
    JenisImpor.INDIKATOR: ("opd", "tahun"),
    JenisImpor.PROGRAM: ("opd", "tahun"),
    JenisImpor.OPD: (),
    JenisImpor.ORANG: ("opd",),
    JenisImpor.TINDAK_LANJUT: ("opd", "tahun", "acuan"),
}
"""What it may belong to; the rest stays empty."""
TEMPAT = ("opd", "periode", "tahun", "acuan")


def tempat_sah(jenis: str, isi: Collection[str]) -> bool:
    """Whether a workbook of this kind may belong to just these of TEMPAT."""
    return set(SYARAT[jenis]) <= set(isi) <= set(BOLEH[jenis])


def _bertempat() -> Q:
    semua = Q()
    for jenis, boleh in BOLEH.items():
        kosong = {f"{nama}__isnull": True for nama in TEMPAT if nama not in boleh}
        isi = {f"{nama}__isnull": False for nama in SYARAT[jenis]}
        semua |= Q(jenis=jenis, **kosong, **isi)
    return semua


@pghistory.track(exclude=("isi", "perubahan"))
class Impor(models.Model):
    """One workbook that was sent: its file, what it said, what was answered, what it changed.

    `isi` holds the cells as they were read, `jawaban` what people typed or decided about them,
    `perubahan` each row that was written with its values before and after, for the page and for
    taking it back. Nothing of it counts until `status` says so. What it is for: `opd` (empty: the
    whole city), `periode`, `tahun`, and for some kinds `acuan`, a key that only the kind knows.
    """

    jenis = models.CharField(
        "jenis", max_length=20, choices=JenisImpor.choices, default=JenisImpor.REALISASI
    )
    opd = models.ForeignKey(
        Opd, models.PROTECT, null=True, blank=True, verbose_name="OPD", related_name="+"
    )
    periode = models.ForeignKey(
        Periode,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="periode",
        related_name="impor",
    )
    tahun = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    acuan = models.PositiveBigIntegerField("acuan", null=True, blank=True)
    lampiran = models.ForeignKey(Lampiran, models.PROTECT, verbose_name="berkas", related_name="+")
    nama = models.CharField("nama berkas", max_length=150)
    isi = models.JSONField("isi lembar", default=dict)
    jawaban = models.JSONField("jawaban", default=dict)
    perubahan = models.JSONField("perubahan", default=list)
    banyak = models.JSONField("banyak sel", default=dict)
    status = models.CharField(
        "status",
        max_length=10,
        choices=StatusImpor.choices,
        default=StatusImpor.DIBACA,
        editable=False,
    )
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="diunggah oleh", related_name="+"
    )
    diunggah_pada = models.DateTimeField("diunggah pada", auto_now_add=True)
    diterapkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="diterapkan oleh",
        related_name="+",
    )
    diterapkan_pada = models.DateTimeField("diterapkan pada", null=True, blank=True)
    dibatalkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="dibatalkan oleh",
        related_name="+",
    )
    dibatalkan_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)

    objects = ImporQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "impor"
        ordering = ("-pk",)
        indexes = [models.Index(fields=("opd", "-id"), name="impor_opd")]
        constraints = [
            models.CheckConstraint(
                name="impor_bertempat",
                condition=_bertempat(),
                violation_error_message="OPD, tahun, atau triwulan impor tidak sesuai jenisnya.",
            ),
            models.CheckConstraint(
                name="impor_status_bertanggal",
                condition=Q(status=StatusImpor.DIBACA, diterapkan_pada=None, dibatalkan_pada=None)
                | Q(
                    status=StatusImpor.DITERAPKAN,
                    diterapkan_pada__isnull=False,
                    dibatalkan_pada=None,
                )
                | Q(
                    status=StatusImpor.DIBATALKAN,
                    diterapkan_pada__isnull=False,
                    dibatalkan_pada__gte=F("diterapkan_pada"),
                ),
                violation_error_message="Impor yang diterapkan atau dibatalkan wajib bertanggal.",
            ),
        ]

    def __str__(self) -> str:
        return f"Impor no. {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("capaian:impor_rinci", args=[self.pk])
