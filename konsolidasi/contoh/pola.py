"""How one annual figure becomes four quarters. Pure, Decimal, no dice: same in, same out.

posisi   from last year's figure to this year's in four equal steps
laju     share of the year reached so far (24, 49, 74, 100 %), for coverage counted from January
serapan  money spent so far (12, 36, 63, 100 %)
tahunan  only TW IV has a figure; before that it is not time yet
jumlah   four parts that add up to the year, or their running total for cumulative entry
rata     four values whose mean is the year
"""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

LAJU = tuple(map(Decimal, ("0.24", "0.49", "0.74", "1")))
SERAPAN = tuple(map(Decimal, ("0.12", "0.36", "0.63", "1")))
BAGIAN_REALISASI = tuple(map(Decimal, ("0.22", "0.26", "0.25", "0.27")))
LAJU_TARGET = tuple(map(Decimal, ("0.25", "0.50", "0.75", "1")))
SERAPAN_TARGET = tuple(map(Decimal, ("0.15", "0.40", "0.70", "1")))
BAGIAN_TARGET = (Decimal("0.25"),) * 4
AYUN = tuple(map(Decimal, ("-2", "0", "1", "1")))
LANGKAH = Decimal("0.01")
POLA = ("posisi", "laju", "serapan", "tahunan", "jumlah", "rata")

Triwulanan = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]


def realisasi(
    pola: str, setahun: Decimal, sebelumnya: Decimal | None, *, desimal: int, kumulatif: bool
) -> Triwulanan:
    """Quarters of a realised year; None where the figure is not out yet. Rounded half-up."""
    match pola:
        case "tahunan":
            return (None, None, None, setahun)
        case "jumlah":
            return _jumlah(setahun, BAGIAN_REALISASI, desimal, kumulatif)
        case "rata":
            ayunan = bulat(abs(setahun) * LANGKAH, desimal)
            return tuple(setahun + ayunan * kali for kali in AYUN)
        case "laju":
            return _bagian_dari(setahun, LAJU, desimal)
        case "serapan":
            return _bagian_dari(setahun, SERAPAN, desimal)
        case "posisi":
            return _menuju(setahun, sebelumnya, desimal)
    raise ValueError(f"pola tidak dikenal: {pola}")


def target(
    pola: str, setahun: Decimal, sebelumnya: Decimal | None, *, desimal: int, kumulatif: bool
) -> Triwulanan:
    """Quarter targets of a year's target, by the same patterns in even steps."""
    match pola:
        case "tahunan":
            return (None, None, None, setahun)
        case "jumlah":
            return _jumlah(setahun, BAGIAN_TARGET, desimal, kumulatif)
        case "rata":
            return (setahun,) * 4
        case "laju":
            return _bagian_dari(setahun, LAJU_TARGET, desimal)
        case "serapan":
            return _bagian_dari(setahun, SERAPAN_TARGET, desimal)
        case "posisi":
            return _menuju(setahun, sebelumnya, desimal)
    raise ValueError(f"pola tidak dikenal: {pola}")


def anggaran(setahun: Decimal, *, kumulatif: bool) -> Triwulanan:
    """Money spent per quarter, or so far; the four add up to the year."""
    sampai = _bagian_dari(setahun, SERAPAN, 0)
    if kumulatif:
        return sampai
    return tuple(kini - lalu for kini, lalu in zip(sampai, (0, *sampai[:3]), strict=True))


def bulat(nilai: Decimal, desimal: int) -> Decimal:
    return nilai.quantize(Decimal(1).scaleb(-desimal), ROUND_HALF_UP)


def bagi(setahun: Decimal, bagian: Sequence[Decimal], desimal: int) -> tuple[Decimal, ...]:
    """Parts that add up exactly; the largest remainders get the last units, later ones first."""
    satuan = Decimal(1).scaleb(-desimal)
    mentah = [setahun * b for b in bagian]
    hasil = [m.quantize(satuan, ROUND_FLOOR) for m in mentah]
    sisa = int((setahun - sum(hasil)) / satuan)
    urut = sorted(range(len(hasil)), key=lambda i: (mentah[i] - hasil[i], i), reverse=True)
    for i in urut[:sisa]:
        hasil[i] += satuan
    return tuple(hasil)


def _jumlah(
    setahun: Decimal, bagian: Sequence[Decimal], desimal: int, kumulatif: bool
) -> Triwulanan:
    per_triwulan = bagi(setahun, bagian, desimal)
    if not kumulatif:
        return per_triwulan
    return tuple(sum(per_triwulan[: n + 1], Decimal(0)) for n in range(4))


def _bagian_dari(setahun: Decimal, bagian: Sequence[Decimal], desimal: int) -> Triwulanan:
    return tuple(bulat(setahun * b, desimal) for b in bagian)


def _menuju(setahun: Decimal, sebelumnya: Decimal | None, desimal: int) -> Triwulanan:
    awal = setahun if sebelumnya is None else sebelumnya
    return tuple(bulat(awal + (setahun - awal) * n / 4, desimal) for n in (1, 2, 3, 4))
