from datetime import date, datetime
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from opd.lingkup import lingkup


class PeriodeQuerySet(models.QuerySet):
    def sudah_dibuka(self, pada: datetime | None = None) -> Self:
        return self.filter(dibuka_pada__lte=pada or timezone.now())

    def bawaan(self, pada: datetime | None = None) -> models.Model | None:
        """The quarter a page opens with: the newest whose window has opened. One query."""
        return self.sudah_dibuka(pada).order_by("-tahun", "-triwulan").first()


class IndikatorQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(opd__in=ruang.opd_ids)

    def aktif(self) -> Self:
        return self.filter(aktif=True, opd__aktif=True)

    def cari(self, kata: str) -> Self:
        kata = kata.strip()
        return self.filter(Q(nama__icontains=kata) | Q(kode__icontains=kata)) if kata else self


class TargetQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(indikator__opd__in=ruang.opd_ids)

    def berlaku(self, pada: date | None = None) -> Self:
        """The version in force on a date for each indikator and year; today when empty."""
        pada = pada or timezone.localdate()
        terbaru = (
            self.model._base_manager.filter(
                indikator=OuterRef("indikator"), tahun=OuterRef("tahun"), mulai__lte=pada
            )
            .order_by("-mulai", "-nomor")
            .values("pk")[:1]
        )
        return self.filter(pk=Subquery(terbaru))


class RealisasiQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(indikator__opd__in=ruang.opd_ids)


class BuktiQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(indikator__opd__in=ruang.opd_ids)

    def berlaku(self) -> Self:
        """Evidence that was not withdrawn."""
        return self.filter(dicabut_pada=None)
