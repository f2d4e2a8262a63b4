"""The front page of those who look after all OPD: what to do now, the matrix, the next sesi."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.contrib.auth.base_user import AbstractBaseUser

from capaian.forms.periode import SaringMatriks
from capaian.layar.matriks import KEADAAN, BarisMatriks, Matriks, susun_matriks
from capaian.layar.ringkasan import keadaan
from konsolidasi.dasbor.beranda.aturan_isian import ATURAN_ISIAN
from konsolidasi.dasbor.beranda.aturan_rapat import ATURAN_RAPAT
from konsolidasi.dasbor.beranda.bahan import Bahan, BahanIsian
from konsolidasi.dasbor.beranda.capaian import Capaian, susun_capaian
from konsolidasi.dasbor.beranda.muat_isian import Perpanjang, muat_isian, muat_perpanjangan
from konsolidasi.dasbor.beranda.muat_rapat import (
    muat_lanjutan,
    muat_rapat,
    muat_sesi,
    sesi_dekat,
)
from konsolidasi.dasbor.beranda.rapat_berikut import RapatBerikut, susun_rapat
from konsolidasi.dasbor.beranda.terlambat import Terlambat, susun_terlambat
from konsolidasi.dasbor.beranda.tindakan import Daftar, hari_dari, kata_hari, susun_daftar
from konsolidasi.dasbor.halaman_masa import Masa
from konsolidasi.dasbor.halaman_ruang import muat_ruang
from konsolidasi.inti import waktu

ATURAN = (*ATURAN_ISIAN, *ATURAN_RAPAT)
"""All rules in their order; it decides between things that are equally urgent."""


@dataclass(frozen=True)
class BerandaBapperida:
    """`tampil`: the matrix as it is filtered; every number elsewhere is of all OPD."""

    kalimat: str
    tindakan: Daftar
    rapat: RapatBerikut | None
    matriks: Matriks
    tampil: Matriks
    capaian: Capaian
    terlambat: Terlambat


def susun(
    pengguna: AbstractBaseUser,
    masa: Masa,
    saring: SaringMatriks,
    *,
    pada: datetime,
    alamat: Callable[[str], str],
) -> BerandaBapperida:
    """A fixed number of queries. `alamat` makes a full address for a text to paste."""
    hari, ruang = hari_dari(pada), muat_ruang(pengguna)
    segar = keadaan([masa.tahun], ruang.pk)
    matriks = susun_matriks(
        pengguna,
        masa.tahun,
        kini=masa.sampai,
        cocok=lambda _: True,
        keadaan="",
        pada=pada,
        segar=segar,
    )
    perpanjangan = muat_perpanjangan(matriks.periode, pada)
    sesi, lanjutan = muat_sesi(pengguna), muat_lanjutan(pengguna)
    dekat = sesi_dekat(sesi, hari)
    isian = muat_isian(matriks, perpanjangan, pengguna, pada)
    rapat = muat_rapat(
        pengguna,
        sesi=dekat,
        tahun_target=dekat.rapat.tahun_target_id if dekat else masa.tahun + 1,
        lanjutan=lanjutan,
        hari=hari,
    )
    return BerandaBapperida(
        kalimat=susun_kalimat(isian, perpanjangan),
        tindakan=susun_daftar(ATURAN, Bahan(hari, isian, rapat), hari),
        rapat=susun_rapat(sesi, lanjutan, matriks, hari),
        matriks=matriks,
        tampil=saring_matriks(matriks, saring),
        capaian=susun_capaian(masa, ruang, segar),
        terlambat=susun_terlambat(
            matriks, perpanjangan, pengguna=pengguna, pada=pada, alamat=alamat
        ),
    )


def susun_kalimat(isian: BahanIsian, perpanjangan: tuple[Perpanjang, ...]) -> str:
    """Senin, 19 Januari 2026. Tenggang isian TW IV berakhir hari ini pukul 16.00 WIB."""
    p, hari = isian.periode, hari_dari(isian.pada)
    awal = f"{waktu.hari_tanggal(hari)}."
    if p is None:
        return f"{awal} Triwulan ini belum dijadwalkan."
    match p.keadaan(isian.pada):
        case "belum_dibuka":
            kata, saat = "dibuka", p.dibuka_pada
        case "dibuka":
            kata, saat = "berakhir", p.batas_pada
        case "tenggang":
            kata, saat = "berakhir", p.tenggang_pada
        case "terkunci":
            return f"{awal} {p.tw.label} sudah terkunci."
        case _:
            lagi = " Ada perpanjangan yang masih berjalan." if perpanjangan else ""
            return f"{awal} Isian {p.tw.singkat} sudah ditutup.{lagi}"
    awalan = "Tenggang isian" if isian.pada > p.batas_pada else "Masa isian"
    kapan = kata_hari(hari_dari(saat), hari)
    return f"{awal} {awalan} {p.tw.singkat} {kata} {kapan} pukul {waktu.pukul(saat)}."


def saring_matriks(matriks: Matriks, saring: SaringMatriks) -> Matriks:
    """The rows that the filter keeps. No query.

    Without their link to remind an OPD: that is what the panel of late OPD is for.
    """
    cocok = partial(_cocok, saring=saring, kini=matriks.kini - 1)
    bagian = (
        replace(
            satu,
            baris=tuple(replace(b, url_ingatkan="") for b in satu.baris if cocok(b)),
        )
        for satu in matriks.bagian
    )
    return replace(matriks, bagian=tuple(satu for satu in bagian if satu.baris))


def _cocok(b: BarisMatriks, *, saring: SaringMatriks, kini: int) -> bool:
    jenis = KEADAAN.get(saring.isi["keadaan"])
    return saring.cocok(b.opd) and (jenis is None or b.sel[kini].jenis in jenis)
