from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from konsolidasi.contoh import layanan


class Command(BaseCommand):
    help = "Memuat data contoh: 16 OPD, RSUD, dua sesi rapat Januari 2026, indikator dan angkanya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--ulang", action="store_true", help="Kosongkan semua tabel, lalu muat dari awal."
        )
        parser.add_argument(
            "--paksa", action="store_true", help="Dengan --ulang: juga bila ada data bukan contoh."
        )
        parser.add_argument(
            "--jika-kosong", action="store_true", help="Tidak berbuat apa-apa bila sudah ada OPD."
        )
        parser.add_argument(
            "--uji-coba", action="store_true", help="Jalankan semuanya, lalu batalkan."
        )

    def handle(self, *args: Any, **pilihan: Any) -> None:
        ulang = pilihan["ulang"] and not pilihan["jika_kosong"]
        if ulang:
            self._tolak_bila_ada_data_lain(paksa=pilihan["paksa"])
        elif layanan.sudah_berisi():
            self.stdout.write(f"Tidak ada yang diubah, data sudah ada: {layanan.ringkasan()}.")
            return
        with transaction.atomic():
            if ulang:
                layanan.kosongkan()
            layanan.muat()
            ringkasan = layanan.ringkasan()
            if pilihan["uji_coba"]:
                transaction.set_rollback(True)
        awal = "Uji coba, dibatalkan" if pilihan["uji_coba"] else "Data contoh dimuat"
        self.stdout.write(self.style.SUCCESS(f"{awal}: {ringkasan}."))

    def _tolak_bila_ada_data_lain(self, *, paksa: bool) -> None:
        if layanan.memuat_data_lain() and not paksa:
            raise CommandError(
                "Basis data ini berisi indikator yang bukan contoh. Tidak ada yang dihapus. "
                "Tambahkan --paksa bila memang harus dikosongkan."
            )
