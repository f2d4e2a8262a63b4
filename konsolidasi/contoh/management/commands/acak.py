"""Workbooks broken on purpose, thousands of them, through the whole way of an upload."""

from argparse import ArgumentParser
from collections import Counter
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from konsolidasi.contoh.acak import DETIK_TERLAMA, MB_TERBESAR, acak, mb_terpakai
from konsolidasi.contoh.acak_isi import CONTOH


class Command(BaseCommand):
    help = "Rusak buku kerja isian dengan sengaja; setiap satu harus berakhir sebagai kalimat."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--banyak", type=int, default=2000)
        parser.add_argument("--benih", type=int, default=2026)
        parser.add_argument("--jenis", default="", choices=["", *CONTOH])

    def handle(self, *args: Any, **opsi: Any) -> None:
        kalimat: Counter[str] = Counter()
        terlama = Decimal(0)
        for akhir in acak(opsi["banyak"], opsi["benih"], opsi["jenis"]):
            kalimat[akhir.kalimat[:70] or "(pratinjau)"] += 1
            terlama = max(terlama, akhir.detik)
            if akhir.detik > DETIK_TERLAMA:
                raise CommandError(
                    f"Buku nomor {akhir.nomor} ({akhir.jenis}, {akhir.cara}): {akhir.detik} detik."
                )
        for isi, banyak in kalimat.most_common(20):
            self.stdout.write(f"{banyak:6} {isi}")
        puncak = mb_terpakai()
        self.stdout.write(
            f"{sum(kalimat.values())} buku, {kalimat['(pratinjau)']} terbaca, terlama"
            f" {terlama:.2f} detik, memori {puncak} MB, benih {opsi['benih']}."
        )
        if puncak > MB_TERBESAR:
            raise CommandError(f"Memori {puncak} MB, lebih dari {MB_TERBESAR} MB.")
