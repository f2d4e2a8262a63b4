"""The only two kinds of view: @baca cannot write, @tulis is one transaction."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

View = Callable[..., HttpResponse]


def baca(aksi: str, *, umum: bool = False) -> Callable[[View], View]:
    """A GET that provably cannot write: PostgreSQL itself refuses inside a read-only transaction.

    `umum` opens the view to people who are not logged in.
    """

    def hias(view: View) -> View:
        @require_safe
        @wraps(view)
        def bungkus(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with transaction.atomic():
                with connection.cursor() as kursor:
                    kursor.execute("SET TRANSACTION READ ONLY")
                return view(request, *args, **kwargs)

        return _beri_aksi(bungkus, aksi, umum=umum)

    return hias


def tulis(aksi: str, *, umum: bool = False) -> Callable[[View], View]:
    """A POST in one transaction; whatever it raises undoes all of it."""

    def hias(view: View) -> View:
        @require_POST
        @wraps(view)
        def bungkus(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with transaction.atomic():
                return view(request, *args, **kwargs)

        return _beri_aksi(bungkus, aksi, umum=umum)

    return hias


def masuk_keluar(aksi: str, *, umum: bool = False) -> Callable[[View], View]:
    """For Django's own login and password views, which answer GET and POST themselves."""

    def hias(view: View) -> View:
        @wraps(view)
        def bungkus(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, *args, **kwargs)

        return _beri_aksi(bungkus, aksi, umum=umum)

    return hias


def _beri_aksi(view: View, aksi: str, *, umum: bool) -> View:
    view.aksi = aksi
    view.umum = umum
    return view


def is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def halaman(
    request: HttpRequest,
    template: str,
    konteks: dict[str, Any],
    *,
    potongan: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page, or only the named partial of it."""
    nama = f"{template}#{potongan}" if potongan else template
    return render(request, nama, konteks, status=status)
