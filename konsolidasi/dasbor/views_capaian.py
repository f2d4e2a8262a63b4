"""Pages of capaian: the entry page with its workbook, klaster, prioritas and OPD."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from capaian.forms.saring_capaian import SaringCapaian
from capaian.models import Prioritas
from capaian.views.unduhan import balas_berkas, kueri_unduh, susun_keterangan
from konsolidasi.dasbor import ekspor_capaian as ekspor
from konsolidasi.dasbor.halaman_capaian import HalamanCapaian, susun_capaian
from konsolidasi.dasbor.halaman_klaster import susun_klaster
from konsolidasi.dasbor.halaman_masa import TRIWULAN, Masa, pilih_masa
from konsolidasi.dasbor.halaman_opd import susun_opd
from konsolidasi.dasbor.halaman_prioritas import susun_prioritas
from konsolidasi.dasbor.halaman_ruang import muat_ruang
from konsolidasi.inti.alamat import alamat_halaman
from konsolidasi.inti.http import baca, halaman
from opd.lingkup import lingkup
from opd.models import Klaster, Opd


@baca("capaian.lihat")
def capaian_kota(request: HttpRequest) -> HttpResponse:
    saring, isi = _kota(request)
    return _halaman(
        request,
        "dasbor/capaian_kota.html",
        isi.masa,
        isi=isi,
        saring=saring,
        semua=lingkup(request.user).semua,
        unduh=_kueri(request, isi.masa),
    )


@baca("capaian.ekspor")
def capaian_kota_unduh(request: HttpRequest) -> HttpResponse:
    saring, isi = _kota(request)
    ket = susun_keterangan(request, saring)
    return balas_berkas(request, ekspor.susun_lembar(isi, ket), ekspor.judul(isi))


def _kota(request: HttpRequest) -> tuple[SaringCapaian, HalamanCapaian]:
    masa, ruang = pilih_masa(request.GET), muat_ruang(request.user)
    saring = SaringCapaian(request.GET, klaster=ruang.klaster, urusan=ruang.urusan)
    tersaring = ruang.saring(saring.pilihan("klaster"))
    return saring, susun_capaian(request.user, masa, tersaring, saring.pilihan("urusan"))


@baca("capaian.lihat")
def klaster_rinci(request: HttpRequest, pk: int) -> HttpResponse:
    """Only what the person may see of it; nothing of it is 404."""
    klaster = get_object_or_404(Klaster, pk=pk)
    masa, ruang = pilih_masa(request.GET), muat_ruang(request.user).saring(klaster.pk)
    if not ruang:
        raise Http404
    saring = SaringCapaian(request.GET, urusan=ruang.urusan)
    isi = susun_klaster(klaster, masa, ruang, saring.pilihan("urusan"))
    unduh = _kueri(request, masa, klaster=klaster.pk)
    return _halaman(request, "dasbor/klaster.html", masa, isi=isi, saring=saring, unduh=unduh)


@baca("capaian.lihat")
def prioritas_rinci(request: HttpRequest, pk: int) -> HttpResponse:
    """Every prioritas is for everybody to see, its OPD and indikator as far as the person may."""
    prioritas = get_object_or_404(Prioritas.objects.select_related("visi"), pk=pk)
    masa, ruang = pilih_masa(request.GET), muat_ruang(request.user)
    saring = SaringCapaian(request.GET, klaster=ruang.klaster, urusan=ruang.urusan)
    isi = susun_prioritas(
        prioritas,
        masa,
        ruang.saring(saring.pilihan("klaster")),
        saring.pilihan("urusan"),
        pengguna=request.user,
        hal=request.GET.get("halaman"),
    )
    unduh = _kueri(request, masa, prioritas=prioritas.pk)
    return _halaman(request, "dasbor/prioritas.html", masa, isi=isi, saring=saring, unduh=unduh)


@baca("capaian.lihat")
def opd_rinci(request: HttpRequest, pk: int) -> HttpResponse:
    opd = get_object_or_404(Opd.objects.untuk(request.user).select_related("klaster"), pk=pk)
    masa, ruang = pilih_masa(request.GET), muat_ruang(request.user)
    saring = SaringCapaian(request.GET, urusan=ruang.urusan_milik(opd.pk))
    isi = susun_opd(
        opd,
        masa,
        ruang,
        saring.pilihan("urusan"),
        pengguna=request.user,
        hal=request.GET.get("halaman"),
    )
    unduh = _kueri(request, masa, opd=opd.pk)
    return _halaman(request, "dasbor/opd.html", masa, isi=isi, saring=saring, unduh=unduh)


def _halaman(request: HttpRequest, template: str, masa: Masa, **lain: object) -> HttpResponse:
    remah = (("Capaian", f"{alamat_halaman('capaian_kota')}?{masa.kueri}"),)
    konteks = {"masa": masa, "triwulan": TRIWULAN, "remah": remah, **lain}
    return halaman(request, template, konteks)


def _kueri(request: HttpRequest, masa: Masa, **tetap: int) -> str:
    """The filter of the page for its download, and what the page itself is about."""
    lain = {nama: str(pk) for nama, pk in tetap.items()}
    return kueri_unduh(request, masa.tahun, triwulan=str(masa.sampai), **lain)
