"""Saving one box of the run sheet, by itself or with the whole page."""

from django.http import HttpRequest

from konsolidasi.inti.galat import GalatDomain, SudahBerubah
from rapat.forms.jalannya import FormCatatan
from rapat.layanan.jalannya import simpan_catatan, tandai_menulis
from rapat.layar.kotak import BIASA, BalasanKotak
from rapat.models import Agenda


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
