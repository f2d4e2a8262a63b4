"""The work page of one OPD: behind the link of the invitation, and with more behind a login."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from capaian.models import Indikator
from konsolidasi.inti import titipan
from konsolidasi.inti.galat import GalatDomain, SudahBerubah
from konsolidasi.inti.http import baca, halaman, tulis
from rapat.dokumen.undangan import susun_undangan
from rapat.forms.halaman_kerja import FormRencanaHadir, FormTanggapan
from rapat.forms.tindak_lanjut import FormLaporan
from rapat.kode import baca_kerja, kerja_berlaku
from rapat.layanan.halaman_kerja import (
    jawab_kehadiran,
    jawab_tindak_lanjut,
    sebab_tutup,
    tanggapi_indikator,
)
from rapat.layar.halaman_kerja import BalasanKerja, jawaban_tertutup, susun_kerja
from rapat.layar.ketikan import baca_versi
from rapat.models import Agenda, RencanaHadir, TindakLanjut, Undangan

AKSI = "rapat.siapkan"
TERSIMPAN = "Terima kasih, jawaban kehadiran tersimpan."


@baca("rapat.kerja", umum=True)
def kerja_tautan(request: HttpRequest, kode: str) -> HttpResponse:
    """Who has an account that sees this OPD goes on to the whole page, without the code."""
    agenda = _dari_kode(kode)
    if agenda is None:
        return _tolak(request)
    if Agenda.objects.untuk(request.user).filter(pk=agenda.pk).exists():
        return _rahasiakan(redirect("rapat:kerja", agenda.pk))
    return _tampil_umum(request, agenda, kode, FormRencanaHadir())


@tulis("rapat.kerja", umum=True)
def kerja_tautan_hadir(request: HttpRequest, kode: str) -> HttpResponse:
    agenda = _dari_kode(kode)
    if agenda is None:
        return _tolak(request)
    form = FormRencanaHadir(request.POST)
    if not form.is_valid():
        return _tampil_umum(request, agenda, kode, form, status=422)
    try:
        jawab_kehadiran(agenda=agenda, isi=form.jawaban(), oleh=None)
    except GalatDomain as galat:
        form.add_error(galat.medan if galat.medan in form.fields else None, galat.pesan)
        return _tampil_umum(request, agenda, kode, form, status=galat.kode_http)
    messages.success(request, TERSIMPAN)
    return _rahasiakan(redirect("rapat:kerja_tautan", kode))


@baca("rapat.lihat")
def kerja(request: HttpRequest, pk: int) -> HttpResponse:
    agenda = _temukan(request, pk)
    kiriman = titipan.ambil(request, reverse("rapat:kerja_hadir", args=[pk]))
    form = FormRencanaHadir(titipan.datar(kiriman)) if kiriman is not None else None
    balasan, lapor = _titipan_baris(request, pk)
    if form or balasan or lapor:
        messages.warning(request, "Ketikan Anda sebelum sesi berakhir belum tersimpan.")
    return _tampil(request, agenda, form, balasan=balasan, lapor=lapor)


@tulis(AKSI)
def kerja_hadir(request: HttpRequest, pk: int) -> HttpResponse:
    agenda = _milik(request, pk)
    form = FormRencanaHadir(request.POST)
    if not form.is_valid():
        return _tampil(request, agenda, form, status=422)
    try:
        jawab_kehadiran(
            agenda=agenda,
            isi=form.jawaban(),
            oleh=request.user,
            dilihat=form.cleaned_data["dilihat"],
        )
    except SudahBerubah as galat:
        messages.error(request, "Orang lain menjawab lebih dulu; jawabannya tertulis di bawah.")
        kini = galat.sekarang.dijawab_pada.isoformat() if galat.sekarang else ""
        ulang = FormRencanaHadir({**request.POST.dict(), "dilihat": kini})
        return _tampil(request, agenda, ulang, status=galat.kode_http)
    except GalatDomain as galat:
        form.add_error(galat.medan if galat.medan in form.fields else None, galat.pesan)
        return _tampil(request, agenda, form, status=galat.kode_http)
    messages.success(request, TERSIMPAN)
    return redirect("rapat:kerja", pk)


@tulis(AKSI)
def kerja_tanggapi(request: HttpRequest, pk: int, indikator: int) -> HttpResponse:
    """One remark. An indikator outside the own scope does not exist here."""
    agenda = _milik(request, pk)
    satu = get_object_or_404(Indikator.objects.untuk(request.user), pk=indikator)
    form = FormTanggapan(request.POST)
    ketikan = {"teks": request.POST.get("teks", ""), "versi": "0"}
    if not form.is_valid():
        ketikan["versi"] = str(form.cleaned_data.get("versi", 0))
        galat = " ".join(pesan for semua in form.errors.values() for pesan in semua)
        balasan = BalasanKerja(ketikan=ketikan, galat=galat)
        return _tampil(request, agenda, balasan={indikator: balasan}, status=422)
    ketikan["versi"] = str(form.cleaned_data["versi"])
    try:
        tanggapi_indikator(agenda=agenda, indikator=satu, oleh=request.user, **form.cleaned_data)
    except SudahBerubah as galat:
        ketikan["versi"] = str(galat.sekarang.versi)
        balasan = BalasanKerja(ketikan=ketikan, galat=galat.pesan, lawan=galat.sekarang)
        return _tampil(request, agenda, balasan={indikator: balasan}, status=galat.kode_http)
    except GalatDomain as galat:
        balasan = BalasanKerja(ketikan=ketikan, galat=galat.pesan)
        return _tampil(request, agenda, balasan={indikator: balasan}, status=galat.kode_http)
    messages.success(request, f"Tanggapan atas {satu.nama} tersimpan.")
    return redirect(f"{reverse('rapat:kerja', args=[pk])}#i{indikator}")


@tulis(AKSI)
def kerja_lapor(request: HttpRequest, pk: int, satu: int) -> HttpResponse:
    agenda = _milik(request, pk)
    lanjutan = get_object_or_404(TindakLanjut.objects.untuk(request.user), pk=satu)
    if not request.user.has_perm("rapat.lapor_tindak_lanjut", lanjutan):
        raise PermissionDenied("rapat.lapor_tindak_lanjut")
    form = _form_lapor(satu, request.POST)
    if not form.is_valid():
        return _tampil(request, agenda, lapor={satu: form}, status=422)
    try:
        jawab_tindak_lanjut(
            agenda=agenda, tindak_lanjut=lanjutan, oleh=request.user, **form.cleaned_data
        )
    except SudahBerubah as galat:
        messages.error(request, "Orang lain mengubahnya lebih dulu. Periksa, lalu kirim lagi.")
        ulang = _form_lapor(satu, {**request.POST.dict(), "versi": galat.sekarang.versi})
        return _tampil(request, agenda, lapor={satu: ulang}, status=galat.kode_http)
    except GalatDomain as galat:
        form.add_error(galat.medan if galat.medan in form.fields else None, galat.pesan)
        return _tampil(request, agenda, lapor={satu: form}, status=galat.kode_http)
    messages.success(request, "Jawaban terkirim. Bapperida memeriksa dan menutupnya.")
    return redirect("rapat:kerja", pk)


def _dari_kode(kode: str) -> Agenda | None:
    """The agenda item of a link that was not forged and still lives."""
    pk = baca_kerja(kode)
    agenda = Agenda.objects.select_related("opd", "sesi__rapat").filter(pk=pk).first()
    if agenda is None or not kerja_berlaku(agenda.sesi.tanggal, timezone.localdate()):
        return None
    return agenda


def _rahasiakan(respons: HttpResponse) -> HttpResponse:
    """The address is a key: it goes to no other site, no search engine, no cache."""
    respons["Referrer-Policy"] = "same-origin"
    respons["X-Robots-Tag"] = "noindex, nofollow"
    respons["Cache-Control"] = "private, no-store"
    return respons


def _tolak(request: HttpRequest) -> HttpResponse:
    konteks = {"user": AnonymousUser()}
    return _rahasiakan(halaman(request, "rapat/kerja_kedaluwarsa.html", konteks, status=410))


def _tampil_umum(
    request: HttpRequest, agenda: Agenda, kode: str, form: FormRencanaHadir, *, status: int = 200
) -> HttpResponse:
    surat = Undangan.objects.filter(sesi=agenda.sesi_id).first()
    rencana = RencanaHadir.objects.filter(agenda=agenda).first()
    konteks = {
        # Whoever is logged in elsewhere: the page is that of somebody without an account.
        "user": AnonymousUser(),
        "agenda": agenda,
        "kode": kode,
        "undangan": susun_undangan(agenda.sesi, agenda=agenda)[0],
        "form": form,
        "jawaban": jawaban_tertutup(rencana),
        "dari_akun": rencana is not None and rencana.dijawab_oleh_id is not None,
        "tutup": sebab_tutup(agenda.sesi, surat, timezone.now()),
    }
    return _rahasiakan(halaman(request, "rapat/kerja_tautan.html", konteks, status=status))


def _temukan(request: HttpRequest, pk: int) -> Agenda:
    semua = Agenda.objects.untuk(request.user).select_related("opd", "sesi__rapat")
    return get_object_or_404(semua, pk=pk)


def _milik(request: HttpRequest, pk: int) -> Agenda:
    agenda = _temukan(request, pk)
    if not request.user.has_perm(AKSI, agenda):
        raise PermissionDenied(AKSI)
    return agenda


def _form_lapor(pk: int, data: Mapping[str, Any] | None = None, **lain: Any) -> FormLaporan:
    return FormLaporan(data, auto_id=f"tl{pk}_%s", **lain)


def _titipan_baris(
    request: HttpRequest, pk: int
) -> tuple[dict[int, BalasanKerja], dict[int, FormLaporan]]:
    """Remarks and reports that were typed when the session had ended. No query without any."""
    balasan: dict[int, BalasanKerja] = {}
    lapor: dict[int, FormLaporan] = {}
    if titipan.KUNCI not in request.session:
        return balasan, lapor
    for satu in Indikator.objects.untuk(request.user).order_by("pk").values_list("pk", flat=True):
        isi = titipan.ambil(request, reverse("rapat:kerja_tanggapi", args=[pk, satu]))
        if isi is not None:
            versi = titipan.datar(isi).get("versi", "")
            ketikan = titipan.datar(isi) | {"versi": str(baca_versi(versi))}
            balasan[satu] = BalasanKerja(ketikan=ketikan, galat="Belum tersimpan.")
    terbuka = TindakLanjut.objects.untuk(request.user).terbuka().order_by("pk")
    for satu in terbuka.values_list("pk", flat=True):
        isi = titipan.ambil(request, reverse("rapat:kerja_lapor", args=[pk, satu]))
        if isi is not None:
            lapor[satu] = _form_lapor(satu, titipan.datar(isi))
    return balasan, lapor


def _tampil(
    request: HttpRequest,
    agenda: Agenda,
    form: FormRencanaHadir | None = None,
    *,
    balasan: Mapping[int, BalasanKerja] | None = None,
    lapor: Mapping[int, FormLaporan] | None = None,
    status: int = 200,
) -> HttpResponse:
    surat = Undangan.objects.filter(sesi=agenda.sesi_id).first()
    layar = susun_kerja(agenda, surat, request.user, timezone.now(), balasan)
    rencana = RencanaHadir.objects.filter(agenda=agenda).first()
    konteks = {
        "agenda": agenda,
        "layar": layar,
        "undangan": susun_undangan(agenda.sesi, agenda=agenda)[0],
        "form": form or FormRencanaHadir.dari(rencana),
        "boleh": not layar.tutup and request.user.has_perm(AKSI, agenda),
        "lanjutan": [(satu, _pilih_form(satu.satu.satu, lapor or {})) for satu in layar.lanjutan],
    }
    return halaman(request, "rapat/kerja.html", konteks, status=status)


def _pilih_form(satu: TindakLanjut, ada: Mapping[int, FormLaporan]) -> FormLaporan:
    awal = {"laporan": satu.laporan, "tautan": satu.bukti_tautan, "versi": satu.versi}
    return ada.get(satu.pk) or _form_lapor(satu.pk, initial=awal)
