"""The signed scan of a berita acara: attached by Bapperida, read by those who read it whole."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.http import baca, halaman, tulis
from konsolidasi.inti.jenis_berkas import PDF
from konsolidasi.inti.lampiran import jawaban, jawaban_halaman
from konsolidasi.inti.models import Lampiran
from rapat.forms.berita_acara import FormPindaian
from rapat.layanan.pindaian import pasang_pindaian, riwayat_pindaian
from rapat.layar.berita_acara import lihat_utuh
from rapat.layar.pindaian import nama_pindaian, susun_pindaian
from rapat.models import BeritaAcara
from rapat.views.berita_acara import tampil, temukan


@tulis("rapat.tetapkan")
def pindaian_simpan(request: HttpRequest, pk: int) -> HttpResponse:
    satu = _temukan(request, pk)
    form = FormPindaian(request, auto_id=f"pindai{pk}_%s")
    kode = max((galat.kode_http for _, galat in form.ditolak), default=422)
    if form.is_valid():
        try:
            pasang_pindaian(
                berita_acara=satu, berkas=form.cleaned_data["berkas"], oleh=request.user
            )
        except GalatDomain as galat:
            form.add_error("berkas", galat.pesan)
            kode = galat.kode_http
        else:
            messages.success(request, "Pindaian bertanda tangan terpasang.")
            return redirect("rapat:berita_acara", satu.sesi_id)
    sesi = temukan(request, satu.sesi_id)
    return tampil(request, sesi, {}, pindai={pk: form}, status=kode)


@baca("rapat.lihat")
def pindaian(request: HttpRequest, pk: int, lampiran: int) -> HttpResponse:
    satu, berkas = _berkas(request, pk, lampiran)
    teks = request.GET.get("hal", "")
    nomor = int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 7 else None
    konteks = {
        "satu": satu,
        "sesi": satu.sesi,
        "berkas": susun_pindaian(satu, berkas, nomor),
        "kini": satu.pindaian_id == berkas.pk,
        "terpasang": berkas,
    }
    return halaman(request, "rapat/berita_acara_pindaian.html", konteks)


@baca("rapat.lihat")
def pindaian_berkas(request: HttpRequest, pk: int, lampiran: int) -> HttpResponse:
    satu, berkas = _berkas(request, pk, lampiran)
    return jawaban(request, berkas, nama_pindaian(satu), unduh="unduh" in request.GET)


@baca("rapat.lihat")
def pindaian_halaman(request: HttpRequest, pk: int, lampiran: int, nomor: int) -> HttpResponse:
    """One page of a PDF as a picture."""
    _, berkas = _berkas(request, pk, lampiran)
    if berkas.jenis != PDF or not 1 <= nomor <= (berkas.halaman or 0):
        raise Http404
    return jawaban_halaman(request, berkas, nomor)


def _temukan(request: HttpRequest, pk: int) -> BeritaAcara:
    """For an OPD there is none: everybody's NIP and signature stand on it."""
    if not lihat_utuh(request.user):
        raise Http404
    semua = BeritaAcara.objects.untuk(request.user).select_related("sesi__rapat")
    return get_object_or_404(semua, pk=pk)


def _berkas(request: HttpRequest, pk: int, lampiran: int) -> tuple[BeritaAcara, Lampiran]:
    satu = _temukan(request, pk)
    if lampiran not in riwayat_pindaian(satu.sesi_id).get(satu.pk, {}):
        raise Http404
    return satu, get_object_or_404(Lampiran, pk=lampiran)
