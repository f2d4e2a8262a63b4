"""The matrix prioritas × OPD as a workbook, the page of one cell, and what is done there."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from capaian.alur_pelaksana import ALUR_PELAKSANA, USUL
from capaian.ekspor import selaras as ekspor
from capaian.ekspor.daftar import TERBANYAK
from capaian.forms.pelaksana import YA, FormJawabanOpd, FormKetetapan, FormUsulan
from capaian.layanan.pelaksana import jawab, putuskan_di_sesi, salin_tahun, usulkan
from capaian.layar.pelaksana import muat_janji, susun_rinci
from capaian.layar.selaras import baca_klaster, indikator_tahun, prioritas_tahun, susun_matriks
from capaian.layar.tahun import pilih_tahun
from capaian.models import PelaksanaPrioritas, PeranPelaksana, Prioritas, Tahun
from capaian.views.unduhan import balas_berkas, susun_keterangan
from konsolidasi.inti import titipan
from konsolidasi.inti.galat import GalatDomain, TidakBoleh, TidakLengkap
from konsolidasi.inti.http import baca, halaman, tulis
from opd.models import Opd

KEMBALI = "Ketikan Anda sebelum sesi berakhir ada di bawah ini. Belum tersimpan."
Sel = tuple[Tahun, Prioritas, Opd]
Kirim = Callable[[dict[str, Any]], str]


@baca("capaian.lihat")
def pelaksana(request: HttpRequest, tahun: int, prioritas: int, opd: int) -> HttpResponse:
    sel = _temukan(tahun, prioritas, opd)
    ketikan: dict[str, str] = {}
    for nama in ("usulkan", "jawab", "tetapkan"):
        if kiriman := titipan.ambil(request, f"{request.path}{nama}/"):
            messages.warning(request, KEMBALI)
            ketikan |= titipan.datar(kiriman)
    return _tampil(request, sel, ketikan)


@tulis("capaian.usulkan_pelaksana")
def pelaksana_usulkan(request: HttpRequest, tahun: int, prioritas: int, opd: int) -> HttpResponse:
    sel = _temukan(tahun, prioritas, opd)
    ada = _sel(sel)
    # What was seen before somebody else wrote is no change of a role, but a conflict.
    mengubah = request.POST.get("versi") == str(ada.versi)
    mengubah = mengubah and ada.status not in ALUR_PELAKSANA[USUL].dari
    form = FormUsulan(request.POST, mengubah=mengubah)

    def kirim(isi: dict[str, Any]) -> str:
        usulkan(**_kunci(sel), oleh=request.user, **isi)
        return "Usulan terkirim. Jawabannya tampil di sini."

    calon = PelaksanaPrioritas(
        tahun=sel[0],
        prioritas=sel[1],
        opd=sel[2],
        peran=request.POST.get("peran", PeranPelaksana.PENDUKUNG),
    )
    return _jalankan(request, sel, "capaian.usulkan_pelaksana", calon, form, kirim)


@tulis("capaian.jawab_pelaksana")
def pelaksana_jawab(request: HttpRequest, tahun: int, prioritas: int, opd: int) -> HttpResponse:
    sel = _temukan(tahun, prioritas, opd)

    def kirim(isi: dict[str, Any]) -> str:
        terima = isi["jawaban"] == YA
        jawab(
            **_kunci(sel),
            terima=terima,
            catatan=isi["alasan"],
            versi=isi["versi"],
            oleh=request.user,
        )
        return "Diterima dan tercatat." if terima else "Penolakan dan alasannya tercatat."

    form = FormJawabanOpd(request.POST)
    return _jalankan(request, sel, "capaian.jawab_pelaksana", _sel(sel), form, kirim)


@tulis("capaian.putuskan_pelaksana")
def pelaksana_tetapkan(request: HttpRequest, tahun: int, prioritas: int, opd: int) -> HttpResponse:
    sel = _temukan(tahun, prioritas, opd)

    def kirim(isi: dict[str, Any]) -> str:
        putuskan_di_sesi(
            **_kunci(sel),
            peran=isi["peran"],
            setuju=isi["putusan"] == YA,
            alasan=isi["putusan_alasan"],
            acuan=isi["acuan"],
            versi=isi["versi"],
            oleh=request.user,
        )
        return "Putusan dan acuannya tercatat."

    form = FormKetetapan(request.POST)
    return _jalankan(request, sel, "capaian.putuskan_pelaksana", _sel(sel), form, kirim)


@tulis("capaian.putuskan_pelaksana")
def pelaksana_salin(request: HttpRequest) -> HttpResponse:
    tahun = pilih_tahun(request.POST.get("tahun", ""), geser=1).tahun
    banyak = salin_tahun(tahun=tahun, oleh=request.user)
    if banyak:
        messages.success(request, f"{banyak} peran disalin dari {tahun - 1} sebagai belum dibahas.")
    else:
        messages.info(request, f"Tidak ada peran {tahun - 1} yang belum ada di {tahun}.")
    return redirect(f"{reverse('capaian:keselarasan')}?tahun={tahun}")


@baca("capaian.ekspor")
def pelaksana_unduh(request: HttpRequest) -> HttpResponse:
    """Raises TidakLengkap for more promised numbers than one workbook should hold."""
    tahun = pilih_tahun(request.GET.get("tahun", ""), geser=1).tahun
    klaster = baca_klaster(request.GET.get("klaster", ""))
    matriks = susun_matriks(tahun, request.user, klaster=klaster)
    indikator = indikator_tahun(tahun).filter(prioritas__in=[b.pk for b in matriks.baris])
    if matriks.klaster:
        tampil = [k.pk for k in matriks.kolom]
        garis = ("opd__in", "opd__induk__in", "opd__induk__induk__in")
        indikator = indikator.filter(Q(*((g, tampil) for g in garis), _connector=Q.OR))
    if indikator.untuk(request.user).count() > TERBANYAK:
        raise TidakLengkap([], "Lebih dari 10.000 indikator. Saring klaster.")
    janji = muat_janji(indikator, tahun, request.user, timezone.localdate())
    ket = susun_keterangan(request)
    return balas_berkas(request, ekspor.susun(matriks, janji, ket), ekspor.judul(tahun))


def _temukan(tahun: int, prioritas: int, opd: int) -> Sel:
    """Every cell is there for everybody on duty; a unit has none of its own."""
    return (
        get_object_or_404(Tahun, pk=tahun),
        get_object_or_404(prioritas_tahun(tahun), pk=prioritas),
        get_object_or_404(Opd, pk=opd, induk=None),
    )


def _kunci(sel: Sel) -> dict[str, int]:
    return {"tahun": sel[0].pk, "prioritas": sel[1].pk, "opd": sel[2].pk}


def _sel(sel: Sel) -> PelaksanaPrioritas:
    """What is written, or an unsaved row."""
    ada = PelaksanaPrioritas.objects.filter(**_kunci(sel)).first()
    return ada or PelaksanaPrioritas(tahun=sel[0], prioritas=sel[1], opd=sel[2], versi=0)


def _jalankan(
    request: HttpRequest, sel: Sel, aksi: str, objek: PelaksanaPrioritas, form: Form, kirim: Kirim
) -> HttpResponse:
    """One form of the page: a refusal shows it again with what was typed."""
    if not request.user.has_perm(aksi, objek):
        raise PermissionDenied(aksi)
    if not form.is_valid():
        return _tampil(request, sel, form.data, form, status=422)
    try:
        pesan = kirim(form.cleaned_data)
    except TidakBoleh:
        raise
    except GalatDomain as galat:
        form.add_error(galat.medan if galat.medan in form.fields else None, galat.pesan)
        return _tampil(request, sel, form.data, form, status=galat.kode_http)
    messages.success(request, pesan)
    return redirect("capaian:pelaksana", *_kunci(sel).values())


def _tampil(
    request: HttpRequest,
    sel: Sel,
    ketikan: dict[str, str],
    form: Form | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The version sent along is the one shown now; a page after a conflict decides anew."""
    tahun, prioritas, opd = sel
    rinci = susun_rinci(
        tahun=tahun.pk,
        prioritas=prioritas,
        opd=opd,
        pengguna=request.user,
        hari=timezone.localdate(),
    )
    daftar = f"{reverse('capaian:keselarasan')}?tahun={tahun.pk}"
    konteks = {
        "r": rinci,
        "peran": PeranPelaksana.choices,
        "isi": {
            nama: ketikan.get(nama, "")
            for nama in ("peran", "catatan", "alasan", "putusan", "putusan_alasan", "acuan")
        },
        "galat": {n: " ".join(form.errors.get(n, ())) for n in form.fields} if form else {},
        "penghalang": " ".join(form.non_field_errors()) if form else "",
        "kembali": daftar,
        "remah": ((f"Keselarasan {tahun.pk}", daftar),),
    }
    return halaman(request, "capaian/pelaksana.html", konteks, status=status)
