"""The course of a sesi: which OPD is discussed, since when, what is noted, who is writing."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah
from opd.models import Opd
from rapat.layanan.kesepakatan import boleh_mencatat
from rapat.layanan.konfirmasi import siapkan_konfirmasi
from rapat.layanan.sesi import MENIT_BAWAAN
from rapat.layanan.tindak_lanjut import bawa_ke_sesi
from rapat.models import Agenda, CatatanAgenda, PenulisAgenda, Sesi

TERLIHAT = timedelta(seconds=60)
"""Somebody who was not seen for a minute is no longer writing."""


@transaction.atomic
def bahas(*, agenda: Agenda, oleh: AbstractBaseUser) -> Agenda:
    """Call this OPD up: its clock starts, that of the one before stops, the screen follows."""
    boleh_mencatat(agenda.sesi, oleh)
    kini = timezone.now()
    sesi = Sesi.objects.select_related("agenda_kini").get(pk=agenda.sesi_id)
    if sesi.agenda_kini_id == agenda.pk:
        return agenda
    if sesi.agenda_kini is not None:
        _selesaikan(sesi.agenda_kini, kini)
    Agenda.objects.filter(pk=agenda.pk, mulai_pada=None).update(mulai_pada=kini)
    # Called up again: it is under way once more, its first start stays.
    Agenda.objects.filter(pk=agenda.pk).update(selesai_pada=None)
    sesi.agenda_kini = agenda
    sesi.save(update_fields=["agenda_kini"])
    agenda.refresh_from_db(fields=["mulai_pada", "selesai_pada"])
    return agenda


@transaction.atomic
def selesai_bahas(*, agenda: Agenda, oleh: AbstractBaseUser) -> Agenda | None:
    """Close this OPD and call up the next that was not discussed yet; None after the last."""
    boleh_mencatat(agenda.sesi, oleh)
    _selesaikan(agenda, timezone.now())
    sisa = Agenda.objects.filter(sesi=agenda.sesi_id, mulai_pada=None).exclude(pk=agenda.pk)
    berikut = sisa.filter(urutan__gte=agenda.urutan).order_by("urutan", "pk").first()
    berikut = berikut or sisa.order_by("urutan", "pk").first()
    if berikut is not None:
        return bahas(agenda=berikut, oleh=oleh)
    Sesi.objects.filter(pk=agenda.sesi_id).update(agenda_kini=None)
    return None


def _selesaikan(agenda: Agenda, kini: datetime) -> None:
    berjalan = Agenda.objects.filter(pk=agenda.pk, selesai_pada=None)
    berjalan.filter(mulai_pada=None).update(mulai_pada=kini)
    berjalan.update(selesai_pada=kini)
    siapkan_konfirmasi(agenda.sesi, agenda=agenda)


@transaction.atomic
def tambah_butir(
    *, sesi: Sesi, opd: Opd, judul: str, menit: int | None, sesudah: Agenda | None, oleh: Any
) -> Agenda:
    """An OPD that was not on the agenda, put behind the given item, in the middle of a sesi."""
    boleh_mencatat(sesi, oleh)
    if Agenda.objects.filter(sesi=sesi, opd=opd).exists():
        raise SalahKeadaan(f"{opd.nama} sudah ada pada agenda.", medan="opd")
    urutan = sesudah.urutan if sesudah else 0
    Agenda.objects.filter(sesi=sesi, urutan__gt=urutan).update(urutan=F("urutan") + 1)
    baru = Agenda.objects.create(
        sesi=sesi, opd=opd, judul=judul, menit=menit or MENIT_BAWAAN, urutan=urutan + 1
    )
    bawa_ke_sesi(sesi)
    return baru


@transaction.atomic
def simpan_catatan(
    *, agenda: Agenda, jenis: str, teks: str, versi: int, oleh: Any
) -> CatatanAgenda:
    """One box of the run sheet. `versi` as the page was opened, 0 for an empty box.

    Raises TidakBoleh, SalahKeadaan, or SudahBerubah with the other person's row; then nothing is
    written.
    """
    boleh_mencatat(agenda.sesi, oleh)
    medan = {"teks": teks, "diubah_oleh": oleh, "diubah_pada": timezone.now()}
    baris = CatatanAgenda.objects.filter(agenda=agenda, jenis=jenis)
    if versi == 0:
        try:
            with transaction.atomic():
                return CatatanAgenda.objects.create(agenda=agenda, jenis=jenis, **medan)
        except IntegrityError as galat:
            lain = baris.select_related("diubah_oleh").first()
            if lain is None:
                raise
            raise SudahBerubah(sekarang=lain) from galat
    kena = baris.filter(versi=versi).update(**medan, versi=F("versi") + 1)
    sekarang = baris.select_related("diubah_oleh").first()
    if sekarang is None:
        raise SalahKeadaan("Kotak ini belum pernah disimpan. Muat ulang halaman, lalu ketik lagi.")
    if not kena:
        raise SudahBerubah(sekarang=sekarang)
    return sekarang


def tandai_menulis(*, agenda: Agenda, oleh: AbstractBaseUser) -> None:
    """This person has the item open for writing. One statement."""
    PenulisAgenda.objects.bulk_create(
        [PenulisAgenda(agenda=agenda, pengguna=oleh, pada=timezone.now())],
        update_conflicts=True,
        unique_fields=["agenda", "pengguna"],
        update_fields=["pada"],
    )
