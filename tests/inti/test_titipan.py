"""Text typed after the session ended: kept per form, given back once, to the same person only."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from konsolidasi.inti import titipan
from opd.models import Pengguna


@pytest.fixture
def minta(sari: Pengguna) -> Callable[..., HttpRequest]:
    """A request of a browser in which Sari worked last; `sesi` is kept between requests."""
    jawaban = HttpResponse()
    kenal = RequestFactory().get("/")
    kenal.user = sari
    titipan.tandai_pemilik(kenal, jawaban)
    sesi = SessionStore()

    def buat(jalur: str = "/a/", isi: dict | None = None, *, oleh=None, kuki: bool = True):
        request = RequestFactory().post(jalur, isi or {"nilai": "71,2"})
        if kuki:
            request.COOKIES[titipan.KUKI] = jawaban.cookies[titipan.KUKI].value
        request.session = sesi
        request.user = oleh or sari
        return request

    return buat


def test_text_comes_back_once_without_secrets(minta):
    assert titipan.simpan(
        minta(isi={"nilai": ["1", "2"], "password": "x", "csrfmiddlewaretoken": "y"})
    )
    assert titipan.ambil(minta(), "/a/") == {"nilai": ["1", "2"]}
    assert titipan.ambil(minta(), "/a/") is None
    assert titipan.KUNCI not in minta().session


def test_several_forms_are_kept_side_by_side_and_the_last_text_of_each_counts(minta):
    titipan.simpan(minta("/a/", {"nilai": "1"}))
    titipan.simpan(minta("/b/", {"nilai": "2"}))
    titipan.simpan(minta("/a/", {"nilai": "3"}))
    assert titipan.ambil(minta(), "/a/") == {"nilai": ["3"]}
    assert titipan.ambil(minta(), "/b/") == {"nilai": ["2"]}


def test_other_path_gets_nothing(minta):
    titipan.simpan(minta("/a/"))
    assert titipan.ambil(minta(), "/b/") is None


def test_other_person_gets_nothing(minta, joko):
    titipan.simpan(minta("/a/"))
    assert titipan.ambil(minta(oleh=joko), "/a/") is None


def test_unknown_browser_keeps_nothing(minta):
    assert not titipan.simpan(minta(kuki=False))


def test_forged_owner_keeps_nothing(minta):
    request = minta()
    request.COOKIES[titipan.KUKI] = "1:palsu"
    assert not titipan.simpan(request)


def test_too_much_text_is_not_kept_and_earlier_text_stays(minta):
    titipan.simpan(minta("/a/", {"nilai": "1"}))
    assert not titipan.simpan(minta("/b/", {"nilai": "x" * titipan.TERBESAR}))
    assert titipan.ambil(minta(), "/a/") == {"nilai": ["1"]}


def test_empty_form_is_not_kept(minta):
    assert not titipan.simpan(minta(isi={"password": "x"}))
