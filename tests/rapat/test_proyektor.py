"""The projector follows the run sheet, and asking it costs next to nothing."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapat.kode import kode_layar
from rapat.layanan.jalannya import bahas
from tests import pabrik

TANYA = re.compile(r'hx-get="([^"]+)"')


@pytest.fixture(autouse=True)
def tanpa_ingatan():
    cache.clear()


@pytest.fixture
def layar(meja, nana, masuk_sebagai):
    """The page as the notulis opens it, and the address it asks next."""

    def buka(tampil: str = "opd") -> tuple[str, str]:
        alamat = f"{reverse('rapat:layar', args=[meja.sesi.pk])}?tampil={tampil}"
        isi = masuk_sebagai(nana).get(alamat).content.decode()
        return isi, TANYA.search(isi)[1].replace("&amp;", "&")

    return buka


def test_without_a_turn_the_screen_shows_the_recap(layar):
    isi, _ = layar()
    assert "Rekap sesi" in isi and "Dinas Pendidikan" in isi


def test_the_screen_shows_the_opd_under_discussion(meja, nana, layar):
    bahas(agenda=meja.dinkes, oleh=nana)
    isi, _ = layar()
    assert "<h1>Dinas Kesehatan</h1>" in isi and "sedang dibahas" in isi
    assert "Berikutnya: <strong>Dinas Pendidikan</strong>" in isi


def test_nothing_new_is_204_without_a_single_query(meja, nana, layar):
    bahas(agenda=meja.dinkes, oleh=nana)
    _, tanya = layar()
    client = Client()
    assert client.get(tanya).status_code == 204
    with CaptureQueriesContext(connection) as kueri:
        assert client.get(tanya).status_code == 204
    assert [k["sql"] for k in kueri if "SELECT" in k["sql"]] == []


def test_a_saved_row_is_on_the_screen_at_the_next_question(
    meja, nana, rina, layar, kirim, masuk_sebagai
):
    bahas(agenda=meja.dinkes, oleh=nana)
    _, tanya = layar()
    kirim(masuk_sebagai(rina), meja.stunting, target="3")
    cache.clear()  # the token is remembered for a fraction of a second
    jawaban = Client().get(tanya)
    assert jawaban.status_code == 200 and "<strong>3,00</strong>" in jawaban.content.decode()


def test_the_next_opd_follows(meja, nana, layar):
    bahas(agenda=meja.dinkes, oleh=nana)
    _, tanya = layar()
    bahas(agenda=meja.disdik, oleh=nana)
    cache.clear()
    assert "<h1>Dinas Pendidikan</h1>" in Client().get(tanya).content.decode()


@pytest.mark.parametrize("kode", ["1", "1:x:y", "😀"])
def test_a_forged_code_opens_nothing(meja, kode):
    assert Client().get(reverse("rapat:layar_isi", args=[kode])).status_code == 404


def test_an_opd_that_is_not_invited_does_not_open_the_screen(meja, masuk_sebagai):
    orang = pabrik.buat_pengguna(
        username="lain", nama="Lain", peran="operator", opd=pabrik.buat_opd()
    )
    alamat = reverse("rapat:layar", args=[meja.sesi.pk])
    assert masuk_sebagai(orang).get(alamat).status_code == 404


def test_the_qr_code_stands_on_the_screen_while_the_sesi_runs(layar):
    isi, _ = layar("rekap")
    assert "Daftar hadir" in isi and "<svg" in isi


def test_a_question_without_version_gets_the_content(meja):
    alamat = reverse("rapat:layar_isi", args=[kode_layar(meja.sesi.pk)])
    assert Client().get(alamat).status_code == 200
