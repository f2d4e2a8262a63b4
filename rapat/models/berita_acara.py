import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from konsolidasi.inti.models import Lampiran
from rapat.models.agenda import Agenda
from rapat.models.sesi import Sesi
from rapat.pilihan import JenisBeritaAcara, StatusBeritaAcara, StatusTanggapan
from rapat.querysets import BeritaAcaraQuerySet


@pghistory.track()
class BeritaAcara(models.Model):
    """The minutes of a sesi. `status` is written by rapat.alur only.

    Assembled from the sesi while it is a draft; when final, `isi` holds every number and text of it
    and `sidik_jari` is the SHA-256 of that content. A correction is an adendum.
    """

    sesi = models.ForeignKey(Sesi, models.PROTECT, verbose_name="sesi", related_name="berita_acara")
    jenis = models.CharField(
        "jenis",
        max_length=10,
        choices=JenisBeritaAcara.choices,
        default=JenisBeritaAcara.INDUK,
    )
    nomor = models.CharField("nomor", max_length=100, blank=True)
    tanggal = models.DateField("tanggal", null=True, blank=True)
    status = models.CharField(
        "status",
        max_length=10,
        choices=StatusBeritaAcara.choices,
        default=StatusBeritaAcara.DRAF,
        editable=False,
    )
    uraian = models.TextField("uraian adendum", max_length=5000, blank=True)
    hari_tanggapan = models.PositiveSmallIntegerField("hari kerja tanggapan", default=3)
    tanggapan_sampai = models.DateTimeField("tanggapan sampai", null=True, editable=False)
    alasan_kurang = models.TextField(
        "alasan bila belum lengkap", max_length=2000, blank=True, editable=False
    )
    isi = models.JSONField("isi beku", null=True, editable=False)
    sidik_jari = models.CharField("sidik jari", max_length=64, blank=True, editable=False)
    kode_periksa = models.CharField(
        "kode halaman periksa", max_length=24, unique=True, editable=False
    )
    final_pada = models.DateTimeField("final pada", null=True, editable=False)
    final_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name="difinalkan oleh",
        related_name="+",
    )
    pindaian = models.ForeignKey(
        Lampiran,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="pindaian bertanda tangan",
        related_name="+",
    )
    versi = models.PositiveIntegerField("versi", default=1, editable=False)
    diubah_pada = models.DateTimeField("diubah pada", auto_now=True)

    objects = BeritaAcaraQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "berita acara"
        ordering = ("-tanggal", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("sesi",),
                condition=Q(jenis=JenisBeritaAcara.INDUK),
                name="berita_acara_satu_induk",
                violation_error_message="Sesi ini sudah punya berita acara.",
            ),
            models.CheckConstraint(
                name="berita_acara_final_beku",
                condition=~Q(status=StatusBeritaAcara.FINAL)
                | (
                    ~Q(nomor="")
                    & ~Q(sidik_jari="")
                    & Q(tanggal__isnull=False, isi__isnull=False, final_pada__isnull=False)
                ),
                violation_error_message="Berita acara final wajib bernomor dan beku isinya.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.nomor}".strip()


@pghistory.track()
class TanggapanBeritaAcara(models.Model):
    """What an OPD asks to be corrected in its own part, and the answer."""

    berita_acara = models.ForeignKey(
        BeritaAcara, models.PROTECT, verbose_name="berita acara", related_name="tanggapan"
    )
    agenda = models.ForeignKey(
        Agenda, models.PROTECT, verbose_name="agenda", related_name="tanggapan_berita_acara"
    )
    teks = models.TextField("yang perlu diperbaiki", max_length=2000)
    status = models.CharField(
        "status",
        max_length=10,
        choices=StatusTanggapan.choices,
        default=StatusTanggapan.MENUNGGU,
    )
    jawaban = models.TextField("jawaban", max_length=2000, blank=True)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="oleh", related_name="+"
    )
    pada = models.DateTimeField("pada", auto_now_add=True)
    dijawab_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="dijawab oleh",
        related_name="+",
    )
    dijawab_pada = models.DateTimeField("dijawab pada", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "tanggapan berita acara"
        ordering = ("berita_acara", "pada", "pk")
        constraints = [
            models.CheckConstraint(
                name="tanggapan_dijawab_lengkap",
                condition=Q(status=StatusTanggapan.MENUNGGU)
                | (~Q(jawaban="") & Q(dijawab_pada__isnull=False)),
                violation_error_message="Tulis jawabannya.",
            )
        ]

    def __str__(self) -> str:
        return self.teks[:60]


@pghistory.track()
class TemplatBeritaAcara(models.Model):
    """A Word template of the office that replaces the built-in one while it is active."""

    lampiran = models.ForeignKey(
        Lampiran, models.PROTECT, verbose_name="berkas Word", related_name="+"
    )
    nama = models.CharField("nama", max_length=150)
    aktif = models.BooleanField("dipakai", default=False)
    diunggah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        verbose_name="diunggah oleh",
        related_name="+",
    )
    diunggah_pada = models.DateTimeField("diunggah pada", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "templat berita acara"
        ordering = ("-diunggah_pada", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("aktif",),
                condition=Q(aktif=True),
                name="templat_satu_aktif",
                violation_error_message="Hanya satu templat yang dipakai.",
            )
        ]

    def __str__(self) -> str:
        return self.nama
