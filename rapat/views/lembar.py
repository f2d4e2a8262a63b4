"""Scans of the signed attendance sheet: NIP and signatures, so only who records sees them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.http import baca, halaman, tulis
from konsolidasi.inti.jenis_berkas import PDF
from konsolidasi.inti.lampiran import jawaban, jawaban_halaman, periksa
from rapat.forms.lembar import FormCabut, FormLembar
from rapat.layanan.lembar import cabut_lembar, unggah_lembar
from rapat.layar.lembar import susun_lembar
from rapat.models import LembarHadir, Sesi
from rapat.pilihan import StatusSesi

AKSI = "rapat.catat"


@baca(AKSI)
def lembar(request: HttpRequest, pk: int) -> HttpResponse:
    return _tampil(request, _sesi(request, pk))


@tulis(AKSI)
def lembar_unggah(request: HttpRequest, pk: int) -> HttpResponse:
    """Each file by itself: what is wrong with one does not hold the others back."""
    sesi = _sesi(request, pk)
    form = FormLembar(request)
    if not form.is_valid():
        return _tampil(request, sesi, form, status=422)
    for nama, galat in form.ditolak:
        form.tambah_galat(nama, galat)
    baru = 0
    for berkas in form.cleaned_data.get("berkas", ()):
        try:
            _, ditambah = unggah_lembar(sesi=sesi, terperiksa=periksa(berkas), oleh=request.user)
        except GalatDomain as galat:
            form.tambah_galat(berkas.name, galat)
        else:
            baru += ditambah
    if baru:
        messages.success(request, f"{baru} lembar terlampir pada daftar hadir sesi ini.")
    if form.errors:
        return _tampil(request, sesi, form, status=422)
    if not baru:
        messages.info(request, "Lembar ini sudah terlampir, jadi tidak ditambah lagi.")
    return redirect("rapat:lembar", pk)


@tulis(AKSI)
def lembar_cabut(request: HttpRequest, pk: int) -> HttpResponse:
    satu = _temukan(request, pk)
    form = FormCabut(request.POST, pk=pk)
    status = 422
    if form.is_valid():
        try:
            cabut_lembar(lembar=satu, alasan=form.cleaned_data["alasan"], oleh=request.user)
        except GalatDomain as galat:
            form.add_error("alasan", galat.pesan)
            status = galat.kode_http
        else:
            messages.success(request, f"{satu.nama} dicabut. Alasannya tersimpan.")
            return redirect("rapat:lembar", satu.sesi_id)
    return _tampil(request, satu.sesi, cabut=form, pk=pk, status=status)


@baca(AKSI)
def lembar_berkas(request: HttpRequest, pk: int) -> HttpResponse:
    satu = _temukan(request, pk)
    return jawaban(request, satu.lampiran, satu.nama, unduh="unduh" in request.GET)


@baca(AKSI)
def lembar_halaman(request: HttpRequest, pk: int, nomor: int) -> HttpResponse:
    """One page of a PDF as a picture: seen without a plugin, on a phone too."""
    satu = _temukan(request, pk)
    if satu.lampiran.jenis != PDF or not 1 <= nomor <= (satu.lampiran.halaman or 0):
        raise Http404
    return jawaban_halaman(request, satu.lampiran, nomor)


def _sesi(request: HttpRequest, pk: int) -> Sesi:
    sesi = get_object_or_404(Sesi.objects.untuk(request.user).select_related("rapat"), pk=pk)
    if not request.user.has_perm(AKSI, sesi):
        raise PermissionDenied(AKSI)
    return sesi


def _temukan(request: HttpRequest, pk: int) -> LembarHadir:
    milik = Sesi.objects.untuk(request.user).values("pk")
    satu = get_object_or_404(
        LembarHadir.objects.filter(sesi__in=milik).select_related("lampiran", "sesi__rapat"), pk=pk
    )
    if not request.user.has_perm(AKSI, satu.sesi):
        raise PermissionDenied(AKSI)
    return satu


def _tampil(
    request: HttpRequest,
    sesi: Sesi,
    form: FormLembar | None = None,
    *,
    cabut: FormCabut | None = None,
    pk: int = 0,
    status: int = 200,
) -> HttpResponse:
    layar = susun_lembar(sesi, _halaman_terbuka(request))
    konteks = {
        "sesi": sesi,
        "form": form or FormLembar(),
        "butir": [
            (satu, cabut if cabut and satu.lembar.pk == pk else FormCabut(pk=satu.lembar.pk))
            for satu in layar.lembar
        ],
        "dicabut": layar.dicabut,
        "bisa_unggah": sesi.status != StatusSesi.TERJADWAL,
    }
    return halaman(request, "rapat/lembar.html", konteks, status=status)


def _halaman_terbuka(request: HttpRequest) -> dict[int, int]:
    """?l12=3 opens page 3 of sheet 12."""
    hasil = {}
    for nama, nilai in request.GET.items():
        angka = f"{nama[1:]}{nilai}"
        if nama[:1] == "l" and angka.isascii() and angka.isdigit() and len(angka) < 15:
            hasil[int(nama[1:] or 0)] = int(nilai or 1)
    return hasil
