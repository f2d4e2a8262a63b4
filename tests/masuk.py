"""Logged in without the form; the form has tests of its own."""

from django.conf import settings
from django.test import Client
from django.urls import reverse

from opd.models import Pengguna


def kuki_masuk(siapa: str) -> str:
    """What the session cookie of this person holds."""
    client = Client()
    client.force_login(Pengguna.objects.get(username=siapa), "konsolidasi.inti.izin.Backend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def peramban(siapa: str) -> Client:
    """A browser of this person, who was seen just now: no request within minutes notes it anew."""
    client = dengan_kuki(kuki_masuk(siapa))
    assert client.get(reverse("opd:akun")).status_code == 200
    return client


def dengan_kuki(kuki: str) -> Client:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = kuki
    return client
