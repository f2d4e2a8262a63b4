"""The year switch of data pages."""

from dataclasses import dataclass

from django.utils import timezone

from capaian.models import Periode, Tahun
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
    """The year asked for when it exists, else the current one moved by `geser`. Two queries."""
    semua = tuple(Tahun.objects.order_by("tahun").values_list("tahun", flat=True))
    periode = Periode.objects.bawaan()
    kini = periode.tahun_id if periode else max(semua, default=timezone.localdate().year)
    bawaan = kini + geser if kini + geser in semua else kini
    tahun = next((t for t in semua if str(t) == diminta.strip()), bawaan)
    return PilihanTahun(tahun, semua, periode.tw if periode else None)
