"""Which programs, kegiatan and pagu a person may see, and which pagu is in force."""

from datetime import date
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from opd.lingkup import lingkup


class ProgramQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(opd__in=ruang.opd_ids)


class KegiatanQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(program__opd__in=ruang.opd_ids)


class SubKegiatanQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(kegiatan__program__opd__in=ruang.opd_ids)


class PaguQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        ruang = lingkup(pengguna)
        if ruang.semua:
            return self
        opd = ruang.opd_ids
        return self.filter(
            Q(program__opd__in=opd)
            | Q(kegiatan__program__opd__in=opd)
            | Q(sub_kegiatan__kegiatan__program__opd__in=opd)
        )

    def berlaku(self, pada: date | None = None) -> Self:
        """The version in force on a date per node, year and source; today when empty."""
        nomor = Window(
            RowNumber(),
            partition_by=[F("program"), F("kegiatan"), F("sub_kegiatan"), F("tahun"), F("sumber")],
            order_by=[F("mulai").desc(), F("pk").desc()],
        )
        return (
            self.filter(mulai__lte=pada or timezone.localdate())
            .annotate(_nomor=nomor)
            .filter(_nomor=1)
        )
