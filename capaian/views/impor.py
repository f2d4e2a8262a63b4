"""Imports: the list, the template that goes out, the workbook that comes in."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from capaian.ekspor.daftar import nama_berkas
from capaian.ekspor.templat_isian import judul, susun_templat
from capaian.forms.impor import FormUnggahBuku, berkas_masuk
from capaian.impor.simpan import baca_impor, boleh_impor
from capaian.impor.tampil import susun_hitungan
from capaian.layar.isian_lembar import muat_acuan
from capaian.models import Impor, Periode
from capaian.views.unduhan import susun_keterangan
from konsolidasi.inti import xlsx, xlsx_isian
from konsolidasi.inti.http import baca, halaman, tulis
from konsolidasi.inti.lampiran import ukuran_kata
from konsolidasi.inti.xlsx_wadah import BukuDitolak
from opd.lingkup import lingkup
from opd.models import Opd

PER_HALAMAN = 50


@baca("capaian.lihat")
def impor_daftar(request: HttpRequest) -> HttpResponse:
    semua = Impor.objects.untuk(request.user).untuk_daftar()
    hal = Paginator(semua, PER_HALAMAN).get_page(request.GET.get("halaman"))
    mulai = ""
    periode = Periode.objects.bawaan()
    milik = lingkup(request.user).opd_utama
    if periode is not None and milik is not None and request.user.has_perm("capaian.isi"):
        mulai = reverse("capaian:impor_mulai", args=[milik, periode.tahun_id, periode.triwulan])
    konteks = {
        "hal": hal,
        "baris": [(impor, susun_hitungan(impor.banyak)) for impor in hal.object_list],
        "mulai": mulai,
    }
    return halaman(request, "capaian/impor_daftar.html", konteks)


@baca("capaian.isi")
def impor_mulai(request: HttpRequest, opd: int, tahun: int, tw: int) -> HttpResponse:
    return _halaman_mulai(request, *_temukan(request, opd, tahun, tw))


@baca("capaian.isi")
def impor_templat(request: HttpRequest, opd: int, tahun: int, tw: int) -> HttpResponse:
    satu, periode = _temukan(request, opd, tahun, tw)
    ket = susun_keterangan(request)
    acuan = muat_acuan(satu, periode, request.user, timezone.now())
    nama = nama_berkas(judul(satu, periode.tw), ket.pada)
    return HttpResponse(
        xlsx_isian.tulis(susun_templat(satu, periode.tw, acuan, ket)),
        content_type=xlsx.JENIS_ISI,
        headers={
            "Content-Disposition": content_disposition_header(True, nama),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


@tulis("capaian.isi")
def impor_unggah(request: HttpRequest, opd: int, tahun: int, tw: int) -> HttpResponse:
    """Read the workbook and show what it would change; nothing of it is applied."""
    satu, periode = _temukan(request, opd, tahun, tw)
    try:
        isi, nama = berkas_masuk(request)
        impor = baca_impor(isi=isi, nama=nama, opd=satu, periode=periode, oleh=request.user)
    except BukuDitolak as galat:
        return _halaman_mulai(request, satu, periode, galat=galat.pesan, status=galat.kode_http)
    return redirect(impor)


def _temukan(request: HttpRequest, opd: int, tahun: int, tw: int) -> tuple[Opd, Periode]:
    satu = get_object_or_404(Opd.objects.untuk(request.user), pk=opd)
    periode = get_object_or_404(Periode, tahun=tahun, triwulan=tw)
    if not boleh_impor(satu, periode, request.user):
        raise PermissionDenied("capaian.isi")
    return satu, periode


def _halaman_mulai(
    request: HttpRequest, opd: Opd, periode: Periode, *, galat: str = "", status: int = 200
) -> HttpResponse:
    form = FormUnggahBuku()
    if galat:
        form = FormUnggahBuku(data={})
        form.errors["berkas"] = form.error_class([galat])
    terakhir = Impor.objects.untuk(request.user).filter(opd=opd, periode=periode).untuk_daftar()
    masa = [opd.pk, periode.tahun_id, periode.triwulan]
    konteks = {
        "opd": opd,
        "tw": periode.tw,
        "form": form,
        "terakhir": [(impor, susun_hitungan(impor.banyak)) for impor in terakhir[:5]],
        "templat": reverse("capaian:impor_templat", args=masa),
        "unggah": reverse("capaian:impor_unggah", args=masa),
        "isian": reverse("capaian:isian_opd", args=masa),
        "terbesar": ukuran_kata(settings.LAMPIRAN_TERBESAR),
    }
    return halaman(request, "capaian/impor_mulai.html", konteks, status=status)
