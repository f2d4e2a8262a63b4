"""Program, kegiatan and sub kegiatan of one OPD with their pagu of a year."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse
from django.utils import timezone

from capaian.impor.bacaan import (
    SelSalah,
    Terbaca,
    baca_pilihan,
    baca_tanggal,
    baca_teks,
    baca_uang,
)
from capaian.impor.hasil import BarisPeriksa
from capaian.impor.jenis import Jenis, Tempat
from capaian.impor.program.kolom import (
    ACUAN_TERPANJANG,
    AKTIF,
    KOLOM,
    NAMA_TERPANJANG,
    PAGU,
    PETUNJUK,
    AcuanProgram,
    SemuaAcuan,
)
from capaian.impor.program.muat import acuan_baru, muat_acuan
from capaian.impor.program.silang import periksa_induk, periksa_silang
from capaian.impor.sel import angka_sel, tulis_tanggal, tulis_uang
from capaian.layanan.program_banyak import (
    TertulisSimpul,
    TulisanSimpul,
    boleh_program,
    kembalikan_simpul,
    tulis_simpul,
)
from capaian.layanan.program_muat import tingkat_kode
from capaian.lembar_isian import KolomIsian
from capaian.models import JenisImpor, Periode, Tahun
from konsolidasi.inti.angka import kutip
from konsolidasi.inti.xlsx_isian import TANGGAL, TEKS, SelIsian
from konsolidasi.inti.xlsx_sel import Sel
from opd.models import Opd

DISIMPAN = ("kode", "kunci", "pk", "versi", "dibuat", "lama", "pagu")


class JenisProgram(Jenis):
    kode = JenisImpor.PROGRAM
    judul = "Program dan kegiatan"
    uraian = "Program, kegiatan, dan sub kegiatan satu OPD dengan pagunya, juga dari berkas SIPD."
    lembar = "Program"
    benda = "Program, kegiatan, sub kegiatan"
    kolom = KOLOM
    petunjuk = PETUNJUK
    baris_baru = True

    def tempat(self, pengguna: AbstractBaseUser) -> Sequence[Tempat]:
        """Every OPD in the year that is running and in the next. Three queries."""
        periode = Periode.objects.bawaan() if boleh_program(pengguna) else None
        if periode is None:
            return []
        tahun = Tahun.objects.filter(pk__in=(periode.tahun_id, periode.tahun_id + 1))
        semua = Opd.objects.aktif().order_by("urutan", "kode", "pk")
        pilihan = list(tahun.order_by("pk").values_list("pk", flat=True))
        return [Tempat(self.kode, opd, satu) for opd in semua for satu in pilihan]

    def boleh(self, tempat: Tempat, pengguna: AbstractBaseUser) -> bool:
        if tempat.opd is None or not tempat.tahun or tempat.triwulan or tempat.acuan:
            return False
        return boleh_program(pengguna)

    def kembali(self, tempat: Tempat) -> tuple[str, str]:
        return reverse("capaian:pohon"), "Pohon kinerja"

    def lain(self, tempat: Tempat) -> tuple[str, str]:
        url = reverse("capaian:impor_peta", args=[tempat.opd.pk, tempat.tahun])
        return url, "Punya berkas dari SIPD? Petakan kolomnya, tanpa templat."

    def muat(self, tempat: Tempat, pengguna: AbstractBaseUser, pada: datetime) -> SemuaAcuan:
        return muat_acuan(tempat.opd, tempat.tahun, timezone.localdate(pada))

    def baru(self, tempat: Tempat, kode: str, acuan: Mapping[str, AcuanProgram]) -> AcuanProgram:
        if kode and not tingkat_kode(kode):
            raise SelSalah(
                f"“{kutip(kode)}” bukan kode program (1.02.02), kegiatan (1.02.02.2.01), atau sub"
                " kegiatan (1.02.02.2.01.0003)."
            )
        return acuan_baru(kode, acuan)

    def baca(self, kunci: str, sel: Sel, acuan: AcuanProgram) -> Terbaca:
        if kunci in PAGU:
            return baca_uang(sel, "Pagu")
        match kunci:
            case "mulai":
                return baca_tanggal(sel)
            case "aktif":
                return baca_pilihan(sel, AKTIF)
            case "sasaran":
                return _rujuk(sel, acuan, acuan.rujukan.sasaran, kunci)
            case "prioritas":
                return _rujuk(sel, acuan, acuan.rujukan.prioritas, kunci)
            case "nama":
                teks = " ".join(baca_teks(sel, NAMA_TERPANJANG)[0].split())
                return teks, teks
        return baca_teks(sel, ACUAN_TERPANJANG)

    def tampil(self, kunci: str, polos: str, acuan: AcuanProgram | None) -> str:
        if kunci in PAGU:
            return tulis_uang(polos)
        if kunci == "mulai":
            return tulis_tanggal(polos)
        return super().tampil(kunci, polos, acuan)

    def sel(self, kolom: KolomIsian, acuan: AcuanProgram) -> SelIsian:
        isi, program = acuan.isi[kolom.kunci], acuan.jenjang in ("", "program")
        if kolom.kunci in PAGU:
            return SelIsian(angka_sel(isi), "#,##0.##", True, kanan=True)
        match kolom.kunci:
            case "mulai":
                return SelIsian(date.fromisoformat(isi) if isi else None, TANGGAL, True, kanan=True)
            case "sasaran":
                return SelIsian(isi or None, TEKS, program, tuple(acuan.rujukan.sasaran))
            case "prioritas":
                return SelIsian(isi or None, TEKS, program, tuple(acuan.rujukan.prioritas))
        return super().sel(kolom, acuan)

    def silang(self, baris: BarisPeriksa, acuan: AcuanProgram) -> None:
        periksa_silang(baris, acuan)

    def silang_lembar(
        self, baris: Sequence[BarisPeriksa], acuan: Mapping[str, AcuanProgram]
    ) -> None:
        periksa_induk(baris, acuan)

    def tulis(
        self, tempat: Tempat, baris: Sequence[BarisPeriksa], oleh: AbstractBaseUser
    ) -> list[dict[str, Any]]:
        tertulis = tulis_simpul(
            opd=tempat.opd, tahun=tempat.tahun, baris=[_tulisan(b) for b in baris], oleh=oleh
        )
        return [{nama: getattr(t, nama) for nama in DISIMPAN} for t in tertulis]

    def kembalikan(
        self, tempat: Tempat, perubahan: Sequence[Mapping[str, Any]], oleh: AbstractBaseUser
    ) -> int:
        baris = [TertulisSimpul(**{nama: satu[nama] for nama in DISIMPAN}) for satu in perubahan]
        return kembalikan_simpul(opd=tempat.opd, tahun=tempat.tahun, baris=baris, oleh=oleh)

    def url(self, perubahan: Mapping[str, Any]) -> str:
        return f"{reverse('capaian:pohon')}?buka={perubahan['kunci']}"


def _rujuk(sel: Sel, acuan: AcuanProgram, pilihan: Mapping[str, int], apa: str) -> Terbaca:
    """The key of what the cell names by its kode; the name may follow the kode."""
    teks = " ".join(baca_teks(sel, NAMA_TERPANJANG)[0].split())
    if not teks or teks == "-":
        return None, ""
    if acuan.jenjang != "program":
        raise SelSalah(f"{apa} hanya untuk baris program. Kosongkan selnya.")
    kata = teks if teks in pilihan else teks.partition(" ")[0]
    if kata not in pilihan:
        raise SelSalah(f"“{kutip(teks)}” bukan kode {apa} yang berlaku.")
    return pilihan[kata], kata


def _tulisan(baris: BarisPeriksa) -> TulisanSimpul:
    isi = dict(baris.isi)
    return TulisanSimpul(
        kode=baris.kode,
        versi=baris.acuan.versi,
        pagu=isi.pop("pagu", {}),
        mulai=isi.pop("mulai", None),
        acuan=isi.pop("acuan_pagu", ""),
        isi=isi,
    )
