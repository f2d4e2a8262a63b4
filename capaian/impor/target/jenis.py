"""Targets of a year, of one OPD or of all: each changed row becomes a new version."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse

from capaian.impor.bacaan import (
    Terbaca,
    Ukuran,
    baca_pilihan,
    baca_sasaran,
    baca_tanggal,
    baca_teks,
    baca_uang,
)
from capaian.impor.hasil import BarisPeriksa
from capaian.impor.jenis import Jenis, Tempat
from capaian.impor.sel import angka_sel, tulis_angka, tulis_tanggal, tulis_uang
from capaian.impor.target.kolom import KOLOM, PANJANG, PETUNJUK, TW, AcuanTarget
from capaian.impor.target.muat import muat_target
from capaian.impor.target.silang import periksa_angka, periksa_asal, peringatan
from capaian.impor.target.tulis import kembalikan_baris, tulis_baris
from capaian.layar.tahun import pilih_tahun
from capaian.lembar_isian import Acuan, KolomIsian
from capaian.models import JenisImpor
from konsolidasi.inti.xlsx_isian import TANGGAL, TEKS, SelIsian, pola_angka
from konsolidasi.inti.xlsx_sel import Sel
from opd.models import Opd

SASARAN = ("target", *TW)


class JenisTarget(Jenis):
    kode = JenisImpor.TARGET
    judul = "Target tahunan"
    uraian = "Target setahun dan per triwulan, pagu, dengan dokumen dan alasannya."
    benda = "Indikator"
    kolom = KOLOM
    petunjuk = PETUNJUK
    ingat = "Setiap perubahan menjadi versi baru; versi lama tetap ada."

    def tempat(self, pengguna: AbstractBaseUser) -> Sequence[Tempat]:
        """All OPD, then each, in the year that the table of targets opens with. Three queries."""
        if not pengguna.has_perm("capaian.ubah_target"):
            return []
        tahun = pilih_tahun("", geser=1)
        if tahun.tahun not in tahun.semua:
            return []
        opd = Opd.objects.untuk(pengguna).aktif().order_by("urutan", "kode", "pk")
        return [Tempat(self.kode, satu, tahun.tahun) for satu in (None, *opd)]

    def boleh(self, tempat: Tempat, pengguna: AbstractBaseUser) -> bool:
        """As the table of targets: for any OPD or for all."""
        sesuai = tempat.tahun is not None and tempat.triwulan is None and tempat.acuan is None
        return sesuai and pengguna.has_perm("capaian.ubah_target")

    def kembali(self, tempat: Tempat) -> tuple[str, str]:
        opd = f"&opd={tempat.opd.pk}" if tempat.opd else ""
        alamat = f"{reverse('capaian:target_tabel')}?tahun={tempat.tahun}{opd}"
        return alamat, f"Target {tempat.tahun}"

    def muat(
        self, tempat: Tempat, pengguna: AbstractBaseUser, pada: datetime
    ) -> Mapping[str, AcuanTarget]:
        return muat_target(tempat, pengguna, pada)

    def baca(self, kunci: str, sel: Sel, acuan: AcuanTarget) -> Terbaca:
        match kunci:
            case k if k in SASARAN and acuan.butir:
                return baca_pilihan(sel, acuan.huruf, "skala predikatnya")
            case k if k in SASARAN:
                return baca_sasaran(sel, Ukuran(acuan.satuan, acuan.desimal, acuan.persen))
            case "pagu":
                return baca_uang(sel, "Pagu")
            case "sumber":
                return baca_pilihan(sel, self.per_kunci[kunci].pilihan)
            case "dokumen_tanggal" | "mulai":
                return baca_tanggal(sel)
        return baca_teks(sel, PANJANG[kunci])

    def tampil(self, kunci: str, polos: str, acuan: Acuan | None) -> str:
        match kunci:
            case k if k in SASARAN:
                desimal = acuan.desimal if isinstance(acuan, AcuanTarget) else None
                return "–".join(tulis_angka(satu, desimal) for satu in polos.split(".."))
            case "pagu":
                return tulis_uang(polos)
            case "dokumen_tanggal" | "mulai":
                return tulis_tanggal(polos)
        return super().tampil(kunci, polos, acuan)

    def sel(self, kolom: KolomIsian, acuan: AcuanTarget) -> SelIsian:
        isi = acuan.isi[kolom.kunci]
        match kolom.kunci:
            case k if k in SASARAN and acuan.butir:
                return SelIsian(isi or None, TEKS, True, tuple(acuan.butir), kanan=True)
            case k if k in SASARAN:
                return self._sasaran(isi, acuan)
            case "pagu":
                return SelIsian(angka_sel(isi), "#,##0.##", True, kanan=True)
            case "dokumen_tanggal" | "mulai":
                tanggal = date.fromisoformat(isi) if isi else None
                return SelIsian(tanggal, TANGGAL, True, kanan=True)
        return super().sel(kolom, acuan)

    def _sasaran(self, isi: str, acuan: AcuanTarget) -> SelIsian:
        """A number as a number; a range and a printed text as text."""
        try:
            nilai = angka_sel(isi)
        except InvalidOperation:
            nilai = self.tampil("target", isi, acuan)
        pola = pola_angka(acuan.desimal) if not isi or isinstance(nilai, Decimal) else TEKS
        return SelIsian(nilai, pola, True, kanan=True)

    def silang(self, baris: BarisPeriksa, acuan: AcuanTarget) -> None:
        periksa_angka(baris, acuan)

    def silang_lembar(self, baris: Sequence[BarisPeriksa], acuan: Mapping[str, Acuan]) -> None:
        periksa_asal(baris)

    def peringatan(
        self, tempat: Tempat, baris: Sequence[BarisPeriksa], pengguna: AbstractBaseUser
    ) -> Sequence[str]:
        return peringatan(baris)

    def tulis(
        self, tempat: Tempat, baris: Sequence[BarisPeriksa], oleh: AbstractBaseUser
    ) -> list[dict[str, Any]]:
        return tulis_baris(tempat.tahun, baris, oleh)

    def kembalikan(
        self, tempat: Tempat, perubahan: Sequence[Mapping[str, Any]], oleh: AbstractBaseUser
    ) -> int:
        return kembalikan_baris(tempat.tahun, perubahan, oleh)

    def url(self, perubahan: Mapping[str, Any]) -> str:
        return reverse("capaian:indikator_rinci", args=[perubahan["indikator"]])
