"""Verification by Bapperida: a queue, one row beside it, a decision, the next row."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import Resolver404, resolve, reverse

from capaian.forms.verifikasi import FormKalimat, FormPutusan, muat_alasan
from capaian.layanan.verifikasi import buka_kembali, kembalikan_realisasi, terima_realisasi
from capaian.layar.verifikasi_baris import realisasi_terlihat
from capaian.layar.verifikasi_periode import pilih_periode
from capaian.layar.verifikasi_riwayat import susun_bentrok
from capaian.models import Realisasi
from capaian.views.verifikasi_halaman import angka_url, susun_halaman
from konsolidasi.inti import titipan
from konsolidasi.inti.galat import GalatDomain, SalahKeadaan, SudahBerubah
from konsolidasi.inti.http import baca, halaman, tulis

AKSI, KOREKSI = "capaian.verifikasi", "capaian.koreksi"
SARINGAN = ("tahun", "tw", "opd", "jenis")
TITIPAN = "Kalimat yang Anda ketik sebelum sesi berakhir ada di bawah ini. Belum tersimpan."
View = Callable[..., HttpResponse]


def pulang(view: View) -> View:
    """A GET on an address that only takes a form goes to the page of the row."""

    @baca(view.aksi)
    def lihat(request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(realisasi_terlihat(request.user), pk=pk)
        return redirect("capaian:verifikasi_baris", pk)

    @wraps(view)
    def bungkus(request: HttpRequest, pk: int) -> HttpResponse:
        return (lihat if request.method in ("GET", "HEAD") else view)(request, pk)

    return bungkus


@baca(AKSI)
def verifikasi(request: HttpRequest) -> HttpResponse:
    """The queue of a quarter with one of its rows; without `baris` the first one."""
    titip = _titipan_baris(request)
    pk = angka_url(request.GET.get("baris", "")) or titip
    terpilih = None
    if pk is not None:
        terpilih = realisasi_terlihat(request.user).filter(pk=pk).first()
    pilihan = pilih_periode(
        angka_url(request.GET.get("tahun", "")), angka_url(request.GET.get("tw", ""))
    )
    if terpilih is not None and (pilihan is None or terpilih.periode_id != pilihan.periode.pk):
        return redirect("capaian:verifikasi_baris", terpilih.pk)
    if pilihan is None:
        return halaman(request, "capaian/verifikasi_kosong.html", {})
    return susun_halaman(request, pilihan, terpilih, form=_form_titipan(request, terpilih))


@baca(AKSI)
def verifikasi_baris(request: HttpRequest, pk: int) -> HttpResponse:
    """One row of any state; what was verified may be opened again here."""
    realisasi = get_object_or_404(realisasi_terlihat(request.user), pk=pk)
    return _tampil(request, realisasi, form=_form_titipan(request, realisasi))


@pulang
@tulis(AKSI)
def verifikasi_putus(request: HttpRequest, pk: int) -> HttpResponse:
    realisasi = get_object_or_404(realisasi_terlihat(request.user), pk=pk)
    form = FormPutusan(request.POST, realisasi=realisasi, alasan=muat_alasan())
    if not form.is_valid():
        return _tampil(request, realisasi, form=form, status=422)
    isi = {"realisasi": realisasi, "versi": form.cleaned_data["versi"], "oleh": request.user}
    try:
        if form.menerima:
            terima_realisasi(**isi)
        else:
            kembalikan_realisasi(
                **isi, alasan=form.teks_alasan, kalimat=form.cleaned_data["kalimat"]
            )
    except GalatDomain as galat:
        return _tolak(request, pk, form, galat)
    nama = realisasi.indikator.nama
    kata = "diterima" if form.menerima else "dikembalikan ke OPD"
    messages.success(request, f"{nama} {kata}.")
    return redirect(_berikut(request))


@pulang
@tulis(KOREKSI)
def realisasi_buka(request: HttpRequest, pk: int) -> HttpResponse:
    realisasi = get_object_or_404(realisasi_terlihat(request.user), pk=pk)
    if not request.user.has_perm(KOREKSI, realisasi):
        raise PermissionDenied(KOREKSI)
    form = FormKalimat(request.POST, realisasi=realisasi)
    if not form.is_valid():
        return _tampil(request, realisasi, form=form, status=422)
    try:
        dibuka = buka_kembali(
            realisasi=realisasi,
            versi=form.cleaned_data["versi"],
            alasan=form.cleaned_data["kalimat"],
            oleh=request.user,
        )
    except GalatDomain as galat:
        return _tolak(request, pk, form, galat)
    messages.success(
        request,
        f"{realisasi.indikator.nama} kembali ke OPD untuk diperbaiki. Tercatat diubah setelah"
        f" verifikasi, {dibuka.diubah_setelah_verifikasi}×.",
    )
    return redirect("capaian:verifikasi_baris", pk)


def _tolak(request: HttpRequest, pk: int, form: FormKalimat, galat: GalatDomain) -> HttpResponse:
    """The page again with the row as it is now, what was typed, and what is wrong."""
    segar = realisasi_terlihat(request.user).get(pk=pk)
    bentrok = None
    if isinstance(galat, (SudahBerubah, SalahKeadaan)):
        bentrok = susun_bentrok(segar, form.cleaned_data["versi"], form.cleaned_data["kalimat"])
    else:
        form.add_error(galat.medan or None, galat.pesan)
    form.segarkan(segar)
    return _tampil(
        request, segar, form=form, bentrok=bentrok, pesan=galat.pesan, status=galat.kode_http
    )


def _tampil(
    request: HttpRequest, realisasi: Realisasi, *, form: FormKalimat | None, **lain: Any
) -> HttpResponse:
    """The page of a row, with the queue of its own quarter."""
    pilihan = pilih_periode(realisasi.periode.tahun_id, realisasi.periode.triwulan)
    return susun_halaman(request, pilihan, realisasi, form=form, **lain)


def _berikut(request: HttpRequest) -> str:
    """Back to the queue with its filter, at the row that came after the decided one."""
    asal = QueryDict(request.POST.get("asal", "")[:200])
    kueri = QueryDict(mutable=True)
    for nama in SARINGAN:
        if asal.get(nama):
            kueri[nama] = asal[nama]
    berikut = angka_url(request.POST.get("berikut", ""))
    if berikut is not None:
        kueri["baris"] = str(berikut)
    return f"{reverse('capaian:verifikasi')}?{kueri.urlencode()}"


def _titipan_baris(request: HttpRequest) -> int | None:
    """The row whose decision was typed when the session had ended."""
    for jalur in request.session.get(titipan.KUNCI, {}).get("kiriman", {}):
        try:
            cocok = resolve(jalur)
        except Resolver404:
            continue
        if cocok.view_name == "capaian:verifikasi_putus":
            return cocok.kwargs["pk"]
    return None


def _form_titipan(request: HttpRequest, realisasi: Realisasi | None) -> FormKalimat | None:
    """The form that was sent without a session, once; its errors wait for the next try."""
    if realisasi is None:
        return None
    for nama, kelas in (("verifikasi_putus", FormPutusan), ("realisasi_buka", FormKalimat)):
        kiriman = titipan.ambil(request, reverse(f"capaian:{nama}", args=[realisasi.pk]))
        if kiriman is None:
            continue
        messages.info(request, TITIPAN)
        lain = {"alasan": muat_alasan()} if kelas is FormPutusan else {}
        form = kelas(realisasi=realisasi, **lain)
        form.initial |= titipan.datar(kiriman) | {"alasan": kiriman.get("alasan", [])}
        return form
    return None
