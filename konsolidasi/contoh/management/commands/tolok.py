"""Benchmarks on a throw-away database; writes docs/kinerja.md."""

from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from konsolidasi.contoh.tolok.dokumen import ukur_berita_acara
from konsolidasi.contoh.tolok.excel import ganti_bab, tabel_excel, ukur_excel
from konsolidasi.contoh.tolok.halaman import buat_agenda
from konsolidasi.contoh.tolok.isi import Besaran, isi, isi_arsip
from konsolidasi.contoh.tolok.keselarasan import ukur_keselarasan
from konsolidasi.contoh.tolok.laporan import tulis_laporan
from konsolidasi.contoh.tolok.lari import jalankan
from konsolidasi.contoh.tolok.layar import ukur_layar
from konsolidasi.contoh.tolok.ringkasan import ukur_ringkasan
from konsolidasi.inti import angka
from opd.models import Opd


class Command(BaseCommand):
    help = "Ukur halaman pada 468.000 realisasi di basis data sekali pakai; tulis docs/kinerja.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kecil", action="store_true", help="isi sedikit, untuk mencoba")
        parser.add_argument(
            "--tanpa-besar", action="store_true", help="jangan ukur lagi pada sepuluh juta baris"
        )
        parser.add_argument(
            "--hanya-excel", action="store_true", help="ukur Excel saja, ganti babnya saja"
        )
        parser.add_argument("--ulang", type=int, default=9, help="banyaknya pengukuran")
        parser.add_argument("--keluaran", type=Path, default=settings.BASE_DIR / "docs/kinerja.md")

    def handle(self, *args: Any, **opsi: Any) -> None:
        besaran = Besaran(opd=4, indikator=30, arsip=8) if opsi["kecil"] else Besaran()
        asli = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            self._kabari_isi(besaran.realisasi)
            isi(besaran)
            if opsi["hanya_excel"]:
                self._tulis_excel(besaran, opsi)
                return
            hasil = jalankan(besaran, ulang=opsi["ulang"], kabar=self.stdout.write)
            besar = []
            if not opsi["tanpa_besar"]:
                self._kabari_isi(besaran.realisasi_arsip)
                isi_arsip(besaran)
                besar = jalankan(besaran, ulang=opsi["ulang"], kabar=self.stdout.write)
            selaras = ukur_keselarasan(besaran)
            self.stdout.write(selaras.kalimat)
            ringkas = ukur_ringkasan(besaran)
            self.stdout.write(ringkas.kalimat)
            naskah = ukur_berita_acara(ulang=opsi["ulang"])
            excel = ukur_excel(besaran, ulang=opsi["ulang"], kabar=self.stdout.write)
            # Last, because it decides rows of the sesi whose page is measured before.
            agenda = buat_agenda(
                Opd.objects.order_by("pk").first(), besaran.awal + besaran.tahun - 1
            )
            layar = ukur_layar(agenda, kabar=self.stdout.write)
        finally:
            connection.creation.destroy_test_db(asli, verbosity=0)
        lain = (selaras.kalimat, ringkas.kalimat)
        tulis_laporan(
            opsi["keluaran"], besaran, hasil, besar, lain, naskah, layar, ulang=opsi["ulang"]
        )
        laporan = opsi["keluaran"].read_text()
        opsi["keluaran"].write_text(ganti_bab(laporan, tabel_excel(excel)))
        self.stdout.write(f"{opsi['keluaran']} ditulis.")

    def _tulis_excel(self, besaran: Besaran, opsi: dict[str, Any]) -> None:
        excel = ukur_excel(besaran, ulang=opsi["ulang"], kabar=self.stdout.write)
        laporan = opsi["keluaran"].read_text() if opsi["keluaran"].exists() else ""
        opsi["keluaran"].write_text(ganti_bab(laporan, tabel_excel(excel)))

    def _kabari_isi(self, banyak: int) -> None:
        self.stdout.write(f"Mengisi {angka.tulis(Decimal(banyak), 0)} realisasi …")
