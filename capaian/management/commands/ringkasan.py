"""Compute the kept figures of the dashboards that do not hold any more; as often as one likes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from capaian.layanan.ringkasan import perbarui
from capaian.models import Tahun


class Command(BaseCommand):
    help = "Hitung ulang ringkasan capaian yang tidak berlaku lagi; untuk cron atau timer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("tahun", nargs="*", type=int, help="kosong: semua tahun")
        parser.add_argument("--ulang", action="store_true", help="hitung semuanya dari awal")
        parser.add_argument("--uji-coba", action="store_true", help="hitung saja, jangan menulis")

    def handle(self, *args: Any, **opsi: Any) -> None:
        diminta = opsi["tahun"] or None
        ada = set(Tahun.objects.order_by("tahun").values_list("tahun", flat=True))
        if asing := sorted(set(diminta or ()) - ada):
            raise CommandError(f"Tahun {', '.join(map(str, asing))} tidak ada.")
        hasil = perbarui(tahun=diminta, ulang=opsi["ulang"], uji_coba=opsi["uji_coba"])
        if not hasil.giliran:
            self.stdout.write("Proses lain sedang mengerjakannya.")
        self.stdout.write(
            f"{hasil.dihitung} OPD-tahun dihitung, {hasil.segar} masih berlaku,"
            f" {hasil.sisa} belum dihitung, {hasil.disapu} penanda dihapus."
        )
