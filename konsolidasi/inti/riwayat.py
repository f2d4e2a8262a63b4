"""Recorded changes as Indonesian sentences, newest first; made of the django-pghistory events."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.text import Truncator

from konsolidasi.inti import angka, waktu

TANPA_ORANG = "Sistem"
KOSONG = "kosong"
PANJANG_KUTIPAN = 80


@dataclass(frozen=True)
class Catatan:
    """One change. `kalimat` starts with its verb: "mengubah Realisasi TW I 71,20 menjadi 73,20"."""

    pada: datetime
    siapa: str
    kalimat: str

    @property
    def saat(self) -> str:
        return f"{waktu.tanggal(self.pada)}, {waktu.pukul(self.pada)}"

    def __str__(self) -> str:
        return f"{self.saat}: {self.siapa} {self.kalimat}"


@dataclass(frozen=True)
class Riwayat:
    catatan: tuple[Catatan, ...]
    jumlah: int


@dataclass(frozen=True)
class Asal:
    """Tracked rows of one model whose changes are told. The callables are given an event row.

    `nilai` writes what the row is about; the fields in `medan_nilai` make it up and are not told
    again. Fields in `abaikan` are never told. `muat` is for select_related.
    """

    model: type[models.Model]
    objek: Any
    sebutan: Callable[[Any], str] | None = None
    nilai: Callable[[Any], str] | None = None
    keterangan: Callable[[Any], str] | None = None
    medan_nilai: frozenset[str] = frozenset()
    abaikan: frozenset[str] = frozenset()
    muat: tuple[str, ...] = ()

    def sebut(self, peristiwa: models.Model) -> str:
        if self.sebutan:
            return self.sebutan(peristiwa)
        nama = str(self.model._meta.verbose_name)
        return nama[:1].upper() + nama[1:]

    def isi(self, peristiwa: models.Model | None) -> str:
        return self.nilai(peristiwa) if self.nilai and peristiwa is not None else ""

    def terangkan(self, peristiwa: models.Model) -> str:
        return self.keterangan(peristiwa) if self.keterangan else ""

    def medan_biasa(self) -> list[models.Field]:
        lewat = self.medan_nilai | self.abaikan
        return [f for f in self.model._meta.concrete_fields if f.name not in lewat]


@dataclass(frozen=True)
class _Perubahan:
    asal: Asal
    sebelum: models.Model | None
    sesudah: models.Model
    medan: tuple[models.Field, ...] = field(default=())

    @property
    def pada(self) -> datetime:
        return self.sesudah.pgh_created_at

    @property
    def pengguna(self) -> int | None:
        konteks = self.sesudah.pgh_context
        return konteks.metadata.get("pengguna") if konteks else None


def susun(asal: Iterable[Asal], *, terbanyak: int | None = None) -> Riwayat:
    """All changes of these rows. One query per Asal, one for the people, one per kind of link."""
    semua = [p for satu in asal for p in _perubahan(satu)]
    semua.sort(key=attrgetter("pada"), reverse=True)
    tampil = semua[:terbanyak]
    orang = _orang(tampil)
    tautan = _tautan(tampil)
    catatan = tuple(
        Catatan(p.pada, orang.get(p.pengguna, TANPA_ORANG), _kalimat(p, tautan)) for p in tampil
    )
    return Riwayat(catatan, len(semua))


def _perubahan(asal: Asal) -> list[_Perubahan]:
    """Newest first, so that a stable sort keeps the order inside one moment."""
    peristiwa = (
        asal.model.pgh_event_model.objects.filter(pgh_obj__in=asal.objek)
        .select_related("pgh_context", *asal.muat)
        .order_by("pgh_id")
    )
    hasil, sebelum = [], {}
    for satu in peristiwa:
        lama = sebelum.get(satu.pgh_obj_id)
        sebelum[satu.pgh_obj_id] = satu
        if lama is None:
            hasil.append(_Perubahan(asal, None, satu))
            continue
        medan = tuple(f for f in asal.medan_biasa() if _mentah(lama, f) != _mentah(satu, f))
        if medan or asal.isi(lama) != asal.isi(satu):
            hasil.append(_Perubahan(asal, lama, satu, medan))
    return hasil[::-1]


def _mentah(peristiwa: models.Model, medan: models.Field) -> Any:
    return getattr(peristiwa, medan.attname)


def _orang(perubahan: Sequence[_Perubahan]) -> dict[int, str]:
    nomor = {p.pengguna for p in perubahan} - {None}
    if not nomor:
        return {}
    orang = get_user_model()._base_manager.in_bulk(sorted(nomor))
    return {pk: satu.get_short_name() for pk, satu in orang.items()}


def _tautan(perubahan: Sequence[_Perubahan]) -> dict[tuple[type, Any], str]:
    """What the foreign keys in the sentences stand for."""
    dicari: dict[type[models.Model], set] = defaultdict(set)
    for p in perubahan:
        for medan in p.medan:
            if medan.related_model is not None:
                dicari[medan.related_model] |= {
                    _mentah(p.sebelum, medan),
                    _mentah(p.sesudah, medan),
                }
    return {
        (model, pk): str(satu)
        for model, pk_semua in dicari.items()
        for pk, satu in model._base_manager.in_bulk(sorted(pk_semua - {None})).items()
    }


def _kalimat(p: _Perubahan, tautan: dict[tuple[type, Any], str]) -> str:
    sebutan, baru = p.asal.sebut(p.sesudah), p.asal.isi(p.sesudah)
    if p.sebelum is None:
        isi = f"mencatat {sebutan}" + (f": {baru}" if baru else "")
        return " ".join(filter(None, (f"{isi}.", p.asal.terangkan(p.sesudah))))
    rinci = "; ".join(
        f"{f.verbose_name} {_tulis(f, _mentah(p.sebelum, f), tautan)}"
        f" menjadi {_tulis(f, _mentah(p.sesudah, f), tautan)}"
        for f in p.medan
    )
    lama = p.asal.isi(p.sebelum)
    if lama == baru:
        return f"mengubah {sebutan}: {rinci}."
    pokok = f"mengubah {sebutan} {lama or KOSONG} menjadi {baru or KOSONG}"
    return f"{pokok}; {rinci}." if rinci else f"{pokok}."


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
            return f"“{Truncator(nilai).chars(PANJANG_KUTIPAN)}”"
    return str(nilai)
