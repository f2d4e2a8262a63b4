"""Many people and their Penugasan written at once. No password comes in; nobody is locked out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh
from opd.layanan.impor_admin import Penjagaan, jaga, pastikan_tak_terkunci
from opd.layanan.impor_jejak import dipakai, menolak, sentuhan, versi
from opd.models import Pengguna, Penugasan
from opd.pilihan import Peran

MEDAN_ORANG = ("nama", "nip", "jabatan", "pangkat", "email", "is_active")
MEDAN_TUGAS = ("peran", "opd_id", "kedudukan", "mulai", "selesai", "dasar")
TANGGAL = ("mulai", "selesai")
AKSI = ("add_pengguna", "change_pengguna", "add_penugasan", "change_penugasan")
JEJAK = ((Pengguna, "pgh_obj"), (Penugasan, "pengguna"))


@dataclass(frozen=True, slots=True)
class TulisanOrang:
    """What one row shall hold: a person, and the `nomor`-th Penugasan of that person.

    `versi` as it was seen, 0 for a row that is new. `orang` and `tugas`: fields by their name, only
    those that change; several rows of one person say the same about the person.
    """

    username: str
    nomor: int
    versi: int
    orang: Mapping[str, Any] = field(default_factory=dict)
    tugas: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Pegangan:
    """People with all their Penugasan, oldest first, held until the transaction ends."""

    orang: dict[str, Pengguna]
    tugas: dict[int, list[Penugasan]]

    def satu(self, username: str, nomor: int) -> tuple[Pengguna | None, Penugasan | None]:
        orang = self.orang.get(username)
        milik = self.tugas.get(orang.pk, []) if orang else []
        return orang, milik[nomor - 1] if 0 < nomor <= len(milik) else None


def boleh_impor_orang(pengguna: AbstractBaseUser) -> bool:
    """Whoever may do it row by row in the admin site."""
    return all(pengguna.has_perm(f"opd.{aksi}") for aksi in AKSI)


def isi_orang(orang: Pengguna) -> dict[str, Any]:
    return {nama: getattr(orang, nama) for nama in MEDAN_ORANG}


def isi_tugas(tugas: Penugasan | None) -> dict[str, Any] | None:
    """As JSON can hold it."""
    if tugas is None:
        return None
    isi = {nama: getattr(tugas, nama) for nama in MEDAN_TUGAS}
    return isi | {nama: isi[nama] and isi[nama].isoformat() for nama in TANGGAL}


def versi_baris(orang: Pengguna, tugas: Penugasan | None) -> int:
    return versi([isi_orang(orang), isi_tugas(tugas)])


@transaction.atomic
def tulis_orang(
    *, baris: Sequence[TulisanOrang], oleh: AbstractBaseUser, pada: date | None = None
) -> list[dict[str, Any]]:
    """All or none, in at most eight statements. What each row had been, for `kembalikan_orang`.

    A new account has no password: an admin gives one, for one use. Raises TidakBoleh,
    SudahBerubah (a row is not as it was seen) or SalahKeadaan (a rule, or nobody would be admin).
    """
    _pastikan_boleh(oleh)
    pada = pada or timezone.localdate()
    kini = _kunci(Q(username__in={b.username for b in baris}))
    dulu = _jaga(kini, oleh, pada)
    lama = [_lama(b, kini) for b in baris]
    with menolak():
        _tulis_akun(baris, kini)
        tugas = _tulis_tugas(sorted(baris, key=lambda b: (b.username, b.nomor)), kini)
    pastikan_tak_terkunci(dulu, _jaga(kini, oleh, pada))
    hasil = []
    for satu, (orang_lama, tugas_lama) in zip(baris, lama, strict=True):
        orang = kini.orang[satu.username]
        milik = tugas.get((satu.username, satu.nomor)) or kini.satu(satu.username, satu.nomor)[1]
        hasil.append(
            {
                "kode": kode_baris(satu.username, satu.nomor),
                "nama": orang.nama,
                "orang": orang.pk,
                "tugas": milik and milik.pk,
                "versi": versi_baris(orang, milik),
                "lama_orang": orang_lama,
                "lama_tugas": tugas_lama,
            }
        )
    return hasil


def kode_baris(username: str, nomor: int) -> str:
    """ "sari" for the first Penugasan of sari (or none), "sari#2" for the second."""
    return username if nomor == 1 else f"{username}#{nomor}"


@transaction.atomic
def kembalikan_orang(
    *,
    perubahan: Sequence[Mapping[str, Any]],
    oleh: AbstractBaseUser,
    pada: date | None = None,
) -> int:
    """Every row as it was before `tulis_orang`; how many. A fixed number of statements.

    A Penugasan that the import gave is taken away. An account that it made goes with it as long as
    nobody used it, else it is deactivated. Raises TidakBoleh or SalahKeadaan.
    """
    _pastikan_boleh(oleh)
    pada = pada or timezone.localdate()
    kini = _kunci(Q(pk__in={satu["orang"] for satu in perubahan}))
    dulu = _jaga(kini, oleh, pada)
    _pastikan_tak_tersentuh(perubahan, kini)
    orang = {o.pk: o for o in kini.orang.values()}
    tugas = {t.pk: t for milik in kini.tugas.values() for t in milik}
    buang, ubah, baru = set(), [], set()
    for satu in perubahan:
        if satu["lama_orang"] is None:
            baru.add(satu["orang"])
        else:
            _isikan(orang[satu["orang"]], satu["lama_orang"])
        if satu["lama_tugas"] is not None:
            ubah.append(_isikan(tugas[satu["tugas"]], _dari_json(satu["lama_tugas"])))
        elif satu["tugas"]:
            buang.add(satu["tugas"])
    for pk, milik in kini.tugas.items():
        kini.tugas[pk] = [t for t in milik if t.pk not in buang]
    Penugasan.objects.filter(pk__in=buang).delete()
    _hapus_akun(baru, orang)
    with menolak():
        _simpan(Pengguna, [orang[s["orang"]] for s in perubahan if s["lama_orang"]], MEDAN_ORANG)
        _simpan(Penugasan, ubah, MEDAN_TUGAS)
    pastikan_tak_terkunci(dulu, _jaga(kini, oleh, pada))
    return len(perubahan)


def _pastikan_boleh(oleh: AbstractBaseUser) -> None:
    if not boleh_impor_orang(oleh):
        raise TidakBoleh("Anda tidak mengatur pengguna.")


def _kunci(siapa: Q) -> Pegangan:
    """These people and all admins, with their Penugasan. Two statements."""
    admin = Penugasan.objects.filter(peran=Peran.ADMIN).order_by().values("pengguna")
    orang = Pengguna.objects.filter(siapa | Q(pk__in=admin)).order_by("pk")
    semua = {o.username: o for o in orang.select_for_update(of=("self",))}
    tugas: dict[int, list[Penugasan]] = {o.pk: [] for o in semua.values()}
    milik = Penugasan.objects.filter(pengguna__in=tugas).order_by("pk")
    for satu in milik.select_for_update(of=("self",)):
        tugas[satu.pengguna_id].append(satu)
    return Pegangan(semua, tugas)


def _jaga(kini: Pegangan, oleh: AbstractBaseUser, pada: date) -> Penjagaan:
    tugas = [t for milik in kini.tugas.values() for t in milik]
    return jaga(kini.orang.values(), tugas, oleh, pada)


def _lama(satu: TulisanOrang, kini: Pegangan) -> tuple[dict | None, dict | None]:
    """Raises SudahBerubah where the row is not as it was seen."""
    orang, tugas = kini.satu(satu.username, satu.nomor)
    ada = orang is not None and (tugas is not None or satu.nomor == 1)
    if satu.versi != (versi_baris(orang, tugas) if ada else 0):
        raise SudahBerubah(sekarang=orang)
    return (isi_orang(orang) if orang else None), isi_tugas(tugas)


def _tulis_akun(baris: Sequence[TulisanOrang], kini: Pegangan) -> None:
    """At most two statements."""
    baru: dict[str, Pengguna] = {}
    ubah: dict[int, Pengguna] = {}
    for satu in baris:
        orang = kini.orang.get(satu.username) or baru.get(satu.username)
        if orang is None:
            orang = Pengguna(username=satu.username, password=make_password(None))
            baru[satu.username] = orang
        elif satu.orang and orang.pk:
            ubah[orang.pk] = orang
        _isikan(orang, satu.orang)
    for orang in Pengguna.objects.bulk_create(baru.values()):
        kini.orang[orang.username], kini.tugas[orang.pk] = orang, []
    _simpan(Pengguna, list(ubah.values()), MEDAN_ORANG)


def _tulis_tugas(baris: Sequence[TulisanOrang], kini: Pegangan) -> dict[tuple[str, int], Penugasan]:
    """At most two statements; new ones in the order of their numbers."""
    hasil: dict[tuple[str, int], Penugasan] = {}
    baru, ubah = [], []
    for satu in baris:
        if not satu.tugas:
            continue
        orang, tugas = kini.satu(satu.username, satu.nomor)
        if tugas is not None:
            ubah.append(_isikan(tugas, satu.tugas))
        else:
            tugas = _isikan(Penugasan(pengguna=orang), satu.tugas)
            kini.tugas[orang.pk].append(tugas)
            if kini.satu(satu.username, satu.nomor)[1] is not tugas:
                raise SudahBerubah(sekarang=orang)
            baru.append(tugas)
        hasil[satu.username, satu.nomor] = tugas
    _simpan(Penugasan, ubah, MEDAN_TUGAS)
    Penugasan.objects.bulk_create(baru)
    return hasil


def _isikan(objek: Any, isi: Mapping[str, Any]) -> Any:
    for nama, nilai in isi.items():
        setattr(objek, nama, nilai)
    return objek


def _simpan(model: type, objek: Iterable[Any], medan: Sequence[str]) -> None:
    """One statement. The rows are locked, so that it never makes one."""
    model.objects.bulk_create(
        {satu.pk: satu for satu in objek}.values(),
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[nama.removesuffix("_id") for nama in medan],
    )


def _dari_json(isi: Mapping[str, Any]) -> dict[str, Any]:
    return {**isi, **{n: isi[n] and date.fromisoformat(isi[n]) for n in TANGGAL}}


def _pastikan_tak_tersentuh(perubahan: Sequence[Mapping[str, Any]], kini: Pegangan) -> None:
    """Neither the row itself, nor a newer Penugasan that counts on its number."""
    orang = {o.pk: o for o in kini.orang.values()}
    dikenal = {satu["tugas"] for satu in perubahan}
    for satu in perubahan:
        pemilik, milik = orang.get(satu["orang"]), kini.tugas.get(satu["orang"], [])
        tugas = next((t for t in milik if t.pk == satu["tugas"]), None)
        sama = pemilik is not None and versi_baris(pemilik, tugas) == satu["versi"]
        baru = satu["tugas"] and satu["lama_tugas"] is None
        lewat = baru and any(t.pk > satu["tugas"] and t.pk not in dikenal for t in milik)
        if not sama or lewat:
            akhir = sentuhan(JEJAK, [satu["orang"]]).get(satu["orang"])
            raise SalahKeadaan(
                f"Tidak dapat dibatalkan: {satu['kode']} sudah diubah sesudah impor ini, terakhir"
                f" oleh {akhir or 'Sistem'}. Perbaiki di Pengaturan → Pengguna."
            )


def _hapus_akun(baru: set[int], orang: Mapping[int, Pengguna]) -> None:
    """Accounts that nobody used vanish; the others are there for good, but not active."""
    terpakai = {pk for pk in baru if orang[pk].last_login} | dipakai(Pengguna, baru)
    Pengguna.objects.filter(pk__in=baru - terpakai).delete()
    for pk in terpakai:
        orang[pk].is_active = False
    _simpan(Pengguna, [orang[pk] for pk in terpakai], MEDAN_ORANG)
