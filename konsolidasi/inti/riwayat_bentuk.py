"""What the history is made of: whose rows, one change, one line. No query."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from konsolidasi.inti import waktu

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
    `objek`: keys or a queryset of the rows, or a function that makes one from `milik`; the same
    function is the same question.
    """

    model: type[models.Model]
    objek: Any
    milik: int | None = None
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
