"""The databases of one run: one is migrated, every other one is a copy of it.

A migration takes ten seconds and more, the demo data two, a copy a tenth of one. The server is
thrown away with the run (konsolidasi.basisdata.sekali_pakai), so nothing is dropped at the end.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT, cursor
from pytest_django import DjangoDbBlocker

from capaian.layar import matriks_hitung, matriks_ingatan, verifikasi_ingatan

MILIKKU = "uji_" + os.environ.get("PYTEST_XDIST_WORKER", "utama")
POLOS, CERITA = "polos", "cerita"
GILIRAN = 2026


def pakai_polos() -> None:
    """This process works in a fresh copy of the migrated database."""
    with _pelayan() as kursor, _giliran(kursor):
        _siapkan_polos(kursor)
        _salin(kursor, POLOS, MILIKKU)


def pakai_cerita() -> None:
    """As `pakai_polos`, with the demo data of the story."""
    with _pelayan() as kursor, _giliran(kursor):
        if not _ada(kursor, CERITA):
            _siapkan_polos(kursor)
            _salin(kursor, POLOS, MILIKKU)
            call_command("data_contoh", ulang=True, verbosity=0)
            _salin(kursor, MILIKKU, CERITA)
        _salin(kursor, CERITA, MILIKKU)


@contextmanager
def semodul(penjaga: DjangoDbBlocker) -> Iterator[None]:
    """What the tests of one file build once; undone after the last of them."""
    with penjaga.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def _siapkan_polos(kursor: cursor) -> None:
    if not _ada(kursor, POLOS):
        _salin(kursor, "template1", MILIKKU)
        call_command("migrate", interactive=False, verbosity=0)
        _salin(kursor, MILIKKU, POLOS)


def _ada(kursor: cursor, nama: str) -> bool:
    kursor.execute("SELECT FROM pg_database WHERE datname = %s", [nama])
    return kursor.rowcount == 1


def _salin(kursor: cursor, asal: str, tujuan: str) -> None:
    """FORCE: a thread of the live server may still hold a connection to what is replaced."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = MILIKKU
    _lupakan()
    asal, tujuan = sql.Identifier(asal), sql.Identifier(tujuan)
    kursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(tujuan))
    kursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(tujuan, asal))


def _lupakan() -> None:
    """What this process remembers of the database it had: the keys are the same in the new one."""
    cache.clear()
    ContentType.objects.clear_cache()
    for satu in (matriks_ingatan, verifikasi_ingatan):
        satu._ingatan.clear()
    matriks_hitung._wajib_terkunci.clear()


@contextmanager
def _giliran(kursor: cursor) -> Iterator[None]:
    """One worker makes an original, the others wait. Ends with the connection at the latest."""
    kursor.execute("SELECT pg_advisory_lock(%s)", [GILIRAN])
    yield
    kursor.execute("SELECT pg_advisory_unlock(%s)", [GILIRAN])


@contextmanager
def _pelayan() -> Iterator[cursor]:
    ke = settings.DATABASES["default"]
    satu = psycopg2.connect(dbname="postgres", user=ke["USER"], host=ke["HOST"], port=ke["PORT"])
    satu.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    try:
        with satu.cursor() as kursor:
            yield kursor
    finally:
        satu.close()
