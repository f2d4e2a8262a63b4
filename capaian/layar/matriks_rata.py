"""Mean capaian of the year per OPD: the figure of the rekap, remembered until its data change.

Computing 23.000 indikator at every click would cost a hundred times what the page costs. Each OPD
is remembered under a fingerprint of everything its figure is made of; whatever changes, changes
the fingerprint, and that OPD is computed anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from capaian import rumus
from capaian.bacaan import baca_realisasi, berurut
from capaian.gabungan import rata_rata
from capaian.models import ButirPredikat, Indikator
from capaian.perhitungan import HasilTahun, HasilTriwulan, Penghitung, muat_sasaran

TERBANYAK = 5000
"""OPD and years that are remembered."""
TANPA_TRIWULAN = HasilTriwulan(
    None, None, rumus.tidak_dapat(rumus.Alasan.REALISASI_KOSONG), None, True
)
Sidik = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Rata:
    """`persen` over the rows that can be computed; `pasti` of `banyak` rows are settled."""

    persen: Decimal | None
    banyak: int
    pasti: int

    @property
    def sementara(self) -> bool:
        return self.pasti < self.banyak


BELUM = Rata(None, 0, 0)
_ingatan: dict[tuple[int, int], tuple[Sidik, Rata]] = {}


class _Setahun(Penghitung):
    """The figures of the year alone: quarters one by one are not asked for."""

    def hitung(self, indikator: Iterable[Indikator]) -> dict[int, HasilTahun]:
        indikator = list(indikator)
        pk = [i.pk for i in indikator]
        versi = muat_sasaran(pk, self.tahun)
        realisasi = berurut(
            baca_realisasi([Q(indikator__in=pk, periode__tahun=self.tahun)], ringkas=True)
        )
        return {i.pk: self._setahun(i, versi[i.pk], realisasi[i.pk]) for i in indikator}

    def triwulan(self, *_: Any, **__: Any) -> HasilTriwulan:
        return TANPA_TRIWULAN

    def peringkat(self, hasil: rumus.Hasil) -> None:
        return None


def rata_opd(
    sidik: Mapping[int, Sidik], tahun: int, indikator: QuerySet[Indikator]
) -> dict[int, Rata]:
    """One query, four more when something is new.

    `sidik`: fingerprints of matriks_hitung, by OPD. `indikator`: those that the rekap of the year
    is about, ended ones with a value among them.
    """
    # Letters of a scale are few, and a rank of one of them is part of many figures.
    butir = tuple(ButirPredikat.objects.order_by("pk").values_list("pk", "kode", "nilai"))
    lengkap = {pk: (*satu, butir) for pk, satu in sidik.items()}
    hasil: dict[int, Rata] = {}
    for pk, satu in lengkap.items():
        ada = _ingatan.get((tahun, pk))
        if ada is not None and ada[0] == satu:
            hasil[pk] = ada[1]
    baru = [pk for pk in lengkap if pk not in hasil]
    if baru:
        if len(_ingatan) + len(baru) > TERBANYAK:
            _ingatan.clear()
        for pk, rata in _hitung(baru, tahun, indikator).items():
            hasil[pk] = rata
            _ingatan[tahun, pk] = (lengkap[pk], rata)
    return hasil


def lupakan() -> None:
    _ingatan.clear()


def _hitung(opd: Sequence[int], tahun: int, indikator: QuerySet[Indikator]) -> dict[int, Rata]:
    per_opd: dict[int, list[HasilTahun]] = defaultdict(list)
    semua = indikator.filter(opd__in=opd).order_by("pk")
    for satu in _Setahun(tahun).hitung(semua).values():
        per_opd[satu.indikator.opd_id].append(satu)
    hasil = dict.fromkeys(opd, BELUM)
    for pk, milik in per_opd.items():
        rata = rata_rata(h.hasil for h in milik)
        hasil[pk] = Rata(rata.persen, len(milik), sum(not h.sementara for h in milik))
    return hasil
