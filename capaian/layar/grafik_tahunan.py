"""Geometry of capaian over the years: a line, broken at gaps, hatched where it is provisional."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from capaian.layar.grafik_sumbu import Sumbu, Tulisan, ke_svg, rangkai
from konsolidasi.inti import angka

KIRI, KANAN, ATAS, BAWAH = 76, 810, 46, 250
LEBAR_KOLOM = 44
NOL, SERATUS = Decimal(0), Decimal(100)
TERENDAH, TERTINGGI = Decimal(-100), Decimal(200)
"""Beyond these a value stands at the edge with its number: one slip would flatten all the rest."""
PUNCAK = Decimal(120)
NAIK, TURUN = 14, 24


@dataclass(frozen=True, slots=True)
class TahunCapaian:
    """One year: its capaian, or `alasan` why there is none. `ket`: "5 dari 6 pasti"."""

    tahun: int
    persen: Decimal | None
    sementara: bool
    ket: str = ""
    alasan: str = ""

    @property
    def teks(self) -> str:
        """With the word for what is not settled, or the reason: never a number alone."""
        if self.persen is None:
            return f"belum ada angka: {self.alasan}" if self.alasan else "belum ada angka"
        return tulis_persen(self.persen) + (", sementara" if self.sementara else "")


@dataclass(frozen=True, slots=True)
class Kolom:
    """The hatched column of a provisional year."""

    x: str
    y: str
    lebar: str
    tinggi: str


@dataclass(frozen=True, slots=True)
class Titik:
    """`teks` is drawn beside it; `tebal`: the last value, and one beyond the axis."""

    x: str
    y: str
    y_teks: str
    teks: str
    tebal: bool
    sementara: bool


@dataclass(frozen=True)
class GrafikTahunan:
    """`kode` makes the ids of the drawing its own on the page."""

    kode: str
    judul: str
    uraian: str
    deret: tuple[TahunCapaian, ...]
    kini: int
    kisi: tuple[Tulisan, ...] = ()
    tahun: tuple[Tulisan, ...] = ()
    seratus: str = ""
    garis: tuple[str, ...] = ()
    garis_sementara: tuple[str, ...] = ()
    kolom: tuple[Kolom, ...] = ()
    titik: tuple[Titik, ...] = ()
    kosong: tuple[Tulisan, ...] = ()

    @property
    def bergambar(self) -> bool:
        return bool(self.titik)

    @property
    def ada_sementara(self) -> bool:
        return any(t.sementara for t in self.titik)


def tulis_persen(persen: Decimal) -> str:
    return f"{angka.tulis(persen, 2)}{angka.RUANG_KERAS}%"


def susun_tahunan(
    deret: Sequence[TahunCapaian], *, kode: str, judul: str, kini: int
) -> GrafikTahunan:
    """Years in the order given, oldest first. Without any number only the table is left."""
    semua = tuple(deret)
    uraian = ". ".join(f"{t.tahun}: {t.teks}" for t in semua)
    nilai = [t.persen for t in semua if t.persen is not None]
    if not nilai:
        return GrafikTahunan(kode, judul, uraian, semua, kini)
    sumbu = _sumbu(nilai)
    letak = _Letak(semua, sumbu)
    garis, putus = _garis(semua, letak)
    return GrafikTahunan(
        kode=kode,
        judul=judul,
        uraian=uraian,
        deret=semua,
        kini=kini,
        kisi=tuple(Tulisan("", ke_svg(sumbu.di(n)), sumbu.tulis(n)) for n in sumbu.kisi()),
        tahun=tuple(Tulisan(ke_svg(letak.x(t)), "", str(t.tahun), t.tahun == kini) for t in semua),
        seratus=ke_svg(sumbu.di(SERATUS)),
        garis=garis,
        garis_sementara=putus,
        kolom=tuple(_kolom(t, letak) for t in semua if t.sementara and t.persen is not None),
        titik=_titik(semua, letak),
        kosong=tuple(
            Tulisan(ke_svg(letak.x(t)), ke_svg(Decimal(BAWAH - NAIK)), "belum ada angka")
            for t in semua
            if t.persen is None
        ),
    )


def _sumbu(nilai: Sequence[Decimal]) -> Sumbu:
    """From zero, or below it, to at least 120 %."""
    rendah, tinggi = min(*nilai, NOL), max(*nilai, PUNCAK)
    return Sumbu((max(rendah, TERENDAH), min(tinggi, TERTINGGI)), dari=BAWAH, sampai=ATAS)


class _Letak:
    def __init__(self, deret: Sequence[TahunCapaian], sumbu: Sumbu) -> None:
        self.sumbu = sumbu
        self.awal = deret[0].tahun
        self.banyak = max(deret[-1].tahun - self.awal, 1) + 1
        self.jarak = Decimal(KANAN - KIRI) / self.banyak

    def x(self, t: TahunCapaian) -> Decimal:
        return KIRI + (t.tahun - self.awal + Decimal("0.5")) * self.jarak

    def y(self, t: TahunCapaian) -> Decimal:
        return self.sumbu.di(self.sumbu.tepi(t.persen))

    def di_luar(self, t: TahunCapaian) -> bool:
        return not self.sumbu.di_dalam(t.persen)


def _garis(deret: Sequence[TahunCapaian], letak: _Letak) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Settled years are joined by a full line, a provisional end makes it a broken one."""
    penuh: list[str] = []
    putus: list[str] = []
    for bagian in rangkai(deret, lambda t: t.persen is not None):
        for dari, ke in pairwise(bagian):
            satu = " ".join(f"{ke_svg(letak.x(t))},{ke_svg(letak.y(t))}" for t in (dari, ke))
            (putus if dari.sementara or ke.sementara else penuh).append(satu)
    return tuple(penuh), tuple(putus)


def _kolom(t: TahunCapaian, letak: _Letak) -> Kolom:
    nol, y = letak.sumbu.di(NOL), letak.y(t)
    return Kolom(
        x=ke_svg(letak.x(t) - Decimal(LEBAR_KOLOM) / 2),
        y=ke_svg(min(nol, y)),
        lebar=str(LEBAR_KOLOM),
        tinggi=ke_svg(abs(nol - y)),
    )


def _titik(deret: Sequence[TahunCapaian], letak: _Letak) -> tuple[Titik, ...]:
    """Every value is written, for paper, where no table can be opened."""
    bernilai = [t for t in deret if t.persen is not None]
    hasil = []
    for t in bernilai:
        y = letak.y(t)
        tebal = t is bernilai[-1] or letak.di_luar(t)
        di_bawah = y - NAIK < ATAS - NAIK or t.persen < NOL
        y_teks = y + TURUN if di_bawah else y - NAIK
        teks = _panah(t, letak) + tulis_persen(t.persen)
        hasil.append(Titik(ke_svg(letak.x(t)), ke_svg(y), ke_svg(y_teks), teks, tebal, t.sementara))
    return tuple(hasil)


def _panah(t: TahunCapaian, letak: _Letak) -> str:
    if not letak.di_luar(t):
        return ""
    return "↑ " if t.persen > NOL else "↓ "
