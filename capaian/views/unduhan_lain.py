"""Lists of work as files: the queue of verification, the proposals of an OPD, the imports."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from capaian.ekspor import antrean as ekspor_antrean
from capaian.ekspor import impor as ekspor_impor
from capaian.ekspor import usulan as ekspor_usulan
from capaian.forms.impor import SaringImpor
from capaian.forms.saring_target import SaringUsulan
from capaian.forms.verifikasi import SaringVerifikasi
from capaian.impor.daftar import susun_daftar
from capaian.layar.realisasi import susun_realisasi
from capaian.layar.usulan import indikator_usulan, susun_usulan
from capaian.layar.verifikasi_antrean import KATA, susun_antrean
from capaian.layar.verifikasi_periode import pilih_periode
from capaian.models import Tahun
from capaian.views.unduhan import balas_berkas, susun_keterangan
from capaian.views.verifikasi_halaman import angka_url
from konsolidasi.inti.http import baca
from opd.models import Opd


@baca("capaian.verifikasi")
def verifikasi_unduh(request: HttpRequest) -> HttpResponse:
    """The rows that the page shows: one quarter, one kind, one klaster or OPD."""
    kueri = request.GET
    pilihan = pilih_periode(angka_url(kueri.get("tahun", "")), angka_url(kueri.get("tw", "")))
    if pilihan is None:
        raise Http404
    saring, periode = SaringVerifikasi(kueri, pengguna=request.user), pilihan.periode
    antrean = susun_antrean(
        periode, syarat=saring.syarat, saringan=saring.saringan, jenis=saring.isi["jenis"]
    )
    baris = susun_realisasi(antrean.urut, periode.tahun_id, timezone.now())
    pasangan = list(zip(antrean.urut, baris, strict=True))
    ket = susun_keterangan(request, saring)
    kata = KATA[antrean.jenis]
    return balas_berkas(
        request, ekspor_antrean.susun_lembar(periode.tw, kata, pasangan, antrean.baris, ket)
    )


@baca("capaian.lihat")
def usulan_unduh(request: HttpRequest, opd: int, tahun: int) -> HttpResponse:
    """What one OPD proposes for a year, with the filter of its page."""
    get_object_or_404(Tahun, pk=tahun)
    satu = get_object_or_404(Opd.objects.untuk(request.user), pk=opd)
    saring = SaringUsulan(request.GET, opd=satu.pk, tahun=tahun)
    indikator = saring.saring(indikator_usulan(satu), tahun).select_related("opd", "skala_predikat")
    baris = susun_usulan(
        indikator.prefetch_related("skala_predikat__butir"), tahun, timezone.localdate()
    )
    ket = susun_keterangan(request, saring)
    return balas_berkas(request, ekspor_usulan.susun_lembar(satu, baris, tahun, ket))


@baca("capaian.lihat")
def impor_unduh(request: HttpRequest) -> HttpResponse:
    """The imports that the page lists, the newest first."""
    saring = SaringImpor(request.GET, pengguna=request.user)
    ket = susun_keterangan(request, saring)
    baris = [
        (b.impor, b.untuk, ", ".join(h.kata for h in b.hitungan))
        for b in susun_daftar(saring.baris())
    ]
    return balas_berkas(request, ekspor_impor.susun_lembar(baris, ket))
