#!/usr/bin/env python
import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandParser, execute_from_command_line, handle_default_options

from konsolidasi.basisdata import tersedia
from konsolidasi.lingkungan import TidakDapatMulai

# Every other command finds the database running; `jalan` looks at its port before it starts one.
TANPA_BASIS_DATA = {"check", "collectstatic", "findstatic", "help", "jalan", "version"}


def main(argumen: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "konsolidasi.settings")
    pengurai = CommandParser(add_help=False, allow_abbrev=False)
    pengurai.add_argument("perintah", nargs="?", default="help")
    pengurai.add_argument("--settings")
    pengurai.add_argument("--pythonpath")
    pilihan, _ = pengurai.parse_known_args(argumen[1:])
    handle_default_options(pilihan)
    if pilihan.perintah in TANPA_BASIS_DATA or {"-h", "--help"} & set(argumen):
        execute_from_command_line(argumen)
        return
    with tersedia(settings.DATA_DIR):
        execute_from_command_line(argumen)


if __name__ == "__main__":
    try:
        main(sys.argv)
    except (TidakDapatMulai, ImproperlyConfigured) as galat:
        sys.exit(str(galat))
