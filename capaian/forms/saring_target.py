"""Filters of the lists of targets: all versions, sources side by side, proposals of one OPD."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Q, QuerySet

from capaian.forms.saring import (
    SaringForm,
    SaringOpd,
    Tersembunyi,
    medan_per,
    medan_pilih,
    medan_urut,
    urutkan,
)
from capaian.layar.banding import yang_berbeda
from capaian.layar.target_daftar import yang_berlaku
from capaian.models import Indikator, Target
from capaian.pilihan import SumberTarget

SEMUA_TAHUN = "semua"
URUTAN_TARGET = {
    "": (
        "indikator__opd__urutan",
        "indikator__opd__kode",
        "indikator__urutan",
        "indikator__kode",
        "tahun",
        "mulai",
        "nomor",
        "pk",
    ),
    "kode": ("indikator__kode", "tahun", "mulai", "nomor", "pk"),
    "nama": ("indikator__nama", "indikator__kode", "tahun", "mulai", "nomor", "pk"),
    "opd": ("indikator__opd__singkatan", "indikator__kode", "tahun", "mulai", "nomor", "pk"),
    "tahun": ("tahun", "indikator__opd__urutan", "indikator__kode", "mulai", "nomor", "pk"),
    "sumber": ("sumber", "indikator__kode", "tahun", "mulai", "nomor", "pk"),
    "mulai": ("mulai", "indikator__kode", "tahun", "nomor", "pk"),
    "dicatat": ("ditetapkan_pada", "pk"),
}


class SaringTarget(SaringOpd):
    """Without `tahun` in the URL it is `bawaan`; every version of a year, or all years."""

    tahun = medan_pilih("Tahun")
    sumber = medan_pilih("Sumber", [("", "Semua sumber"), *SumberTarget.choices])
    berlaku = medan_pilih("Versi", [("", "Semua versi"), ("ya", "Yang berlaku saja")])
    per = medan_per()
    urut = medan_urut(URUTAN_TARGET)

    def __init__(
        self, data: Any, *, pengguna: AbstractBaseUser, tahun: tuple[int, ...], bawaan: int
    ) -> None:
        data = data.copy()
        if not data.get("tahun"):
            data["tahun"] = str(bawaan)
        super().__init__(data, pengguna=pengguna)
        self.initial["tahun"] = self.bawaan = str(bawaan)
        self.fields["tahun"].choices = [
            (SEMUA_TAHUN, "Semua tahun"),
            *((str(t), f"Tahun {t}") for t in tahun),
        ]
        self.fields["cari"].label = "Cari kode, nama, atau dokumen"
        self.fields["cari"].widget.attrs["placeholder"] = "Kode, nama, dokumen"

    @property
    def tahun_dipilih(self) -> str:
        """A year, or SEMUA_TAHUN; a year that does not exist counts as the usual one."""
        return self.isi["tahun"] or self.bawaan

    def saring_target(self, target: QuerySet[Target], hari_ini: date) -> QuerySet[Target]:
        isi = self.isi
        if self.tahun_dipilih != SEMUA_TAHUN:
            target = target.filter(tahun=self.tahun_dipilih)
        if isi.get("klaster"):
            target = target.filter(indikator__opd__klaster=isi["klaster"])
        if isi.get("opd"):
            target = target.filter(indikator__opd=isi["opd"])
        if isi["sumber"]:
            target = target.filter(sumber=isi["sumber"])
        if kata := isi["cari"].strip():
            target = target.filter(
                Q(indikator__nama__icontains=kata)
                | Q(indikator__kode__icontains=kata)
                | Q(acuan__icontains=kata)
            )
        if isi["berlaku"]:
            target = yang_berlaku(target, hari_ini)
        return target.order_by(*urutkan(URUTAN_TARGET, isi["urut"]))

    @property
    def kalimat(self) -> str:
        """With the year, which is no filter that could be cleared but limits the rows."""
        tahun = self.tahun_dipilih
        sebutan = "semua tahun" if tahun == SEMUA_TAHUN else f"tahun {tahun}"
        return ", ".join(filter(None, (sebutan, super().kalimat)))


class SaringBanding(SaringOpd):
    hanya = medan_pilih("Baris", [("", "Semua baris"), ("beda", "Hanya yang berbeda")])
    per = medan_per()

    def saring_banding(self, indikator: QuerySet[Indikator], tahun: int) -> QuerySet[Indikator]:
        indikator = self.saring(indikator)
        return yang_berbeda(indikator, tahun) if self.isi["hanya"] else indikator


class SaringUsulan(SaringForm):
    cari = forms.CharField(
        label="Cari kode atau nama",
        required=False,
        max_length=100,
        validators=[ProhibitNullCharactersValidator()],
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Cari kode atau nama"}),
    )
    keadaan = medan_pilih(
        "Keadaan", [("", "Semua"), ("belum", "Belum diusulkan"), ("sudah", "Sudah diusulkan")]
    )
    opd = forms.CharField(label="OPD", required=False, widget=Tersembunyi)
    tahun = forms.CharField(label="Tahun", required=False, widget=Tersembunyi)

    def __init__(self, data: Any, *, opd: int, tahun: int) -> None:
        """`opd` and `tahun` are the page itself, not filters of it."""
        tetap = {"opd": str(opd), "tahun": str(tahun)}
        isi = {nama: data.get(nama, "") for nama in ("cari", "keadaan")}
        super().__init__(isi | tetap, initial=tetap)

    def saring(self, indikator: QuerySet[Indikator], tahun: int) -> QuerySet[Indikator]:
        isi = self.isi
        if isi["keadaan"] == "belum":
            indikator = indikator.exclude(usulan__tahun=tahun)
        elif isi["keadaan"]:
            indikator = indikator.filter(usulan__tahun=tahun)
        return indikator.cari(isi["cari"])
