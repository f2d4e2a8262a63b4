"""Every URL × every role is one line here; a URL that is missing fails the suite."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from tests import basis, berkas, pabrik
from tests.arsitektur.alamat import argumen, kirim
from tests.arsitektur.dunia import Dunia, gelar_dunia
from tests.arsitektur.wewenang import MATRIKS
from tests.masuk import dengan_kuki, peramban

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


@pytest.fixture(scope="module")
def dunia(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Dunia]:
    """Built once: every request is undone by `jawab`, all of it at the end."""
    with pytest.MonkeyPatch.context() as tambalan, basis.semodul(django_db_blocker):
        berkas.pindah_gudang(tambalan, tmp_path_factory.mktemp("izin"))
        dinkes, disdik = pabrik.buat_dinkes(), pabrik.buat_disdik()
        milik = {"sari": dinkes, "kepala_dinkes": dinkes, "joko": disdik}
        orang = {peran: pabrik.buat_pemeran(peran, milik.get(peran)) for peran in PERAN[1:]}
        yield gelar_dunia(dinkes, orang["admin"])


@pytest.fixture(scope="module")
def kuki(dunia: Dunia) -> dict[str, str]:
    """What the browser of each role sends; a page may take it away, as that of leaving does."""
    nama = settings.SESSION_COOKIE_NAME
    return {peran: peramban(peran).cookies[nama].value for peran in PERAN[1:]}


@pytest.fixture
def pemeran(kuki: dict[str, str]) -> dict[str, Client]:
    """A browser of each role."""
    return {"anonim": Client()} | {peran: dengan_kuki(satu) for peran, satu in kuki.items()}


def jawab(url: str, nama: str, d: Dunia, client: Client) -> int:
    """Status; the first method the view allows is used. Nothing of it stays."""
    with transaction.atomic():
        jawaban = client.get(url)
        if jawaban.status_code == 405:
            jawaban = client.post(url, kirim(nama, d))
        transaction.set_rollback(True)
    return jawaban.status_code


@pytest.mark.parametrize("nama", sorted(MATRIKS))
def test_each_role_gets_what_the_matrix_says(nama: str, dunia: Dunia, pemeran: dict[str, Client]):
    url = reverse(nama, args=argumen(nama, dunia))
    hasil = {peran: jawab(url, nama, dunia, client) for peran, client in pemeran.items()}
    assert hasil == dict(zip(PERAN, MATRIKS[nama], strict=True))
