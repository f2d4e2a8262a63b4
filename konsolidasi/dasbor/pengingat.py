"""All reminders of all apps in one go: write down what is new, then the letters of the day."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from capaian import pemberitahuan as capaian
from konsolidasi.inti.waktu import ZONA
from opd.layanan.pemberitahuan import serasikan
from opd.layanan.ringkasan import kirim_ringkasan
from opd.pemberitahuan import Butir, Penerima
from rapat import pemberitahuan as rapat

log = logging.getLogger("konsolidasi.pengingat")


@dataclass(frozen=True, slots=True)
class Putaran:
    baru: int
    selesai: int
    terkirim: int
    gagal: int

    def __str__(self) -> str:
        return (
            f"{self.baru} pengingat baru, {self.selesai} selesai, "
            f"{self.terkirim} ringkasan terkirim, {self.gagal} gagal"
        )


def kumpulkan(pada: datetime) -> Iterator[Butir]:
    """What every rule asks for at that moment. A fixed number of queries."""
    penerima = Penerima(pada.astimezone(ZONA).date())
    for sumber in (capaian, rapat):
        yield from sumber.kumpulkan(pada, penerima)


def ingatkan(*, pada: datetime | None = None, selang: timedelta = timedelta(0)) -> Putaran | None:
    """None: another process does it now, or did it less than `selang` ago."""
    pada = pada or timezone.now()
    serasi = serasikan(kumpulkan, pada=pada, selang=selang)
    if serasi is None:
        return None
    surat = kirim_ringkasan(pada=pada)
    putaran = Putaran(serasi.baru, serasi.selesai, surat.terkirim, surat.gagal)
    log.info(
        "pengingat baru=%d selesai=%d terkirim=%d gagal=%d",
        *(putaran.baru, putaran.selesai, putaran.terkirim, putaran.gagal),
    )
    return putaran
