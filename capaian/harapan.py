"""Where a value should stand today, and what the quarters that are left must bring. Pure, Decimal.

A percentage of the year's target looks red for everybody in TW II; held against the quarter
targets it says something. What cannot be said honestly is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from capaian.gabungan import Isian, Konsolidasi
from capaian.rumus import PRESISI_TINGGI, Formula, Rentang, Target, bulatkan
from konsolidasi.inti.waktu import Triwulan

MAKIN_KECIL = frozenset({Formula.NEGATIF, Formula.NEGATIF_RASIO})
TANPA_ARAH = frozenset({Formula.STABIL, Formula.PREDIKAT})
BANYAK_TRIWULAN = 4


@dataclass(frozen=True, slots=True)
class Ukuran:
    """What an indikator says about itself, as far as it matters here."""

    formula: Formula
    konsolidasi: Konsolidasi
    isian: Isian
    desimal: int

    @property
    def dijumlah(self) -> bool:
        """Each quarter is typed alone and the year is their sum."""
        return self.isian == Isian.TRIWULAN and self.konsolidasi == Konsolidasi.JUMLAH

    @property
    def dirata(self) -> bool:
        return self.isian == Isian.TRIWULAN and self.konsolidasi == Konsolidasi.RATA_RATA


@dataclass(frozen=True, slots=True)
class Harapan:
    """`seharusnya` and `tercapai` cover the year up to the day asked about."""

    seharusnya: Decimal
    tercapai: Decimal | None
    berjalan: bool
    """The quarter still runs; else `seharusnya` is what its end should have brought."""


@dataclass(frozen=True, slots=True)
class Sisa:
    """What is left for the `triwulan` quarters that have no value yet.

    `perlu` is the amount per quarter (dijumlah), the mean of them (dirata), else the change per
    quarter; None when nothing more is needed (`cukup`) or nothing can help (`lewat`).
    """

    triwulan: int
    perlu: Decimal | None
    cukup: bool = False
    lewat: bool = False


def batas(target: Target, formula: Formula) -> Decimal | None:
    """The number that has to be reached: of a range the bound that is easier to reach.

    Satuan: that of the indikator.
    Galat: none; None for a predikat, a printed text, no target and "makin dekat makin baik".
    Sumber: PermenPANRB 8/2021 Lampiran hlm. 99 (inside a range is 100).
    """
    if formula in TANPA_ARAH:
        return None
    if isinstance(target, Rentang):
        return target.atas if formula in MAKIN_KECIL else target.bawah
    return target if isinstance(target, Decimal) else None


def harapan(
    ukuran: Ukuran,
    target: Mapping[int, Target],
    realisasi: Mapping[int, Decimal],
    tw: Triwulan,
    pada: date,
) -> Harapan | None:
    """Where the value should stand on `pada`, seen from the page of the quarter `tw`.

    Satuan: that of the indikator, half-up to its decimals. Inside a quarter the way from the
        target before it to its own is walked evenly, day by day; a mean stands still.
    Galat: never raises; None before the quarter begins, where a target on the way is missing, and
        where the answer would only repeat the target of the quarter.
    Sumber: fitur C11; quarter targets of Renja and PK (Permendagri 86/2017 E.81 kolom 7-10).
    """
    nilai = {n: batas(t, ukuran.formula) for n, t in target.items()}
    if not perlu_triwulanan(ukuran, tw, pada) or nilai.get(tw.nomor) is None:
        return None
    berjalan = pada <= tw.akhir
    sebelum = _sebelum(ukuran, nilai, tw.nomor)
    if sebelum is None or (ukuran.dijumlah and tw.nomor == 1 and not berjalan):
        return None
    with localcontext(PRESISI_TINGGI):
        akhir = nilai[tw.nomor] + (sebelum if ukuran.dijumlah else 0)
        seharusnya = sebelum + (akhir - sebelum) * _bagian(tw, pada)
    tercapai = [realisasi[n] for n in sorted(realisasi) if n <= tw.nomor]
    if not tercapai:
        jumlah = None
    else:
        jumlah = sum(tercapai, Decimal(0)) if ukuran.dijumlah else tercapai[-1]
    return Harapan(bulatkan(seharusnya, ukuran.desimal), jumlah, berjalan)


def perlu_triwulanan(ukuran: Ukuran, tw: Triwulan, pada: date) -> bool:
    """Whether `harapan` has something to say, so that the quarter targets must be known.

    Satuan: none.
    Galat: none. A mean stands still, and after its quarter a position is what its target says.
    Sumber: fitur C11.
    """
    if pada < tw.mulai or ukuran.dirata:
        return False
    return ukuran.dijumlah or pada <= tw.akhir


def sisa(
    ukuran: Ukuran, setahun: Target, realisasi: Mapping[int, Decimal], nomor: int
) -> Sisa | None:
    """What the quarters after the last value must bring to reach the target of the year.

    Satuan: that of the indikator, half-up to one decimal more than it has.
    Galat: never raises; None without a target in numbers, without a value, and after TW IV.
    Sumber: fitur C11.
    """
    target = batas(setahun, ukuran.formula)
    terisi = [n for n in sorted(realisasi) if n <= nomor]
    if target is None or not terisi or terisi[-1] == BANYAK_TRIWULAN:
        return None
    tersisa = BANYAK_TRIWULAN - terisi[-1]
    kecil = ukuran.formula in MAKIN_KECIL
    jumlah = sum((realisasi[n] for n in terisi), Decimal(0))
    with localcontext(PRESISI_TINGGI):
        if ukuran.dirata:
            kurang = target * (len(terisi) + tersisa) - jumlah
        else:
            kurang = target - (jumlah if ukuran.dijumlah else realisasi[terisi[-1]])
        perlu = bulatkan(kurang / tersisa, ukuran.desimal + 1)
    if ukuran.dijumlah or ukuran.dirata:
        habis = kurang < 0 if kecil else kurang <= 0
        return Sisa(
            tersisa, None if habis else perlu, cukup=habis and not kecil, lewat=habis and kecil
        )
    if kecil and ukuran.isian == Isian.KUMULATIF and ukuran.konsolidasi == Konsolidasi.JUMLAH:
        # A running total never falls: what is above its ceiling stays above it.
        return Sisa(tersisa, None if kurang < 0 else perlu, lewat=kurang < 0)
    cukup = kurang >= 0 if kecil else kurang <= 0
    return Sisa(tersisa, None if cukup else perlu, cukup=cukup)


def _sebelum(ukuran: Ukuran, nilai: Mapping[int, Decimal | None], nomor: int) -> Decimal | None:
    """Where the value should have stood when the quarter began.

    Satuan: that of the indikator.
    Galat: None where a target before it is missing; a position has no start in TW I.
    Sumber: fitur C11.
    """
    if ukuran.dijumlah:
        dulu = [nilai.get(n) for n in range(1, nomor)]
        return None if None in dulu else sum(dulu, Decimal(0))
    if nomor > 1:
        return nilai.get(nomor - 1)
    return Decimal(0) if ukuran.konsolidasi == Konsolidasi.JUMLAH else None


def _bagian(tw: Triwulan, pada: date) -> Decimal:
    """The share of the quarter that has passed, today counted as passed.

    Satuan: 0-1. Galat: none. Sumber: fitur C11.
    """
    hari = min((pada - tw.mulai).days + 1, (tw.akhir - tw.mulai).days + 1)
    return Decimal(hari) / Decimal((tw.akhir - tw.mulai).days + 1)
