from functools import reduce
from operator import or_

import pghistory
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from capaian.models.pohon import Sasaran, Tujuan
from capaian.models.prioritas import Prioritas
from capaian.models.program import Kegiatan, Program, SubKegiatan, jejak
from capaian.models.skala import SkalaPredikat
from capaian.pilihan import (
    CaraIsian,
    CaraKonsolidasi,
    FormulaCapaian,
    JenisIndikator,
    JenisNilai,
)
from capaian.querysets import IndikatorQuerySet
from konsolidasi.inti.cari import indeks
from opd.models import Opd, Urusan

DESIMAL_TERBANYAK = 6
MAKIN_KECIL = (FormulaCapaian.NEGATIF, FormulaCapaian.NEGATIF_RASIO)
SIMPUL = ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan")
SATU_SIMPUL = reduce(
    or_,
    (Q(**{f"{lain}__isnull": True for lain in SIMPUL if lain != satu}) for satu in SIMPUL),
)


def medan_simpul(model: type[models.Model]) -> models.ForeignKey:
    return models.ForeignKey(
        model,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=model._meta.verbose_name,
        related_name="indikator",
    )


@pghistory.track(*jejak())
class Indikator(models.Model):
    """What is measured, in which unit and by which formula. Ended, never deleted."""

    kode = models.CharField("kode", max_length=40, unique=True, help_text="Teks, bukan angka.")
    nama = models.CharField("nama", max_length=300)
    jenis = models.CharField(
        "jenis", max_length=10, choices=JenisIndikator.choices, default=JenisIndikator.IKK
    )
    opd = models.ForeignKey(
        Opd, models.PROTECT, verbose_name="OPD pengampu", related_name="+", db_index=True
    )
    pendukung = models.ManyToManyField(
        Opd, through="IndikatorPendukung", verbose_name="OPD pendukung", related_name="+"
    )
    urusan = models.ForeignKey(
        Urusan, models.PROTECT, null=True, blank=True, verbose_name="urusan", related_name="+"
    )
    prioritas = models.ForeignKey(
        Prioritas,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="prioritas",
        related_name="indikator",
    )
    tujuan = medan_simpul(Tujuan)
    sasaran = medan_simpul(Sasaran)
    program = medan_simpul(Program)
    kegiatan = medan_simpul(Kegiatan)
    sub_kegiatan = medan_simpul(SubKegiatan)
    satuan = models.CharField("satuan", max_length=60)
    desimal = models.PositiveSmallIntegerField(
        "jumlah desimal", default=2, validators=[MaxValueValidator(DESIMAL_TERBANYAK)]
    )
    jenis_nilai = models.CharField(
        "jenis nilai", max_length=10, choices=JenisNilai.choices, default=JenisNilai.ANGKA
    )
    skala_predikat = models.ForeignKey(
        SkalaPredikat,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="skala predikat",
        related_name="+",
    )
    formula = models.CharField(
        "formula capaian",
        max_length=15,
        choices=FormulaCapaian.choices,
        default=FormulaCapaian.POSITIF,
    )
    konsolidasi = models.CharField(
        "konsolidasi triwulan",
        max_length=15,
        choices=CaraKonsolidasi.choices,
        default=CaraKonsolidasi.POSISI_AKHIR,
    )
    isian = models.CharField(
        "cara isian", max_length=10, choices=CaraIsian.choices, default=CaraIsian.KUMULATIF
    )
    wajib_bukti = models.BooleanField(
        "wajib berbukti",
        default=True,
        help_text="Baris yang bernilai baru dapat diajukan setelah ada bukti.",
    )
    berpagu = models.BooleanField("mempunyai anggaran", default=False)
    definisi_operasional = models.TextField("definisi operasional", max_length=2000, blank=True)
    rumus_perhitungan = models.TextField("rumus perhitungan", max_length=2000, blank=True)
    sumber_data = models.CharField("sumber data", max_length=200, blank=True)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    aktif = models.BooleanField("aktif", default=True)
    contoh = models.BooleanField("data contoh", default=False)
    sumber_terbitan = models.CharField("sumber terbitan", max_length=300, blank=True)

    objects = IndikatorQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "indikator"
        ordering = ("opd__urutan", "urutan", "kode")
        indexes = [
            models.Index(fields=("opd", "aktif", "urutan"), name="indikator_opd_aktif"),
            indeks("indikator_cari", "kode", "nama"),
        ]
        constraints = [
            models.CheckConstraint(
                name="indikator_desimal",
                condition=Q(desimal__lte=DESIMAL_TERBANYAK),
                violation_error_message="Jumlah desimal paling banyak 6.",
            ),
            models.CheckConstraint(
                name="indikator_predikat_berskala",
                condition=Q(
                    jenis_nilai=JenisNilai.PREDIKAT,
                    formula=FormulaCapaian.PREDIKAT,
                    skala_predikat__isnull=False,
                )
                | (
                    ~Q(jenis_nilai=JenisNilai.PREDIKAT)
                    & ~Q(formula=FormulaCapaian.PREDIKAT)
                    & Q(skala_predikat=None)
                ),
                violation_error_message=(
                    "Indikator predikat wajib memakai formula predikat dan menyebut skalanya."
                ),
            ),
            models.CheckConstraint(
                name="indikator_predikat_posisi_akhir",
                condition=~Q(jenis_nilai=JenisNilai.PREDIKAT)
                | Q(konsolidasi=CaraKonsolidasi.POSISI_AKHIR),
                violation_error_message="Predikat hanya dapat memakai posisi akhir.",
            ),
            models.CheckConstraint(
                name="indikator_satu_simpul",
                condition=SATU_SIMPUL,
                violation_error_message=(
                    "Indikator hanya dapat berada di bawah satu simpul: tujuan, sasaran, program,"
                    " kegiatan, atau sub kegiatan."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"

    def get_absolute_url(self) -> str:
        return reverse("capaian:indikator_rinci", args=[self.pk])

    def clean(self) -> None:
        """A program is of the same OPD, or of the one above it. At most four queries."""
        induk = self.program_induk
        if induk is None or self.opd_id is None:
            return
        if induk.opd_id not in (self.opd_id, self.opd.induk_id):
            nama = next(n for n in ("sub_kegiatan", "kegiatan", "program") if getattr(self, n))
            raise ValidationError({nama: f"{induk} milik OPD lain dari indikator ini."})

    @property
    def program_induk(self) -> Program | None:
        """The program above, if any. Queries for what is not loaded."""
        if self.sub_kegiatan_id:
            return self.sub_kegiatan.kegiatan.program
        return self.kegiatan.program if self.kegiatan_id else self.program

    @property
    def arah(self) -> str:
        if self.formula in MAKIN_KECIL:
            return "makin kecil makin baik"
        if self.formula == FormulaCapaian.STABIL:
            return "makin dekat target makin baik"
        return "makin besar makin baik"

    @property
    def berpredikat(self) -> bool:
        return self.jenis_nilai == JenisNilai.PREDIKAT


@pghistory.track(*jejak())
class IndikatorPendukung(models.Model):
    """OPD that supports an indikator of another OPD."""

    indikator = models.ForeignKey(
        Indikator, models.CASCADE, verbose_name="indikator", related_name="indikator_pendukung"
    )
    opd = models.ForeignKey(Opd, models.PROTECT, verbose_name="OPD", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "OPD pendukung"
        ordering = ("indikator", "opd__urutan", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("indikator", "opd"),
                name="indikator_pendukung_unik",
                violation_error_message="OPD ini sudah tercatat sebagai pendukung.",
            )
        ]

    def __str__(self) -> str:
        return str(self.opd)
