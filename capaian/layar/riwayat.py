"""The history of one indikator: every change and every step as one line, newest first."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any

from django.db.models import QuerySet

from capaian.layar.riwayat_kalimat import (
    asal_bukti,
    asal_diri,
    asal_realisasi,
    asal_target,
    asal_usulan,
    catat_langkah,
)
from capaian.layar.riwayat_orang import orang_bertugas
from capaian.models import Indikator, LogRealisasi
from konsolidasi.inti.kueri import kueri
from konsolidasi.inti.riwayat import (
    Asal,
    Catatan,
    Peristiwa,
    Perubahan,
    ceritakan,
    muat,
    urutkan,
)
from konsolidasi.inti.waktu import ZONA

LOG = ("realisasi_id", "transisi", "dari", "ke", "oleh_id", "pada", "catatan")
# Steps that change the value and leave the state; the event says which it was.
TANPA_PINDAH = ("koreksi", "pulihkan")


@dataclass(frozen=True, slots=True)
class Masa:
    """Days from and to, both inside; None is open."""

    dari: date | None = None
    sampai: date | None = None

    def memuat(self, pada: datetime) -> bool:
        mulai = datetime.combine(self.dari, time(), ZONA) if self.dari else None
        lewat = (
            datetime.combine(self.sampai + timedelta(1), time(), ZONA)
            if self.sampai and self.sampai < date.max
            else None
        )
        return (mulai is None or pada >= mulai) and (lewat is None or pada < lewat)


SEGALA_MASA = Masa()


class RiwayatIndikator(Sequence[Perubahan]):
    """All changes of one indikator, loaded at once; sentences are made for those that are shown."""

    def __init__(self, indikator: Indikator, masa: Masa = SEGALA_MASA) -> None:
        """Six queries. Of one moment the realisasi stands above its target, and so on."""
        self.indikator = indikator
        realisasi = asal_realisasi(indikator)
        target, isi_target = asal_target(indikator)
        versi = muat(target)
        isi_target.update({(p.sesudah.tahun_id, p.sesudah.nomor): p.baru for p in versi})
        self.realisasi = gabungkan(realisasi, muat(realisasi), _log(indikator))
        lain = (asal_bukti(indikator), asal_usulan(indikator))
        semua = chain(self.realisasi, *map(muat, lain), versi, muat(asal_diri(indikator)))
        self._semua = [p for p in urutkan(semua) if masa.memuat(p.pada)]

    def __len__(self) -> int:
        return len(self._semua)

    def __getitem__(self, letak: Any) -> Any:
        return self._semua[letak]

    def catatan(self, perubahan: Sequence[Perubahan]) -> tuple[Catatan, ...]:
        """The sentences of a piece of it. One query, and one per kind of link in it."""
        orang = orang_bertugas({p.pengguna for p in perubahan}, self.indikator.opd_id)
        return ceritakan(perubahan, orang)


def gabungkan(
    asal: Asal, perubahan: Sequence[Perubahan], log: Iterable[Peristiwa]
) -> list[Perubahan]:
    """Each change of state with its row of the log; a row without such a change by itself.

    Both come in the same order, since every step locks its row. They are paired from the newest
    back: rows of the log that were brought in without their events can only be older.
    """
    antrean: dict[tuple, deque[Peristiwa]] = defaultdict(deque)
    for langkah in log:
        kunci = langkah.transisi if langkah.transisi in TANPA_PINDAH else langkah[2:4]
        antrean[langkah.realisasi_id, kunci].append(langkah)
    hasil = []
    for p in perubahan:
        kunci: Any = p.maksud.get("langkah")
        if p.sebelum is not None and p.sebelum.status != p.sesudah.status:
            kunci = (p.sebelum.status, p.sesudah.status)
        cocok = antrean.get((p.sesudah.pgh_obj_id, kunci))
        hasil.append(catat_langkah(p, cocok.pop()) if cocok else p)
    per_baris: dict[int, list[Peristiwa]] = defaultdict(list)
    for p in hasil:
        per_baris[p.sesudah.pgh_obj_id].append(p.sesudah)
    for langkah in chain.from_iterable(antrean.values()):
        semua = per_baris[langkah.realisasi_id]
        sudah = [e for e in semua if e.pgh_created_at <= langkah.pada]
        letak = sudah[:1] or semua[-1:]
        hasil.extend(
            Perubahan(asal, None, e, langkah=langkah, oleh=langkah.oleh_id, saat=langkah.pada)
            for e in letak
        )
    return hasil


def _log(indikator: Indikator) -> Iterable[Peristiwa]:
    """Steps of every realisasi, oldest first. One query."""
    return _langkah(indikator=indikator.pk)


@kueri
def _langkah(*, indikator: int) -> QuerySet:
    return (
        LogRealisasi.objects.filter(realisasi__indikator=indikator)
        .order_by("pada", "pk")
        .values_list(*LOG, named=True)
    )
