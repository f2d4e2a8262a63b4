"""The front page: which one a person gets depends on what the person may do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from capaian.forms.periode import SaringMatriks
from capaian.layar.matriks_cetakan import cetak_baris
from capaian.views.unduhan import kueri_unduh
from konsolidasi.dasbor.beranda import bapperida, opd
from konsolidasi.dasbor.beranda import pimpinan as halaman_pimpinan
from konsolidasi.dasbor.halaman_masa import Masa, pilih_masa
from konsolidasi.dasbor.izin import PIMPINAN
from konsolidasi.inti.cetakan import cetak_sama
from konsolidasi.inti.http import baca, halaman

JUDUL_PERENCANA, JUDUL_LAIN = "Beranda perencana", "Beranda"


@baca("opd.beranda")
def beranda(request: HttpRequest) -> HttpResponse:
    """Bapperida before an OPD of one's own: who has both finds the own rows in the matrix."""
    boleh = request.user.has_perm
    if not boleh("capaian.lihat"):
        return halaman(request, "dasbor/beranda.html", {})
    masa = pilih_masa(request.GET)
    if boleh("capaian.verifikasi"):
        return _bapperida(request, masa, JUDUL_PERENCANA)
    if boleh("capaian.isi"):
        return _opd(request, masa)
    if boleh(PIMPINAN):
        return _pimpinan(request, masa)
    return _bapperida(request, masa, JUDUL_LAIN)


@baca(PIMPINAN)
def pimpinan(request: HttpRequest) -> HttpResponse:
    return _pimpinan(request, pilih_masa(request.GET))


def _bapperida(request: HttpRequest, masa: Masa, judul: str) -> HttpResponse:
    saring = SaringMatriks(request.GET, pengguna=request.user)
    isi = bapperida.susun(
        request.user,
        masa,
        saring,
        pada=timezone.now(),
        alamat=request.build_absolute_uri,
    )
    konteks: dict[str, Any] = {
        "judul": judul,
        "masa": masa,
        "beranda": isi,
        "bagian": [(b, cetak_baris(isi.tampil, b.baris)) for b in isi.tampil.bagian],
        "saring": saring,
        "triwulan": isi.matriks.kolom,
        "unduh": kueri_unduh(request, masa.tahun, triwulan=str(masa.sampai)),
    }
    return halaman(request, "dasbor/beranda_bapperida.html", konteks)


def _opd(request: HttpRequest, masa: Masa) -> HttpResponse:
    isi = opd.susun(request.user, masa, pada=timezone.now())
    konteks = {"masa": masa, "beranda": isi, "triwulan": isi.matriks.kolom}
    return halaman(request, "dasbor/beranda_opd.html", konteks)


def _pimpinan(request: HttpRequest, masa: Masa) -> HttpResponse:
    isi = halaman_pimpinan.susun(request.user, masa, timezone.now())
    badan = cetak_sama("dasbor/pimpinan_isi.html", masa=masa, isi=isi)
    konteks = {"masa": masa, "isi": isi, "badan": badan}
    return halaman(request, "dasbor/pimpinan.html", konteks)
