"""A session lives on while the person clicks, and is not written at every click."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from konsolidasi.inti.middleware import SELANG_DETIK, TERLIHAT

pytestmark = pytest.mark.django_db


def tulisan(client) -> int:
    """How often a click on the front page writes the session."""
    with CaptureQueriesContext(connection) as kueri:
        assert client.get(reverse("beranda")).status_code == 200
    return sum('UPDATE "django_session"' in satu["sql"] for satu in kueri)


def mundurkan(client, detik: int) -> None:
    sesi = client.session
    sesi[TERLIHAT] -= detik
    sesi.save()


def test_only_the_first_of_two_clicks_writes_the_session(sari, masuk_sebagai):
    client = masuk_sebagai(sari)
    assert [tulisan(client), tulisan(client)] == [1, 0]


def test_a_click_some_minutes_later_prolongs_the_session(sari, masuk_sebagai):
    client = masuk_sebagai(sari)
    tulisan(client)
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=5))
    mundurkan(client, SELANG_DETIK)
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=5))
    assert tulisan(client) == 1
    sisa = Session.objects.get().expire_date - timezone.now()
    assert sisa > timedelta(seconds=settings.SESSION_COOKIE_AGE - 60)


def test_a_visitor_without_account_gets_no_session(client):
    client.get(reverse("opd:masuk"))
    client.get(reverse("sehat"))
    assert not Session.objects.exists()
