"""Targets of a year side by side, from RPJMD to the last change; and the same as a workbook."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from capaian.ekspor import target as ekspor
from capaian.forms.saring_target import SaringBanding
from capaian.layar.banding import BERURUT, susun_banding
from capaian.layar.tahun import PilihanTahun, pilih_tahun
from capaian.models import Indikator
from capaian.views.unduhan import balas_berkas, kueri_unduh, susun_keterangan
from capaian.views.unduhan_besar import BARIS_TERBANYAK, besar, tawarkan
from konsolidasi.inti.galat import TidakLengkap
from konsolidasi.inti.http import baca, halaman


@baca("capaian.lihat")
def banding(request: HttpRequest) -> HttpResponse:
    pilihan, saring, baris = _tersaring(request)
    hal = Paginator(baris, saring.per_halaman).get_page(request.GET.get("halaman"))
    konteks = {
        "tahun": pilihan,
        "saring": saring,
        "hal": hal,
        "baris": susun_banding(hal.object_list, pilihan.tahun, timezone.localdate()),
        "sumber": BERURUT,
        "hanya_beda": bool(saring.isi["hanya"]),
        "unduh": kueri_unduh(request, pilihan.tahun),
    }
    return halaman(request, "capaian/banding.html", konteks)


@baca("capaian.ekspor")
@besar
def banding_unduh(request: HttpRequest) -> HttpResponse:
    """Raises TidakLengkap for more rows than one workbook should hold."""
    pilihan, saring, baris = _tersaring(request)
    banyak, judul = baris.count(), ekspor.judul_banding(pilihan.tahun)
    if tawaran := tawarkan(request, judul, banyak):
        return tawaran
    if banyak > BARIS_TERBANYAK:
        raise TidakLengkap([], "Lebih dari 100.000 indikator. Saring klaster atau OPD lebih dulu.")
    isi = susun_banding(list(baris), pilihan.tahun, timezone.localdate())
    buku = ekspor.susun_banding(isi, pilihan.tahun, susun_keterangan(request, saring))
    return balas_berkas(request, buku, judul)


def _tersaring(
    request: HttpRequest,
) -> tuple[PilihanTahun, SaringBanding, QuerySet[Indikator]]:
    pilihan = pilih_tahun(request.GET.get("tahun", ""), geser=1)
    saring = SaringBanding(request.GET, pengguna=request.user)
    indikator = Indikator.objects.untuk(request.user).aktif().select_related("opd")
    baris = saring.saring_banding(indikator, pilihan.tahun)
    return pilihan, saring, baris.order_by("opd__urutan", "opd__kode", "urutan", "kode", "pk")
