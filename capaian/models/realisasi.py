import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from capaian import rumus
from capaian.models.indikator import Indikator
from capaian.models.periode import Periode
from capaian.models.skala import ButirPredikat
from capaian.models.target import Target
from capaian.pilihan import SUDAH_DIAJUKAN, KeadaanNilai, StatusData, StatusRealisasi
from capaian.querysets import RealisasiQuerySet
from konsolidasi.inti import angka

BERNILAI = Q(keadaan=KeadaanNilai.NILAI) & (
    Q(nilai__isnull=False, predikat=None) | Q(nilai=None, predikat__isnull=False)
)
TANPA_NILAI = ~Q(keadaan=KeadaanNilai.NILAI) & Q(nilai=None, predikat=None)


@pghistory.track()
class Realisasi(models.Model):
    """What one indikator reached in one quarter, or why there is no value.

    `status` is written by capaian.alur only. `versi` grows with every save by a person, so that
    a form opened before somebody else's save is noticed.
    """

    indikator = models.ForeignKey(
        Indikator, models.PROTECT, verbose_name="indikator", related_name="realisasi"
    )
    periode = models.ForeignKey(
        Periode, models.PROTECT, verbose_name="periode", related_name="realisasi"
    )
    keadaan = models.CharField(
        "keadaan", max_length=15, choices=KeadaanNilai.choices, default=KeadaanNilai.KOSONG
    )
    nilai = models.DecimalField("nilai", max_digits=24, decimal_places=6, null=True, blank=True)
    predikat = models.ForeignKey(
        ButirPredikat,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="predikat",
        related_name="+",
    )
    alasan = models.CharField("alasan tidak ada nilai", max_length=300, blank=True)
    status_data = models.CharField(
        "status data", max_length=10, choices=StatusData.choices, default=StatusData.SEMENTARA
    )
    sumber = models.CharField("sumber", max_length=200, blank=True)
    data_tanggal = models.DateField("tanggal data", null=True, blank=True)
    anggaran = models.DecimalField(
        "realisasi anggaran (Rp)", max_digits=20, decimal_places=2, null=True, blank=True
    )
    faktor_pendorong = models.TextField("faktor pendorong", max_length=2000, blank=True)
    faktor_penghambat = models.TextField("faktor penghambat", max_length=2000, blank=True)
    akar_masalah = models.TextField("akar masalah", max_length=2000, blank=True)
    status = models.CharField(
        "status",
        max_length=16,
        choices=StatusRealisasi.choices,
        default=StatusRealisasi.DRAF,
        editable=False,
    )
    target = models.ForeignKey(
        Target,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        verbose_name="target saat diajukan",
        related_name="+",
    )
    diajukan_pada = models.DateTimeField("diajukan pada", null=True, blank=True, editable=False)
    diajukan_pertama_pada = models.DateTimeField(
        "pertama diajukan", null=True, blank=True, editable=False
    )
    terlambat_hari = models.PositiveSmallIntegerField(
        "terlambat (hari)", null=True, blank=True, editable=False
    )
    diverifikasi_pada = models.DateTimeField(
        "diverifikasi pada", null=True, blank=True, editable=False
    )
    diverifikasi_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        verbose_name="diverifikasi oleh",
        related_name="+",
    )
    diubah_setelah_verifikasi = models.PositiveSmallIntegerField(
        "diubah setelah verifikasi (kali)", default=0, editable=False
    )
    versi = models.PositiveIntegerField("versi", default=1, editable=False)
    contoh = models.BooleanField("data contoh", default=False)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        verbose_name="diubah oleh",
        related_name="+",
    )
    diubah_pada = models.DateTimeField("diubah pada", auto_now=True)

    objects = RealisasiQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "realisasi"
        ordering = ("indikator", "-periode__tahun", "-periode__triwulan", "pk")
        indexes = [
            models.Index(fields=("periode", "indikator"), name="realisasi_periode_indikator"),
            models.Index(fields=("periode", "status"), name="realisasi_periode_status"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("indikator", "periode"),
                name="realisasi_unik",
                violation_error_message="Realisasi triwulan ini sudah ada.",
            ),
            models.CheckConstraint(
                name="realisasi_nilai_sesuai_keadaan",
                condition=BERNILAI | TANPA_NILAI,
                violation_error_message="Isi nilainya, atau sebutkan mengapa tidak ada nilai.",
            ),
            models.CheckConstraint(
                name="realisasi_tidak_berlaku_beralasan",
                condition=~Q(keadaan=KeadaanNilai.TIDAK_BERLAKU) | ~Q(alasan=""),
                violation_error_message="Sebutkan mengapa indikator ini tidak berlaku.",
            ),
            models.CheckConstraint(
                name="realisasi_ajuan_lengkap",
                condition=Q(status=StatusRealisasi.DRAF, diajukan_pada=None)
                # Returned by the own kepala, or waiting for them: Bapperida may not have seen it.
                | Q(status=StatusRealisasi.PERBAIKAN)
                | (Q(status=StatusRealisasi.MENUNGGU_KEPALA) & ~Q(keadaan=KeadaanNilai.KOSONG))
                | (
                    Q(
                        status__in=SUDAH_DIAJUKAN,
                        diajukan_pada__isnull=False,
                        diajukan_pertama_pada__isnull=False,
                    )
                    & ~Q(keadaan=KeadaanNilai.KOSONG)
                ),
                violation_error_message=(
                    "Realisasi yang diajukan wajib bernilai dan bertanggal ajuan."
                ),
            ),
            models.CheckConstraint(
                name="realisasi_anggaran_tidak_negatif",
                condition=Q(anggaran=None) | Q(anggaran__gte=0),
                violation_error_message="Realisasi anggaran tidak boleh negatif.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete),
            # Waits for a lock of the quarter that is on its way, and keeps the next one waiting
            # until this row is there to be locked; the second statement sees what the first
            # waited for.
            pgtrigger.Trigger(
                name="periode_terbuka",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM FROM capaian_periode WHERE id = NEW.periode_id FOR KEY SHARE;
                    IF EXISTS (
                        SELECT FROM capaian_periode WHERE id = NEW.periode_id AND terkunci
                    ) THEN
                        RAISE EXCEPTION 'periode % is locked', NEW.periode_id
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indikator.kode} {self.periode}"

    def sebagai_realisasi(self) -> rumus.Realisasi:
        """What rumus.hitung takes. One query for a predikat that is not loaded."""
        return self.predikat.sebagai_predikat() if self.predikat_id else self.nilai

    def tertulis(self, desimal: int) -> str:
        if self.nilai is not None:
            return angka.tulis(self.nilai, desimal)
        return self.predikat.kode if self.predikat_id else ""
