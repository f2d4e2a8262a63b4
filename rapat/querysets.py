from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q

from opd.lingkup import lingkup
from rapat.pilihan import DISEPAKATI, Putusan


class RapatQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        """An OPD sees the meetings it is invited to."""
        ruang = lingkup(pengguna)
        if ruang.semua:
            return self
        return self.filter(sesi__agenda__opd__in=ruang.opd_ids).distinct()


class SesiQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(agenda__opd__in=ruang.opd_ids).distinct()


class KesepakatanQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(indikator__opd__in=ruang.opd_ids)

    def siap_ditetapkan(self) -> Self:
        """Agreed, but not yet a target in force."""
        return self.filter(putusan__in=DISEPAKATI, target_baru=None)

    def belum_diputuskan(self) -> Self:
        return self.filter(Q(putusan=Putusan.BELUM))
