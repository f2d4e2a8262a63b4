import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from capaian.models import Indikator
from konsolidasi.inti.cari import indeks
from konsolidasi.inti.models import Lampiran
from opd.models import Opd
from rapat.models.agenda import Agenda
from rapat.models.rapat import Rapat
from rapat.pilihan import StatusTindakLanjut
from rapat.querysets import TindakLanjutQuerySet


@pghistory.track()
class TindakLanjut(models.Model):
    """Something an OPD promised to do. `status` is written by rapat.alur only.

    It comes back on every next agenda of its OPD until Bapperida closes it; `batas_awal` keeps the
    first due date, so that a moved one stays visible. One that came from a list in Excel names the
    rapat and its number on that list instead of an agenda item: no frozen berita acara holds it.
    """

    asal = models.ForeignKey(
        Agenda,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="asal",
        related_name="tindak_lanjut",
    )
    rapat = models.ForeignKey(
        Rapat,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="rapat pemilik daftar",
        related_name="+",
    )
    nomor = models.CharField("nomor pada daftar", max_length=20, blank=True)
    opd = models.ForeignKey(
        Opd, models.PROTECT, verbose_name="OPD penanggung jawab", related_name="+"
    )
    pendukung = models.ManyToManyField(
        Opd, through="PendukungTindakLanjut", verbose_name="OPD pendukung", related_name="+"
    )
    uraian = models.CharField("apa yang dikerjakan", max_length=500)
    indikator = models.ForeignKey(
        Indikator,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="indikator",
        related_name="+",
    )
    batas_tanggal = models.DateField("batas waktu")
    batas_awal = models.DateField("batas waktu semula", editable=False)
    status = models.CharField(
        "status",
        max_length=12,
        choices=StatusTindakLanjut.choices,
        default=StatusTindakLanjut.TERBUKA,
        editable=False,
    )
    laporan = models.TextField("laporan OPD", max_length=2000, blank=True)
    bukti = models.ForeignKey(
        Lampiran,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="berkas bukti",
        related_name="+",
    )
    bukti_nama = models.CharField("nama bukti", max_length=150, blank=True)
    bukti_tautan = models.URLField("tautan bukti", max_length=500, blank=True)
    dilaporkan_pada = models.DateTimeField("dilaporkan pada", null=True, editable=False)
    selesai_pada = models.DateTimeField("selesai pada", null=True, editable=False)
    contoh = models.BooleanField("data contoh", default=False)
    versi = models.PositiveIntegerField("versi", default=1, editable=False)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name="dibuat oleh",
        related_name="+",
    )
    dibuat_pada = models.DateTimeField("dibuat pada", auto_now_add=True)
    diubah_pada = models.DateTimeField("diubah pada", auto_now=True)

    objects = TindakLanjutQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "tindak lanjut"
        ordering = ("batas_tanggal", "pk")
        indexes = [
            models.Index(fields=("opd", "status"), name="tindak_lanjut_opd_status"),
            indeks("tindak_lanjut_cari", "uraian"),
        ]
        constraints = [
            models.CheckConstraint(
                name="tindak_lanjut_beruraian",
                condition=~Q(uraian=""),
                violation_error_message="Tulis apa yang dikerjakan.",
            ),
            models.CheckConstraint(
                name="tindak_lanjut_satu_asal",
                condition=Q(rapat=None) | Q(asal=None),
                violation_error_message="Asalnya agenda sesi atau daftar rapat, bukan keduanya.",
            ),
            models.CheckConstraint(
                name="tindak_lanjut_nomor_daftar",
                condition=Q(nomor="") | Q(rapat__isnull=False),
                violation_error_message="Nomor pada daftar hanya untuk yang berasal dari daftar.",
            ),
            models.UniqueConstraint(
                fields=("rapat", "nomor"),
                condition=~Q(nomor=""),
                name="tindak_lanjut_nomor_unik",
                violation_error_message="Nomor ini sudah dipakai pada daftar rapat tersebut.",
            ),
            models.CheckConstraint(
                name="tindak_lanjut_selesai_bertanggal",
                condition=~Q(status=StatusTindakLanjut.SELESAI) | Q(selesai_pada__isnull=False),
                violation_error_message="Yang selesai wajib bertanggal selesai.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.uraian[:80]


@pghistory.track()
class PendukungTindakLanjut(models.Model):
    tindak_lanjut = models.ForeignKey(
        TindakLanjut, models.CASCADE, verbose_name="tindak lanjut", related_name="pendukung_baris"
    )
    opd = models.ForeignKey(Opd, models.PROTECT, verbose_name="OPD", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "pendukung tindak lanjut"
        ordering = ("tindak_lanjut", "opd__urutan", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("tindak_lanjut", "opd"),
                name="pendukung_tindak_lanjut_unik",
                violation_error_message="OPD ini sudah tercatat sebagai pendukung.",
            )
        ]

    def __str__(self) -> str:
        return str(self.opd)


@pghistory.track()
class BahasanTindakLanjut(models.Model):
    """That a follow-up was on the agenda of a sesi: "dibahas 3×" is the number of these."""

    tindak_lanjut = models.ForeignKey(
        TindakLanjut, models.PROTECT, verbose_name="tindak lanjut", related_name="bahasan"
    )
    agenda = models.ForeignKey(
        Agenda, models.PROTECT, verbose_name="agenda", related_name="bahasan"
    )

    class Meta:
        verbose_name = verbose_name_plural = "bahasan tindak lanjut"
        ordering = ("tindak_lanjut", "pk")
        constraints = [
            models.UniqueConstraint(fields=("tindak_lanjut", "agenda"), name="bahasan_unik")
        ]

    def __str__(self) -> str:
        return f"{self.tindak_lanjut_id} {self.agenda_id}"
