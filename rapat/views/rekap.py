"""Recap of a rapat on the screen; its PDF is among the documents."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from konsolidasi.inti.http import baca, halaman
from opd.lingkup import lingkup
from rapat.layar.rekap import jumlah_rapat, susun_rekap
from rapat.models import Rapat


@baca("rapat.lihat")
def rekap(request: HttpRequest, pk: int) -> HttpResponse:
    """An OPD sees its own line of it, and no document of the whole."""
    rapat = get_object_or_404(Rapat.objects.untuk(request.user), pk=pk)
    sesi = susun_rekap(rapat, request.user)
    konteks = {
        "rapat": rapat,
        "sesi": sesi,
        "jumlah": jumlah_rapat(sesi),
        "semua": lingkup(request.user).semua,
    }
    return halaman(request, "rapat/rekap.html", konteks)
