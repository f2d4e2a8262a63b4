"""Kept figures of the dashboards and the proof of their freshness (docs/adr/0009-ringkasan.md).

Everything here is derived and can be thrown away; nothing in it is official. So no key of these
tables holds a row of another one: a saved realisasi never waits for a summary.
"""

from django.db import models
from django.db.models import Q

from capaian.models.indikator import Indikator
from capaian.models.periode import Tahun
from capaian.models.prioritas import Prioritas
from capaian.pilihan import NomorTriwulan
from opd.models import Opd, Urusan


def tautan(model: type[models.Model], nama: str, *, wajib: bool = True) -> models.ForeignKey:
    """A number of a row elsewhere, without a lock on it and without an index of its own."""
    return models.ForeignKey(
        model,
        models.DO_NOTHING,
        verbose_name=nama,
        related_name="+",
        null=not wajib,
        db_constraint=False,
        db_index=False,
    )


class Ringkasan(models.Model):
    """Figures of one OPD in one year up to a quarter, by prioritas and urusan; they add up.

    The fields are those of capaian.ringkasan.Ringkas. `peringkat_n` counts every row of that step
    of the scale, `pasti_n` the settled ones.
    """

    tahun = tautan(Tahun, "tahun")
    sampai = models.PositiveSmallIntegerField("sampai triwulan", choices=NomorTriwulan.choices)
    opd = tautan(Opd, "OPD")
    prioritas = tautan(Prioritas, "prioritas", wajib=False)
    urusan = tautan(Urusan, "urusan", wajib=False)
    indikator = models.PositiveIntegerField("indikator")
    terhitung = models.PositiveIntegerField("terhitung")
    jumlah_persen = models.DecimalField("jumlah persen", max_digits=80, decimal_places=2)
    pasti = models.PositiveIntegerField("pasti")
    terverifikasi = models.PositiveIntegerField("terverifikasi")
    belum_diisi = models.PositiveIntegerField("belum diisi")
    contoh = models.PositiveIntegerField("data contoh")
    berpagu = models.PositiveIntegerField("mempunyai pagu")
    beranggaran = models.PositiveIntegerField("menyebut realisasi anggaran")
    pagu = models.DecimalField("pagu (Rp)", max_digits=30, decimal_places=2, null=True)
    realisasi_anggaran = models.DecimalField(
        "realisasi anggaran (Rp)", max_digits=30, decimal_places=2, null=True
    )
    peringkat_1 = models.PositiveIntegerField("peringkat 1")
    peringkat_2 = models.PositiveIntegerField("peringkat 2")
    peringkat_3 = models.PositiveIntegerField("peringkat 3")
    peringkat_4 = models.PositiveIntegerField("peringkat 4")
    peringkat_5 = models.PositiveIntegerField("peringkat 5")
    pasti_1 = models.PositiveIntegerField("peringkat 1, pasti")
    pasti_2 = models.PositiveIntegerField("peringkat 2, pasti")
    pasti_3 = models.PositiveIntegerField("peringkat 3, pasti")
    pasti_4 = models.PositiveIntegerField("peringkat 4, pasti")
    pasti_5 = models.PositiveIntegerField("peringkat 5, pasti")

    class Meta:
        verbose_name = verbose_name_plural = "ringkasan"
        ordering = ("tahun_id", "sampai", "opd_id", "prioritas_id", "urusan_id", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("tahun", "sampai", "opd", "prioritas", "urusan"),
                name="ringkasan_unik",
                nulls_distinct=False,
                violation_error_message="Ringkasan ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.tahun_id} s.d. TW {self.sampai}, OPD {self.opd_id}"


class TerendahRingkasan(models.Model):
    """The lowest results of one OPD in one year up to a quarter, as fresh as its Ringkasan.

    The fields are those of capaian.ringkasan.Terendah; there are a handful of rows for each OPD.
    """

    tahun = tautan(Tahun, "tahun")
    sampai = models.PositiveSmallIntegerField("sampai triwulan", choices=NomorTriwulan.choices)
    opd = tautan(Opd, "OPD")
    indikator = tautan(Indikator, "indikator")
    persen = models.DecimalField("capaian (%)", max_digits=80, decimal_places=2)
    urutan = models.PositiveSmallIntegerField("peringkat")
    sementara = models.BooleanField("sementara")

    class Meta:
        verbose_name = verbose_name_plural = "capaian terendah"
        ordering = ("tahun_id", "sampai", "persen", "indikator_id", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("tahun", "sampai", "opd", "indikator"),
                name="terendah_ringkasan_unik",
                violation_error_message="Baris ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.tahun_id} s.d. TW {self.sampai}, indikator {self.indikator_id}"


class StempelRingkasan(models.Model):
    """That the Ringkasan of one OPD and year was computed, and what the database had seen by then.

    `asal` is the database server: in another one the numbers of a snapshot mean nothing. `aturan`
    is the version of the formulas and the scale of the year.
    """

    tahun = tautan(Tahun, "tahun")
    opd = tautan(Opd, "OPD")
    cuplikan = models.TextField("cuplikan")
    asal = models.CharField("peladen", max_length=60)
    aturan = models.CharField("versi rumus dan skala", max_length=120)
    dihitung_pada = models.DateTimeField("dihitung pada")

    class Meta:
        verbose_name = verbose_name_plural = "stempel ringkasan"
        ordering = ("tahun_id", "opd_id", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("tahun", "opd"),
                name="stempel_ringkasan_unik",
                violation_error_message="Stempel ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.tahun_id}, OPD {self.opd_id}"


class PenandaRingkasan(models.Model):
    """Transaction `xid` changed what figures are made of. Written by triggers of the database only.

    Of one indikator or of one OPD, else of all; in one year, else in all.
    """

    indikator = tautan(Indikator, "indikator", wajib=False)
    opd = tautan(Opd, "OPD", wajib=False)
    tahun = tautan(Tahun, "tahun", wajib=False)
    xid = models.BigIntegerField("nomor transaksi")

    class Meta:
        verbose_name = verbose_name_plural = "penanda ringkasan"
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.xid)


class LantaiRingkasan(models.Model):
    """Penanda of transactions below `xid` are gone. Its one row is the lock of whoever computes."""

    xid = models.BigIntegerField("nomor transaksi", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "lantai ringkasan"
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="lantai_ringkasan_satu",
                condition=Q(id=1),
                violation_error_message="Hanya ada satu lantai ringkasan.",
            )
        ]

    def __str__(self) -> str:
        return str(self.xid)
