"""The cascade of one OPD with its pagu of a year, as it is read before it is written."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from capaian.models import Kegiatan, Pagu, Program, SubKegiatan
from capaian.models.program import POLA_KEGIATAN, POLA_PROGRAM, POLA_SUB_KEGIATAN
from opd.layanan.impor_jejak import versi
from opd.models import Opd

MODEL = {"program": Program, "kegiatan": Kegiatan, "sub_kegiatan": SubKegiatan}
INDUK = {"program": "", "kegiatan": "program", "sub_kegiatan": "kegiatan"}
MILIK = {"program": "opd", "kegiatan": "program__opd", "sub_kegiatan": "kegiatan__program__opd"}
MEDAN = ("nama", "aktif")
MEDAN_PROGRAM = (*MEDAN, "sasaran", "prioritas")
SUMBER = [
    *((tingkat, model, "pgh_obj") for tingkat, model in MODEL.items()),
    *((tingkat, Pagu, tingkat) for tingkat in MODEL),
]
"""Where a touch of a node stands: in its own history, or in that of its pagu."""
_BAGIAN_INDUK = {"kegiatan": 3, "sub_kegiatan": 5}
_POLA = {
    "program": re.compile(POLA_PROGRAM),
    "kegiatan": re.compile(POLA_KEGIATAN),
    "sub_kegiatan": re.compile(POLA_SUB_KEGIATAN),
}
_SEN = Decimal("0.01")

Simpul_ = Program | Kegiatan | SubKegiatan


def tingkat_kode(kode: str) -> str:
    """Which level a code belongs to by its form, "" for none."""
    return next((tingkat for tingkat, pola in _POLA.items() if pola.fullmatch(kode)), "")


def kode_induk(kode: str) -> str:
    """The code of the node above, "" for a program."""
    bagian = _BAGIAN_INDUK.get(tingkat_kode(kode), 0)
    return ".".join(kode.split(".")[:bagian])


@dataclass(slots=True)
class Simpul:
    """A node; `pagu` in force and since when, by source; `tercatat`: every version of the year."""

    tingkat: str
    objek: Simpul_
    pagu: dict[str, Decimal] = field(default_factory=dict)
    mulai: dict[str, date] = field(default_factory=dict)
    tercatat: set[tuple[str, date, Decimal]] = field(default_factory=set)

    @property
    def medan(self) -> tuple[str, ...]:
        return MEDAN_PROGRAM if self.tingkat == "program" else MEDAN

    @property
    def isi(self) -> dict[str, Any]:
        """What can be written of the node itself; links by their key."""
        return {nama: getattr(self.objek, kolom(nama)) for nama in self.medan}

    @property
    def versi(self) -> int:
        """Changes when anything that can be written of it did."""
        uang = sorted((sumber, str(n.quantize(_SEN))) for sumber, n in self.pagu.items())
        return versi([self.objek.pk, self.isi, uang])

    def catat(self, sumber: str, mulai: date, nilai: Decimal) -> None:
        """One more version of the pagu that is in force now."""
        self.pagu[sumber], self.mulai[sumber] = nilai, mulai
        self.tercatat.add((sumber, mulai, nilai))


def kolom(nama: str) -> str:
    return f"{nama}_id" if nama in ("sasaran", "prioritas") else nama


def muat_simpul(
    opd: Opd, tahun: int, pada: date, *, kode: Collection[str] | None = None, kunci: bool = False
) -> dict[str, Simpul]:
    """By kode, program before kegiatan before sub kegiatan. Four queries.

    `kode`: only these. `kunci`: held until the transaction ends, always in the same order.
    """
    hasil: dict[str, Simpul] = {}
    per_pk: dict[tuple[str, int], Simpul] = {}
    for tingkat, model in MODEL.items():
        for objek in _baris(model.objects.filter(**{MILIK[tingkat]: opd}), kode, kunci):
            hasil[objek.kode] = per_pk[tingkat, objek.pk] = Simpul(tingkat, objek)
            if INDUK[tingkat]:
                # The node above is in this very answer; asking for it again costs a query.
                atas = per_pk.get((INDUK[tingkat], getattr(objek, f"{INDUK[tingkat]}_id")))
                if atas is not None:
                    setattr(objek, INDUK[tingkat], atas.objek)
    _pasang_pagu(per_pk, tahun, pada)
    return hasil


def _baris(kueri: QuerySet, kode: Collection[str] | None, kunci: bool) -> Iterable[Simpul_]:
    if kode is not None:
        kueri = kueri.filter(kode__in=kode)
    return kueri.select_for_update(of=("self",)).order_by("pk") if kunci else kueri.order_by("kode")


def _pasang_pagu(per_pk: dict[tuple[str, int], Simpul], tahun: int, pada: date) -> None:
    """In force on the date: the latest `mulai` not after it, then the latest row. One query."""
    syarat = Q(pk__in=())
    for tingkat in MODEL:
        syarat |= Q(**{f"{tingkat}__in": [pk for t, pk in per_pk if t == tingkat]})
    for p in Pagu.objects.filter(syarat, tahun=tahun).order_by("mulai", "pk"):
        tingkat = next(t for t in MODEL if getattr(p, f"{t}_id"))
        simpul = per_pk[tingkat, getattr(p, f"{tingkat}_id")]
        if p.mulai <= pada:
            simpul.catat(p.sumber, p.mulai, p.nilai)
        else:
            simpul.tercatat.add((p.sumber, p.mulai, p.nilai))
