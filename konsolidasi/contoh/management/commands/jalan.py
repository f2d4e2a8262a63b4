"""The whole application on one machine: database, migrations, demo data, server."""

import errno
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from types import FrameType
from typing import Any, NoReturn

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from konsolidasi import lingkungan
from konsolidasi.basisdata import tersedia
from konsolidasi.contoh import layanan
from konsolidasi.contoh.akun import AKUN
from konsolidasi.contoh.management.statis import kumpulkan
from konsolidasi.lingkungan import TidakDapatMulai, kalimat_os
from opd.models import Pengguna

ALAMAT = "127.0.0.1"
VERSI_TERENDAH = 150000
SINYAL = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
BATAS_SIAP = 60
BATAS_PEKERJA, BATAS_BERHENTI = 5, 15
"""Seconds for a worker to end what it does, and for all of them."""
# Two segments of PostgreSQL's log: with less it stops answering instead of saying why.
RUANG_TERSEMPIT = 32 * 1024 * 1024


class Command(BaseCommand):
    help = "Jalankan aplikasi di mesin ini: basis data, migrasi, data contoh, peladen web."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **opsi: Any) -> None:
        for satu in SINYAL:
            signal.signal(satu, _berhenti)
        port = baca_port()
        self.stdout.write("Menyiapkan basis data …")
        self.stdout.flush()
        try:
            with tersedia(settings.DATA_DIR):
                try:
                    self._siapkan()
                    self._layani(port)
                finally:
                    for satu in SINYAL:  # a second Ctrl-C must not break the clean end
                        signal.signal(satu, signal.SIG_IGN)
        except KeyboardInterrupt:
            self.stdout.write("\nBerhenti dengan baik. Data tetap tersimpan.")

    def _siapkan(self) -> None:
        try:
            periksa_basis_data()
            call_command("migrate", interactive=False, verbosity=0)
            if lingkungan.boolean("CONTOH", True) and not layanan.sudah_berisi():
                self.stdout.write("Memuat data contoh, sekali saja …")
                self.stdout.flush()
                call_command("data_contoh", stdout=self.stdout)
            kumpulkan()
            connection.close()
        except DatabaseError as galat:
            raise TidakDapatMulai(_sebab(galat)) from galat
        except OSError as galat:
            raise TidakDapatMulai(kalimat_os(galat, settings.DATA_DIR)) from galat

    def _layani(self, port: int) -> None:
        """Run the web server until a signal comes. It has a session of its own: we stop it first,
        then the database."""
        anak = subprocess.Popen(perintah_peladen(port), start_new_session=True)
        try:
            tunggu_siap(anak, port)
            self._sambut(port)
            kode = anak.wait()
            raise TidakDapatMulai(f"Peladen web berhenti sendiri dengan kode {kode}.")
        finally:
            _hentikan(anak)

    def _sambut(self, port: int) -> None:
        self.stdout.write(f"\n  Konsolidasi siap di http://{ALAMAT}:{port}/\n")
        ada = set(Pengguna.objects.values_list("username", flat=True))
        connection.close()
        contoh = [akun for akun in AKUN if akun.nama_pengguna in ada]
        if contoh:
            self.stdout.write("  Akun contoh:")
        for akun in contoh:
            self.stdout.write(f"    {akun.nama_pengguna:<9} {akun.sandi}  {akun.keterangan}")
        self.stdout.write("\n  Ctrl-C untuk berhenti.\n")
        self.stdout.flush()


def _hentikan(anak: subprocess.Popen) -> None:
    """Ask, then end the whole session: a worker that hangs would outlive its parent and keep our
    output open."""
    anak.terminate()
    with suppress(subprocess.TimeoutExpired):
        anak.wait(BATAS_BERHENTI)
    with suppress(ProcessLookupError):
        os.killpg(anak.pid, signal.SIGKILL)
    anak.wait()


def _berhenti(nomor: int, bingkai: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def baca_port() -> int:
    """PORT, or 8000; refused with a sentence when somebody else listens there."""
    port = lingkungan.bulat("PORT", 8000, terkecil=1)
    if port > 65535:
        raise TidakDapatMulai(f"PORT={port} bukan nomor port.")
    with socket.socket() as soket:
        soket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            soket.bind((ALAMAT, port))
        except OSError as galat:
            sebab = {
                errno.EADDRINUSE: "sedang dipakai program lain. Hentikan program itu",
                errno.EACCES: "hanya untuk root. Pilih yang lebih besar dari 1023",
            }.get(galat.errno, f"tidak dapat dipakai ({galat.strerror})")
            raise TidakDapatMulai(f"Port {port} {sebab}, atau: make jalan PORT=8001") from None
    return port


def periksa_basis_data() -> None:
    """Refuse a server that is too old, and a database that a newer release has migrated."""
    connection.ensure_connection()
    if connection.pg_version < VERSI_TERENDAH:
        raise TidakDapatMulai("Basis data harus PostgreSQL 15 atau lebih baru.")
    muatan = MigrationLoader(connection, load=False)
    muatan.load_disk()
    dikenal = set(muatan.disk_migrations)
    dikenal |= {lama for satu in muatan.disk_migrations.values() for lama in satu.replaces}
    aplikasi = {satu.label for satu in apps.get_app_configs()}
    terpasang = MigrationRecorder(connection).applied_migrations()
    baru = sorted(m for m in terpasang if m[0] in aplikasi and m not in dikenal)
    if baru:
        raise TidakDapatMulai(
            f"Basis data ini sudah dipakai rilis yang lebih baru ({baru[0][0]} {baru[0][1]})."
            " Jalankan rilis itu; tidak ada yang diubah."
        )


def perintah_peladen(port: int) -> list[str]:
    pekerja = lingkungan.bulat("PEKERJA", 2, terkecil=1)
    return [
        *(sys.executable, "-m", "granian", "konsolidasi.wsgi:application"),
        *("--interface", "wsgi", "--host", ALAMAT, "--port", str(port)),
        *("--workers", str(pekerja), "--blocking-threads", "1", "--no-ws"),
        *("--workers-kill-timeout", str(BATAS_PEKERJA)),
        *("--respawn-failed-workers", "--log-level", "warning"),
        *("--working-dir", str(settings.BASE_DIR)),
    ]


def tunggu_siap(anak: subprocess.Popen, port: int) -> None:
    batas = time.monotonic() + BATAS_SIAP
    while time.monotonic() < batas:
        if anak.poll() is not None:
            raise TidakDapatMulai(
                f"Peladen web tidak dapat dimulai di port {port} (kode {anak.returncode})."
            )
        with socket.socket() as soket:
            if soket.connect_ex((ALAMAT, port)) == 0:
                return
        time.sleep(0.05)
    raise TidakDapatMulai(f"Peladen web belum menjawab di port {port} sesudah {BATAS_SIAP} detik.")


def _sebab(galat: DatabaseError) -> str:
    kalimat = str(galat).strip().splitlines()[0] if str(galat).strip() else type(galat).__name__
    sendiri = not lingkungan.teks("DATABASE_URL")
    bebas = shutil.disk_usage(settings.DATA_DIR).free if sendiri else RUANG_TERSEMPIT
    if "No space left on device" in str(galat) or bebas < RUANG_TERSEMPIT:
        return kalimat_os(OSError(errno.ENOSPC, ""), settings.DATA_DIR)
    return f"Basis data tidak dapat dipakai: {kalimat}"
