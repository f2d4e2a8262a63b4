import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from capaian import rumus
from capaian.models.indikator import Indikator
from capaian.models.periode import Tahun
from capaian.models.skala import ButirPredikat
from capaian.pilihan import NomorTriwulan, SumberTarget
from capaian.querysets import TargetQuerySet
from konsolidasi.inti import angka

TETAP = pgtrigger.Protect(name="tidak_diubah", operation=pgtrigger.Update | pgtrigger.Delete)
KOSONG = Q(nilai=None, batas_bawah=None, batas_atas=None, predikat=None)
SATU_BENTUK = (
    Q(nilai__isnull=False, batas_bawah=None, batas_atas=None, predikat=None)
    | Q(
        # A CHECK passes when it is NULL, so both bounds are asked for by name.
        nilai=None,
        batas_bawah__isnull=False,
        batas_atas__isnull=False,
        batas_bawah__lte=F("batas_atas"),
        predikat=None,
    )
    | Q(nilai=None, batas_bawah=None, batas_atas=None, predikat__isnull=False)
)


class NilaiTarget(models.Model):
    """A target as a number, a range, a predikat, or a printed text that is none of these.

    Ranges are stored low to high whatever the order in print; `teks_tercetak` keeps the print.
    """

    nilai = models.DecimalField("nilai", max_digits=24, decimal_places=6, null=True, blank=True)
    batas_bawah = models.DecimalField(
        "batas bawah", max_digits=24, decimal_places=6, null=True, blank=True
    )
    batas_atas = models.DecimalField(
        "batas atas", max_digits=24, decimal_places=6, null=True, blank=True
    )
    predikat = models.ForeignKey(
        ButirPredikat,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="predikat",
        related_name="+",
    )
    teks_tercetak = models.CharField("teks tercetak", max_length=80, blank=True)

    class Meta:
        abstract = True

    def sebagai_target(self) -> rumus.Target:
        """What rumus.hitung takes. One query for a predikat that is not loaded."""
        if self.nilai is not None:
            return self.nilai
        if self.batas_bawah is not None:
            return rumus.Rentang(self.batas_bawah, self.batas_atas)
        if self.predikat_id:
            return self.predikat.sebagai_predikat()
        return rumus.TakTerbaca(self.teks_tercetak) if self.teks_tercetak else None

    def tertulis(self, desimal: int) -> str:
        """As people read it, without the unit: "1,60–1,70", "B", "12"; empty when there is none."""
        if self.nilai is not None:
            return angka.tulis(self.nilai, desimal)
        if self.batas_bawah is not None:
            return angka.tulis_rentang(self.batas_bawah, self.batas_atas, desimal)
        return self.predikat.kode if self.predikat_id else self.teks_tercetak


@pghistory.track()
class Target(NilaiTarget):
    """One version of the target of a year. Versions are added, never changed (a trigger refuses).

    In force on a date: the version with the latest `mulai` not after it, then the highest `nomor`.
    """

    indikator = models.ForeignKey(
        Indikator, models.PROTECT, verbose_name="indikator", related_name="target"
    )
    tahun = models.ForeignKey(Tahun, models.PROTECT, verbose_name="tahun", related_name="+")
    nomor = models.PositiveSmallIntegerField("versi")
    mulai = models.DateField("berlaku mulai")
    sumber = models.CharField("sumber", max_length=12, choices=SumberTarget.choices)
    acuan = models.CharField(
        "acuan", max_length=200, help_text="Dokumen dengan nomornya, misalnya Berita Acara nomor …"
    )
    dokumen_tanggal = models.DateField("tanggal dokumen", null=True, blank=True)
    alasan = models.CharField("alasan", max_length=500, blank=True)
    pagu = models.DecimalField("pagu (Rp)", max_digits=20, decimal_places=2, null=True, blank=True)
    contoh = models.BooleanField("data contoh", default=False)
    ditetapkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        verbose_name="ditetapkan oleh",
        related_name="+",
    )
    ditetapkan_pada = models.DateTimeField("ditetapkan pada", auto_now_add=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "target"
        ordering = ("indikator", "tahun", "-mulai", "-nomor")
        constraints = [
            models.UniqueConstraint(
                fields=("indikator", "tahun", "nomor"),
                name="target_versi_unik",
                violation_error_message="Versi target ini sudah ada.",
            ),
            models.CheckConstraint(
                name="target_satu_bentuk",
                condition=SATU_BENTUK | (KOSONG & ~Q(teks_tercetak="")),
                violation_error_message=(
                    "Target harus berupa satu nilai, satu rentang, atau satu predikat."
                ),
            ),
            models.CheckConstraint(
                name="target_pagu_tidak_negatif",
                condition=Q(pagu=None) | Q(pagu__gte=0),
                violation_error_message="Pagu tidak boleh negatif.",
            ),
            models.CheckConstraint(
                name="target_beracuan",
                condition=~Q(acuan=""),
                violation_error_message="Target wajib menyebut dokumen acuannya.",
            ),
        ]
        triggers = [TETAP]

    def __str__(self) -> str:
        return f"{self.indikator.kode} {self.tahun_id} v{self.nomor}"


@pghistory.track()
class TargetTriwulan(NilaiTarget):
    """Target of one quarter inside a version of the year's target."""

    target = models.ForeignKey(
        Target, models.PROTECT, verbose_name="target", related_name="triwulanan"
    )
    triwulan = models.PositiveSmallIntegerField("triwulan", choices=NomorTriwulan.choices)

    class Meta:
        verbose_name = verbose_name_plural = "target triwulan"
        ordering = ("target", "triwulan")
        constraints = [
            models.UniqueConstraint(
                fields=("target", "triwulan"),
                name="target_triwulan_unik",
                violation_error_message="Target triwulan ini sudah ada.",
            ),
            models.CheckConstraint(
                name="target_triwulan_1_4",
                condition=Q(triwulan__in=(1, 2, 3, 4)),
                violation_error_message="Triwulan harus I sampai IV.",
            ),
            models.CheckConstraint(
                name="target_triwulan_satu_bentuk",
                condition=SATU_BENTUK,
                violation_error_message=(
                    "Target harus berupa satu nilai, satu rentang, atau satu predikat."
                ),
            ),
        ]
        triggers = [TETAP]

    def __str__(self) -> str:
        return f"{self.target} TW {self.triwulan}"


# A withdrawn proposal is deleted; its history stays and says so.
@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class UsulanTarget(NilaiTarget):
    """Target that the OPD proposes for a year, before the room decides."""

    indikator = models.ForeignKey(
        Indikator, models.PROTECT, verbose_name="indikator", related_name="usulan"
    )
    tahun = models.ForeignKey(Tahun, models.PROTECT, verbose_name="tahun", related_name="+")
    alasan = models.CharField("alasan", max_length=500, blank=True)
    contoh = models.BooleanField("data contoh", default=False)
    diusulkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        verbose_name="diusulkan oleh",
        related_name="+",
    )
    diusulkan_pada = models.DateTimeField("diusulkan pada", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "usulan target"
        ordering = ("indikator", "-tahun", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("indikator", "tahun"),
                name="usulan_target_unik",
                violation_error_message="Usulan untuk tahun ini sudah ada.",
            ),
            models.CheckConstraint(
                name="usulan_target_satu_bentuk",
                condition=SATU_BENTUK,
                violation_error_message=(
                    "Usulan harus berupa satu nilai, satu rentang, atau satu predikat."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indikator.kode} {self.tahun_id}"
