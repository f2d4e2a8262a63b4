"""Indikator of one OPD with their pendukung, as they are read before they are written."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from capaian.models import HasilTerkunci, Indikator, IndikatorPendukung
from capaian.models.indikator import SIMPUL
from opd.layanan.impor_jejak import versi
from opd.models import Opd

# What a result is made of: not to be changed while a lock keeps one.
PENENTU_HASIL = (
    "satuan",
    "desimal",
    "jenis_nilai",
    "skala_predikat",
    "formula",
    "konsolidasi",
    "isian",
)
TAUTAN = ("urusan", "prioritas", "skala_predikat", *SIMPUL)
MEDAN = (
    "nama",
    "jenis",
    "berpagu",
    "wajib_bukti",
    "definisi_operasional",
    "rumus_perhitungan",
    "sumber_data",
    "urutan",
    "aktif",
    *(m for m in PENENTU_HASIL if m not in TAUTAN),
    *TAUTAN,
)
SUMBER = [
    ("indikator", Indikator, "pgh_obj"),
    ("indikator", IndikatorPendukung, "indikator"),
]
"""Where a touch of an indikator stands: in its own history, or in that of its pendukung."""
KOLOM = tuple(f"{m}_id" if m in TAUTAN else m for m in MEDAN)
"""Attributes of MEDAN in the same order."""


@dataclass(slots=True)
class IndikatorUbah:
    """An indikator, the keys of its pendukung, and whether a lock that holds has its result."""

    objek: Indikator
    pendukung: frozenset[int]
    terkunci: bool

    @property
    def isi(self) -> dict[str, Any]:
        """What can be written; links by their key."""
        return dict(zip(MEDAN, (getattr(self.objek, k) for k in KOLOM), strict=True)) | {
            "pendukung": self.pendukung
        }

    @property
    def versi(self) -> int:
        """Changes when anything that can be written did."""
        nilai = [getattr(self.objek, kolom) for kolom in KOLOM]
        return versi([self.objek.pk, nilai, sorted(self.pendukung)])


def kolom(nama: str) -> str:
    return f"{nama}_id" if nama in TAUTAN else nama


def muat_indikator(
    opd: Opd, *, kode: Collection[str] | None = None, kunci: bool = False
) -> dict[str, IndikatorUbah]:
    """By kode, in the order of the lists. Three queries.

    `kode`: only these. `kunci`: held until the transaction ends, always in the same order.
    """
    kueri = Indikator.objects.filter(opd=opd)
    if kode is not None:
        kueri = kueri.filter(kode__in=kode)
    if kunci:
        kueri = kueri.select_for_update(of=("self",)).order_by("pk")
    else:
        kueri = kueri.order_by("urutan", "kode")
    semua = list(kueri)
    pk = [i.pk for i in semua]
    pendukung = defaultdict(set)
    tautan = IndikatorPendukung.objects.filter(indikator__in=pk).order_by()
    for indikator, opd_pk in tautan.values_list("indikator", "opd"):
        pendukung[indikator].add(opd_pk)
    terkunci = set(
        HasilTerkunci.objects.filter(indikator__in=pk, kunci__dibuka_pada=None)
        .order_by()
        .values_list("indikator", flat=True)
    )
    return {i.kode: IndikatorUbah(i, frozenset(pendukung[i.pk]), i.pk in terkunci) for i in semua}
