"""Preparing a meeting: the agenda of a sesi, last year's meeting copied."""

from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from capaian.models import Tahun
from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh
from opd.models import Opd
from rapat.models import Agenda, Rapat, Sesi

MENIT_BAWAAN = 35
SETAHUN = timedelta(weeks=52)
"""A copied meeting keeps its weekday."""


@transaction.atomic
def isi_agenda(*, sesi: Sesi, oleh: AbstractBaseUser) -> list[Agenda]:
    """One agenda item per active OPD of the klaster that is not there yet, in the OPD's order."""
    if not oleh.has_perm("rapat.change_rapat", sesi.rapat):
        raise TidakBoleh("Anda tidak menyiapkan rapat.")
    if sesi.terkunci:
        raise SalahKeadaan("Sesi ini sudah ditetapkan.")
    ada = set(sesi.agenda.values_list("opd_id", flat=True))
    opd = Opd.objects.aktif().filter(klaster=sesi.klaster_id, induk=None).exclude(pk__in=ada)
    awal = len(ada)
    return Agenda.objects.bulk_create(
        Agenda(sesi=sesi, opd=satu, urutan=awal + n, menit=MENIT_BAWAAN)
        for n, satu in enumerate(opd.order_by("urutan", "kode"), start=1)
    )


@transaction.atomic
def salin_rapat(*, rapat: Rapat, oleh: AbstractBaseUser) -> Rapat:
    """The same meeting 52 weeks later: sesi and agenda, no attendance and no decisions."""
    if not oleh.has_perm("rapat.add_rapat"):
        raise TidakBoleh("Anda tidak menyiapkan rapat.")
    capaian, _ = Tahun.objects.get_or_create(tahun=rapat.tahun_capaian_id + 1)
    target, _ = Tahun.objects.get_or_create(tahun=rapat.tahun_target_id + 1)
    baru = Rapat.objects.create(
        nama=_nama_salinan(rapat.nama, rapat.mulai.year, (rapat.mulai + SETAHUN).year),
        mulai=rapat.mulai + SETAHUN,
        selesai=rapat.selesai + SETAHUN,
        tempat=rapat.tempat,
        dasar=rapat.dasar,
        tahun_capaian=capaian,
        tahun_target=target,
        disalin_dari=rapat,
    )
    for sesi in rapat.sesi.order_by("nomor"):
        salinan = Sesi.objects.create(
            rapat=baru,
            nomor=sesi.nomor,
            nama=sesi.nama,
            klaster=sesi.klaster,
            fokus=sesi.fokus,
            tanggal=sesi.tanggal + SETAHUN,
            jam_mulai=sesi.jam_mulai,
            jam_selesai=sesi.jam_selesai,
            tempat=sesi.tempat,
        )
        Agenda.objects.bulk_create(
            Agenda(sesi=salinan, opd=a.opd, urutan=a.urutan, menit=a.menit, judul=a.judul)
            for a in sesi.agenda.select_related("opd").order_by("urutan", "pk")
            if a.opd.aktif
        )
    return baru


def _nama_salinan(nama: str, lama: int, baru: int) -> str:
    if str(lama) in nama:
        return nama.replace(str(lama), str(baru))
    return f"{nama[:190]} ({baru})"
