"""One thing to do now: a sentence with its numbers, when, and the page that does it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from konsolidasi.inti import waktu
from konsolidasi.inti.waktu import ZONA

B = TypeVar("B")
TERBANYAK, DISEBUT = 5, 3
WASPADA, SINI, NETRAL = "waspada", "sini", "netral"


@dataclass(frozen=True, slots=True)
class Tindakan:
    """`aturan`: name of the rule that says it. `batas`: until when, if there is such a day.

    `opd`: how many OPD it is about; `kapan` and `ragam`: word and look of the badge.
    """

    aturan: str
    kalimat: str
    keterangan: str
    url: str
    tombol: str
    kapan: str = ""
    ragam: str = NETRAL
    batas: date | None = None
    opd: int = 0


@dataclass(frozen=True)
class Daftar:
    """The first few in full; what is left over in a sentence each."""

    utama: tuple[Tindakan, ...]
    sisa: tuple[Tindakan, ...]


def susun_daftar(aturan: Sequence[Callable[[B], Tindakan | None]], bahan: B, hari: date) -> Daftar:
    """By due date, then by how many OPD it is about, then in the order of the rules.

    What is overdue is as urgent as what is due today, not more.
    """
    ada = [t for satu in aturan if (t := satu(bahan)) is not None]
    urut = sorted(ada, key=lambda t: (max(t.batas, hari) if t.batas else date.max, -t.opd))
    return Daftar(tuple(urut[:TERBANYAK]), tuple(urut[TERBANYAK:]))


def lencana(batas: date | None, hari: date, *, lain: str = "") -> tuple[str, str]:
    """Word and look of a due date: Lewat 3 hari, Hari ini, Besok, 21 Jan."""
    if batas is None:
        return lain, NETRAL
    sisa = (batas - hari).days
    if sisa < 0:
        return f"Lewat {-sisa} hari", WASPADA
    if sisa == 0:
        return "Hari ini", WASPADA
    return ("Besok", SINI) if sisa == 1 else (waktu.tanggal_singkat(batas), NETRAL)


def sebut(nama: Iterable[str], paling: int = DISEBUT) -> str:
    """Kesbangpol, Disporapar, Perkim, dan 4 lagi"""
    semua = list(nama)
    lagi = f", dan {len(semua) - paling} lagi" if len(semua) > paling else ""
    return ", ".join(semua[:paling]) + lagi


def pendek(teks: str, panjang: int) -> str:
    """On one line, cut at its end when it is longer."""
    satu = " ".join(teks.split())
    return satu if len(satu) <= panjang else f"{satu[: panjang - 1].rstrip()}…"


def hari_dari(pada: datetime) -> date:
    return pada.astimezone(ZONA).date()


def kata_hari(batas: date, hari: date) -> str:
    """hari ini, besok, Rabu, 21 Januari 2026"""
    sisa = (batas - hari).days
    if sisa in (0, 1):
        return "besok" if sisa else "hari ini"
    return waktu.hari_tanggal(batas)
