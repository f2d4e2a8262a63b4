"""Steps of follow-ups written together: each row its own step, by the table of rapat.alur."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh, TidakLengkap
from rapat.alur import ALUR_TINDAK_LANJUT
from rapat.models import LogTindakLanjut, TindakLanjut
from rapat.pilihan import StatusTindakLanjut as Status

PEMBALIK = {
    ("lapor", Status.TERBUKA): "kembalikan",
    ("selesai", Status.TERBUKA): "buka",
    ("batalkan", Status.TERBUKA): "buka",
    ("buka", Status.SELESAI): "selesai",
    ("buka", Status.DIBATALKAN): "batalkan",
}
"""The step that undoes a step taken from a state. What is not here cannot be undone: only the OPD
itself reports, so nobody brings back what was closed or sent back from "dilaporkan"."""


@dataclass(frozen=True, slots=True)
class Langkah:
    """One step of one row; `nama` is a transition, `sebutan` how the row is called in a refusal."""

    nama: str
    objek: TindakLanjut
    catatan: str = ""
    sebutan: str = ""


@transaction.atomic
def jalankan_masing(
    langkah: Sequence[Langkah], *, oleh: AbstractBaseUser, ikut: Collection[str] = ()
) -> None:
    """All or none: izin, state, syarat, reason and efek as in `jalankan`, two statements in all.

    The rows are held by the caller, who may have set the fields named in `ikut`; they are saved
    with the status. Raises as `jalankan`, naming the row; then nothing is written.
    """
    if not langkah:
        return
    medan = {"status", "diubah_pada", *ikut}
    catatan = []
    for satu in langkah:
        dari = satu.objek.status
        medan |= _terapkan(satu, oleh)
        satu.objek.diubah_pada = timezone.now()
        catatan.append(
            LogTindakLanjut(
                tindak_lanjut=satu.objek,
                transisi=satu.nama,
                dari=dari,
                ke=satu.objek.status,
                oleh=oleh,
                catatan=satu.catatan.strip(),
            )
        )
    TindakLanjut.objects.bulk_create(
        [satu.objek for satu in langkah],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=sorted(medan),
    )
    LogTindakLanjut.objects.bulk_create(catatan)


def _terapkan(satu: Langkah, oleh: AbstractBaseUser) -> set[str]:
    """The step on the object in memory; the fields that it changed."""
    transisi, objek = ALUR_TINDAK_LANJUT[satu.nama], satu.objek
    if not oleh.has_perm(transisi.izin, objek):
        raise TidakBoleh(f"{satu.sebutan}: Anda tidak berwenang untuk “{transisi.label}”.")
    if objek.status not in transisi.dari:
        raise SalahKeadaan(f"{satu.sebutan} sudah berstatus {objek.get_status_display()}.")
    if kurang := ALUR_TINDAK_LANJUT.kekurangan(satu.nama, objek):
        raise TidakLengkap([f"{satu.sebutan}: {kata}" for kata in kurang])
    if transisi.wajib_catatan and not satu.catatan.strip():
        raise TidakLengkap([f"{satu.sebutan}: tulis alasannya."])
    objek.status = transisi.ke
    return set(transisi.efek(objek, oleh=oleh, catatan=satu.catatan)) if transisi.efek else set()
