"""Rows as they are read for computing: plain values, loaded without building model instances.

They answer what the models answer (`tertulis`, `sebagai_target`, `get_status_display` …) and are
equal to the row they were read from, but cannot be saved. A page of 300 indikator reads some
3,000 of them; as model instances they would cost more than everything that is done with them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from capaian.bacaan_bentuk import (
    ButirBaca,
    OrangBaca,
    PeriodeBaca,
    RealisasiBaca,
    TargetBaca,
    Triwulanan,
    TriwulanBaca,
)
from capaian.models import Realisasi, SkalaPeringkat, Target, TargetTriwulan
from capaian.skala import Peringkat
from konsolidasi.inti.kueri import Kueri, kueri
from konsolidasi.inti.waktu import Triwulan


def _kolom(kelas: type, sampai: str) -> tuple[str, ...]:
    """The fields of a class that are columns: those up to `sampai`, in their order."""
    nama = [f.name for f in fields(kelas)]
    return tuple(nama[: nama.index(sampai) + 1])


_BUTIR = ("predikat__kode", "predikat__nilai")
_TARGET = (*_kolom(TargetBaca, "teks_tercetak"), *_BUTIR)
_TRIWULAN = ("target_id", *_kolom(TriwulanBaca, "teks_tercetak"), *_BUTIR)
_RINGKAS = _kolom(RealisasiBaca, "contoh")
_LENGKAP = _kolom(RealisasiBaca, "diubah_pada")
_MASA = ("periode__tahun_id", "periode__triwulan", *_BUTIR)
_ORANG = "diubah_oleh__nama"
_SKALA = ("mulai", "peringkat__urutan", "peringkat__kata", "peringkat__batas_bawah")


# The querysets below are made once and only filtered later: naming some thirty columns anew for
# each question costs as much as asking it.
@cache
def _semua_target() -> QuerySet:
    return Target.objects.order_by("mulai", "nomor").values_list(*_TARGET)


@cache
def _semua_triwulan() -> QuerySet:
    return TargetTriwulan.objects.order_by("target", "triwulan").values_list(*_TRIWULAN)


@cache
def _target_gabung() -> QuerySet:
    kolom = (f"triwulanan__{nama}" for nama in _TRIWULAN[1:])
    urut = ("mulai", "nomor", "pk", "triwulanan__triwulan")
    return Target.objects.order_by(*urut).values_list(*_TARGET, *kolom)


@cache
def semua_realisasi(*, ringkas: bool) -> QuerySet:
    kolom = (*_RINGKAS, *_MASA) if ringkas else (*_LENGKAP, *_MASA, _ORANG)
    return Realisasi.objects.order_by("pk").values_list(*kolom)


@kueri
def _semua_skala() -> QuerySet:
    return SkalaPeringkat.objects.order_by("-mulai", "-peringkat__urutan").values_list(*_SKALA)


@kueri
def _target_dari(**saring: Any) -> QuerySet:
    return _semua_target().filter(**saring)


@kueri
def _target_gabung_dari(**saring: Any) -> QuerySet:
    return _target_gabung().filter(**saring)


@kueri
def _triwulan_dari(*, target: Sequence[int]) -> QuerySet:
    return _semua_triwulan().filter(target__in=target)


@kueri
def _realisasi_dari(ringkas: bool, **saring: Any) -> QuerySet:  # noqa: FBT001
    return semua_realisasi(ringkas=ringkas).filter(**saring)


def baca_target(*, triwulan: Q | None = None, **saring: Any) -> list[TargetBaca]:
    """Versions, oldest first, with their quarters, or those that `triwulan` names. Two queries."""
    semua = {b[0]: _target(b) for b in _target_dari(**saring)}
    per_target: dict[int, list[TriwulanBaca]] = defaultdict(list)
    if semua:
        pk = list(semua)
        hanya = triwulan and _semua_triwulan().filter(triwulan, target__in=pk)
        for b in _triwulan_dari(target=pk) if hanya is None else hanya:
            per_target[b[0]].append(_triwulan(b[1:]))
    return _dengan_triwulan(semua, per_target)


def baca_target_satu(**saring: Any) -> list[TargetBaca]:
    """The same for one indikator, where a question costs more than its rows. One query."""
    batas = len(_TARGET)
    semua: dict[int, TargetBaca] = {}
    per_target: dict[int, list[TriwulanBaca]] = defaultdict(list)
    for b in _target_gabung_dari(**saring):
        if b[0] not in semua:
            semua[b[0]] = _target(b[:batas])
        if b[batas] is not None:
            per_target[b[0]].append(_triwulan(b[batas:]))
    return _dengan_triwulan(semua, per_target)


def _target(b: tuple) -> TargetBaca:
    return TargetBaca(*b[:-2], _butir(b[-4], b[-2], b[-1]))


def _triwulan(b: tuple) -> TriwulanBaca:
    return TriwulanBaca(*b[:-2], _butir(b[-4], b[-2], b[-1]))


def _dengan_triwulan(
    semua: dict[int, TargetBaca], triwulan: dict[int, list[TriwulanBaca]]
) -> list[TargetBaca]:
    for pk, baris in triwulan.items():
        semua[pk].triwulanan = Triwulanan(baris)
    return list(semua.values())


def baca_realisasi(
    saring: Iterable[Any] = (), *, ringkas: bool = False, asal: Kueri | None = None, **hanya: Any
) -> list[RealisasiBaca]:
    """`saring`: conditions for filter(); `hanya` where names and values are enough, which is
    cheaper, or the values of `asal`, a compiled question of semua_realisasi(). `ringkas` reads
    values and states only. One query."""
    batas = len(_RINGKAS if ringkas else _LENGKAP)
    periode: dict[int, PeriodeBaca] = {}
    hasil = []
    if asal is not None:
        baris: Iterable[tuple] = asal(**hanya)
    elif hanya:
        baris = _realisasi_dari(ringkas, **hanya)
    else:
        baris = semua_realisasi(ringkas=ringkas).filter(*saring)
    for b in baris:
        satu = RealisasiBaca(*b[:batas])
        masa = periode.get(satu.periode_id)
        if masa is None:
            tahun, nomor = b[batas : batas + 2]
            masa = PeriodeBaca(satu.periode_id, tahun, nomor, Triwulan(tahun, nomor))
            periode[satu.periode_id] = masa
        satu.periode = masa
        if satu.predikat_id is not None:
            satu.predikat = _butir(satu.predikat_id, *b[batas + 2 : batas + 4])
        if satu.diubah_oleh_id is not None and not ringkas:
            satu.diubah_oleh = _orang(satu.diubah_oleh_id, b[-1])
        hasil.append(satu)
    return hasil


def baca_skala() -> list[tuple[date, tuple[Peringkat, ...]]]:
    """Every scale with its steps, newest first; a scale without steps has none. One query."""
    hasil: dict[date, list[Peringkat]] = {}
    for mulai, urutan, kata, batas in _semua_skala():
        langkah = hasil.setdefault(mulai, [])
        if urutan is not None:
            langkah.append(Peringkat(urutan, kata, batas))
    return [(mulai, tuple(langkah)) for mulai, langkah in hasil.items()]


@lru_cache(maxsize=512)
def _butir(pk: int | None, kode: str, nilai: Decimal) -> ButirBaca | None:
    return None if pk is None else ButirBaca(pk, kode, nilai)


@lru_cache(maxsize=512)
def _orang(pk: int, nama: str) -> OrangBaca:
    return OrangBaca(pk, nama)


def kelompokkan(semua: Iterable[TargetBaca]) -> dict[int, list[TargetBaca]]:
    """Versions by indikator, in the order given; an indikator without one has an empty list."""
    hasil: dict[int, list[TargetBaca]] = defaultdict(list)
    for target in semua:
        hasil[target.indikator_id].append(target)
    return hasil


def berurut(baris: Sequence[RealisasiBaca]) -> dict[int, dict[int, RealisasiBaca]]:
    """Realisasi of one year by indikator and quarter."""
    hasil: dict[int, dict[int, RealisasiBaca]] = defaultdict(dict)
    for r in baris:
        hasil[r.indikator_id][r.periode.triwulan] = r
    return hasil
