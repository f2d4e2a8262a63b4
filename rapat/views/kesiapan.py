"""Whose material is missing before a sesi, and the bahan rapat as PDF."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from konsolidasi.inti.galat import TidakLengkap
from konsolidasi.inti.http import baca, halaman
from rapat.dokumen.bahan import susun_bahan
from rapat.dokumen.pdf import bahan_pdf as cetak_bahan
from rapat.layar.kesiapan import susun_kesiapan
from rapat.models import Agenda, Sesi
from rapat.views.dokumen import kertas, pastikan_bagian, pastikan_semua, susun
from rapat.views.undangan import PDF, halaman_kerja, kirim_berkas, tautan_kerja

AKSI = "rapat.catat"


@baca(AKSI)
def kesiapan(request: HttpRequest, pk: int) -> HttpResponse:
    """?saring=belum shows only the OPD whose material is missing.

    Who may not send invitations gets no signed link: its holder answers for the OPD.
    """
    sesi = get_object_or_404(Sesi.objects.untuk(request.user).select_related("rapat"), pk=pk)
    masuk, mengundang = halaman_kerja(request), request.user.has_perm("rapat.undang", sesi)
    tautan = tautan_kerja(request) if mengundang else masuk
    layar = susun_kesiapan(sesi, tautan, masuk, timezone.now())
    belum = request.GET.get("saring") == "belum"
    konteks = {
        "sesi": sesi,
        "layar": layar,
        "bertautan": mengundang,
        "hanya_belum": belum,
        "baris": layar.belum if belum else layar.semua,
    }
    return halaman(request, "rapat/kesiapan.html", konteks)


@baca("rapat.lihat")
def bahan_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    semua = Agenda.objects.untuk(request.user).select_related("opd", "sesi__rapat")
    agenda = get_object_or_404(semua, pk=pk)
    pastikan_bagian(request, agenda)
    isi = susun_bahan(agenda.sesi, pada=timezone.now(), agenda=agenda)
    berkas = susun(partial(cetak_bahan, isi, kertas=kertas(request)))
    return kirim_berkas(berkas, f"Bahan {agenda.opd.singkatan}.pdf", PDF)


@baca("rapat.lihat")
def bahan_semua_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """All OPD of a sesi, for those who see all of them."""
    sesi = get_object_or_404(Sesi.objects.untuk(request.user).select_related("rapat"), pk=pk)
    pastikan_semua(request)
    isi = susun_bahan(sesi, pada=timezone.now())
    if not isi:
        raise TidakLengkap([], "Agenda sesi masih kosong; belum ada bahan.")
    berkas = susun(partial(cetak_bahan, isi, kertas=kertas(request)))
    return kirim_berkas(berkas, f"Bahan {sesi.judul}.pdf", PDF)
