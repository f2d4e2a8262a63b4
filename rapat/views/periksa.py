"""The page behind the QR code on a berita acara: for anybody, without an account."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from konsolidasi.inti.http import baca, halaman
from rapat.dokumen.periksa import cocokkan
from rapat.dokumen.periksa import periksa as periksa_naskah
from rapat.forms.periksa import FormPeriksa
from rapat.layanan.batas import batasi
from rapat.layanan.hadir import TerlaluRamai
from rapat.models import BeritaAcara

SEMENIT = 120


@baca("rapat.periksa", umum=True)
def periksa(request: HttpRequest, kode: str) -> HttpResponse:
    """Two queries; nothing on it but what `untuk_umum` gives out."""
    try:
        alamat = request.META.get("REMOTE_ADDR", "")
        batasi("periksa", alamat, semenit=SEMENIT, pada=timezone.now())
    except TerlaluRamai as galat:
        return _balas(request, "rapat/periksa_asing.html", {"pesan": galat.pesan}, galat.kode_http)
    satu = _temukan(kode)
    if satu is None:
        pesan = "Tidak ada dokumen dengan kode ini. Pindai lagi kode di kertas, atau salin utuh."
        return _balas(request, "rapat/periksa_asing.html", {"pesan": pesan}, 404)
    form = FormPeriksa(request.GET if "sidik" in request.GET else None)
    jawaban = cocokkan(satu, form.cleaned_data["sidik"]) if form.is_valid() else None
    konteks = {"naskah": periksa_naskah(satu), "form": form, "jawaban": jawaban}
    return _balas(request, "rapat/periksa.html", konteks, 422 if form.errors else 200)


def _temukan(kode: str) -> BeritaAcara | None:
    # A zero byte is not text to PostgreSQL.
    if not kode.isprintable():
        return None
    semua = BeritaAcara.objects.select_related("sesi__rapat")
    return semua.filter(kode_periksa=kode).exclude(kode_periksa="").first()


def _balas(request: HttpRequest, template: str, konteks: dict, status: int) -> HttpResponse:
    respons = halaman(request, template, konteks, status=status)
    respons["X-Robots-Tag"] = "noindex, nofollow"
    respons["Cache-Control"] = "no-store"
    return respons
