"""One import: what it would change, answers about its cells, apply, take back, its files."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header, urlencode

from capaian.impor.hasil import Pratinjau
from capaian.impor.jawaban import urai_jawaban
from capaian.impor.jenis import semua_jenis
from capaian.impor.simpan import (
    batalkan_impor,
    boleh_impor,
    jawab_impor,
    jenis_impor,
    pratinjau,
    tempat_impor,
    terapkan_impor,
)
from capaian.impor.tampil import (
    catatan_sel,
    susun_baris,
    susun_butir,
    susun_dijawab,
    susun_hitungan,
    susun_kolom,
    susun_perubahan,
)
from capaian.models import Impor, StatusImpor
from konsolidasi.inti import xlsx
from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.http import baca, halaman, tulis
from konsolidasi.inti.lampiran import BerkasHilang, jawaban
from konsolidasi.inti.xlsx_tandai import tandai

PER_HALAMAN = 100
MASALAH = "masalah"


@baca("capaian.lihat")
def impor_rinci(request: HttpRequest, pk: int) -> HttpResponse:
    return _halaman(request, _ambil(request, pk))


@tulis("capaian.impor")
def impor_jawab(request: HttpRequest, pk: int) -> HttpResponse:
    """Cells typed or decided on the page; the preview is made anew with them."""
    impor = _milik(request, pk)
    kiriman = urai_jawaban(request.POST.dict(), pratinjau(impor, request.user))
    try:
        jawab_impor(impor=impor, jawaban=kiriman.jawaban, urung=kiriman.urung, oleh=request.user)
    except GalatDomain as galat:
        return _halaman(request, _ambil(request, pk), galat=galat.pesan, status=galat.kode_http)
    if kiriman.kurang:
        kalimat = " ".join(kiriman.kurang)
        return _halaman(request, _ambil(request, pk), galat=kalimat, status=422)
    return redirect(_alamat(request, impor))


@tulis("capaian.impor")
def impor_terapkan(request: HttpRequest, pk: int) -> HttpResponse:
    impor = _milik(request, pk)
    try:
        segar = terapkan_impor(impor=impor, sidik=request.POST.get("sidik", ""), oleh=request.user)
    except GalatDomain as galat:
        return _halaman(request, _ambil(request, pk), galat=galat.pesan, status=galat.kode_http)
    if segar.status == StatusImpor.DITERAPKAN:
        messages.success(request, f"{len(segar.perubahan)} baris diterapkan dari {segar.nama}.")
    return redirect(impor)


@tulis("capaian.impor")
def impor_batalkan(request: HttpRequest, pk: int) -> HttpResponse:
    impor = _milik(request, pk)
    try:
        segar = batalkan_impor(impor=impor, oleh=request.user)
    except GalatDomain as galat:
        return _halaman(request, _ambil(request, pk), galat=galat.pesan, status=galat.kode_http)
    messages.success(
        request, f"Impor no. {segar.pk} dibatalkan; {len(segar.perubahan)} baris kembali semula."
    )
    return redirect(impor)


@baca("capaian.lihat")
def impor_berkas(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook exactly as it was sent."""
    impor = _ambil(request, pk)
    return jawaban(request, impor.lampiran, impor.nama, unduh=True)


@baca("capaian.lihat")
def impor_bertanda(request: HttpRequest, pk: int) -> HttpResponse:
    """The same workbook with red cells and comments where something is to be settled."""
    impor = _ambil(request, pk)
    try:
        with impor.lampiran.berkas.open("rb") as berkas:
            isi = berkas.read()
    except FileNotFoundError:
        raise BerkasHilang from None
    hasil = _hasil(request, impor)
    nama = f"{impor.nama.removesuffix('.xlsx')} - bertanda.xlsx"
    return HttpResponse(
        tandai(isi, impor.isi["bagian"], catatan_sel(hasil)),
        content_type=xlsx.JENIS_ISI,
        headers={
            "Content-Disposition": content_disposition_header(True, nama),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def _ambil(request: HttpRequest, pk: int) -> Impor:
    terlihat = [satu.kode for satu in semua_jenis() if satu.lihat(request.user)]
    semua = Impor.objects.untuk(request.user).filter(jenis__in=terlihat)
    orang = ("oleh", "diterapkan_oleh", "dibatalkan_oleh")
    return get_object_or_404(semua.select_related("opd", "periode", "lampiran", *orang), pk=pk)


def _milik(request: HttpRequest, pk: int) -> Impor:
    impor = _ambil(request, pk)
    if not boleh_impor(impor, request.user):
        raise PermissionDenied("capaian.impor")
    return impor


def _hasil(request: HttpRequest, impor: Impor) -> Pratinjau:
    """As the person sees it who may apply it; others look over the shoulder of who sent it."""
    return pratinjau(impor, request.user if boleh_impor(impor, request.user) else impor.oleh)


def _alamat(request: HttpRequest, impor: Impor) -> str:
    """The same page of the sheet, with the same filter."""
    kueri = {n: request.GET[n] for n in ("saring", "halaman") if n in request.GET}
    return impor.get_absolute_url() + (f"?{urlencode(kueri)}" if kueri else "")


def _halaman(
    request: HttpRequest, impor: Impor, *, galat: str = "", status: int = 200
) -> HttpResponse:
    jenis, tempat = jenis_impor(impor), tempat_impor(impor)
    konteks: dict[str, Any] = {
        "impor": impor,
        "jenis": jenis,
        "nama_tempat": jenis.nama_tempat(tempat),
        "galat": galat,
        "boleh": boleh_impor(impor, request.user),
    }
    if impor.status != StatusImpor.DIBACA:
        hal = Paginator(impor.perubahan, PER_HALAMAN).get_page(request.GET.get("halaman"))
        konteks |= {
            "hal": hal,
            "perubahan": susun_perubahan(jenis, tempat, hal.object_list),
            "hitungan": susun_hitungan(impor.banyak),
            "kembali": jenis.kembali(tempat),
        }
        return halaman(request, "capaian/impor_jadi.html", konteks, status=status)
    hasil = _hasil(request, impor)
    saring = MASALAH if request.GET.get("saring") == MASALAH else ""
    baris = [b for b in hasil.baris if b.perlu_orang] if saring else hasil.baris
    hal = Paginator(baris, PER_HALAMAN).get_page(request.GET.get("halaman"))
    butir = susun_butir(jenis, hasil)
    konteks |= {
        "hasil": hasil,
        "hal": hal,
        "baris": susun_baris(jenis, hasil, hal.object_list),
        "kolom": susun_kolom(jenis, tempat, hasil),
        "hitungan": susun_hitungan(hasil.banyak),
        "butir": butir,
        "sisa": hasil.banyak_masalah - len(butir),
        "peringatan": jenis.peringatan(tempat, hasil.ditulis, request.user),
        "dijawab": susun_dijawab(hasil, impor.jawaban),
        "saring": saring,
        "kueri": request.GET.urlencode(),
    }
    return halaman(request, "capaian/impor_periksa.html", konteks, status=status)
