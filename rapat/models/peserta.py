import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from konsolidasi.inti.models import Lampiran
from rapat.models.agenda import Agenda
from rapat.models.sesi import Sesi
from rapat.pilihan import CaraHadir, Kedudukan


@pghistory.track()
class Peserta(models.Model):
    """One person in the room. NIP and paraf are personal data and stay on internal pages.

    Never deleted: a wrong entry is `dibatalkan_pada`, and the list says when and by whom a
    forgotten person was added (`susulan`).
    """

    sesi = models.ForeignKey(Sesi, models.PROTECT, verbose_name="sesi", related_name="peserta")
    agenda = models.ForeignKey(
        Agenda,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="OPD",
        related_name="peserta",
        help_text="Kosong untuk tamu dari luar agenda.",
    )
    nama = models.CharField("nama", max_length=150)
    nip = models.CharField("NIP", max_length=30, blank=True)
    jabatan = models.CharField("jabatan", max_length=150)
    instansi = models.CharField("instansi", max_length=150, blank=True)
    kedudukan = models.CharField("kedudukan", max_length=12, choices=Kedudukan.choices)
    surat_tugas = models.CharField("nomor surat tugas", max_length=100, blank=True)
    hadir_pada = models.DateTimeField("hadir pada")
    pulang_pada = models.DateTimeField("pulang pada", null=True, blank=True)
    cara = models.CharField("cara", max_length=10, choices=CaraHadir.choices)
    paraf = models.TextField("tanda tangan", max_length=20000, blank=True)
    """Path of an SVG as drawn on the phone, in a box of 300 × 120."""
    susulan = models.BooleanField("ditambahkan sesudah sesi", default=False)
    dibatalkan_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)
    alasan_batal = models.CharField("alasan dibatalkan", max_length=200, blank=True)
    dicatat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name="dicatat oleh",
        related_name="+",
    )
    dicatat_pada = models.DateTimeField("dicatat pada", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "peserta"
        ordering = ("sesi", "agenda__urutan", "hadir_pada", "pk")
        constraints = [
            models.CheckConstraint(
                name="peserta_urut_waktu",
                condition=Q(pulang_pada=None) | Q(pulang_pada__gte=F("hadir_pada")),
                violation_error_message="Waktu pulang tidak boleh sebelum waktu hadir.",
            ),
            models.CheckConstraint(
                name="peserta_tamu_berinstansi",
                condition=Q(agenda__isnull=False) | ~Q(instansi=""),
                violation_error_message="Pilih OPD, atau tulis instansinya.",
            ),
            models.CheckConstraint(
                name="peserta_batal_beralasan",
                condition=Q(dibatalkan_pada=None) | ~Q(alasan_batal=""),
                violation_error_message="Tulis mengapa dibatalkan.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Peserta {self.pk}"


@pghistory.track()
class LembarHadir(models.Model):
    """Scan of the signed attendance sheet of a sesi."""

    sesi = models.ForeignKey(Sesi, models.PROTECT, verbose_name="sesi", related_name="lembar_hadir")
    lampiran = models.ForeignKey(
        Lampiran, models.PROTECT, verbose_name="pindaian", related_name="+"
    )
    nama = models.CharField("nama", max_length=150)
    diunggah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        verbose_name="diunggah oleh",
        related_name="+",
    )
    diunggah_pada = models.DateTimeField("diunggah pada", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "lembar hadir"
        ordering = ("sesi", "pk")

    def __str__(self) -> str:
        return self.nama
