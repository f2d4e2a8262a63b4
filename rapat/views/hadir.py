"""Attendance: the list of a sesi for the notulis, and the page behind the QR code."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from konsolidasi.inti import waktu
from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.http import baca, halaman, tulis
from rapat.forms.hadir import FormPeserta
from rapat.kode import baca_tiket, buat_tiket, hadir_berlaku
from rapat.layanan.hadir import batalkan_peserta, catat_peserta, catat_pulang
from rapat.layar.hadir import susun_daftar
from rapat.models import Peserta, Sesi
from rapat.pilihan import CaraHadir, StatusSesi

AKSI = "rapat.catat"


@baca(AKSI)
def peserta_daftar(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = _sesi(request, pk)
    return _tampil(request, sesi, FormPeserta(sesi=sesi))


@tulis(AKSI)
def peserta_simpan(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = _sesi(request, pk)
    form = FormPeserta(request.POST, sesi=sesi)
    if not form.is_valid():
        return _tampil(request, sesi, form, status=422)
    try:
        peserta = catat_peserta(
            sesi=sesi, isi=form.cleaned_data, cara=CaraHadir.NOTULIS, oleh=request.user
        )
    except GalatDomain as galat:
        form.add_error(None, galat.pesan)
        return _tampil(request, sesi, form, status=galat.kode_http)
    messages.success(request, f"{peserta.nama} tercatat hadir {waktu.pukul(peserta.hadir_pada)}.")
    return redirect("rapat:peserta_daftar", pk)


@tulis(AKSI)
def peserta_ubah(request: HttpRequest, pk: int, peserta: int) -> HttpResponse:
    """Left, or entered by mistake."""
    sesi = _sesi(request, pk)
    satu = get_object_or_404(Peserta.objects.select_related("sesi"), pk=peserta, sesi=sesi)
    try:
        if request.POST.get("langkah") == "pulang":
            catat_pulang(peserta=satu, oleh=request.user)
            messages.success(request, f"{satu.nama} tercatat pulang.")
        else:
            alasan = request.POST.get("alasan", "")
            batalkan_peserta(peserta=satu, alasan=alasan, oleh=request.user)
            messages.success(request, f"Catatan {satu.nama} dibatalkan. Alasannya tersimpan.")
    except GalatDomain as galat:
        messages.error(request, galat.pesan)
        return _tampil(request, sesi, FormPeserta(sesi=sesi), status=galat.kode_http)
    return redirect("rapat:peserta_daftar", pk)


@baca("rapat.hadir", umum=True)
def hadir(request: HttpRequest, pk: int, kode: str) -> HttpResponse:
    """Opened by the QR code of this minute; a code of another minute or sesi is refused."""
    sesi = Sesi.objects.select_related("rapat").filter(pk=pk, status=StatusSesi.BERLANGSUNG).first()
    if sesi is None or not hadir_berlaku(pk, kode, timezone.now()):
        return halaman(request, "rapat/hadir_kedaluwarsa.html", {}, status=410)
    konteks = {"sesi": sesi, "form": FormPeserta(sesi=sesi), "tiket": buat_tiket(pk)}
    return halaman(request, "rapat/hadir.html", konteks)


@tulis("rapat.hadir", umum=True)
def hadir_simpan(request: HttpRequest, pk: int) -> HttpResponse:
    tiket = request.POST.get("tiket", "")
    sesi = Sesi.objects.select_related("rapat").filter(pk=pk, status=StatusSesi.BERLANGSUNG).first()
    if sesi is None or baca_tiket(tiket) != pk:
        return halaman(request, "rapat/hadir_kedaluwarsa.html", {}, status=410)
    form = FormPeserta(request.POST, sesi=sesi)
    konteks = {"sesi": sesi, "form": form, "tiket": tiket}
    if not form.is_valid():
        return halaman(request, "rapat/hadir.html", konteks, status=422)
    try:
        peserta = catat_peserta(sesi=sesi, isi=form.cleaned_data, cara=CaraHadir.QR, oleh=None)
    except GalatDomain as galat:
        form.add_error(None, galat.pesan)
        return halaman(request, "rapat/hadir.html", konteks, status=galat.kode_http)
    konteks = {"sesi": sesi, "peserta": peserta}
    return halaman(request, "rapat/hadir_tercatat.html", konteks)


def _sesi(request: HttpRequest, pk: int) -> Sesi:
    sesi = get_object_or_404(Sesi.objects.untuk(request.user).select_related("rapat"), pk=pk)
    if not request.user.has_perm(AKSI, sesi):
        raise PermissionDenied(AKSI)
    return sesi


def _tampil(
    request: HttpRequest, sesi: Sesi, form: FormPeserta, *, status: int = 200
) -> HttpResponse:
    konteks = {"sesi": sesi, "form": form, "daftar": susun_daftar(sesi)}
    return halaman(request, "rapat/peserta.html", konteks, status=status)
