"""What all charts share: an axis with round numbers, texts at their places, runs without gaps."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import TypeVar

from konsolidasi.inti import angka

LANGKAH_TERBANYAK = 6
LANGKAH = tuple(Decimal(t) for t in ("1", "2", "2.5", "5", "10"))
T = TypeVar("T")


@dataclass(frozen=True)
class Tulisan:
    x: str
    y: str
    teks: str
    kini: bool = False


class Sumbu:
    """Values onto points of the drawing; the axis ends on round numbers.

    `dari` and `sampai` are where the lowest and the highest value lie, in either order.
    """

    def __init__(self, nilai: Iterable[Decimal], *, dari: int, sampai: int) -> None:
        semua = list(nilai)
        rendah, tinggi = min(semua), max(semua)
        bentang = (tinggi - rendah) or abs(tinggi) or Decimal(1)
        self.langkah = _langkah(bentang)
        self.bawah = self._bulat(rendah, ROUND_FLOOR)
        self.atas = self._bulat(tinggi, ROUND_CEILING)
        if self.atas == self.bawah:
            self.atas += self.langkah
        self.dari, self.sampai = dari, sampai

    def _bulat(self, nilai: Decimal, arah: str) -> Decimal:
        return (nilai / self.langkah).to_integral_value(arah) * self.langkah

    @property
    def desimal(self) -> int:
        """Decimals that the numbers of the axis need."""
        return max(0, -self.langkah.normalize().as_tuple().exponent)

    def kisi(self) -> list[Decimal]:
        banyak = int((self.atas - self.bawah) / self.langkah)
        return [self.bawah + n * self.langkah for n in range(banyak + 1)]

    def di(self, nilai: Decimal) -> Decimal:
        bagian = (nilai - self.bawah) / (self.atas - self.bawah)
        return self.dari + bagian * (self.sampai - self.dari)

    def di_dalam(self, nilai: Decimal) -> bool:
        return self.bawah <= nilai <= self.atas

    def tepi(self, nilai: Decimal) -> Decimal:
        """The value itself, or the end of the axis that it lies beyond."""
        return min(max(nilai, self.bawah), self.atas)

    def tulis(self, nilai: Decimal) -> str:
        return angka.tulis(nilai, self.desimal)


def _langkah(bentang: Decimal) -> Decimal:
    pangkat = Decimal(1).scaleb(bentang.adjusted() - 1)
    return next(
        n
        for n in (d * pangkat * k for k in (1, 10) for d in LANGKAH)
        if bentang / n <= LANGKAH_TERBANYAK
    )


def ke_svg(nilai: Decimal) -> str:
    """For an attribute of SVG: a dot, one decimal, no thousands."""
    return f"{nilai:.1f}"


def rangkai(deret: Sequence[T], ada: Callable[[T], bool]) -> list[list[T]]:
    """Runs of neighbours that have what is drawn; a gap breaks the line."""
    hasil: list[list[T]] = []
    for sebelum, kini in pairwise([None, *deret]):
        if not ada(kini):
            continue
        if sebelum is not None and ada(sebelum):
            hasil[-1].append(kini)
        else:
            hasil.append([kini])
    return hasil
