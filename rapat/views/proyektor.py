"""The projector page and what it asks for every two seconds."""

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from konsolidasi.inti.dokumen import qr_svg
from konsolidasi.inti.http import baca, halaman
from rapat.kode import baca_layar, kode_hadir, kode_layar
from rapat.layar.proyektor import susun_layar, susun_rekap, token
from rapat.models import Sesi

TAMPILAN = ("opd", "rekap")
# How old a screen may be in one process: two hundred screens then cost a handful of queries.
UMUR_TOKEN, UMUR_ISI = 0.3, 120


@baca("rapat.lihat")
def layar(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = get_object_or_404(Sesi.objects.untuk(request.user).select_related("rapat"), pk=pk)
    tampilan = _tampilan(request)
    konteks = {
        "sesi": sesi,
        "tampilan": tampilan,
        "isi": _isi(request, sesi, tampilan, kode_layar(sesi.pk)),
    }
    return halaman(request, "rapat/layar.html", konteks)


def layar_isi(request: HttpRequest, kode: str) -> HttpResponse:
    """204 while nothing changed. No account is asked: the signed code came from the page."""
    pk = baca_layar(kode)
    if pk is None:
        raise Http404
    kini = cache.get(f"layar.token.{pk}")
    if kini is not None and _sama(request, kini):
        return HttpResponse(status=204)  # not even a transaction
    return _jawab(request, pk, kode)


layar_isi.aksi, layar_isi.umum, layar_isi.tanpa_orang = "rapat.layar", True, True


def _sama(request: HttpRequest, kini: str) -> bool:
    return request.GET.get("v") == f"{kini}.{_tampilan(request)}"


@baca("rapat.layar", umum=True)
def _jawab(request: HttpRequest, pk: int, kode: str) -> HttpResponse:
    tampilan = _tampilan(request)
    kini = token(get_object_or_404(Sesi, pk=pk), timezone.now())
    cache.set(f"layar.token.{pk}", kini, UMUR_TOKEN)
    if _sama(request, kini):
        return HttpResponse(status=204)
    kunci = f"layar.isi.{pk}.{kini}.{tampilan}"
    isi = cache.get(kunci)
    if isi is None:
        sesi = get_object_or_404(Sesi.objects.select_related("rapat"), pk=pk)
        isi = _isi(request, sesi, tampilan, kode)
        cache.set(kunci, isi, UMUR_ISI)
    return HttpResponse(isi)


def _tampilan(request: HttpRequest) -> str:
    tampilan = request.GET.get("tampil", "")
    return tampilan if tampilan in TAMPILAN else TAMPILAN[0]


def _isi(request: HttpRequest, sesi: Sesi, tampilan: str, kode: str) -> str:
    pada = timezone.now()
    layar_opd = susun_layar(sesi, pada) if tampilan == "opd" else None
    hadir = reverse("rapat:hadir", args=[sesi.pk, kode_hadir(sesi.pk, pada)])
    konteks = {
        "sesi": sesi,
        "layar": layar_opd,
        "rekap": () if layar_opd else susun_rekap(sesi, pada),
        "tampilan": tampilan,
        "tanya": f"{reverse('rapat:layar_isi', args=[kode])}?tampil={tampilan}"
        f"&v={token(sesi, pada)}.{tampilan}",
        "qr": qr_svg(request.build_absolute_uri(hadir)) if sesi.berlangsung else "",
    }
    return render_to_string("rapat/layar_isi.html", konteks)
