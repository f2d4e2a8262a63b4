"""People in the room: recorded by the notulis, by themselves through the QR, or from the sheet."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from konsolidasi.inti.galat import GalatDomain, SalahKeadaan, TidakBoleh, TidakLengkap
from rapat.models import Kehadiran, Peserta, Sesi
from rapat.pilihan import CaraHadir, KeadaanHadir, Kedudukan, StatusSesi

SEMENIT, SATU_SESI = 30, 400
"""Entries through the QR in one minute, and in one sesi; a room holds far fewer."""


class TerlaluRamai(GalatDomain):
    kode_http = 429


@transaction.atomic
def catat_peserta(
    *,
    sesi: Sesi,
    isi: dict[str, Any],
    cara: str,
    oleh: AbstractBaseUser | None,
    hadir_pada: datetime | None = None,
) -> Peserta:
    """One person. The same name for the same OPD again is the person who is there already.

    Until the sesi is ditetapkan; after its day the list says that the entry came later. Raises
    TidakBoleh, SalahKeadaan or TerlaluRamai.
    """
    kini = timezone.now()
    sesi = Sesi.objects.select_for_update(of=("self",), no_key=True).get(pk=sesi.pk)
    if oleh is not None and not oleh.has_perm("rapat.catat", sesi):
        raise TidakBoleh("Anda tidak mencatat pada rapat ini.")
    if sesi.status == StatusSesi.TERJADWAL:
        raise SalahKeadaan("Sesi belum dimulai.")
    if sesi.terkunci:
        raise SalahKeadaan("Berita acara sesi ini sudah final; daftar hadir tidak berubah lagi.")
    nama = " ".join(isi["nama"].split())
    ada = sesi.peserta.filter(agenda=isi["agenda"], nama__iexact=nama, dibatalkan_pada=None).first()
    if ada is not None:
        return ada
    if cara == CaraHadir.QR:
        _batasi(sesi, kini)
    peserta = Peserta.objects.create(
        sesi=sesi,
        **(isi | {"nama": nama}),
        cara=cara,
        hadir_pada=hadir_pada or kini,
        susulan=timezone.localdate(kini) > sesi.tanggal,
        dicatat_oleh=oleh,
    )
    if peserta.agenda is not None:
        _tandai_opd(peserta)
    Sesi.objects.filter(pk=sesi.pk).update(versi_layar=sesi.versi_layar + 1)
    return peserta


def _batasi(sesi: Sesi, kini: datetime) -> None:
    lewat_qr = sesi.peserta.filter(cara=CaraHadir.QR)
    semenit = lewat_qr.filter(dicatat_pada__gte=kini - timedelta(minutes=1)).count()
    if semenit >= SEMENIT or lewat_qr.count() >= SATU_SESI:
        raise TerlaluRamai(
            "Terlalu banyak isian sekaligus. Coba lagi semenit lagi, atau minta notulis mencatat."
        )


def _tandai_opd(peserta: Peserta) -> None:
    """The OPD is present once somebody of it is; what the notulis recorded already stays."""
    if peserta.kedudukan not in (Kedudukan.PIMPINAN, Kedudukan.WAKIL):
        return
    keadaan = {
        Kedudukan.PIMPINAN: KeadaanHadir.PIMPINAN,
        Kedudukan.WAKIL: KeadaanHadir.DIWAKILI,
    }[Kedudukan(peserta.kedudukan)]
    # A row of Kehadiran names who recorded it; through the QR nobody with an account did.
    if peserta.dicatat_oleh is None:
        return
    Kehadiran.objects.get_or_create(
        agenda=peserta.agenda,
        defaults={
            "keadaan": keadaan,
            "nama": peserta.nama,
            "jabatan": peserta.jabatan,
            "surat_tugas": peserta.surat_tugas,
            "hadir_pukul": timezone.localtime(peserta.hadir_pada).time(),
            "dicatat_oleh": peserta.dicatat_oleh,
        },
    )


@transaction.atomic
def batalkan_peserta(*, peserta: Peserta, alasan: str, oleh: AbstractBaseUser) -> Peserta:
    """A wrong entry stays visible as cancelled. Twice is once."""
    if not oleh.has_perm("rapat.catat", peserta.sesi):
        raise TidakBoleh("Anda tidak mencatat pada rapat ini.")
    segar = Peserta.objects.select_for_update(of=("self",)).get(pk=peserta.pk)
    if segar.dibatalkan_pada is not None:
        return segar
    if segar.sesi.terkunci:
        raise SalahKeadaan("Berita acara sesi ini sudah final; daftar hadir tidak berubah lagi.")
    if not alasan.strip():
        raise TidakLengkap(["Tulis mengapa dibatalkan."], medan="alasan")
    segar.dibatalkan_pada = timezone.now()
    segar.alasan_batal = alasan.strip()[:200]
    segar.save(update_fields=["dibatalkan_pada", "alasan_batal"])
    return segar


@transaction.atomic
def catat_pulang(*, peserta: Peserta, oleh: AbstractBaseUser) -> Peserta:
    """Left now; a second click changes nothing."""
    if not oleh.has_perm("rapat.catat", peserta.sesi):
        raise TidakBoleh("Anda tidak mencatat pada rapat ini.")
    Peserta.objects.filter(pk=peserta.pk, pulang_pada=None, dibatalkan_pada=None).update(
        pulang_pada=timezone.now()
    )
    peserta.refresh_from_db()
    return peserta
