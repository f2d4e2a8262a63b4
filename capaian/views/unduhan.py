"""What every download of a list has in common: its query, its heading, its answer."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from capaian.ekspor.berkas import tulis
from capaian.ekspor.daftar import Keterangan
from capaian.forms.saring import SaringForm
from konsolidasi.inti.tata_letak import KERTAS, Buku
from opd.lingkup import lingkup

BUKAN_SARINGAN = ("halaman", "per", "berkas")


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


def kueri_unduh(request: HttpRequest, tahun: int = 0, **tetap: str) -> str:
    """The filter of this page, for the download of all its rows in the same order."""
    kueri = request.GET.copy()
    for nama in BUKAN_SARINGAN:
        kueri.pop(nama, None)
    for nama, nilai in {"tahun": str(tahun or ""), **tetap}.items():
        if nilai:
            kueri[nama] = nilai
    return kueri.urlencode()


def balas_berkas(request: HttpRequest, buku: Buku, judul: str = "") -> HttpResponse:
    """As .xlsx, or what ?berkas= asks for: csv or pdf. `judul`: of the file, if it is another."""
    if (kertas := request.GET.get("kertas", "")) in KERTAS:
        buku = replace(buku, kertas=kertas)
    berkas = tulis(buku, request.GET.get("berkas", ""), judul)
    return HttpResponse(berkas.isi, content_type=berkas.mime, headers=kepala(berkas.nama))


def kepala(nama: str) -> dict[str, str]:
    return {
        "Content-Disposition": content_disposition_header(True, nama),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
