"""Pohon kinerja: from the visi down to the indikator, to look at and to walk."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from capaian.ekspor import pohon as ekspor
from capaian.forms.saring_pohon import SaringPohon
from capaian.layar.indikator_triwulan import tautan_triwulan
from capaian.layar.pohon import susun_pohon
from capaian.layar.pohon_buka import Buka, baca_kunci
from capaian.layar.pohon_letak import letak_indikator
from capaian.layar.pohon_simpul import Pohon
from capaian.layar.tahun import PilihanTahun, pilih_tahun
from capaian.models import Indikator
from capaian.views.unduhan import balas_berkas, kueri_unduh, susun_keterangan
from konsolidasi.inti.http import baca, halaman
from konsolidasi.inti.waktu import Triwulan
from opd.lingkup import lingkup


@baca("capaian.lihat")
def pohon(request: HttpRequest) -> HttpResponse:
    tahun, saring, masa, isi = _susun(request)
    konteks = {
        "tahun": tahun,
        "saring": saring,
        "masa": masa,
        "triwulan": tautan_triwulan(tahun.tahun, tahun),
        "pohon": isi,
        "sebagian": saring.sebagian or not lingkup(request.user).semua,
        "unduh": kueri_unduh(request, tahun.tahun, triwulan=str(masa.nomor)),
    }
    return halaman(request, "capaian/pohon.html", konteks)


@baca("capaian.lihat")
def pohon_unduh(request: HttpRequest) -> HttpResponse:
    """The nodes that are open on the page, with its filter."""
    _, saring, masa, isi = _susun(request)
    ket = susun_keterangan(request, saring)
    return balas_berkas(request, ekspor.susun_lembar(isi, masa, ket))


def _susun(request: HttpRequest) -> tuple[PilihanTahun, SaringPohon, Triwulan, Pohon]:
    tahun = pilih_tahun(request.GET.get("tahun", ""))
    saring = SaringPohon(request.GET, pengguna=request.user)
    masa = Triwulan(tahun.tahun, saring.nomor(_triwulan_bawaan(tahun)))
    syarat = saring.syarat

    def indikator() -> QuerySet[Indikator]:
        return Indikator.objects.untuk(request.user).filter(**syarat).pada_tahun(tahun.tahun)

    isi = susun_pohon(
        indikator=indikator,
        letak=letak_indikator(request.user, tahun=tahun.tahun, **syarat),
        opd=saring.opd(request.user),
        masa=masa,
        buka=(baca_kunci(saring.isi["buka"]), baca_kunci(saring.isi["tutup"])),
        alamat=_alamat(request),
    )
    return tahun, saring, masa, isi


def _triwulan_bawaan(tahun: PilihanTahun) -> int:
    """Of the running year the running quarter, of a year gone by all of it, of a later one I."""
    berjalan = tahun.berjalan
    if berjalan is None or tahun.tahun > berjalan.tahun:
        return 1
    return berjalan.nomor if tahun.tahun == berjalan.tahun else 4


def _alamat(request: HttpRequest) -> Callable[[Buka, str], str]:
    """The same page with other nodes open, at one of them."""
    kueri = request.GET.copy()
    for nama in ("buka", "tutup"):
        kueri.pop(nama, None)
    dasar, jalur = kueri.urlencode(), reverse("capaian:pohon")

    def alamat(buka: Buka, kunci: str) -> str:
        isi = "&".join(filter(None, (dasar, buka.kueri)))
        return f"{jalur}?{isi}#{kunci}" if isi else f"{jalur}#{kunci}"

    return alamat
