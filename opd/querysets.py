from collections.abc import Iterable
from datetime import date
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from opd.lingkup import lingkup
from opd.pilihan import KedudukanPejabat, Peran


class OpdQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        """Rows this person may see; outside it they seem not to exist (404)."""
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(pk__in=ruang.opd_ids)

    def aktif(self) -> Self:
        return self.filter(aktif=True)

    def beragenda(self) -> Self:
        """Those that can have a turn in a sesi; a unit is discussed with the OPD above it."""
        return self.aktif().filter(induk=None)


class PenugasanQuerySet(models.QuerySet):
    def berlaku(self, pada: date | None = None) -> Self:
        """In force on a date; today when empty."""
        pada = pada or timezone.localdate()
        return self.filter(mulai__lte=pada).filter(Q(selesai=None) | Q(selesai__gte=pada))

    def kepala(self, opd_ids: Iterable[int], pada: date | None = None) -> dict[int, models.Model]:
        """Who signs for each OPD on a date: an acting head before the definitive one. One query."""
        urut = {KedudukanPejabat.DEFINITIF: 0, KedudukanPejabat.PLT: 1, KedudukanPejabat.PLH: 2}
        baris = self.berlaku(pada).filter(peran=Peran.KEPALA, opd__in=list(opd_ids))
        baris = baris.select_related("pengguna").order_by("mulai", "pk")
        return {p.opd_id: p for p in sorted(baris, key=lambda p: urut[p.kedudukan])}


class PemberitahuanQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        """One's own, whatever the role: nobody reads what somebody else was told."""
        return self.filter(pengguna=pengguna.pk)

    def terbuka(self) -> Self:
        """What is still to be done."""
        return self.filter(selesai_pada=None)

    def belum_dibaca(self) -> Self:
        return self.terbuka().filter(dibaca_pada=None)
