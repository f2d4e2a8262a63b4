"""Figures as of the meeting, on the page of every past sesi: one OPD at a time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from konsolidasi.inti.http import baca, halaman
from opd.lingkup import lingkup
from rapat.dokumen.pada_rapat import susun_pada_rapat
from rapat.models import Agenda


@baca("rapat.lihat")
def pada_rapat(request: HttpRequest, pk: int) -> HttpResponse:
    agenda = get_object_or_404(
        Agenda.objects.untuk(request.user).select_related("opd", "sesi__rapat"), pk=pk
    )
    lain = Agenda.objects.untuk(request.user).filter(sesi=agenda.sesi_id)
    konteks = {
        "layar": susun_pada_rapat(agenda, timezone.localdate()),
        "agenda": agenda,
        "lain": lain.select_related("opd").order_by("urutan", "pk"),
        "semua": lingkup(request.user).semua,
    }
    return halaman(request, "rapat/pada_rapat.html", konteks)
