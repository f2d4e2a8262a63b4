"""How early an OPD hands in, beside the others; nobody but that OPD sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Avg, F

from capaian.models import Periode, Realisasi

TRIWULAN = 2
"""So many finished quarters are looked at; older habits say little."""


@dataclass(frozen=True, slots=True)
class Kecepatan:
    """Of `dari` OPD and units this one is earlier than `lebih_cepat`. `rata`: its mean lead over
    the deadline, negative when it is late."""

    singkatan: str
    lebih_cepat: int
    dari: int
    rata: timedelta
    triwulan: tuple[str, ...]

    @property
    def kalimat(self) -> str:
        hari = abs(self.rata.days if self.rata >= timedelta(0) else (-self.rata).days)
        if hari == 0:
            jarak = "tepat di sekitar batas"
        else:
            jarak = f"{hari} hari {'sebelum' if self.rata > timedelta(0) else 'sesudah'} batas"
        return f"Rata-rata pengajuan pertama {self.singkatan} {jarak}."


def susun_kecepatan(opd: int, singkatan: str) -> Kecepatan | None:
    """None while there is nothing to compare. Two queries.

    What counts is when each row was first submitted: that never changes afterwards. Locked
    quarters only, so that nobody is compared in the middle of the work.
    """
    periode = list(Periode.objects.filter(terkunci=True).order_by("-tahun", "-triwulan")[:TRIWULAN])
    if not periode:
        return None
    rata = muat_rata([p.pk for p in periode])
    return bandingkan(opd, singkatan, rata, tuple(p.tw.label for p in reversed(periode)))


def muat_rata(periode: list[int]) -> dict[int, timedelta]:
    """By OPD: how long before the deadline its rows were first submitted, on average."""
    baris = Realisasi.objects.filter(
        periode__in=periode, diajukan_pertama_pada__isnull=False
    ).order_by()
    jarak = Avg(F("periode__batas_pada") - F("diajukan_pertama_pada"))
    return dict(baris.values_list("indikator__opd").annotate(jarak=jarak))


def bandingkan(
    opd: int, singkatan: str, rata: Mapping[int, timedelta], triwulan: tuple[str, ...]
) -> Kecepatan | None:
    """Pure. None for an OPD without rows, or alone."""
    if opd not in rata or len(rata) < 2:
        return None
    lain = [r for pk, r in rata.items() if pk != opd]
    return Kecepatan(singkatan, sum(r < rata[opd] for r in lain), len(lain), rata[opd], triwulan)
