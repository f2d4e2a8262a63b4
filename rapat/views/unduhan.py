"""Lists of meetings as files: the sesi, the readiness of the OPD, the attendance."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from capaian.views.unduhan import balas_berkas
from konsolidasi.inti.http import baca
from rapat.ekspor.sesi import buku_hadir, buku_kesiapan, buku_sesi
from rapat.layar.daftar import daftar_rapat, susun_rapat
from rapat.layar.hadir import orang_sesi, susun_daftar, susun_orang
from rapat.layar.kesiapan import susun_kesiapan
from rapat.models import Sesi

AKSI = "rapat.catat"


@baca("rapat.lihat")
def rapat_unduh(request: HttpRequest) -> HttpResponse:
    """Every rapat in one's scope with its sesi."""
    baris = susun_rapat(list(daftar_rapat(request.user)), request.user)
    buku = buku_sesi(baris, oleh=request.user.nama, pada=timezone.now())
    return balas_berkas(request, buku)


@baca(AKSI)
def kesiapan_unduh(request: HttpRequest, pk: int) -> HttpResponse:
    """?saring=belum as on the page. Without the links, which are keys."""
    sesi, pada = _sesi(request, pk), timezone.now()
    layar = susun_kesiapan(sesi, str, str, pada)
    baris = layar.belum if request.GET.get("saring") == "belum" else layar.semua
    buku = buku_kesiapan(layar, baris, oleh=request.user.nama, pada=pada)
    return balas_berkas(request, buku)


@baca(AKSI)
def peserta_unduh(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = _sesi(request, pk)
    if not request.user.has_perm(AKSI, sesi):
        raise PermissionDenied(AKSI)
    orang = susun_orang(orang_sesi(sesi, "", None))
    buku = buku_hadir(sesi, susun_daftar(sesi), orang, oleh=request.user.nama, pada=timezone.now())
    return balas_berkas(request, buku)


def _sesi(request: HttpRequest, pk: int) -> Sesi:
    return get_object_or_404(Sesi.objects.untuk(request.user).select_related("rapat"), pk=pk)
