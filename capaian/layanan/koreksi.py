"""A value that is already there is changed once more, with a reason: corrections and reverts."""

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from capaian.alur import catat, jendela_terbuka
from capaian.layanan.keselarasan import segarkan
from capaian.layanan.realisasi import simpan_realisasi
from capaian.models import ButirPredikat, LogRealisasi, Periode, Realisasi
from capaian.pilihan import DAPAT_DIISI, KeadaanNilai, StatusRealisasi
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap

KOREKSI, PULIHKAN = "koreksi", "pulihkan"
PANJANG_ALASAN = 10


@dataclass(frozen=True)
class IsiNilai:
    """What a realisasi says: a number, a predikat, or why there is neither."""

    keadaan: str
    nilai: Decimal | None = None
    predikat: ButirPredikat | None = None
    alasan: str = ""

    def sama_dengan(self, realisasi: Realisasi) -> bool:
        return isi_nilai(realisasi) == self


def isi_nilai(realisasi: Realisasi) -> IsiNilai:
    """At most one query, for a predikat that is not loaded."""
    return IsiNilai(realisasi.keadaan, realisasi.nilai, realisasi.predikat, realisasi.alasan)


def isi_peristiwa(realisasi: Realisasi, peristiwa: int) -> IsiNilai | None:
    """What the realisasi said after that change; None when it said nothing. At most two queries."""
    baris = (
        Realisasi.pgh_event_model.objects.filter(pgh_obj=realisasi, pgh_id=peristiwa)
        .exclude(keadaan=KeadaanNilai.KOSONG)
        .values("keadaan", "nilai", "predikat", "alasan")
        .first()
    )
    if baris is None:
        return None
    predikat = ButirPredikat.objects.get(pk=baris["predikat"]) if baris["predikat"] else None
    return IsiNilai(**(baris | {"predikat": predikat}))


def halangan_koreksi(realisasi: Realisasi, oleh: AbstractBaseUser) -> str:
    """Why the value of a verified row cannot be changed in place; "" when it can."""
    if not oleh.has_perm("capaian.koreksi", realisasi):
        raise TidakBoleh("Hanya Bapperida yang mengoreksi realisasi terverifikasi.")
    if realisasi.periode.terkunci or realisasi.status == StatusRealisasi.TERKUNCI:
        return f"{realisasi.periode.tw.label} sudah terkunci. Buka kuncinya dulu."
    if realisasi.status != StatusRealisasi.TERVERIFIKASI:
        return (
            f"Baris ini berstatus {realisasi.get_status_display()}."
            " Yang dikoreksi di sini hanya realisasi terverifikasi."
        )
    return ""


def halangan_pulihkan(realisasi: Realisasi, oleh: AbstractBaseUser) -> str:
    """The same for an earlier value: the OPD while it types, Bapperida once it is verified.

    Raises TidakBoleh. At most one query.
    """
    if realisasi.status not in DAPAT_DIISI:
        return halangan_koreksi(realisasi, oleh)
    if not oleh.has_perm("capaian.isi", realisasi):
        raise TidakBoleh("Baris ini sedang diisi OPD-nya; hanya OPD itu yang mengubahnya.")
    if realisasi.periode.terkunci:
        return f"{realisasi.periode.tw.label} sudah terkunci."
    if not jendela_terbuka(realisasi.periode, realisasi.indikator.opd_id):
        return f"Pengisian {realisasi.periode.tw.label} sudah ditutup atau belum dibuka."
    return ""


@transaction.atomic
def koreksi_realisasi(
    *, realisasi: Realisasi, isi: IsiNilai, alasan: str, versi: int, oleh: AbstractBaseUser
) -> Realisasi:
    """Bapperida changes the value of a verified row; it stays verified and carries the mark.

    Raises TidakBoleh, SalahKeadaan (locked, not verified), SudahBerubah or TidakLengkap (reason,
    the same value); then nothing is written.
    """
    segar = _kunci(realisasi)
    if halangan := halangan_koreksi(segar, oleh):
        raise SalahKeadaan(halangan)
    return _ubah(KOREKSI, segar, isi, alasan, versi, oleh)


@transaction.atomic
def pulihkan_realisasi(
    *, realisasi: Realisasi, peristiwa: int, alasan: str, versi: int, oleh: AbstractBaseUser
) -> Realisasi:
    """The value of an earlier change again, as a new change. Raises like koreksi_realisasi."""
    segar = _kunci(realisasi)
    if halangan := halangan_pulihkan(segar, oleh):
        raise SalahKeadaan(halangan)
    isi = isi_peristiwa(segar, peristiwa)
    if isi is None:
        raise SalahKeadaan("Catatan itu tidak menyimpan nilai yang dapat dipakai lagi.")
    if segar.status == StatusRealisasi.TERVERIFIKASI:
        return _ubah(PULIHKAN, segar, isi, alasan, versi, oleh)
    _pastikan(segar, isi, alasan, versi)
    with _konteks(PULIHKAN, segar, alasan):
        baru = simpan_realisasi(
            indikator=segar.indikator,
            periode=segar.periode,
            isi=_medan(isi),
            versi=versi,
            oleh=oleh,
        )
    _catat(PULIHKAN, baru, alasan, oleh)
    return baru


def sudah_dilakukan(realisasi: Realisasi, isi: IsiNilai, alasan: str, oleh: Any) -> bool:
    """Whether the newest step of this row is exactly this one: the same form sent twice."""
    if not isi.sama_dengan(realisasi):
        return False
    akhir = LogRealisasi.objects.filter(realisasi=realisasi).order_by("-pk").first()
    return (
        akhir is not None
        and akhir.transisi in (KOREKSI, PULIHKAN)
        and (akhir.oleh_id, akhir.catatan) == (oleh.pk, alasan.strip())
    )


def _kunci(realisasi: Realisasi) -> Realisasi:
    """The fresh row. The quarter is locked with it, so that a lock of the quarter waits."""
    Periode.objects.select_for_update(of=("self",), no_key=True).get(pk=realisasi.periode_id)
    return (
        Realisasi.objects.select_for_update(of=("self",))
        .select_related("indikator__opd", "periode", "predikat", "diubah_oleh")
        .get(pk=realisasi.pk)
    )


def _pastikan(segar: Realisasi, isi: IsiNilai, alasan: str, versi: int) -> None:
    if segar.versi != versi:
        raise SudahBerubah(sekarang=segar)
    if len(alasan.strip()) < PANJANG_ALASAN:
        pesan = f"Tulis alasannya, minimal {PANJANG_ALASAN} huruf."
        raise TidakLengkap([pesan], pesan, "alasan")
    if isi.sama_dengan(segar):
        pesan = "Sama dengan nilai yang tersimpan sekarang, jadi tidak ada yang diubah."
        raise TidakLengkap([pesan], pesan, "nilai")


def _ubah(
    langkah: str,
    segar: Realisasi,
    isi: IsiNilai,
    alasan: str,
    versi: int,
    oleh: AbstractBaseUser,
) -> Realisasi:
    """Write a verified row that is locked already."""
    _pastikan(segar, isi, alasan, versi)
    medan = _medan(isi) | {
        "diubah_setelah_verifikasi": segar.diubah_setelah_verifikasi + 1,
        "versi": segar.versi + 1,
        "diubah_oleh": oleh,
        "diubah_pada": timezone.now(),
    }
    for nama, nilai in medan.items():
        setattr(segar, nama, nilai)
    with _konteks(langkah, segar, alasan):
        segar.save(update_fields=sorted(medan))
    _catat(langkah, segar, alasan, oleh)
    tahun = segar.periode.tahun_id
    segarkan(indikator=[segar.indikator_id], tahun=(tahun, tahun + 1))
    return segar


def _konteks(langkah: str, realisasi: Realisasi, alasan: str) -> pghistory.context:
    """The history of this row, and of no other one, knows the step and its reason."""
    tentang = f"{realisasi._meta.model_name}:{realisasi.pk}"
    return pghistory.context(langkah=langkah, alasan=alasan.strip(), tentang=tentang)


def _catat(langkah: str, realisasi: Realisasi, alasan: str, oleh: AbstractBaseUser) -> None:
    catat(
        realisasi,
        transisi=langkah,
        dari=realisasi.status,
        ke=realisasi.status,
        oleh=oleh,
        catatan=alasan.strip(),
    )


def _medan(isi: IsiNilai) -> dict[str, Any]:
    return {f.name: getattr(isi, f.name) for f in fields(isi)}
