import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from capaian.models import Indikator
from rapat.models.agenda import Agenda
from rapat.models.sesi import Sesi
from rapat.pilihan import KeadaanHadir, SifatSurat


@pghistory.track()
class Undangan(models.Model):
    """The letter that invites the OPD of one sesi. Its number is typed, never invented.

    `tutup_pada`: moment at which the work pages of the OPD close, so that the bahan can be printed.
    """

    sesi = models.OneToOneField(Sesi, models.PROTECT, verbose_name="sesi", related_name="undangan")
    nomor = models.CharField("nomor", max_length=100, blank=True)
    tanggal = models.DateField("tanggal surat", null=True, blank=True)
    sifat = models.CharField(
        "sifat", max_length=15, choices=SifatSurat.choices, default=SifatSurat.PENTING
    )
    lampiran = models.CharField("lampiran", max_length=100, blank=True, default="-")
    hal = models.CharField("hal", max_length=200)
    acara = models.CharField("acara", max_length=300, blank=True)
    isi_pembuka = models.TextField("alinea pembuka", max_length=2000, blank=True)
    catatan = models.TextField("yang perlu dibawa", max_length=2000, blank=True)
    tutup_pada = models.DateTimeField("halaman kerja ditutup", null=True, blank=True)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name="diubah oleh",
        related_name="+",
    )
    diubah_pada = models.DateTimeField("diubah pada", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "undangan"
        ordering = ("sesi", "pk")

    def __str__(self) -> str:
        return self.nomor or f"Undangan {self.sesi}"


@pghistory.track()
class RencanaHadir(models.Model):
    """Who the OPD says will come, from its work page; the attendance itself is Peserta."""

    agenda = models.OneToOneField(
        Agenda, models.PROTECT, verbose_name="agenda", related_name="rencana_hadir"
    )
    keadaan = models.CharField("keadaan", max_length=16, choices=KeadaanHadir.choices)
    nama = models.CharField("nama", max_length=150, blank=True)
    nip = models.CharField("NIP", max_length=30, blank=True)
    jabatan = models.CharField("jabatan", max_length=150, blank=True)
    surat_tugas = models.CharField("nomor surat tugas", max_length=100, blank=True)
    dijawab_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name="dijawab oleh",
        related_name="+",
        help_text="Kosong bila dijawab lewat tautan undangan tanpa akun.",
    )
    dijawab_pada = models.DateTimeField("dijawab pada", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "rencana hadir"
        ordering = ("agenda", "pk")
        constraints = [
            models.CheckConstraint(
                name="rencana_hadir_wakil_bernama",
                condition=~Q(keadaan=KeadaanHadir.DIWAKILI) | (~Q(nama="") & ~Q(jabatan="")),
                violation_error_message="Tulis nama dan jabatan yang mewakili.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agenda}: {self.get_keadaan_display()}"


@pghistory.track()
class TanggapanIndikator(models.Model):
    """One remark of the OPD on one indikator before the sesi, above all on the red ones."""

    agenda = models.ForeignKey(
        Agenda, models.PROTECT, verbose_name="agenda", related_name="tanggapan_indikator"
    )
    indikator = models.ForeignKey(
        Indikator, models.PROTECT, verbose_name="indikator", related_name="+"
    )
    teks = models.CharField("tanggapan", max_length=1000)
    versi = models.PositiveIntegerField("versi", default=1, editable=False)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name="diubah oleh",
        related_name="+",
    )
    diubah_pada = models.DateTimeField("diubah pada", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "tanggapan indikator"
        ordering = ("agenda", "indikator__urutan", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("agenda", "indikator"),
                name="tanggapan_indikator_unik",
                violation_error_message="Tanggapan untuk indikator ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return self.teks[:60]
