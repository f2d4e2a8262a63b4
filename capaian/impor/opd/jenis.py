"""OPD and units of the city: new ones, changes, new names, ends."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse

from capaian.impor.bacaan import Terbaca
from capaian.impor.hasil import BarisPeriksa
from capaian.impor.jenis import Jenis, Tempat
from capaian.impor.opd.baca import baca_sel, periksa_kode
from capaian.impor.opd.kolom import DIISI, KOLOM, PETUNJUK, TANGGAL, TAUTAN, AcuanOpd, DaftarOpd
from capaian.impor.opd.muat import muat_daftar
from capaian.impor.opd.sebutan import muat_pilihan
from capaian.impor.opd.silang import periksa_lembar, periksa_silang
from capaian.impor.sel import tulis_tanggal
from capaian.lembar_isian import KolomIsian
from capaian.models import JenisImpor
from konsolidasi.inti.xlsx_isian import TANGGAL as POLA_TANGGAL
from konsolidasi.inti.xlsx_isian import SelIsian
from konsolidasi.inti.xlsx_sel import Sel
from opd.layanan.impor_opd import TulisanOpd, boleh_impor_opd, kembalikan_opd, tulis_opd


class JenisOpd(Jenis):
    kode = JenisImpor.OPD
    judul = "OPD"
    uraian = "OPD dan unit: nama, klaster, urusan, kop surat, OPD baru dan yang berakhir."
    lembar = "OPD"
    benda = "OPD"
    kolom = KOLOM
    petunjuk = PETUNJUK
    baris_baru = True
    baris_kosong = 30

    def tempat(self, pengguna: AbstractBaseUser) -> Sequence[Tempat]:
        return [Tempat(self.kode)] if boleh_impor_opd(pengguna) else []

    def boleh(self, tempat: Tempat, pengguna: AbstractBaseUser) -> bool:
        return boleh_impor_opd(pengguna)

    def lihat(self, pengguna: AbstractBaseUser) -> bool:
        return boleh_impor_opd(pengguna)

    def nama_tempat(self, tempat: Tempat) -> str:
        return "Semua OPD"

    def kembali(self, tempat: Tempat) -> tuple[str, str]:
        return reverse("admin:opd_opd_changelist"), "Pengaturan OPD"

    def muat(self, tempat: Tempat, pengguna: AbstractBaseUser, pada: datetime) -> DaftarOpd:
        return muat_daftar(pada)

    def baru(self, tempat: Tempat, kode: str, semua: DaftarOpd) -> AcuanOpd:
        if kode:
            periksa_kode(kode, semua.konteks)
        return AcuanOpd(
            pk=0,
            kode=kode,
            nama="",
            isi=dict.fromkeys(DIISI, ""),
            versi=0,
            baru=True,
            konteks=semua.konteks,
        )

    def baca(self, kunci: str, sel: Sel, acuan: AcuanOpd) -> Terbaca:
        return baca_sel(kunci, sel, acuan)

    def tampil(self, kunci: str, polos: str, acuan: AcuanOpd | None) -> str:
        if kunci in TANGGAL:
            return tulis_tanggal(polos)
        if kunci in TAUTAN and acuan is not None:
            return acuan.konteks.sebutan.sebut(polos)
        return super().tampil(kunci, polos, acuan)

    def sel(self, kolom: KolomIsian, acuan: AcuanOpd) -> SelIsian:
        isi, konteks = acuan.isi[kolom.kunci], acuan.konteks
        match kolom.kunci:
            case kunci if kunci in TANGGAL:
                hari = date.fromisoformat(isi) if isi else None
                return SelIsian(hari, POLA_TANGGAL, terbuka=True, kanan=True)
            case kunci if kunci in TAUTAN:
                return SelIsian(konteks.sebutan.sebut(isi) or None, terbuka=True)
            case "klaster":
                pilihan = muat_pilihan(list(konteks.klaster))
                return SelIsian(isi or None, terbuka=True, pilihan=pilihan)
        return super().sel(kolom, acuan)

    def silang(self, baris: BarisPeriksa, acuan: AcuanOpd) -> None:
        periksa_silang(baris, acuan)

    def silang_lembar(self, baris: Sequence[BarisPeriksa], acuan: Mapping[str, AcuanOpd]) -> None:
        periksa_lembar(baris, acuan)

    def peringatan(
        self, tempat: Tempat, baris: Sequence[BarisPeriksa], pengguna: AbstractBaseUser
    ) -> Sequence[str]:
        """Units that stay active below an OPD that ends."""
        berakhir = {b.kode for b in baris if b.isi.get("aktif") is False}
        if not berakhir:
            return ()
        semua = baris[0].acuan.konteks.sebutan.per_kode
        pindah = {b.kode for b in baris if "induk" in b.isi} | berakhir
        return tuple(
            f"{satu.nama} tetap aktif di bawah {semua[satu.induk].nama}, yang dinonaktifkan."
            for satu in semua.values()
            if satu.induk in berakhir and satu.aktif and satu.kode not in pindah
        )

    def tulis(
        self, tempat: Tempat, baris: Sequence[BarisPeriksa], oleh: AbstractBaseUser
    ) -> list[dict[str, Any]]:
        return tulis_opd(baris=[TulisanOpd(b.kode, b.versi, b.isi) for b in baris], oleh=oleh)

    def kembalikan(
        self, tempat: Tempat, perubahan: Sequence[Mapping[str, Any]], oleh: AbstractBaseUser
    ) -> int:
        return kembalikan_opd(perubahan=perubahan, oleh=oleh)

    def url(self, perubahan: Mapping[str, Any]) -> str:
        return reverse("admin:opd_opd_change", args=[perubahan["pk"]])
