"""Workbooks without our stamp, as SIPD exports them: which column is what, then an import."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from capaian.forms.impor import FormUnggahBuku, berkas_masuk
from capaian.forms.impor_peta import FormLembar, FormPeta
from capaian.impor.program.sipd import (
    boleh_peta,
    buka_berkas,
    pakai_peta,
    tebak_kolom,
    terima_berkas,
)
from capaian.impor.program.sipd_judul import (
    baca_judul,
    baris_judul,
    pilihan_arti,
    tebak_kepala,
)
from capaian.impor.program.sipd_tampil import susun_cuplikan
from capaian.models import PetaKolom, Tahun
from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.http import baca, halaman, tulis
from konsolidasi.inti.lampiran import ukuran_kata
from konsolidasi.inti.xlsx_wadah import BukuDitolak
from opd.models import Opd

AKSI = "capaian.impor"
TERAKHIR = 5


@baca(AKSI)
def impor_peta(request: HttpRequest, opd: int, tahun: int) -> HttpResponse:
    return _halaman_mulai(request, *_temukan(request, opd, tahun))


@tulis(AKSI)
def impor_peta_unggah(request: HttpRequest, opd: int, tahun: int) -> HttpResponse:
    """Keep the workbook and show its columns; nothing of it is imported yet."""
    satu, kini = _temukan(request, opd, tahun)
    try:
        isi, nama = berkas_masuk(request)
        peta = terima_berkas(isi=isi, nama=nama, opd=satu, tahun=kini.pk, oleh=request.user)
    except BukuDitolak as galat:
        return _halaman_mulai(request, satu, kini, galat=galat.pesan, status=galat.kode_http)
    return redirect(peta)


@baca(AKSI)
def impor_peta_rinci(request: HttpRequest, pk: int) -> HttpResponse:
    return _halaman(request, _ambil(request, pk))


@tulis(AKSI)
def impor_peta_pakai(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the file by the columns that were chosen, and go on to what it would change."""
    peta = _ambil(request, pk)
    isi = _Berkas(request, peta, request.POST)
    form = isi.form(request.POST)
    if not form.is_valid():
        return _halaman(request, peta, isi=isi, form=form, status=422)
    try:
        hasil = pakai_peta(
            peta=peta,
            lembar=isi.lembar,
            kepala=isi.kepala,
            arti=form.arti,
            periode=form.cleaned_data.get("periode"),
            oleh=request.user,
        )
    except GalatDomain as galat:
        form.add_error(None, galat.pesan)
        return _halaman(request, peta, isi=isi, form=form, status=galat.kode_http)
    if hasil.catatan:
        messages.info(request, f"Dari {peta.nama}: {hasil.catatan}.")
    if hasil.program and hasil.realisasi:
        messages.success(request, "Menjadi dua impor: program dengan pagunya, lalu realisasi.")
        return redirect(peta)
    return redirect(hasil.program or hasil.realisasi or peta)


class _Berkas:
    """The sheet of a kept workbook that was asked for, with its columns."""

    def __init__(self, request: HttpRequest, peta: PetaKolom, dipilih: Mapping[str, str]) -> None:
        buku, _ = buka_berkas(peta)
        self.peta, ada = peta, list(buku.lembar)
        self.lembar = next((n for n in ada if n == dipilih.get("lembar")), peta.lembar)
        self.masuk = buku.baca(self.lembar)
        baris = baris_judul(self.masuk)
        self.kepala = self._kepala(dipilih.get("kepala", ""), [n for n, _ in baris])
        self.pilih = FormLembar(lembar=ada, baris=baris, kini=(self.lembar, self.kepala))
        self.kolom = baca_judul(self.masuk, self.kepala)
        self.boleh = boleh_peta(peta.opd, peta.tahun_id, request.user)
        self.pilihan = pilihan_arti(*self.boleh)
        if (self.lembar, self.kepala) == (peta.lembar, peta.kepala):
            arti = {k.nomor: peta.peta.get(k.tanda) for k in self.kolom}
        else:
            arti = tebak_kolom(self.kolom, peta.opd)
        self.arti = {nomor: satu for nomor, satu in arti.items() if satu in self.pilihan}

    def _kepala(self, diminta: str, ada: Sequence[int]) -> int:
        """The row that was asked for; of another sheet the one that is most like a head."""
        pindah = self.lembar != self.peta.lembar and diminta == str(self.peta.kepala)
        if not pindah and diminta.isascii() and diminta.isdigit() and int(diminta) in ada:
            return int(diminta)
        return self.peta.kepala if self.lembar == self.peta.lembar else tebak_kepala(self.masuk)

    def form(self, data: Any = None) -> FormPeta:
        return FormPeta(
            data,
            kolom=self.kolom,
            arti=self.arti,
            tahun=self.peta.tahun_id,
            pilihan=self.pilihan,
            periode=self.peta.periode,
        )


def _temukan(request: HttpRequest, opd: int, tahun: int) -> tuple[Opd, Tahun]:
    satu = get_object_or_404(Opd.objects.untuk(request.user), pk=opd)
    kini = get_object_or_404(Tahun, pk=tahun)
    if not any(boleh_peta(satu, kini.pk, request.user)):
        raise PermissionDenied(AKSI)
    return satu, kini


def _ambil(request: HttpRequest, pk: int) -> PetaKolom:
    semua = PetaKolom.objects.untuk(request.user).select_related(
        "opd", "lampiran", "oleh", "periode", "program", "realisasi"
    )
    peta = get_object_or_404(semua, pk=pk)
    if not any(boleh_peta(peta.opd, peta.tahun_id, request.user)):
        raise PermissionDenied(AKSI)
    return peta


def _halaman_mulai(
    request: HttpRequest, opd: Opd, tahun: Tahun, *, galat: str = "", status: int = 200
) -> HttpResponse:
    form = FormUnggahBuku(data={} if galat else None)
    if galat:
        form.errors["berkas"] = form.error_class([galat])
    semua = PetaKolom.objects.untuk(request.user).filter(opd=opd, tahun=tahun)
    konteks = {
        "opd": opd,
        "tahun": tahun,
        "form": form,
        "program": boleh_peta(opd, tahun.pk, request.user)[0],
        "terakhir": semua.select_related("oleh").order_by("-pk")[:TERAKHIR],
        "terbesar": ukuran_kata(settings.LAMPIRAN_TERBESAR),
    }
    return halaman(request, "capaian/impor_peta_mulai.html", konteks, status=status)


def _halaman(
    request: HttpRequest,
    peta: PetaKolom,
    *,
    isi: _Berkas | None = None,
    form: FormPeta | None = None,
    status: int = 200,
) -> HttpResponse:
    isi = isi or _Berkas(request, peta, request.GET)
    form = form or isi.form()
    cuplikan = susun_cuplikan(isi.masuk, isi.kepala, isi.kolom, isi.arti)
    medan = [(k, form[f"kolom-{k.nomor}"], cuplikan.contoh[k.nomor]) for k in isi.kolom]
    konteks = {
        "peta": peta,
        "pilih": isi.pilih,
        "lembar": isi.lembar,
        "kepala": isi.kepala,
        "form": form,
        "medan": medan,
        "kolom": isi.kolom,
        "cuplikan": cuplikan,
        "ingat": peta.dipakai_pada is not None,
        "program": isi.boleh[0],
    }
    return halaman(request, "capaian/impor_peta.html", konteks, status=status)
