"""The invitation page: one row per OPD, and what another person's letter says differently."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from konsolidasi.inti import waktu
from rapat.models import Agenda, Undangan


@dataclass(frozen=True)
class BarisUndangan:
    agenda: Agenda
    kepada: str
    giliran: str
    tautan: str
    """The signed link to the work page of this OPD."""
    whatsapp: str


def bedakan(tersimpan: Undangan, ketikan: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Label and stored words of each field in which the two letters differ. No query."""
    beda = []
    for nama, nilai in ketikan.items():
        ada = getattr(tersimpan, nama)
        if ada != nilai:
            medan = tersimpan._meta.get_field(nama)
            beda.append((str(medan.verbose_name), _tulis(tersimpan, medan, ada)))
    return tuple(beda)


def _tulis(surat: Undangan, medan: models.Field, nilai: Any) -> str:
    if medan.choices:
        return str(getattr(surat, f"get_{medan.name}_display")())
    if isinstance(medan, models.DateTimeField):
        return f"{waktu.tanggal(nilai)}, {waktu.pukul(nilai)}" if nilai else "kosong"
    if isinstance(medan, models.DateField):
        return waktu.tanggal(nilai) if nilai else "kosong"
    return nilai or "kosong"
