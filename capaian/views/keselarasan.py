"""Keselarasan: the findings of a year as a list, as a workbook, and computed anew."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from capaian.ekspor import keselarasan as ekspor
from capaian.forms.keselarasan import SaringTemuan
from capaian.layanan.keselarasan import perbarui_tahun
from capaian.layar.keselarasan import (
    diperiksa_pada,
    siap_baris,
    siap_tampil,
    susun_baris,
    susun_pilah,
)
from capaian.layar.selaras import baca_klaster, susun_matriks
from capaian.layar.tahun import PilihanTahun, pilih_tahun
from capaian.models import Temuan
from capaian.views.unduhan import balas_berkas, kueri_unduh, susun_keterangan
from capaian.views.unduhan_besar import BARIS_TERBANYAK, besar, tawarkan
from konsolidasi.inti.galat import TidakLengkap
from konsolidasi.inti.http import baca, halaman, tulis


@baca("capaian.lihat")
def keselarasan(request: HttpRequest) -> HttpResponse:
    tahun, saring, semua = _temuan(request)
    terpilih = saring.saring_temuan(semua)
    hal = Paginator(siap_baris(terpilih), saring.per_halaman).get_page(request.GET.get("halaman"))
    konteks = {
        "tahun": tahun,
        "saring": saring,
        "pilah": susun_pilah(saring.tanpa_jenis(semua)),
        "kelompok": saring.isi["kelompok"],
        "hal": hal,
        "baris": susun_baris(hal.object_list),
        "unduh": kueri_unduh(request, tahun.tahun),
        "diperiksa": diperiksa_pada(tahun.tahun),
        "matriks": susun_matriks(
            tahun.tahun, request.user, klaster=baca_klaster(request.GET.get("klaster", ""))
        ),
    }
    return halaman(request, "capaian/keselarasan.html", konteks)


@baca("capaian.ekspor")
@besar
def keselarasan_unduh(request: HttpRequest) -> HttpResponse:
    """Raises TidakLengkap for more rows than one workbook should hold."""
    tahun, saring, semua = _temuan(request)
    terpilih = saring.saring_temuan(semua)
    banyak, judul = terpilih.count(), ekspor.judul(tahun.tahun)
    if tawaran := tawarkan(request, judul, banyak, "temuan"):
        return tawaran
    if banyak > BARIS_TERBANYAK:
        raise TidakLengkap([], "Lebih dari 100.000 temuan. Saring jenis, klaster, atau OPD.")
    baris = susun_baris(siap_tampil(terpilih))
    buku = ekspor.susun(baris, tahun.tahun, susun_keterangan(request, saring))
    return balas_berkas(request, buku, judul)


@tulis("capaian.putuskan_temuan")
def keselarasan_perbarui(request: HttpRequest) -> HttpResponse:
    tahun = pilih_tahun(request.POST.get("tahun", ""), geser=1).tahun
    hasil = perbarui_tahun(tahun=tahun)
    messages.success(
        request,
        f"Keselarasan {tahun} diperiksa ulang: {hasil.seluruhnya} temuan, {hasil.baru} baru,"
        f" {hasil.berubah} berubah, {hasil.hilang} tidak ditemukan lagi.",
    )
    return redirect(f"{reverse('capaian:keselarasan')}?tahun={tahun}")


def _temuan(request: HttpRequest) -> tuple[PilihanTahun, SaringTemuan, QuerySet[Temuan]]:
    tahun = pilih_tahun(request.GET.get("tahun", ""), geser=1)
    saring = SaringTemuan(request.GET, pengguna=request.user, tahun=tahun.tahun)
    return tahun, saring, Temuan.objects.untuk(request.user).filter(tahun=tahun.tahun)
