"""A workflow is a table. `jalankan` and `jalankan_semua` are the only writers of `status`."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh, TidakLengkap

Syarat = Callable[[Any], str]
"""Given the object: what is still missing, as a sentence; "" when nothing is."""

Efek = Callable[..., Collection[str]]
"""Given the object, oleh= and catatan=: changes it, returns the names of the fields it changed."""


@dataclass(frozen=True)
class Transisi:
    nama: str
    dari: frozenset[str]
    ke: str
    izin: str
    label: str
    syarat: tuple[Syarat, ...] = ()
    wajib_catatan: bool = False
    efek: Efek | None = None


@dataclass(frozen=True)
class Alur:
    """Transitions of one model. `catat` writes the log row of the domain, `catat_semua` many.

    `catat_semua` gets `baris`, the pairs of key and state before, in place of object and `dari`.
    """

    transisi: tuple[Transisi, ...]
    catat: Callable[..., None]
    catat_semua: Callable[..., None] | None = None
    _menurut_nama: dict[str, Transisi] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_menurut_nama", {t.nama: t for t in self.transisi})

    def __getitem__(self, nama: str) -> Transisi:
        return self._menurut_nama[nama]

    def tersedia(self, objek: models.Model, pengguna: AbstractBaseUser) -> list[Transisi]:
        """What this person may do to the object now, complete or not; buttons are made of it."""
        return [
            t for t in self.transisi if objek.status in t.dari and pengguna.has_perm(t.izin, objek)
        ]

    def kekurangan(self, nama: str, objek: models.Model) -> list[str]:
        return [kurang for syarat in self[nama].syarat if (kurang := syarat(objek))]

    @transaction.atomic
    def jalankan(
        self, nama: str, objek: models.Model, *, oleh: AbstractBaseUser, catatan: str = ""
    ) -> models.Model:
        """Lock, state, syarat, izin, efek, save, log; returns the fresh object.

        Raises TidakBoleh, SalahKeadaan or TidakLengkap; then nothing is written.
        """
        transisi = self[nama]
        segar = type(objek)._base_manager.select_for_update(of=("self",)).get(pk=objek.pk)
        if not oleh.has_perm(transisi.izin, segar):
            raise TidakBoleh("Anda tidak berwenang melakukan ini.")
        if segar.status not in transisi.dari:
            raise SalahKeadaan(f"Sudah berstatus {segar.get_status_display()}.")
        if kurang := self.kekurangan(nama, segar):
            raise TidakLengkap(kurang)
        if transisi.wajib_catatan and not catatan.strip():
            raise TidakLengkap(["Tulis alasannya."])
        dari, segar.status = segar.status, transisi.ke
        medan = {"status"}
        if transisi.efek:
            medan |= set(transisi.efek(segar, oleh=oleh, catatan=catatan))
        if _bertanggal_ubah(type(segar)):
            medan.add("diubah_pada")
        segar.save(update_fields=sorted(medan))
        self.catat(
            segar, transisi=nama, dari=dari, ke=transisi.ke, oleh=oleh, catatan=catatan.strip()
        )
        return segar

    @transaction.atomic
    def jalankan_semua(
        self, nama: str, objek: models.QuerySet, *, oleh: AbstractBaseUser, catatan: str = ""
    ) -> int:
        """One step for every row of a queryset, all or none: how many there were.

        For a step that asks nothing of the single row: without syarat or efek, and with an izin
        that is about the person alone, asked once. The rows are locked in the order of the queryset
        (by key where it has none), changed by one UPDATE and logged together. Raises as
        `jalankan`; then nothing is written.
        """
        transisi = self[nama]
        if transisi.syarat or transisi.efek or self.catat_semua is None:
            raise TypeError(f"{nama} can only be run row by row")
        if not oleh.has_perm(transisi.izin):
            raise TidakBoleh("Anda tidak berwenang melakukan ini.")
        if transisi.wajib_catatan and not catatan.strip():
            raise TidakLengkap(["Tulis alasannya."])
        urut = objek.query.order_by or ("pk",)
        terkunci = objek.select_for_update(of=("self",)).order_by(*urut)
        baris: Sequence[tuple[int, str]] = list(terkunci.values_list("pk", "status"))
        salah = sum(status not in transisi.dari for _, status in baris)
        if salah:
            raise SalahKeadaan(f"{salah} baris tidak lagi pada keadaan untuk langkah ini.")
        medan: dict[str, Any] = {"status": transisi.ke}
        if _bertanggal_ubah(objek.model):
            medan["diubah_pada"] = timezone.now()
        objek.model._base_manager.filter(pk__in=[pk for pk, _ in baris]).update(**medan)
        self.catat_semua(baris, transisi=nama, ke=transisi.ke, oleh=oleh, catatan=catatan.strip())
        return len(baris)


def _bertanggal_ubah(model: type[models.Model]) -> bool:
    return any(f.name == "diubah_pada" for f in model._meta.concrete_fields)
