"""Indikator: the list, one of them with its history, and both as workbooks."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from capaian.ekspor import indikator as ekspor
from capaian.ekspor import riwayat as ekspor_riwayat
from capaian.forms.saring import SaringIndikator
from capaian.forms.saring_realisasi import SaringMasa
from capaian.layar.indikator import susun_rinci
from capaian.layar.indikator_daftar import susun_daftar
from capaian.layar.indikator_triwulan import tautan_triwulan
from capaian.layar.riwayat import Masa, RiwayatIndikator
from capaian.layar.riwayat_pulih import susun_baris
from capaian.layar.tahun import PilihanTahun, pilih_tahun
from capaian.models import Indikator
from capaian.views.unduhan import balas_berkas, kueri_unduh, susun_keterangan
from capaian.views.unduhan_besar import BARIS_TERBANYAK, besar, tawarkan
from konsolidasi.inti.galat import TidakLengkap
from konsolidasi.inti.http import baca, halaman
from opd.lingkup import Penanya, kueri_untuk

SEMUA = "semua"
RIWAYAT_TAMPIL, RIWAYAT_HALAMAN = 10, 50


@baca("capaian.lihat")
def indikator_daftar(request: HttpRequest) -> HttpResponse:
    pilihan, saring, baris = _tersaring(request)
    hal = Paginator(baris, saring.per_halaman).get_page(request.GET.get("halaman"))
    konteks = {
        "tahun": pilihan,
        "saring": saring,
        "hal": hal,
        "baris": susun_daftar(hal.object_list, pilihan.tahun),
        "urut": saring.isi["urut"],
        "unduh": kueri_unduh(request, pilihan.tahun),
    }
    return halaman(request, "capaian/indikator_daftar.html", konteks)


@baca("capaian.ekspor")
@besar
def indikator_unduh(request: HttpRequest) -> HttpResponse:
    """Raises TidakLengkap for more rows than one workbook should hold."""
    pilihan, saring, baris = _tersaring(request)
    banyak, judul = baris.count(), ekspor.judul(pilihan.tahun)
    if tawaran := tawarkan(request, judul, banyak):
        return tawaran
    if banyak > BARIS_TERBANYAK:
        raise TidakLengkap([], "Lebih dari 100.000 indikator. Saring klaster atau OPD lebih dulu.")
    ket = susun_keterangan(request, saring)
    return balas_berkas(
        request, ekspor.susun_lembar(susun_daftar(baris, pilihan.tahun), pilihan.tahun, ket), judul
    )


@baca("capaian.lihat")
def indikator_rinci(request: HttpRequest, pk: int) -> HttpResponse:
    indikator = _temukan(request, pk)
    pilihan = pilih_tahun(request.GET.get("tahun", ""))
    daftar = f"{reverse('capaian:indikator_daftar')}?tahun={pilihan.tahun}"
    konteks = {
        "indikator": indikator,
        "tahun": pilihan,
        "triwulan": tautan_triwulan(pilihan.tahun, pilihan),
        "remah": (
            ("Indikator", daftar),
            (indikator.opd.nama, f"{daftar}&opd={indikator.opd_id}"),
        ),
        "layar": susun_rinci(
            indikator, pilihan, hari_ini=timezone.localdate(), pengguna=request.user
        ),
        **_riwayat(request, indikator, pilihan),
    }
    return halaman(request, "capaian/indikator_rinci.html", konteks)


@baca("capaian.ekspor")
def indikator_riwayat_unduh(request: HttpRequest, pk: int) -> HttpResponse:
    """All of it, or the days from `dari` to `sampai`."""
    indikator = _temukan(request, pk)
    saring = SaringMasa(request.GET)
    riwayat = RiwayatIndikator(indikator, _masa(saring))
    ket = susun_keterangan(request, saring)
    buku = ekspor_riwayat.susun_lembar(riwayat.catatan(riwayat[:]), indikator, ket)
    return balas_berkas(request, buku, ekspor_riwayat.judul(indikator))


def _tersaring(
    request: HttpRequest,
) -> tuple[PilihanTahun, SaringIndikator, QuerySet[Indikator]]:
    pilihan = pilih_tahun(request.GET.get("tahun", ""))
    saring = SaringIndikator(request.GET, pengguna=request.user)
    baris = saring.saring(Indikator.objects.untuk(request.user)).select_related("opd")
    return pilihan, saring, baris


def _temukan(request: HttpRequest, pk: int) -> Indikator:
    for satu in _lengkap(request.user, pk=pk):
        return satu
    raise Http404


@kueri_untuk
def _lengkap(siapa: Penanya, *, pk: int) -> QuerySet:
    semua = Indikator.objects.untuk(siapa).filter(pk=pk)
    relasi = semua.select_related("opd", "urusan", "prioritas", "skala_predikat")
    return relasi.prefetch_related("skala_predikat__butir")


def _riwayat(request: HttpRequest, indikator: Indikator, pilihan: PilihanTahun) -> dict[str, Any]:
    """The newest lines, or with ?riwayat=semua every one of them page by page."""
    saring = SaringMasa(request.GET)
    riwayat = RiwayatIndikator(indikator, _masa(saring))
    semua = request.GET.get("riwayat") == SEMUA or saring.has_changed()
    hal = Paginator(riwayat, RIWAYAT_HALAMAN).get_page(request.GET.get("halaman"))
    tampil = hal.object_list if semua else riwayat[:RIWAYAT_TAMPIL]
    catatan = riwayat.catatan(tampil)
    return {
        "riwayat": susun_baris(catatan, riwayat.realisasi, indikator, request.user, timezone.now()),
        "hal": hal,
        "semua_riwayat": semua,
        "masa": saring,
        "unduh": kueri_unduh(request, pilihan.tahun),
    }


def _masa(saring: SaringMasa) -> Masa:
    isi = saring.isi
    dari, sampai = isi["dari"] or None, isi["sampai"] or None
    return Masa(*(nilai if isinstance(nilai, date) else None for nilai in (dari, sampai)))
