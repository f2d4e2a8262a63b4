"""States of a sesi. The only writer of `Sesi.status`."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from konsolidasi.inti.alur import Alur, Transisi
from rapat.models import LogSesi, Sesi
from rapat.pilihan import StatusSesi


def syarat_beragenda(sesi: Sesi) -> str:
    return "" if sesi.agenda.exists() else "Isi agenda sesi dahulu."


def syarat_berita_acara(sesi: Sesi) -> str:
    lengkap = sesi.berita_acara_nomor and sesi.berita_acara_tanggal
    return "" if lengkap else "Tulis nomor dan tanggal berita acara."


def catat_penetapan(sesi: Sesi, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    sesi.ditetapkan_pada = timezone.now()
    sesi.ditetapkan_oleh = oleh
    return ("ditetapkan_pada", "ditetapkan_oleh")


def catat(sesi: Sesi, *, transisi: str, dari: str, ke: str, oleh: Any, catatan: str) -> None:
    LogSesi.objects.create(
        sesi=sesi, transisi=transisi, dari=dari, ke=ke, oleh=oleh, catatan=catatan
    )


ALUR_SESI = Alur(
    transisi=(
        Transisi(
            nama="mulai",
            label="Mulai sesi",
            dari=frozenset({StatusSesi.TERJADWAL}),
            ke=StatusSesi.BERLANGSUNG,
            izin="rapat.catat",
            syarat=(syarat_beragenda,),
        ),
        Transisi(
            nama="tetapkan",
            label="Tetapkan kesepakatan",
            dari=frozenset({StatusSesi.BERLANGSUNG}),
            ke=StatusSesi.DITETAPKAN,
            izin="rapat.tetapkan",
            syarat=(syarat_beragenda, syarat_berita_acara),
            efek=catat_penetapan,
        ),
    ),
    catat=catat,
)
