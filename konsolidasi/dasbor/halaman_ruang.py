"""The OPD that a person may see, with the klaster and urusan they are found under."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from konsolidasi.inti.kueri import kueri
from opd.lingkup import Penanya, kueri_untuk
from opd.models import Opd, OpdUrusan, Urusan


@dataclass(frozen=True, slots=True)
class OpdRuang:
    """`klaster` and, where it has none of its own, urusan are those of the OPD on top."""

    pk: int
    nama: str
    singkatan: str
    induk: int | None
    klaster: int | None
    klaster_nama: str
    aktif: bool
    urusan: frozenset[int]


@dataclass(frozen=True)
class Ruang:
    """`opd` in their order: by klaster, units straight below the OPD they belong to."""

    opd: tuple[OpdRuang, ...]
    urusan: tuple[tuple[int, str], ...]

    @property
    def pk(self) -> list[int]:
        return [o.pk for o in self.opd]

    @cached_property
    def klaster(self) -> tuple[tuple[int, str], ...]:
        """Those with an OPD in them, in their order."""
        return tuple(dict.fromkeys((o.klaster, o.klaster_nama) for o in self.opd if o.klaster))

    def urusan_milik(self, opd: int) -> tuple[tuple[int, str], ...]:
        milik = next((o.urusan for o in self.opd if o.pk == opd), frozenset())
        return tuple(u for u in self.urusan if u[0] in milik)

    def saring(self, klaster: int | None) -> "Ruang":
        """The OPD of a klaster, with the urusan that they hold; all of them for None."""
        if klaster is None:
            return self
        opd = tuple(o for o in self.opd if o.klaster == klaster)
        ada = {u for o in opd for u in o.urusan}
        return Ruang(opd, tuple(u for u in self.urusan if u[0] in ada))

    def __bool__(self) -> bool:
        return bool(self.opd)


def muat_ruang(pengguna: AbstractBaseUser, *, berurusan: bool = True) -> Ruang:
    """Three queries, one without the urusan. Ended OPD are among them: their years stay theirs."""
    semua = {b[0]: b for b in _semua_opd(pengguna)}
    milik: dict[int, set[int]] = defaultdict(set)
    for opd, urusan in _tautan(opd=list(semua)) if berurusan else ():
        milik[opd].add(urusan)
    opd = {pk: _opd(pk, semua, milik) for pk in semua}
    ada = {u for o in opd.values() for u in o.urusan}
    nama = _urusan(pk=ada) if ada else ()
    return Ruang(tuple(_berurut(opd)), tuple((u.pk, str(u)) for u in nama))


@kueri_untuk
def _semua_opd(siapa: Penanya) -> QuerySet:
    kolom = ("pk", "nama", "singkatan", "induk_id", "klaster_id", "klaster__nama", "aktif")
    urut = ("klaster__urutan", "klaster", "urutan", "kode", "pk")
    return Opd.objects.untuk(siapa).order_by(*urut).values_list(*kolom)


@kueri
def _tautan(*, opd: Sequence[int]) -> QuerySet:
    return OpdUrusan.objects.filter(opd__in=opd).order_by().values_list("opd_id", "urusan_id")


@kueri
def _urusan(*, pk: Collection[int]) -> QuerySet:
    return Urusan.objects.filter(pk__in=pk).order_by("kode")


def _opd(pk: int, semua: Mapping[int, tuple], milik: Mapping[int, set[int]]) -> OpdRuang:
    satu = atas = semua[pk]
    urusan = milik.get(pk, set())
    while atas[3] in semua:
        atas = semua[atas[3]]
        urusan = urusan or milik.get(atas[0], set())
    return OpdRuang(pk, *satu[1:4], atas[4], atas[5] or "", satu[6], frozenset(urusan))


def _berurut(opd: Mapping[int, OpdRuang]) -> Iterator[OpdRuang]:
    anak: dict[int | None, list[OpdRuang]] = defaultdict(list)
    for o in opd.values():
        anak[o.induk if o.induk in opd else None].append(o)
    # Without a klaster comes last.
    antrean = sorted(anak[None], key=lambda o: o.klaster is None)
    while antrean:
        o = antrean.pop(0)
        yield o
        antrean = [*anak[o.pk], *antrean]
