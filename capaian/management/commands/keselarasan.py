"""Compute the findings of a year anew; may be run as often as one likes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from capaian.layanan.keselarasan import perbarui_tahun
from capaian.models import Tahun


class Command(BaseCommand):
    help = "Periksa ulang keselarasan target satu tahun, atau semua tahun yang ada."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("tahun", nargs="*", type=int, help="kosong: semua tahun")
        parser.add_argument("--uji-coba", action="store_true", help="hitung, jangan simpan")

    def handle(self, *args: Any, **opsi: Any) -> None:
        ada = list(Tahun.objects.order_by("tahun").values_list("tahun", flat=True))
        diminta = opsi["tahun"] or ada
        if asing := [t for t in diminta if t not in ada]:
            raise CommandError(f"Tahun {', '.join(map(str, asing))} tidak ada.")
        for tahun in diminta:
            with transaction.atomic():
                hasil = perbarui_tahun(tahun=tahun)
                if opsi["uji_coba"]:
                    transaction.set_rollback(True)
            self.stdout.write(
                f"{tahun}: {hasil.seluruhnya} temuan, {hasil.baru} baru, {hasil.berubah} berubah,"
                f" {hasil.hilang} tidak ditemukan lagi."
                + (" Tidak disimpan." if opsi["uji_coba"] else "")
            )
