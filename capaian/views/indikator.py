from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from capaian.forms.saring import SaringIndikator
from capaian.layar.indikator import susun_daftar, susun_rinci
from capaian.layar.tahun import pilih_tahun
from capaian.models import Indikator
from konsolidasi.inti.http import baca, halaman

SEMUA = "semua"


@baca("capaian.lihat")
def indikator_daftar(request: HttpRequest) -> HttpResponse:
    pilihan = pilih_tahun(request.GET.get("tahun", ""))
    saring = SaringIndikator(request.GET, pengguna=request.user)
    baris = saring.saring(Indikator.objects.untuk(request.user)).select_related("opd")
    hal = Paginator(baris, saring.per_halaman).get_page(request.GET.get("halaman"))
    konteks = {
        "tahun": pilihan,
        "saring": saring,
        "hal": hal,
        "baris": susun_daftar(hal.object_list, pilihan.tahun),
        "urut": saring.isi["urut"],
    }
    return halaman(request, "capaian/indikator_daftar.html", konteks)


@baca("capaian.lihat")
def indikator_rinci(request: HttpRequest, pk: int) -> HttpResponse:
    indikator = get_object_or_404(
        Indikator.objects.untuk(request.user)
        .select_related("opd", "urusan", "prioritas", "skala_predikat")
        .prefetch_related("skala_predikat__butir"),
        pk=pk,
    )
    pilihan = pilih_tahun(request.GET.get("tahun", ""))
    semua_riwayat = request.GET.get("riwayat") == SEMUA
    daftar = f"{reverse('capaian:indikator_daftar')}?tahun={pilihan.tahun}"
    konteks = {
        "indikator": indikator,
        "tahun": pilihan,
        "remah": (
            ("Indikator", daftar),
            (indikator.opd.nama, f"{daftar}&opd={indikator.opd_id}"),
        ),
        "layar": susun_rinci(
            indikator, pilihan, hari_ini=timezone.localdate(), semua_riwayat=semua_riwayat
        ),
        "semua_riwayat": semua_riwayat,
    }
    return halaman(request, "capaian/indikator_rinci.html", konteks)
