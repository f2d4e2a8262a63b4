"""All versions of all targets: the list, and the workbook of exactly what is filtered."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from capaian.ekspor import target as ekspor
from capaian.forms.saring_target import SEMUA_TAHUN, SaringTarget
from capaian.layar.tahun import pilih_tahun
from capaian.layar.target_daftar import susun_daftar
from capaian.models import Target
from capaian.views.unduhan import balas_berkas, kueri_unduh, susun_keterangan
from capaian.views.unduhan_besar import BARIS_TERBANYAK, besar, tawarkan
from konsolidasi.inti.galat import TidakLengkap
from konsolidasi.inti.http import baca, halaman


@baca("capaian.lihat")
def target_daftar(request: HttpRequest) -> HttpResponse:
    saring, baris = _tersaring(request)
    hal = Paginator(baris, saring.per_halaman).get_page(request.GET.get("halaman"))
    konteks = {
        "saring": saring,
        "hal": hal,
        "baris": susun_daftar(hal.object_list, timezone.localdate()),
        "urut": saring.isi["urut"],
        "unduh": kueri_unduh(request, saring.tahun_dipilih),
        "semua_tahun": saring.tahun_dipilih == SEMUA_TAHUN,
        "tahun": saring.tahun_dipilih,
    }
    return halaman(request, "capaian/target_daftar.html", konteks)


@baca("capaian.ekspor")
@besar
def target_daftar_unduh(request: HttpRequest) -> HttpResponse:
    """Raises TidakLengkap for more rows than one workbook should hold."""
    saring, baris = _tersaring(request)
    tahun = saring.tahun_dipilih
    sebutan = "semua tahun" if tahun == SEMUA_TAHUN else tahun
    banyak, judul = baris.count(), ekspor.judul_daftar(sebutan)
    if tawaran := tawarkan(request, judul, banyak, "versi target"):
        return tawaran
    if banyak > BARIS_TERBANYAK:
        raise TidakLengkap([], "Lebih dari 100.000 versi target. Saring tahun, klaster, atau OPD.")
    semua = susun_daftar(baris, timezone.localdate())
    buku = ekspor.susun_daftar(semua, sebutan, susun_keterangan(request, saring))
    return balas_berkas(request, buku, judul)


def _tersaring(request: HttpRequest) -> tuple[SaringTarget, QuerySet[Target]]:
    """Targets of indikator that have ended stay in the list: they were promised."""
    pilihan = pilih_tahun("", geser=1)
    saring = SaringTarget(
        request.GET, pengguna=request.user, tahun=pilihan.semua, bawaan=pilihan.tahun
    )
    target = Target.objects.untuk(request.user)
    return saring, saring.saring_target(target, timezone.localdate())
