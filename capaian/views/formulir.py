"""Official forms as files, and the page that lists them."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from capaian.ekspor.berkas import CSV, XLSX
from capaian.ekspor.daftar import Keterangan, nama_berkas
from capaian.ekspor.formulir.daftar import PER_OPD, SE_KOTA, buat_kota, buat_opd
from capaian.ekspor.formulir.tata import Formulir
from capaian.ekspor.kamus import susun_kamus
from capaian.ekspor.kepatuhan import susun_kepatuhan
from capaian.ekspor.mentah import KOLOM, baris_mentah, judul
from capaian.forms.dokumen import FormWakil
from capaian.layar.dokumen import susun_dokumen
from capaian.layar.matriks import susun_matriks
from capaian.layar.tahun import PilihanTahun, pilih_tahun
from capaian.models import Indikator, Tahun
from capaian.views.unduhan import balas_berkas, kepala, susun_keterangan
from capaian.views.unduhan_besar import besar, tawarkan
from konsolidasi.inti import xlsx
from konsolidasi.inti.csv_lembar import JENIS_CSV, alirkan_csv
from konsolidasi.inti.http import baca, halaman
from konsolidasi.inti.kemajuan import terlapor
from konsolidasi.inti.tata_letak import KERTAS
from konsolidasi.inti.waktu import Triwulan
from konsolidasi.inti.xlsx_alir import alirkan
from opd.lingkup import lingkup
from opd.models import Opd


@baca("capaian.ekspor")
def dokumen(request: HttpRequest) -> HttpResponse:
    pilihan = pilih_tahun(request.GET.get("tahun", ""))
    tw = _dipilih(request.GET.get("triwulan", ""), pilihan)
    wakil = FormWakil(request.GET)
    isi = susun_dokumen(request.user, tw, timezone.now(), wakil.kueri, wakil.kertas_kueri)
    konteks = {"isi": isi, "tahun": pilihan, "wakil": wakil}
    return halaman(request, "capaian/dokumen.html", konteks)


@baca("capaian.ekspor")
def formulir_opd(request: HttpRequest, kode: str, opd: int, tahun: int, tw: int) -> HttpResponse:
    """E.81 or E.80 of one OPD."""
    milik = get_object_or_404(Opd.objects.untuk(request.user), pk=opd)
    bentuk, masa = _bentuk(PER_OPD, kode), _masa(tahun, tw)
    wakil = FormWakil(request.GET).wakil
    buku = buat_opd(bentuk, milik, masa, wakil=wakil, **_cetak(request))
    return balas_berkas(request, buku)


@baca("capaian.ekspor")
@besar
def formulir_kota(request: HttpRequest, kode: str, tahun: int, tw: int) -> HttpResponse:
    """E.79 or E.78: every OPD in it, so only for those who may read them all."""
    bentuk, masa = _bentuk(SE_KOTA, kode), _masa(tahun, tw)
    if not lingkup(request.user).semua:
        raise PermissionDenied
    judul = f"{bentuk.kode} {masa.label}"
    if tawaran := tawarkan(request, judul, Indikator.objects.count()):
        return tawaran
    return balas_berkas(request, buat_kota(bentuk, masa, **_cetak(request)))


@baca("capaian.ekspor")
def kepatuhan_unduh(request: HttpRequest, tahun: int) -> HttpResponse:
    """OPD × triwulan in numbers, of the OPD in one's scope."""
    _masa(tahun, 4)
    matriks = susun_matriks(
        request.user,
        tahun,
        kini=4,
        cocok=lambda _: True,
        keadaan="",
        pada=timezone.now(),
    )
    return balas_berkas(request, susun_kepatuhan(matriks, _lingkup(request)))


@baca("capaian.ekspor")
@besar
def kamus_unduh(request: HttpRequest, tahun: int) -> HttpResponse:
    """The dictionary of the indikator in one's scope."""
    _masa(tahun, 4)
    milik = Indikator.objects.untuk(request.user).filter(aktif=True).select_related("opd")
    if tawaran := tawarkan(request, f"Kamus indikator {tahun}", milik.count()):
        return tawaran
    indikator = list(milik.order_by("opd__urutan", "opd__kode", "urutan", "kode", "pk"))
    return balas_berkas(request, susun_kamus(indikator, tahun, _lingkup(request)))


@baca("capaian.ekspor")
@besar
def mentah_unduh(request: HttpRequest, tahun: int) -> HttpResponse | FileResponse:
    """Every quarter of the indikator in one's scope, written row by row."""
    _masa(tahun, 4)
    pada = timezone.localtime()
    milik = Indikator.objects.untuk(request.user).pada_tahun(tahun)
    banyak = milik.count()
    if tawaran := tawarkan(request, judul(tahun), banyak):
        return tawaran
    baris = terlapor(baris_mentah(milik, tahun), "baris ditulis", 4 * banyak)
    if request.GET.get("berkas") == CSV:
        berkas, mime, akhiran = alirkan_csv(KOLOM, baris), JENIS_CSV, CSV
    else:
        berkas, mime, akhiran = alirkan(judul(tahun), KOLOM, baris, pada), xlsx.JENIS_ISI, XLSX
    nama = nama_berkas(judul(tahun), pada, akhiran)
    return FileResponse(berkas, content_type=mime, headers=kepala(nama))


def _bentuk(pilihan: dict[str, Formulir], kode: str) -> Formulir:
    if kode not in pilihan:
        raise Http404
    return pilihan[kode]


def _masa(tahun: int, tw: int) -> Triwulan:
    if tw not in (1, 2, 3, 4) or not Tahun.objects.filter(pk=tahun).exists():
        raise Http404
    return Triwulan(tahun, tw)


def _dipilih(diminta: str, pilihan: PilihanTahun) -> Triwulan:
    """The quarter asked for, else the running one; of a year gone by the last, of a later one I."""
    if diminta in ("1", "2", "3", "4"):
        return Triwulan(pilihan.tahun, int(diminta))
    berjalan = pilihan.berjalan
    if berjalan is not None and berjalan.tahun == pilihan.tahun:
        return berjalan
    return Triwulan(pilihan.tahun, 1 if berjalan is None or pilihan.tahun > berjalan.tahun else 4)


def _lingkup(request: HttpRequest) -> Keterangan:
    """In words whose rows these are."""
    ket = susun_keterangan(request)
    if lingkup(request.user).semua:
        return ket
    return replace(ket, saringan=f"OPD dalam lingkup {request.user.nama}")


def _cetak(request: HttpRequest) -> dict[str, Any]:
    kertas = request.GET.get("kertas", "")
    return {
        "pada": timezone.localtime(),
        "oleh": request.user.nama,
        "kertas": kertas if kertas in KERTAS else "f4",
    }
