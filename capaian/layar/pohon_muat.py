"""Rows of the tree above and below the places, loaded for one page."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Model, Q, QuerySet

from capaian.models import (
    Kegiatan,
    Misi,
    Pagu,
    Prioritas,
    Sasaran,
    SubKegiatan,
    Tujuan,
    Visi,
)
from konsolidasi.inti import angka
from konsolidasi.inti.kueri import kueri


@dataclass(frozen=True, slots=True)
class Puncak:
    """Everything down to the prioritas; there are few of them in any city."""

    visi: list[Visi]
    misi: dict[int, list[Misi]]
    tujuan: dict[int, list[Tujuan]]
    sasaran: dict[int, list[Sasaran]]
    prioritas: dict[int, list[Prioritas]]
    tanpa_sasaran: dict[int, list[Prioritas]]

    @property
    def induk(self) -> dict[str, str]:
        """The node above each node, by name; "l2" is what stands beside the prioritas of s2."""
        hasil: dict[str, str] = {}
        for awalan, bawah, isi in (
            ("v", "m", self.misi),
            ("m", "t", self.tujuan),
            ("t", "s", self.sasaran),
            ("s", "r", self.prioritas),
            ("v", "r", self.tanpa_sasaran),
        ):
            for pk, semua in isi.items():
                hasil |= {f"{bawah}{satu.pk}": f"{awalan}{pk}" for satu in semua}
        return hasil | {f"l{s.pk}": f"s{s.pk}" for semua in self.sasaran.values() for s in semua}


@dataclass(frozen=True, slots=True)
class Rincian:
    """Kegiatan by program, sub kegiatan by kegiatan, pagu as text by node ("p3", "k1", "b9")."""

    kegiatan: dict[int, list[Kegiatan]]
    sub_kegiatan: dict[int, list[SubKegiatan]]
    pagu: dict[str, str]


def muat_puncak() -> Puncak:
    """Five queries."""
    prioritas = _berurut(Prioritas)
    return Puncak(
        _visi(),
        _per(_berurut(Misi), "visi_id"),
        _per(_berurut(Tujuan), "misi_id"),
        _per(_berurut(Sasaran), "tujuan_id"),
        _per((p for p in prioritas if p.sasaran_id), "sasaran_id"),
        _per((p for p in prioritas if not p.sasaran_id), "visi_id"),
    )


@kueri
def _visi() -> QuerySet:
    return Visi.objects.order_by("-tahun_mulai", "pk")


@kueri
def _berurut(model: type[Model]) -> QuerySet:
    return model.objects.order_by("urutan", "pk")


def muat_rincian(
    tampil: Collection[int], dibuka: Collection[int], tahun: int, pada: date
) -> Rincian:
    """`tampil`: programs that are listed; `dibuka`: those that show their kegiatan. Three queries,
    none of what is not there.

    What has ended is left out unless an indikator still hangs there.
    """
    kegiatan = _kegiatan(program=dibuka) if dibuka else []
    sub = _sub_kegiatan(kegiatan=[k.pk for k in kegiatan]) if kegiatan else []
    if not tampil:
        return Rincian({}, {}, {})
    pagu = _pagu(tampil, [k.pk for k in kegiatan], [s.pk for s in sub], tahun, pada)
    return Rincian(_per(kegiatan, "program_id"), _per(sub, "kegiatan_id"), pagu)


@kueri
def _kegiatan(*, program: Collection[int]) -> QuerySet:
    berisi = Q(aktif=True) | Q(indikator__isnull=False) | Q(sub_kegiatan__indikator__isnull=False)
    semua = Kegiatan.objects.filter(berisi, program__in=program)
    return semua.order_by("kode", "pk").distinct()


@kueri
def _sub_kegiatan(*, kegiatan: Collection[int]) -> QuerySet:
    berisi = Q(aktif=True) | Q(indikator__isnull=False)
    semua = SubKegiatan.objects.filter(berisi, kegiatan__in=kegiatan)
    return semua.order_by("kode", "pk").distinct()


def _pagu(
    program: Collection[int],
    kegiatan: Collection[int],
    sub: Collection[int],
    tahun: int,
    pada: date,
) -> dict[str, str]:
    baris = _pagu_berlaku(program=program, kegiatan=kegiatan, sub=sub, tahun=tahun, pada=pada)
    hasil: dict[str, list[str]] = defaultdict(list)
    for p in baris:
        simpul = (("p", p.program_id), ("k", p.kegiatan_id), ("b", p.sub_kegiatan_id))
        kunci = next(f"{awalan}{pk}" for awalan, pk in simpul if pk)
        hasil[kunci].append(f"{p.get_sumber_display()} {angka.rupiah(p.nilai)}")
    return {kunci: ", ".join(teks) for kunci, teks in hasil.items()}


@kueri
def _pagu_berlaku(
    *,
    program: Collection[int],
    kegiatan: Collection[int],
    sub: Collection[int],
    tahun: int,
    pada: date,
) -> QuerySet:
    milik = Q(program__in=program) | Q(kegiatan__in=kegiatan) | Q(sub_kegiatan__in=sub)
    return Pagu.objects.filter(tahun=tahun).filter(milik).berlaku(pada).order_by("pk")


def _per(semua: Iterable, medan: str) -> dict[int, list]:
    hasil: dict[int, list] = defaultdict(list)
    for satu in semua:
        hasil[getattr(satu, medan)].append(satu)
    return dict(hasil)
