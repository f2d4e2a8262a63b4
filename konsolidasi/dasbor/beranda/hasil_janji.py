"""Capaian of the indikator that were agreed, remembered by OPD until something of it changes.

The fingerprints are those of the matrix (matriks_ingatan): whatever changes a figure of the year
changes them. What is computed here is what Penghitung computes anywhere else.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from capaian.layar.pohon_angka import Setahun
from capaian.models import ButirPredikat, Indikator
from capaian.pilihan import KeadaanNilai

TERBANYAK = 500
"""OPD and years that are remembered."""
SELURUH_TAHUN = 4
Sidik = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Capai:
    """One indikator over the whole year; `bernilai`: the year has a value."""

    indikator: int
    persen: Decimal | None
    sementara: bool
    bernilai: bool


_ingatan: dict[tuple[int, int], tuple[Sidik, tuple[Capai, ...]]] = {}


def hasil_sepakat(
    tahun: int, sidik: Mapping[int, Sidik], sepakat: Collection[int]
) -> dict[int, Capai]:
    """By indikator, of those in `sepakat`. Three queries at most, two more when something is new.

    OPD that are not in `sidik` have ended; theirs are computed each time.
    """
    if not sepakat:
        return {}
    milik: dict[int, list[int]] = defaultdict(list)
    letak = Indikator.objects.filter(pk__in=set(sepakat)).order_by("pk")
    for pk, opd in letak.values_list("pk", "opd"):
        milik[opd].append(pk)
    butir = tuple(ButirPredikat.objects.order_by("pk").values_list("pk", "kode", "nilai"))
    lengkap = {opd: (sidik.get(opd), butir, tuple(pk)) for opd, pk in milik.items()}
    hasil: list[Capai] = []
    baru: list[int] = []
    for opd, satu in lengkap.items():
        ada = _ingatan.get((tahun, opd)) if opd in sidik else None
        if ada is not None and ada[0] == satu:
            hasil += ada[1]
        else:
            baru.append(opd)
    if baru:
        per_opd = _hitung(tahun, [pk for opd in baru for pk in milik[opd]])
        hasil += (c for semua in per_opd.values() for c in semua)
        if len(_ingatan) + len(baru) > TERBANYAK:
            _ingatan.clear()
        _ingatan.update({(tahun, o): (lengkap[o], tuple(per_opd[o])) for o in baru if o in sidik})
    return {c.indikator: c for c in hasil}


def _hitung(tahun: int, indikator: Collection[int]) -> dict[int, list[Capai]]:
    per_opd: dict[int, list[Capai]] = defaultdict(list)
    semua = Indikator.objects.filter(pk__in=indikator).order_by("pk")
    for h in Setahun(tahun, sampai=SELURUH_TAHUN).hitung(semua).values():
        bernilai = h.realisasi.keadaan == KeadaanNilai.NILAI
        satu = Capai(h.indikator.pk, h.hasil.persen, h.sementara, bernilai)
        per_opd[h.indikator.opd_id].append(satu)
    return per_opd
