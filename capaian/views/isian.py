"""Isian Saya: one page per OPD and quarter, each row saved by itself or all rows at once."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from capaian.forms.isian import FormBaris, FormKembali, nomor_baris, urai_kiriman
from capaian.layanan.realisasi import kembalikan_realisasi
from capaian.layar.isian import susun_lembar, susun_semua
from capaian.layar.isian_cetakan import cetak
from capaian.layar.isian_medan import BUKAN_BARIS, KEMBALIKAN, Balasan, sisakan
from capaian.layar.isian_muat import indikator_lembar, sebagai_baca
from capaian.layar.isian_pilihan import susun_periode, susun_pilihan
from capaian.models import Indikator, Periode, Realisasi
from capaian.views.isian_kiriman import (
    Tersimpan,
    ajukan,
    lepas,
    simpan_baris,
    simpan_kiriman,
    untuk_form,
)
from konsolidasi.inti import titipan, waktu
from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.http import baca, halaman, tulis
from konsolidasi.inti.kueri import kueri
from opd.lingkup import Penanya, kueri_untuk, lingkup
from opd.models import Opd

CARI_TERPANJANG = 100
View = Callable[..., HttpResponse]


def pulang(view: View) -> View:
    """A GET on an address that only takes a form goes to the page the form stands on.

    Browsers ask for it: after logging in again, and when the answer to a post is reloaded.
    """

    @baca(view.aksi)
    def lembar(request: HttpRequest, opd: int, tahun: int, tw: int, **_: int) -> HttpResponse:
        _temukan(request, opd, tahun, tw)
        return redirect("capaian:isian_opd", opd, tahun, tw)

    @wraps(view)
    def bungkus(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pilih = lembar if request.method in ("GET", "HEAD") else view
        return pilih(request, *args, **kwargs)

    return bungkus


@baca("capaian.lihat")
def isian(request: HttpRequest) -> HttpResponse:
    """The own OPD in the current quarter; a choice of OPD for the others, and with ?pilih=1."""
    periode = Periode.objects.bawaan()
    milik = lingkup(request.user).opd_utama
    if periode is not None and milik is not None and "pilih" not in request.GET:
        return _buka(request, get_object_or_404(Opd, pk=milik), periode)
    konteks = {"periode": periode, "pilihan": susun_pilihan(request.user, periode)}
    return halaman(request, "capaian/isian_pilih.html", konteks)


@baca("capaian.lihat")
def isian_opd(request: HttpRequest, opd: int, tahun: int, tw: int) -> HttpResponse:
    return _buka(request, *_temukan(request, opd, tahun, tw))


@tulis("capaian.isi")
def realisasi_simpan(request: HttpRequest, tahun: int, tw: int, indikator: int) -> HttpResponse:
    """One row; answers the row again, saved or with what is wrong beside the field."""
    periode = next(iter(_periode(tahun=tahun, triwulan=tw)), None)
    satu = next(iter(_indikator(request.user, pk=indikator)), None)
    if periode is None or satu is None:
        raise Http404
    if not request.user.has_perm("capaian.isi", Realisasi(indikator=satu, periode=periode)):
        raise PermissionDenied("capaian.isi")
    form = FormBaris(request.POST.dict(), indikator=satu, periode=periode)
    balasan, status = simpan_baris(form, request)
    baris = susun_semua(
        [sebagai_baca(satu)],
        periode,
        opd=satu.opd,
        pengguna=request.user,
        pada=timezone.now(),
        balasan={satu.pk: balasan},
    )
    return HttpResponse(cetak(baris)[0], status=status)


@kueri
def _periode(*, tahun: int, triwulan: int) -> QuerySet:
    return Periode.objects.filter(tahun=tahun, triwulan=triwulan)


@kueri_untuk
def _indikator(siapa: Penanya, *, pk: int) -> QuerySet:
    return untuk_form(Indikator.objects.untuk(siapa).aktif()).filter(pk=pk)


@pulang
@tulis("capaian.isi")
def isian_simpan(request: HttpRequest, opd: int, tahun: int, tw: int) -> HttpResponse:
    """The whole form: rows that were touched are saved, then the rest of the button is done."""
    satu, periode = _temukan(request, opd, tahun, tw)
    kiriman = request.POST.dict()
    aksi = kiriman.get("aksi", "")
    hasil = simpan_kiriman(request, satu, periode, kiriman)
    _kabarkan_simpan(request, hasil)
    if hasil.status != 200:
        belum = " Belum ada yang diajukan." if aksi in ("ajukan", "lepas") else ""
        return _tolak(request, satu, periode, kiriman, hasil, belum)
    if aksi == "ajukan":
        ajukan(request, satu, periode, kiriman)
    elif aksi == "lepas":
        lepas(request, satu, periode)
    elif not (hasil.baris or hasil.dijawab):
        messages.info(request, "Tidak ada baris yang berubah.")
    return redirect("capaian:isian_opd", opd, tahun, tw)


@pulang
@tulis("capaian.ajukan")
def isian_ajukan(request: HttpRequest, opd: int, tahun: int, tw: int) -> HttpResponse:
    """Submit, or with aksi=lepas release, without saving anything first."""
    satu, periode = _temukan(request, opd, tahun, tw)
    if request.POST.get("aksi") == "lepas":
        lepas(request, satu, periode)
    else:
        ajukan(request, satu, periode, request.POST.dict())
    return redirect("capaian:isian_opd", opd, tahun, tw)


@pulang
@tulis("capaian.lepas")
def isian_kembalikan(
    request: HttpRequest, opd: int, tahun: int, tw: int, indikator: int
) -> HttpResponse:
    """The kepala gives one row back to the operator; rows typed beside it are saved as well."""
    satu, periode = _temukan(request, opd, tahun, tw)
    baris = get_object_or_404(indikator_lembar(satu).select_related("opd"), pk=indikator)
    if not request.user.has_perm("capaian.lepas", Realisasi(indikator=baris, periode=periode)):
        raise PermissionDenied("capaian.lepas")
    kiriman = request.POST.dict()
    hasil = simpan_kiriman(request, satu, periode, kiriman)
    _kabarkan_simpan(request, hasil)
    ketikan = urai_kiriman(kiriman, indikator).ketikan
    form = FormKembali({KEMBALIKAN: ketikan.get(KEMBALIKAN, "")})
    try:
        if form.is_valid():
            catatan = form.cleaned_data[KEMBALIKAN]
            kembalikan_realisasi(
                indikator=baris, periode=periode, oleh=request.user, catatan=catatan
            )
            messages.success(request, f"{baris.nama}: dikembalikan ke operator.")
        else:
            hasil.status = max(hasil.status, 422)
            galat = {KEMBALIKAN: " ".join(form.errors[KEMBALIKAN])}
            hasil.balasan[indikator] = sisakan(ketikan, **galat)
    except GalatDomain as galat:
        hasil.status = max(hasil.status, galat.kode_http)
        hasil.balasan[indikator] = sisakan(ketikan, **{KEMBALIKAN: galat.pesan})
    if hasil.status != 200:
        return _tolak(request, satu, periode, kiriman, hasil, "")
    return redirect("capaian:isian_opd", opd, tahun, tw)


def _temukan(request: HttpRequest, opd: int, tahun: int, tw: int) -> tuple[Opd, Periode]:
    satu = get_object_or_404(Opd.objects.untuk(request.user), pk=opd)
    return satu, get_object_or_404(Periode, tahun=tahun, triwulan=tw)


def _buka(request: HttpRequest, opd: Opd, periode: Periode) -> HttpResponse:
    balasan = _ambil_titipan(request, opd, periode)
    if balasan:
        messages.warning(
            request,
            f"Sesi Anda tadi berakhir. {len(balasan)} baris yang Anda ketik kembali di bawah ini"
            " dan belum tersimpan.",
        )
    return _halaman_lembar(request, opd, periode, balasan)


def _kabarkan_simpan(request: HttpRequest, hasil: Tersimpan) -> None:
    pukul = waktu.pukul(timezone.now())
    if hasil.baris:
        messages.success(request, f"{hasil.baris} baris tersimpan, {pukul}.")
    if hasil.dijawab:
        messages.success(request, f"{hasil.dijawab} baris dijawab dan dikirim lagi, {pukul}.")


def _tolak(
    request: HttpRequest,
    opd: Opd,
    periode: Periode,
    kiriman: Mapping[str, str],
    hasil: Tersimpan,
    belum: str,
) -> HttpResponse:
    """The page again, with everything that was typed and what is wrong beside it."""
    if hasil.gagal:
        messages.error(
            request,
            f"{hasil.gagal} baris belum tersimpan. Perbaiki yang ditandai, lalu kirim lagi.{belum}",
        )
    for pk in nomor_baris(kiriman) - hasil.balasan.keys():
        ketikan = urai_kiriman(kiriman, pk).ketikan
        if any(ketikan.get(nama, "").strip() for nama in BUKAN_BARIS):
            hasil.balasan[pk] = sisakan(ketikan)
    return _halaman_lembar(request, opd, periode, hasil.balasan, status=hasil.status)


def _ambil_titipan(request: HttpRequest, opd: Opd, periode: Periode) -> dict[int, Balasan]:
    """What was typed on this page when the session had ended."""
    if titipan.KUNCI not in request.session:
        return {}
    masa = [periode.tahun_id, periode.triwulan]
    semua = list(indikator_lembar(opd).values_list("pk", flat=True))
    utuh = titipan.ambil(request, reverse("capaian:isian_simpan", args=[opd.pk, *masa]))
    for pk in semua:
        jalur = reverse("capaian:isian_kembalikan", args=[opd.pk, *masa, pk])
        utuh = utuh or titipan.ambil(request, jalur)
    hasil = {}
    for pk in semua:
        jalur = reverse("capaian:realisasi_simpan", args=[*masa, pk])
        isi = titipan.ambil(request, jalur) or utuh
        if isi is None:
            continue
        kiriman = urai_kiriman(titipan.datar(isi), pk)
        if kiriman.disentuh:
            hasil[pk] = Balasan(
                ketikan=kiriman.ketikan, versi=kiriman.versi, asal=kiriman.asal, titipan=True
            )
        elif any(kiriman.ketikan.get(nama, "").strip() for nama in BUKAN_BARIS):
            hasil[pk] = sisakan(kiriman.ketikan)
    return hasil


def _halaman_lembar(
    request: HttpRequest,
    opd: Opd,
    periode: Periode,
    balasan: Mapping[int, Balasan],
    *,
    status: int = 200,
) -> HttpResponse:
    pada = timezone.now()
    lembar = susun_lembar(
        opd,
        periode,
        pengguna=request.user,
        pada=pada,
        balasan=balasan,
        cari=request.GET.get("cari", "").strip()[:CARI_TERPANJANG],
    )
    pemilih = susun_periode(opd, periode, pada, pengguna=request.user)
    konteks = {"lembar": lembar, "pemilih": pemilih, "tw": periode.tw}
    return halaman(request, "capaian/isian.html", konteks, status=status)
