"""The whole application on one machine: database, migrations, demo data, server."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from konsolidasi.basisdata import GalatBasisData, berhenti, mulai
from konsolidasi.contoh.akun import AKUN

ALAMAT = "127.0.0.1"
AKAR_KITA = {"konsolidasi", "opd", "capaian", "rapat"}
BERHENTI_BAIK = (0, -signal.SIGINT, -signal.SIGTERM, 130, 143)


class Command(BaseCommand):
    help = "Jalankan aplikasi di mesin ini: basis data, migrasi, data contoh, peladen."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **opsi: Any) -> None:
        port = baca_port()
        kami_mulai = mulai_basis_data()
        try:
            siapkan_basis_data(self.stdout.write)
            call_command("collectstatic", interactive=False, verbosity=0)
            connection.close()
            self.sambut(port)
            kode = layani(port)
        except DatabaseError as galat:
            raise CommandError(f"Basis data tidak dapat dipakai: {satu_kalimat(galat)}") from None
        except OSError as galat:
            raise CommandError(f"Tidak dapat menulis data: {galat.strerror}.") from None
        finally:
            connection.close()
            if kami_mulai:
                berhenti(settings.DATA_DIR)
        if kode not in BERHENTI_BAIK:
            raise CommandError(f"Peladen berhenti dengan kode {kode}.")
        self.stdout.write("\nBerhenti dengan baik. Data tetap tersimpan.")

    def sambut(self, port: int) -> None:
        self.stdout.write(f"\n  Konsolidasi siap di http://{ALAMAT}:{port}/\n")
        self.stdout.write("  Akun contoh:")
        for akun in AKUN:
            self.stdout.write(f"    {akun.nama_pengguna:<9} {akun.sandi}  {akun.keterangan}")
        self.stdout.write("\n  Ctrl-C untuk berhenti.\n")
        self.stdout.flush()


def baca_port() -> int:
    """PORT, or 8000; refused with a sentence when somebody else listens there."""
    teks = os.environ.get("PORT", "8000")
    if not teks.isdecimal() or not 0 < int(teks) < 65536:
        raise CommandError(f"PORT={teks} bukan nomor port.")
    with socket.socket() as soket:
        soket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            soket.bind((ALAMAT, int(teks)))
        except OSError:
            raise CommandError(
                f"Port {teks} sedang dipakai. Hentikan yang memakainya, atau: make jalan PORT=8001"
            ) from None
    return int(teks)


def mulai_basis_data() -> bool:
    """Start the embedded server unless DATABASE_URL names another; True when we started it."""
    if os.environ.get("DATABASE_URL"):
        return False
    try:
        return mulai(settings.DATA_DIR)
    except GalatBasisData as galat:
        raise CommandError(str(galat)) from None


def siapkan_basis_data(kabar: Callable[[str], object]) -> None:
    """Migrate and load the story once. Refuses a database that a newer release has migrated."""
    pelaksana = MigrationExecutor(connection)
    dikenal = set(pelaksana.loader.disk_migrations)
    kita = {c.label for c in apps.get_app_configs() if c.name.split(".")[0] in AKAR_KITA}
    baru = [m for m in pelaksana.loader.applied_migrations if m[0] in kita and m not in dikenal]
    if baru:
        raise CommandError(
            "Basis data ini sudah dipakai oleh rilis yang lebih baru"
            f" ({baru[0][0]} {baru[0][1]}). Jalankan rilis itu; tidak ada yang diubah."
        )
    if pelaksana.migration_plan(pelaksana.loader.graph.leaf_nodes()):
        kabar("Menyiapkan tabel …")
        call_command("migrate", interactive=False, verbosity=0)
    call_command("data_contoh", jika_kosong=True, stdout=sys.stderr)


def layani(port: int) -> int:
    """Run granian until it ends; Ctrl-C reaches it too, we wait for its clean end."""
    perintah = [
        str(Path(sys.executable).with_name("granian")),
        "--interface", "wsgi",
        "--host", ALAMAT,
        "--port", str(port),
        "--workers", os.environ.get("PEKERJA", "2"),
        "--blocking-threads", "1",
        "--log-level", "warning",
        "--process-name", "konsolidasi",
        "konsolidasi.wsgi:application",
    ]  # fmt: skip
    anak = subprocess.Popen(perintah, cwd=settings.BASE_DIR)
    signal.signal(signal.SIGTERM, lambda *_: anak.terminate())
    while True:
        try:
            return anak.wait()
        except KeyboardInterrupt:
            continue  # the terminal sent the same signal to granian


def satu_kalimat(galat: Exception) -> str:
    return str(galat).strip().splitlines()[0]
