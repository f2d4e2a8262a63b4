"""The run sheet: whose turn it is, the boxes, new follow-ups, one more item."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.http import baca, halaman, is_htmx, tulis
from rapat.forms.jalannya import FormButir, FormCatatan
from rapat.layanan.jalannya import bahas, selesai_bahas, tambah_butir
from rapat.layanan.tindak_lanjut import buat_tindak_lanjut
from rapat.layar.kotak import susun_kotak
from rapat.layar.tindak_lanjut import pada_agenda
from rapat.models import Agenda, CatatanAgenda, Sesi
from rapat.pilihan import JenisCatatan
from rapat.views.agenda import form_tindak_lanjut, halaman_agenda
from rapat.views.kotak import simpan_kotak

AKSI = "rapat.catat"


@tulis(AKSI)
def agenda_bahas(request: HttpRequest, sesi: int, pk: int) -> HttpResponse:
    agenda = _temukan(request, sesi, pk)
    bahas(agenda=agenda, oleh=request.user)
    return redirect(agenda)


@tulis(AKSI)
def agenda_selesai(request: HttpRequest, sesi: int, pk: int) -> HttpResponse:
    agenda = _temukan(request, sesi, pk)
    berikut = selesai_bahas(agenda=agenda, oleh=request.user)
    if berikut is None:
        messages.success(request, "Semua OPD pada sesi ini sudah dibahas.")
    return redirect(berikut or agenda)


@tulis(AKSI)
def catatan_simpan(request: HttpRequest, sesi: int, pk: int, jenis: str) -> HttpResponse:
    """One box; answers the box again, saved or with what is wrong."""
    if jenis not in JenisCatatan.values:
        raise Http404
    agenda = _temukan(request, sesi, pk)
    form = FormCatatan(request.POST.dict(), jenis=jenis)
    balasan, status = simpan_kotak(request, agenda, form)
    if not is_htmx(request):
        if status == 200:
            return redirect(agenda)
        return halaman_agenda(request, agenda, {}, kotak={jenis: balasan}, status=status)
    catatan = CatatanAgenda.objects.filter(agenda=agenda, jenis=jenis).first()
    konteks = {
        "k": susun_kotak(jenis, catatan, balasan),
        "agenda": agenda,
        "boleh_catat": agenda.sesi.berlangsung,
    }
    return halaman(request, "rapat/agenda_kotak.html", konteks, status=status)


@tulis(AKSI)
def tindak_lanjut_buat(request: HttpRequest, sesi: int, pk: int) -> HttpResponse:
    agenda = _temukan(request, sesi, pk)
    form = form_tindak_lanjut(agenda, request.POST)
    status = 200 if form.is_valid() else 422
    if status == 200:
        try:
            buat_tindak_lanjut(agenda=agenda, oleh=request.user, **form.cleaned_data)
        except GalatDomain as galat:
            form.add_error(galat.medan if galat.medan in form.fields else None, galat.pesan)
            status = galat.kode_http
    if not is_htmx(request):
        if status == 200:
            return redirect(agenda)
        return halaman_agenda(request, agenda, {}, form_tindak=form, status=status)
    if status == 200:
        form = form_tindak_lanjut(agenda)
    konteks = {
        "agenda": agenda,
        "baru": pada_agenda(agenda, timezone.localdate())[1],
        "form": form,
        "boleh_catat": agenda.sesi.berlangsung,
    }
    return halaman(request, "rapat/agenda_tindak_lanjut.html", konteks, status=status)


@baca(AKSI)
def butir_tambah(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = get_object_or_404(Sesi.objects.untuk(request.user).select_related("rapat"), pk=pk)
    konteks = {"sesi": sesi, "form": FormButir(sesi=sesi, kini=sesi.agenda_kini)}
    return halaman(request, "rapat/butir_tambah.html", konteks)


@tulis(AKSI)
def butir_simpan(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = get_object_or_404(Sesi.objects.untuk(request.user).select_related("rapat"), pk=pk)
    form = FormButir(request.POST, sesi=sesi)
    status = 422
    if form.is_valid():
        try:
            baru = tambah_butir(sesi=sesi, judul="", oleh=request.user, **form.cleaned_data)
        except GalatDomain as galat:
            form.add_error(galat.medan if galat.medan in form.fields else None, galat.pesan)
            status = galat.kode_http
        else:
            messages.success(request, f"{baru.nama} ditambahkan pada agenda.")
            return redirect(baru)
    konteks = {"sesi": sesi, "form": form}
    return halaman(request, "rapat/butir_tambah.html", konteks, status=status)


def _temukan(request: HttpRequest, sesi: int, pk: int) -> Agenda:
    agenda = Agenda.objects.untuk(request.user).select_related("opd", "sesi__rapat")
    satu = get_object_or_404(agenda, pk=pk, sesi=sesi)
    if not request.user.has_perm(AKSI, satu.sesi):
        raise PermissionDenied(AKSI)
    return satu
