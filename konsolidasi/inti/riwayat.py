"""Recorded changes as Indonesian sentences, newest first; made of the django-pghistory events."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.text import Truncator

from konsolidasi.inti import angka, waktu
from konsolidasi.inti.kueri import kueri
from konsolidasi.inti.riwayat_bentuk import (
    Asal,
    Catatan,
    Cerita,
    Orang,
    Peristiwa,
    Perubahan,
    Rinci,
)

TANPA_ORANG = "Sistem"
KOSONG = "kosong"
PANJANG_KUTIPAN = 80
HAPUS = "delete"
KOLOM = ("pgh_id", "pgh_obj_id", "pgh_created_at", "pgh_label", "pgh_context__metadata")


@dataclass(frozen=True, slots=True)
class Riwayat:
    catatan: tuple[Catatan, ...]
    jumlah: int


def susun(asal: Iterable[Asal], *, terbanyak: int | None = None) -> Riwayat:
    """All changes of these rows. One query per Asal, one for the people, one per kind of link."""
    semua = urutkan(p for satu in asal for p in muat(satu))
    return Riwayat(ceritakan(semua[:terbanyak]), len(semua))


def urutkan(perubahan: Iterable[Perubahan]) -> list[Perubahan]:
    """Newest first; within one moment the order given stays."""
    return sorted(perubahan, key=attrgetter("pada"), reverse=True)


@cache
def _medan(model: type[models.Model]) -> list[models.Field]:
    ada = {f.name for f in model.pgh_event_model._meta.concrete_fields}
    return [f for f in model._meta.concrete_fields if f.name in ada]


@cache
def _semua_peristiwa(model: type[models.Model], muat: tuple[str, ...]) -> models.QuerySet:
    """Made once and only filtered later: naming forty columns anew costs as much as asking."""
    kolom = (*KOLOM, *(f.attname for f in _medan(model)), *muat)
    return model.pgh_event_model.objects.order_by("pgh_id").values_list(*kolom, named=True)


@kueri
def _peristiwa(
    model: type[models.Model],
    muat: tuple[str, ...],
    objek: Callable[[Any], models.QuerySet],
    *,
    milik: int,
) -> models.QuerySet:
    return _semua_peristiwa(model, muat).filter(pgh_obj__in=objek(milik))


def muat(asal: Asal) -> list[Perubahan]:
    """Changes that have something to tell, newest first. One query."""
    lewat = asal.medan_nilai | asal.abaikan
    biasa = [f for f in _medan(asal.model) if f.name not in lewat]
    if callable(asal.objek):
        peristiwa = _peristiwa(asal.model, asal.muat, asal.objek, milik=asal.milik)
    else:
        peristiwa = _semua_peristiwa(asal.model, asal.muat).filter(pgh_obj__in=asal.objek)
    hasil: list[Perubahan] = []
    sebelum: dict[Any, Peristiwa] = {}
    for satu in peristiwa:
        lama = sebelum.get(satu.pgh_obj_id)
        sebelum[satu.pgh_obj_id] = satu
        if lama is None:
            hasil.append(Perubahan(asal, None, satu))
            continue
        berubah = tuple(f for f in biasa if _mentah(lama, f) != _mentah(satu, f))
        if berubah or asal.isi(lama) != asal.isi(satu) or satu.pgh_label == HAPUS:
            disebut = tuple(f for f in berubah if f.name not in asal.tersirat)
            hasil.append(Perubahan(asal, lama, satu, disebut))
    return hasil[::-1]


def ceritakan(perubahan: Sequence[Perubahan], orang: Orang | None = None) -> tuple[Catatan, ...]:
    """The sentences. One query for the people without `orang`, one per kind of link."""
    sebut = orang or nama_orang({p.pengguna for p in perubahan} - {None})
    tautan = _tautan(perubahan)
    return tuple(_catatan(p, sebut, tautan) for p in perubahan)


def nama_orang(nomor: Iterable[int]) -> Orang:
    """Short names. One query, none for nobody."""
    orang = get_user_model()._base_manager.in_bulk(sorted(nomor))
    nama = {pk: satu.get_short_name() for pk, satu in orang.items()}
    return lambda pk, pada: nama.get(pk, TANPA_ORANG)


def _catatan(p: Perubahan, orang: Orang, tautan: dict[tuple[type, Any], str]) -> Catatan:
    siapa = TANPA_ORANG if p.pengguna is None else orang(p.pengguna, p.pada)
    cerita = (p.asal.ceritakan(p) if p.asal.ceritakan else None) or _cerita(p)
    rinci = tuple(
        Rinci(
            str(f.verbose_name),
            _tulis(f, _mentah(p.sebelum, f), tautan),
            _tulis(f, _mentah(p.sesudah, f), tautan),
        )
        for f in p.medan
    )
    return Catatan(
        pada=p.pada,
        siapa=siapa,
        kalimat=_kalimat(cerita, rinci),
        lama=cerita.lama,
        baru=cerita.baru,
        alasan=cerita.alasan,
        rinci=rinci if any(_panjang(r.lama) or _panjang(r.baru) for r in rinci) else (),
        perubahan=p,
    )


def _kalimat(cerita: Cerita, rinci: Sequence[Rinci]) -> str:
    ubahan = "; ".join(f"{r.medan} {_kutip(r.lama)} menjadi {_kutip(r.baru)}" for r in rinci)
    polos = ubahan and not cerita.lama and not cerita.baru
    isi = f"{cerita.kalimat}{': ' if polos else '; '}{ubahan}" if ubahan else cerita.kalimat
    alasan = f"{cerita.pengantar}: “{cerita.alasan}”" if cerita.alasan else ""
    return " ".join(filter(None, (f"{isi}{alasan}.", cerita.susulan)))


def _cerita(p: Perubahan) -> Cerita:
    sebutan, lama, baru = p.asal.sebut(p.sesudah), p.lama, p.baru
    alasan = p.maksud.get("alasan", "")
    if p.sebelum is None:
        isi = f"mencatat {sebutan}" + (f": {baru}" if baru else "")
        return Cerita(isi, baru=baru, alasan=alasan)
    if lama == baru:
        return Cerita(f"mengubah {sebutan}", alasan=alasan)
    isi = f"mengubah {sebutan} {lama or KOSONG} → {baru or KOSONG}"
    return Cerita(isi, lama, baru, alasan)


def _mentah(peristiwa: Peristiwa, medan: models.Field) -> Any:
    return getattr(peristiwa, medan.attname)


def _tautan(perubahan: Sequence[Perubahan]) -> dict[tuple[type, Any], str]:
    """What the foreign keys in the sentences stand for."""
    dicari: dict[type[models.Model], set] = defaultdict(set)
    for p in perubahan:
        for medan in p.medan:
            if medan.related_model is not None:
                nilai = {_mentah(satu, medan) for satu in (p.sebelum, p.sesudah)}
                dicari[medan.related_model] |= nilai
    return {
        (model, pk): str(satu)
        for model, pk_semua in dicari.items()
        for pk, satu in model._base_manager.in_bulk(sorted(pk_semua - {None})).items()
    }


def _tulis(medan: models.Field, nilai: Any, tautan: dict[tuple[type, Any], str]) -> str:
    if nilai is None or nilai == "":
        return KOSONG
    if medan.related_model is not None:
        return tautan.get((medan.related_model, nilai), str(nilai))
    if medan.choices:
        return str(dict(medan.flatchoices).get(nilai, nilai))
    match nilai:
        case bool():
            return "ya" if nilai else "tidak"
        case Decimal():
            return angka.tulis(nilai)
        case datetime():
            return f"{waktu.tanggal(nilai)}, {waktu.pukul(nilai)}"
        case date():
            return waktu.tanggal(nilai)
        case str():
            return f"“{nilai}”"
    return str(nilai)


def _panjang(teks: str) -> bool:
    return teks.startswith("“") and len(teks) > PANJANG_KUTIPAN + 2


def _kutip(teks: str) -> str:
    return f"“{Truncator(teks[1:-1]).chars(PANJANG_KUTIPAN)}”" if _panjang(teks) else teks
