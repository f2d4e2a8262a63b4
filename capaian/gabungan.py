"""Four quarters make a year; many results make a mean. Pure, Decimal only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from enum import StrEnum

from capaian.rumus import PRESISI_TINGGI, Hasil, Keadaan, Predikat, Realisasi, bulatkan

DESIMAL_SIMPAN = 6
"""Decimals that the database keeps; a mean of quarters is rounded to them."""


class Konsolidasi(StrEnum):
    JUMLAH = "jumlah"
    RATA_RATA = "rata_rata"
    POSISI_AKHIR = "posisi_akhir"


class Isian(StrEnum):
    TRIWULAN = "triwulan"
    KUMULATIF = "kumulatif"


@dataclass(frozen=True)
class NilaiTriwulan:
    nomor: int
    keadaan: Keadaan
    nilai: Realisasi


@dataclass(frozen=True)
class Gabungan:
    """`nilai` of the year so far; `lengkap` is False while a quarter in it is still empty."""

    nilai: Realisasi
    keadaan: Keadaan
    lengkap: bool
    triwulan: tuple[int, ...]


@dataclass(frozen=True)
class RataRata:
    persen: Decimal | None
    dihitung: int
    dikecualikan: int


def setahun(
    cara: Konsolidasi, isian: Isian, nilai: Sequence[NilaiTriwulan], *, sampai: int = 4
) -> Gabungan:
    """One value for the year from its quarters 1 to `sampai`.

    Satuan: that of the indikator. Sums and last values are exact, a mean is rounded half-up to
        six decimals. Cumulative entry always takes the last filled quarter.
    Galat: never raises; without any value `nilai` is None and `keadaan` says why. A predikat
        cannot be added, so its year is its last filled quarter. NILAI without a value is a gap.
    Sumber: Permendagri 86/2017 E.81 kolom 12; Kemenkeu "Sum / Average / Take Last Known".
    """
    dipakai = sorted((_jujur(n) for n in nilai if n.nomor <= sampai), key=lambda n: n.nomor)
    terisi = [n for n in dipakai if n.keadaan == Keadaan.NILAI]
    nomor = {n.nomor for n in dipakai}
    ada_kosong = any(n.keadaan == Keadaan.KOSONG for n in dipakai) or len(nomor) < sampai
    if not terisi:
        return Gabungan(None, _keadaan_tanpa_nilai(dipakai, sampai), not ada_kosong, ())
    berpredikat = any(isinstance(n.nilai, Predikat) for n in terisi)
    if berpredikat or isian == Isian.KUMULATIF or cara == Konsolidasi.POSISI_AKHIR:
        akhir = terisi[-1]
        # What counts is the last quarter that should have a value; an empty one after it is a gap.
        lengkap = not any(
            n.nomor > akhir.nomor and n.keadaan == Keadaan.KOSONG for n in dipakai
        ) and (akhir.nomor == sampai or len(nomor) == sampai)
        return Gabungan(akhir.nilai, Keadaan.NILAI, lengkap, (akhir.nomor,))
    jumlah = sum((n.nilai for n in terisi), Decimal(0))
    hasil = jumlah if cara == Konsolidasi.JUMLAH else _rata(jumlah, len(terisi), DESIMAL_SIMPAN)
    return Gabungan(hasil, Keadaan.NILAI, not ada_kosong, tuple(n.nomor for n in terisi))


def rata_rata(hasil: Iterable[Hasil]) -> RataRata:
    """Unweighted mean of the capaian that exist, uncapped; the missing ones are counted.

    Satuan: percent, half-up to two decimals of the mean of the rounded figures.
    Galat: never raises; without any figure `persen` is None.
    Sumber: Kota Palembang 2016, sasaran 7 and 15; domain facts §4.4.
    """
    semua = list(hasil)
    ada = [h.persen for h in semua if h.persen is not None]
    if not ada:
        return RataRata(None, 0, len(semua))
    return RataRata(_rata(sum(ada, Decimal(0)), len(ada), 2), len(ada), len(semua) - len(ada))


def _keadaan_tanpa_nilai(dipakai: Sequence[NilaiTriwulan], sampai: int) -> Keadaan:
    """Why the year has no value: an empty quarter first, else what the last one says.

    Satuan: none.
    Galat: none.
    Sumber: fitur B3: incomplete data is never taken as done.
    """
    if len(dipakai) < sampai or any(n.keadaan == Keadaan.KOSONG for n in dipakai):
        return Keadaan.KOSONG
    keadaan = dipakai[-1].keadaan if dipakai else Keadaan.KOSONG
    return keadaan


def _jujur(triwulan: NilaiTriwulan) -> NilaiTriwulan:
    """NILAI without a value counts as KOSONG.

    Satuan: none.
    Galat: none.
    Sumber: domain facts §4.5.
    """
    if triwulan.keadaan == Keadaan.NILAI and triwulan.nilai is None:
        return replace(triwulan, keadaan=Keadaan.KOSONG)
    return triwulan


def _rata(jumlah: Decimal, banyak: int, desimal: int) -> Decimal:
    """A mean, rounded once.

    Satuan: that of the sum.
    Galat: the caller has at least one number.
    Sumber: domain facts §4.4.
    """
    with localcontext(PRESISI_TINGGI):
        return bulatkan(jumlah / banyak, desimal)
