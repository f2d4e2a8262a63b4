"""People of the application and what each of them is: accounts and Penugasan."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse

from capaian.impor.bacaan import Terbaca
from capaian.impor.hasil import BarisPeriksa
from capaian.impor.jenis import Jenis, Tempat
from capaian.impor.orang.baca import baca_sel, kosongkan, urai_kode
from capaian.impor.orang.kolom import KOLOM, PETUNJUK, TANGGAL, TETAP, AcuanOrang, DaftarOrang
from capaian.impor.orang.lembar import periksa_lembar
from capaian.impor.orang.muat import muat_daftar
from capaian.impor.orang.silang import periksa_silang
from capaian.impor.sel import tulis_tanggal
from capaian.lembar_isian import KolomIsian
from capaian.models import JenisImpor
from konsolidasi.inti.xlsx_isian import TANGGAL as POLA_TANGGAL
from konsolidasi.inti.xlsx_isian import SelIsian
from konsolidasi.inti.xlsx_sel import Sel
from opd.layanan.impor_orang import (
    TulisanOrang,
    boleh_impor_orang,
    kembalikan_orang,
    tulis_orang,
)


class JenisOrang(Jenis):
    kode = JenisImpor.ORANG
    judul = "Pengguna"
    uraian = "Orang, jabatannya, dan penugasannya: peran, OPD, Definitif, Plt., Plh., tanggal."
    lembar = "Pengguna"
    benda = "Pengguna"
    kolom = KOLOM
    petunjuk = PETUNJUK
    baris_baru = True
    baris_kosong = 60

    def tempat(self, pengguna: AbstractBaseUser) -> Sequence[Tempat]:
        return [Tempat(self.kode)] if boleh_impor_orang(pengguna) else []

    def boleh(self, tempat: Tempat, pengguna: AbstractBaseUser) -> bool:
        """Personal data of the whole city: never for one OPD."""
        return tempat.opd is None and boleh_impor_orang(pengguna)

    def lihat(self, pengguna: AbstractBaseUser) -> bool:
        return boleh_impor_orang(pengguna)

    def nama_tempat(self, tempat: Tempat) -> str:
        return "Semua pengguna"

    def kembali(self, tempat: Tempat) -> tuple[str, str]:
        return reverse("admin:opd_pengguna_changelist"), "Pengaturan pengguna"

    def muat(self, tempat: Tempat, pengguna: AbstractBaseUser, pada: datetime) -> DaftarOrang:
        return muat_daftar(pengguna, pada)

    def baru(self, tempat: Tempat, kode: str, semua: DaftarOrang) -> AcuanOrang:
        return urai_kode(kode, semua) if kode else kosongkan("", semua)

    def baca(self, kunci: str, sel: Sel, acuan: AcuanOrang) -> Terbaca:
        return baca_sel(kunci, sel, acuan)

    def tampil(self, kunci: str, polos: str, acuan: AcuanOrang | None) -> str:
        if kunci in TANGGAL:
            return tulis_tanggal(polos)
        if kunci == "opd" and acuan is not None:
            return acuan.konteks.sebutan.sebut(polos)
        return super().tampil(kunci, polos, acuan)

    def sel(self, kolom: KolomIsian, acuan: AcuanOrang) -> SelIsian:
        isi, opd = acuan.isi[kolom.kunci], acuan.konteks.sebutan
        terbuka = not (acuan.tugas and kolom.kunci in TETAP)
        if kolom.kunci in TANGGAL:
            hari = date.fromisoformat(isi) if isi else None
            return SelIsian(hari, POLA_TANGGAL, terbuka=True, kanan=True)
        if kolom.kunci == "opd":
            return SelIsian(opd.sebut(isi) or None, terbuka=terbuka, pilihan=opd.pilihan)
        return replace(super().sel(kolom, acuan), terbuka=terbuka)

    def silang(self, baris: BarisPeriksa, acuan: AcuanOrang) -> None:
        periksa_silang(baris, acuan)

    def silang_lembar(self, baris: Sequence[BarisPeriksa], acuan: DaftarOrang) -> None:
        periksa_lembar(baris, acuan)

    def peringatan(
        self, tempat: Tempat, baris: Sequence[BarisPeriksa], pengguna: AbstractBaseUser
    ) -> Sequence[str]:
        """New accounts that nobody can use yet."""
        akun = {b.acuan.username for b in baris if b.acuan.username not in b.acuan.konteks.pengguna}
        if not akun:
            return ()
        return (
            f"{len(akun)} akun baru belum punya kata sandi. Sesudah diterapkan, beri kata sandi"
            " sementara di Pengaturan → Pengguna.",
        )

    def tulis(
        self, tempat: Tempat, baris: Sequence[BarisPeriksa], oleh: AbstractBaseUser
    ) -> list[dict[str, Any]]:
        semua = [
            TulisanOrang(
                b.acuan.username,
                b.acuan.nomor,
                b.versi,
                b.isi.get("orang", {}),
                b.isi.get("tugas", {}),
            )
            for b in baris
        ]
        return tulis_orang(baris=semua, oleh=oleh)

    def kembalikan(
        self, tempat: Tempat, perubahan: Sequence[dict[str, Any]], oleh: AbstractBaseUser
    ) -> int:
        return kembalikan_orang(perubahan=perubahan, oleh=oleh)

    def url(self, perubahan: dict[str, Any]) -> str:
        return reverse("admin:opd_pengguna_change", args=[perubahan["orang"]])
