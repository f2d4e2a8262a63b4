"""Make the large files that people asked for; started by the web process, or by a timer."""

import os
import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.utils import timezone

from capaian.layanan.unduhan_kerja import kerjakan_semua
from capaian.models import Unduhan
from capaian.views.unduhan_susun import susun

MENGALAH = 10
"""Whoever reads a page comes first."""


class Command(BaseCommand):
    help = "Susun berkas besar yang diminta orang, lalu hapus yang sudah lewat 24 jam."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--uji-coba", action="store_true", help="hitung saja, jangan menyusun")

    def handle(self, *args: Any, **opsi: Any) -> None:
        if opsi["uji_coba"]:
            lewat = Unduhan.objects.lewat(timezone.now()).count()
            menunggu = Unduhan.objects.sedang().count()
            self.stdout.write(f"{menunggu} berkas menunggu, {lewat} sudah lewat waktunya.")
            return
        os.nice(MENGALAH)
        signal.signal(signal.SIGTERM, _berhenti)
        hasil = kerjakan_semua(susun)
        self.stdout.write(
            f"{hasil.selesai} berkas selesai, {hasil.gagal} gagal, {hasil.batal} dibatalkan,"
            f" {hasil.dihapus} dihapus."
        )


def _berhenti(nomor: int, bingkai: FrameType | None) -> NoReturn:
    """So that what is half done waits again at once."""
    raise KeyboardInterrupt
