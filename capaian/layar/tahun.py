"""The year switch of data pages."""

from dataclasses import dataclass

from capaian.models import Periode, Tahun


@dataclass(frozen=True)
class PilihanTahun:
    """The chosen year and its neighbours among the years that exist."""

    tahun: int
    semua: tuple[int, ...]
    berjalan: int
    """Year of the quarter that pages open with; what lies after it has no realisasi yet."""

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
    berjalan = periode.tahun_id if periode else max(semua, default=0)
    bawaan = berjalan + geser if berjalan + geser in semua else berjalan
    tahun = next((t for t in semua if str(t) == diminta.strip()), bawaan)
    return PilihanTahun(tahun, semua, berjalan)
