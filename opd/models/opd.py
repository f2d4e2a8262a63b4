from datetime import date

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from konsolidasi.inti.models import Lampiran
from opd.models.klaster import Klaster
from opd.models.urusan import Urusan
from opd.pilihan import JenisOpd
from opd.querysets import OpdQuerySet

JANGAN_HAPUS = "tidak_dihapus"


@pghistory.track()
class Opd(models.Model):
    """Agency or unit below one; never deleted, only deactivated (a trigger refuses DELETE)."""

    kode = models.CharField("kode", max_length=30, unique=True, help_text="Teks, bukan angka.")
    nama = models.CharField("nama", max_length=200)
    singkatan = models.CharField("singkatan", max_length=40)
    jenis = models.CharField(
        "jenis", max_length=12, choices=JenisOpd.choices, default=JenisOpd.DINAS
    )
    induk = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="induk", related_name="unit"
    )
    klaster = models.ForeignKey(
        Klaster,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="klaster",
        related_name="opd",
        help_text="Unit selalu pada klaster OPD induknya.",
    )
    urusan = models.ManyToManyField(
        Urusan, through="OpdUrusan", related_name="opd", verbose_name="urusan"
    )
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    kop_nama = models.CharField(
        "nama pada kop", max_length=200, blank=True, help_text="Kosong berarti nama OPD."
    )
    alamat = models.CharField("alamat pada kop", max_length=300, blank=True)
    logo = models.ForeignKey(
        Lampiran,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        verbose_name="lambang pada kop",
        related_name="+",
        help_text="Kosong berarti lambang pada kop Bapperida.",
    )
    wajib_rilis_kepala = models.BooleanField(
        "isian dilepas kepala OPD",
        default=False,
        help_text="Operator menyerahkan isian, kepala OPD (atau Plt.) yang mengajukannya.",
    )
    aktif = models.BooleanField("aktif", default=True)
    nonaktif_tanggal = models.DateField("tanggal nonaktif", null=True, blank=True)
    penerus = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="penerus",
        related_name="pendahulu",
        help_text="OPD yang meneruskan tugas bila OPD ini dinonaktifkan.",
    )

    objects = OpdQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "OPD"
        ordering = ("urutan", "kode", "pk")
        constraints = [
            models.CheckConstraint(
                name="opd_nonaktif_bertanggal",
                condition=Q(aktif=True, nonaktif_tanggal=None)
                | Q(aktif=False, nonaktif_tanggal__isnull=False),
                violation_error_message="OPD yang nonaktif wajib bertanggal nonaktif.",
            ),
            models.CheckConstraint(
                name="opd_bukan_induk_sendiri",
                condition=Q(induk=None) | ~Q(induk=F("id")),
                violation_error_message="OPD tidak dapat menjadi induknya sendiri.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name=JANGAN_HAPUS, operation=pgtrigger.Delete),
            # A unit is counted with the OPD above it, whoever writes either of them.
            pgtrigger.Trigger(
                name="klaster_dari_induk",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__induk_id__isnull=False),
                func="SELECT klaster_id INTO NEW.klaster_id FROM opd_opd WHERE id = NEW.induk_id;"
                " RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="klaster_ke_unit",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__klaster_id__df=pgtrigger.F("new__klaster_id")),
                func="UPDATE opd_opd SET klaster_id = NEW.klaster_id WHERE induk_id = NEW.id;"
                " RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def nama_kop(self) -> str:
        return (self.kop_nama or self.nama).upper()

    def nama_pada(self, pada: date) -> str:
        """Name that was in use on a date. One query, none when `riwayat_nama` is prefetched."""
        for lama in self.riwayat_nama.all():
            if lama.mulai <= pada and (lama.selesai is None or pada <= lama.selesai):
                return lama.nama
        return self.nama


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class OpdUrusan(models.Model):
    opd = models.ForeignKey(Opd, models.CASCADE, verbose_name="OPD", related_name="opd_urusan")
    urusan = models.ForeignKey(
        Urusan, models.PROTECT, verbose_name="urusan", related_name="opd_urusan"
    )
    utama = models.BooleanField("urusan utama", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "urusan OPD"
        ordering = ("-utama", "urusan__kode", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("opd", "urusan"),
                name="opd_urusan_unik",
                violation_error_message="Urusan ini sudah tercatat pada OPD tersebut.",
            )
        ]

    def __str__(self) -> str:
        return str(self.urusan)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class NamaOpd(models.Model):
    """Former name of an OPD with its effective dates; old reports keep the old name."""

    opd = models.ForeignKey(Opd, models.PROTECT, verbose_name="OPD", related_name="riwayat_nama")
    nama = models.CharField("nama", max_length=200)
    singkatan = models.CharField("singkatan", max_length=40)
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai", null=True, blank=True)
    dasar_hukum = models.CharField("dasar hukum", max_length=200, blank=True)

    class Meta:
        verbose_name = "riwayat nama"
        verbose_name_plural = "riwayat nama"
        ordering = ("-mulai", "pk")
        constraints = [
            models.CheckConstraint(
                name="nama_opd_urut_tanggal",
                condition=Q(selesai=None) | Q(selesai__gte=F("mulai")),
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
            ),
            ExclusionConstraint(
                name="nama_opd_tidak_tumpang_tindih",
                expressions=[
                    ("opd", RangeOperators.EQUAL),
                    (
                        Func(
                            "mulai",
                            "selesai",
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Masa berlaku nama ini bertumpang tindih dengan nama lain.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama
