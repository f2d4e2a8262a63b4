"""The kepala OPD confirms what a representative agreed, or Bapperida records the letter."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from konsolidasi.inti import titipan
from konsolidasi.inti.galat import GalatDomain, SudahBerubah
from konsolidasi.inti.http import baca, halaman, tulis
from rapat.forms.konfirmasi import SETUJU, FormKonfirmasi, FormKonfirmasiSurat
from rapat.layanan.konfirmasi import (
    catat_konfirmasi,
    disepakati,
    putuskan_konfirmasi,
    sidik_sepakat,
)
from rapat.layar.konfirmasi import susun_konfirmasi
from rapat.models import Agenda

AKSI, AKSI_SURAT = "rapat.konfirmasi", "rapat.tetapkan"


@baca("rapat.lihat")
def konfirmasi(request: HttpRequest, pk: int) -> HttpResponse:
    agenda = _temukan(request, pk)
    form: dict[str, FormKonfirmasi] = {}
    for nama, kelas in (("simpan", FormKonfirmasi), ("catat", FormKonfirmasiSurat)):
        isi = titipan.ambil(request, reverse(f"rapat:konfirmasi_{nama}", args=[pk]))
        if isi is not None:
            form[nama] = kelas(titipan.datar(isi))
            messages.warning(request, "Ketikan Anda sebelum sesi berakhir belum tersimpan.")
    return _tampil(request, agenda, form)


@tulis(AKSI)
def konfirmasi_simpan(request: HttpRequest, pk: int) -> HttpResponse:
    agenda = _temukan(request, pk)
    if not request.user.has_perm(AKSI, agenda):
        raise PermissionDenied(AKSI)
    form = FormKonfirmasi(request.POST)
    if not form.is_valid():
        return _tampil(request, agenda, {"simpan": form}, status=422)
    isi = form.cleaned_data
    try:
        putuskan_konfirmasi(
            agenda=agenda,
            setuju=isi["putusan"] == SETUJU,
            alasan=isi["alasan"],
            sidik=isi["sidik"],
            oleh=request.user,
        )
    except GalatDomain as galat:
        return _tolak(request, agenda, "simpan", form, galat)
    messages.success(request, "Jawaban Anda tersimpan dan tercatat pada berita acara.")
    return redirect("rapat:konfirmasi", pk)


@tulis(AKSI_SURAT)
def konfirmasi_catat(request: HttpRequest, pk: int) -> HttpResponse:
    agenda = _temukan(request, pk)
    form = FormKonfirmasiSurat(request.POST)
    if not form.is_valid():
        return _tampil(request, agenda, {"catat": form}, status=422)
    isi = form.cleaned_data
    try:
        catat_konfirmasi(
            agenda=agenda,
            setuju=isi["putusan"] == SETUJU,
            alasan=isi["alasan"],
            surat_nomor=isi["surat_nomor"],
            sidik=isi["sidik"],
            oleh=request.user,
        )
    except GalatDomain as galat:
        return _tolak(request, agenda, "catat", form, galat)
    messages.success(request, "Konfirmasi dari surat tercatat.")
    return redirect("rapat:konfirmasi", pk)


def _temukan(request: HttpRequest, pk: int) -> Agenda:
    semua = Agenda.objects.untuk(request.user).select_related("opd", "sesi__rapat")
    return get_object_or_404(semua, pk=pk)


def _tolak(
    request: HttpRequest, agenda: Agenda, nama: str, form: FormKonfirmasi, galat: GalatDomain
) -> HttpResponse:
    """With what was typed, on the agreements as they are now."""
    if isinstance(galat, SudahBerubah):
        messages.error(request, galat.pesan)
        sidik = sidik_sepakat(disepakati([agenda.pk]))
        ulang = type(form)({**request.POST.dict(), "sidik": sidik})
        return _tampil(request, agenda, {nama: ulang}, status=galat.kode_http)
    form.add_error(galat.medan if galat.medan in form.fields else None, galat.pesan)
    return _tampil(request, agenda, {nama: form}, status=galat.kode_http)


def _tampil(
    request: HttpRequest, agenda: Agenda, form: dict[str, FormKonfirmasi], *, status: int = 200
) -> HttpResponse:
    layar = susun_konfirmasi(agenda, request.user, timezone.localdate())
    terbuka = layar.satu is not None and not layar.final
    awal = {"sidik": layar.sidik}
    konteks = {
        "agenda": agenda,
        "layar": layar,
        "form": form.get("simpan") or FormKonfirmasi(initial=awal, auto_id="kepala_%s"),
        "form_surat": form.get("catat") or FormKonfirmasiSurat(initial=awal, auto_id="surat_%s"),
        "boleh_jawab": terbuka and request.user.has_perm(AKSI, agenda),
        "boleh_catat": terbuka and request.user.has_perm(AKSI_SURAT, agenda.sesi),
    }
    return halaman(request, "rapat/konfirmasi.html", konteks, status=status)
