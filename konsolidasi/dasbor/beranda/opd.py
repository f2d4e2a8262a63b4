"""The front page of an OPD: what it owes and until when, and what it gets back for it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser

from capaian.layar.matriks import Matriks, susun_matriks
from konsolidasi.dasbor.beranda.aturan_opd import ATURAN_OPD
from konsolidasi.dasbor.beranda.bahan import BahanIsian
from konsolidasi.dasbor.beranda.bahan_opd import BahanOpd, IsianOpd, Janji, Kembali, Undangan
from konsolidasi.dasbor.beranda.bapperida import susun_kalimat
from konsolidasi.dasbor.beranda.kecepatan import Kecepatan, susun_kecepatan
from konsolidasi.dasbor.beranda.muat_opd import muat_isian, muat_kembali
from konsolidasi.dasbor.beranda.muat_opd_rapat import (
    muat_janji,
    muat_konfirmasi,
    muat_penjelasan,
    muat_permintaan,
    muat_tanggapan,
    muat_undangan,
)
from konsolidasi.dasbor.beranda.tindakan import Daftar, hari_dari, susun_daftar
from konsolidasi.dasbor.halaman_masa import Masa
from opd.lingkup import lingkup

TAMPIL = 8
"""Rows of each list on the front page; the page behind its link has all of them."""


@dataclass(frozen=True, slots=True)
class BarisJanji:
    satu: Janji
    sisa: str
    ragam: str


@dataclass(frozen=True)
class BerandaOpd:
    """`isian`: one entry for each OPD that the person works for."""

    kalimat: str
    hitung: str
    sisa_waktu: str
    isian: tuple[IsianOpd, ...]
    tindakan: Daftar
    kembali: tuple[Kembali, ...]
    kembali_banyak: int
    janji: tuple[BarisJanji, ...]
    janji_banyak: int
    undangan: tuple[Undangan, ...]
    matriks: Matriks
    kecepatan: Kecepatan | None

    @property
    def beres(self) -> int:
        return sum(s.beres for s in self.isian)

    @property
    def wajib(self) -> int:
        return sum(s.wajib for s in self.isian)


def susun(pengguna: AbstractBaseUser, masa: Masa, *, pada: datetime) -> BerandaOpd:
    """A fixed number of queries, whatever the number of rows."""
    hari, ruang = hari_dari(pada), lingkup(pengguna)
    matriks = susun_matriks(
        pengguna,
        masa.tahun,
        kini=masa.sampai,
        cocok=lambda _: True,
        keadaan="",
        pada=pada,
        berangka=False,
    )
    isian = muat_isian(matriks, pengguna, pada)
    ada_kembali = any(s.kembali for s in isian)
    opd = sorted(ruang.opd_ids)
    kembali = muat_kembali(matriks.periode, opd, pengguna) if ada_kembali else ()
    janji, undangan = muat_janji(pengguna), muat_undangan(pengguna)
    bahan = BahanOpd(
        hari=hari,
        pada=pada,
        periode=matriks.periode,
        isian=isian,
        kembali=kembali,
        janji=janji,
        undangan=undangan,
        konfirmasi=muat_konfirmasi(pengguna),
        tanggapan=muat_tanggapan(pengguna, hari),
        penjelasan=muat_penjelasan(pengguna),
        permintaan=muat_permintaan(opd),
        boleh_lepas=pengguna.has_perm("capaian.lepas"),
        boleh_siapkan=pengguna.has_perm("rapat.siapkan"),
    )
    utama = next((s for s in isian if s.opd == ruang.opd_utama), None)
    return BerandaOpd(
        kalimat=susun_kalimat(BahanIsian(pada=pada, periode=matriks.periode), ()),
        hitung=_hitung(isian),
        sisa_waktu=sisa_waktu(bahan),
        isian=isian,
        tindakan=susun_daftar(ATURAN_OPD, bahan, hari),
        kembali=kembali[:TAMPIL],
        kembali_banyak=len(kembali),
        janji=tuple(_janji(j, hari) for j in janji[:TAMPIL]),
        janji_banyak=len(janji),
        undangan=undangan,
        matriks=matriks,
        kecepatan=susun_kecepatan(utama.opd, utama.singkatan)
        if utama and pengguna.kecepatan_tampil
        else None,
    )


def _hitung(isian: tuple[IsianOpd, ...]) -> str:
    """7 dari 12 siap diajukan; once all is handed in it says so."""
    wajib, diajukan = sum(s.wajib for s in isian), sum(s.diajukan for s in isian)
    if not wajib:
        return "Belum ada baris"
    if diajukan >= wajib:
        return f"{wajib} dari {wajib} sudah diajukan"
    return f"{sum(s.beres for s in isian)} dari {wajib} siap atau sudah diajukan"


def sisa_waktu(b: BahanOpd) -> str:
    """Days left to type, in words; "" where there is nothing to type."""
    p = b.periode
    if p is None or not any(s.sisa for s in b.isian):
        return ""
    akhir = max(filter(None, (p.tenggang_pada, *(s.sampai for s in b.isian))))
    if p.keadaan(b.pada) == "dibuka":
        hari = (hari_dari(p.batas_pada) - b.hari).days
        return f"{hari} hari lagi" if hari else "hari terakhir"
    if b.pada < p.dibuka_pada or p.terkunci:
        return ""
    hari = (hari_dari(akhir) - b.hari).days
    if b.pada > akhir:
        return "sudah ditutup"
    return f"lewat batas, ditutup {hari} hari lagi" if hari else "lewat batas, ditutup hari ini"


def _janji(j: Janji, hari: date) -> BarisJanji:
    sisa = (j.batas - hari).days
    if j.dilaporkan:
        return BarisJanji(j, "Menunggu diperiksa Bapperida", "info")
    if sisa < 0:
        return BarisJanji(j, f"Lewat {-sisa} hari", "buruk")
    if sisa == 0:
        return BarisJanji(j, "Hari ini", "waspada")
    return BarisJanji(j, f"{sisa} hari lagi", "netral")
