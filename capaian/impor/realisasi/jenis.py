"""Realisasi of one OPD in one quarter."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse

from capaian.impor.bacaan import (
    SelSalah,
    Terbaca,
    Ukuran,
    baca_angka,
    baca_pilihan,
    baca_rentang,
    baca_tanggal,
    baca_teks,
    baca_uang,
)
from capaian.impor.hasil import BarisPeriksa
from capaian.impor.jenis import Jenis, Tempat
from capaian.impor.realisasi.kolom import KOLOM, PANJANG, PETUNJUK, TANDA, AcuanRealisasi
from capaian.impor.realisasi.muat import muat_acuan
from capaian.impor.realisasi.silang import periksa_silang
from capaian.impor.realisasi.tulis import kembalikan_baris, tulis_baris
from capaian.impor.sel import angka_sel, tulis_angka, tulis_tanggal, tulis_uang
from capaian.layanan.realisasi import kunci_lembar
from capaian.layar.isian_muat import indikator_lembar
from capaian.lembar_isian import KolomIsian
from capaian.models import Indikator, JenisImpor, Periode, Realisasi
from konsolidasi.inti.xlsx_isian import TANGGAL, TEKS, SelIsian, pola_angka
from konsolidasi.inti.xlsx_sel import ANGKA, Sel
from konsolidasi.inti.xlsx_sel import TEKS as SEL_TEKS
from opd.lingkup import lingkup
from opd.models import Opd


class JenisRealisasi(Jenis):
    kode = JenisImpor.REALISASI
    judul = "Realisasi triwulan"
    uraian = "Isian satu triwulan: realisasi, faktor, anggaran, sumber data."
    benda = "Indikator"
    kolom = KOLOM
    petunjuk = PETUNJUK
    kode_luar = "Kode OPD lain tidak dapat diisi di sini."

    def tempat(self, pengguna: AbstractBaseUser) -> Sequence[Tempat]:
        """The person's OPD in the quarter that is open. Two queries."""
        periode, milik = Periode.objects.bawaan(), lingkup(pengguna).opd_ids
        if periode is None or not pengguna.has_perm("capaian.isi"):
            return []
        semua = Opd.objects.filter(pk__in=milik).order_by("urutan", "kode", "pk")
        return [
            Tempat(self.kode, opd, periode.tahun_id, periode.triwulan, periode=periode)
            for opd in semua
        ]

    def boleh(self, tempat: Tempat, pengguna: AbstractBaseUser) -> bool:
        """Whoever types the rows of this OPD may send them as a workbook."""
        if tempat.opd is None or tempat.periode is None:
            return False
        contoh = Realisasi(periode=tempat.periode, indikator=Indikator(opd=tempat.opd))
        return pengguna.has_perm("capaian.isi", contoh)

    def kembali(self, tempat: Tempat) -> tuple[str, str]:
        masa = [tempat.opd.pk, tempat.tahun, tempat.triwulan]
        return reverse("capaian:isian_opd", args=masa), f"Isian {tempat.opd_singkat} {tempat.masa}"

    def lain(self, tempat: Tempat) -> tuple[str, str]:
        alamat = reverse("capaian:impor_peta", args=[tempat.opd.pk, tempat.tahun])
        return alamat, "Realisasi anggaran dari berkas SIPD? Petakan kolomnya, tanpa templat."

    def kunci(self, tempat: Tempat) -> None:
        kunci_lembar(indikator_lembar(tempat.opd), tempat.periode)

    def muat(
        self, tempat: Tempat, pengguna: AbstractBaseUser, pada: datetime
    ) -> Mapping[str, AcuanRealisasi]:
        return muat_acuan(tempat.opd, tempat.periode, pengguna, pada)

    def baca(self, kunci: str, sel: Sel, acuan: AcuanRealisasi) -> Terbaca:
        match kunci:
            case "nilai" if acuan.predikat:
                huruf = {kode: kode for kode in acuan.predikat}
                return baca_pilihan(sel, huruf, "skala predikatnya")
            case "nilai":
                ukuran = Ukuran(acuan.satuan, acuan.desimal, acuan.persen)
                return baca_angka(sel, ukuran, tanpa_nilai=TANDA)
            case "anggaran":
                hasil = baca_uang(sel)
                if hasil[0] is not None and not acuan.berpagu:
                    raise SelSalah("indikator ini tidak punya anggaran. Kosongkan selnya.")
                return hasil
            case "tanggal":
                return baca_tanggal(sel)
        if pilihan := self.per_kunci[kunci].pilihan:
            return baca_pilihan(sel, pilihan)
        return baca_teks(sel, PANJANG[kunci])

    def tampil(self, kunci: str, polos: str, acuan: AcuanRealisasi | None) -> str:
        match kunci:
            case "nilai":
                return tulis_angka(polos, acuan.desimal if acuan else 0)
            case "anggaran":
                return tulis_uang(polos)
            case "tanggal":
                return tulis_tanggal(polos)
        return super().tampil(kunci, polos, acuan)

    def tetap(self, kunci: str, awal: str, sel: Sel, acuan: AcuanRealisasi) -> bool:
        """A target that is a range may be written in either order."""
        if kunci != "target":
            return super().tetap(kunci, awal, sel, acuan)
        return _rentang(Sel(SEL_TEKS, awal), acuan) == _rentang(sel, acuan)

    def sel(self, kolom: KolomIsian, acuan: AcuanRealisasi) -> SelIsian:
        isi, terbuka = acuan.isi[kolom.kunci], not acuan.halangan
        match kolom.kunci:
            case "nilai" if acuan.predikat:
                return SelIsian(isi or None, TEKS, terbuka, acuan.predikat, kanan=True)
            case "nilai":
                return SelIsian(angka_sel(isi), pola_angka(acuan.desimal), terbuka, kanan=True)
            case "anggaran":
                terbuka = terbuka and acuan.berpagu
                return SelIsian(angka_sel(isi), "#,##0.##", terbuka, kanan=True)
            case "tanggal":
                tanggal = date.fromisoformat(isi) if isi else None
                return SelIsian(tanggal, TANGGAL, terbuka, kanan=True)
        return super().sel(kolom, acuan)

    def silang(self, baris: BarisPeriksa, acuan: AcuanRealisasi) -> None:
        periksa_silang(baris, acuan)

    def tulis(
        self, tempat: Tempat, baris: Sequence[BarisPeriksa], oleh: AbstractBaseUser
    ) -> list[dict[str, Any]]:
        return tulis_baris(tempat.periode, baris, oleh)

    def kembalikan(
        self, tempat: Tempat, perubahan: Sequence[Mapping[str, Any]], oleh: AbstractBaseUser
    ) -> int:
        return kembalikan_baris(tempat.periode, perubahan, oleh)

    def url(self, perubahan: Mapping[str, Any]) -> str:
        return reverse("capaian:indikator_rinci", args=[perubahan["indikator"]])


def _rentang(sel: Sel, acuan: AcuanRealisasi) -> str:
    try:
        return baca_rentang(sel, acuan.desimal)[1] if sel.jenis in (ANGKA, SEL_TEKS) else sel.isi
    except SelSalah:
        return sel.isi
