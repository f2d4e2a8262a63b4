"""Geometry of the multi-year chart: target band and realisasi. Text out, no arithmetic in SVG."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from capaian.layar.grafik_sumbu import Sumbu, Tulisan, ke_svg, rangkai
from capaian.peringatan import batas
from capaian.rumus import Target

KIRI, KANAN, ATAS, BAWAH = 76, 810, 50, 270
SETENGAH = 16
JARAK_TULISAN = 14
TURUN_TULISAN = 20


@dataclass(frozen=True)
class TitikTahun:
    """One year as the chart needs it; None where there is nothing to draw."""

    tahun: int
    target: Target
    target_teks: str
    realisasi: Decimal | None
    realisasi_teks: str


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
    return Grafik(
        kisi=tuple(Tulisan("", ke_svg(sumbu.y(n)), sumbu.tulis(n)) for n in sumbu.kisi()),
        tahun=tuple(
            Tulisan(ke_svg(sumbu.x(t.tahun)), "", str(t.tahun), t.tahun == kini) for t in deret
        ),
        pita=tuple(_pita(sumbu, bagian) for bagian in rangkai(deret, _berpita)),
        garis_target=tuple(
            f"M{ke_svg(sumbu.x(t.tahun) - SETENGAH)} {ke_svg(sumbu.y(t.target))}h{2 * SETENGAH}"
            for t in deret
            if isinstance(t.target, Decimal)
        ),
        garis_nyata=tuple(
            " ".join(f"{ke_svg(sumbu.x(t.tahun))},{ke_svg(sumbu.y(t.realisasi))}" for t in bagian)
            for bagian in rangkai(deret, _bernilai)
        ),
        titik=tuple(
            Tulisan(ke_svg(sumbu.x(t.tahun)), ke_svg(sumbu.y(t.realisasi)), t.realisasi_teks)
            for t in deret
            if t.realisasi is not None
        ),
        rencana=tuple(_rencana(sumbu, t) for t in deret if _perlu_tulisan(t, kini)),
        uraian=_uraian(deret),
        mulai=sumbu.tulis(sumbu.bawah) if sumbu.bawah > 0 else "",
    )


class _Sumbu(Sumbu):
    """Years across, values up."""

    def __init__(self, nilai: Iterable[Decimal], deret: Sequence[TitikTahun]) -> None:
        super().__init__(nilai, dari=BAWAH, sampai=ATAS)
        self.awal = deret[0].tahun
        self.lebar = Decimal(KANAN - KIRI - 2 * SETENGAH) / max(deret[-1].tahun - self.awal, 1)

    def x(self, tahun: int) -> Decimal:
        return KIRI + SETENGAH + (tahun - self.awal) * self.lebar

    def y(self, nilai: Decimal) -> Decimal:
        return self.di(nilai)


def _berpita(t: TitikTahun) -> bool:
    return not isinstance(t.target, Decimal) and batas(t.target) is not None


def _bernilai(t: TitikTahun) -> bool:
    return t.realisasi is not None


def _pita(sumbu: _Sumbu, bagian: list[TitikTahun]) -> str:
    tepi = [(sumbu.x(t.tahun), *batas(t.target)) for t in bagian]
    if len(tepi) == 1:
        x, bawah, atas = tepi[0]
        tepi = [(x - SETENGAH, bawah, atas), (x + SETENGAH, bawah, atas)]
    keliling = [(x, atas) for x, _, atas in tepi] + [(x, bawah) for x, bawah, _ in tepi[::-1]]
    return "M" + "L".join(f"{ke_svg(x)} {ke_svg(sumbu.y(n))}" for x, n in keliling) + "Z"


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
    return Tulisan(ke_svg(sumbu.x(t.tahun)), ke_svg(y), teks)


def _uraian(deret: Sequence[TitikTahun]) -> str:
    nyata = ", ".join(f"{t.realisasi_teks} pada {t.tahun}" for t in deret if _bernilai(t))
    target = ", ".join(f"{t.target_teks} untuk {t.tahun}" for t in deret if batas(t.target))
    return " ".join(
        f"{kata} {isi}." for kata, isi in (("Realisasi", nyata), ("Target", target)) if isi
    )
