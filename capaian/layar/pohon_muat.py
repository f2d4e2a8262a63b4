"""Rows of the tree above and below the places, loaded for one page."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

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
    prioritas = list(Prioritas.objects.order_by("urutan", "pk"))
    return Puncak(
        list(Visi.objects.order_by("-tahun_mulai", "pk")),
        _per(Misi.objects.order_by("urutan", "pk"), "visi_id"),
        _per(Tujuan.objects.order_by("urutan", "pk"), "misi_id"),
        _per(Sasaran.objects.order_by("urutan", "pk"), "tujuan_id"),
        _per((p for p in prioritas if p.sasaran_id), "sasaran_id"),
        _per((p for p in prioritas if not p.sasaran_id), "visi_id"),
    )


def muat_rincian(
    tampil: Collection[int], dibuka: Collection[int], tahun: int, pada: date
) -> Rincian:
    """`tampil`: programs that are listed; `dibuka`: those that show their kegiatan. Three queries.

    What has ended is left out unless an indikator still hangs there.
    """
    kegiatan = list(
        Kegiatan.objects.filter(program__in=dibuka)
        .filter(
            Q(aktif=True) | Q(indikator__isnull=False) | Q(sub_kegiatan__indikator__isnull=False)
        )
        .order_by("kode", "pk")
        .distinct()
    )
    sub = list(
        SubKegiatan.objects.filter(kegiatan__in=[k.pk for k in kegiatan])
        .filter(Q(aktif=True) | Q(indikator__isnull=False))
        .order_by("kode", "pk")
        .distinct()
    )
    pagu = _pagu(tampil, [k.pk for k in kegiatan], [s.pk for s in sub], tahun, pada)
    return Rincian(_per(kegiatan, "program_id"), _per(sub, "kegiatan_id"), pagu)


def _pagu(
    program: Collection[int],
    kegiatan: Collection[int],
    sub: Collection[int],
    tahun: int,
    pada: date,
) -> dict[str, str]:
    baris = (
        Pagu.objects.filter(tahun=tahun)
        .filter(Q(program__in=program) | Q(kegiatan__in=kegiatan) | Q(sub_kegiatan__in=sub))
        .berlaku(pada)
        .order_by("pk")
    )
    hasil: dict[str, list[str]] = defaultdict(list)
    for p in baris:
        simpul = (("p", p.program_id), ("k", p.kegiatan_id), ("b", p.sub_kegiatan_id))
        kunci = next(f"{awalan}{pk}" for awalan, pk in simpul if pk)
        hasil[kunci].append(f"{p.get_sumber_display()} {angka.rupiah(p.nilai)}")
    return {kunci: ", ".join(teks) for kunci, teks in hasil.items()}


def _per(semua: Iterable, medan: str) -> dict[int, list]:
    hasil: dict[int, list] = defaultdict(list)
    for satu in semua:
        hasil[getattr(satu, medan)].append(satu)
    return dict(hasil)
