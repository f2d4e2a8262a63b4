from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from capaian.layanan.ringkasan import perbarui
from konsolidasi.dasbor.pengingat import ingatkan, kumpulkan


class Command(BaseCommand):
    help = "Buat pengingat yang jatuh tempo dan kirim ringkasan surel; untuk cron atau timer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--uji-coba", action="store_true", help="hitung saja, jangan menulis atau mengirim"
        )

    def handle(self, *args: Any, **opsi: Any) -> None:
        if opsi["uji_coba"]:
            butir = list(kumpulkan(timezone.now()))
            orang = {satu for b in butir for satu in b.penerima}
            self.stdout.write(f"{len(butir)} hal untuk {len(orang)} orang. Tidak ada yang ditulis.")
            return
        perbarui()
        putaran = ingatkan()
        if putaran is None:
            self.stdout.write("Proses lain sedang mengerjakannya.")
            return
        self.stdout.write(f"{putaran}.")
        if putaran.gagal:
            raise CommandError(f"{putaran.gagal} ringkasan tidak terkirim; lihat log.")
