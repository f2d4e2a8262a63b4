"""The yardstick of the benchmark prints the rows of the real page, so that it stays honest."""

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from capaian.layar.isian import susun_lembar
from konsolidasi.contoh.tolok import kisi
from konsolidasi.contoh.tolok.lari import RUTE
from tests import pabrik
from tests.capaian.test_isian_cetakan import isi_semua


@pytest.fixture
def halaman(dinkes, sari, masuk_sebagai) -> tuple:
    periode = pabrik.buat_periode()
    isi_semua(dinkes, periode, sari)
    lembar = susun_lembar(dinkes, periode, pengguna=sari, pada=timezone.now())
    kisi.siapkan(lembar)
    with override_settings(ROOT_URLCONF=RUTE):
        yield lembar, masuk_sebagai(sari)


def test_grid_written_by_hand_has_every_row_of_the_real_page(halaman):
    lembar, klien = halaman
    jawaban = klien.get(reverse("tolok_kisi"))
    assert jawaban.status_code == 200
    assert kisi.sama(lembar, jawaban.content.decode())
    assert not kisi.sama(lembar, jawaban.content.decode().replace("penghambat-", "x-"))


def test_page_of_one_query_asks_one_question_of_its_own(halaman):
    klien = halaman[1]
    url = reverse("tolok_satu")
    klien.get(url)
    with CaptureQueriesContext(connection) as kueri:
        assert klien.get(url).status_code == 200
    # Session, person, two for what the person may see, and the question itself.
    assert sum(' FROM "' in q["sql"] for q in kueri) == 5
