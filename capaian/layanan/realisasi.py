"""Saving and submitting the realisasi of a quarter."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from capaian.alur import ALUR_REALISASI, jendela_terbuka
from capaian.models import Indikator, Periode, Realisasi
from capaian.pilihan import DAPAT_DIISI
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap

MEDAN_ISIAN = (
    "keadaan",
    "nilai",
    "predikat",
    "alasan",
    "status_data",
    "sumber",
    "data_tanggal",
    "anggaran",
    "faktor_pendorong",
    "faktor_penghambat",
    "akar_masalah",
)


@dataclass(frozen=True)
class HasilPengajuan:
    diajukan: tuple[Realisasi, ...]
    tertinggal: tuple[tuple[Indikator, tuple[str, ...]], ...]


@transaction.atomic
def simpan_realisasi(
    *, indikator: Indikator, periode: Periode, isi: dict[str, Any], versi: int, oleh: Any
) -> Realisasi:
    """Save what the OPD typed for one quarter. `versi`: as the form was opened, 0 for none.

    Raises TidakBoleh, SalahKeadaan (submitted, or the window is closed) or SudahBerubah (another
    person saved first; `.sekarang` is their row). Then nothing is written.
    """
    if not oleh.has_perm("capaian.isi", Realisasi(indikator=indikator, periode=periode)):
        raise TidakBoleh("Anda tidak mengisi indikator OPD ini.")
    if not jendela_terbuka(periode, indikator.opd_id):
        raise SalahKeadaan(f"Pengisian {periode.tw.label} sudah ditutup atau belum dibuka.")
    medan = {nama: isi[nama] for nama in MEDAN_ISIAN if nama in isi}
    medan |= {"diubah_oleh": oleh, "diubah_pada": timezone.now()}
    if versi == 0:
        try:
            with transaction.atomic():
                return Realisasi.objects.create(indikator=indikator, periode=periode, **medan)
        except IntegrityError as galat:
            lain = Realisasi.objects.filter(indikator=indikator, periode=periode).first()
            if lain is None:
                raise
            raise SudahBerubah(sekarang=lain) from galat
    baris = Realisasi.objects.filter(indikator=indikator, periode=periode)
    kena = baris.filter(versi=versi, status__in=DAPAT_DIISI).update(**medan, versi=F("versi") + 1)
    sekarang = baris.select_related("predikat", "periode", "diubah_oleh").get()
    if kena:
        return sekarang
    if sekarang.status not in DAPAT_DIISI:
        raise SalahKeadaan(
            f"Baris ini berstatus {sekarang.get_status_display()} dan tidak dapat diubah."
        )
    raise SudahBerubah(sekarang=sekarang)


@transaction.atomic
def ajukan_realisasi(
    *, indikator: Iterable[Indikator], periode: Periode, oleh: AbstractBaseUser
) -> HasilPengajuan:
    """Submit every complete row of a quarter; says what the others lack. Twice is once."""
    diajukan, tertinggal = [], []
    indikator = list(indikator)
    ada = {
        r.indikator_id: r
        for r in Realisasi.objects.filter(indikator__in=indikator, periode=periode)
        .select_related("indikator", "periode", "predikat")
        .order_by("pk")
    }
    for satu in indikator:
        realisasi = ada.get(satu.pk)
        if realisasi is None:
            tertinggal.append((satu, ("Isi realisasinya.",)))
            continue
        if realisasi.status not in DAPAT_DIISI:
            continue
        try:
            diajukan.append(ALUR_REALISASI.jalankan("ajukan", realisasi, oleh=oleh))
        except TidakLengkap as galat:
            tertinggal.append((satu, tuple(galat.kekurangan)))
        except SalahKeadaan:
            continue  # another click of the same person was faster
    return HasilPengajuan(tuple(diajukan), tuple(tertinggal))
