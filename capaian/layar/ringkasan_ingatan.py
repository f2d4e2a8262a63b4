"""Figures that no table keeps yet, remembered by this process as long as they provably hold.

The proof is that of the tables (layanan.ringkasan_segar): the snapshot before they were read.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from capaian.cuplikan import Cuplikan
from capaian.layanan.ringkasan_hitung import Bagian, hitung
from capaian.layanan.ringkasan_segar import Keadaan, aturan

TERBANYAK = 4000
"""OPD, years and quarters that are remembered."""
SEKALI = 120
"""OPD whose rows are in memory at the same time; a city has fewer, so it is one question."""


@dataclass(frozen=True, slots=True)
class _Ingatan:
    """`kunci`: the database, since when its server runs, and the rules."""

    kunci: tuple[str, str, str]
    cuplikan: Cuplikan
    bagian: tuple[Bagian, ...]


_ingatan: dict[tuple[int, int, int], _Ingatan] = {}
"""By year, quarter and OPD."""


def langsung(kini: Keadaan, opd: Collection[int], sampai: int) -> Iterator[tuple[int, int, Bagian]]:
    """(year, OPD, figures) of all that is not kept. No query, or four for each year not known."""
    for tahun, segar in kini.segar.items():
        basi = sorted(set(opd) - segar)
        milik = {pk: b for pk in basi if (b := kini.dihitung.get((tahun, sampai, pk))) is not None}
        belum = [pk for pk in basi if pk not in milik]
        kunci = (kini.saat.asal, kini.saat.dimulai, aturan(kini.skala[tahun]))
        ada = {pk: i for pk in belum if (i := _ingatan.get((tahun, sampai, pk))) is not None}
        milik |= _berlaku(kini, tahun, kunci, ada)
        baru = [pk for pk in belum if pk not in milik]
        for n in range(0, len(baru), SEKALI):
            dihitung = hitung(tahun, baru[n : n + SEKALI], kini.skala[tahun], (sampai,))
            milik |= {pk: tuple(bagian) for pk, bagian in dihitung.items()}
        if kini.saat.bersih:
            cuplikan = Cuplikan.baca(kini.saat.cuplikan)
            _ingat({(tahun, sampai, pk): _Ingatan(kunci, cuplikan, milik[pk]) for pk in baru})
        kini.dihitung.update({(tahun, sampai, pk): milik[pk] for pk in belum})
        for pk in basi:
            for bagian in milik[pk]:
                yield tahun, pk, bagian


def _berlaku(
    kini: Keadaan, tahun: int, kunci: tuple[str, str, str], ada: Mapping[int, _Ingatan]
) -> dict[int, tuple[Bagian, ...]]:
    per_saat: dict[Cuplikan, list[int]] = defaultdict(list)
    for pk, satu in ada.items():
        # Below the floor, marks that this figure had not seen may be gone.
        if satu.kunci == kunci and satu.cuplikan.xmin >= kini.saat.lantai:
            per_saat[satu.cuplikan].append(pk)
    return {
        pk: ada[pk].bagian
        for cuplikan, milik in per_saat.items()
        for pk in kini.penanda.segar(tahun, cuplikan, milik)
    }


def _ingat(baru: Mapping[tuple[int, int, int], _Ingatan]) -> None:
    if len(_ingatan) + len(baru) > TERBANYAK:
        _ingatan.clear()
    _ingatan.update(baru)
