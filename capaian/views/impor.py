"""Imports: the kinds and the list, the template that goes out, the workbook that comes in."""

from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header

from capaian.ekspor.daftar import PEMBUAT, nama_berkas
from capaian.forms.impor import FormUnggahBuku, SaringImpor, berkas_masuk
from capaian.impor.daftar import susun_daftar, susun_jenis
from capaian.impor.jenis import Jenis, Tempat, cari_jenis
from capaian.impor.simpan import baca_impor, impor_di
from capaian.impor.tempat import buat_slug, urai_slug
from capaian.impor.templat import nama_templat, susun_templat
from capaian.models import Periode, Tahun
from capaian.models.impor import tempat_sah
from capaian.views.unduhan import kueri_unduh
from konsolidasi.inti import xlsx, xlsx_isian
from konsolidasi.inti.http import baca, halaman, tulis
from konsolidasi.inti.lampiran import ukuran_kata
from konsolidasi.inti.xlsx_wadah import BukuDitolak
from opd.models import Opd

AKSI = "capaian.impor"
PER_HALAMAN, TERAKHIR = 50, 5


@baca("capaian.lihat")
def impor_daftar(request: HttpRequest) -> HttpResponse:
    """What may be imported here and now, and every import that was."""
    saring = SaringImpor(request.GET, pengguna=request.user)
    baris = saring.baris()
    hal = Paginator(baris, PER_HALAMAN).get_page(request.GET.get("halaman"))
    boleh = request.user.has_perm(AKSI)
    konteks = {
        "jenis": susun_jenis(saring.terlihat, request.user) if boleh else [],
        "unduh": kueri_unduh(request),
        "saring": saring,
        "hal": hal,
        "baris": susun_daftar(hal.object_list),
    }
    return halaman(request, "capaian/impor_daftar.html", konteks)


@baca(AKSI)
def impor_pilih(request: HttpRequest, jenis: str) -> HttpResponse:
    """The choice of the list of kinds, as an address of its own."""
    dikenal = urai_slug(request.GET.get("tempat", ""))
    if dikenal is None or cari_jenis(jenis) is None:
        raise Http404
    return redirect("capaian:impor_mulai", jenis, request.GET["tempat"])


@baca(AKSI)
def impor_isian(request: HttpRequest, opd: int, tahun: int, tw: int) -> HttpResponse:
    """The address that realisasi had when it was the only kind."""
    return redirect("capaian:impor_mulai", "realisasi", buat_slug(opd=opd, tahun=tahun, tw=tw))


@baca(AKSI)
def impor_mulai(request: HttpRequest, jenis: str, tempat: str) -> HttpResponse:
    return _halaman_mulai(request, *_temukan(request, jenis, tempat))


@baca(AKSI)
def impor_templat(request: HttpRequest, jenis: str, tempat: str) -> HttpResponse:
    satu, di = _temukan(request, jenis, tempat)
    pada = timezone.localtime()
    acuan = satu.muat(di, request.user, pada)
    buku = susun_templat(satu, di, acuan, pada=pada, oleh=request.user.nama, pembuat=PEMBUAT)
    nama = nama_berkas(nama_templat(satu, di), pada)
    return HttpResponse(
        xlsx_isian.tulis(buku),
        content_type=xlsx.JENIS_ISI,
        headers={
            "Content-Disposition": content_disposition_header(True, nama),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


@tulis(AKSI)
def impor_unggah(request: HttpRequest, jenis: str, tempat: str) -> HttpResponse:
    """Read the workbook and show what it would change; nothing of it is applied."""
    satu, di = _temukan(request, jenis, tempat)
    try:
        isi, nama = berkas_masuk(request)
        impor = baca_impor(isi=isi, nama=nama, tempat=di, oleh=request.user)
    except BukuDitolak as galat:
        return _halaman_mulai(request, satu, di, galat=galat.pesan, status=galat.kode_http)
    return redirect(impor)


def _temukan(request: HttpRequest, jenis: str, slug: str) -> tuple[Jenis, Tempat]:
    """404 for what is not there or not the person's to see, 403 for what is not theirs to do."""
    satu, nomor = cari_jenis(jenis), urai_slug(slug)
    if satu is None or nomor is None or not tempat_sah(jenis, _medan(nomor)):
        raise Http404
    opd, tahun, tw = (nomor.get(nama) for nama in ("opd", "tahun", "tw"))
    tempat = Tempat(
        jenis,
        get_object_or_404(Opd.objects.untuk(request.user), pk=opd) if opd else None,
        get_object_or_404(Tahun, pk=tahun).pk if tahun and not tw else tahun,
        tw,
        nomor.get("acuan"),
        get_object_or_404(Periode, tahun=tahun, triwulan=tw) if tw else None,
    )
    if not satu.boleh(tempat, request.user):
        raise PermissionDenied(AKSI)
    return satu, tempat


def _medan(nomor: Mapping[str, int]) -> set[str]:
    """Fields of an Impor that these numbers fill; year and quarter together are a periode."""
    if nomor.keys() >= {"tahun", "tw"}:
        return (nomor.keys() - {"tahun", "tw"}) | {"periode"}
    return set(nomor)


def _halaman_mulai(
    request: HttpRequest, jenis: Jenis, tempat: Tempat, *, galat: str = "", status: int = 200
) -> HttpResponse:
    form = FormUnggahBuku()
    if galat:
        form = FormUnggahBuku(data={})
        form.errors["berkas"] = form.error_class([galat])
    konteks = {
        "jenis": jenis,
        "tempat": tempat,
        "form": form,
        "terakhir": susun_daftar(impor_di(tempat).untuk_daftar()[:TERAKHIR]),
        "templat": tempat.alamat("impor_templat"),
        "unggah": tempat.alamat("impor_unggah"),
        "kembali": jenis.kembali(tempat),
        "lain": jenis.lain(tempat),
        "terbesar": ukuran_kata(settings.LAMPIRAN_TERBESAR),
    }
    return halaman(request, "capaian/impor_mulai.html", konteks, status=status)
