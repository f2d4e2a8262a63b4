"""OPD of the matrix in their order: by klaster, units straight below the OPD they belong to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from opd.lingkup import Penanya, kueri_untuk
from opd.models import Opd

DI_LUAR_KLASTER = "Di luar klaster"


@dataclass(frozen=True, slots=True)
class OpdMatriks:
    """`klaster` is that of the OPD on top; `""` for one that belongs to none."""

    pk: int
    nama: str
    singkatan: str
    induk: int | None
    klaster: int | None
    klaster_nama: str


@dataclass(frozen=True, slots=True)
class Urutan:
    """`nomor` counts the OPD of a klaster; a unit below a row of the matrix has none."""

    opd: OpdMatriks
    nomor: int | None


def muat_opd(pengguna: AbstractBaseUser) -> list[OpdMatriks]:
    """Active OPD in scope, each with the klaster of the OPD on top. One query."""
    semua = {b[0]: OpdMatriks(*b[:5], b[5] or "") for b in _opd(pengguna)}
    hasil = []
    for satu in semua.values():
        atas = _paling_atas(satu, semua)
        if atas is not satu:
            satu = replace(satu, klaster=atas.klaster, klaster_nama=atas.klaster_nama)
        hasil.append(satu)
    return hasil


@kueri_untuk
def _opd(siapa: Penanya) -> QuerySet:
    kolom = ("pk", "nama", "singkatan", "induk_id", "klaster_id", "klaster__nama")
    urut = ("klaster__urutan", "klaster", "urutan", "kode", "pk")
    return Opd.objects.untuk(siapa).aktif().order_by(*urut).values_list(*kolom)


def _paling_atas(satu: OpdMatriks, semua: dict[int, OpdMatriks]) -> OpdMatriks:
    while satu.induk in semua:
        satu = semua[satu.induk]
    return satu


def urutkan(opd: Sequence[OpdMatriks]) -> Iterator[tuple[str, list[Urutan]]]:
    """Klaster by klaster, those outside any at the end."""
    ada = {o.pk for o in opd}
    anak: dict[int | None, list[OpdMatriks]] = {}
    for o in opd:
        anak.setdefault(o.induk if o.induk in ada else None, []).append(o)
    klaster: dict[int | None, list[OpdMatriks]] = {}
    for o in anak.get(None, ()):
        klaster.setdefault(o.klaster, []).append(o)
    luar = klaster.pop(None, [])
    for milik in (*klaster.values(), luar):
        if milik:
            yield milik[0].klaster_nama or DI_LUAR_KLASTER, list(_turun(milik, anak))


def _turun(
    milik: Sequence[OpdMatriks], anak: dict[int | None, list[OpdMatriks]]
) -> Iterator[Urutan]:
    for nomor, o in enumerate(milik, start=1):
        yield Urutan(o, nomor)
        antrean = list(anak.get(o.pk, ()))
        while antrean:
            unit = antrean.pop(0)
            yield Urutan(unit, None)
            antrean = [*anak.get(unit.pk, ()), *antrean]
