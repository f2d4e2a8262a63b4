"""Text typed when the session had already ended: kept per form, and given back after login.

Only to the same person: a signed cookie names who last worked in this browser.
"""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

KUNCI = "titipan"
KUKI = "pemilik"
GARAM = "konsolidasi.titipan"
UMUR = 14 * 24 * 3600
TERBESAR = 200_000
BUKAN_ISI = frozenset({"csrfmiddlewaretoken", "password", "password1", "password2"})


def tandai_pemilik(request: HttpRequest, response: HttpResponse) -> None:
    """Remember who works here, so that a later titipan has an owner."""
    pengguna = request.user
    if pengguna.is_authenticated and _pemilik(request) != pengguna.pk:
        response.set_cookie(
            KUKI,
            signing.dumps(pengguna.pk, salt=GARAM),
            max_age=UMUR,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def simpan(request: HttpRequest) -> bool:
    """Keep the form that an anonymous POST carried; False when there is nothing to give back."""
    pemilik = _pemilik(request)
    if pemilik is None:
        return False
    isi = {k: v for k, v in request.POST.lists() if k not in BUKAN_ISI}
    semua = _titipan(request, pemilik) | {request.path: isi}
    if not isi or sum(map(_panjang, semua.values())) > TERBESAR:
        return False
    request.session[KUNCI] = {"pemilik": pemilik, "kiriman": semua}
    return True


def ambil(request: HttpRequest, jalur: str) -> dict[str, list[str]] | None:
    """The kept form of this path, once, and only for the person who typed it."""
    semua = _titipan(request, request.user.pk)
    isi = semua.pop(jalur, None)
    if isi is None:
        return None
    if semua:
        request.session[KUNCI] = {"pemilik": request.user.pk, "kiriman": semua}
    else:
        del request.session[KUNCI]
    return isi


def datar(isi: dict[str, list[str]]) -> dict[str, str]:
    """A kept form as the mapping that a form takes: of each name the last value."""
    return {nama: nilai[-1] for nama, nilai in isi.items() if nilai}


def _titipan(request: HttpRequest, pemilik: int) -> dict[str, dict[str, list[str]]]:
    """Path to form; empty when somebody else left it here."""
    ada: dict[str, Any] = request.session.get(KUNCI, {})
    return dict(ada["kiriman"]) if ada and ada["pemilik"] == pemilik else {}


def _panjang(isi: dict[str, list[str]]) -> int:
    return sum(len(k) + sum(map(len, v)) for k, v in isi.items())


def _pemilik(request: HttpRequest) -> int | None:
    try:
        return signing.loads(request.COOKIES.get(KUKI, ""), salt=GARAM, max_age=UMUR)
    except signing.BadSignature:
        return None
