"""Which year the pages of capaian show, up to which quarter, and the years beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.http import urlencode

from capaian.layar.tahun import PilihanTahun, pilih_tahun
from konsolidasi.inti.waktu import ROMAWI, Triwulan

BANYAK_TAHUN = 5
SEMUA_TRIWULAN = (1, 2, 3, 4)
SAMPAI = ("s.d. Maret", "s.d. Juni", "s.d. September", "setahun")


@dataclass(frozen=True)
class ButirTriwulan:
    """One entry of komponen/periode.html."""

    nomor: int
    label: str
    ket: str


TRIWULAN = tuple(ButirTriwulan(n, f"TW {ROMAWI[n - 1]}", SAMPAI[n - 1]) for n in SEMUA_TRIWULAN)


@dataclass(frozen=True)
class Masa:
    """`deret`: up to five years that exist, the chosen one last. `saringan`: other filters."""

    pilihan: PilihanTahun
    sampai: int
    deret: tuple[int, ...]
    saringan: tuple[tuple[str, str], ...]

    @property
    def tahun(self) -> int:
        return self.pilihan.tahun

    @property
    def tw(self) -> Triwulan:
        return Triwulan(self.tahun, self.sampai)

    @property
    def sebutan(self) -> str:
        return f"{self.tahun} s.d. {self.tw.singkat}"

    @property
    def judul_tren(self) -> str:
        """Heading of the column with the years side by side."""
        return f"{self.deret[0]}–{self.tahun}" if len(self.deret) > 1 else str(self.tahun)

    @property
    def kueri(self) -> str:
        """The state of the page, for links to the pages beside it."""
        return urlencode([("tahun", self.tahun), ("triwulan", self.sampai), *self.saringan])


def pilih_masa(diminta: Mapping[str, str]) -> Masa:
    """One query. What is not understood falls back to the running year and quarter."""
    pilihan = pilih_tahun(diminta.get("tahun", ""))
    sampai = _sampai(diminta.get("triwulan", ""), pilihan)
    deret = tuple(t for t in pilihan.semua if t <= pilihan.tahun)[-BANYAK_TAHUN:]
    saringan = tuple((n, diminta[n]) for n in ("klaster", "urusan") if diminta.get(n))
    return Masa(pilihan, sampai, deret or (pilihan.tahun,), saringan)


def _sampai(diminta: str, pilihan: PilihanTahun) -> int:
    """Of the running year the running quarter, of a year gone by all of it, of a later one I."""
    if diminta in map(str, SEMUA_TRIWULAN):
        return int(diminta)
    berjalan = pilihan.berjalan
    if berjalan is None or pilihan.tahun > berjalan.tahun:
        return 1
    return berjalan.nomor if pilihan.tahun == berjalan.tahun else 4
