"""Small drawings inside the cells of a table: one bar, and the columns of some years."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from capaian.layar.grafik_sumbu import ke_svg
from capaian.layar.grafik_tahunan import TahunCapaian

PUNCAK, SERATUS = Decimal(120), Decimal(100)
SEPERSERATUS = Decimal("0.01")
GARIS_SERATUS = f"{(SERATUS * SERATUS / PUNCAK).quantize(SEPERSERATUS)}%"
TINGGI, LEBAR, SELA = 28, 14, 4
ALAS = 2


@dataclass(frozen=True, slots=True)
class Batang:
    """0 to 120 %: what lies beyond fills the bar, its number stands beside it."""

    lebar: str
    ragam: str
    sementara: bool
    seratus: str = GARIS_SERATUS


@dataclass(frozen=True, slots=True)
class Tren:
    """Columns of years, by kind, each kind one path. `uraian` says every year in words."""

    lebar: int
    tinggi: int
    uraian: str
    pasti: str
    sementara: str
    kosong: str
    garis_seratus: str


def susun_batang(persen: Decimal | None, urutan: int | None, *, sementara: bool) -> Batang | None:
    """`urutan` is the rank; what is provisional has its own grey. None without a number."""
    if persen is None:
        return None
    ragam = "sementara" if sementara or urutan is None else f"p{urutan}"
    bagian = _dalam(persen) * SERATUS / PUNCAK
    return Batang(f"{bagian.quantize(SEPERSERATUS)}%", ragam, sementara)


def susun_tren(deret: Sequence[TahunCapaian]) -> Tren:
    """A year without a number keeps its place: a low dash."""
    tiang: dict[str, list[str]] = {"pasti": [], "sementara": [], "kosong": []}
    for n, t in enumerate(deret):
        if t.persen is None:
            tiang["kosong"].append(_tiang(n, Decimal(ALAS)))
        else:
            tinggi = max(_dalam(t.persen) / PUNCAK * TINGGI, Decimal(ALAS))
            tiang["sementara" if t.sementara else "pasti"].append(_tiang(n, tinggi))
    return Tren(
        lebar=len(deret) * (LEBAR + SELA) - SELA if deret else 0,
        tinggi=TINGGI,
        uraian=". ".join(f"{t.tahun}: {t.teks}" for t in deret),
        garis_seratus=ke_svg(TINGGI - SERATUS / PUNCAK * TINGGI),
        **{jenis: "".join(d) for jenis, d in tiang.items()},
    )


def _tiang(n: int, tinggi: Decimal) -> str:
    return f"M{n * (LEBAR + SELA)} {TINGGI}v-{ke_svg(tinggi)}h{LEBAR}v{ke_svg(tinggi)}z"


def _dalam(persen: Decimal) -> Decimal:
    return min(max(persen, Decimal(0)), PUNCAK)
