"""Geometry of the multi-year chart: target band and realisasi. Text out, no arithmetic in SVG."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from capaian.peringatan import batas
from capaian.rumus import Target
from konsolidasi.inti import angka

KIRI, KANAN, ATAS, BAWAH = 76, 810, 50, 270
SETENGAH = 16
JARAK_TULISAN = 14
TURUN_TULISAN = 20
LANGKAH_TERBANYAK = 6
LANGKAH = tuple(Decimal(t) for t in ("1", "2", "2.5", "5", "10"))


@dataclass(frozen=True)
class TitikTahun:
    """One year as the chart needs it; None where there is nothing to draw."""

    tahun: int
    target: Target
    target_teks: str
    realisasi: Decimal | None
    realisasi_teks: str


@dataclass(frozen=True)
class Tulisan:
    x: str
    y: str
    teks: str
    kini: bool = False


@dataclass(frozen=True)
class Grafik:
    kisi: tuple[Tulisan, ...]
    tahun: tuple[Tulisan, ...]
    pita: tuple[str, ...]
    garis_target: tuple[str, ...]
    garis_nyata: tuple[str, ...]
    titik: tuple[Tulisan, ...]
    rencana: tuple[Tulisan, ...]
    uraian: str
    mulai: str
    """First value of the axis when it is not zero, else ""."""


def susun_grafik(deret: Sequence[TitikTahun], *, kini: int) -> Grafik | None:
    """None when fewer than two values can be drawn (predikat, or an indikator without data)."""
    nilai = [n for t in deret for n in (*(batas(t.target) or ()), t.realisasi) if n is not None]
    if len(nilai) < 2 or len(deret) < 2:
        return None
    sumbu = _Sumbu(nilai, deret)
    label = max(0, -sumbu.langkah.normalize().as_tuple().exponent)
    return Grafik(
        kisi=tuple(Tulisan("", _teks(sumbu.y(n)), angka.tulis(n, label)) for n in sumbu.kisi()),
        tahun=tuple(
            Tulisan(_teks(sumbu.x(t.tahun)), "", str(t.tahun), t.tahun == kini) for t in deret
        ),
        pita=tuple(_pita(sumbu, rangkai) for rangkai in _rangkai(deret, _berpita)),
        garis_target=tuple(
            f"M{_teks(sumbu.x(t.tahun) - SETENGAH)} {_teks(sumbu.y(t.target))}h{2 * SETENGAH}"
            for t in deret
            if isinstance(t.target, Decimal)
        ),
        garis_nyata=tuple(
            " ".join(f"{_teks(sumbu.x(t.tahun))},{_teks(sumbu.y(t.realisasi))}" for t in rangkai)
            for rangkai in _rangkai(deret, _bernilai)
        ),
        titik=tuple(
            Tulisan(_teks(sumbu.x(t.tahun)), _teks(sumbu.y(t.realisasi)), t.realisasi_teks)
            for t in deret
            if t.realisasi is not None
        ),
        rencana=tuple(_rencana(sumbu, t) for t in deret if _perlu_tulisan(t, kini)),
        uraian=_uraian(deret),
        mulai=angka.tulis(sumbu.bawah, label) if sumbu.bawah > 0 else "",
    )


class _Sumbu:
    """Years across, values up; the values end on round numbers."""

    def __init__(self, nilai: Iterable[Decimal], deret: Sequence[TitikTahun]) -> None:
        semua = list(nilai)
        rendah, tinggi = min(semua), max(semua)
        bentang = (tinggi - rendah) or abs(tinggi) or Decimal(1)
        self.langkah = self._langkah(bentang)
        self.bawah = self._bulat(rendah, ROUND_FLOOR)
        self.atas = self._bulat(tinggi, ROUND_CEILING)
        if self.atas == self.bawah:
            self.atas += self.langkah
        self.awal = deret[0].tahun
        self.lebar = Decimal(KANAN - KIRI - 2 * SETENGAH) / max(deret[-1].tahun - self.awal, 1)

    @staticmethod
    def _langkah(bentang: Decimal) -> Decimal:
        pangkat = Decimal(1).scaleb(bentang.adjusted() - 1)
        return next(
            n
            for n in (d * pangkat * k for k in (1, 10) for d in LANGKAH)
            if bentang / n <= LANGKAH_TERBANYAK
        )

    def _bulat(self, nilai: Decimal, arah: str) -> Decimal:
        return (nilai / self.langkah).to_integral_value(arah) * self.langkah

    def kisi(self) -> list[Decimal]:
        banyak = int((self.atas - self.bawah) / self.langkah)
        return [self.bawah + n * self.langkah for n in range(banyak + 1)]

    def x(self, tahun: int) -> Decimal:
        return KIRI + SETENGAH + (tahun - self.awal) * self.lebar

    def y(self, nilai: Decimal) -> Decimal:
        return BAWAH - (nilai - self.bawah) / (self.atas - self.bawah) * (BAWAH - ATAS)


def _teks(nilai: Decimal) -> str:
    """For an attribute of SVG: a dot, one decimal, no thousands."""
    return f"{nilai:.1f}"


def _berpita(t: TitikTahun) -> bool:
    return not isinstance(t.target, Decimal) and batas(t.target) is not None


def _bernilai(t: TitikTahun) -> bool:
    return t.realisasi is not None


def _rangkai(
    deret: Sequence[TitikTahun], ada: Callable[[TitikTahun], bool]
) -> list[list[TitikTahun]]:
    """Runs of neighbouring years that have what is drawn; a gap breaks the line."""
    hasil: list[list[TitikTahun]] = []
    for sebelum, kini in pairwise([None, *deret]):
        if not ada(kini):
            continue
        if sebelum is not None and ada(sebelum):
            hasil[-1].append(kini)
        else:
            hasil.append([kini])
    return hasil


def _pita(sumbu: _Sumbu, rangkai: list[TitikTahun]) -> str:
    tepi = [(sumbu.x(t.tahun), *batas(t.target)) for t in rangkai]
    if len(tepi) == 1:
        x, bawah, atas = tepi[0]
        tepi = [(x - SETENGAH, bawah, atas), (x + SETENGAH, bawah, atas)]
    keliling = [(x, atas) for x, _, atas in tepi] + [(x, bawah) for x, bawah, _ in tepi[::-1]]
    return "M" + "L".join(f"{_teks(x)} {_teks(sumbu.y(n))}" for x, n in keliling) + "Z"


def _perlu_tulisan(t: TitikTahun, kini: int) -> bool:
    return batas(t.target) is not None and (t.realisasi is None or t.tahun == kini)


def _rencana(sumbu: _Sumbu, t: TitikTahun) -> Tulisan:
    """Above the target; below it where the realisasi stands above."""
    bawah, atas = batas(t.target)
    if t.realisasi is not None and t.realisasi >= bawah:
        y = sumbu.y(bawah) + TURUN_TULISAN
    else:
        y = sumbu.y(atas) - JARAK_TULISAN
    teks = t.target_teks if t.realisasi is None else f"target {t.target_teks}"
    return Tulisan(_teks(sumbu.x(t.tahun)), _teks(y), teks)


def _uraian(deret: Sequence[TitikTahun]) -> str:
    nyata = ", ".join(f"{t.realisasi_teks} pada {t.tahun}" for t in deret if _bernilai(t))
    target = ", ".join(f"{t.target_teks} untuk {t.tahun}" for t in deret if batas(t.target))
    return " ".join(
        f"{kata} {isi}." for kata, isi in (("Realisasi", nyata), ("Target", target)) if isi
    )
