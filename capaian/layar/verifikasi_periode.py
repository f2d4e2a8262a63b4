"""Which quarter the queue is about, and the way to the others."""

from dataclasses import dataclass

from django.utils import timezone

from capaian.layar.isian_pilihan import KATA_JENDELA
from capaian.models import Periode


@dataclass(frozen=True, slots=True)
class TombolTriwulan:
    nomor: int
    label: str
    kata: str


@dataclass(frozen=True)
class PilihanPeriode:
    """The chosen quarter, the quarters of its year, and the years before and after."""

    periode: Periode
    triwulan: tuple[TombolTriwulan, ...]
    sebelum: int | None
    sesudah: int | None


def pilih_periode(tahun: int | None, triwulan: int | None) -> PilihanPeriode | None:
    """The quarter asked for, else the newest opened one of that year, else of all. One query."""
    kini = timezone.now()
    semua = list(Periode.objects.order_by("tahun", "triwulan"))
    setahun = [p for p in semua if p.tahun_id == tahun]
    calon = [p for p in setahun if p.triwulan == triwulan] or setahun or semua
    dibuka = [p for p in calon if p.dibuka_pada <= kini] or calon
    if not dibuka:
        return None
    periode = dibuka[-1]
    return PilihanPeriode(
        periode=periode,
        triwulan=tuple(
            TombolTriwulan(p.triwulan, p.tw.singkat, KATA_JENDELA[p.keadaan(kini)])
            for p in semua
            if p.tahun_id == periode.tahun_id
        ),
        sebelum=max((p.tahun_id for p in semua if p.tahun_id < periode.tahun_id), default=None),
        sesudah=min((p.tahun_id for p in semua if p.tahun_id > periode.tahun_id), default=None),
    )
