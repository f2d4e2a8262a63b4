import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from capaian.models.indikator import Indikator
from capaian.models.periode import Periode
from capaian.pilihan import JenisBukti, StatusBukti
from capaian.querysets import BuktiQuerySet
from konsolidasi.inti.cari import indeks
from konsolidasi.inti.models import Lampiran


@pghistory.track()
class Bukti(models.Model):
    """One file or link that proves the value of an indikator in a quarter.

    It stands at indikator and periode, not at the realisasi: evidence may come before the number,
    and adding it is not a change of the number. Withdrawn (`dicabut_pada`), never deleted.
    """

    indikator = models.ForeignKey(
        Indikator, models.PROTECT, verbose_name="indikator", related_name="bukti"
    )
    periode = models.ForeignKey(
        Periode, models.PROTECT, verbose_name="periode", related_name="bukti"
    )
    jenis = models.CharField(
        "jenis bukti", max_length=12, choices=JenisBukti.choices, default=JenisBukti.DOKUMEN
    )
    lampiran = models.ForeignKey(
        Lampiran, models.PROTECT, null=True, blank=True, verbose_name="berkas", related_name="+"
    )
    tautan = models.URLField("tautan", max_length=500, blank=True)
    nama = models.CharField("nama", max_length=150)
    nomor_dokumen = models.CharField("nomor dokumen", max_length=120, blank=True)
    dokumen_tanggal = models.DateField("tanggal dokumen", null=True, blank=True)
    halaman = models.CharField("halaman", max_length=40, blank=True)
    status = models.CharField(
        "status", max_length=10, choices=StatusBukti.choices, default=StatusBukti.MENUNGGU
    )
    alasan = models.CharField("alasan ditolak", max_length=300, blank=True)
    contoh = models.BooleanField("data contoh", default=False)
    diunggah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        verbose_name="diunggah oleh",
        related_name="+",
    )
    diunggah_pada = models.DateTimeField("diunggah pada", auto_now_add=True)
    dinilai_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="dinilai oleh",
        related_name="+",
    )
    dinilai_pada = models.DateTimeField("dinilai pada", null=True, blank=True)
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)

    objects = BuktiQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "bukti"
        ordering = ("indikator", "periode", "pk")
        indexes = [
            models.Index(fields=("periode", "indikator"), name="bukti_periode_indikator"),
            models.Index(fields=("lampiran",), name="bukti_lampiran"),
            indeks("bukti_cari", "nama", "nomor_dokumen"),
        ]
        constraints = [
            models.CheckConstraint(
                name="bukti_berkas_atau_tautan",
                condition=Q(lampiran__isnull=False, tautan="") | (Q(lampiran=None) & ~Q(tautan="")),
                violation_error_message="Bukti berupa satu berkas atau satu tautan.",
            ),
            models.CheckConstraint(
                name="bukti_bernama",
                condition=~Q(nama=""),
                violation_error_message="Beri nama bukti ini.",
            ),
            models.CheckConstraint(
                name="bukti_tolak_beralasan",
                condition=~Q(status=StatusBukti.DITOLAK) | ~Q(alasan=""),
                violation_error_message="Bukti yang ditolak wajib beralasan.",
            ),
            models.UniqueConstraint(
                fields=("indikator", "periode", "lampiran"),
                condition=Q(dicabut_pada=None, lampiran__isnull=False),
                name="bukti_berkas_sekali",
                violation_error_message="Berkas ini sudah menjadi bukti baris ini.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.nama
