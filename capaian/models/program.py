"""Program, kegiatan and sub kegiatan of an OPD, with codes as text (Kepmendagri nomenclature)."""

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from capaian.models.periode import Tahun
from capaian.models.pohon import Sasaran
from capaian.models.prioritas import Prioritas
from capaian.pilihan import SumberTarget
from capaian.querysets_program import (
    KegiatanQuerySet,
    PaguQuerySet,
    ProgramQuerySet,
    SubKegiatanQuerySet,
)
from konsolidasi.inti.cari import indeks
from opd.models import Opd

# U.BB.PP.K.kk.ssss: urusan, bidang urusan, program, 1 provinsi or 2 kota, kegiatan, sub kegiatan.
# X.XX stands for "non urusan"; the last part has two digits in older lists, four in newer ones.
_PROGRAM = r"\A([1-9]\.[0-9]{2}|X\.XX)\.[0-9]{2}"
_KEGIATAN = _PROGRAM + r"\.[12]\.[0-9]{2}"
POLA_PROGRAM, POLA_KEGIATAN = _PROGRAM + r"\Z", _KEGIATAN + r"\Z"
POLA_SUB_KEGIATAN = _KEGIATAN + r"\.([0-9]{2}|[0-9]{4})\Z"
SALAH_PROGRAM = (
    "Kode program ditulis seperti 1.02.02: urusan, bidang urusan dua angka, program dua angka."
)
SALAH_KEGIATAN = (
    "Kode kegiatan ditulis seperti 1.02.02.2.01: kode program, 2 untuk kota, kegiatan dua angka."
)
SALAH_SUB_KEGIATAN = (
    "Kode sub kegiatan ditulis seperti 1.02.02.2.01.0003: kode kegiatan, lalu dua atau empat angka."
)
GANTI_KODE = "Catat yang baru dengan kode baru, lalu nonaktifkan yang ini."
TETAP = pgtrigger.Protect(name="pagu_tidak_diubah", operation=pgtrigger.Update | pgtrigger.Delete)


def jejak() -> tuple[pghistory.Tracker, ...]:
    """What an import made and that is taken back is removed; its history stays and says so."""
    return pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()


def berpola(nama: str, pola: str, kalimat: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=nama, condition=Q(kode__regex=pola), violation_error_message=kalimat
    )


class Nomenklatur(models.Model):
    """What the three levels have in common. Ended by `aktif`, never deleted."""

    nama = models.CharField("nama", max_length=300)
    aktif = models.BooleanField("aktif", default=True)
    contoh = models.BooleanField("data contoh", default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"

    def get_absolute_url(self) -> str:
        """The tree, open at this node wherever it stands."""
        return f"{reverse('capaian:pohon')}?buka={self.kunci}"


@pghistory.track(*jejak())
class Program(Nomenklatur):
    """A program of one OPD (outcome), under a prioritas, a sasaran, or neither yet."""

    opd = models.ForeignKey(Opd, models.PROTECT, verbose_name="OPD", related_name="+")
    kode = models.CharField(
        "kode", max_length=20, validators=[RegexValidator(POLA_PROGRAM, SALAH_PROGRAM)]
    )
    sasaran = models.ForeignKey(
        Sasaran,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="sasaran",
        related_name="program",
    )
    prioritas = models.ForeignKey(
        Prioritas,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="prioritas",
        related_name="program",
    )

    objects = ProgramQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "program"
        ordering = ("opd__urutan", "kode", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("opd", "kode"),
                name="program_kode_unik",
                violation_error_message="OPD ini sudah mempunyai program dengan kode itu.",
            ),
            berpola("program_kode_berpola", POLA_PROGRAM, SALAH_PROGRAM),
        ]

    @property
    def kunci(self) -> str:
        return f"p{self.pk}"

    def clean(self) -> None:
        """Two queries at most."""
        if self.sasaran_id and self.prioritas_id and self.prioritas.sasaran_id != self.sasaran_id:
            salah = "Prioritas ini di bawah sasaran lain. Kosongkan sasaran, atau samakan."
            raise ValidationError({"sasaran": salah})
        if self.pk and self.kegiatan.exclude(kode__startswith=f"{self.kode}.").exists():
            salah = "Kegiatan di bawahnya memakai kode program yang lama."
            raise ValidationError({"kode": f"{salah} {GANTI_KODE}"})


@pghistory.track(*jejak())
class Kegiatan(Nomenklatur):
    """A kegiatan (output) of a program."""

    program = models.ForeignKey(
        Program, models.PROTECT, verbose_name="program", related_name="kegiatan"
    )
    kode = models.CharField(
        "kode", max_length=20, validators=[RegexValidator(POLA_KEGIATAN, SALAH_KEGIATAN)]
    )

    objects = KegiatanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "kegiatan"
        ordering = ("program", "kode", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("program", "kode"),
                name="kegiatan_kode_unik",
                violation_error_message="Program ini sudah mempunyai kegiatan dengan kode itu.",
            ),
            berpola("kegiatan_kode_berpola", POLA_KEGIATAN, SALAH_KEGIATAN),
        ]

    @property
    def kunci(self) -> str:
        return f"p{self.program_id}-k{self.pk}"

    def clean(self) -> None:
        """Codes begin with the code above, so they are unique per OPD. Two queries at most."""
        _berawalan(self.kode, self.program.kode if self.program_id else "", "program")
        if self.pk and self.sub_kegiatan.exclude(kode__startswith=f"{self.kode}.").exists():
            salah = "Sub kegiatan di bawahnya memakai kode kegiatan yang lama."
            raise ValidationError({"kode": f"{salah} {GANTI_KODE}"})


@pghistory.track(*jejak())
class SubKegiatan(Nomenklatur):
    """A sub kegiatan (output) of a kegiatan."""

    kegiatan = models.ForeignKey(
        Kegiatan, models.PROTECT, verbose_name="kegiatan", related_name="sub_kegiatan"
    )
    kode = models.CharField(
        "kode", max_length=20, validators=[RegexValidator(POLA_SUB_KEGIATAN, SALAH_SUB_KEGIATAN)]
    )

    objects = SubKegiatanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "sub kegiatan"
        ordering = ("kegiatan", "kode", "pk")
        indexes = [indeks("sub_kegiatan_cari", "kode", "nama")]
        constraints = [
            models.UniqueConstraint(
                fields=("kegiatan", "kode"),
                name="sub_kegiatan_kode_unik",
                violation_error_message="Kegiatan ini sudah mempunyai sub kegiatan berkode itu.",
            ),
            berpola("sub_kegiatan_kode_berpola", POLA_SUB_KEGIATAN, SALAH_SUB_KEGIATAN),
        ]

    @property
    def kunci(self) -> str:
        """One query where the kegiatan is not loaded."""
        return f"{self.kegiatan.kunci}-b{self.pk}"

    def clean(self) -> None:
        """One query."""
        _berawalan(self.kode, self.kegiatan.kode if self.kegiatan_id else "", "kegiatan")


@pghistory.track(*jejak())
class Pagu(models.Model):
    """Money for one program, kegiatan or sub kegiatan of a year by one document.

    Versions are added, never changed (a trigger refuses). In force on a date: the latest `mulai`
    not after it, then the latest row. Of an indikator the pagu stands in its Target.
    """

    program = models.ForeignKey(
        Program, models.PROTECT, null=True, blank=True, verbose_name="program", related_name="pagu"
    )
    kegiatan = models.ForeignKey(
        Kegiatan,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="kegiatan",
        related_name="pagu",
    )
    sub_kegiatan = models.ForeignKey(
        SubKegiatan,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="sub kegiatan",
        related_name="pagu",
    )
    tahun = models.ForeignKey(Tahun, models.PROTECT, verbose_name="tahun", related_name="+")
    sumber = models.CharField("sumber", max_length=12, choices=SumberTarget.choices)
    nilai = models.DecimalField("pagu (Rp)", max_digits=20, decimal_places=2)
    mulai = models.DateField("berlaku mulai")
    acuan = models.CharField(
        "acuan", max_length=200, blank=True, help_text="Dokumen dengan nomornya."
    )
    contoh = models.BooleanField("data contoh", default=False)

    objects = PaguQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pagu"
        ordering = ("-tahun", "sumber", "-mulai", "-pk")
        constraints = [
            models.CheckConstraint(
                name="pagu_satu_simpul",
                condition=Q(program__isnull=False, kegiatan=None, sub_kegiatan=None)
                | Q(program=None, kegiatan__isnull=False, sub_kegiatan=None)
                | Q(program=None, kegiatan=None, sub_kegiatan__isnull=False),
                violation_error_message=(
                    "Pagu wajib menyebut tepat satu: program, kegiatan, atau sub kegiatan."
                ),
            ),
            models.CheckConstraint(
                name="pagu_tidak_negatif",
                condition=Q(nilai__gte=0),
                violation_error_message="Pagu tidak boleh negatif.",
            ),
            models.UniqueConstraint(
                fields=("program", "kegiatan", "sub_kegiatan", "tahun", "sumber", "mulai", "nilai"),
                name="pagu_sekali",
                nulls_distinct=False,
                violation_error_message="Pagu yang sama persis sudah tercatat.",
            ),
        ]
        triggers = [TETAP]

    def __str__(self) -> str:
        return f"{self.get_sumber_display()} {self.tahun_id}"


def _berawalan(kode: str, induk: str, kata: str) -> None:
    if kode and induk and not kode.startswith(f"{induk}."):
        raise ValidationError({"kode": f"Kode harus diawali kode {kata}nya, {induk}."})
