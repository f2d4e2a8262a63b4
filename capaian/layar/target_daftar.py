"""All versions of all targets, as rows of a list that can be printed and exported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, DateField, F, Func, OuterRef, QuerySet, Subquery, Value, When

from capaian.models import Indikator, Target
from konsolidasi.inti.waktu import ROMAWI

KINI, KELAK, LAMA = "berlaku", "kelak", "diganti"
KATA = {KINI: "Berlaku", KELAK: "Belum berlaku", LAMA: "Diganti"}


@dataclass(frozen=True)
class BarisVersi:
    """`keadaan`: one of KATA. `triwulan`: what is set per quarter, in words, or ""."""

    target: Target
    teks: str
    keadaan: str
    triwulan: str

    @property
    def indikator(self) -> Indikator:
        return self.target.indikator

    @property
    def kata(self) -> str:
        return KATA[self.keadaan]

    @property
    def contoh(self) -> bool:
        return self.target.contoh or self.target.indikator.contoh


def susun_daftar(target: QuerySet[Target], hari_ini: date) -> list[BarisVersi]:
    """The rows in the order given. Four queries, whatever their number."""
    baris = list(
        target.select_related(
            "indikator", "indikator__opd", "predikat", "ditetapkan_oleh"
        ).prefetch_related("triwulanan", "triwulanan__predikat")
    )
    berlaku = set(
        yang_berlaku(Target.objects.filter(pk__in=[t.pk for t in baris]), hari_ini).values_list(
            "pk", flat=True
        )
    )
    return [_baris(t, berlaku, hari_ini) for t in baris]


def yang_berlaku(target: QuerySet[Target], hari_ini: date) -> QuerySet[Target]:
    """The version in force of each indikator and year: today in the running year, else at its end.

    No query by itself.
    """
    terbaru = (
        Target.objects.filter(
            indikator=OuterRef("indikator"), tahun=OuterRef("tahun"), mulai__lte=_batas(hari_ini)
        )
        .order_by("-mulai", "-nomor")
        .values("pk")[:1]
    )
    return target.filter(pk=Subquery(terbaru))


def _batas(hari_ini: date) -> Case:
    akhir = Func(
        F("tahun_id"), Value(12), Value(31), function="make_date", output_field=DateField()
    )
    return Case(When(tahun_id=hari_ini.year, then=Value(hari_ini)), default=akhir)


def _baris(target: Target, berlaku: set[int], hari_ini: date) -> BarisVersi:
    if target.pk in berlaku:
        keadaan = KINI
    elif target.tahun_id == hari_ini.year and target.mulai > hari_ini:
        keadaan = KELAK
    else:
        keadaan = LAMA
    return BarisVersi(target, target.tertulis(target.indikator.desimal), keadaan, _triwulan(target))


def _triwulan(target: Target) -> str:
    semua: Iterable = target.triwulanan.all()
    return "; ".join(
        f"{ROMAWI[q.triwulan - 1]} {q.tertulis(target.indikator.desimal)}" for q in semua
    )
