"""One value changed once more, with a reason: a correction, or an earlier value again."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from capaian.forms.koreksi import KEADAAN, FormKoreksi, FormPulihkan
from capaian.layanan.koreksi import (
    IsiNilai,
    halangan_koreksi,
    halangan_pulihkan,
    isi_peristiwa,
    koreksi_realisasi,
    pulihkan_realisasi,
    sudah_dilakukan,
)
from capaian.layar.koreksi import susun_banding
from capaian.models import Realisasi
from konsolidasi.inti import titipan
from konsolidasi.inti.galat import GalatDomain, SalahKeadaan, SudahBerubah, TidakBoleh
from konsolidasi.inti.http import baca, halaman, tulis

SIMPAN = "simpan"
KEMBALI = "Ketikan Anda sebelum sesi berakhir ada di bawah ini. Belum tersimpan."
TERSIMPAN = "Perubahan ini sudah tersimpan dan tidak ditulis dua kali."
NAMA = ("nilai", "keadaan", "alasan_kosong", "alasan", "peristiwa")


@baca("capaian.koreksi")
def _koreksi_lihat(request: HttpRequest, pk: int) -> HttpResponse:
    realisasi = _temukan(request, pk)
    _tolak(halangan_koreksi(realisasi, request.user))
    if kiriman := titipan.ambil(request, request.path):
        messages.warning(request, KEMBALI)
        form = FormKoreksi(titipan.datar(kiriman), realisasi=realisasi)
        form.is_valid()
        return _tampil_koreksi(request, realisasi, form, form.data)
    awal = {"nilai": _ketikan(realisasi), "keadaan": realisasi.keadaan, "alasan": ""}
    awal |= {"alasan_kosong": realisasi.alasan}
    return _tampil_koreksi(request, realisasi, None, awal)


@tulis("capaian.koreksi")
def _koreksi_simpan(request: HttpRequest, pk: int) -> HttpResponse:
    realisasi = _temukan(request, pk)
    form = FormKoreksi(request.POST, realisasi=realisasi)
    if not form.is_valid():
        return _tampil_koreksi(request, realisasi, form, form.data, status=422)
    if request.POST.get("langkah") != SIMPAN or not form.sudah_diperiksa:
        return _periksa_koreksi(request, realisasi, form)

    def lakukan() -> Realisasi:
        return koreksi_realisasi(
            realisasi=realisasi,
            isi=form.isi,
            alasan=form.cleaned_data["alasan"],
            versi=form.versi_dilihat,
            oleh=request.user,
        )

    return _lakukan(request, realisasi, form, form.isi, lakukan, _tampil_koreksi)


def realisasi_koreksi(request: HttpRequest, pk: int) -> HttpResponse:
    return (_koreksi_simpan if request.method == "POST" else _koreksi_lihat)(request, pk)


realisasi_koreksi.aksi = "capaian.koreksi"


@baca("capaian.lihat")
def _pulihkan_lihat(request: HttpRequest, pk: int) -> HttpResponse:
    realisasi = _temukan(request, pk)
    _tolak(halangan_pulihkan(realisasi, request.user))
    awal: Mapping[str, Any] = {"peristiwa": request.GET.get("peristiwa", ""), "alasan": ""}
    if kiriman := titipan.ambil(request, request.path):
        messages.warning(request, KEMBALI)
        awal = {**awal, **titipan.datar(kiriman)}
    return _tampil_pulihkan(request, realisasi, None, awal)


@tulis("capaian.lihat")
def _pulihkan_simpan(request: HttpRequest, pk: int) -> HttpResponse:
    realisasi = _temukan(request, pk)
    form = FormPulihkan(request.POST)
    if not form.is_valid():
        return _tampil_pulihkan(request, realisasi, form, form.data, status=422)
    isi = _isi_lama(realisasi, form.cleaned_data["peristiwa"])

    def lakukan() -> Realisasi:
        return pulihkan_realisasi(
            realisasi=realisasi,
            peristiwa=form.cleaned_data["peristiwa"],
            alasan=form.cleaned_data["alasan"],
            versi=form.versi_dilihat,
            oleh=request.user,
        )

    return _lakukan(request, realisasi, form, isi, lakukan, _tampil_pulihkan)


def realisasi_pulihkan(request: HttpRequest, pk: int) -> HttpResponse:
    return (_pulihkan_simpan if request.method == "POST" else _pulihkan_lihat)(request, pk)


realisasi_pulihkan.aksi = "capaian.lihat"


def _lakukan(
    request: HttpRequest,
    realisasi: Realisasi,
    form: FormKoreksi | FormPulihkan,
    isi: IsiNilai,
    lakukan: Callable[[], Realisasi],
    tampil: Callable[..., HttpResponse],
) -> HttpResponse:
    """Redirect when it is done, or was done by the same form before; else the form with why not."""
    try:
        baru = lakukan()
    except TidakBoleh:
        raise
    except SudahBerubah as galat:
        if sudah_dilakukan(galat.sekarang, isi, form.cleaned_data["alasan"], request.user):
            messages.info(request, TERSIMPAN)
            return redirect(_halaman(realisasi))
        segar = _temukan(request, realisasi.pk)
        return tampil(request, segar, form, form.data, bentrok=True, status=galat.kode_http)
    except GalatDomain as galat:
        medan = galat.medan if galat.medan in form.fields else None
        form.add_error(medan, galat.pesan)
        return tampil(request, realisasi, form, form.data, status=galat.kode_http)
    tw = realisasi.periode.tw.label
    messages.success(request, f"Realisasi {tw} menjadi {_ketikan(baru) or 'tanpa nilai'}.")
    return redirect(_halaman(realisasi))


def _periksa_koreksi(request: HttpRequest, realisasi: Realisasi, form: FormKoreksi) -> HttpResponse:
    """Old and new side by side, with the button that saves."""
    bentrok, status = form.versi_dilihat != realisasi.versi, 200
    if bentrok:
        status = SudahBerubah.kode_http
    elif halangan := halangan_koreksi(realisasi, request.user):
        form.add_error(None, halangan)
        status = SalahKeadaan.kode_http
    elif form.isi.sama_dengan(realisasi):
        form.add_error("nilai", "Sama dengan nilai yang tersimpan sekarang.")
        status = 422
    return _tampil_koreksi(request, realisasi, form, form.data, bentrok=bentrok, status=status)


def _tampil_koreksi(
    request: HttpRequest,
    realisasi: Realisasi,
    form: FormKoreksi | None,
    ketikan: Mapping[str, Any],
    *,
    bentrok: bool = False,
    status: int = 200,
) -> HttpResponse:
    isi = form.isi if form else None
    indikator = realisasi.indikator
    konteks = _konteks(request, realisasi, form, ketikan, isi, bentrok=bentrok)
    konteks |= {
        "keadaan": KEADAAN,
        "predikat": [b.kode for b in indikator.skala_predikat.butir.all()]
        if indikator.berpredikat
        else [],
        "dua_arti": form.dua_arti if form else (),
        "jejak": form.jejak if form else "",
    }
    return halaman(request, "capaian/koreksi.html", konteks, status=status)


def _tampil_pulihkan(
    request: HttpRequest,
    realisasi: Realisasi,
    form: FormPulihkan | None,
    ketikan: Mapping[str, Any],
    *,
    bentrok: bool = False,
    status: int = 200,
) -> HttpResponse:
    isi = _isi_lama(realisasi, ketikan.get("peristiwa", ""))
    konteks = _konteks(request, realisasi, form, ketikan, isi, bentrok=bentrok)
    return halaman(request, "capaian/koreksi_pulihkan.html", konteks, status=status)


def _konteks(
    request: HttpRequest,
    realisasi: Realisasi,
    form: FormKoreksi | FormPulihkan | None,
    ketikan: Mapping[str, Any],
    isi: IsiNilai | None,
    *,
    bentrok: bool,
) -> dict[str, Any]:
    """The version sent along is the one shown; after a conflict that is the newer one."""
    i, tw = realisasi.indikator, realisasi.periode.tw
    dilihat = ketikan.get("versi") if form and not bentrok else None
    return {
        "realisasi": realisasi,
        "indikator": i,
        "tw": tw,
        "remah": (
            ("Indikator", reverse("capaian:indikator_daftar")),
            (i.opd.nama, f"{reverse('capaian:indikator_daftar')}?opd={i.opd_id}"),
            (i.nama, _halaman(realisasi)),
        ),
        "batal": _halaman(realisasi),
        "banding": susun_banding(realisasi, isi),
        "ketikan": {n: ketikan.get(n, "") for n in NAMA},
        "galat": {n: " ".join(form.errors.get(n, ())) if form else "" for n in NAMA},
        "penghalang": " ".join(form.non_field_errors()) if form else "",
        "versi": dilihat if dilihat is not None else realisasi.versi,
        "bentrok": bentrok,
    }


def _temukan(request: HttpRequest, pk: int) -> Realisasi:
    return get_object_or_404(
        Realisasi.objects.untuk(request.user)
        .select_related(
            "indikator__opd", "indikator__skala_predikat", "periode", "predikat", "diubah_oleh"
        )
        .prefetch_related("indikator__skala_predikat__butir"),
        pk=pk,
    )


def _isi_lama(realisasi: Realisasi, peristiwa: object) -> IsiNilai:
    """404 for a change of another row, or one that left no value."""
    teks = str(peristiwa)
    nomor = int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 19 else 0
    isi = isi_peristiwa(realisasi, nomor)
    if isi is None:
        raise Http404
    return isi


def _tolak(halangan: str) -> None:
    if halangan:
        raise SalahKeadaan(halangan)


def _ketikan(realisasi: Realisasi) -> str:
    return realisasi.tertulis(realisasi.indikator.desimal)


def _halaman(realisasi: Realisasi) -> str:
    i, tw = realisasi.indikator, realisasi.periode.tw
    return f"{i.get_absolute_url()}?tahun={tw.tahun}"
