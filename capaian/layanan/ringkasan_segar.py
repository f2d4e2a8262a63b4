"""Which kept figures still hold, proved by what the database had seen when they were computed.

The order of the questions is part of the proof. Marks are read before the floor: one that was
swept away in between is then noticed. Who keeps a figure asks for its snapshot before anything else
is read: what comes after it counts as not seen.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Self

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import BooleanField, Func, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Coalesce

from capaian.bacaan import baca_skala
from capaian.cuplikan import Cuplikan
from capaian.layanan.ringkasan_hitung import Bagian
from capaian.models import LantaiRingkasan, PenandaRingkasan, StempelRingkasan, Tahun
from capaian.perhitungan import skala_pada
from capaian.ringkasan import VERSI_RINGKASAN
from capaian.rumus import VERSI_RUMUS
from capaian.skala import Skala
from konsolidasi.inti.kueri import kueri
from konsolidasi.inti.waktu import Triwulan

OpdTahun = tuple[int, int]
"""Year first."""


@dataclass(frozen=True, slots=True)
class Saat:
    """The database at one moment. `asal`: which one, `dimulai`: since when its server runs.

    `bersih`: this transaction has not written anything, so that nothing it reads can be undone.
    Marks of transactions below `lantai` are gone.
    """

    cuplikan: str
    asal: str
    dimulai: str
    bersih: bool
    lantai: int


@dataclass(frozen=True, slots=True)
class Penanda:
    """What changed, by year and OPD (None: in all), and in which transactions."""

    xid: Mapping[tuple[int | None, int | None], frozenset[int]]

    def segar(self, tahun: int, cuplikan: Cuplikan, opd: Iterable[int]) -> frozenset[int]:
        """Of these, whose figures of that year and moment still hold."""
        basi = {
            satu
            for (t, satu), semua in self.xid.items()
            if t in (None, tahun) and not all(map(cuplikan.melihat, semua))
        }
        return frozenset() if None in basi else frozenset(opd) - basi


@dataclass(frozen=True)
class Keadaan:
    """What holds of the OPD and years that were asked for."""

    saat: Saat
    skala: Mapping[int, Skala]
    penanda: Penanda
    segar: Mapping[int, frozenset[int]]
    """By year: OPD whose stored figures hold."""
    dihitung: dict[tuple[int, int, int], tuple[Bagian, ...]] = field(default_factory=dict)
    """What this page has computed already, by year, quarter and OPD."""

    def untuk(self, tahun: Collection[int], opd: Collection[int]) -> Self:
        """Of these years and OPD alone; the years are among those that were asked for."""
        diminta = frozenset(opd)
        return replace(self, segar={t: self.segar[t] & diminta for t in tahun})


@lru_cache(maxsize=64)
def aturan(skala: Skala) -> str:
    """What else a figure is made of: the versions of our rules and the bounds of the steps."""
    # 91 and 91.00 are one bound, and one key of the memory.
    batas = (
        f"{p.urutan}:{'' if p.batas_bawah is None else f'{p.batas_bawah.normalize():f}'}"
        for p in skala.langkah
    )
    return f"{VERSI_RUMUS}.{VERSI_RINGKASAN} {' '.join(sorted(batas))}"


def saat() -> Saat | None:
    """The moment of this question; None in a database without any year. One query."""
    return next((Saat(*isi) for isi in _semua_saat()), None)


def keadaan(tahun: Collection[int], opd: Collection[int]) -> Keadaan | None:
    """Four queries; None in a database without any year."""
    semua = baca_skala()
    skala = {t: skala_pada(semua, Triwulan(t, 4).akhir) for t in sorted(tahun)}
    # Few: they are swept away every few minutes.
    baris = _semua_penanda()
    kini = saat()
    if kini is None:
        return None
    penanda = _penanda(baris, Cuplikan.baca(kini.cuplikan).xmax)
    segar: dict[int, frozenset[int]] = dict.fromkeys(skala, frozenset())
    for satu, aturan_, cuplikan, milik in _stempel(skala, opd, kini.asal):
        if aturan_ == aturan(skala[satu]):
            segar[satu] |= penanda.segar(satu, Cuplikan.baca(cuplikan), milik)
    return Keadaan(kini, skala, penanda, segar)


@kueri
def _semua_saat() -> QuerySet:
    lantai = LantaiRingkasan.objects.order_by("pk").values("xid")[:1]
    return Tahun.objects.order_by("tahun").values_list(
        _teks("pg_current_snapshot"),
        _teks("capaian_peladen"),
        _teks("pg_postmaster_start_time"),
        Func(
            _teks("pg_current_xact_id_if_assigned"),
            template="%(expressions)s IS NULL",
            output_field=BooleanField(),
        ),
        Coalesce(Subquery(lantai), 0),
    )[:1]


@kueri
def _semua_penanda() -> QuerySet:
    opd = Coalesce("opd_id", "indikator__opd_id")
    return PenandaRingkasan.objects.order_by().values_list("tahun_id", opd, "xid").distinct()


def _teks(fungsi: str) -> Cast:
    return Cast(Func(function=fungsi, output_field=TextField()), TextField())


def _penanda(baris: Iterable[tuple[int | None, int | None, int]], xmax: int) -> Penanda:
    """Numbers that were not given out yet came with a dump from another database."""
    xid: dict[tuple[int | None, int | None], set[int]] = defaultdict(set)
    for tahun, opd, satu in baris:
        if satu < xmax:
            xid[tahun, opd].add(satu)
    return Penanda({kunci: frozenset(isi) for kunci, isi in xid.items()})


def _stempel(
    tahun: Iterable[int], opd: Collection[int], asal: str
) -> Iterable[tuple[int, str, str, list[int]]]:
    """OPD by year, rules and snapshot: most share theirs. One query."""
    return _stempel_dari(tahun=list(tahun), opd=opd, asal=asal)


@kueri
def _stempel_dari(*, tahun: list[int], opd: Collection[int], asal: str) -> QuerySet:
    baris = StempelRingkasan.objects.filter(tahun__in=tahun, opd__in=opd, asal=asal)
    return (
        baris.order_by()
        .values_list("tahun_id", "aturan", "cuplikan")
        .annotate(milik=ArrayAgg("opd_id"))
    )
