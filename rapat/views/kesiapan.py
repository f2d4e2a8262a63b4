"""Whose material is missing before a sesi, and the bahan rapat as PDF."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from konsolidasi.inti.galat import TidakLengkap
from konsolidasi.inti.http import baca, halaman
from opd.lingkup import lingkup
from rapat.dokumen.bahan import susun_bahan
from rapat.dokumen.pdf import bahan_pdf as cetak_bahan
from rapat.layar.kesiapan import susun_kesiapan
from rapat.models import Agenda, Sesi
from rapat.views.undangan import PDF, halaman_kerja, kirim_berkas, tautan_kerja

AKSI = "rapat.catat"


@baca(AKSI)
def kesiapan(request: HttpRequest, pk: int) -> HttpResponse:
    """?saring=belum shows only the OPD whose material is missing."""
    sesi = get_object_or_404(Sesi.objects.untuk(request.user).select_related("rapat"), pk=pk)
    layar = susun_kesiapan(sesi, tautan_kerja(request), halaman_kerja(request), timezone.now())
    belum = request.GET.get("saring") == "belum"
    konteks = {
        "sesi": sesi,
        "layar": layar,
        "hanya_belum": belum,
        "baris": layar.belum if belum else layar.semua,
    }
    return halaman(request, "rapat/kesiapan.html", konteks)


@baca("rapat.lihat")
def bahan_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit is invited through the OPD above it, but does not read the figures of the OPD."""
    semua = Agenda.objects.untuk(request.user).select_related("opd", "sesi__rapat")
    agenda = get_object_or_404(semua, pk=pk)
    ruang = lingkup(request.user)
    if not (ruang.semua or agenda.opd_id in ruang.opd_ids):
        raise PermissionDenied("rapat.lihat")
    isi = susun_bahan(agenda.sesi, pada=timezone.now(), agenda=agenda)
    return kirim_berkas(cetak_bahan(isi), f"Bahan {agenda.opd.singkatan}.pdf", PDF)


@baca("rapat.lihat")
def bahan_semua_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """All OPD of a sesi, for those who see all of them."""
    sesi = get_object_or_404(Sesi.objects.untuk(request.user).select_related("rapat"), pk=pk)
    if not lingkup(request.user).semua:
        raise PermissionDenied("rapat.lihat")
    isi = susun_bahan(sesi, pada=timezone.now())
    if not isi:
        raise TidakLengkap([], "Agenda sesi masih kosong; belum ada bahan.")
    return kirim_berkas(cetak_bahan(isi), f"Bahan {sesi.judul}.pdf", PDF)
