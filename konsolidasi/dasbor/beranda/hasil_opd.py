"""Capaian of every indikator of the year, remembered by OPD until something of that OPD changes.

The fingerprints are those of the matrix (matriks_ingatan): whatever changes a figure of the year
changes them. What is computed here is what Penghitung computes anywhere else.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from capaian.models import ButirPredikat, Indikator
from capaian.perhitungan import HasilTahun, Penghitung
from capaian.pilihan import KeadaanNilai
from capaian.skala import Skala

TERBANYAK = 2000
"""OPD and years up to a quarter that are remembered."""
Sidik = tuple[Any, ...]
Kunci = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Capai:
    """One indikator. `urutan`: step of the scale; `bernilai`: the year has a value."""

    indikator: int
    persen: Decimal | None
    urutan: int | None
    sementara: bool
    bernilai: bool


_ingatan: dict[Kunci, tuple[Sidik, tuple[Capai, ...]]] = {}


def ingat_hasil(
    tahun: int,
    sampai: int,
    sidik: Mapping[int, Sidik],
    skala: Skala,
    indikator: QuerySet[Indikator],
) -> dict[int, tuple[Capai, ...]]:
    """By OPD. One query, four more when something is new.

    `indikator`: those that the rekap of the year is about.
    """
    butir = tuple(ButirPredikat.objects.order_by("pk").values_list("pk", "kode", "nilai"))
    lengkap = {pk: (*satu, butir, skala.langkah) for pk, satu in sidik.items()}
    hasil = {
        pk: ada[1]
        for pk, satu in lengkap.items()
        if (ada := _ingatan.get((tahun, sampai, pk))) is not None and ada[0] == satu
    }
    baru = [pk for pk in lengkap if pk not in hasil]
    if baru:
        if len(_ingatan) + len(baru) > TERBANYAK:
            _ingatan.clear()
        for pk, milik in _hitung(baru, tahun, sampai, skala, indikator).items():
            hasil[pk] = milik
            _ingatan[tahun, sampai, pk] = (lengkap[pk], milik)
    return hasil


def _hitung(
    opd: Sequence[int], tahun: int, sampai: int, skala: Skala, indikator: QuerySet[Indikator]
) -> dict[int, tuple[Capai, ...]]:
    penghitung = Penghitung(tahun, sampai=sampai)
    penghitung.skala = skala
    milik: dict[int, list[Capai]] = defaultdict(list)
    for h in penghitung.hitung(indikator.filter(opd__in=opd).order_by("pk")).values():
        milik[h.indikator.opd_id].append(_capai(h))
    return {pk: tuple(milik[pk]) for pk in opd}


def _capai(h: HasilTahun) -> Capai:
    return Capai(
        h.indikator.pk,
        h.hasil.persen,
        h.peringkat.urutan if h.peringkat else None,
        h.sementara,
        h.realisasi.keadaan == KeadaanNilai.NILAI,
    )
