"""Isian Saya: one page per OPD and quarter, each row saved by itself or all rows at once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from capaian.forms.isian import FormBaris
from capaian.layanan.realisasi import ajukan_realisasi, simpan_realisasi
from capaian.layar.isian import (
    Lembar,
    indikator_lembar,
    susun_lembar,
    susun_semua,
)
from capaian.layar.isian_baris import Baris
from capaian.layar.isian_lencana import BERES
from capaian.layar.isian_medan import BIASA, Balasan, susun_galat
from capaian.layar.isian_pilihan import susun_periode, susun_pilihan
from capaian.models import Indikator, Periode, Realisasi
from konsolidasi.inti import titipan, waktu
from konsolidasi.inti.galat import GalatDomain, SudahBerubah
from konsolidasi.inti.http import baca, halaman, tulis
from opd.lingkup import lingkup
from opd.models import Opd

SEBUT_TERBANYAK = 5


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
    periode = get_object_or_404(Periode, tahun=tahun, triwulan=tw)
    satu = get_object_or_404(
        Indikator.objects.untuk(request.user)
        .aktif()
        .select_related("opd", "skala_predikat")
        .prefetch_related("skala_predikat__butir"),
        pk=indikator,
    )
    if not request.user.has_perm("capaian.isi", Realisasi(indikator=satu, periode=periode)):
        raise PermissionDenied("capaian.isi")
    form = FormBaris(request.POST.dict(), indikator=satu, periode=periode)
    balasan, status = _simpan(form, request)
    baris = susun_semua(
        [satu], periode, pengguna=request.user, pada=timezone.now(), balasan={satu.pk: balasan}
    )
    konteks = {"b": baris[0], **_konteks_baris(periode)}
    return halaman(request, "capaian/isian_baris.html", konteks, status=status)


@tulis("capaian.isi")
def isian_simpan(request: HttpRequest, opd: int, tahun: int, tw: int) -> HttpResponse:
    """The whole form: rows that were touched are saved, good ones also when others are wrong."""
    satu, periode = _temukan(request, opd, tahun, tw)
    kiriman = request.POST.dict()
    tersimpan, status, balasan = 0, 200, {}
    for indikator in indikator_lembar(satu):
        form = FormBaris(kiriman, indikator=indikator, periode=periode)
        if not form.disentuh:
            continue
        balasan[indikator.pk], satu_status = _simpan(form, request)
        status = max(status, satu_status)
        tersimpan += satu_status == 200
    if tersimpan:
        pukul = waktu.pukul(timezone.now())
        messages.success(request, f"{tersimpan} baris tersimpan, {pukul}.")
    ajukan = kiriman.get("aksi") == "ajukan"
    if status == 200:
        if ajukan:
            _ajukan(request, satu, periode)
        elif not tersimpan:
            messages.info(request, "Tidak ada baris yang berubah.")
        return redirect("capaian:isian_opd", opd, tahun, tw)
    gagal = len(balasan) - tersimpan
    belum = " Belum ada yang diajukan." if ajukan else ""
    messages.error(
        request, f"{gagal} baris belum tersimpan. Perbaiki yang ditandai, lalu kirim lagi.{belum}"
    )
    return _halaman_lembar(request, satu, periode, balasan, status=status)


@tulis("capaian.ajukan")
def isian_ajukan(request: HttpRequest, opd: int, tahun: int, tw: int) -> HttpResponse:
    satu, periode = _temukan(request, opd, tahun, tw)
    _ajukan(request, satu, periode)
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


def _simpan(form: FormBaris, request: HttpRequest) -> tuple[Balasan, int]:
    if form.aksi == "buang":
        return BIASA, 200
    if not form.is_valid():
        return form.balasan(), 422
    try:
        simpan_realisasi(
            indikator=form.indikator,
            periode=form.periode,
            isi=form.isi(),
            versi=form.versi,
            oleh=request.user,
        )
    except SudahBerubah as galat:
        if form.sama_dengan(galat.sekarang):
            return BIASA, 200
        return form.balasan(lawan=galat.sekarang), galat.kode_http
    except GalatDomain as galat:
        return replace(form.balasan(), galat=susun_galat({"baris": galat.pesan})), galat.kode_http
    return BIASA, 200


def _ajukan(request: HttpRequest, opd: Opd, periode: Periode) -> None:
    lembar = susun_lembar(opd, periode, pengguna=request.user, pada=timezone.now())
    siap = [b.indikator for b in lembar.baris if b.ikut_diajukan]
    hasil = ajukan_realisasi(indikator=siap, periode=periode, oleh=request.user)
    tertinggal = [(indikator.nama, kurang[0]) for indikator, kurang in hasil.tertinggal]
    tertinggal += [
        (b.indikator.nama, _sebab(b))
        for b in lembar.baris
        if not b.ikut_diajukan and b.kesiapan != BERES
    ]
    if hasil.diajukan:
        messages.success(
            request,
            f"{len(hasil.diajukan)} baris diajukan, {waktu.pukul(timezone.now())}."
            " Sekarang menunggu verifikasi Bapperida.",
        )
    elif not tertinggal:
        messages.info(request, "Semua baris sudah diajukan. Tidak ada yang perlu diajukan lagi.")
    if tertinggal:
        sebut = "; ".join(
            f"{nama}: {kurang.rstrip('.').lower()}" for nama, kurang in tertinggal[:SEBUT_TERBANYAK]
        )
        sisa = len(tertinggal) - SEBUT_TERBANYAK
        lagi = f"; dan {sisa} lainnya" if sisa > 0 else ""
        messages.warning(request, f"{len(tertinggal)} baris belum ikut. {sebut}{lagi}.")


def _sebab(baris: Baris) -> str:
    if not baris.bisa_diisi:
        return "pengisian sudah ditutup"
    return baris.kurang[0] if baris.kurang else "belum diperbaiki"


def _ambil_titipan(request: HttpRequest, opd: Opd, periode: Periode) -> dict[int, Balasan]:
    """What was typed on this page when the session had ended."""
    if titipan.KUNCI not in request.session:
        return {}
    utuh = titipan.ambil(
        request, reverse("capaian:isian_simpan", args=[opd.pk, periode.tahun_id, periode.triwulan])
    )
    hasil = {}
    for indikator in indikator_lembar(opd):
        jalur = reverse(
            "capaian:realisasi_simpan", args=[periode.tahun_id, periode.triwulan, indikator.pk]
        )
        isi = titipan.ambil(request, jalur) or utuh
        if isi is None:
            continue
        form = FormBaris(titipan.datar(isi), indikator=indikator, periode=periode)
        if form.disentuh:
            hasil[indikator.pk] = Balasan(
                ketikan=form.ketikan, versi=form.versi, asal=form.asal, titipan=True
            )
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
    lembar: Lembar = susun_lembar(opd, periode, pengguna=request.user, pada=pada, balasan=balasan)
    konteks = {
        "lembar": lembar,
        "pemilih": susun_periode(opd, periode, pada, pengguna=request.user),
        **_konteks_baris(periode),
    }
    return halaman(request, "capaian/isian.html", konteks, status=status)


def _konteks_baris(periode: Periode) -> dict[str, Any]:
    return {"tw": periode.tw, "sprite": static("vendor/ikon.svg")}
