from datetime import date
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q

from opd.lingkup import lingkup
from rapat.pilihan import MASIH_TERBUKA, Putusan


class RapatQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        """An OPD sees the meetings it is invited to."""
        ruang = lingkup(pengguna)
        if ruang.semua:
            return self
        return self.filter(sesi__agenda__opd__in=ruang.undangan_ids).distinct()


class SesiQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(agenda__opd__in=ruang.undangan_ids).distinct()


class AgendaQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        """An OPD sees its own item; a unit sees the item of the OPD it belongs to."""
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(opd__in=ruang.undangan_ids)


class KesepakatanQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(indikator__opd__in=ruang.opd_ids)

    def belum_diputuskan(self) -> Self:
        return self.filter(putusan=Putusan.BELUM)


class TindakLanjutQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        """An OPD sees what it must do and what it supports."""
        ruang = lingkup(pengguna)
        if ruang.semua:
            return self
        milik = ruang.opd_ids
        return self.filter(Q(opd__in=milik) | Q(pendukung__in=milik)).distinct()

    def milik_rapat(self, rapat: int) -> Self:
        """From the agenda of a rapat, or from a list that was imported for it.

        What a list that was taken back left behind, cancelled and without number, is not of it.
        """
        return self.filter(Q(asal__sesi__rapat=rapat) | Q(rapat=rapat) & ~Q(nomor=""))

    def terbuka(self) -> Self:
        return self.filter(status__in=MASIH_TERBUKA)

    def lewat_batas(self, pada: date) -> Self:
        return self.terbuka().filter(batas_tanggal__lt=pada)


class BeritaAcaraQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        """An OPD sees those of the sesi it was invited to."""
        ruang = lingkup(pengguna)
        if ruang.semua:
            return self
        return self.filter(sesi__agenda__opd__in=ruang.undangan_ids).distinct()
