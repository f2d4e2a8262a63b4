"""Agreed targets come into force: a preview, then one POST."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from konsolidasi.inti import titipan
from konsolidasi.inti.galat import GalatDomain, SalahKeadaan
from konsolidasi.inti.http import baca, halaman, tulis
from rapat.forms.kesepakatan import FormPenetapan
from rapat.layanan.penetapan import belum_diputuskan, tetapkan_sesi
from rapat.layar.penetapan import susun_penetapan
from rapat.models import Sesi

AKSI = "rapat.tetapkan"


@baca(AKSI)
def sesi_tetapkan(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = _temukan(request, pk)
    ketikan = titipan.ambil(request, reverse("rapat:sesi_tetapkan_simpan", args=[pk]))
    awal = {"nomor": sesi.berita_acara_nomor, "tanggal": sesi.tanggal}
    if ketikan is not None:
        awal |= {nama: nilai[-1] for nama, nilai in ketikan.items()}
        messages.warning(request, "Sesi masuk Anda tadi berakhir. Belum ada yang ditetapkan.")
    return _tampil(request, sesi, awal=awal)


@tulis(AKSI)
def sesi_tetapkan_simpan(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = _temukan(request, pk)
    if sesi.terkunci:
        return _tampil(request, sesi, galat=_sudah(sesi), status=SalahKeadaan.kode_http)
    form = FormPenetapan(request.POST, sesi=sesi, sisa=len(belum_diputuskan(sesi)))
    if not form.is_valid():
        return _tampil(request, sesi, form, status=422)
    isi = form.cleaned_data
    try:
        sesi = tetapkan_sesi(
            sesi=sesi,
            nomor=isi["nomor"],
            tanggal=isi["tanggal"],
            tunda_sisanya=isi.get("tunda_sisanya", False),
            oleh=request.user,
        )
    except GalatDomain as galat:
        segar = _temukan(request, pk)
        pesan = _sudah(segar) if segar.terkunci else galat.pesan
        return _tampil(request, segar, form, galat=pesan, status=galat.kode_http)
    messages.success(
        request,
        f"Kesepakatan {sesi.judul} sekarang menjadi target yang berlaku,"
        f" dengan sumber Berita Acara nomor {sesi.berita_acara_nomor}.",
    )
    return redirect("rapat:sesi_tetapkan", sesi.pk)


def _temukan(request: HttpRequest, pk: int) -> Sesi:
    sesi = Sesi.objects.untuk(request.user).select_related("rapat", "ditetapkan_oleh")
    return get_object_or_404(sesi, pk=pk)


def _sudah(sesi: Sesi) -> str:
    return (
        f"Sesi ini sudah ditetapkan oleh {sesi.ditetapkan_oleh.nama} dengan Berita Acara nomor"
        f" {sesi.berita_acara_nomor}. Kiriman Anda tidak mengubah apa pun."
    )


def _tampil(
    request: HttpRequest,
    sesi: Sesi,
    form: FormPenetapan | None = None,
    *,
    awal: dict[str, object] | None = None,
    galat: str = "",
    status: int = 200,
) -> HttpResponse:
    penetapan = susun_penetapan(sesi)
    konteks = {
        "sesi": sesi,
        "penetapan": penetapan,
        "form": form or FormPenetapan(initial=awal, sesi=sesi, sisa=len(penetapan.belum)),
        "galat": galat,
    }
    return halaman(request, "rapat/tetapkan.html", konteks, status=status)
