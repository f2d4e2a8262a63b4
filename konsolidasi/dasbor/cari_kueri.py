"""The question of a search, compiled once for all searches of one shape.

Twelve kinds of rows in one query take thirty times as long to compile as to ask. What decides the
SQL is how many words there are, how long they are and what they may be, not which: the words, the
OPD and the years are put in afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from capaian.layar.cari import JENIS as JENIS_CAPAIAN
from capaian.layar.cari import Opd
from konsolidasi.dasbor.cari_opd import JENIS as JENIS_OPD
from konsolidasi.inti.cari import PANJANG, Butir, satukan
from konsolidasi.inti.kueri import Lubang, tanda
from konsolidasi.inti.pencarian import Kata, Pencarian
from opd.lingkup import Penanya, kueri_untuk
from rapat.layar.cari import JENIS as JENIS_RAPAT

PER_KELOMPOK, PER_HALAMAN = 5, 25


@dataclass(frozen=True, slots=True)
class BentukKata:
    """`panjang` up to PANJANG: longer words are all alike. `disebut`: it names an OPD."""

    panjang: int
    berhuruf: bool
    ragam: int
    ringan: bool
    bertahun: bool
    disebut: bool


@dataclass(frozen=True, slots=True)
class BentukCari:
    kata: tuple[BentukKata, ...]
    longgar: bool
    rapat: bool
    jenis: str
    nomor: int


def cari_butir(
    pengguna: AbstractBaseUser, p: Pencarian, opd: Opd, jenis: str, nomor: int
) -> list[Butir]:
    """The rows found, kind by kind. Of a kind that is not shown, one row for its number; of the one
    that is, page `nomor`. One query."""
    isi: dict[str, Any] = {"teks": p.teks}
    kata = []
    for n, k in enumerate(p.kata):
        milik = opd.get(k.tulis.casefold())
        kata.append(
            BentukKata(
                min(k.panjang, PANJANG),
                k.berhuruf,
                len(k.ragam),
                k.ringan,
                k.tahun is not None,
                bool(milik),
            )
        )
        isi |= {_ragam(n, m): satu for m, satu in enumerate(k.ragam)}
        if milik:
            isi[f"opd{n}"] = milik
        if k.tahun is not None:
            isi[f"tahun{n}"] = k.tahun
    rapat = pengguna.has_perm("rapat.lihat")
    bentuk = BentukCari(tuple(kata), p.longgar, rapat, jenis, nomor)
    return [Butir(*satu) for satu in _semua(pengguna, bentuk, **isi)]


@kueri_untuk
def _semua(siapa: Penanya, bentuk: BentukCari, **isi: Lubang) -> QuerySet:
    kata = tuple(_kata(n, k, isi) for n, k in enumerate(bentuk.kata))
    p = Pencarian(tanda("teks"), kata, longgar=bentuk.longgar)
    opd = {k.tulis: isi[f"opd{n}"] for n, k in enumerate(kata) if f"opd{n}" in isi}
    kelompok = []
    for j in (*JENIS_OPD, *JENIS_CAPAIAN, *(JENIS_RAPAT if bentuk.rapat else ())):
        awal, banyak = (0, 1) if bentuk.jenis else (0, PER_KELOMPOK)
        if j.kode == bentuk.jenis:
            awal, banyak = (bentuk.nomor - 1) * PER_HALAMAN, PER_HALAMAN
        kelompok.append(j.baris(siapa, p, opd)[awal : awal + banyak])
    return satukan(kelompok)


def _kata(n: int, k: BentukKata, isi: dict[str, Any]) -> Kata:
    """A word of which only the shape is known."""
    ragam: Sequence[str] = [tanda(_ragam(n, m)) for m in range(k.ragam)]
    tahun = isi[f"tahun{n}"] if k.bertahun else None
    return Kata(ragam[0], tuple(ragam), k.ringan, k.panjang, k.berhuruf, tahun)


def _ragam(kata: int, ragam: int) -> str:
    return f"k{kata}r{ragam}"
