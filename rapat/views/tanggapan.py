"""Answers of the OPD on the berita acara: the page of one agenda item, and what comes back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from konsolidasi.inti import titipan
from konsolidasi.inti.galat import GalatDomain, SalahKeadaan, SudahBerubah
from konsolidasi.inti.http import baca, halaman, tulis
from rapat.dokumen.arsip import muat_naskah
from rapat.forms.berita_acara import FormJawab, FormTanggapan
from rapat.layanan.berita_acara import induk_sesi
from rapat.layanan.tanggapan import ajukan_tanggapan, jawab_tanggapan
from rapat.layar.tanggapan import susun_halaman
from rapat.models import Agenda, TanggapanBeritaAcara
from rapat.pilihan import StatusBeritaAcara
from rapat.views.berita_acara import KEMBALI, tampil, temukan


@baca("rapat.lihat")
def tanggapan(request: HttpRequest, sesi: int, pk: int) -> HttpResponse:
    agenda = _agenda(request, sesi, pk)
    form = None
    if isi := titipan.ambil(request, reverse("rapat:tanggapan_kirim", args=[sesi, pk])):
        form = FormTanggapan(titipan.datar(isi))
        messages.warning(request, KEMBALI)
    return _tampil(request, agenda, form)


@tulis("rapat.tanggapi")
def tanggapan_kirim(request: HttpRequest, sesi: int, pk: int) -> HttpResponse:
    agenda = _agenda(request, sesi, pk)
    if not request.user.has_perm("rapat.tanggapi", agenda):
        raise PermissionDenied("rapat.tanggapi")
    form = FormTanggapan(request.POST)
    if not form.is_valid():
        return _tampil(request, agenda, form, status=422)
    try:
        induk = induk_sesi(agenda.sesi)
        if induk is None:
            raise SalahKeadaan("Berita acara sesi ini belum diedarkan.")
        ajukan_tanggapan(
            berita_acara=induk, agenda=agenda, teks=form.cleaned_data["teks"], oleh=request.user
        )
    except GalatDomain as galat:
        form.add_error("teks", galat.pesan)
        return _tampil(request, agenda, form, status=galat.kode_http)
    messages.success(request, "Tanggapan terkirim. Jawaban Bapperida tampil di halaman ini.")
    return redirect("rapat:tanggapan", sesi, pk)


@tulis("rapat.jawab_tanggapan")
def tanggapan_jawab(request: HttpRequest, pk: int) -> HttpResponse:
    satu = get_object_or_404(
        TanggapanBeritaAcara.objects.filter(agenda__in=Agenda.objects.untuk(request.user)),
        pk=pk,
    )
    sesi = satu.berita_acara.sesi_id
    form = FormJawab(request.POST, auto_id=f"jawab{pk}_%s")
    kode = 422
    if form.is_valid():
        try:
            jawab_tanggapan(tanggapan=satu, **form.cleaned_data, oleh=request.user)
        except SudahBerubah as galat:
            kini = galat.sekarang
            messages.error(
                request,
                f"{kini.dijawab_oleh.nama} sudah menjawab tanggapan ini"
                f" ({kini.get_status_display().lower()}): “{kini.jawaban}” Jawaban Anda tidak"
                f" tersimpan: “{form.cleaned_data['jawaban']}”",
            )
            kode = galat.kode_http
        except GalatDomain as galat:
            form.add_error(galat.medan or None, galat.pesan)
            kode = galat.kode_http
        else:
            messages.success(request, "Jawaban tersimpan dan terlihat oleh OPD.")
            return redirect("rapat:berita_acara", sesi)
    return tampil(request, temukan(request, sesi), {}, jawab={pk: form}, status=kode)


def _agenda(request: HttpRequest, sesi: int, pk: int) -> Agenda:
    baris = Agenda.objects.untuk(request.user).select_related("opd", "sesi__rapat")
    return get_object_or_404(baris, pk=pk, sesi=sesi)


def _tampil(
    request: HttpRequest, agenda: Agenda, form: FormTanggapan | None, *, status: int = 200
) -> HttpResponse:
    """Nothing of the draft is shown before it is circulated; afterwards only the own part."""
    kini = timezone.now()
    induk = induk_sesi(agenda.sesi)
    petikan = None
    if induk is not None and induk.status != StatusBeritaAcara.DRAF:
        naskah = muat_naskah(induk, pada=kini)
        if agenda.pk in {b.agenda for b in naskah.isi.bagian}:
            petikan = naskah.isi.petikan(agenda.pk)
    layar = susun_halaman(agenda, induk, request.user, kini)
    konteks = {
        "layar": layar,
        "agenda": agenda,
        "induk": induk,
        "petikan": petikan,
        "bagian": petikan.bagian[0] if petikan else None,
        "form": form or FormTanggapan(),
    }
    return halaman(request, "rapat/berita_acara_petikan.html", konteks, status=status)
