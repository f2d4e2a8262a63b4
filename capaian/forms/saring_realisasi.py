"""Filters of the list of realisasi and of a history."""

from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from capaian.forms.saring import (
    SaringForm,
    SaringOpd,
    Tersembunyi,
    medan_per,
    medan_pilih,
    medan_urut,
    urutkan,
)
from capaian.models import Bukti, Realisasi
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from konsolidasi.inti.waktu import ROMAWI

URUTAN_REALISASI = {
    "": (
        "indikator__opd__urutan",
        "indikator__urutan",
        "indikator__kode",
        "periode__triwulan",
        "pk",
    ),
    "kode": ("indikator__kode", "periode__triwulan", "pk"),
    "nama": ("indikator__nama", "periode__triwulan", "pk"),
    "opd": (
        "indikator__opd__singkatan",
        "indikator__urutan",
        "indikator__kode",
        "periode__triwulan",
        "pk",
    ),
    "triwulan": ("periode__triwulan", "indikator__opd__urutan", "indikator__urutan", "pk"),
    "status": ("status", "indikator__opd__urutan", "indikator__urutan", "periode__triwulan", "pk"),
    "diubah": ("diubah_pada", "pk"),
}
SEMUA_TRIWULAN = "semua"


class SaringRealisasi(SaringOpd):
    """Without `triwulan` in the URL it is `bawaan`, the running quarter."""

    triwulan = medan_pilih(
        "Triwulan",
        [
            (SEMUA_TRIWULAN, "Semua triwulan"),
            *((str(n), f"TW {romawi}") for n, romawi in enumerate(ROMAWI, start=1)),
        ],
    )
    status = medan_pilih("Status", [("", "Semua status"), *StatusRealisasi.choices])
    keadaan = medan_pilih("Isi", [("", "Semua isi"), *KeadaanNilai.choices])
    terlambat = medan_pilih(
        "Ketepatan", [("", "Tepat dan terlambat"), ("ya", "Terlambat"), ("tidak", "Tepat waktu")]
    )
    bukti = medan_pilih(
        "Bukti", [("", "Dengan atau tanpa bukti"), ("ada", "Ada bukti"), ("tanpa", "Tanpa bukti")]
    )
    ubahan = medan_pilih("Ubahan", [("", "Diubah atau tidak"), ("ya", "Diubah setelah verifikasi")])
    per = medan_per()
    urut = medan_urut(URUTAN_REALISASI)

    def __init__(self, data: Any, *, pengguna: AbstractBaseUser, bawaan: str) -> None:
        data = data.copy()
        if not data.get("triwulan"):
            data["triwulan"] = bawaan
        super().__init__(data, pengguna=pengguna)
        self.initial["triwulan"] = self.bawaan = bawaan

    @property
    def nomor_triwulan(self) -> tuple[int, ...]:
        pilihan = self.isi["triwulan"] or self.bawaan
        return (1, 2, 3, 4) if pilihan == SEMUA_TRIWULAN else (int(pilihan),)

    def saring(self, realisasi: QuerySet[Realisasi]) -> QuerySet[Realisasi]:
        isi = self.isi
        if isi.get("klaster"):
            realisasi = realisasi.filter(indikator__opd__klaster=isi["klaster"])
        if isi.get("opd"):
            realisasi = realisasi.filter(indikator__opd=isi["opd"])
        if kata := isi["cari"].strip():
            nama, kode = Q(indikator__nama__icontains=kata), Q(indikator__kode__icontains=kata)
            realisasi = realisasi.filter(nama | kode)
        for medan in ("status", "keadaan"):
            if isi[medan]:
                realisasi = realisasi.filter(**{medan: isi[medan]})
        if isi["terlambat"]:
            ya = Q(terlambat_hari__gt=0)
            tepat = Q(terlambat_hari=0)
            realisasi = realisasi.filter(ya if isi["terlambat"] == "ya" else tepat)
        if isi["bukti"]:
            sama = {"indikator": OuterRef("indikator"), "periode": OuterRef("periode")}
            ada = Exists(Bukti.objects.berlaku().filter(**sama))
            realisasi = realisasi.filter(ada if isi["bukti"] == "ada" else ~ada)
        if isi["ubahan"]:
            realisasi = realisasi.filter(diubah_setelah_verifikasi__gt=0)
        return realisasi.order_by(*urutkan(URUTAN_REALISASI, isi["urut"]))


def _medan_tanggal(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class SaringMasa(SaringForm):
    """Days of a history, both inside."""

    dari = _medan_tanggal("Dari tanggal")
    sampai = _medan_tanggal("Sampai tanggal")
    tahun = forms.CharField(label="Tahun", required=False, widget=Tersembunyi)

    def __init__(self, data: Any) -> None:
        super().__init__(data, initial={"tahun": data.get("tahun", "")})
