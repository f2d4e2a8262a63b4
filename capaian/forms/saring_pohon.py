"""Filters of the tree: klaster and OPD; which quarter and which nodes are open is carried along."""

from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from capaian.forms.saring import SaringOpd
from capaian.models import Indikator
from capaian.pilihan import NomorTriwulan
from opd.models import Opd

DIBAWA = ("tahun", "triwulan", "buka", "tutup")


class SaringPohon(SaringOpd):
    triwulan = forms.CharField(label="Triwulan", required=False, widget=forms.HiddenInput)
    buka = forms.CharField(label="Yang terbuka", required=False, widget=forms.HiddenInput)
    tutup = forms.CharField(label="Yang terlipat", required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, pengguna: AbstractBaseUser) -> None:
        super().__init__(data, pengguna=pengguna)
        self.initial |= {nama: data.get(nama, "") for nama in DIBAWA}
        del self.fields["cari"]

    def saring(self, indikator: QuerySet[Indikator]) -> QuerySet[Indikator]:
        return indikator.filter(**self._syarat("opd__"))

    def opd(self, pengguna: AbstractBaseUser) -> list[int]:
        """Those whose indikator are counted, ended ones too. One query."""
        semua = Opd.objects.untuk(pengguna).filter(**self._syarat(""))
        return list(semua.order_by("pk").values_list("pk", flat=True))

    def _syarat(self, awalan: str) -> dict[str, str]:
        isi = self.isi
        syarat = {f"{awalan}klaster": isi.get("klaster"), f"{awalan}pk": isi.get("opd")}
        return {medan: nilai for medan, nilai in syarat.items() if nilai}

    @property
    def sebagian(self) -> bool:
        return bool(self._syarat(""))

    def nomor(self, bawaan: int) -> int:
        """The quarter up to which the year is counted."""
        diminta = self.isi["triwulan"]
        return int(diminta) if diminta in {str(n) for n in NomorTriwulan.values} else bawaan
