"""The last look before a berita acara is final and its agreed targets come into force."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from konsolidasi.inti import titipan
from konsolidasi.inti.galat import GalatDomain, SalahKeadaan
from konsolidasi.inti.http import baca, halaman, tulis
from rapat.dokumen.isi import susun_isi
from rapat.forms.berita_acara import FormFinal
from rapat.layanan.berita_acara import finalkan, induk_sesi
from rapat.layanan.kelengkapan import kekurangan
from rapat.layanan.penetapan import belum_diputuskan
from rapat.layar.berita_acara import susun_kurang
from rapat.layar.penetapan import susun_penetapan
from rapat.models import Sesi

AKSI = "rapat.tetapkan"


@baca(AKSI)
def sesi_tetapkan(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = _temukan(request, pk)
    ketikan = titipan.ambil(request, reverse("rapat:sesi_tetapkan_simpan", args=[pk]))
    awal = None
    if ketikan is not None:
        awal = {nama: nilai for nama, nilai in titipan.datar(ketikan).items() if nama != "dilihat"}
        messages.warning(request, "Sesi masuk Anda tadi berakhir. Belum ada yang ditetapkan.")
    return _tampil(request, sesi, awal=awal)


@tulis(AKSI)
def sesi_tetapkan_simpan(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = _temukan(request, pk)
    if not request.user.has_perm(AKSI, sesi):
        raise PermissionDenied(AKSI)
    if sesi.terkunci:
        return _tampil(request, sesi, galat=_sudah(sesi), status=SalahKeadaan.kode_http)
    form = FormFinal(request.POST, sesi=sesi, sisa=len(belum_diputuskan(sesi)))
    if not form.is_valid():
        return _tampil(request, sesi, form, status=422)
    isi = form.cleaned_data
    try:
        finalkan(
            sesi=sesi,
            nomor=isi["nomor"],
            tanggal=isi["tanggal"],
            tunda_sisanya=isi.get("tunda_sisanya", False),
            alasan_kurang=isi["alasan_kurang"],
            dilihat=isi["dilihat"],
            susun=susun_isi,
            oleh=request.user,
        )
    except GalatDomain as galat:
        segar = _temukan(request, pk)
        if galat.medan in form.fields:
            form.add_error(galat.medan, "Lengkapi yang disebut di atas, atau tulis alasannya.")
        pesan = _sudah(segar) if segar.terkunci else galat.pesan
        return _tampil(request, segar, form, galat=pesan, status=galat.kode_http)
    messages.success(
        request,
        f"Berita acara final. Kesepakatan {sesi.judul} sekarang menjadi target yang berlaku,"
        f" dengan sumber Berita Acara nomor {isi['nomor']}.",
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
    form: FormFinal | None = None,
    *,
    awal: dict[str, object] | None = None,
    galat: str = "",
    status: int = 200,
) -> HttpResponse:
    """A form that was refused goes out with the sesi as it is shown now."""
    penetapan, induk = susun_penetapan(sesi), induk_sesi(sesi)
    kurang = []
    if sesi.berlangsung:
        kurang = kekurangan(sesi, induk, timezone.now(), penetapan.belum)
    if form is None:
        bawaan = {
            "nomor": (induk.nomor if induk else "") or sesi.berita_acara_nomor,
            "tanggal": (induk.tanggal if induk else None) or sesi.tanggal,
        }
        form = FormFinal(initial=bawaan | (awal or {}), sesi=sesi, sisa=len(penetapan.belum))
    konteks = {
        "sesi": sesi,
        "penetapan": penetapan,
        "induk": induk,
        "kurang": susun_kurang([k for k in kurang if not k.tunda]),
        "form": form,
        "galat": galat,
    }
    return halaman(request, "rapat/tetapkan.html", konteks, status=status)
