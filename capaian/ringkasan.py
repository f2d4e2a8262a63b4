"""Many results as figures that can be added: of an OPD, a klaster, a prioritas, an urusan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from heapq import nsmallest
from typing import Self

from capaian import rumus
from capaian.rumus import PRESISI_TINGGI, Hasil, bulatkan

VERSI_RINGKASAN = 1
"""Counted up whenever the same rows give other figures than before: what was kept then ends."""
URUTAN = (1, 2, 3, 4, 5)
"""Steps that a scale may have; 5 is best."""
TERENDAH_TERBANYAK = 10
"""Lowest results that are kept of each OPD; of many OPD together the lowest are among them."""
NOL = Decimal(0)
KOSONG: Mapping[int, int] = dict.fromkeys(URUTAN, 0)
"""No row in any step."""


@dataclass(frozen=True, slots=True)
class Ringkas:
    """What a set of indikator reached in a year up to a quarter. Sets without overlap add by `+`.

    `jumlah_persen` is the sum of the rounded percentages of the `terhitung` rows. `pasti` rows are
    complete, verified and final; `terverifikasi` rows have only verified quarters, complete or
    not; `belum_diisi` rows have no value and do not say why. `per_peringkat` counts the
    `terhitung` rows by step of the scale, `per_peringkat_pasti` those that are settled: the rest
    is shown hatched. `pagu` and `realisasi_anggaran` are None while nobody has given any;
    `berpagu` rows have a pagu, `beranggaran` of these also say what was spent.
    """

    indikator: int = 0
    terhitung: int = 0
    jumlah_persen: Decimal = NOL
    per_peringkat: Mapping[int, int] = field(default_factory=lambda: KOSONG)
    per_peringkat_pasti: Mapping[int, int] = field(default_factory=lambda: KOSONG)
    pasti: int = 0
    terverifikasi: int = 0
    belum_diisi: int = 0
    contoh: int = 0
    berpagu: int = 0
    beranggaran: int = 0
    pagu: Decimal | None = None
    realisasi_anggaran: Decimal | None = None

    def __add__(self, lain: Self) -> Self:
        return Ringkas(
            indikator=self.indikator + lain.indikator,
            terhitung=self.terhitung + lain.terhitung,
            jumlah_persen=tambah(self.jumlah_persen, lain.jumlah_persen),
            per_peringkat=_tambah_peringkat(self.per_peringkat, lain.per_peringkat),
            per_peringkat_pasti=_tambah_peringkat(
                self.per_peringkat_pasti, lain.per_peringkat_pasti
            ),
            pasti=self.pasti + lain.pasti,
            terverifikasi=self.terverifikasi + lain.terverifikasi,
            belum_diisi=self.belum_diisi + lain.belum_diisi,
            contoh=self.contoh + lain.contoh,
            berpagu=self.berpagu + lain.berpagu,
            beranggaran=self.beranggaran + lain.beranggaran,
            pagu=tambah(self.pagu, lain.pagu),
            realisasi_anggaran=tambah(self.realisasi_anggaran, lain.realisasi_anggaran),
        )

    @property
    def rata(self) -> Decimal | None:
        """The figure of the rekap: gabungan.rata_rata of the same rows.

        Satuan: percent, half-up to two decimals of the mean of the rounded figures.
        Galat: None without any figure.
        Sumber: gabungan.rata_rata.
        """
        if not self.terhitung:
            return None
        with localcontext(PRESISI_TINGGI):
            return bulatkan(self.jumlah_persen / self.terhitung, 2)

    @property
    def sementara(self) -> bool:
        return self.pasti < self.indikator

    @property
    def tanpa_persen(self) -> int:
        return self.indikator - self.terhitung

    @property
    def serapan(self) -> Hasil:
        """Of the pagu, what is known to be spent; rows that do not say it count as unspent."""
        return rumus.serapan(self.pagu, self.realisasi_anggaran)


def tambah(kiri: Decimal | None, kanan: Decimal | None) -> Decimal | None:
    """A sum without rounding; unknown and known is known.

    Satuan: that of both. Galat: none. Sumber: konvensi §6.
    """
    if kiri is None or kanan is None:
        return kanan if kiri is None else kiri
    with localcontext(PRESISI_TINGGI):
        return kiri + kanan


def _tambah_peringkat(kiri: Mapping[int, int], kanan: Mapping[int, int]) -> Mapping[int, int]:
    return {n: kiri[n] + kanan[n] for n in URUTAN}


@dataclass(frozen=True, slots=True, order=True)
class Terendah:
    """The result of one indikator, in the order of a list of the lowest."""

    persen: Decimal
    indikator: int
    urutan: int
    sementara: bool


def terkecil(semua: Iterable[Terendah], banyak: int = TERENDAH_TERBANYAK) -> tuple[Terendah, ...]:
    """The lowest first, of equal ones the indikator that was there first.

    Satuan: percent. Galat: none. Sumber: fitur N1.
    """
    return tuple(nsmallest(banyak, semua))
