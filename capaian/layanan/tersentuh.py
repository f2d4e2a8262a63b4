"""Rows that keep no versi: who touched them last, and how one goes that an import has made.

What their content amounts to, and what stands on them, opd.layanan.impor_jejak tells.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Value

from konsolidasi.inti import waktu
from konsolidasi.inti.galat import SalahKeadaan
from opd.layanan.impor_jejak import Sentuhan
from opd.models import Pengguna

Sumber = tuple[str, type[models.Model], str]
"""A group of rows, a tracked model that tells of them, and the column of its events that names
the row."""


def sentuhan_terakhir(
    sumber: Iterable[Sumber], kunci: Mapping[str, Collection[int]]
) -> dict[tuple[str, int], Sentuhan]:
    """By group and key of the row. Two queries, whatever the number of rows and sources."""
    bagian = [
        model.pgh_event_model.objects.filter(**{f"{kolom}__in": list(kunci[apa])})
        .order_by(f"{kolom}_id", "-pgh_id")
        .distinct(f"{kolom}_id")
        .annotate(apa=Value(apa))
        .values_list("apa", f"{kolom}_id", "pgh_created_at", "pgh_context__metadata")
        for apa, model, kolom in sumber
        if kunci.get(apa)
    ]
    if not bagian:
        return {}
    akhir: dict[tuple[str, int], tuple[datetime, int | None]] = {}
    for apa, pk, pada, konteks in bagian[0].union(*bagian[1:], all=True):
        if (apa, pk) not in akhir or akhir[apa, pk][0] < pada:
            akhir[apa, pk] = (pada, (konteks or {}).get("pengguna"))
    orang = {satu for _, satu in akhir.values()} - {None}
    nama = dict(Pengguna.objects.filter(pk__in=orang).order_by().values_list("pk", "nama"))
    return {satu: Sentuhan(nama.get(siapa, ""), pada) for satu, (pada, siapa) in akhir.items()}


def pastikan_tak_tersentuh(
    sama: bool, kode: str, sumber: Iterable[Sumber], pk: int, di: str
) -> None:
    """Raises SalahKeadaan with who touched the row last, and when. Queries only where it raises.

    `di`: where it can be put right now.
    """
    if sama:
        return
    sumber = list(sumber)
    terakhir = sentuhan_terakhir(sumber, {apa: [pk] for apa, *_ in sumber})
    satu = max(terakhir.values(), key=lambda s: s.pada, default=None)
    siapa = satu.oleh or "sistem" if satu else "orang lain"
    saat = f" {waktu.tanggal(satu.pada)}, {waktu.pukul(satu.pada)}" if satu else ""
    raise SalahKeadaan(
        f"Tidak dapat dibatalkan: {kode} sudah diubah sesudah impor ini, terakhir oleh"
        f" {siapa}{saat}. Perbaiki di {di}."
    )


def hapus(model: type[models.Model], pk: Collection[int]) -> None:
    """Rows on which nothing stands, with what has no meaning without them. One statement each.

    Django would go through them a hundred at a time, and ask again what is known already.
    """
    if not pk:
        return
    for tautan in _ikut(model):
        ikut = tautan.related_model._base_manager.filter(**{f"{tautan.field.name}__in": pk})
        ikut._raw_delete(ikut.db)
    semua = model._base_manager.filter(pk__in=pk)
    semua._raw_delete(semua.db)


def _ikut(model: type[models.Model]) -> list[Any]:
    semua = model._meta.get_fields(include_hidden=True)
    tautan = (t for t in semua if t.auto_created and not t.concrete)
    return [t for t in tautan if getattr(t, "on_delete", None) is models.CASCADE]
