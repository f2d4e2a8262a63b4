"""The stored value and the one that would replace it, side by side, each with its capaian."""

from copy import copy
from dataclasses import dataclass

from capaian.alur import kurang_faktor
from capaian.layanan.koreksi import IsiNilai
from capaian.layar.tanda import TandaCapaian, kata_nilai, tanda_capaian
from capaian.models import Realisasi
from capaian.perhitungan import HasilTriwulan, Penghitung, muat_sasaran
from konsolidasi.inti import waktu


@dataclass(frozen=True, slots=True)
class SisiNilai:
    """`isi` is the number or the predikat with its unit, or the word for its absence."""

    isi: str
    bernilai: bool
    alasan: str
    capaian: TandaCapaian


@dataclass(frozen=True, slots=True)
class Banding:
    """`baru` is None until the new value is understood. `peringatan` never refuses."""

    target: str
    lama: SisiNilai
    baru: SisiNilai | None
    peringatan: str
    saat: str
    oleh: str


def susun_banding(realisasi: Realisasi, isi: IsiNilai | None = None) -> Banding:
    """Three queries. `realisasi` comes with indikator, periode, predikat and diubah_oleh."""
    tw, indikator = realisasi.periode.tw, realisasi.indikator
    versi = muat_sasaran([indikator.pk], tw.tahun)[indikator.pk]
    penghitung = Penghitung(tw.tahun)
    lama = penghitung.triwulan(indikator, versi, realisasi, tw.nomor)
    baru = calon = None
    if isi is not None:
        calon = copy(realisasi)
        calon.keadaan, calon.alasan = isi.keadaan, isi.alasan
        calon.nilai, calon.predikat = isi.nilai, isi.predikat
        baru = penghitung.triwulan(indikator, versi, calon, tw.nomor)
    return Banding(
        target=_bersatuan(lama.target.tertulis(indikator.desimal), realisasi)
        if lama.target
        else "",
        lama=_sisi(realisasi, lama),
        baru=_sisi(calon, baru) if baru else None,
        peringatan=_peringatan(calon, baru) if baru else "",
        saat=f"{waktu.tanggal(realisasi.diubah_pada)}, {waktu.pukul(realisasi.diubah_pada)}",
        oleh=realisasi.diubah_oleh.nama if realisasi.diubah_oleh else "",
    )


def _sisi(realisasi: Realisasi, hasil: HasilTriwulan) -> SisiNilai:
    teks = realisasi.tertulis(realisasi.indikator.desimal)
    return SisiNilai(
        isi=_bersatuan(teks, realisasi) if teks else kata_nilai(realisasi),
        bernilai=bool(teks),
        alasan=realisasi.alasan,
        capaian=tanda_capaian(hasil.hasil, hasil.peringkat, sementara=hasil.sementara),
    )


def _bersatuan(teks: str, realisasi: Realisasi) -> str:
    return teks if realisasi.indikator.berpredikat else f"{teks} {realisasi.indikator.satuan}"


def _peringatan(realisasi: Realisasi, hasil: HasilTriwulan) -> str:
    kurang = kurang_faktor(realisasi, hasil.hasil.persen)
    if not kurang:
        return ""
    return f"Pada capaian ini OPD belum melengkapi keterangannya: {kurang[0].lower()}{kurang[1:]}"
