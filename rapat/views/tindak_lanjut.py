"""Follow-ups: the list, one of them, and what each side may do with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from capaian.views.unduhan import balas_berkas
from konsolidasi.inti import titipan
from konsolidasi.inti.galat import GalatDomain, SudahBerubah, TidakLengkap
from konsolidasi.inti.http import baca, halaman, tulis
from rapat.ekspor.daftar import buku_tindak_lanjut
from rapat.forms.tindak_lanjut import FormGeser, FormLaporan, SaringTindakLanjut
from rapat.layanan.tindak_lanjut import geser_batas, lapor_selesai, putuskan
from rapat.layar.tindak_lanjut import siap_cetak, susun_baris, susun_rinci
from rapat.models import TindakLanjut

BARIS_BERKAS = 5000
LANGKAH = ("selesai", "kembalikan", "batalkan", "buka")


@baca("rapat.lihat")
def tindak_lanjut_daftar(request: HttpRequest) -> HttpResponse:
    pada = timezone.localdate()
    saring = SaringTindakLanjut(request.GET, pengguna=request.user)
    semua = saring.saring(TindakLanjut.objects.untuk(request.user), pada)
    hal = Paginator(siap_cetak(semua), saring.per_halaman).get_page(request.GET.get("halaman"))
    kueri = request.GET.copy()
    kueri.pop("halaman", None)
    konteks = {
        "saring": saring,
        "hal": hal,
        "baris": susun_baris(hal.object_list, pada),
        "lewat": semua.lewat_batas(pada).count(),
        "unduh": kueri.urlencode(),
    }
    return halaman(request, "rapat/tindak_lanjut_daftar.html", konteks)


@baca("rapat.lihat")
def tindak_lanjut_unduh(request: HttpRequest) -> HttpResponse:
    """Exactly the filtered rows. Raises TidakLengkap for more than a workbook should hold."""
    sekarang = timezone.localtime()
    saring = SaringTindakLanjut(request.GET, pengguna=request.user)
    semua = saring.saring(TindakLanjut.objects.untuk(request.user), sekarang.date())
    if semua.count() > BARIS_BERKAS:
        raise TidakLengkap([], "Lebih dari 5.000 baris. Saring lebih dahulu.")
    baris = susun_baris(siap_cetak(semua), sekarang.date())
    buku = buku_tindak_lanjut(baris, oleh=request.user.nama, pada=sekarang)
    return balas_berkas(request, buku)


@baca("rapat.lihat")
def tindak_lanjut_rinci(request: HttpRequest, pk: int) -> HttpResponse:
    satu = _temukan(request, pk)
    form: dict[str, Form] = {}
    for nama, kelas in (("lapor", FormLaporan), ("geser", FormGeser)):
        isi = titipan.ambil(request, request.path + f"{nama}/")
        if isi is not None:
            form[nama] = kelas(titipan.datar(isi))
            messages.warning(request, "Ketikan Anda sebelum sesi berakhir belum tersimpan.")
    return _tampil(request, satu, form)


@tulis("rapat.lapor_tindak_lanjut")
def tindak_lanjut_lapor(request: HttpRequest, pk: int) -> HttpResponse:
    def simpan(satu: TindakLanjut, isi: dict[str, Any]) -> str:
        lapor_selesai(tindak_lanjut=satu, oleh=request.user, **isi)
        return "Laporan terkirim. Bapperida memeriksa dan menutupnya."

    return _jalankan(request, pk, "rapat.lapor_tindak_lanjut", "lapor", FormLaporan, simpan)


@tulis("rapat.tutup_tindak_lanjut")
def tindak_lanjut_geser(request: HttpRequest, pk: int) -> HttpResponse:
    def simpan(satu: TindakLanjut, isi: dict[str, Any]) -> str:
        geser_batas(
            tindak_lanjut=satu,
            batas_baru=isi["batas_tanggal"],
            alasan=isi["alasan"],
            versi=isi["versi"],
            oleh=request.user,
        )
        return "Batas waktu digeser. Alasannya tercatat."

    return _jalankan(request, pk, "rapat.tutup_tindak_lanjut", "geser", FormGeser, simpan)


@tulis("rapat.tutup_tindak_lanjut")
def tindak_lanjut_putus(request: HttpRequest, pk: int) -> HttpResponse:
    satu = _temukan(request, pk)
    if not request.user.has_perm("rapat.tutup_tindak_lanjut", satu):
        raise PermissionDenied("rapat.tutup_tindak_lanjut")
    langkah, catatan = request.POST.get("langkah", ""), request.POST.get("catatan", "")[:2000]
    if langkah not in LANGKAH:
        messages.error(request, "Pilih langkahnya.")
        return _tampil(request, satu, {}, catatan=catatan, status=422)
    try:
        putuskan(tindak_lanjut=satu, langkah=langkah, catatan=catatan, oleh=request.user)
    except GalatDomain as galat:
        messages.error(request, galat.pesan)
        return _tampil(request, _temukan(request, pk), {}, catatan=catatan, status=galat.kode_http)
    messages.success(request, "Keputusan tersimpan.")
    return redirect("rapat:tindak_lanjut_rinci", pk)


def _temukan(request: HttpRequest, pk: int) -> TindakLanjut:
    return get_object_or_404(siap_cetak(TindakLanjut.objects.untuk(request.user)), pk=pk)


def _jalankan(
    request: HttpRequest,
    pk: int,
    aksi: str,
    nama: str,
    kelas: type[Form],
    simpan: Callable[[TindakLanjut, dict[str, Any]], str],
) -> HttpResponse:
    """One form of the page: a refusal shows it again with what was typed."""
    satu = _temukan(request, pk)
    if not request.user.has_perm(aksi, satu):
        raise PermissionDenied(aksi)
    form = kelas(request.POST)
    if not form.is_valid():
        return _tampil(request, satu, {nama: form}, status=422)
    try:
        pesan = simpan(satu, form.cleaned_data)
    except SudahBerubah as galat:
        messages.error(
            request, "Orang lain mengubahnya lebih dulu. Periksa di bawah, lalu kirim lagi."
        )
        ulang = kelas({**request.POST.dict(), "versi": galat.sekarang.versi})
        return _tampil(request, _temukan(request, pk), {nama: ulang}, status=galat.kode_http)
    except GalatDomain as galat:
        form.add_error(galat.medan if galat.medan in form.fields else None, galat.pesan)
        return _tampil(request, _temukan(request, pk), {nama: form}, status=galat.kode_http)
    messages.success(request, pesan)
    return redirect("rapat:tindak_lanjut_rinci", pk)


def _tampil(
    request: HttpRequest,
    satu: TindakLanjut,
    form: dict[str, Form],
    *,
    catatan: str = "",
    status: int = 200,
) -> HttpResponse:
    layar = susun_rinci(satu, request.user, timezone.localdate())
    lapor = {"laporan": satu.laporan, "tautan": satu.bukti_tautan, "versi": satu.versi}
    geser = {"batas_tanggal": satu.batas_tanggal, "versi": satu.versi}
    konteks = {
        "layar": layar,
        "satu": satu,
        "form_lapor": form.get("lapor") or FormLaporan(initial=lapor),
        "form_geser": form.get("geser") or FormGeser(initial=geser),
        "catatan": catatan,
    }
    return halaman(request, "rapat/tindak_lanjut_rinci.html", konteks, status=status)
