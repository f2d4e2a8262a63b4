"""Roles of an OPD in the priorities, agreed or refused in a sesi."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from capaian.layanan.pelaksana import putuskan_di_sesi
from capaian.models import PelaksanaPrioritas, StatusPelaksana
from rapat.layanan.kesepakatan import boleh_mencatat
from rapat.models import Agenda, PutusanPeran, Sesi
from rapat.pilihan import HasilPeran

BELUM = (StatusPelaksana.BELUM_DIBAHAS, StatusPelaksana.DIUSULKAN)


@dataclass(frozen=True)
class PeranButir:
    """A role of the OPD of an item; `putusan` is that of this sesi."""

    pelaksana: PelaksanaPrioritas
    putusan: PutusanPeran | None


def peran_butir(agenda: Agenda) -> tuple[PeranButir, ...]:
    """What the sesi still has to say, and what it said. Two queries."""
    putusan = {p.prioritas_id: p for p in PutusanPeran.objects.filter(agenda=agenda)}
    baris = PelaksanaPrioritas.objects.filter(
        tahun=agenda.sesi.rapat.tahun_target_id, opd=agenda.opd_id
    ).select_related("prioritas")
    urut = baris.order_by("prioritas__urutan", "prioritas", "pk")
    return tuple(
        PeranButir(satu, putusan.get(satu.prioritas_id))
        for satu in urut
        if satu.prioritas_id in putusan or (satu.status in BELUM and not agenda.sesi.terkunci)
    )


def acuan_peran(sesi: Sesi) -> str:
    return f"{sesi.rapat.nama}, {sesi.judul}"[:200]


@transaction.atomic
def putuskan_peran(
    *,
    agenda: Agenda,
    pelaksana: PelaksanaPrioritas,
    setuju: bool,
    alasan: str,
    versi: int,
    oleh: Any,
) -> PutusanPeran:
    """Settles the role at once and keeps it for the berita acara. The same twice is once.

    Raises TidakBoleh, SalahKeadaan, TidakLengkap or SudahBerubah (`.sekarang`: the role now).
    """
    boleh_mencatat(agenda.sesi, oleh)
    satu = putuskan_di_sesi(
        tahun=pelaksana.tahun_id,
        prioritas=pelaksana.prioritas_id,
        opd=pelaksana.opd_id,
        peran=pelaksana.peran,
        setuju=setuju,
        alasan=alasan,
        acuan=acuan_peran(agenda.sesi),
        versi=versi,
        oleh=oleh,
    )
    return PutusanPeran.objects.update_or_create(
        sesi=agenda.sesi,
        prioritas_id=satu.prioritas_id,
        opd_id=satu.opd_id,
        defaults={
            "agenda": agenda,
            "peran": satu.get_peran_display(),
            "putusan": HasilPeran.DISETUJUI if setuju else HasilPeran.DITOLAK,
            "alasan": alasan.strip(),
            "diubah_oleh": oleh,
        },
    )[0]
