"""Large files: offered instead of the direct download, asked for, followed, called off, fetched."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from capaian.layanan.unduhan import UMUR, batalkan, minta, periksa_ambil, rapikan
from capaian.layanan.unduhan_pemicu import bangunkan
from capaian.models import StatusUnduhan, Unduhan
from konsolidasi.inti.galat import GalatDomain, TidakLengkap
from konsolidasi.inti.http import View, baca, halaman, is_htmx, tulis
from konsolidasi.inti.kemajuan import di_belakang
from konsolidasi.inti.lampiran import BerkasHilang

BESAR = 2000
"""Rows of a table that a browser still waits for; more are made in the background."""
BARIS_TERBANYAK = 100_000
"""More rows than this nobody reads in one sheet."""
GARAM = "capaian.unduhan"
TAMPIL = 50
S = StatusUnduhan


def besar(view: View) -> View:
    """The file of this address may be made in the background."""
    view.besar = True
    return view


def tawarkan(
    request: HttpRequest, judul: str, banyak: int, benda: str = "indikator", *, batas: int = BESAR
) -> HttpResponse | None:
    """The page that offers to make this file in the background; None when it is small.

    Also None when it is being made there: then the view goes on to make it.
    """
    if banyak <= batas or di_belakang():
        return None
    return _siapkan(request, judul, banyak, benda)


def _siapkan(request: HttpRequest, judul: str, banyak: int, benda: str) -> HttpResponse:
    kueri = request.GET.urlencode()
    asal = urlsplit(request.headers.get("Referer", ""))
    kembali = f"{asal.path}?{asal.query}" if asal.query else asal.path
    isi = {
        "judul": judul,
        "alamat": request.path,
        "kueri": kueri,
        "kembali": kembali if asal.netloc == request.get_host() else "",
    }
    sama = Unduhan.objects.untuk(request.user).filter(alamat=request.path, kueri=rapikan(kueri))
    konteks = {
        "judul": judul,
        "banyak": banyak,
        "benda": benda,
        "permintaan": signing.dumps(isi, salt=GARAM),
        "kembali": isi["kembali"],
        "ada": sama.filter(status__in=(S.ANTRE, S.BERJALAN, S.SELESAI)).order_by("-pk").first(),
    }
    return halaman(request, "capaian/unduhan_siapkan.html", konteks)


@tulis("capaian.ekspor")
def _minta(request: HttpRequest) -> HttpResponse:
    try:
        isi = signing.loads(request.POST.get("permintaan", ""), salt=GARAM, max_age=UMUR)
    except signing.BadSignature:
        raise TidakLengkap([], "Halaman ini sudah terlalu lama. Buka lagi unduhannya.") from None
    periksa_alamat(isi["alamat"], request.user)
    satu = minta(pemilik=request.user, pada=timezone.now(), **isi)
    transaction.on_commit(bangunkan)
    return redirect(satu)


@baca("capaian.ekspor")
def _daftar(request: HttpRequest) -> HttpResponse:
    """One's own, the newest first."""
    baris = list(Unduhan.objects.untuk(request.user).order_by("-pk")[:TAMPIL])
    kini = timezone.now()
    konteks = {"baris": [(satu, satu.terambil(kini)) for satu in baris]}
    return halaman(request, "capaian/unduhan_daftar.html", konteks)


def unduhan_daftar(request: HttpRequest) -> HttpResponse:
    """The list; by POST a file more."""
    return (_minta if request.method == "POST" else _daftar)(request)


unduhan_daftar.aksi = "capaian.ekspor"


@baca("capaian.ekspor")
def unduhan_rinci(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; a page that is open asks again by itself."""
    unduhan = get_object_or_404(Unduhan.objects.untuk(request.user), pk=pk)
    if unduhan.status == S.ANTRE:
        bangunkan()
    potongan = "keadaan" if is_htmx(request) else ""
    return _halaman(request, unduhan, potongan=potongan)


@tulis("capaian.ekspor")
def unduhan_batalkan(request: HttpRequest, pk: int) -> HttpResponse:
    unduhan = get_object_or_404(Unduhan.objects.untuk(request.user), pk=pk)
    try:
        segar = batalkan(unduhan=unduhan, pada=timezone.now())
    except GalatDomain as galat:
        unduhan.refresh_from_db()
        return _halaman(request, unduhan, galat=galat.pesan, status=galat.kode_http)
    messages.success(request, f"{segar.judul} dibatalkan; tidak ada yang berubah.")
    return redirect(segar)


@baca("capaian.ekspor")
def unduhan_berkas(request: HttpRequest, pk: int) -> HttpResponse:
    """The file, while the person may still read all that is in it."""
    unduhan = get_object_or_404(Unduhan.objects.untuk(request.user), pk=pk)
    periksa_alamat(unduhan.alamat, request.user)
    try:
        periksa_ambil(unduhan, request.user, timezone.now())
    except GalatDomain as galat:
        return _halaman(request, unduhan, galat=galat.pesan, status=galat.kode_http)
    try:
        isi = unduhan.berkas.open("rb")
    except FileNotFoundError:
        raise BerkasHilang from None
    balasan = FileResponse(isi, content_type=unduhan.jenis)
    balasan["Content-Length"] = unduhan.ukuran
    balasan["Content-Disposition"] = content_disposition_header(True, unduhan.nama)
    balasan["X-Content-Type-Options"] = "nosniff"
    balasan["Cache-Control"] = "private, no-store"
    return balasan


def periksa_alamat(alamat: str, pengguna: Any) -> View:
    """The view that makes this file. Raises Http404, or PermissionDenied when it is not theirs."""
    try:
        view = resolve(alamat).func
    except Resolver404:
        raise Http404 from None
    if not getattr(view, "besar", False):
        raise Http404
    if not (pengguna.is_active and pengguna.has_perm(view.aksi)):
        raise PermissionDenied(view.aksi)
    return view


def _halaman(
    request: HttpRequest,
    unduhan: Unduhan,
    *,
    galat: str = "",
    status: int = 200,
    potongan: str = "",
) -> HttpResponse:
    konteks = {
        "unduhan": unduhan,
        "terambil": unduhan.terambil(timezone.now()),
        "di_depan": _di_depan(unduhan),
        "galat": galat,
        "kembali": unduhan.kembali or reverse("capaian:dokumen"),
    }
    return halaman(request, "capaian/unduhan_rinci.html", konteks, status=status, potongan=potongan)


def _di_depan(unduhan: Unduhan) -> int:
    """How many files come before one that waits. One query when it does."""
    if unduhan.status != S.ANTRE:
        return 0
    lebih_dulu = Unduhan.objects.sedang().filter(dibuat_pada__lte=unduhan.dibuat_pada)
    return lebih_dulu.exclude(pk=unduhan.pk).count()
