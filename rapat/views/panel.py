"""Panels of the rapat on pages of the apps below; they know only the names of these URLs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from capaian.models import Indikator, Temuan
from konsolidasi.inti.http import baca, halaman, is_htmx
from rapat.layar.panel import susun_panel, susun_panel_temuan


@baca("rapat.lihat")
def indikator_panel(request: HttpRequest, pk: int) -> HttpResponse:
    """The panel for htmx, and the same as a page of its own without JavaScript."""
    indikator = get_object_or_404(
        Indikator.objects.untuk(request.user).select_related("opd"), pk=pk
    )
    konteks = {"indikator": indikator, "baris": susun_panel(indikator, request.user)}
    potongan = "panel" if is_htmx(request) else ""
    return halaman(request, "rapat/panel.html", konteks, potongan=potongan)


@baca("rapat.lihat")
def temuan_panel(request: HttpRequest, pk: int) -> HttpResponse:
    temuan = get_object_or_404(Temuan.objects.untuk(request.user), pk=pk)
    konteks = {"t": temuan, "baris": susun_panel_temuan(temuan, request.user)}
    potongan = "panel" if is_htmx(request) else ""
    return halaman(request, "rapat/panel_temuan.html", konteks, potongan=potongan)
