from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from capaian.ekspor.kop import muat_logo, muat_penerbit
from capaian.ekspor.rekap import bagi_halaman, susun_rekap
from capaian.ekspor.rekap_lembar import Cetakan, susun_buku
from capaian.forms.saring import SaringOpd
from capaian.layar.tahun import pilih_tahun
from capaian.models import Indikator
from capaian.views.unduhan import balas_berkas
from capaian.views.unduhan_besar import besar, tawarkan
from konsolidasi.inti.galat import TidakLengkap
from konsolidasi.inti.http import baca, halaman
from konsolidasi.inti.tata_letak import KERTAS
from opd.lingkup import lingkup

BARIS_HALAMAN, BARIS_BERKAS = 400, 100_000


@baca("capaian.ekspor")
def rekap(request: HttpRequest) -> HttpResponse:
    pilihan = pilih_tahun(request.GET.get("tahun", ""))
    saring = SaringOpd(request.GET, pengguna=request.user)
    indikator = saring.saring(Indikator.objects.untuk(request.user)).pada_tahun(pilihan.tahun)
    hal = Paginator(bagi_halaman(indikator, BARIS_HALAMAN), 1).get_page(request.GET.get("halaman"))
    opd = [pk for bagian in hal.object_list for pk in bagian]
    konteks = {
        "tahun": pilihan,
        "saring": saring,
        "hal": hal,
        "rekap": susun_rekap(indikator.filter(opd__in=opd), pilihan.tahun),
        "banyak": indikator.count(),
        "unduh": _kueri(request, pilihan.tahun),
        "utuh": _utuh(request, saring) and not hal.has_other_pages(),
    }
    return halaman(request, "capaian/rekap.html", konteks)


@baca("capaian.ekspor")
@besar
def rekap_unduh(request: HttpRequest) -> HttpResponse:
    """Raises TidakLengkap for more rows than one workbook should hold."""
    tahun = pilih_tahun(request.GET.get("tahun", "")).tahun
    saring = SaringOpd(request.GET, pengguna=request.user)
    indikator = saring.saring(Indikator.objects.untuk(request.user)).pada_tahun(tahun)
    banyak = indikator.count()
    if tawaran := tawarkan(request, f"Rekap capaian {tahun}", banyak):
        return tawaran
    if banyak > BARIS_BERKAS:
        raise TidakLengkap([], "Lebih dari 100.000 indikator. Saring klaster atau OPD lebih dulu.")
    sekarang = timezone.localtime()
    kertas, penerbit = request.GET.get("kertas", ""), muat_penerbit(sekarang.date())
    cetakan = Cetakan(
        pada=sekarang,
        oleh=request.user.nama,
        penerbit=penerbit,
        kertas=kertas if kertas in KERTAS else "a4",
        saringan=_sebutan(request, saring),
        utuh=_utuh(request, saring),
        logo=muat_logo(penerbit.opd),
    )
    return balas_berkas(request, susun_buku(susun_rekap(indikator, tahun), cetakan))


def _utuh(request: HttpRequest, saring: SaringOpd) -> bool:
    """Whether each klaster that is shown is there with all its indikator."""
    return lingkup(request.user).semua and not (saring.isi.get("opd") or saring.isi["cari"])


def _sebutan(request: HttpRequest, saring: SaringOpd) -> str:
    """In words what the workbook is limited to."""
    isi, bagian = saring.isi, []
    for nama in ("klaster", "opd"):
        if isi.get(nama):
            medan = saring.fields[nama]
            bagian.append(f"{medan.label} {dict(medan.choices)[isi[nama]]}")
    if isi["cari"]:
        bagian.append(f"kata “{isi['cari']}”")
    if not lingkup(request.user).semua:
        bagian.append(f"OPD dalam lingkup {request.user.nama}")
    return ", ".join(bagian)


def _kueri(request: HttpRequest, tahun: int) -> str:
    """The filter of this page, for the download of all its rows."""
    kueri = request.GET.copy()
    for nama in ("halaman", "kertas", "berkas"):
        kueri.pop(nama, None)
    kueri["tahun"] = str(tahun)
    return kueri.urlencode()
