"""Findings of keselarasan on the run sheet: each saved by itself or with the whole page."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from konsolidasi.inti.http import halaman, is_htmx, tulis
from rapat.forms.temuan import FormTemuan
from rapat.layanan.temuan_sesi import TemuanButir
from rapat.layar.temuan_sesi import susun_kotak
from rapat.models import Agenda
from rapat.views.agenda import halaman_agenda
from rapat.views.kotak import butir_temuan, simpan_temuan

AKSI = "rapat.catat"


@tulis(AKSI)
def temuan_simpan(request: HttpRequest, sesi: int, pk: int, temuan: int) -> HttpResponse:
    """One finding; answers it again, saved or with what is wrong."""
    semua = Agenda.objects.untuk(request.user).select_related("opd", "sesi__rapat")
    agenda = get_object_or_404(semua, pk=pk, sesi=sesi)
    if not request.user.has_perm(AKSI, agenda.sesi):
        raise PermissionDenied(AKSI)
    butir = _satu(agenda, temuan)
    form = FormTemuan(request.POST.dict(), pk=temuan)
    balasan, status = simpan_temuan(request, agenda, butir, form)
    if not is_htmx(request):
        if status == 200:
            return redirect(agenda)
        return halaman_agenda(request, agenda, {}, temuan={temuan: balasan}, status=status)
    konteks = {
        "k": susun_kotak(agenda, _satu(agenda, temuan), balasan),
        "agenda": agenda,
        "boleh_catat": agenda.sesi.berlangsung,
    }
    return halaman(request, "rapat/agenda_temuan_satu.html", konteks, status=status)


def _satu(agenda: Agenda, temuan: int) -> TemuanButir:
    semua = butir_temuan(agenda)
    satu = next((b for b in semua if b.temuan.pk == temuan), None)
    if satu is None:
        raise Http404
    return satu
