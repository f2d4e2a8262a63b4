"""Attendance: the list of a sesi for the notulis, and the page behind the QR code."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from konsolidasi.inti import waktu
from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.http import baca, halaman, tulis
from rapat.forms.hadir import FormPeserta, FormPesertaNotulis, FormWaktu, SaringOrang
from rapat.kode import baca_tiket, buat_tiket, hadir_berlaku
from rapat.layanan.hadir import (
    batalkan_isian,
    batalkan_peserta,
    catat_peserta,
    catat_waktu,
    cocokkan,
)
from rapat.layar.hadir import keterangan, orang_sesi, susun_daftar, susun_orang
from rapat.models import Agenda, Peserta, Sesi
from rapat.pilihan import CaraHadir, StatusSesi

AKSI = "rapat.catat"
PER_HALAMAN = 25


@baca(AKSI)
def peserta_daftar(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = _sesi(request, pk)
    return _tampil(request, sesi, FormPesertaNotulis(sesi=sesi))


@tulis(AKSI)
def peserta_simpan(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = _sesi(request, pk)
    form = FormPesertaNotulis(request.POST, sesi=sesi)
    if not form.is_valid():
        return _tampil(request, sesi, form, status=422)
    isi = form.cleaned_data
    saat = isi.pop("hadir_pada")
    try:
        peserta = catat_peserta(
            sesi=sesi, isi=isi, cara=CaraHadir.NOTULIS, oleh=request.user, hadir_pada=saat
        )
    except GalatDomain as galat:
        form.add_error(None, galat.pesan)
        return _tampil(request, sesi, form, status=galat.kode_http)
    messages.success(request, f"{peserta.nama} tercatat hadir {waktu.pukul(peserta.hadir_pada)}.")
    return redirect("rapat:peserta_daftar", pk)


@tulis(AKSI)
def peserta_cocokkan(request: HttpRequest, pk: int) -> HttpResponse:
    """All entries through the QR that stood on the page: seen in the room, or cancelled."""
    sesi, kiriman = _sesi(request, pk), request.POST
    sampai = kiriman.get("sampai", "")
    sampai = int(sampai) if sampai.isascii() and sampai.isdigit() and len(sampai) < 19 else 0
    agenda = _agenda(sesi, kiriman.get("agenda", ""))
    try:
        if kiriman.get("langkah") == "batal":
            alasan = kiriman.get("alasan", "")
            banyak = batalkan_isian(sesi=sesi, sampai=sampai, alasan=alasan, oleh=request.user)
            messages.success(request, f"{banyak} isian dibatalkan. Alasannya tersimpan.")
        else:
            banyak = cocokkan(sesi=sesi, sampai=sampai, agenda=agenda, oleh=request.user)
            messages.success(request, f"{banyak} isian lewat QR dicocokkan.")
    except GalatDomain as galat:
        messages.error(request, galat.pesan)
        return _tampil(request, sesi, FormPesertaNotulis(sesi=sesi), status=galat.kode_http)
    if agenda is not None and kiriman.get("kembali") == "sesi":
        return redirect(agenda)
    return redirect("rapat:peserta_daftar", pk)


@baca(AKSI)
def peserta_rinci(request: HttpRequest, pk: int, peserta: int) -> HttpResponse:
    satu = _peserta(request, pk, peserta)
    return _tampil_orang(request, satu, FormWaktu.dari(satu))


@tulis(AKSI)
def peserta_ubah(request: HttpRequest, pk: int, peserta: int) -> HttpResponse:
    """Came and left at other times, left now, or entered by mistake."""
    satu = _peserta(request, pk, peserta)
    form = FormWaktu.dari(satu)
    try:
        match request.POST.get("langkah"):
            case "batal":
                alasan = request.POST.get("alasan", "")
                batalkan_peserta(peserta=satu, alasan=alasan, oleh=request.user)
                messages.success(request, f"Catatan {satu.nama} dibatalkan. Alasannya tersimpan.")
            case "pulang":
                pulang = satu.pulang_pada or max(timezone.now(), satu.hadir_pada)
                catat_waktu(peserta=satu, hadir=satu.hadir_pada, pulang=pulang, oleh=request.user)
                messages.success(request, f"{satu.nama} tercatat pulang {waktu.pukul(pulang)}.")
            case _:
                form = FormWaktu(request.POST, peserta=satu)
                if not form.is_valid():
                    return _tampil_orang(request, satu, form, status=422)
                isi = form.cleaned_data
                if form.basi and (isi["hadir"], isi["pulang"]) != (
                    satu.hadir_pada,
                    satu.pulang_pada,
                ):
                    return _bentrok(request, satu, form)
                catat_waktu(
                    peserta=satu, hadir=isi["hadir"], pulang=isi["pulang"], oleh=request.user
                )
                messages.success(request, f"Waktu {satu.nama} tersimpan.")
    except GalatDomain as galat:
        messages.error(request, galat.pesan)
        return _tampil_orang(request, satu, form, status=galat.kode_http)
    return redirect("rapat:peserta_daftar", pk)


def _bentrok(request: HttpRequest, satu: Peserta, form: FormWaktu) -> HttpResponse:
    """Somebody else saved other times since the page was opened: both stand on it."""
    hadir, _, pulang = form.tersimpan.partition("|")
    kini = f"hadir {hadir}" + (f", pulang {pulang}" if pulang else "")
    baru = form.kiriman_baru(request.POST)
    baru.add_error(None, f"Sudah diubah orang lain: {kini}. Simpan lagi bila milik Anda benar.")
    return _tampil_orang(request, satu, baru, status=409)


@baca("rapat.hadir", umum=True)
def hadir(request: HttpRequest, pk: int, kode: str) -> HttpResponse:
    """Opened by the QR code of this minute; a code of another minute or sesi is refused."""
    sesi = _berlangsung(pk)
    if sesi is None or not hadir_berlaku(pk, kode, timezone.now()):
        return halaman(request, "rapat/hadir_kedaluwarsa.html", {}, status=410)
    konteks = {"sesi": sesi, "form": FormPeserta(sesi=sesi), "tiket": buat_tiket(pk)}
    return halaman(request, "rapat/hadir.html", konteks)


@tulis("rapat.hadir", umum=True)
def hadir_simpan(request: HttpRequest, pk: int) -> HttpResponse:
    tiket = request.POST.get("tiket", "")
    sesi = _berlangsung(pk)
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


def _berlangsung(pk: int) -> Sesi | None:
    return Sesi.objects.select_related("rapat").filter(pk=pk, status=StatusSesi.BERLANGSUNG).first()


def _sesi(request: HttpRequest, pk: int) -> Sesi:
    sesi = get_object_or_404(Sesi.objects.untuk(request.user).select_related("rapat"), pk=pk)
    if not request.user.has_perm(AKSI, sesi):
        raise PermissionDenied(AKSI)
    return sesi


def _agenda(sesi: Sesi, pk: str) -> Agenda | None:
    """The item that is named; None for the whole sesi."""
    if not pk:
        return None
    nomor = int(pk) if pk.isascii() and pk.isdigit() and len(pk) < 19 else 0
    return get_object_or_404(sesi.agenda.select_related("opd"), pk=nomor)


def _peserta(request: HttpRequest, pk: int, peserta: int) -> Peserta:
    sesi = _sesi(request, pk)
    baris = sesi.peserta.select_related("sesi__rapat", "agenda__opd", "dicatat_oleh")
    return get_object_or_404(baris, pk=peserta)


def _tampil(
    request: HttpRequest, sesi: Sesi, form: FormPesertaNotulis, *, status: int = 200
) -> HttpResponse:
    daftar = susun_daftar(sesi)
    saring = SaringOrang(request.GET, agenda=[o.agenda for o in daftar.opd])
    baris = orang_sesi(sesi, *saring.pilihan())
    hal = Paginator(baris, PER_HALAMAN).get_page(request.GET.get("halaman"))
    konteks: dict[str, Any] = {
        "sesi": sesi,
        "form": form,
        "daftar": daftar,
        "saring": saring,
        "hal": hal,
        "orang": susun_orang(hal.object_list),
    }
    return halaman(request, "rapat/peserta.html", konteks, status=status)


def _tampil_orang(
    request: HttpRequest, satu: Peserta, form: FormWaktu, *, status: int = 200
) -> HttpResponse:
    konteks = {
        "sesi": satu.sesi,
        "peserta": satu,
        "keterangan": keterangan(satu),
        "form": form,
        "terbuka": satu.dibatalkan_pada is None and not satu.sesi.terkunci,
    }
    return halaman(request, "rapat/peserta_rinci.html", konteks, status=status)
