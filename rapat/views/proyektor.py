"""The projector page and what it asks for every other second."""

from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from konsolidasi.inti.dokumen import qr_svg
from konsolidasi.inti.galat import TidakBoleh
from konsolidasi.inti.http import baca, halaman
from opd.lingkup import lingkup
from rapat.kode import baca_layar, kode_hadir, kode_layar
from rapat.layar.proyektor import GOYANG_MS, SELANG_MS, susun_layar, token, urai_token
from rapat.layar.proyektor_selaras import susun_layar_selaras
from rapat.layar.proyektor_sesi import susun_layar_hadir, susun_rekap
from rapat.models import Sesi

TAMPILAN = ("opd", "selaras", "rekap", "hadir")
# How old a screen may be in one process: two hundred screens then cost a handful of queries.
UMUR_TOKEN, UMUR_ISI = 0.3, 120
KODE, VERSI = "Layar-Kode", "Layar-Versi"
"""Headers of an answer: with which code and which token the screen asks next."""


@baca("rapat.lihat")
def layar(request: HttpRequest, pk: int) -> HttpResponse:
    """What hangs on the wall of the room: an OPD opens it only while it is invited to sit there."""
    sesi = get_object_or_404(Sesi.objects.untuk(request.user).select_related("rapat"), pk=pk)
    tamu = not lingkup(request.user).semua
    if tamu and not sesi.berlangsung:
        raise TidakBoleh("Layar sesi hanya dapat dibuka OPD selama sesi berlangsung.")
    tampilan, pada = _tampilan(request), timezone.now()
    konteks = {
        "sesi": sesi,
        "tampilan": tampilan,
        "isi": _susun(request, sesi, tampilan, pada),
        "alamat": _alamat(sesi.pk, tamu=tamu),
        "versi": token(sesi, pada),
        "selang": SELANG_MS,
        "goyang": GOYANG_MS,
    }
    return halaman(request, "rapat/layar.html", konteks)


def layar_isi(request: HttpRequest, kode: str) -> HttpResponse:
    """204 while nothing changed. No account is asked: the signed code came from the page.

    Every answer with content carries a code signed just now, so a screen that stays on goes on
    for days; the content itself, the same for all screens of a sesi, holds none. The screen of an
    OPD ends with the sesi: it gets no further code and a page that says so.
    """
    pk, tamu = baca_layar(kode)
    if pk is None:
        raise Http404
    punya = request.GET.get("v", "")
    kini = cache.get(f"layar.token.{pk}")
    boleh = not tamu or cache.get(f"layar.tutup.{pk}") is False
    if kini is not None and boleh:  # within a fraction of a second: not even a transaction
        if punya == kini:
            return _tetap()
        if urai_token(punya) < urai_token(kini):
            isi = cache.get(_kunci(request, pk, kini))
            if isi is not None:
                return _berubah(isi, _alamat(pk, tamu=tamu), kini)
    return _tanya_basis_data(request, pk, tamu)


layar_isi.aksi, layar_isi.umum, layar_isi.tanpa_orang = "rapat.layar", True, True


@baca("rapat.layar", umum=True)
def _tanya_basis_data(request: HttpRequest, pk: int, tamu: bool) -> HttpResponse:
    sesi = get_object_or_404(Sesi.objects.select_related("rapat"), pk=pk)
    pada = timezone.now()
    kini = token(sesi, pada)
    cache.set(f"layar.tutup.{pk}", not sesi.berlangsung, UMUR_TOKEN)
    cache.set(f"layar.token.{pk}", kini, UMUR_TOKEN)
    if request.GET.get("v") == kini:
        return _tetap()
    if tamu and not sesi.berlangsung:
        isi = render_to_string("rapat/layar_selesai.html", {"sesi": sesi, "pada": pada})
        return _berubah(isi, request.path, kini)
    kunci = _kunci(request, pk, kini)
    isi = cache.get(kunci)
    if isi is None:
        isi = _susun(request, sesi, _tampilan(request), pada)
        cache.set(kunci, isi, UMUR_ISI)
    return _berubah(isi, _alamat(pk, tamu=tamu), kini)


def _tetap() -> HttpResponse:
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})


def _berubah(isi: str, alamat: str, kini: str) -> HttpResponse:
    kepala = {KODE: alamat, VERSI: kini, "Cache-Control": "no-store"}
    return HttpResponse(isi, headers=kepala)


def _alamat(pk: int, *, tamu: bool) -> str:
    return reverse("rapat:layar_isi", args=[kode_layar(pk, tamu=tamu)])


def _kunci(request: HttpRequest, pk: int, kini: str) -> str:
    """The address of this server is part of it, because it is drawn in the QR."""
    asal = f"{request.scheme}.{request.get_host()}"
    return f"layar.isi.{pk}.{kini}.{_tampilan(request)}.{asal}"


def _tampilan(request: HttpRequest) -> str:
    tampilan = request.GET.get("tampil", "")
    return tampilan if tampilan in TAMPILAN else TAMPILAN[0]


def _susun(request: HttpRequest, sesi: Sesi, tampilan: str, pada: datetime) -> str:
    """One screenful; the recap while no OPD is under discussion, and once the sesi is over."""
    hadir = reverse("rapat:hadir", args=[sesi.pk, kode_hadir(sesi.pk, pada)])
    konteks: dict[str, Any] = {
        "sesi": sesi,
        "pada": pada,
        "qr": qr_svg(request.build_absolute_uri(hadir)) if sesi.berlangsung else "",
    }
    if tampilan == "hadir" and sesi.berlangsung:
        return render_to_string(
            "rapat/layar_hadir.html", konteks | {"hadir": susun_layar_hadir(sesi)}
        )
    if tampilan == "selaras":
        konteks["selaras"] = susun_layar_selaras(sesi, pada)
        return render_to_string("rapat/layar_selaras.html", konteks)
    satu = susun_layar(sesi, pada) if tampilan == "opd" else None
    if satu is not None:
        return render_to_string("rapat/layar_isi.html", konteks | {"layar": satu})
    return render_to_string("rapat/layar_rekap.html", konteks | {"rekap": susun_rekap(sesi, pada)})
