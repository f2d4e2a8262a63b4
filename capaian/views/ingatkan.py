"""Reminders that leave the application by hand: text for WhatsApp, the letter in Word."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from capaian.dokumen.surat import Pengirim
from capaian.dokumen.surat import surat_permintaan as susun_surat
from capaian.ekspor.kop import KOTA, PEMERINTAH, muat_penerbit
from capaian.layar.ingatkan import susun_ingatkan, url_isian
from capaian.layar.perpanjangan import remah_matriks
from capaian.models import Periode
from konsolidasi.inti.dokumen import JENIS_WORD
from konsolidasi.inti.http import baca, halaman
from opd.models import Opd


@baca("capaian.perpanjang")
def ingatkan(request: HttpRequest, tahun: int, tw: int) -> HttpResponse:
    periode = get_object_or_404(Periode, tahun=tahun, triwulan=tw)
    layar = susun_ingatkan(
        periode, pengguna=request.user, pada=timezone.now(), alamat=request.build_absolute_uri
    )
    konteks = {"layar": layar, "periode": periode, "remah": remah_matriks(periode)}
    return halaman(request, "capaian/ingatkan.html", konteks)


@baca("capaian.perpanjang")
def surat_permintaan(request: HttpRequest, tahun: int, tw: int, opd: int) -> HttpResponse:
    periode = get_object_or_404(Periode, tahun=tahun, triwulan=tw)
    satu = get_object_or_404(Opd.objects.untuk(request.user).aktif(), pk=opd)
    alamat = request.build_absolute_uri(url_isian(satu.pk, periode))
    pada = timezone.now()
    surat = susun_surat(satu, periode, pengirim=_pengirim(pada), alamat=alamat, pada=pada)
    nama = slugify(f"permintaan data {satu.singkatan} {periode.tw.label}")
    return HttpResponse(
        surat,
        content_type=JENIS_WORD,
        headers={
            "Content-Disposition": content_disposition_header(True, f"{nama}.docx"),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def _pengirim(pada: datetime) -> Pengirim:
    """Bapperida as it signs that day. Two queries."""
    penerbit = muat_penerbit(timezone.localdate(pada))
    opd, kepala = penerbit.opd, penerbit.kepala
    return Pengirim(
        pemerintah=PEMERINTAH,
        nama=opd.nama_kop if opd else "BAPPERIDA",
        alamat=opd.alamat if opd else "",
        kota=KOTA,
        jabatan=penerbit.jabatan,
        orang=kepala.pengguna if kepala else None,
    )
