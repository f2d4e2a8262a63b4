"""The year switch of data pages."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, Subquery
from django.utils import timezone

from capaian.models import Periode, Tahun
from konsolidasi.inti.kueri import kueri
from konsolidasi.inti.waktu import Triwulan


@dataclass(frozen=True)
class PilihanTahun:
    """The chosen year and its neighbours among the years that exist."""

    tahun: int
    semua: tuple[int, ...]
    berjalan: Triwulan | None
    """The quarter that pages open with; those after it have no realisasi yet."""

    def belum_waktunya(self, tw: Triwulan) -> bool:
        return self.berjalan is not None and tw > self.berjalan

    @property
    def sebelum(self) -> int | None:
        return max((t for t in self.semua if t < self.tahun), default=None)

    @property
    def sesudah(self) -> int | None:
        return min((t for t in self.semua if t > self.tahun), default=None)


def pilih_tahun(diminta: str, *, geser: int = 0) -> PilihanTahun:
    """The year asked for when it exists, else the current one moved by `geser`. One query."""
    baris = _semua_tahun(pada=timezone.now())
    semua = tuple(b[0] for b in baris)
    berjalan = next((Triwulan(*b[1:]) for b in baris if b[1] is not None), None)
    kini = berjalan.tahun if berjalan else max(semua, default=timezone.localdate().year)
    bawaan = kini + geser if kini + geser in semua else kini
    tahun = next((t for t in semua if str(t) == diminta.strip()), bawaan)
    return PilihanTahun(tahun, semua, berjalan)


def muat_periode(tahun: int) -> list[Periode]:
    """The quarters of a year. One query."""
    return _periode(tahun=tahun)


@kueri
def _periode(*, tahun: int) -> QuerySet:
    return Periode.objects.filter(tahun=tahun).order_by("triwulan")


@kueri
def _semua_tahun(*, pada: datetime) -> QuerySet:
    """Each year with the quarter of Periode.objects.bawaan(), the same beside all of them."""
    bawaan = Periode.objects.sudah_dibuka(pada).order_by("-tahun", "-triwulan")
    kini = (Subquery(bawaan.values(medan)[:1]) for medan in ("tahun_id", "triwulan"))
    return Tahun.objects.order_by("tahun").values_list("tahun", *kini)
