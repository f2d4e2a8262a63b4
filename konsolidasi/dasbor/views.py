"""Search, health, and the pages for what went wrong."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from konsolidasi.dasbor.cari import susun as susun_cari
from konsolidasi.inti.http import baca, halaman


@baca("capaian.lihat")
def cari(request: HttpRequest) -> HttpResponse:
    layar = susun_cari(request.user, request.GET)
    return halaman(request, "dasbor/cari.html", {"layar": layar})


@baca("opd.sehat", umum=True)
def sehat(request: HttpRequest) -> JsonResponse:
    """For a monitor: 200 when the database answers."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT 1")
    return JsonResponse({"sehat": True})


def _galat(request: HttpRequest, template: str, status: int) -> HttpResponse:
    return render(request, template, status=status)


def galat_400(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _galat(request, "400.html", 400)


def galat_403(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _galat(request, "403.html", 403)


def galat_404(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _galat(request, "404.html", 404)


def galat_500(request: HttpRequest) -> HttpResponse:
    """Renders without the request, because whatever broke may break it again."""
    return render(None, "500.html", status=500)
