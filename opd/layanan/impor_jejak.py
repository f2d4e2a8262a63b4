"""What rows held, who touched them last, who stands on them: when an import can be taken back."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import PROTECT, Model

from konsolidasi.inti import waktu
from konsolidasi.inti.galat import SalahKeadaan
from konsolidasi.inti.medan_admin import kalimat_batasan
from opd.models import Pengguna

VERSI_TERBESAR = 999_999_999


@dataclass(frozen=True, slots=True)
class Sentuhan:
    """The last recorded change of a row; `oleh` is "" where no person did it."""

    oleh: str
    pada: datetime

    def __str__(self) -> str:
        siapa = self.oleh or "Sistem"
        return f"{siapa} {waktu.tanggal(self.pada)}, {waktu.pukul(self.pada)}"


def versi(isi: Any) -> int:
    """A number for what a row holds: the same content, the same number; never 0."""
    bahan = json.dumps(isi, sort_keys=True).encode()
    return int.from_bytes(hashlib.sha256(bahan).digest()[:8], "big") % VERSI_TERBESAR + 1


def sentuhan(
    sumber: Iterable[tuple[type[Model], str]], kunci: Collection[int]
) -> dict[int, Sentuhan]:
    """By key of the row. `sumber`: tracked models, and the column of their events that names it.

    One query for each source and one for the people.
    """
    akhir: dict[int, tuple[datetime, int | None]] = {}
    for model, kolom in sumber:
        peristiwa = model.pgh_event_model.objects.filter(**{f"{kolom}__in": list(kunci)})
        isi = peristiwa.order_by(f"{kolom}_id", "-pgh_id").distinct(f"{kolom}_id")
        for pk, pada, konteks in isi.values_list(
            f"{kolom}_id", "pgh_created_at", "pgh_context__metadata"
        ):
            if pk not in akhir or akhir[pk][0] < pada:
                akhir[pk] = (pada, (konteks or {}).get("pengguna"))
    nama = _nama({orang for _, orang in akhir.values()} - {None})
    return {pk: Sentuhan(nama.get(orang, ""), pada) for pk, (pada, orang) in akhir.items()}


def _nama(kunci: set[int]) -> Mapping[int | None, str]:
    orang = Pengguna.objects.filter(pk__in=kunci).order_by()
    return dict(orang.values_list("pk", "nama"))


def dipakai(
    model: type[Model],
    kunci: Collection[int],
    *,
    kecuali: Collection[type[Model]] = (),
    sendiri: Collection[int] = (),
) -> set[int]:
    """Keys of rows that a row of another table stands on, whatever app it is of. One query.

    Not counted: links of `kecuali`, links that vanish with the row, and rows of this very table
    with a key in `sendiri`.
    """
    if not kunci:
        return set()
    bagian = []
    for tautan in model._meta.get_fields(include_hidden=True):
        lain = tautan.related_model if tautan.auto_created and not tautan.concrete else None
        if lain in (None, *kecuali) or getattr(tautan, "on_delete", None) is not PROTECT:
            continue
        nama = tautan.field.name
        baris = lain._base_manager.filter(**{f"{nama}__in": list(kunci)}).order_by()
        if lain is model:
            baris = baris.exclude(pk__in=list(sendiri))
        bagian.append(baris.values_list(f"{nama}_id", flat=True))
    return set(bagian[0].union(*bagian[1:])) if bagian else set()


@contextmanager
def menolak() -> Iterator[None]:
    """What only PostgreSQL notices, in the sentence of its constraint."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as galat:
        kalimat = kalimat_batasan(galat)
        raise SalahKeadaan(kalimat or "Baris lain sudah memakai kode atau nama itu.") from galat
