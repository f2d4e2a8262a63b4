"""Evidence of one row: its page, its changes, and its files behind a permission check."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from capaian.forms.bukti import FormNilai, FormUbah, FormUnggah
from capaian.layanan.bukti import (
    cabut_bukti,
    nilai_bukti,
    pakai_lagi,
    ubah_keterangan,
    unggah_bukti,
    unggah_semua,
)
from capaian.layar.bukti_rinci import (
    LayarBukti,
    bukti_terlihat,
    susun_bukti,
)
from capaian.models import Bukti, Indikator, Periode, Realisasi
from capaian.views.bukti_tampil import alamat_baris, deret, halaman_baris, halaman_berkas
from konsolidasi.inti import titipan
from konsolidasi.inti.galat import GalatDomain, SudahBerubah
from konsolidasi.inti.http import baca, is_htmx, tulis
from konsolidasi.inti.jenis_berkas import PDF
from konsolidasi.inti.lampiran import jawaban, jawaban_halaman

UNGGAH = "capaian.unggah_bukti"


@baca("capaian.lihat")
def bukti_indikator(request: HttpRequest, tahun: int, tw: int, indikator: int) -> HttpResponse:
    satu, periode = _temukan(request, tahun, tw, indikator)
    layar = susun_bukti(satu, periode, request.user)
    kiriman = titipan.ambil(request, reverse("capaian:bukti_tambah", args=[tahun, tw, indikator]))
    awal = titipan.datar(kiriman) if kiriman else None
    if awal is not None:
        messages.warning(
            request,
            "Sesi Anda tadi berakhir. Keterangannya kembali di bawah ini dan belum tersimpan;"
            " pilih berkasnya lagi.",
        )
    form = FormUnggah(layar=layar)
    form.initial = awal or {}
    return halaman_baris(request, layar, form=form)


@tulis(UNGGAH)
def bukti_tambah(request: HttpRequest, tahun: int, tw: int, indikator: int) -> HttpResponse:
    """Files, a link, or evidence used again. To a chip it answers the row of chips."""
    satu, periode = _temukan(request, tahun, tw, indikator)
    if not request.user.has_perm(UNGGAH, Realisasi(indikator=satu, periode=periode)):
        raise PermissionDenied(UNGGAH)
    layar = susun_bukti(satu, periode, request.user)
    form = FormUnggah(request.POST, layar=layar, request=request)
    status = _tambah(request, form, layar)
    if is_htmx(request):
        return deret(request, layar, form=form, status=status)
    if status == 200:
        return redirect("capaian:bukti_indikator", tahun, tw, indikator)
    segar = susun_bukti(satu, periode, request.user)
    return halaman_baris(request, segar, form=form, status=status)


@tulis(UNGGAH)
def bukti_ubah(request: HttpRequest, pk: int) -> HttpResponse:
    bukti = _bukti_sendiri(request, pk)
    form = FormUbah(request.POST, bukti=bukti)
    status = 422
    if form.is_valid():
        try:
            ubah_keterangan(
                bukti=bukti,
                isi=form.isi(),
                asal=form.cleaned_data["asal"],
                oleh=request.user,
            )
        except SudahBerubah as galat:
            kini = galat.sekarang
            form.add_error(
                None,
                f"Orang lain baru mengubahnya menjadi: {kini.nama}, nomor"
                f" {kini.nomor_dokumen or '–'}, halaman {kini.halaman or '–'}. Ketikan Anda masih"
                " di bawah ini; muat ulang halaman, lalu ubah lagi bila perlu.",
            )
            status = galat.kode_http
        except GalatDomain as galat:
            form.add_error(None, galat.pesan)
            status = galat.kode_http
        else:
            messages.success(request, f"Keterangan {form.cleaned_data['nama']} tersimpan.")
            return redirect(alamat_baris(bukti))
    layar = susun_bukti(bukti.indikator, bukti.periode, request.user)
    return halaman_baris(request, layar, ubah={pk: form}, status=status)


@tulis(UNGGAH)
def bukti_cabut(request: HttpRequest, pk: int) -> HttpResponse:
    bukti = _bukti_sendiri(request, pk)
    cabut_bukti(bukti=bukti, oleh=request.user)
    messages.success(request, f"{bukti.nama} dicabut dari baris ini. Riwayatnya tetap ada.")
    return redirect(alamat_baris(bukti))


@tulis("capaian.verifikasi")
def bukti_nilai(request: HttpRequest, pk: int) -> HttpResponse:
    bukti = get_object_or_404(bukti_terlihat(request.user), pk=pk)
    form = FormNilai(request.POST, bukti=bukti)
    status = 422
    if form.is_valid():
        terima = form.cleaned_data["putusan"] == "terima"
        try:
            nilai_bukti(
                bukti=bukti,
                terima=terima,
                alasan=form.cleaned_data["alasan"],
                oleh=request.user,
            )
        except GalatDomain as galat:
            form.add_error(galat.medan or None, galat.pesan)
            status = galat.kode_http
        else:
            messages.success(request, f"{bukti.nama} {'diterima' if terima else 'ditolak'}.")
            return redirect(_kembali(request, reverse("capaian:bukti_lihat", args=[pk])))
    return halaman_berkas(request, bukti, nilai=form, status=status)


@baca("capaian.lihat")
def bukti_lihat(request: HttpRequest, pk: int) -> HttpResponse:
    return halaman_berkas(request, get_object_or_404(bukti_terlihat(request.user), pk=pk))


@baca("capaian.lihat")
def bukti_halaman(request: HttpRequest, pk: int, nomor: int) -> HttpResponse:
    """One page of a PDF as a picture: seen without a plugin, on a phone too."""
    bukti = _berkas(request, pk)
    if bukti.lampiran.jenis != PDF or not 1 <= nomor <= (bukti.lampiran.halaman or 0):
        raise Http404
    return jawaban_halaman(request, bukti.lampiran, nomor)


@baca("capaian.lihat")
def bukti_berkas(request: HttpRequest, pk: int) -> HttpResponse:
    bukti = _berkas(request, pk)
    return jawaban(request, bukti.lampiran, bukti.nama, unduh="unduh" in request.GET)


def _temukan(
    request: HttpRequest, tahun: int, tw: int, indikator: int
) -> tuple[Indikator, Periode]:
    satu = get_object_or_404(
        Indikator.objects.untuk(request.user).select_related("opd"), pk=indikator
    )
    return satu, get_object_or_404(Periode, tahun=tahun, triwulan=tw)


def _bukti_sendiri(request: HttpRequest, pk: int) -> Bukti:
    bukti = get_object_or_404(bukti_terlihat(request.user), pk=pk)
    realisasi = Realisasi(indikator=bukti.indikator, periode=bukti.periode)
    if not request.user.has_perm(UNGGAH, realisasi):
        raise PermissionDenied(UNGGAH)
    return bukti


def _berkas(request: HttpRequest, pk: int) -> Bukti:
    bukti = get_object_or_404(Bukti.objects.untuk(request.user).select_related("lampiran"), pk=pk)
    if bukti.lampiran is None:
        raise Http404
    return bukti


def _kembali(request: HttpRequest, bawaan: str) -> str:
    """The page the form stood on, when it is one of ours."""
    tujuan = request.POST.get("kembali", "")
    aman = url_has_allowed_host_and_scheme(tujuan, None) and tujuan.startswith("/")
    return tujuan if aman else bawaan


def _tambah(request: HttpRequest, form: FormUnggah, layar: LayarBukti) -> int:
    """The status of the answer; what went wrong is in the form."""
    if not form.is_valid():
        return 422
    dasar: dict[str, Any] = {
        "indikator": layar.indikator,
        "periode": layar.periode,
        "isi": form.isi(),
        "oleh": request.user,
    }
    ditolak, baru, sudah_ada = list(form.ditolak), [], []
    medan = next((n for n in ("tautan", "lama") if form.cleaned_data[n]), "berkas")
    try:
        if medan == "berkas":
            hasil = unggah_semua(**dasar, berkas=form.cleaned_data["berkas"])
            baru, sudah_ada = list(hasil.baru), list(hasil.sudah_ada)
            ditolak += hasil.ditolak
        else:
            bukti, ditambah = _tambah_satu(request, form, dasar)
            (baru if ditambah else sudah_ada).append(bukti)
    except GalatDomain as galat:
        form.tambah_galat(galat.medan or medan, galat)
        return galat.kode_http
    for nama, galat in ditolak:
        form.tambah_galat("berkas", galat, nama)
    form.pesan = _pesan(baru, sudah_ada)
    if form.pesan and not is_htmx(request):
        messages.success(request, form.pesan)
    return max((galat.kode_http for _, galat in ditolak), default=200)


def _tambah_satu(
    request: HttpRequest, form: FormUnggah, dasar: dict[str, Any]
) -> tuple[Bukti, bool]:
    if form.cleaned_data["tautan"]:
        return unggah_bukti(**dasar, tautan=form.cleaned_data["tautan"])
    lama = get_object_or_404(bukti_terlihat(request.user), pk=form.cleaned_data["lama"])
    return pakai_lagi(**dasar, bukti=lama)


def _pesan(baru: list[Bukti], sudah_ada: list[Bukti]) -> str:
    kalimat = []
    if baru:
        nama = ", ".join(b.nama for b in baru)
        kalimat.append(f"{nama} menjadi bukti baris ini.")
    if sudah_ada:
        nama = ", ".join(b.nama for b in sudah_ada)
        kalimat.append(f"{nama} sudah menjadi bukti baris ini, jadi tidak ditambah lagi.")
    return " ".join(kalimat)
