"""Bapperida changes the targets of a year: the table, the preview, the saving."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from capaian.forms.saring import SaringOpd
from capaian.forms.target import NILAI, LembarTarget
from capaian.impor.tempat import buat_slug
from capaian.layanan.target import tetapkan_target
from capaian.layar.tahun import PilihanTahun, pilih_tahun
from capaian.layar.target import susun_tabel
from capaian.models import Indikator, Tahun
from konsolidasi.inti import titipan, waktu
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah
from konsolidasi.inti.http import baca, halaman, tulis

AKSI = "capaian.ubah_target"
PER_HALAMAN = 100
TERBANYAK = 500
SARINGAN = ("tahun", "klaster", "opd", "cari", "halaman")


@baca(AKSI)
def target_tabel(request: HttpRequest) -> HttpResponse:
    for nama in ("target_simpan", "target_periksa"):
        kiriman = titipan.ambil(request, reverse(f"capaian:{nama}"))
        if kiriman:
            return _kembalikan(request, QueryDict(urlencode(kiriman, doseq=True)))
    pilihan = pilih_tahun(request.GET.get("tahun", ""), geser=1)
    saring = SaringOpd(request.GET, pengguna=request.user)
    baris = saring.saring(_indikator(request).aktif())
    hal = Paginator(baris, PER_HALAMAN).get_page(request.GET.get("halaman"))
    lembar = LembarTarget(
        susun_tabel(hal.object_list, pilihan.tahun),
        tahun=pilihan.tahun,
        hari_ini=timezone.localdate(),
    )
    return _tampil(request, pilihan, lembar, saring=saring, hal=hal, asal=request.GET)


@tulis(AKSI)
def _periksa(request: HttpRequest) -> HttpResponse:
    tahun, lembar = _kiriman(request, request.POST)
    pilihan = pilih_tahun(str(tahun))
    if lembar.bentrok:
        return _tampil(request, pilihan, lembar, asal=request.POST, status=409)
    if request.POST.get("langkah") == "ubah":
        return _tampil(request, pilihan, lembar, asal=request.POST)
    if not lembar.sah():
        return _tampil(request, pilihan, lembar, asal=request.POST, status=422)
    konteks = {
        "tahun": pilihan,
        "lembar": lembar,
        "baris": lembar.periksa(),
        "asal": _saringan(request.POST),
    }
    return halaman(request, "capaian/target_periksa.html", konteks)


@baca(AKSI)
def _ke_tabel(request: HttpRequest) -> HttpResponse:
    return redirect("capaian:target_tabel")


def target_periksa(request: HttpRequest) -> HttpResponse:
    """The preview exists only as the answer to a POST; whoever comes back by GET gets the table."""
    return (_periksa if request.method == "POST" else _ke_tabel)(request)


target_periksa.aksi = AKSI


@tulis(AKSI)
def target_simpan(request: HttpRequest) -> HttpResponse:
    tahun, lembar = _kiriman(request, request.POST)
    pilihan = pilih_tahun(str(tahun))
    if _sudah_tersimpan(request, lembar):
        messages.info(request, "Perubahan ini sudah tersimpan dan tidak ditulis dua kali.")
        return _pulang(request)
    if lembar.bentrok or not lembar.sah():
        status = 409 if lembar.bentrok else 422
        return _tampil(request, pilihan, lembar, asal=request.POST, status=status)
    try:
        baru = tetapkan_target(
            perubahan=lembar.perubahan(),
            tahun=tahun,
            mulai=lembar.dasar.cleaned_data["mulai"],
            dokumen=lembar.dasar.dokumen(),
            oleh=request.user,
        )
    except (SudahBerubah, SalahKeadaan):
        # Somebody was faster between our look and the lock: look again, nothing was written.
        _, lembar = _kiriman(request, request.POST)
        if _sudah_tersimpan(request, lembar):
            messages.info(request, "Perubahan ini sudah tersimpan dan tidak ditulis dua kali.")
            return _pulang(request)
        lembar.sah()
        return _tampil(request, pilihan, lembar, asal=request.POST, status=409)
    mulai = waktu.tanggal(lembar.dasar.cleaned_data["mulai"])
    messages.success(
        request,
        f"{len(baru)} target {tahun} tersimpan, berlaku mulai {mulai}. Nilai lama tetap ada.",
    )
    return _pulang(request)


def _indikator(request: HttpRequest) -> QuerySet[Indikator]:
    return (
        Indikator.objects.untuk(request.user)
        .select_related("opd", "skala_predikat")
        .prefetch_related("skala_predikat__butir")
        .order_by("opd__urutan", "opd__kode", "urutan", "kode", "pk")
    )


def _kiriman(request: HttpRequest, data: QueryDict) -> tuple[int, LembarTarget]:
    """The rows named in the form, whatever the filter says now. 404 for a row that is not there."""
    tahun = get_object_or_404(Tahun, pk=_angka(data.get("tahun", ""))).tahun
    pk = {_angka(nama.removeprefix(NILAI)) for nama in data if nama.startswith(NILAI)}
    if not pk or len(pk) > TERBANYAK:
        raise Http404
    indikator = list(_indikator(request).filter(pk__in=pk))
    if len(indikator) != len(pk):
        raise Http404
    baris = susun_tabel(indikator, tahun)
    return tahun, LembarTarget(
        baris, tahun=tahun, hari_ini=timezone.localdate(), data=_pilih_arti(data)
    )


def _angka(teks: str) -> int:
    if not (teks.isascii() and teks.isdigit() and len(teks) < 10):
        raise Http404
    return int(teks)


def _pilih_arti(data: QueryDict) -> QueryDict:
    """A button "1,184" beside a number with two meanings stands for typing it so."""
    pk, ada, teks = data.get("arti", "").partition(":")
    if not ada:
        return data
    hasil = data.copy()
    hasil[f"{NILAI}{pk}"] = teks
    return hasil


def _sudah_tersimpan(request: HttpRequest, lembar: LembarTarget) -> bool:
    """The same person sent the same form twice: everything it asks for is already in force."""
    if not lembar.bentrok or lembar.berubah or lembar.bergalat:
        return False
    berlaku = [k.baris.berlaku for k in lembar.bentrok]
    return all(v is not None and v.ditetapkan_oleh_id == request.user.pk for v in berlaku)


def _kembalikan(request: HttpRequest, data: QueryDict) -> HttpResponse:
    tahun, lembar = _kiriman(request, data)
    messages.info(request, "Ketikan Anda sebelum sesi berakhir ada di bawah ini. Belum tersimpan.")
    return _tampil(request, pilih_tahun(str(tahun)), lembar, asal=data)


def _impor(tahun: int, opd: str) -> str:
    """The workbook of the same OPD, or of all."""
    nomor = int(opd) if opd.isascii() and opd.isdigit() and len(opd) < 10 else None
    return reverse(
        "capaian:impor_mulai", args=["target", buat_slug(opd=nomor or None, tahun=tahun)]
    )


def _saringan(data: MultiValueDict) -> dict[str, str]:
    return {nama: nilai for nama in SARINGAN if (nilai := data.get(nama, ""))}


def _pulang(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('capaian:target_tabel')}?{urlencode(_saringan(request.POST))}")


def _tampil(
    request: HttpRequest,
    pilihan: PilihanTahun,
    lembar: LembarTarget,
    *,
    asal: QueryDict,
    saring: SaringOpd | None = None,
    hal: Page | None = None,
    status: int = 200,
) -> HttpResponse:
    prefetch_related_objects(
        [k.baris.berlaku for k in lembar.bentrok if k.baris.berlaku], "ditetapkan_oleh"
    )
    konteks = {
        "tahun": pilihan,
        "lembar": lembar,
        "saring": saring or SaringOpd(asal, pengguna=request.user),
        "hal": hal,
        "asal": {**_saringan(asal), "tahun": str(pilihan.tahun)},
        "status": status,
        "impor": _impor(pilihan.tahun, asal.get("opd", "")),
    }
    return halaman(request, "capaian/target_tabel.html", konteks, status=status)
