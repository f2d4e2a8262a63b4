"""The Word template of the office: what is in use, what may stand in it, and a trial before use."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from konsolidasi.inti import dokumen
from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.http import baca, halaman, tulis
from konsolidasi.inti.lampiran import jawaban, kalimat_batas
from rapat.dokumen.arsip import muat_sesi
from rapat.dokumen.contoh_isi import isi_contoh
from rapat.dokumen.templat_uji import bantuan, uji_templat
from rapat.dokumen.word import TEMPLAT, berita_acara_word
from rapat.forms.templat import FormTemplat, PilihSesi
from rapat.layanan.templat import (
    boleh_atur,
    isi_templat,
    lepas_templat,
    pakai_templat,
    unggah_templat,
)
from rapat.models import TemplatBeritaAcara
from rapat.views.dokumen import balas, susun

AKSI = "rapat.lihat"
BAWAAN = "Templat bawaan berita acara.docx"


@baca(AKSI)
def templat(request: HttpRequest) -> HttpResponse:
    _pastikan(request)
    return _tampil(request)


@tulis(AKSI)
def templat_unggah(request: HttpRequest) -> HttpResponse:
    """Tried at once: a template that cannot be filled is not even kept."""
    _pastikan(request)
    form = FormTemplat(request)
    if not form.is_valid():
        return _tampil(request, form, status=422)
    try:
        satu = unggah_templat(terperiksa=form.terperiksa, uji=_uji, oleh=request.user)
    except GalatDomain as galat:
        form.add_error("berkas", galat.pesan)
        return _tampil(request, form, status=422)
    messages.success(request, f"{satu.nama} lolos percobaan. Periksa hasilnya, lalu pakai.")
    return redirect("rapat:templat")


@baca(AKSI)
def templat_bawaan(request: HttpRequest) -> HttpResponse:
    _pastikan(request)
    return balas((TEMPLAT / "berita_acara.docx").read_bytes(), dokumen.JENIS_WORD, BAWAAN)


@baca(AKSI)
def templat_berkas(request: HttpRequest, pk: int) -> HttpResponse:
    satu = _temukan(request, pk)
    return jawaban(request, satu.lampiran, satu.nama, unduh=True)


@baca(AKSI)
def templat_coba(request: HttpRequest, pk: int) -> HttpResponse:
    """The template filled with the example, or as a draft with what a sesi holds now."""
    satu = _temukan(request, pk)
    pilih = PilihSesi(request.GET)
    sesi = pilih.cleaned_data["sesi"] if pilih.is_valid() else None
    kini = timezone.now()
    isi = muat_sesi(sesi, pada=kini).isi if sesi else isi_contoh()
    buat = partial(berita_acara_word, isi, final=False, oleh=request.user.nama, pada=kini)
    try:
        hasil = susun(lambda: buat(isi_templat(satu)))
    except GalatDomain as galat:
        return _tampil(request, gagal=f"{satu.nama}: {galat.pesan}", status=422)
    return balas(hasil, dokumen.JENIS_WORD, f"Percobaan {satu.nama}")


@tulis(AKSI)
def templat_pakai(request: HttpRequest, pk: int) -> HttpResponse:
    satu = _temukan(request, pk)
    return _jalankan(
        request,
        lambda: pakai_templat(templat=satu, uji=_uji, oleh=request.user),
        f"{satu.nama} dipakai untuk semua unduhan Word mulai sekarang.",
    )


@tulis(AKSI)
def templat_lepas(request: HttpRequest) -> HttpResponse:
    _pastikan(request)
    return _jalankan(
        request,
        lambda: lepas_templat(oleh=request.user),
        "Templat bawaan dipakai lagi. Templat kantor tetap tersimpan.",
    )


def _jalankan(request: HttpRequest, lakukan: Callable[[], object], pesan: str) -> HttpResponse:
    try:
        lakukan()
    except GalatDomain as galat:
        return _tampil(request, gagal=galat.pesan, status=422)
    messages.success(request, pesan)
    return redirect("rapat:templat")


def _uji(isi: bytes) -> None:
    susun(lambda: uji_templat(isi) or b"")


def _pastikan(request: HttpRequest) -> None:
    if not boleh_atur(request.user):
        raise PermissionDenied("rapat.change_templatberitaacara")


def _temukan(request: HttpRequest, pk: int) -> TemplatBeritaAcara:
    _pastikan(request)
    return get_object_or_404(TemplatBeritaAcara.objects.select_related("lampiran"), pk=pk)


def _tampil(
    request: HttpRequest, form: FormTemplat | None = None, *, gagal: str = "", status: int = 200
) -> HttpResponse:
    semua = list(
        TemplatBeritaAcara.objects.select_related("lampiran", "diunggah_oleh").order_by(
            "-aktif", "-diunggah_pada", "-pk"
        )
    )
    konteks = {
        "semua": semua,
        "aktif": next((t for t in semua if t.aktif), None),
        "form": form or FormTemplat(),
        "pilihan": list(PilihSesi().fields["sesi"].choices),
        "gagal": gagal,
        "bantuan": bantuan(),
        "batas": kalimat_batas(),
    }
    return halaman(request, "rapat/templat.html", konteks, status=status)
