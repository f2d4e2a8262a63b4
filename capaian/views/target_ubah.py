"""Bapperida changes one target with its quarters and pagu: the form, the preview, the saving."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from capaian.forms.target_ubah import FormUbah
from capaian.layanan.target import tetapkan_target
from capaian.layar.target_ubah import aturan, banding_versi, peringatan, susun_satu
from capaian.models import Indikator, Tahun
from konsolidasi.inti import titipan, waktu
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah
from konsolidasi.inti.http import baca, halaman, tulis

AKSI = "capaian.ubah_target"


@baca(AKSI)
def _buka(request: HttpRequest, indikator: int, tahun: int) -> HttpResponse:
    satu = _indikator(request, indikator, tahun)
    for nama in ("target_ubah_simpan", "target_ubah"):
        jalur = reverse(f"capaian:{nama}", args=[indikator, tahun])
        if kiriman := titipan.ambil(request, jalur):
            messages.info(
                request, "Ketikan Anda sebelum sesi berakhir ada di bawah ini. Belum tersimpan."
            )
            return _tampil(request, _form(satu, tahun, titipan.datar(kiriman)))
    return _tampil(request, _form(satu, tahun))


@tulis(AKSI)
def _periksa(request: HttpRequest, indikator: int, tahun: int) -> HttpResponse:
    form = _form(_indikator(request, indikator, tahun), tahun, _kiriman(request))
    if request.POST.get("langkah") == "ubah":
        return _tampil(request, form)
    if form.bentrok:
        return _tampil(request, form, status=409)
    if not form.is_valid():
        return _tampil(request, form, status=422)
    konteks = {
        "form": form,
        "baris": form.baris,
        "banding": banding_versi(form.baris, form.isi, form.rincian),
        "peringatan": peringatan(form.baris, form.isi, form.rincian),
        "dokumen": form.dokumen(),
    }
    return halaman(request, "capaian/target_ubah_periksa.html", konteks)


def target_ubah(request: HttpRequest, indikator: int, tahun: int) -> HttpResponse:
    """The form by GET; by POST the preview of what was typed in it."""
    return (_periksa if request.method == "POST" else _buka)(request, indikator, tahun)


target_ubah.aksi = AKSI


@tulis(AKSI)
def _simpan(request: HttpRequest, indikator: int, tahun: int) -> HttpResponse:
    satu = _indikator(request, indikator, tahun)
    form = _form(satu, tahun, _kiriman(request))
    if form.sudah_tersimpan(request.user.pk):
        return _sudah(request, form)
    if form.bentrok or not form.is_valid():
        return _tampil(request, form, status=409 if form.bentrok else 422)
    try:
        [baru] = tetapkan_target(
            perubahan=[form.perubahan()],
            tahun=tahun,
            mulai=form.cleaned_data["mulai"],
            dokumen=form.dokumen(),
            oleh=request.user,
        )
    except (SudahBerubah, SalahKeadaan):
        # Somebody was faster between our look and the lock: look again, nothing was written.
        form = _form(satu, tahun, _kiriman(request))
        if form.sudah_tersimpan(request.user.pk):
            return _sudah(request, form)
        form.is_valid()
        return _tampil(request, form, status=409)
    messages.success(
        request,
        f"Target {tahun} {satu.kode} tersimpan sebagai versi {baru.nomor}, berlaku mulai"
        f" {waktu.tanggal(baru.mulai)}. Versi lama tetap ada.",
    )
    return _pulang(indikator, tahun)


@baca(AKSI)
def _ke_form(request: HttpRequest, indikator: int, tahun: int) -> HttpResponse:
    _indikator(request, indikator, tahun)
    return redirect("capaian:target_ubah", indikator, tahun)


def target_ubah_simpan(request: HttpRequest, indikator: int, tahun: int) -> HttpResponse:
    """Whoever comes back by GET, after logging in again, gets the form."""
    return (_simpan if request.method == "POST" else _ke_form)(request, indikator, tahun)


target_ubah_simpan.aksi = AKSI


def _indikator(request: HttpRequest, pk: int, tahun: int) -> Indikator:
    get_object_or_404(Tahun, pk=tahun)
    return get_object_or_404(
        Indikator.objects.untuk(request.user)
        .aktif()
        .select_related("opd", "skala_predikat")
        .prefetch_related("skala_predikat__butir"),
        pk=pk,
    )


def _form(indikator: Indikator, tahun: int, data: dict[str, str] | None = None) -> FormUbah:
    return FormUbah(data, baris=susun_satu(indikator, tahun), hari_ini=timezone.localdate())


def _kiriman(request: HttpRequest) -> dict[str, str]:
    """A button "1,184" beside a number with two meanings stands for typing it so."""
    kiriman = request.POST.dict()
    nama, ada, teks = kiriman.pop("arti", "").partition(":")
    return kiriman | ({nama: teks} if ada else {})


def _sudah(request: HttpRequest, form: FormUbah) -> HttpResponse:
    messages.info(request, "Perubahan ini sudah tersimpan dan tidak ditulis dua kali.")
    return _pulang(form.baris.indikator.pk, form.baris.tahun)


def _pulang(indikator: int, tahun: int) -> HttpResponse:
    alamat = reverse("capaian:indikator_rinci", args=[indikator])
    return redirect(f"{alamat}?{urlencode({'tahun': tahun})}")


def _tampil(request: HttpRequest, form: FormUbah, *, status: int = 200) -> HttpResponse:
    baris = form.baris
    if form.bentrok and baris.berlaku is not None:
        prefetch_related_objects([baris.berlaku], "ditetapkan_oleh")
    tabel = f"{reverse('capaian:target_tabel')}?{urlencode({'tahun': baris.tahun})}"
    konteks = {
        "form": form,
        "baris": baris,
        "aturan": aturan(baris.indikator),
        "remah": (
            ("Target", tabel),
            (baris.indikator.opd.nama, f"{tabel}&opd={baris.indikator.opd_id}"),
        ),
        "status": status,
    }
    return halaman(request, "capaian/target_ubah.html", konteks, status=status)
