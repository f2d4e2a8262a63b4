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

TANPA_ORANG = "Sistem"
KOSONG = "kosong"
PANJANG_KUTIPAN = 80
HAPUS = "delete"
KOLOM = ("pgh_id", "pgh_obj_id", "pgh_created_at", "pgh_label", "pgh_context__metadata")

# One event as a named tuple: KOLOM, the columns of its model, and what `muat` asked for.
Peristiwa = Any
# Who a person was at a moment.
Orang = Callable[[int, datetime], str]


@dataclass(frozen=True, slots=True)
class Rinci:
    """One field that changed, in full."""

    medan: str
    lama: str
    baru: str


@dataclass(frozen=True, slots=True)
class Cerita:
    """What is said: `kalimat` from its verb, `pengantar` leads to the reason, `susulan` ends it."""

    kalimat: str
    lama: str = ""
    baru: str = ""
    alasan: str = ""
    pengantar: str = "; alasan"
    susulan: str = ""


@dataclass(frozen=True, slots=True)
class Asal:
    """Tracked rows of one model whose changes are told. The callables are given an event.

    `nilai` writes what the row is about; the fields in `medan_nilai` make it up. Fields in
    `abaikan` are never told, those in `tersirat` by `ceritakan` in its own words. `muat` are
    lookups loaded beside the columns. `pelaku` knows who did it when no request does.
    """

    model: type[models.Model]
    objek: Any
    sebutan: Callable[[Peristiwa], str] | None = None
    nilai: Callable[[Peristiwa], str] | None = None
    medan_nilai: frozenset[str] = frozenset()
    abaikan: frozenset[str] = frozenset()
    tersirat: frozenset[str] = frozenset()
    muat: tuple[str, ...] = ()
    ceritakan: "Callable[[Perubahan], Cerita | None] | None" = None
    pelaku: Callable[[Peristiwa | None, Peristiwa], int | None] | None = None

    def sebut(self, peristiwa: Peristiwa) -> str:
        if self.sebutan:
            return self.sebutan(peristiwa)
        nama = str(self.model._meta.verbose_name)
        return nama[:1].upper() + nama[1:]

    def isi(self, peristiwa: Peristiwa | None) -> str:
        return self.nilai(peristiwa) if self.nilai and peristiwa is not None else ""


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One change: the event before (None for a new row), the event after, the fields between.

    `langkah`: its row in a log of the domain; then `oleh` and `saat` win over the event.
    """

    asal: Asal
    sebelum: Peristiwa | None
    sesudah: Peristiwa
    medan: tuple[models.Field, ...] = ()
    langkah: Any = None
    oleh: int | None = None
    saat: datetime | None = None

    @property
    def pada(self) -> datetime:
        return self.saat or self.sesudah.pgh_created_at

    @property
    def konteks(self) -> dict[str, Any]:
        return self.sesudah.pgh_context__metadata or {}

    @property
    def maksud(self) -> dict[str, Any]:
        """What the context says of this very row: its step and its reason."""
        tentang = f"{self.asal.model._meta.model_name}:{self.sesudah.pgh_obj_id}"
        return self.konteks if self.konteks.get("tentang") == tentang else {}

    @property
    def pengguna(self) -> int | None:
        siapa = self.konteks.get("pengguna") if self.oleh is None else self.oleh
        if siapa is None and self.asal.pelaku:
            siapa = self.asal.pelaku(self.sebelum, self.sesudah)
        return siapa

    @property
    def lama(self) -> str:
        return self.asal.isi(self.sebelum)

    @property
    def baru(self) -> str:
        return self.asal.isi(self.sesudah)


@dataclass(frozen=True, slots=True)
class Catatan:
    """One line of the history; `rinci` has the fields in full where the sentence shortened one."""

    pada: datetime
    siapa: str
    kalimat: str
    lama: str = ""
    baru: str = ""
    alasan: str = ""
    rinci: tuple[Rinci, ...] = ()
    perubahan: Perubahan | None = None

    @property
    def saat(self) -> str:
        tahun = self.pada.astimezone(waktu.ZONA).year
        return f"{waktu.tanggal_singkat(self.pada)} {tahun} {waktu.jam(self.pada)}"

    def __str__(self) -> str:
        return f"{self.saat}, {self.siapa} {self.kalimat}"


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


def muat(asal: Asal) -> list[Perubahan]:
    """Changes that have something to tell, newest first. One query."""
    lewat = asal.medan_nilai | asal.abaikan
    biasa = [f for f in _medan(asal.model) if f.name not in lewat]
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
