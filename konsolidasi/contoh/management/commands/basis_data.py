"""Run another command with the embedded database started for it."""

import argparse
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from konsolidasi.basisdata import berhenti
from konsolidasi.contoh.management.commands.jalan import mulai_basis_data


class Command(BaseCommand):
    help = "Jalankan perintah lain sesudah menyalakan basis data bawaan."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("perintah")
        parser.add_argument("argumen", nargs=argparse.REMAINDER)

    def handle(self, *args: Any, **opsi: Any) -> None:
        kami_mulai = mulai_basis_data()
        try:
            call_command("migrate", interactive=False, verbosity=0)
            call_command(opsi["perintah"], *opsi["argumen"])
        finally:
            if kami_mulai:
                berhenti(settings.DATA_DIR)
