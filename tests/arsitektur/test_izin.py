"""Every URL × every role is one line here; a URL that is missing fails the suite."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import berkas
from tests.arsitektur.alamat import argumen, kirim
from tests.arsitektur.dunia import Dunia, gelar_dunia
from tests.arsitektur.wewenang import MATRIKS

gudang = berkas.gudang
PERAN = ("anonim", "tamu", "sari", "kepala_dinkes", "joko", "rina", "nana", "pak_budi", "admin")

# Django's own pages of the admin site; who gets in is tested with the admin site.
BUKAN_KITA = "admin:"


def semua_nama(pola: object = None, awalan: str = "") -> Iterator[str]:
    for satu in (pola or get_resolver()).url_patterns:
        if isinstance(satu, URLResolver):
            yield from semua_nama(satu, f"{satu.namespace}:" if satu.namespace else awalan)
        elif isinstance(satu, URLPattern):
            yield awalan + (satu.name or str(satu.pattern))


def test_every_url_is_in_the_matrix():
    ada = {nama for nama in semua_nama() if not nama.startswith(BUKAN_KITA)}
    assert ada == set(MATRIKS)


@pytest.fixture
def dunia(dinkes, disdik, gudang, admin) -> Dunia:
    return gelar_dunia(dinkes, admin)


@pytest.fixture
def pemeran(request) -> dict[str, Client]:
    """A browser of each role."""
    semua = {"anonim": Client()}
    for peran in PERAN[1:]:
        semua[peran] = Client()
        semua[peran].force_login(
            request.getfixturevalue(peran), backend="konsolidasi.inti.izin.Backend"
        )
    return semua


def jawab(nama: str, d: Dunia, client: Client) -> int:
    """Status; the first method the view allows is used. Nothing of it stays."""
    url = reverse(nama, args=argumen(nama, d))
    with transaction.atomic():
        jawaban = client.get(url)
        if jawaban.status_code == 405:
            jawaban = client.post(url, kirim(nama, d))
        transaction.set_rollback(True)
    return jawaban.status_code


@pytest.mark.parametrize("nama", sorted(MATRIKS))
def test_each_role_gets_what_the_matrix_says(nama: str, dunia: Dunia, pemeran: dict[str, Client]):
    hasil = {peran: jawab(nama, dunia, client) for peran, client in pemeran.items()}
    assert hasil == dict(zip(PERAN, MATRIKS[nama], strict=True))
