"""A workflow is a table. `jalankan` is the only writer of `status`."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction

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
    """Transitions of one model. `catat` writes the log row of the domain."""

    transisi: tuple[Transisi, ...]
    catat: Callable[..., None]
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
        if any(f.name == "diubah_pada" for f in segar._meta.concrete_fields):
            medan.add("diubah_pada")
        segar.save(update_fields=sorted(medan))
        self.catat(
            segar, transisi=nama, dari=dari, ke=transisi.ke, oleh=oleh, catatan=catatan.strip()
        )
        return segar
