"""Targets of a year side by side, from RPJMD to the last change; and the same as a workbook."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from capaian.ekspor import target as ekspor
from capaian.ekspor.daftar import TERBANYAK
from capaian.forms.saring_target import SaringBanding
from capaian.layar.banding import BERURUT, susun_banding
from capaian.layar.tahun import PilihanTahun, pilih_tahun
from capaian.models import Indikator
from capaian.views.unduhan import balas_berkas, kueri_unduh, susun_keterangan
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
def banding_unduh(request: HttpRequest) -> HttpResponse:
    """Raises TidakLengkap for more rows than one workbook should hold."""
    pilihan, saring, baris = _tersaring(request)
    semua = list(baris[: TERBANYAK + 1])
    if len(semua) > TERBANYAK:
        raise TidakLengkap([], "Lebih dari 10.000 indikator. Saring klaster atau OPD lebih dahulu.")
    isi = susun_banding(semua, pilihan.tahun, timezone.localdate())
    buku = ekspor.susun_banding(isi, pilihan.tahun, susun_keterangan(request, saring))
    return balas_berkas(buku, ekspor.judul_banding(pilihan.tahun))


def _tersaring(
    request: HttpRequest,
) -> tuple[PilihanTahun, SaringBanding, QuerySet[Indikator]]:
    pilihan = pilih_tahun(request.GET.get("tahun", ""), geser=1)
    saring = SaringBanding(request.GET, pengguna=request.user)
    indikator = Indikator.objects.untuk(request.user).aktif().select_related("opd")
    baris = saring.saring_banding(indikator, pilihan.tahun)
    return pilihan, saring, baris.order_by("opd__urutan", "opd__kode", "urutan", "kode", "pk")
