"""Bahan rapat: what the head of an OPD reads the evening before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapat.dokumen.bahan import susun_bahan
from rapat.dokumen.pdf import bahan_pdf
from rapat.models import Agenda, Kehadiran, RencanaHadir, Sesi, TanggapanIndikator
from rapat.pilihan import StatusSesi
from tests import pabrik
from tests.rapat.sidang import PADA, gelar_sidang
from tests.rapat.test_dokumen_pdf import berurut, halaman


@pytest.fixture
def siap(meja, rina):
    gelar_sidang(meja, rina)
    lalu = Agenda.objects.get(opd=meja.dinkes.opd, sesi__tanggal__year=2025)
    rapat = lalu.sesi.rapat
    rapat.tahun_target, rapat.tahun_capaian = pabrik.buat_tahun(2025), pabrik.buat_tahun(2024)
    rapat.save(update_fields=["tahun_target", "tahun_capaian"])
    Sesi.objects.filter(pk=lalu.sesi_id).update(
        status=StatusSesi.DITETAPKAN,
        berita_acara_nomor="050/BA/2025",
        berita_acara_tanggal=lalu.sesi.tanggal,
        ditetapkan_pada=PADA,
        ditetapkan_oleh=rina,
    )
    pabrik.buat_kesepakatan(agenda=lalu, indikator=meja.stunting, nilai="6")
    Kehadiran.objects.create(agenda=lalu, keadaan="izin", dicatat_oleh=rina)
    TanggapanIndikator.objects.create(
        agenda=meja.dinkes, indikator=meja.stunting, teks="Alat ukur baru tiba {{ x }}."
    )
    RencanaHadir.objects.create(
        agenda=meja.dinkes, keadaan="pimpinan", nama="Ani Lubis", jabatan="Plt.", nip="1965"
    )
    return meja.dinkes


def bahan(meja, agenda):
    return susun_bahan(meja.sesi, pada=PADA, agenda=agenda)[0]


def test_last_four_quarters_stand_oldest_first(meja, siap):
    satu = bahan(meja, siap)
    assert satu.triwulan == ("TW I 2025", "TW II 2025", "TW III 2025", "TW IV 2025")
    stunting = satu.baris[0]
    assert stunting.triwulan[3] == "75,00*"
    assert stunting.triwulan[0] == "realisasi kosong"
    assert (stunting.rpjmd, stunting.usulan, stunting.realisasi) == ("3,00", "4,00", "5,00*")


def test_red_and_unverified_rows_ask_for_a_word(meja, siap):
    per_nama = {b.nama: b for b in bahan(meja, siap).baris}
    assert per_nama["Prevalensi stunting"].perhatian == "belum diverifikasi"
    assert per_nama["Prevalensi stunting"].tanggapan == "Alat ukur baru tiba {{ x }}."
    assert per_nama["Nilai SAKIP"].perhatian == "realisasi kosong"
    pabrik.buat_target(indikator=meja.kematian, nilai="3")
    merah = {b.nama: b for b in bahan(meja, siap).baris}["Kematian ibu"]
    assert merah.perhatian.startswith("capaian Sangat Rendah")


def test_open_follow_ups_say_how_often_they_were_discussed_and_moved(meja, siap):
    satu = bahan(meja, siap).lanjutan[0]
    assert satu.uraian == "Memetakan posyandu tanpa kader"
    assert satu.riwayat == "sejak 2025, dibahas 1×, bergeser 2×"
    assert satu.peran == "penanggung jawab; pendukung Disdik"
    pendukung = bahan(meja, meja.disdik).lanjutan[0]
    assert pendukung.peran == "pendukung; penanggung jawab Dinkes"


def test_agreements_of_last_year_stand_beside_what_became_of_them(meja, siap):
    janji = bahan(meja, siap).janji
    assert [(j.sumber, j.sepakat) for j in janji] == [("050/BA/2025", "6,00")]
    assert janji[0].kenyataan == "5,00 (116,67%): tercapai, sementara"
    Sesi.objects.filter(tanggal__year=2025).update(
        status=StatusSesi.BERLANGSUNG, ditetapkan_pada=None, ditetapkan_oleh=None
    )
    assert bahan(meja, siap).janji == ()


def test_attendance_of_the_past_and_of_this_time(meja, siap):
    satu = bahan(meja, siap)
    assert satu.kehadiran == "20 Januari 2025 izin"
    assert satu.rencana == "Hadir, pimpinan: Ani Lubis, Plt."
    assert bahan(meja, meja.disdik).kehadiran == "belum pernah tercatat"


def test_pdf_is_short_and_one_opd_does_not_see_another(meja, siap):
    semua = halaman(bahan_pdf(susun_bahan(meja.sesi, pada=PADA, agenda=siap)))
    assert len(semua) <= 2
    teks = " ".join(semua)
    assert berurut(
        teks,
        "BAHAN RAPAT: DINAS KESEHATAN",
        "1. Capaian empat triwulan",
        "2. Yang perlu dijelaskan",
        "Alat ukur baru tiba {{ x }}.",
        "3. Tindak lanjut",
        "4. Yang disepakati untuk 2025",
        "tercapai",
        "data per 22 Januari 2026, 16.05 WIB",
    )
    assert "1965" not in teks and "Angka kelulusan" not in teks


def test_ten_indikator_fit_on_two_pages(meja, siap):
    for n in range(8):
        indikator = pabrik.buat_indikator(opd=siap.opd, nama=f"Indikator nomor {n} yang panjang")
        pabrik.buat_target(indikator=indikator)
        pabrik.buat_realisasi(indikator=indikator)
    assert len(halaman(bahan_pdf([bahan(meja, siap)]))) <= 2


def test_queries_do_not_grow_with_the_rows(meja, siap, rina):
    def kueri() -> int:
        with CaptureQueriesContext(connection) as rekaman:
            susun_bahan(meja.sesi, pada=PADA)
        return len(rekaman)

    sebelum = kueri()
    for n in range(10):
        opd = pabrik.buat_opd(nama=f"Dinas {n}", singkatan=f"D{n}")
        agenda = pabrik.buat_agenda(opd=opd, sesi=meja.sesi, urutan=10 + n)
        indikator = pabrik.buat_indikator(opd=opd)
        pabrik.buat_target(indikator=indikator)
        pabrik.buat_realisasi(indikator=indikator)
        TanggapanIndikator.objects.create(agenda=agenda, indikator=indikator, teks="x")
    assert kueri() == sebelum <= 40
