"""Counts of the matrix, remembered by this process; an OPD whose rows changed is counted anew.

Counting 90.000 rows at every click would take the database half a second, and the more the more
rows of other years and cities there are. Who changed what is in the events of django-pghistory.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from numbers import Real
from time import monotonic

from django.db.models import Model, QuerySet, Subquery

from capaian.layar.matriks_hitung import Milik, hitung
from capaian.models import Indikator, Periode, Realisasi, Tahun, Target
from konsolidasi.inti.kueri import kueri

# An event gets its number before its transaction ends, so that an older one may come to light
# after a newer one. Events of the last minutes are therefore looked at again and again.
JEDA = 120
PERISTIWA_JEDA = 500
# Whatever that misses ends here: some OPD at each look, those counted longest ago.
UMUR, SEKALI = 300, 4
TAHUN_TERBANYAK = 12
SELANG = 10

_PERISTIWA: tuple[tuple[type[Model], str], ...] = (
    (Realisasi, "indikator__opd"),
    (Indikator, "opd"),
    (Target, "indikator__opd"),
)
Nomor = tuple[int, ...]
Detik = Real


@dataclass
class _Ingatan:
    """One year. `lantai`: up to these events everything is certainly counted."""

    periode: tuple[int, ...]
    lantai: Nomor
    terakhir: Nomor
    dilihat: deque[tuple[Detik, Nomor]] = field(default_factory=deque)
    milik: dict[int, tuple[Detik, Milik]] = field(default_factory=dict)

    def catat(self, kini: Detik, terbaru: Nomor) -> None:
        self.terakhir = terbaru
        if not self.dilihat or kini - self.dilihat[-1][0] >= SELANG:
            self.dilihat.append((kini, terbaru))
        while self.dilihat and kini - self.dilihat[0][0] > JEDA:
            self.lantai = self.dilihat.popleft()[1]


_ingatan: dict[int, _Ingatan] = {}


def ingat(
    opd: Sequence[int],
    periode: Sequence[Periode],
    tahun: int,
    *,
    jam: Callable[[], Detik] = monotonic,
) -> dict[int, Milik]:
    """`periode`: all quarters of the year.

    One query; one more for each kind of event that is new, three when something is counted.
    """
    kini, terbaru, kunci = jam(), _terbaru(), tuple(p.pk for p in periode)
    ada = _ingatan.get(tahun)
    # A smaller number than before: the tables began anew.
    if (
        ada is None
        or ada.periode != kunci
        or any(a < b for a, b in zip(terbaru, ada.terakhir, strict=True))
    ):
        lantai = tuple(max(n - PERISTIWA_JEDA, 0) for n in terbaru)
        ada = _Ingatan(kunci, lantai, terbaru)
    berubah = _berubah(ada.lantai, terbaru)
    tua = sorted((saat, pk) for pk, (saat, _) in ada.milik.items() if kini - saat > UMUR)
    ulang = berubah.union(pk for _, pk in tua[:SEKALI])
    baru = [pk for pk in opd if pk in ulang or pk not in ada.milik]
    for pk in ulang:
        ada.milik.pop(pk, None)
    hasil = {pk: ada.milik[pk][1] for pk in opd if pk in ada.milik}
    if baru:
        dihitung = hitung(baru, periode, tahun)
        hasil |= dihitung
        ada.milik |= {pk: (kini, m) for pk, m in dihitung.items()}
    ada.catat(kini, terbaru)
    if tahun not in _ingatan and len(_ingatan) >= TAHUN_TERBANYAK:
        _ingatan.pop(next(iter(_ingatan)), None)
    _ingatan[tahun] = ada
    return hasil


def lupakan() -> None:
    _ingatan.clear()


def _terbaru() -> Nomor:
    """Number of the newest event of each kind. One query."""
    return tuple(n or 0 for n in next(iter(_nomor()), (0,) * len(_PERISTIWA)))


@kueri
def _nomor() -> QuerySet:
    nomor = (
        Subquery(model.pgh_event_model.objects.order_by("-pgh_id").values("pgh_id")[:1])
        for model, _ in _PERISTIWA
    )
    return Tahun.objects.order_by("pk").values_list(*nomor)[:1]


def _berubah(lantai: Nomor, terbaru: Nomor) -> set[int]:
    """OPD that events after `lantai` are about."""
    hasil: set[int] = set()
    for n, (dari, sampai) in enumerate(zip(lantai, terbaru, strict=True)):
        if sampai > dari:
            hasil.update(_milik_siapa(n, dari=dari))
    return hasil


@kueri
def _milik_siapa(jenis: int, *, dari: int) -> QuerySet:
    model, opd = _PERISTIWA[jenis]
    peristiwa = model.pgh_event_model.objects.filter(pgh_id__gt=dari).order_by()
    return peristiwa.values_list(opd, flat=True).distinct()
