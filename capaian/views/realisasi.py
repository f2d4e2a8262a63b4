"""All realisasi of a year or a quarter in one list, and the same list as a workbook."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from capaian.ekspor import realisasi as ekspor
from capaian.forms.saring_realisasi import SaringRealisasi
from capaian.layar.realisasi import susun_realisasi
from capaian.layar.tahun import PilihanTahun, pilih_tahun
from capaian.models import Periode, Realisasi
from capaian.views.unduhan import balas_berkas, kueri_unduh, susun_keterangan
from capaian.views.unduhan_besar import BARIS_TERBANYAK, besar, tawarkan
from konsolidasi.inti.galat import TidakLengkap
from konsolidasi.inti.http import baca, halaman


@baca("capaian.lihat")
def realisasi_daftar(request: HttpRequest) -> HttpResponse:
    pilihan, saring, baris = _tersaring(request)
    hal = Paginator(baris, saring.per_halaman).get_page(request.GET.get("halaman"))
    konteks = {
        "tahun": pilihan,
        "saring": saring,
        "hal": hal,
        "baris": susun_realisasi(list(hal.object_list), pilihan.tahun, timezone.now()),
        "urut": saring.isi["urut"],
        "unduh": kueri_unduh(request, pilihan.tahun, triwulan=saring.isi["triwulan"]),
        "jumlah_triwulan": len(saring.nomor_triwulan),
    }
    return halaman(request, "capaian/realisasi_daftar.html", konteks)


@baca("capaian.ekspor")
@besar
def realisasi_unduh(request: HttpRequest) -> HttpResponse:
    """Raises TidakLengkap for more rows than one workbook should hold."""
    pilihan, saring, baris = _tersaring(request)
    pk, judul = list(baris[: BARIS_TERBANYAK + 1]), ekspor.judul(pilihan.tahun)
    if tawaran := tawarkan(request, judul, len(pk), "realisasi"):
        return tawaran
    if len(pk) > BARIS_TERBANYAK:
        raise TidakLengkap([], "Lebih dari 100.000 realisasi. Saring klaster atau OPD lebih dulu.")
    ket = susun_keterangan(request, saring)
    isi = susun_realisasi(pk, pilihan.tahun, ket.pada)
    return balas_berkas(request, ekspor.susun_lembar(isi, pilihan.tahun, ket), judul)


def _tersaring(
    request: HttpRequest,
) -> tuple[PilihanTahun, SaringRealisasi, QuerySet[Realisasi]]:
    """Keys of the rows, in order. Two queries for the year, one for its quarters."""
    pilihan = pilih_tahun(request.GET.get("tahun", ""))
    kini = pilihan.berjalan
    bawaan = str(kini.nomor) if kini and kini.tahun == pilihan.tahun else "semua"
    saring = SaringRealisasi(request.GET, pengguna=request.user, bawaan=bawaan)
    periode = list(
        Periode.objects.filter(tahun=pilihan.tahun, triwulan__in=saring.nomor_triwulan)
        .order_by("triwulan")
        .values_list("pk", flat=True)
    )
    semua = Realisasi.objects.untuk(request.user).filter(periode__in=periode)
    return pilihan, saring, saring.saring(semua).values_list("pk", flat=True)
