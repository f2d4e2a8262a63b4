"""Every URL before the sesi × every role, as the lines stand in arsitektur/wewenang.py."""

import pytest
from django.test import Client
from django.urls import reverse

from rapat.kode import kode_kerja
from rapat.layanan.konfirmasi import disepakati, sidik_sepakat
from rapat.models import Kehadiran, KonfirmasiKepala, Undangan
from tests import pabrik

PERAN = ("anonim", "tamu", "sari", "kepala_dinkes", "joko", "rina", "nana", "pak_budi", "admin")
DINKES = (302, 403, 200, 200, 404, 200, 200, 200, 200)
BAPPERIDA = (302, 403, 403, 403, 403, 200, 403, 403, 403)
SIMPAN = (302, 403, 403, 403, 403, 302, 403, 403, 403)
PENGISI = (302, 403, 302, 302, 404, 403, 403, 403, 403)
HADIR = {"keadaan": "pimpinan", "nama": "", "nip": "", "jabatan": "", "surat_tugas": ""}
SURAT = {"hal": "Undangan", "sifat": "biasa", "tutup_tanggal": "2026-01-19", "tutup_jam": "16:00"}
MATRIKS = {
    "undangan": BAPPERIDA,
    "undangan_simpan": SIMPAN,
    "undangan_semua_pdf": BAPPERIDA,
    "undangan_pdf": DINKES,
    "undangan_word": BAPPERIDA,
    "undangan_ics": DINKES,
    "kerja_tautan": (200, 200, 302, 302, 200, 302, 302, 302, 302),
    "kerja_tautan_hadir": (302,) * 9,
    "kerja": DINKES,
    "kerja_hadir": PENGISI,
    "kerja_tanggapi": PENGISI,
    "kerja_lapor": PENGISI,
    "kesiapan": (302, 403, 403, 403, 403, 200, 200, 403, 403),
    "bahan_semua_pdf": (302, 403, 403, 403, 404, 200, 200, 200, 200),
    "bahan_pdf": DINKES,
    "konfirmasi": DINKES,
    "konfirmasi_simpan": (302, 403, 403, 302, 403, 403, 403, 403, 403),
    "konfirmasi_catat": SIMPAN,
}


@pytest.fixture
def dunia(dinkes, disdik, rina, monkeypatch):
    """One sesi with one OPD; its work pages are open, its link lives."""
    monkeypatch.setattr("rapat.views.halaman_kerja.kerja_berlaku", lambda *_: True)
    agenda = pabrik.buat_agenda(opd=dinkes)
    indikator = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_kesepakatan(agenda=agenda, indikator=indikator)
    Kehadiran.objects.create(
        agenda=agenda, keadaan="diwakili", nama="A", jabatan="B", dicatat_oleh=rina
    )
    KonfirmasiKepala.objects.create(agenda=agenda, sampai_tanggal=agenda.sesi.tanggal)
    lanjutan = pabrik.buat_tindak_lanjut(agenda=agenda)
    return agenda, indikator, lanjutan


def argumen(nama: str, dunia) -> list[object]:
    agenda, indikator, lanjutan = dunia
    if nama in ("undangan", "undangan_simpan", "undangan_semua_pdf", "kesiapan", "bahan_semua_pdf"):
        return [agenda.sesi_id]
    if nama.startswith("kerja_tautan"):
        return [kode_kerja(agenda.pk)]
    lebih = {"kerja_tanggapi": [indikator.pk], "kerja_lapor": [lanjutan.pk]}
    return [agenda.pk, *lebih.get(nama, [])]


def kirim(nama: str, dunia) -> dict[str, str]:
    sidik = sidik_sepakat(disepakati([dunia[0].pk]))
    return {
        "undangan_simpan": SURAT,
        "kerja_tautan_hadir": HADIR,
        "kerja_hadir": HADIR,
        "kerja_tanggapi": {"teks": "Alat baru", "versi": "0"},
        "kerja_lapor": {"laporan": "Sudah", "versi": "1"},
        "konfirmasi_simpan": {"putusan": "setuju", "sidik": sidik},
        "konfirmasi_catat": {"putusan": "setuju", "sidik": sidik, "surat_nomor": "1"},
    }.get(nama, {})


@pytest.mark.parametrize("nama", sorted(MATRIKS))
def test_each_role_gets_what_the_matrix_says(nama, dunia, request, masuk_sebagai):
    orang = {p: request.getfixturevalue(p) for p in PERAN[1:]}
    didapat = []
    for peran in PERAN:
        surat = {"hal": "Undangan", "tutup_pada": pabrik.JAUH}
        if nama != "undangan_simpan":
            Undangan.objects.get_or_create(sesi=dunia[0].sesi, defaults=surat)
        client = masuk_sebagai(orang[peran]) if peran in orang else Client()
        url = reverse(f"rapat:{nama}", args=argumen(nama, dunia))
        jawaban = client.get(url)
        if jawaban.status_code == 405:
            jawaban = client.post(url, kirim(nama, dunia))
        didapat.append(jawaban.status_code)
    assert tuple(didapat) == MATRIKS[nama]
