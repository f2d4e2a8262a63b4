"""Words for a capaian: a dated table, here its pure form."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Peringkat:
    """One step: `urutan` 5 is best, `batas_bawah` in percent, None for the lowest."""

    urutan: int
    kata: str
    batas_bawah: Decimal | None


@dataclass(frozen=True)
class Skala:
    """Steps of one scale, in any order; exactly one has no lower bound."""

    langkah: tuple[Peringkat, ...]

    def peringkat(self, persen: Decimal) -> Peringkat:
        """The step a capaian falls into; the printed gaps (90–91) belong to the lower step.

        Satuan: `persen` 0-100 and beyond, two decimals, not rounded again here.
        Galat: ValueError when the scale has no lowest step.
        Sumber: LKjIP Inspektorat Kab. Sampang 2019 Tabel 3.1; the rule >= is practice.
        """
        turun = sorted(self.langkah, key=lambda p: p.urutan, reverse=True)
        for satu in turun:
            if satu.batas_bawah is None or persen >= satu.batas_bawah:
                return satu
        raise ValueError("the scale has no lowest step")


BAWAAN = Skala(
    (
        Peringkat(5, "Sangat Tinggi", Decimal(91)),
        Peringkat(4, "Tinggi", Decimal(76)),
        Peringkat(3, "Sedang", Decimal(66)),
        Peringkat(2, "Rendah", Decimal(51)),
        Peringkat(1, "Sangat Rendah", None),
    )
)
