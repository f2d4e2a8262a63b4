"""Follow-ups: made in the room, reported by the OPD, closed by Bapperida, back until then."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from capaian.models import Indikator
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from opd.models import Opd
from rapat.alur import ALUR_SESI, ALUR_TINDAK_LANJUT
from rapat.layanan.kesepakatan import boleh_mencatat
from rapat.models import (
    Agenda,
    BahasanTindakLanjut,
    LogTindakLanjut,
    PendukungTindakLanjut,
    Sesi,
    TindakLanjut,
)
from rapat.perhitungan import opd_agenda
from rapat.pilihan import MASIH_TERBUKA, StatusTindakLanjut

PANJANG_ALASAN = 10


@transaction.atomic
def buat_tindak_lanjut(
    *,
    agenda: Agenda,
    opd: Opd,
    uraian: str,
    batas_tanggal: date,
    pendukung: Iterable[Opd] = (),
    indikator: Indikator | None = None,
    oleh: Any,
) -> TindakLanjut:
    """A new follow-up from an agenda item; the same text sent twice is one follow-up.

    Raises TidakBoleh or SalahKeadaan (sesi not under way), TidakLengkap (no text, a due date
    before the sesi); then nothing is written.
    """
    boleh_mencatat(agenda.sesi, oleh)
    uraian = uraian.strip()
    if not uraian:
        raise TidakLengkap(["Tulis apa yang harus dikerjakan."], medan="uraian")
    if batas_tanggal < agenda.sesi.tanggal:
        raise TidakLengkap(["Batas waktu tidak boleh sebelum tanggal sesi."], medan="batas_tanggal")
    ada = TindakLanjut.objects.filter(asal=agenda, opd=opd, uraian=uraian).first()
    if ada is not None:
        return ada
    baru = TindakLanjut.objects.create(
        asal=agenda,
        opd=opd,
        uraian=uraian,
        indikator=indikator,
        batas_tanggal=batas_tanggal,
        batas_awal=batas_tanggal,
        dibuat_oleh=oleh,
    )
    PendukungTindakLanjut.objects.bulk_create(
        PendukungTindakLanjut(tindak_lanjut=baru, opd=satu)
        for satu in {o.pk: o for o in pendukung if o.pk != opd.pk}.values()
    )
    BahasanTindakLanjut.objects.create(tindak_lanjut=baru, agenda=agenda)
    return baru


@transaction.atomic
def geser_batas(
    *,
    tindak_lanjut: TindakLanjut,
    batas_baru: date,
    alasan: str,
    versi: int,
    oleh: Any,
    agenda: Agenda | None = None,
) -> TindakLanjut:
    """Move the due date; the reason is required and the move is counted for good."""
    if not oleh.has_perm("rapat.tutup_tindak_lanjut", tindak_lanjut):
        raise TidakBoleh("Hanya Bapperida yang menggeser batas waktu.")
    segar = TindakLanjut.objects.select_for_update(of=("self",)).get(pk=tindak_lanjut.pk)
    if segar.status not in MASIH_TERBUKA:
        raise SalahKeadaan(f"Tindak lanjut ini sudah {segar.get_status_display().lower()}.")
    if batas_baru == segar.batas_tanggal:
        return segar
    if segar.versi != versi:
        raise SudahBerubah(sekarang=segar)
    if len(alasan.strip()) < PANJANG_ALASAN:
        raise TidakLengkap(["Tulis alasan bergeser, minimal 10 huruf."], medan="alasan")
    LogTindakLanjut.objects.create(
        tindak_lanjut=segar,
        transisi="geser",
        dari=segar.status,
        ke=segar.status,
        batas_lama=segar.batas_tanggal,
        batas_baru=batas_baru,
        oleh=oleh,
        catatan=alasan.strip(),
        agenda=agenda,
    )
    segar.batas_tanggal = batas_baru
    segar.versi += 1
    segar.save(update_fields=["batas_tanggal", "versi", "diubah_pada"])
    return segar


@transaction.atomic
def lapor_selesai(
    *, tindak_lanjut: TindakLanjut, laporan: str, tautan: str, versi: int, oleh: Any
) -> TindakLanjut:
    """The OPD says it is done, with its evidence; only Bapperida closes it."""
    if not oleh.has_perm("rapat.lapor_tindak_lanjut", tindak_lanjut):
        raise TidakBoleh("Hanya OPD penanggung jawab yang melaporkan.")
    segar = TindakLanjut.objects.select_for_update(of=("self",)).get(pk=tindak_lanjut.pk)
    if segar.status == StatusTindakLanjut.DILAPORKAN and segar.laporan == laporan.strip():
        return segar
    if segar.versi != versi:
        raise SudahBerubah(sekarang=segar)
    segar.laporan = laporan.strip()
    segar.bukti_tautan = tautan
    segar.save(update_fields=["laporan", "bukti_tautan", "diubah_pada"])
    return ALUR_TINDAK_LANJUT.jalankan("lapor", segar, oleh=oleh)


def putuskan(
    *, tindak_lanjut: TindakLanjut, langkah: str, catatan: str, oleh: AbstractBaseUser
) -> TindakLanjut:
    """Close, send back, cancel or reopen; asking for what is so already changes nothing."""
    transisi = ALUR_TINDAK_LANJUT[langkah]
    if TindakLanjut.objects.filter(pk=tindak_lanjut.pk, status=transisi.ke).exists():
        return tindak_lanjut
    return ALUR_TINDAK_LANJUT.jalankan(langkah, tindak_lanjut, oleh=oleh, catatan=catatan)


@transaction.atomic
def mulai_sesi(*, sesi: Sesi, oleh: AbstractBaseUser) -> Sesi:
    """Open a sesi; the open follow-ups of its OPD are on its agenda from then on."""
    sesi = ALUR_SESI.jalankan("mulai", sesi, oleh=oleh)
    bawa_ke_sesi(sesi)
    return sesi


def bawa_ke_sesi(sesi: Sesi) -> int:
    """Put every open follow-up of the OPD of a sesi on its agenda; again changes nothing.

    Returns how many were added. Four queries, whatever the number.
    """
    agenda = opd_agenda(list(sesi.agenda.order_by("urutan", "pk")))
    terbuka = TindakLanjut.objects.terbuka().filter(opd__in=agenda)
    ada = set(
        BahasanTindakLanjut.objects.filter(agenda__sesi=sesi).values_list(
            "tindak_lanjut_id", "agenda_id"
        )
    )
    baru = [
        BahasanTindakLanjut(tindak_lanjut_id=pk, agenda_id=agenda[opd])
        for pk, opd in terbuka.order_by("pk").values_list("pk", "opd_id")
        if (pk, agenda[opd]) not in ada
    ]
    BahasanTindakLanjut.objects.bulk_create(baru, ignore_conflicts=True)
    return len(baru)
