"""Many indikator of an OPD written at once by the rules of the admin site, and taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from capaian.layanan.indikator_muat import (
    KOLOM,
    PENENTU_HASIL,
    SUMBER,
    IndikatorUbah,
    kolom,
    muat_indikator,
)
from capaian.layanan.tersentuh import hapus, pastikan_tak_tersentuh
from capaian.models import Indikator, IndikatorPendukung, Program
from capaian.models.indikator import SIMPUL
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh
from opd.layanan.impor_jejak import dipakai, menolak
from opd.models import Opd

AKSI = ("capaian.add_indikator", "capaian.change_indikator")
PENGATURAN = "Pengaturan"
HASIL_TERKUNCI = (
    "tidak dapat diubah karena hasilnya ada di triwulan yang terkunci."
    " Buka kunci triwulannya dulu, dengan alasan"
)
MILIK_LAIN = "milik OPD lain dari indikator ini"


@dataclass(frozen=True, slots=True)
class TulisanIndikator:
    """What an indikator shall hold; `versi` as it was seen, 0 where there was none.

    `isi`: fields of indikator_muat.MEDAN, links by their key, and `pendukung` as a set of keys;
    only what changes.
    """

    kode: str
    versi: int
    isi: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TertulisIndikator:
    """An indikator after it was written; `lama`: the fields that changed, as they were."""

    kode: str
    pk: int
    versi: int
    dibuat: bool
    lama: Mapping[str, Any]


def boleh_indikator(oleh: AbstractBaseUser) -> bool:
    """Whoever sets up indikator in the admin site may send them as a sheet."""
    return all(oleh.has_perm(satu) for satu in AKSI)


@transaction.atomic
def tulis_indikator(
    *, opd: Opd, baris: Sequence[TulisanIndikator], oleh: AbstractBaseUser
) -> list[TertulisIndikator]:
    """All or none. At most eleven statements, whatever the number of rows.

    Raises TidakBoleh, SalahKeadaan (a result that is locked, a program of another OPD, a code
    that another OPD has) or SudahBerubah (an indikator that is not as it was seen).
    """
    _pastikan_boleh(oleh)
    ada = muat_indikator(opd, kode={satu.kode for satu in baris}, kunci=True)
    lama: dict[str, dict[str, Any]] = {}
    baru = {satu.kode for satu in baris if satu.kode not in ada}
    for satu in baris:
        kini = ada.get(satu.kode)
        if (kini.versi if kini else 0) != satu.versi:
            raise SudahBerubah(sekarang=kini)
        if kini is None:
            kini = ada[satu.kode] = _baru(opd, satu)
        lama[satu.kode] = {} if satu.kode in baru else _lama(kini, satu.isi)
        _pasang(kini, satu.isi)
    _pastikan_simpul(opd, [ada[satu.kode].objek for satu in baris])
    _simpan(ada, baru, lama)
    return [
        TertulisIndikator(
            satu.kode,
            ada[satu.kode].objek.pk,
            ada[satu.kode].versi,
            satu.kode in baru,
            lama[satu.kode],
        )
        for satu in baris
    ]


@transaction.atomic
def kembalikan_indikator(
    *, opd: Opd, baris: Sequence[TertulisIndikator], oleh: AbstractBaseUser
) -> int:
    """Indikator as they were before `tulis_indikator`; how many. A fixed number of statements.

    One that it made goes where nothing refers to it, else it is ended. Raises TidakBoleh, or
    SalahKeadaan once somebody touched one, or its result was locked meanwhile.
    """
    _pastikan_boleh(oleh)
    ada = muat_indikator(opd, kode={b.kode for b in baris}, kunci=True)
    for satu in baris:
        kini = ada.get(satu.kode)
        sama = kini is not None and (kini.objek.pk, kini.versi) == (satu.pk, satu.versi)
        pastikan_tak_tersentuh(sama, satu.kode, SUMBER, satu.pk, PENGATURAN)
        _lama(kini, satu.lama)
    dibuat = {b.pk: b.kode for b in baris if b.dibuat}
    terikat = dipakai(Indikator, dibuat.keys())
    semula = {b.kode: dict(b.lama) for b in baris if not b.dibuat}
    semula |= {dibuat[pk]: {"aktif": False} for pk in terikat}
    sebelum = {kode: _lama(ada[kode], isi) for kode, isi in semula.items()}
    for kode, isi in semula.items():
        _pasang(ada[kode], isi)
    _simpan(ada, set(), sebelum)
    hapus(Indikator, dibuat.keys() - terikat)
    return len(baris)


def _pastikan_boleh(oleh: AbstractBaseUser) -> None:
    if not boleh_indikator(oleh):
        raise TidakBoleh("Indikator diatur admin.")


def _baru(opd: Opd, satu: TulisanIndikator) -> IndikatorUbah:
    for nama in ("nama", "satuan"):
        if not satu.isi.get(nama):
            raise SalahKeadaan(f"{satu.kode}: {nama} belum ada.")
    return IndikatorUbah(Indikator(opd=opd, kode=satu.kode), frozenset(), False)


def _lama(kini: IndikatorUbah, isi: Mapping[str, Any]) -> dict[str, Any]:
    """What `isi` changes, as it is now. Raises SalahKeadaan for a result that is locked."""
    sekarang = kini.isi
    lama = {nama: sekarang[nama] for nama, nilai in isi.items() if sekarang[nama] != nilai}
    if kini.terkunci and (apa := [n for n in lama if n in PENENTU_HASIL]):
        raise SalahKeadaan(f"{kini.objek.kode}: {apa[0].replace('_', ' ')} {HASIL_TERKUNCI}.")
    return lama


def _pasang(kini: IndikatorUbah, isi: Mapping[str, Any]) -> None:
    for nama, nilai in isi.items():
        if nama == "pendukung":
            kini.pendukung = frozenset(nilai)
        else:
            setattr(kini.objek, kolom(nama), nilai)


def _pastikan_simpul(opd: Opd, semua: Sequence[Indikator]) -> None:
    """One node at most, and a program of this OPD or of the one above it. One query, or none."""
    syarat: dict[str, set[int]] = {"program": set(), "kegiatan": set(), "sub_kegiatan": set()}
    for i in semua:
        dipakai = [nama for nama in SIMPUL if getattr(i, f"{nama}_id")]
        if len(dipakai) > 1:
            raise SalahKeadaan(f"{i.kode}: hanya dapat di bawah satu simpul.")
        if dipakai and dipakai[0] in syarat:
            syarat[dipakai[0]].add(getattr(i, f"{dipakai[0]}_id"))
    jalur = {"program": "pk", "kegiatan": "kegiatan", "sub_kegiatan": "kegiatan__sub_kegiatan"}
    sah = {opd.pk, opd.induk_id}
    kueri = [
        Program.objects.filter(**{f"{jalur[tingkat]}__in": pk})
        .exclude(opd__in=sah - {None})
        .order_by()
        .values_list("kode", flat=True)
        for tingkat, pk in syarat.items()
        if pk
    ]
    if kueri and (asing := list(kueri[0].union(*kueri[1:])[:1])):
        raise SalahKeadaan(f"Program {asing[0]} {MILIK_LAIN}.")


def _simpan(
    ada: Mapping[str, IndikatorUbah], baru: set[str], lama: Mapping[str, Mapping[str, Any]]
) -> None:
    """Five statements at most; what the database refuses is said in its constraint's sentence."""
    tambah = [ada[k].objek for k in sorted(baru)]
    ubah = [ada[k].objek for k, isi in sorted(lama.items()) if set(isi) - {"pendukung"}]
    didukung = [ada[k] for k in lama if k in baru or "pendukung" in lama[k]]
    with menolak():
        Indikator.objects.bulk_create(tambah)
        Indikator.objects.bulk_create(
            ubah, update_conflicts=True, unique_fields=["id"], update_fields=KOLOM
        )
        _simpan_pendukung(didukung)


def _simpan_pendukung(semua: Iterable[IndikatorUbah]) -> None:
    """Links that are no longer meant go, those that are new come; the others stay as they are."""
    perlu = {(s.objek.pk, opd) for s in semua for opd in s.pendukung}
    pk = {s.objek.pk for s in semua}
    if not pk:
        return
    tautan = IndikatorPendukung.objects.filter(indikator__in=pk).order_by()
    kini = {(i, opd): p for p, i, opd in tautan.values_list("pk", "indikator", "opd")}
    if usang := [kini[satu] for satu in kini.keys() - perlu]:
        IndikatorPendukung.objects.filter(pk__in=usang).delete()
    IndikatorPendukung.objects.bulk_create(
        IndikatorPendukung(indikator_id=i, opd_id=opd) for i, opd in sorted(perlu - kini.keys())
    )
