"""Downloads of the documents of a sesi. Final ones come from their frozen content alone."""

from collections.abc import Callable
from functools import partial
from threading import BoundedSemaphore
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from konsolidasi.inti import dokumen, xlsx
from konsolidasi.inti.dokumen import TemplatRusak
from konsolidasi.inti.galat import GalatDomain, TidakBoleh
from konsolidasi.inti.http import baca, halaman
from opd.lingkup import lingkup
from rapat.dokumen import pdf
from rapat.dokumen.arsip import Naskah, muat_naskah, muat_sesi
from rapat.dokumen.excel import lampiran_xlsx, nama_berkas
from rapat.dokumen.word import berita_acara_word as susun_word
from rapat.layanan.templat import isi_aktif
from rapat.models import Agenda, BeritaAcara, Rapat, Sesi
from rapat.pilihan import StatusBeritaAcara

SEREMPAK, TUNGGU_DETIK = 2, 20
"""Documents that one process makes at a time, and how long the next one waits for its turn."""
_giliran = BoundedSemaphore(SEREMPAK)


class DokumenGagal(GalatDomain):
    kode_http = 502


class SedangPenuh(GalatDomain):
    kode_http = 503


@baca("rapat.lihat")
def berita_acara_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    naskah = _utuh(request, pk)
    return _pdf(request, naskah)


@baca("rapat.lihat")
def berita_acara_word(request: HttpRequest, pk: int) -> HttpResponse:
    return _word(request, _utuh(request, pk))


@baca("rapat.lihat")
def berita_acara_lampiran(request: HttpRequest, pk: int) -> HttpResponse:
    naskah = _utuh(request, pk)
    cetak = _cetak(request) | {"kertas": kertas(request)}
    isi = susun(partial(lampiran_xlsx, naskah.isi, final=naskah.final, **cetak))
    return balas(isi, xlsx.JENIS_ISI, nama_berkas(naskah.isi, "xlsx"))


@baca("rapat.lihat")
def petikan_pdf(request: HttpRequest, pk: int, agenda: int) -> HttpResponse:
    return _pdf(request, _petikan(request, pk, agenda))


@baca("rapat.lihat")
def petikan_word(request: HttpRequest, pk: int, agenda: int) -> HttpResponse:
    return _word(request, _petikan(request, pk, agenda))


@baca("rapat.lihat")
def notulen_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = get_object_or_404(Sesi.objects.untuk(request.user).select_related("rapat"), pk=pk)
    pastikan_semua(request)
    naskah = muat_sesi(sesi, pada=timezone.now())
    isi = susun(partial(pdf.notulen_pdf, naskah.isi, **_cetak(request), kertas=kertas(request)))
    return balas(isi, dokumen.JENIS_PDF, f"Notulen {nama_berkas(naskah.isi, 'pdf')}")


@baca("rapat.lihat")
def rekap_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """At most thirty queries for each sesi that is not final, of which a rapat has nine at most."""
    rapat = get_object_or_404(Rapat.objects.untuk(request.user), pk=pk)
    pastikan_semua(request)
    kini = timezone.now()
    semua = [
        muat_sesi(sesi, pada=kini).isi
        for sesi in rapat.sesi.select_related("rapat").order_by("nomor", "pk")
    ]
    if not semua:
        raise Http404
    isi = susun(partial(pdf.rekap_rapat_pdf, semua, **_cetak(request), kertas=kertas(request)))
    return balas(isi, dokumen.JENIS_PDF, f"Rekap {rapat.nama[:100]}.pdf")


@baca("rapat.catat")
def daftar_hadir_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet to sign; with ?isi=tercatat who was there, with NIP and drawn signature."""
    sesi = get_object_or_404(Sesi.objects.untuk(request.user), pk=pk)
    if not request.user.has_perm("rapat.catat", sesi):
        raise PermissionDenied("rapat.catat")
    tercatat = request.GET.get("isi") == "tercatat"
    buat = pdf.hadir_tercatat_pdf if tercatat else pdf.daftar_hadir_pdf
    isi = susun(partial(buat, sesi, kertas=kertas(request)))
    nama = "Daftar hadir tercatat" if tercatat else "Daftar hadir"
    return balas(isi, dokumen.JENIS_PDF, f"{nama} {sesi.judul[:100]}.pdf")


def pastikan_semua(request: HttpRequest) -> None:
    """The whole document is for those who may read every OPD; an OPD gets its own petikan."""
    if not lingkup(request.user).semua:
        raise PermissionDenied("rapat.lihat")


def susun(buat: Callable[[], bytes]) -> bytes:
    """Raises SedangPenuh when its turn does not come, DokumenGagal when the engine gives up."""
    if not _giliran.acquire(timeout=TUNGGU_DETIK):
        raise SedangPenuh("Server sedang menyusun dokumen lain. Coba unduh lagi sebentar lagi.")
    try:
        return buat()
    except (RuntimeError, OSError, MemoryError) as galat:
        raise DokumenGagal(
            "Dokumen ini gagal disusun. Coba lagi; bila tetap gagal, beri tahu admin Konsolidasi."
        ) from galat
    finally:
        _giliran.release()


def balas(isi: bytes, jenis: str, nama: str) -> HttpResponse:
    return HttpResponse(
        isi,
        content_type=jenis,
        headers={
            "Content-Disposition": content_disposition_header(True, nama),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def kertas(request: HttpRequest) -> str:
    diminta = request.GET.get("kertas", "").lower()
    return diminta if diminta in dokumen.KERTAS else "a4"


def _utuh(request: HttpRequest, pk: int) -> Naskah:
    satu = _temukan(request, pk)
    pastikan_semua(request)
    return muat_naskah(satu, pada=timezone.now())


def _petikan(request: HttpRequest, pk: int, agenda: int) -> Naskah:
    """Another OPD's item is not there; one that came after the freezing has no part in it.

    An OPD gets its own once it is circulated.
    """
    satu = _temukan(request, pk)
    butir = get_object_or_404(Agenda.objects.untuk(request.user), pk=agenda, sesi=satu.sesi_id)
    if satu.status == StatusBeritaAcara.DRAF and not lingkup(request.user).semua:
        raise TidakBoleh("Petikan dapat diunduh sesudah Bapperida mengedarkan berita acara.")
    naskah = muat_naskah(satu, pada=timezone.now())
    try:
        return Naskah(naskah.isi.petikan(butir.pk), naskah.final, satu)
    except KeyError:
        raise Http404 from None


def _temukan(request: HttpRequest, pk: int) -> BeritaAcara:
    return get_object_or_404(
        BeritaAcara.objects.untuk(request.user).select_related("sesi__rapat"), pk=pk
    )


def _pdf(request: HttpRequest, naskah: Naskah) -> HttpResponse:
    isi = susun(
        partial(
            pdf.berita_acara_pdf,
            naskah.isi,
            final=naskah.final,
            kode_url=_kode_url(request, naskah),
            kertas=kertas(request),
            **_cetak(request),
        )
    )
    return balas(isi, dokumen.JENIS_PDF, nama_berkas(naskah.isi, "pdf"))


def _word(request: HttpRequest, naskah: Naskah) -> HttpResponse:
    """With the template of the office; what it cannot fill is said, with the way around it."""
    kode = _kode_url(request, naskah)
    try:
        templat = None if request.GET.get("templat") == "bawaan" else isi_aktif()
        isi = susun(
            partial(
                susun_word,
                naskah.isi,
                templat,
                final=naskah.final,
                kode_url=kode,
                **_cetak(request),
            )
        )
    except TemplatRusak as galat:
        konteks = {"pesan": galat.pesan, "bawaan": f"{request.path}?templat=bawaan"}
        return halaman(request, "rapat/templat_gagal.html", konteks, status=502)
    return balas(isi, dokumen.JENIS_WORD, nama_berkas(naskah.isi, "docx"))


def _kode_url(request: HttpRequest, naskah: Naskah) -> str:
    satu = naskah.berita_acara
    if satu is None or not naskah.final:
        return ""
    return request.build_absolute_uri(reverse("rapat:periksa", args=[satu.kode_periksa]))


def _cetak(request: HttpRequest) -> dict[str, Any]:
    return {"oleh": request.user.nama, "pada": timezone.now()}
