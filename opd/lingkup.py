"""Which OPD a person works for. The only place that turns Penugasan into row scope."""

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.utils import timezone

from konsolidasi.inti.kueri import Kueri, Lubang, kueri
from opd.pilihan import PERAN_OPD, Peran


@dataclass(frozen=True)
class Lingkup:
    peran: frozenset[str]
    semua: bool
    opd_ids: frozenset[int]
    undangan_ids: frozenset[int]
    """`opd_ids` and every OPD above them: a unit is invited through the OPD it belongs to."""
    kepala_ids: frozenset[int]
    """OPD, with their units, of which the person is kepala (definitif, Plt. or Plh.)."""
    opd_utama: int | None
    """The OPD whose pages open first: the lowest id among the person's own assignments."""
    boleh: dict[str, bool] = field(default_factory=dict, compare=False)
    """Actions that were asked about already, without a row."""


KOSONG = Lingkup(frozenset(), False, frozenset(), frozenset(), frozenset(), None)


def lingkup(pengguna: AbstractBaseUser) -> Lingkup:
    """Scope of a person today. At most two queries, kept on the user object of this request."""
    if not pengguna.is_authenticated:
        return KOSONG
    tersimpan = getattr(pengguna, "_lingkup", None)
    if tersimpan is None:
        tersimpan = pengguna._lingkup = _hitung(pengguna)
    return tersimpan


def _hitung(pengguna: AbstractBaseUser) -> Lingkup:
    baris = _penugasan(pengguna=pengguna.pk, pada=timezone.localdate())
    milik = sorted({opd for peran, opd in baris if peran in PERAN_OPD})
    induk = _induk() if milik else {}
    bawah, atas = _keluarga(milik, induk)
    dikepalai, _ = _keluarga([opd for peran, opd in baris if peran == Peran.KEPALA], induk)
    return Lingkup(
        peran=frozenset(peran for peran, _ in baris),
        semua=any(peran not in PERAN_OPD for peran, _ in baris),
        opd_ids=frozenset(bawah),
        undangan_ids=frozenset(bawah | atas),
        kepala_ids=frozenset(dikepalai),
        opd_utama=milik[0] if milik else None,
    )


@kueri
def _penugasan(*, pengguna: int, pada: date) -> QuerySet:
    semua = apps.get_model("opd", "Penugasan").objects.berlaku(pada)
    return semua.filter(pengguna=pengguna).order_by().values_list("peran", "opd_id")


@kueri
def _semua_opd() -> QuerySet:
    return apps.get_model("opd", "Opd").objects.order_by().values_list("pk", "induk_id")


def _induk() -> dict[int, int | None]:
    """The OPD above each OPD. One query."""
    return dict(_semua_opd())


def _keluarga(opd_ids: list[int], induk: dict[int, int | None]) -> tuple[set[int], set[int]]:
    """The named OPD with everything below them, and everything above them."""
    anak = defaultdict(list)
    for pk, di_atas in induk.items():
        anak[di_atas].append(pk)
    bawah, antrean = set(), list(opd_ids)
    while antrean:
        pk = antrean.pop()
        if pk not in bawah:
            bawah.add(pk)
            antrean.extend(anak[pk])
    atas, antrean = set(), [induk[pk] for pk in opd_ids]
    while antrean:
        pk = antrean.pop()
        if pk is not None and pk not in atas:
            atas.add(pk)
            antrean.append(induk[pk])
    return bawah, atas


@dataclass(frozen=True, slots=True)
class Penanya:
    """As much of a person as `untuk()` looks at, for a question that is compiled once: whether the
    person sees everything or only some OPD, and not yet which."""

    bertugas: bool
    semua: bool
    is_authenticated: bool = True

    @property
    def _lingkup(self) -> Lingkup:
        milik, undangan = Lubang("_milik"), Lubang("_undangan")
        peran = frozenset({""}) if self.bertugas else frozenset()
        return Lingkup(peran, self.semua, milik, undangan, frozenset(), None)


class KueriUntuk(Kueri):
    """A question about the rows in scope of a person: its function gets a Penanya for `untuk()`."""

    def __call__(self, pengguna: AbstractBaseUser, *bentuk: Hashable, **isi: Any) -> list[Any]:
        ruang = lingkup(pengguna)
        siapa = Penanya(bool(ruang.peran), ruang.semua)
        milik = {"_milik": ruang.opd_ids, "_undangan": ruang.undangan_ids}
        return self._tanya((siapa, *bentuk), isi, **milik)


def kueri_untuk(susun: Callable[..., QuerySet]) -> KueriUntuk:
    return KueriUntuk(susun)


def memegang(pengguna: AbstractBaseUser, *peran: Peran) -> bool:
    return bool(lingkup(pengguna).peran.intersection(peran))
