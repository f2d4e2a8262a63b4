"""Meetings, one meeting, and the way into a sesi."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from konsolidasi.inti.galat import SalahKeadaan
from konsolidasi.inti.http import baca, halaman, tulis
from rapat.layanan.tindak_lanjut import mulai_sesi
from rapat.layar.agenda import susun_giliran
from rapat.layar.daftar import daftar_rapat, susun_rapat
from rapat.models import Rapat, Sesi

PER_HALAMAN = 20


@baca("rapat.lihat")
def rapat_daftar(request: HttpRequest) -> HttpResponse:
    hal = Paginator(daftar_rapat(request.user), PER_HALAMAN).get_page(request.GET.get("halaman"))
    baris = susun_rapat(list(hal.object_list), request.user)
    return halaman(request, "rapat/daftar.html", {"hal": hal, "baris": baris})


@baca("rapat.lihat")
def rapat_rinci(request: HttpRequest, pk: int) -> HttpResponse:
    rapat = get_object_or_404(Rapat.objects.untuk(request.user), pk=pk)
    konteks = {"rapat": rapat, "baris": susun_rapat([rapat], request.user)[0].sesi}
    return halaman(request, "rapat/rinci.html", konteks)


@baca("rapat.lihat")
def sesi_rinci(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens the first OPD that still needs a decision; an OPD opens its own item."""
    sesi = get_object_or_404(Sesi.objects.untuk(request.user).select_related("rapat"), pk=pk)
    semua = list(sesi.agenda.select_related("opd", "kehadiran").order_by("urutan", "pk"))
    giliran = susun_giliran(semua, request.user)
    if not giliran:
        return halaman(request, "rapat/sesi_kosong.html", {"sesi": sesi})
    tujuan = next((g for g in giliran if not g.selesai), giliran[0])
    return redirect(tujuan.agenda)


@tulis("rapat.catat")
def sesi_mulai(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = get_object_or_404(Sesi.objects.untuk(request.user), pk=pk)
    try:
        mulai_sesi(sesi=sesi, oleh=request.user)
    except SalahKeadaan:
        sesi.refresh_from_db()
        if not sesi.berlangsung:
            raise
        messages.info(request, f"{sesi.judul} sudah dimulai.")
    else:
        messages.success(request, f"{sesi.judul} dimulai. Kesepakatan dapat dicatat.")
    return redirect(sesi)
