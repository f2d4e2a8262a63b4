"""Saving one box or one finding of the run sheet, by itself or with the whole page."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.urls import reverse

from konsolidasi.inti import titipan
from konsolidasi.inti.galat import GalatDomain, SudahBerubah
from rapat.forms.jalannya import FormCatatan
from rapat.forms.temuan import FormTemuan
from rapat.layanan.jalannya import simpan_catatan, tandai_menulis
from rapat.layanan.peran_sesi import peran_butir
from rapat.layanan.temuan_sesi import TemuanButir, putuskan_temuan, temuan_sesi
from rapat.layar.kotak import BIASA, BalasanKotak
from rapat.layar.peran_sesi import BalasanPeran
from rapat.layar.temuan_sesi import BIASA as TEMUAN_BIASA
from rapat.layar.temuan_sesi import BalasanTemuan
from rapat.models import Agenda
from rapat.perhitungan import opd_agenda


def simpan_kotak(
    request: HttpRequest, agenda: Agenda, form: FormCatatan
) -> tuple[BalasanKotak, int]:
    if form.aksi == "buang":
        return BIASA, 200
    if not form.is_valid():
        return form.balasan(), 422
    try:
        simpan_catatan(
            agenda=agenda,
            jenis=form.jenis,
            teks=form.cleaned_data["teks"],
            versi=form.versi,
            oleh=request.user,
        )
    except SudahBerubah as galat:
        if galat.sekarang.teks == form.cleaned_data["teks"]:
            return BIASA, 200
        return form.balasan(lawan=galat.sekarang), galat.kode_http
    except GalatDomain as galat:
        agenda.sesi.refresh_from_db(fields=["status"])
        return form.balasan(galat=galat.pesan), galat.kode_http
    tandai_menulis(agenda=agenda, oleh=request.user)
    return BIASA, 200


def simpan_temuan(
    request: HttpRequest, agenda: Agenda, butir: TemuanButir, form: FormTemuan
) -> tuple[BalasanTemuan, int]:
    if form.aksi == "buang":
        return TEMUAN_BIASA, 200
    if not form.is_valid():
        return form.balasan(), 422
    try:
        putuskan_temuan(
            agenda=agenda,
            temuan=butir.temuan,
            isi=form.isi,
            sidik=form.sidik,
            versi=form.versi,
            oleh=request.user,
        )
    except SudahBerubah as galat:
        if form.sama_dengan(galat.sekarang):
            return TEMUAN_BIASA, 200
        return form.balasan(lawan=galat.sekarang), galat.kode_http
    except GalatDomain as galat:
        agenda.sesi.refresh_from_db(fields=["status"])
        return form.balasan(baris=galat.pesan, medan=galat.medan), galat.kode_http
    return TEMUAN_BIASA, 200


def simpan_semua_temuan(
    request: HttpRequest, agenda: Agenda, kiriman: Mapping[str, str]
) -> tuple[dict[int, BalasanTemuan], int, int]:
    """The findings that came with the big form and say something new."""
    balasan, status = {}, 200
    for butir in butir_temuan(agenda) if any("-t" in nama for nama in kiriman) else ():
        form = FormTemuan(kiriman, pk=butir.temuan.pk)
        if form.berubah_dari(butir):
            balasan[butir.temuan.pk], satu = simpan_temuan(request, agenda, butir, form)
            status = max(status, satu)
    return balasan, status, sum(not b.ditolak for b in balasan.values())


def ambil_titipan_temuan(request: HttpRequest, agenda: Agenda) -> dict[int, BalasanTemuan]:
    """What was typed about findings when the login had ended."""
    if titipan.KUNCI not in request.session:
        return {}
    hasil = {}
    for butir in butir_temuan(agenda):
        pk = butir.temuan.pk
        jalur = reverse("rapat:temuan_simpan", args=[agenda.sesi_id, agenda.pk, pk])
        if (isi := titipan.ambil(request, jalur)) is not None:
            form = FormTemuan(titipan.datar(isi), pk=pk)
            hasil[pk] = BalasanTemuan(ketikan=form.ketikan, versi=form.versi, titipan=True)
    return hasil


def ambil_titipan_peran(request: HttpRequest, agenda: Agenda) -> dict[int, BalasanPeran]:
    """What was typed about roles when the login had ended, by prioritas."""
    if titipan.KUNCI not in request.session:
        return {}
    hasil = {}
    for butir in peran_butir(agenda):
        pk = butir.pelaksana.prioritas_id
        jalur = reverse("rapat:peran_simpan", args=[agenda.sesi_id, agenda.pk, pk])
        if (isi := titipan.ambil(request, jalur)) is not None:
            galat = {"baris": "Sesi masuk Anda tadi berakhir. Periksa, lalu tekan lagi."}
            hasil[pk] = BalasanPeran(alasan=titipan.datar(isi).get("alasan", ""), galat=galat)
    return hasil


def butir_temuan(agenda: Agenda) -> Sequence[TemuanButir]:
    """All findings on an item. Four queries."""
    keluarga = opd_agenda(list(agenda.sesi.agenda.order_by("urutan", "pk")))
    return temuan_sesi(agenda.sesi, keluarga).get(agenda.pk, ())
