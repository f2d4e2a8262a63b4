"""Capaian by OPD, klaster, prioritas or urusan: the figures of the rekap, for the dashboards."""

from collections.abc import Collection, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, Literal

from django.db.models import F, Q, QuerySet, Sum

from capaian.layanan.ringkasan import MEDAN
from capaian.layanan.ringkasan_hitung import Bagian
from capaian.layanan.ringkasan_segar import Keadaan, keadaan
from capaian.layar.ringkasan_ingatan import langsung
from capaian.models import Ringkasan, TerendahRingkasan
from capaian.ringkasan import TERENDAH_TERBANYAK, URUTAN, Ringkas, Terendah, terkecil
from konsolidasi.inti.kueri import kueri
from opd.models import Opd

__all__ = ["Keadaan", "Per", "keadaan", "ringkasan", "terendah"]
Per = Literal["opd", "klaster", "prioritas", "urusan"]
TANPA = 0
"""The key of what has no klaster, no prioritas or no urusan."""
_KUNCI: Mapping[Per, str] = {
    "opd": "opd_id",
    "klaster": "opd__klaster_id",
    "prioritas": "prioritas_id",
    "urusan": "urusan_id",
}
_LANGKAH = (*(f"peringkat_{n}" for n in URUTAN), *(f"pasti_{n}" for n in URUTAN))


def ringkasan(
    *,
    tahun: Sequence[int],
    sampai: int,
    opd: Collection[int],
    per: Per,
    prioritas: int | None = None,
    urusan: int | None = None,
    kini: Keadaan | None = None,
) -> dict[tuple[int, int], Ringkas]:
    """By (year, key), up to quarter `sampai` against the target of the year; key 0 is none.

    `opd`: what the caller may see. `prioritas` and `urusan` leave out the others, 0 keeps those
    without one. Who has no indikator in a year is not in the answer. Always the figures of this
    moment: kept ones where nothing has changed since, else computed now. Five queries; where
    something changed four more per year and one for klaster. A page that asks more than once asks
    for `kini = keadaan(tahun, opd)` first, and four queries less each time.
    """
    kini = kini or keadaan(tahun, opd)
    if kini is None:
        return {}
    kini = kini.untuk(tahun, opd)
    pilihan = (("prioritas", prioritas), ("urusan", urusan))
    saring = {nama: pk or None for nama, pk in pilihan if pk is not None}
    hasil = _tersimpan(kini, sampai, per, saring)
    klaster: dict[int, int | None] | None = None
    for satu, pk, bagian in langsung(kini, opd, sampai):
        if any(getattr(bagian, nama) != isi for nama, isi in saring.items()):
            continue
        if per == "klaster" and klaster is None:
            klaster = dict(Opd.objects.filter(pk__in=opd).order_by().values_list("pk", "klaster"))
        kunci = satu, _kunci(per, pk, bagian, klaster or {}) or TANPA
        ada = hasil.get(kunci)
        hasil[kunci] = bagian.ringkas if ada is None else ada + bagian.ringkas
    return hasil


def terendah(
    *, tahun: int, sampai: int, opd: Collection[int], banyak: int, kini: Keadaan | None = None
) -> tuple[Terendah, ...]:
    """The lowest of these OPD together, TERENDAH_TERBANYAK at most, the lowest first.

    Five queries, one with `kini`; where something changed four more.
    """
    kini = kini or keadaan([tahun], opd)
    if kini is None:
        return ()
    kini = kini.untuk([tahun], opd)
    banyak = min(banyak, TERENDAH_TERBANYAK)
    ada = _terendah(banyak, tahun=tahun, sampai=sampai, opd=kini.segar[tahun])
    semua = [Terendah(*b) for b in ada]
    for *_, bagian in langsung(kini, opd, sampai):
        semua += bagian.terendah
    return terkecil(semua, banyak)


def _kunci(per: Per, opd: int, bagian: Bagian, klaster: Mapping[int, int | None]) -> int | None:
    match per:
        case "opd":
            return opd
        case "klaster":
            return klaster[opd]
        case "prioritas":
            return bagian.prioritas
        case "urusan":
            return bagian.urusan


def _tersimpan(
    kini: Keadaan, sampai: int, per: Per, saring: Mapping[str, int | None]
) -> dict[tuple[int, int], Ringkas]:
    """Added up by the database. One query, none where nothing is kept."""
    # Years in which the same OPD are kept are one condition.
    per_opd: dict[frozenset[int], list[int]] = {}
    for tahun, segar in kini.segar.items():
        if segar:
            per_opd.setdefault(segar, []).append(tahun)
    if not per_opd:
        return {}
    isi: dict[str, Any] = {nama: pk for nama, pk in saring.items() if pk is not None}
    for n, (segar, semua) in enumerate(per_opd.items()):
        isi |= {f"tahun_{n}": semua, f"opd_{n}": segar}
    tanpa = tuple(nama for nama, pk in saring.items() if pk is None)
    baris = _jumlah(per, len(per_opd), tanpa, sampai=sampai, **isi)
    return {(b[0], b[1] or TANPA): _ringkas(b[2:]) for b in baris}


@kueri
def _jumlah(per: Per, banyak: int, tanpa: tuple[str, ...], **isi: Any) -> QuerySet:
    jumlah: dict[str, Any] = {f"j_{nama}": Sum(nama) for nama in (*MEDAN, *_LANGKAH)}
    bagian = (
        Q(tahun__in=isi.pop(f"tahun_{n}"), opd__in=isi.pop(f"opd_{n}")) for n in range(banyak)
    )
    semua = Ringkasan.objects.filter(reduce(or_, bagian), **isi).order_by()
    semua = semua.filter(**{f"{nama}__isnull": True for nama in tanpa})
    return semua.values_list("tahun_id", F(_KUNCI[per])).annotate(**jumlah)


@kueri
def _terendah(banyak: int, *, tahun: int, sampai: int, opd: Collection[int]) -> QuerySet:
    kolom = ("persen", "indikator", "urutan", "sementara")
    ada = TerendahRingkasan.objects.filter(tahun=tahun, sampai=sampai, opd__in=opd)
    return ada.order_by(*kolom[:2]).values_list(*kolom)[:banyak]


def _ringkas(jumlah: Sequence[Any]) -> Ringkas:
    batas, banyak = len(MEDAN), len(URUTAN)
    langkah = jumlah[batas:]
    return Ringkas(
        **dict(zip(MEDAN, jumlah, strict=False)),
        per_peringkat=dict(zip(URUTAN, langkah, strict=False)),
        per_peringkat_pasti=dict(zip(URUTAN, langkah[banyak:], strict=True)),
    )
