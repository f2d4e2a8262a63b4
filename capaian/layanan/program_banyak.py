"""Many nodes of the cascade of an OPD written at once with their pagu, and taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from capaian.layanan.program_muat import (
    INDUK,
    MODEL,
    SUMBER,
    Simpul,
    kode_induk,
    kolom,
    muat_simpul,
    tingkat_kode,
)
from capaian.layanan.tersentuh import Sumber, hapus, pastikan_tak_tersentuh
from capaian.models import Pagu, Prioritas
from konsolidasi.inti import waktu
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh
from opd.layanan.impor_jejak import dipakai
from opd.models import Opd

AKSI = (
    "capaian.add_program",
    "capaian.change_program",
    "capaian.add_pagu",
)
TRIGGER_PAGU = "capaian.Pagu:pagu_tidak_diubah"
POHON = "Pengaturan atau Pohon kinerja"


@dataclass(frozen=True, slots=True)
class TulisanSimpul:
    """What a node shall hold; `versi` as it was seen, 0 where there was no node.

    `isi`: nama, aktif, and of a program sasaran and prioritas by their keys; only what changes.
    `pagu`: a new version by source, in force from `mulai`, today when None.
    """

    kode: str
    versi: int
    isi: Mapping[str, Any] = field(default_factory=dict)
    pagu: Mapping[str, Decimal] = field(default_factory=dict)
    mulai: date | None = None
    acuan: str = ""


@dataclass(frozen=True, slots=True)
class TertulisSimpul:
    """A node after it was written; `lama`: fields before; `pagu`: keys of the new versions.

    `kunci`: where it stands in the tree.
    """

    kode: str
    kunci: str
    pk: int
    versi: int
    dibuat: bool
    lama: Mapping[str, Any]
    pagu: Sequence[int]


def boleh_program(oleh: AbstractBaseUser) -> bool:
    """Whoever sets up the cascade in the admin site may send it as a sheet."""
    return all(oleh.has_perm(satu) for satu in AKSI)


@transaction.atomic
def tulis_simpul(
    *,
    opd: Opd,
    tahun: int,
    baris: Sequence[TulisanSimpul],
    oleh: AbstractBaseUser,
    pada: date | None = None,
) -> list[TertulisSimpul]:
    """All or none. At most fourteen statements, whatever the number of rows.

    Raises TidakBoleh, SalahKeadaan (a code of no level, a parent that is missing, a pagu that
    would not be in force) or SudahBerubah (a node that is not as it was seen).
    """
    _pastikan_boleh(oleh)
    pada = pada or timezone.localdate()
    kode = {satu.kode for satu in baris}
    ada = muat_simpul(opd, tahun, pada, kode=kode | {kode_induk(k) for k in kode}, kunci=True)
    _pastikan_searah(baris, ada)
    lama: dict[str, dict[str, Any]] = {}
    baru: set[str] = set()
    for satu in sorted(baris, key=lambda s: s.kode):
        simpul = ada.get(satu.kode)
        if (simpul.versi if simpul else 0) != satu.versi:
            raise SudahBerubah(sekarang=simpul)
        if simpul is None:
            ada[satu.kode] = _baru(opd, satu, ada)
            baru.add(satu.kode)
            lama[satu.kode] = {}
        else:
            lama[satu.kode] = _ubah(simpul, satu)
    _simpan(ada, baru, {k for k, isi in lama.items() if isi})
    pagu = _simpan_pagu(ada, tahun, baris, pada)
    return [
        TertulisSimpul(
            kode=satu.kode,
            kunci=ada[satu.kode].objek.kunci,
            pk=ada[satu.kode].objek.pk,
            versi=ada[satu.kode].versi,
            dibuat=satu.kode in baru,
            lama=lama[satu.kode],
            pagu=pagu.get(satu.kode, []),
        )
        for satu in baris
    ]


@transaction.atomic
def kembalikan_simpul(
    *,
    opd: Opd,
    tahun: int,
    baris: Sequence[TertulisSimpul],
    oleh: AbstractBaseUser,
    pada: date | None = None,
) -> int:
    """Nodes as they were before `tulis_simpul`; how many. A fixed number of statements.

    Versions of pagu that it added go; a node that it made goes where nothing refers to it, else
    it is ended. Raises TidakBoleh, or SalahKeadaan once somebody touched one of the nodes.
    """
    _pastikan_boleh(oleh)
    pada = pada or timezone.localdate()
    ada = muat_simpul(opd, tahun, pada, kode={b.kode for b in baris}, kunci=True)
    for satu in baris:
        simpul = ada.get(satu.kode)
        sama = simpul is not None and (simpul.objek.pk, simpul.versi) == (satu.pk, satu.versi)
        pastikan_tak_tersentuh(sama, satu.kode, _sumber(satu.kode), satu.pk, POHON)
    # The trigger keeps people from changing a version; this one is as if it had never come.
    with pgtrigger.ignore(TRIGGER_PAGU):
        Pagu.objects.filter(pk__in=[pk for b in baris for pk in b.pagu]).delete()
    diubah = set()
    for satu in baris:
        for nama, nilai in satu.lama.items():
            setattr(ada[satu.kode].objek, kolom(nama), nilai)
            diubah.add(satu.kode)
    _buang([ada[b.kode] for b in baris if b.dibuat], diubah)
    _simpan(ada, set(), diubah)
    return len(baris)


def _pastikan_boleh(oleh: AbstractBaseUser) -> None:
    if not boleh_program(oleh):
        raise TidakBoleh("Program dan pagu diatur admin.")


def _pastikan_searah(baris: Sequence[TulisanSimpul], ada: Mapping[str, Simpul]) -> None:
    """The prioritas of a program serves the sasaran it stands under. One query, or none."""
    akan = {}
    for satu in baris:
        isi = (ada[satu.kode].isi if satu.kode in ada else {}) | dict(satu.isi)
        if isi.get("sasaran") and isi.get("prioritas"):
            akan[satu.kode] = (isi["sasaran"], isi["prioritas"])
    if not akan:
        return
    milik = dict(
        Prioritas.objects.filter(pk__in={p for _, p in akan.values()})
        .order_by()
        .values_list("pk", "sasaran_id")
    )
    for kode, (sasaran, prioritas) in akan.items():
        if milik.get(prioritas) != sasaran:
            raise SalahKeadaan(f"{kode}: prioritasnya di bawah sasaran lain.")


def _baru(opd: Opd, satu: TulisanSimpul, ada: Mapping[str, Simpul]) -> Simpul:
    tingkat, induk = tingkat_kode(satu.kode), kode_induk(satu.kode)
    if not tingkat:
        raise SalahKeadaan(f"“{satu.kode}” bukan kode program, kegiatan, atau sub kegiatan.")
    if induk and induk not in ada:
        raise SalahKeadaan(f"{satu.kode}: {INDUK[tingkat]} {induk} tidak ada.")
    if not satu.isi.get("nama"):
        raise SalahKeadaan(f"{satu.kode}: namanya belum ada.")
    milik = {INDUK[tingkat]: ada[induk].objek} if induk else {"opd": opd}
    isi = {kolom(nama): nilai for nama, nilai in satu.isi.items()}
    return Simpul(tingkat, MODEL[tingkat](kode=satu.kode, **milik, **isi))


def _ubah(simpul: Simpul, satu: TulisanSimpul) -> dict[str, Any]:
    """The fields as they were, of those that change."""
    kini = simpul.isi
    lama = {nama: kini[nama] for nama, nilai in satu.isi.items() if kini[nama] != nilai}
    for nama in lama:
        setattr(simpul.objek, kolom(nama), satu.isi[nama])
    return lama


def _simpan(ada: Mapping[str, Simpul], baru: set[str], diubah: set[str]) -> None:
    """Two statements a level at most; a level after the one above it, whose keys it needs."""
    try:
        with transaction.atomic():
            for tingkat, model in MODEL.items():
                tambah = [ada[k].objek for k in sorted(baru) if ada[k].tingkat == tingkat]
                ubah = [ada[k].objek for k in sorted(diubah) if ada[k].tingkat == tingkat]
                for objek in tambah if INDUK[tingkat] else ():
                    # Assigned before the node above had its key.
                    setattr(objek, INDUK[tingkat], getattr(objek, INDUK[tingkat]))
                model.objects.bulk_create(tambah)
                if ubah:
                    model.objects.bulk_create(
                        ubah,
                        update_conflicts=True,
                        unique_fields=["id"],
                        update_fields=[kolom(n) for n in Simpul(tingkat, ubah[0]).medan],
                    )
    except IntegrityError as galat:
        raise SudahBerubah(sekarang=None) from galat


def _simpan_pagu(
    ada: Mapping[str, Simpul], tahun: int, baris: Sequence[TulisanSimpul], pada: date
) -> dict[str, list[int]]:
    """One statement. Keys of the new versions by kode."""
    milik, semua = [], []
    for satu in baris:
        simpul, mulai = ada[satu.kode], satu.mulai or pada
        for sumber, nilai in satu.pagu.items():
            if simpul.pagu.get(sumber) == nilai:
                continue
            if kalimat := halangan_pagu(simpul, sumber, mulai, nilai, pada):
                raise SalahKeadaan(f"{satu.kode}: {kalimat}")
            simpul.catat(sumber, mulai, nilai)
            milik.append(satu.kode)
            semua.append(
                Pagu(
                    **{simpul.tingkat: simpul.objek},
                    tahun_id=tahun,
                    sumber=sumber,
                    nilai=nilai,
                    mulai=mulai,
                    acuan=satu.acuan,
                )
            )
    hasil: dict[str, list[int]] = {}
    for kode, pagu in zip(milik, Pagu.objects.bulk_create(semua), strict=True):
        hasil.setdefault(kode, []).append(pagu.pk)
    return hasil


def halangan_pagu(
    simpul: Simpul | None, sumber: str, mulai: date, nilai: Decimal, pada: date
) -> str:
    """Why a version would not become the one in force, "" where it would."""
    if mulai > pada:
        return f"pagu berlaku paling lambat hari ini, {waktu.tanggal(pada)}."
    if simpul is None:
        return ""
    lama = simpul.mulai.get(sumber)
    if lama is not None and mulai < lama:
        return (
            f"pagu yang ada berlaku mulai {waktu.tanggal(lama)}; yang baru tidak boleh sebelumnya."
        )
    if (sumber, mulai, nilai) in simpul.tercatat:
        return f"pagu sebesar itu mulai {waktu.tanggal(mulai)} sudah pernah dicatat lalu diganti."
    return ""


def _buang(dibuat: Sequence[Simpul], diubah: set[str]) -> None:
    """From the bottom up, so that a node is free once those below it are gone."""
    for tingkat, model in reversed(MODEL.items()):
        pk = {s.objek.pk: s for s in dibuat if s.tingkat == tingkat}
        terikat = dipakai(model, pk.keys())
        for satu in terikat:
            pk[satu].objek.aktif = False
            diubah.add(pk[satu].objek.kode)
        hapus(model, pk.keys() - terikat)


def _sumber(kode: str) -> list[Sumber]:
    return [satu for satu in SUMBER if satu[0] == tingkat_kode(kode)]
