"""The role of an OPD in a priority, settled on the run sheet."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from konsolidasi.inti.galat import GalatDomain, SudahBerubah
from konsolidasi.inti.http import halaman, is_htmx, tulis
from rapat.forms.peran import FormPeran
from rapat.layanan.peran_sesi import peran_butir, putuskan_peran
from rapat.layar.peran_sesi import BalasanPeran, susun_peran
from rapat.models import Agenda
from rapat.views.agenda import halaman_agenda

AKSI = "capaian.putuskan_pelaksana"


@tulis(AKSI)
def peran_simpan(request: HttpRequest, sesi: int, pk: int, prioritas: int) -> HttpResponse:
    semua = Agenda.objects.untuk(request.user).select_related("opd", "sesi__rapat")
    agenda = get_object_or_404(semua, pk=pk, sesi=sesi)
    milik = (b.pelaksana for b in peran_butir(agenda))
    satu = next((p for p in milik if p.prioritas_id == prioritas), None)
    if satu is None:
        raise Http404
    if not request.user.has_perm(AKSI, satu):
        raise PermissionDenied(AKSI)
    form, balasan, status = FormPeran(request.POST), {}, 200
    if form.is_valid():
        isi = form.cleaned_data
        try:
            putuskan_peran(
                agenda=agenda,
                pelaksana=satu,
                setuju=isi["putusan"] == "disetujui",
                alasan=isi["alasan"],
                versi=isi["versi"],
                oleh=request.user,
            )
        except GalatDomain as galat:
            lawan = galat.sekarang if isinstance(galat, SudahBerubah) else None
            balasan = {prioritas: _balasan(form, {"baris": galat.pesan}, lawan)}
            status = galat.kode_http
            agenda.sesi.refresh_from_db(fields=["status"])
    else:
        salah = {n: " ".join(pesan) for n, pesan in form.errors.items()}
        balasan, status = {prioritas: _balasan(form, salah)}, 422
    if not is_htmx(request):
        if status == 200:
            return redirect(agenda)
        return halaman_agenda(request, agenda, {}, peran=balasan, status=status)
    konteks = {"peran": susun_peran(agenda, request.user, balasan), "agenda": agenda}
    return halaman(request, "rapat/agenda_peran.html", konteks, status=status)


def _balasan(form: FormPeran, galat: dict[str, str], lawan: object = None) -> BalasanPeran:
    return BalasanPeran(
        putusan=form.data.get("putusan", ""),
        alasan=form.data.get("alasan", ""),
        galat=galat,
        lawan=lawan,
    )
