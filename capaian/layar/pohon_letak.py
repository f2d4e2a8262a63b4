"""Where indikator and program hang in the tree, without the rows themselves.

An indikator hangs under its prioritas first and under its program there: a program whose indikator
serve two prioritas stands under both, and the figure of a prioritas is that of every other page.
Without prioritas it hangs under its tujuan, its sasaran, or its program beside the prioritas.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from capaian.models import Indikator, Program
from konsolidasi.inti.kueri import kueri
from opd.lingkup import Penanya, kueri_untuk

TANPA_SASARAN, TANPA_SIMPUL = "y", "x"
"""Programs without sasaran and prioritas; indikator without any node."""
PROGRAM = Coalesce("program", "kegiatan__program", "sub_kegiatan__kegiatan__program")
KEGIATAN = Coalesce("kegiatan", "sub_kegiatan__kegiatan")
MEDAN = ("prioritas", "sasaran", "tujuan", "program_letak")
Bagian = tuple[str, int | None]
"""A place ("r4", "s2", "l2" …) and a program in it, None for what hangs there directly."""


@dataclass(frozen=True, slots=True)
class ProgramBaca:
    """A program as the tree shows it; `sasaran` also where only its prioritas names one."""

    pk: int
    kode: str
    nama: str
    opd: str
    aktif: bool
    contoh: bool
    prioritas: int | None
    sasaran: int | None

    @property
    def rumah(self) -> str:
        """Where it stands while no indikator says otherwise."""
        if self.prioritas:
            return f"r{self.prioritas}"
        return self.luar_prioritas

    @property
    def luar_prioritas(self) -> str:
        return f"l{self.sasaran}" if self.sasaran else TANPA_SASARAN


@dataclass(frozen=True)
class Denah:
    """How many indikator hang where, and which programs each place lists in their order."""

    program: Mapping[int, ProgramBaca]
    banyak: Mapping[Bagian, int]
    isi: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def semua(self) -> list[tuple[str, int]]:
        """Every place with every program that it lists."""
        return [(tempat, pk) for tempat, milik in self.isi.items() for pk in milik]

    def tempat(self, program: int) -> list[str]:
        return [tempat for tempat, milik in self.isi.items() if program in milik]

    def rumah(self, program: int) -> str:
        """The place where a program shows also what no indikator hangs under."""
        tempat, rumah = self.tempat(program), self.program[program].rumah
        return rumah if rumah in tempat else tempat[0]

    def di(self, tempat: str) -> int:
        return sum(n for (satu, _), n in self.banyak.items() if satu == tempat)


@kueri_untuk
def letak_indikator(siapa: Penanya, *, tahun: int, **saring: str) -> QuerySet:
    """How many indikator of the year hang where: MEDAN and their number."""
    semua = berletak(Indikator.objects.untuk(siapa).filter(**saring).pada_tahun(tahun))
    return semua.order_by().values_list(*MEDAN).annotate(banyak=Count("pk"))


def susun_denah(letak: Sequence[tuple], opd: Collection[int]) -> Denah:
    """Programs of these OPD and of these indikator. One query, whatever the number of rows."""
    dipakai = {satu[3] for satu in letak if satu[3]}
    semua = {b[0]: ProgramBaca(*b) for b in _program(opd=opd, dipakai=dipakai)}
    banyak: dict[Bagian, int] = defaultdict(int)
    for *satu, n in letak:
        banyak[bagian(*satu, semua)] += n
    return Denah(semua, dict(banyak), _isi(semua, banyak))


def berletak(indikator: QuerySet[Indikator]) -> QuerySet[Indikator]:
    return indikator.annotate(program_letak=PROGRAM, kegiatan_letak=KEGIATAN)


def bagian(
    prioritas: int | None,
    sasaran: int | None,
    tujuan: int | None,
    program: int | None,
    semua: Mapping[int, ProgramBaca],
) -> Bagian:
    """The place of an indikator."""
    if prioritas:
        return f"r{prioritas}", program
    if program:
        return semua[program].luar_prioritas, program
    if sasaran:
        return f"s{sasaran}", None
    return (f"t{tujuan}", None) if tujuan else (TANPA_SIMPUL, None)


def saring_bagian(dipilih: Iterable[Bagian]) -> Q:
    """The indikator of these places; `berletak` goes before."""
    per: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    luar: list[int] = []
    for tempat, program in dipilih:
        jenis, nomor = tempat[0], tempat[1:]
        if jenis in "ly":
            luar.append(program)
        elif jenis == "r":
            per["r"][nomor].append(program)
        elif jenis in "st":
            per[jenis]["semua"].append(int(nomor))
    syarat = Q(prioritas=None, program_letak__in=luar)
    syarat |= Q(prioritas=None, program_letak=None, sasaran__in=per["s"]["semua"])
    syarat |= Q(prioritas=None, program_letak=None, tujuan__in=per["t"]["semua"])
    for prioritas, program in per["r"].items():
        milik = Q(program_letak__in=[p for p in program if p])
        syarat |= Q(prioritas=prioritas) & (
            milik | Q(program_letak=None) if None in program else milik
        )
    return syarat


@kueri
def _program(*, opd: Collection[int], dipakai: Collection[int]) -> QuerySet:
    return (
        Program.objects.filter(Q(opd__in=opd) | Q(pk__in=dipakai))
        .annotate(sasaran_letak=Coalesce("sasaran", "prioritas__sasaran"))
        .order_by("opd__urutan", "kode", "pk")
        .values_list(
            "pk", "kode", "nama", "opd__singkatan", "aktif", "contoh", "prioritas", "sasaran_letak"
        )
    )


def _isi(
    semua: Mapping[int, ProgramBaca], banyak: Mapping[Bagian, int]
) -> dict[str, tuple[int, ...]]:
    di: dict[int, set[str]] = defaultdict(set)
    for tempat, program in banyak:
        if program:
            di[program].add(tempat)
    isi: dict[str, list[int]] = defaultdict(list)
    for pk, satu in semua.items():
        for tempat in sorted(di[pk]) or ([satu.rumah] if satu.aktif else []):
            isi[tempat].append(pk)
    return {tempat: tuple(milik) for tempat, milik in isi.items()}
