"""What every download of a list has in common: its query, its heading, its answer."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from capaian.ekspor.daftar import Keterangan, nama_berkas
from capaian.forms.saring import SaringForm
from konsolidasi.inti import xlsx
from konsolidasi.inti.tata_letak import Buku
from opd.lingkup import lingkup

BUKAN_SARINGAN = ("halaman", "per")


def susun_keterangan(request: HttpRequest, saring: SaringForm | None = None) -> Keterangan:
    """In words what the workbook is limited to, also by who downloads it."""
    bagian = [saring.kalimat] if saring else []
    if saring and not lingkup(request.user).semua:
        bagian.append(f"OPD dalam lingkup {request.user.nama}")
    return Keterangan(
        pada=timezone.localtime(),
        oleh=request.user.nama,
        saringan=", ".join(filter(None, bagian)),
    )


def kueri_unduh(request: HttpRequest, tahun: int, **tetap: str) -> str:
    """The filter of this page, for the download of all its rows in the same order."""
    kueri = request.GET.copy()
    for nama in BUKAN_SARINGAN:
        kueri.pop(nama, None)
    for nama, nilai in {"tahun": str(tahun), **tetap}.items():
        if nilai:
            kueri[nama] = nilai
    return kueri.urlencode()


def balas_berkas(buku: Buku, judul: str) -> HttpResponse:
    nama = nama_berkas(judul, buku.pada)
    return HttpResponse(
        xlsx.tulis(buku),
        content_type=xlsx.JENIS_ISI,
        headers={
            "Content-Disposition": content_disposition_header(True, nama),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
