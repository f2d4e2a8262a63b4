"""Filters of the tree: klaster and OPD; which quarter and which nodes are open is carried along."""

from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from capaian.forms.saring import SaringOpd, Tersembunyi
from capaian.pilihan import NomorTriwulan
from opd.lingkup import Penanya, kueri_untuk
from opd.models import Opd

DIBAWA = ("tahun", "triwulan", "buka", "tutup")


@kueri_untuk
def _opd(siapa: Penanya, **saring: str) -> QuerySet:
    semua = Opd.objects.untuk(siapa).filter(**saring)
    return semua.order_by("pk").values_list("pk", flat=True)


class SaringPohon(SaringOpd):
    triwulan = forms.CharField(label="Triwulan", required=False, widget=Tersembunyi)
    buka = forms.CharField(label="Yang terbuka", required=False, widget=Tersembunyi)
    tutup = forms.CharField(label="Yang terlipat", required=False, widget=Tersembunyi)

    def __init__(self, data: Any, *, pengguna: AbstractBaseUser) -> None:
        super().__init__(data, pengguna=pengguna)
        self.initial |= {nama: data.get(nama, "") for nama in DIBAWA}
        del self.fields["cari"]

    @property
    def syarat(self) -> dict[str, str]:
        """Conditions for indikator."""
        return self._syarat("opd__")

    def opd(self, pengguna: AbstractBaseUser) -> list[int]:
        """Those whose indikator are counted, ended ones too. One query."""
        return _opd(pengguna, **self._syarat(""))

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
