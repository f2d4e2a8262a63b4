"""The register of what was agreed, and what became of it."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from capaian.forms.saring import SaringOpd
from capaian.layar.tahun import pilih_tahun
from capaian.views.unduhan import balas_berkas
from konsolidasi.inti.galat import TidakLengkap
from konsolidasi.inti.http import baca, halaman
from rapat.ekspor.daftar import buku_janji
from rapat.layar.janji import daftar_janji, per_opd, ringkas, susun_janji
from rapat.querysets import KesepakatanQuerySet

PER_HALAMAN, BARIS_BERKAS = 200, 5000


@baca("rapat.lihat")
def janji(request: HttpRequest) -> HttpResponse:
    pilihan = pilih_tahun(request.GET.get("tahun", ""), geser=1)
    saring, semua = _saring(request, pilihan.tahun)
    hal = Paginator(semua, PER_HALAMAN).get_page(request.GET.get("halaman"))
    baris = susun_janji(hal.object_list, pilihan.tahun, timezone.localdate())
    kueri = request.GET.copy()
    kueri.pop("halaman", None)
    kueri["tahun"] = str(pilihan.tahun)
    konteks = {
        "tahun": pilihan,
        "saring": saring,
        "hal": hal,
        "opd": tuple(per_opd(baris)),
        "ringkas": ringkas(baris),
        "unduh": kueri.urlencode(),
    }
    return halaman(request, "rapat/janji.html", konteks)


@baca("rapat.lihat")
def janji_unduh(request: HttpRequest) -> HttpResponse:
    sekarang = timezone.localtime()
    tahun = pilih_tahun(request.GET.get("tahun", ""), geser=1).tahun
    _, semua = _saring(request, tahun)
    if semua.count() > BARIS_BERKAS:
        raise TidakLengkap([], "Lebih dari 5.000 baris. Saring klaster atau OPD lebih dahulu.")
    baris = susun_janji(semua, tahun, sekarang.date())
    buku = buku_janji(baris, tahun, oleh=request.user.nama, pada=sekarang)
    return balas_berkas(request, buku)


def _saring(request: HttpRequest, tahun: int) -> tuple[SaringOpd, KesepakatanQuerySet]:
    saring = SaringOpd(request.GET, pengguna=request.user)
    isi, semua = saring.isi, daftar_janji(request.user, tahun)
    if isi.get("klaster"):
        semua = semua.filter(indikator__opd__klaster=isi["klaster"])
    if isi.get("opd"):
        semua = semua.filter(indikator__opd=isi["opd"])
    if kata := isi["cari"].strip():
        semua = semua.filter(
            Q(indikator__nama__icontains=kata) | Q(indikator__kode__icontains=kata)
        )
    return saring, semua
