"""Text typed when the session had already ended: kept, and given back after login.

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
    panjang = sum(len(k) + sum(map(len, v)) for k, v in isi.items())
    if not isi or panjang > TERBESAR:
        return False
    request.session[KUNCI] = {"jalur": request.path, "isi": isi, "pemilik": pemilik}
    return True


def ambil(request: HttpRequest, jalur: str) -> dict[str, list[str]] | None:
    """The kept form of this path, once, and only for the person who typed it."""
    kirim: dict[str, Any] | None = request.session.get(KUNCI)
    if not kirim or kirim["jalur"] != jalur:
        return None
    del request.session[KUNCI]
    return kirim["isi"] if kirim["pemilik"] == request.user.pk else None


def _pemilik(request: HttpRequest) -> int | None:
    try:
        return signing.loads(request.COOKIES.get(KUKI, ""), salt=GARAM, max_age=UMUR)
    except signing.BadSignature:
        return None
