"""The cast and the compiler-like checks of the suite.

sari: operator of Dinkes. joko: operator of Disdik, the outsider. kepala_dinkes: signs for Dinkes.
rina: Bapperida. nana: notulis. pak_budi: pimpinan, reads all. admin: sets up, decides nothing.
tamu: an account without any Penugasan.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from opd.models import Opd, Pengguna
from tests import basis, pabrik
from tests.alat import (  # noqa: F401  hooks
    pytest_collection_modifyitems,
    pytest_terminal_summary,
)
from tests.penjaga import variabel_template_dikenal  # noqa: F401  autouse

KUERI = Path(__file__).parent / "arsitektur" / "kueri.json"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """In place of pytest-django's own, which would migrate once in every worker."""
    with django_db_blocker.unblock():
        basis.pakai_polos()
    yield
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture
def dinkes(db: None) -> Opd:
    return pabrik.buat_dinkes()


@pytest.fixture
def disdik(db: None) -> Opd:
    return pabrik.buat_disdik()


@pytest.fixture
def sari(dinkes: Opd) -> Pengguna:
    return pabrik.buat_pemeran("sari", dinkes)


@pytest.fixture
def joko(disdik: Opd) -> Pengguna:
    return pabrik.buat_pemeran("joko", disdik)


@pytest.fixture
def kepala_dinkes(dinkes: Opd) -> Pengguna:
    return pabrik.buat_pemeran("kepala_dinkes", dinkes)


@pytest.fixture
def rina(db: None) -> Pengguna:
    return pabrik.buat_pemeran("rina")


@pytest.fixture
def nana(db: None) -> Pengguna:
    return pabrik.buat_pemeran("nana")


@pytest.fixture
def pak_budi(db: None) -> Pengguna:
    return pabrik.buat_pemeran("pak_budi")


@pytest.fixture
def admin(db: None) -> Pengguna:
    return pabrik.buat_pemeran("admin")


@pytest.fixture
def tamu(db: None) -> Pengguna:
    return pabrik.buat_pemeran("tamu")


@pytest.fixture
def masuk_sebagai() -> Callable[[Pengguna], Client]:
    """A fresh browser that is logged in as this person."""

    def masuk(pengguna: Pengguna) -> Client:
        client = Client()
        client.force_login(pengguna, backend="konsolidasi.inti.izin.Backend")
        return client

    return masuk


@pytest.fixture
def jumlah_kueri() -> Callable:
    """The number of queries of a page is written down in arsitektur/kueri.json."""
    tertulis = json.loads(KUERI.read_text())

    @contextmanager
    def periksa(nama: str) -> Iterator[None]:
        with CaptureQueriesContext(connection) as rekaman:
            yield
        jumlah = len(rekaman)
        assert jumlah == tertulis.get(nama), (
            f"{nama}: {jumlah} queries, kueri.json says {tertulis.get(nama)}\n"
            + "\n".join(q["sql"][:160] for q in rekaman)
        )

    return periksa
