"""Geometry of stacked shares: how many rows carry which peringkat, one bar per line of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

SERATUS, SEPERSERATUS = Decimal(100), Decimal("0.01")
TANPA = "Belum ada angka"


@dataclass(frozen=True, slots=True)
class IsiSusun:
    """One line: rows by rank (5 best), those of them that are settled, rows without a number."""

    label: str
    per_urutan: Mapping[int, int]
    pasti: Mapping[int, int]
    tanpa: int
    url: str = ""
    ket: str = ""


@dataclass(frozen=True, slots=True)
class Potong:
    """A piece of a bar, in percent of its width. `berbatas`: another word begins here."""

    ragam: str
    mulai: str
    lebar: str
    berbatas: bool


@dataclass(frozen=True, slots=True)
class SelSusun:
    """One number of the table and how many of it are provisional."""

    kata: str
    banyak: int
    sementara: int


@dataclass(frozen=True, slots=True)
class BarisSusun:
    label: str
    url: str
    ket: str
    potong: tuple[Potong, ...]
    sel: tuple[SelSusun, ...]

    @property
    def banyak(self) -> int:
        return sum(s.banyak for s in self.sel)

    @property
    def uraian(self) -> str:
        return ", ".join(
            f"{s.banyak} {s.kata}" + (f" ({s.sementara} sementara)" if s.sementara else "")
            for s in self.sel
            if s.banyak
        )


@dataclass(frozen=True)
class GrafikSusun:
    """The table says everything in numbers; the bar repeats it."""

    judul: str
    kepala: str
    kolom: tuple[str, ...]
    baris: tuple[BarisSusun, ...]

    @property
    def ada_sementara(self) -> bool:
        return any(s.sementara for b in self.baris for s in b.sel)


def susun_susun(
    isi: Sequence[IsiSusun], kata: Mapping[int, str], *, judul: str, kepala: str
) -> GrafikSusun:
    """`kata`: the words of the scale by rank. What is not settled has no colour of a rank."""
    ada = {n for satu in isi for n, banyak in satu.per_urutan.items() if banyak}
    urut = {n: kata.get(n, f"Peringkat {n}") for n in sorted({*kata, *ada}, reverse=True)}
    return GrafikSusun(
        judul=judul,
        kepala=kepala,
        kolom=(*urut.values(), TANPA),
        baris=tuple(_baris(satu, urut) for satu in isi),
    )


def _baris(isi: IsiSusun, kata: Mapping[int, str]) -> BarisSusun:
    sel, batang = [], []
    for n, nama in kata.items():
        banyak, pasti = isi.per_urutan.get(n, 0), isi.pasti.get(n, 0)
        sel.append(SelSusun(nama, banyak, banyak - pasti))
        batang += [(nama, f"p{n}", pasti), (nama, "sementara", banyak - pasti)]
    sel.append(SelSusun(TANPA, isi.tanpa, 0))
    batang.append((TANPA, "kosong", isi.tanpa))
    return BarisSusun(isi.label, isi.url, isi.ket, _potong(batang), tuple(sel))


def _potong(batang: Sequence[tuple[str, str, int]]) -> tuple[Potong, ...]:
    """Edges are rounded, not widths: a piece ends where the next one begins."""
    seluruh = Decimal(max(sum(n for *_, n in batang), 1))
    hasil, sebelum, terakhir = [], 0, ""
    for kata, ragam, n in batang:
        mulai, akhir = (
            (Decimal(banyak) * SERATUS / seluruh).quantize(SEPERSERATUS)
            for banyak in (sebelum, sebelum + n)
        )
        if n:
            berbatas = bool(terakhir) and kata != terakhir
            hasil.append(Potong(ragam, f"{mulai}%", f"{akhir - mulai}%", berbatas))
            terakhir = kata
        sebelum += n
    return tuple(hasil)
