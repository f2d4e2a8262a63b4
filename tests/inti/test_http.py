import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import InternalError, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from konsolidasi.inti.http import baca, tulis
from konsolidasi.inti.middleware import TutupBawaan
from opd.models import Klaster
from tests import pabrik


def test_a_get_view_that_writes_is_stopped_by_postgresql(db):
    @baca("opd.akun")
    def nakal(request):
        Klaster.objects.create(nama="Diam-diam")
        return HttpResponse("sudah")

    with pytest.raises(InternalError, match="read-only"), transaction.atomic():
        nakal(RequestFactory().get("/"))
    assert not Klaster.objects.filter(nama="Diam-diam").exists()


def test_writing_works_again_after_a_get_view(db):
    baca("opd.akun")(lambda request: HttpResponse("ok"))(RequestFactory().get("/"))
    assert pabrik.buat_klaster(nama="Sesudah").pk


def test_a_post_view_that_fails_leaves_nothing(db):
    @tulis("opd.akun")
    def setengah(request):
        Klaster.objects.create(nama="Setengah")
        raise ValueError

    with pytest.raises(ValueError):
        setengah(RequestFactory().post("/"))
    assert not Klaster.objects.filter(nama="Setengah").exists()


@pytest.mark.parametrize(("hias", "cara"), [(baca, "post"), (tulis, "get")])
def test_each_view_answers_only_its_own_method(db, hias, cara):
    view = hias("opd.akun")(lambda request: HttpResponse("ok"))
    assert view(getattr(RequestFactory(), cara)("/")).status_code == 405


def test_a_view_without_an_action_never_runs(sari, rf):
    request = rf.get("/")
    request.user = sari
    request.resolver_match = type("R", (), {"app_name": "", "view_name": "x"})()
    with pytest.raises(ImproperlyConfigured, match="names no action"):
        TutupBawaan(lambda r: HttpResponse()).process_view(request, lambda r: None, (), {})


def test_strict_csp_and_safe_headers_on_every_page(client, db):
    jawaban = client.get("/akun/masuk/")
    csp = jawaban.headers["Content-Security-Policy"]
    assert "default-src 'none'" in csp
    assert "script-src 'self'" in csp
    assert "unsafe" not in csp
    assert jawaban.headers["X-Frame-Options"] == "DENY"
    assert jawaban.headers["X-Content-Type-Options"] == "nosniff"


def test_anonymous_person_is_sent_to_login_and_comes_back(client, db):
    jawaban = client.get("/capaian/indikator/?cari=stunting")
    assert jawaban.status_code == 302
    assert jawaban.headers["Location"].startswith("/akun/masuk/?berikut=%2Fcapaian%2Findikator")


def test_health_page_is_open_and_says_only_that(client, db):
    jawaban = client.get("/sehat/")
    assert jawaban.status_code == 200
    assert jawaban.json() == {"sehat": True}
