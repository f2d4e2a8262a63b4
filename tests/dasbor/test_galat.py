"""Pages for what went wrong: plain Indonesian, the right status, a way on."""

from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory, override_settings

from konsolidasi.dasbor import views
from opd.models import Pengguna


def test_unknown_address_is_a_404_with_a_way_home(masuk_sebagai: Callable, sari: Pengguna):
    jawaban = masuk_sebagai(sari).get("/tidak/ada/")
    assert jawaban.status_code == 404
    assert "Halaman tidak ditemukan" in jawaban.content.decode()
    assert "Ke beranda" in jawaban.content.decode()


def test_stranger_sees_the_404_page_without_menu(client: Client, db: None):
    jawaban = client.get("/tidak/ada/")
    assert jawaban.status_code == 404
    assert "Akun saya" not in jawaban.content.decode()


def test_forbidden_page_says_whom_to_ask(masuk_sebagai: Callable, sari: Pengguna):
    jawaban = masuk_sebagai(sari).get("/pengaturan/")
    assert jawaban.status_code == 403
    assert "minta admin Bapperida memeriksa penugasan" in jawaban.content.decode()


def test_stale_form_says_that_nothing_was_saved(db: None):
    jawaban = Client(enforce_csrf_checks=True).post("/akun/masuk/", {"username": "sari"})
    assert jawaban.status_code == 403
    assert "Kiriman itu belum disimpan" in jawaban.content.decode()


@override_settings(ALLOWED_HOSTS=["konsolidasi.test"])
def test_unreadable_request_is_a_400_page(client: Client, db: None):
    jawaban = client.get("/akun/masuk/", headers={"host": "lain.test"})
    assert jawaban.status_code == 400
    assert "Permintaan tidak terbaca" in jawaban.content.decode()


@pytest.mark.parametrize("request_", [None, RequestFactory().get("/")])
def test_500_page_needs_nothing_from_the_request(request_: object):
    jawaban = views.galat_500(request_)
    assert jawaban.status_code == 500
    assert "Ada yang rusak di pihak kami" in jawaban.content.decode()
