"""One OPD in a sesi: the table of agreements, each row saved by itself or all at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from capaian.models import Indikator
from konsolidasi.inti import titipan, waktu
from konsolidasi.inti.galat import GalatDomain, SudahBerubah
from konsolidasi.inti.http import baca, halaman, is_htmx, tulis
from rapat.forms.jalannya import FormCatatan
from rapat.forms.kesepakatan import FormKehadiran, FormKesepakatan
from rapat.forms.tindak_lanjut import FormTindakLanjut
from rapat.layanan.kesepakatan import catat_kehadiran, catat_kesepakatan
from rapat.layanan.temuan_sesi import temuan_sesi
from rapat.layar.agenda import (
    Lembar,
    indikator_agenda,
    membaca_penuh,
    susun_lembar,
    susun_ringkasan,
)
from rapat.layar.baris import susun_baris
from rapat.layar.ketikan import BIASA, Balasan
from rapat.layar.konfirmasi import keadaan_konfirmasi
from rapat.layar.kotak import BalasanKotak, susun_sisi
from rapat.layar.peran_sesi import BalasanPeran, susun_peran
from rapat.layar.temuan_sesi import BalasanTemuan, KotakTemuan, susun_temuan
from rapat.models import Agenda, CatatanAgenda
from rapat.perhitungan import indikator_sesi, opd_agenda
from rapat.pilihan import JenisCatatan, StatusSesi
from rapat.views.kotak import (
    ambil_titipan_peran,
    ambil_titipan_temuan,
    simpan_kotak,
    simpan_semua_temuan,
)

AKSI = "rapat.catat"


@baca("rapat.lihat")
def agenda_rinci(request: HttpRequest, sesi: int, pk: int) -> HttpResponse:
    agenda = _temukan(request, sesi, pk)
    temuan = ambil_titipan_temuan(request, agenda)
    peran = ambil_titipan_peran(request, agenda)
    balasan = _ambil_titipan(request, agenda)
    if banyak := len(balasan) + len(temuan) + len(peran):
        messages.warning(
            request,
            f"Sesi masuk Anda tadi berakhir. {banyak} baris yang Anda ketik kembali di bawah ini"
            " dan belum tersimpan.",
        )
    form_hadir = _ambil_kehadiran(request, agenda)
    if form_hadir is not None:
        messages.warning(
            request, "Sesi masuk Anda tadi berakhir. Kehadiran yang Anda isi belum tersimpan."
        )
    return halaman_agenda(
        request, agenda, balasan, form_hadir=form_hadir, temuan=temuan, peran=peran
    )


@tulis(AKSI)
def kesepakatan_simpan(request: HttpRequest, sesi: int, pk: int, indikator: int) -> HttpResponse:
    """One row; answers the row again, saved or with what is wrong, and the counts of the page."""
    agenda = _temukan(request, sesi, pk)
    semua = _indikator(request, agenda)
    satu = next((i for i in semua if i.pk == indikator), None)
    if satu is None:
        raise Http404
    form = FormKesepakatan(request.POST.dict(), indikator=satu)
    balasan, status = _simpan(form, agenda, request)
    if not is_htmx(request):
        if status == 200:
            return redirect(agenda)
        return halaman_agenda(request, agenda, {satu.pk: balasan}, status=status)
    konteks = {
        "b": susun_baris(agenda, [satu], {satu.pk: balasan})[0],
        "agenda": agenda,
        "boleh_catat": agenda.sesi.berlangsung,
        "ringkasan": susun_ringkasan(agenda, semua),
    }
    return halaman(request, "rapat/agenda_tersimpan.html", konteks, status=status)


@tulis(AKSI)
def agenda_simpan(request: HttpRequest, sesi: int, pk: int) -> HttpResponse:
    """The whole table: rows that were touched are saved, good ones also when others are wrong."""
    agenda = _temukan(request, sesi, pk)
    kiriman = request.POST.dict()
    tersimpan, status, balasan = 0, 200, {}
    for indikator in _indikator(request, agenda):
        form = FormKesepakatan(kiriman, indikator=indikator)
        if not form.disentuh:
            continue
        balasan[indikator.pk], satu_status = _simpan(form, agenda, request)
        status = max(status, satu_status)
        tersimpan += satu_status == 200
    kotak, status_kotak, kotak_tersimpan = _simpan_semua_kotak(request, agenda, kiriman)
    temuan, status_temuan, temuan_tersimpan = simpan_semua_temuan(request, agenda, kiriman)
    status = max(status, status_kotak, status_temuan)
    tersimpan += kotak_tersimpan + temuan_tersimpan
    if tersimpan:
        messages.success(request, f"{tersimpan} baris tersimpan, {waktu.pukul(timezone.now())}.")
    if status == 200:
        if not tersimpan and kiriman.get("aksi") != "lanjut":
            messages.info(request, "Tidak ada baris yang berubah.")
        return redirect(_tujuan(agenda) if kiriman.get("aksi") == "lanjut" else agenda)
    gagal = len(balasan) + len(kotak) + len(temuan) - tersimpan
    messages.error(request, f"{gagal} baris belum tersimpan. Perbaiki yang ditandai.")
    return halaman_agenda(request, agenda, balasan, kotak=kotak, temuan=temuan, status=status)


def _simpan_semua_kotak(
    request: HttpRequest, agenda: Agenda, kiriman: Mapping[str, str]
) -> tuple[dict[str, BalasanKotak], int, int]:
    """The boxes that came with the big form and say something new."""
    ada = {c.jenis: c for c in CatatanAgenda.objects.filter(agenda=agenda)}
    balasan, status = {}, 200
    for jenis in JenisCatatan.values:
        form = FormCatatan(kiriman, jenis=jenis)
        if form.berubah_dari(ada.get(jenis)):
            balasan[jenis], satu_status = simpan_kotak(request, agenda, form)
            status = max(status, satu_status)
    return balasan, status, sum(not b.ditolak for b in balasan.values())


def form_tindak_lanjut(
    agenda: Agenda, data: Any = None, *, indikator: Sequence[Indikator] | None = None
) -> FormTindakLanjut:
    """Choices: the OPD of the item and its units, and their indikator. Two queries when these
    are known already, else six."""
    semua = list(agenda.sesi.agenda.order_by("urutan", "pk"))
    milik = [opd for opd, pk in opd_agenda(semua).items() if pk == agenda.pk]
    milik.sort(key=lambda opd: opd != agenda.opd_id)
    if indikator is None:
        indikator = indikator_sesi(semua, hanya=agenda)[agenda.pk]
    return FormTindakLanjut(data, milik=milik, indikator=[i.pk for i in indikator])


@tulis(AKSI)
def kehadiran_simpan(request: HttpRequest, sesi: int, pk: int) -> HttpResponse:
    agenda = _temukan(request, sesi, pk)
    form = FormKehadiran(request.POST)
    if not form.is_valid():
        return halaman_agenda(request, agenda, {}, form_hadir=form, status=422)
    try:
        catat_kehadiran(agenda=agenda, **form.cleaned_data, oleh=request.user)
    except GalatDomain as galat:
        agenda.sesi.refresh_from_db(fields=["status"])
        messages.error(request, galat.pesan)
        status = galat.kode_http
        return halaman_agenda(request, agenda, {}, form_hadir=form, status=status)
    messages.success(request, f"Kehadiran {agenda.nama} tercatat.")
    return redirect(agenda)


def _temukan(request: HttpRequest, sesi: int, pk: int) -> Agenda:
    agenda = Agenda.objects.untuk(request.user).select_related("opd", "sesi__rapat")
    satu = get_object_or_404(agenda, pk=pk, sesi=sesi)
    if request.method == "POST" and not request.user.has_perm(AKSI, satu.sesi):
        raise PermissionDenied(AKSI)
    return satu


def _indikator(request: HttpRequest, agenda: Agenda) -> list[Indikator]:
    semua = list(agenda.sesi.agenda.order_by("urutan", "pk"))
    return indikator_agenda(agenda, semua, request.user)


def _simpan(form: FormKesepakatan, agenda: Agenda, request: HttpRequest) -> tuple[Balasan, int]:
    if form.aksi == "buang":
        return BIASA, 200
    if not form.is_valid():
        return form.balasan(), 422
    isi = form.cleaned_data
    try:
        catat_kesepakatan(
            agenda=agenda,
            indikator=form.indikator,
            putusan=isi["putusan"],
            isi=isi["target"],
            catatan=isi["catatan"],
            versi=form.versi,
            oleh=request.user,
        )
    except SudahBerubah as galat:
        if form.sama_dengan(galat.sekarang):
            return Balasan(tersimpan=True), 200
        return form.balasan(lawan=galat.sekarang), galat.kode_http
    except GalatDomain as galat:
        agenda.sesi.refresh_from_db(fields=["status"])
        return form.balasan(baris=galat.pesan), galat.kode_http
    return Balasan(tersimpan=True), 200


def _tujuan(agenda: Agenda) -> Agenda:
    """The next OPD on the agenda; the last one stays where it is."""
    semua = list(agenda.sesi.agenda.order_by("urutan", "pk"))
    posisi = next(n for n, satu in enumerate(semua) if satu.pk == agenda.pk)
    return semua[min(posisi + 1, len(semua) - 1)]


def _ambil_titipan(request: HttpRequest, agenda: Agenda) -> dict[int, Balasan]:
    """What was typed on this page when the login had ended."""
    if titipan.KUNCI not in request.session or not request.user.has_perm(AKSI, agenda.sesi):
        return {}
    butir = [agenda.sesi_id, agenda.pk]
    utuh = titipan.ambil(request, reverse("rapat:agenda_simpan", args=butir))
    hasil = {}
    for indikator in _indikator(request, agenda):
        jalur = reverse("rapat:kesepakatan_simpan", args=[*butir, indikator.pk])
        isi = titipan.ambil(request, jalur) or utuh
        if isi is None:
            continue
        form = FormKesepakatan(titipan.datar(isi), indikator=indikator)
        if form.disentuh:
            hasil[indikator.pk] = Balasan(ketikan=form.ketikan, versi=form.versi, titipan=True)
    return hasil


def _ambil_kehadiran(request: HttpRequest, agenda: Agenda) -> FormKehadiran | None:
    isi = titipan.ambil(
        request, reverse("rapat:kehadiran_simpan", args=[agenda.sesi_id, agenda.pk])
    )
    return None if isi is None else FormKehadiran(initial=titipan.datar(isi))


def halaman_agenda(
    request: HttpRequest,
    agenda: Agenda,
    balasan: Mapping[int, Balasan],
    *,
    form_hadir: FormKehadiran | None = None,
    form_tindak: FormTindakLanjut | None = None,
    kotak: Mapping[str, BalasanKotak] | None = None,
    temuan: Mapping[int, BalasanTemuan] | None = None,
    peran: Mapping[int, BalasanPeran] | None = None,
    status: int = 200,
) -> HttpResponse:
    lembar = susun_lembar(agenda, request.user, balasan)
    mencatat = request.user.has_perm(AKSI, agenda.sesi)
    boleh_catat = mencatat and agenda.sesi.berlangsung
    pada, penuh = timezone.now(), membaca_penuh(request.user, agenda)
    if boleh_catat and form_tindak is None:
        form_tindak = form_tindak_lanjut(agenda, indikator=[b.indikator for b in lembar.baris])
    konteks: dict[str, Any] = {
        "lembar": lembar,
        "sisi": susun_sisi(
            agenda,
            pengguna=request.user,
            pada=pada,
            hari_ini=timezone.localdate(pada),
            balasan=kotak,
            penuh=penuh,
        ),
        "temuan": _temuan(lembar, temuan, penuh=penuh),
        "peran": susun_peran(agenda, request.user, peran) if penuh else (),
        "form_tindak": form_tindak if boleh_catat else None,
        "agenda": agenda,
        "konfirmasi": keadaan_konfirmasi(agenda, timezone.localdate(pada)),
        "boleh_catat": boleh_catat,
        "mencatat": mencatat,
        "penuh": penuh,
        "boleh_mulai": mencatat and agenda.sesi.status == StatusSesi.TERJADWAL,
        "boleh_tetapkan": request.user.has_perm("rapat.tetapkan", agenda.sesi),
        "form_hadir": form_hadir or FormKehadiran.dari(lembar.kehadiran),
        "kehadiran_terbuka": form_hadir is not None or lembar.kehadiran is None,
    }
    return halaman(request, "rapat/agenda.html", konteks, status=status)


def _temuan(
    lembar: Lembar, balasan: Mapping[int, BalasanTemuan] | None, *, penuh: bool
) -> tuple[KotakTemuan, ...]:
    """Findings about the rows of this page; a unit sees those of its own. Two queries."""
    agenda = lembar.agenda
    opd = {b.indikator.opd_id for b in lembar.baris} | ({agenda.opd_id} if penuh else set())
    keluarga = dict.fromkeys(opd, agenda.pk)
    semua = temuan_sesi(agenda.sesi, keluarga, sebagian=not penuh).get(agenda.pk, ())
    return susun_temuan(agenda, semua, balasan)
