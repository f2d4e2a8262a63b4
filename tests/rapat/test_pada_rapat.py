"""Figures as of the meeting beside those of today, and the recap of the whole rapat."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from capaian.models import Realisasi
from rapat.layar.rekap import arah, jumlah_rapat, susun_rekap
from rapat.models import BeritaAcara, Kesepakatan
from rapat.pilihan import Putusan
from tests import pabrik
from tests.rapat.naskah_beku import buat_final
from tests.rapat.sidang import gelar_sidang


@pytest.fixture
def sidang(meja, rina):
    gelar_sidang(meja, rina)
    return meja


def halaman(klien, agenda) -> str:
    jawaban = klien.get(reverse("rapat:pada_rapat", args=[agenda.pk]))
    assert jawaban.status_code == 200
    return " ".join(jawaban.content.decode().split())


def rekap(klien, meja) -> str:
    jawaban = klien.get(reverse("rapat:rekap", args=[meja.sesi.rapat_id]))
    assert jawaban.status_code == 200
    return " ".join(jawaban.content.decode().split())


def test_frozen_figures_stay_and_today_is_said_where_it_differs(sidang, rina, masuk_sebagai):
    buat_final(sidang)
    klien = masuk_sebagai(rina)
    semula = halaman(klien, sidang.dinkes)
    assert "Dari berita acara nomor 000.7.2/057/2026, 20 Januari 2026, yang dibekukan." in semula
    assert "5,00*" in semula and "Target 2026 disepakati 2,50, sekarang 3,00." in semula
    assert "waktu rapat 5,00" not in semula
    Realisasi.objects.filter(indikator=sidang.stunting).update(nilai="4.5")
    isi = halaman(klien, sidang.dinkes)
    assert "5,00*" in isi
    assert "Realisasi 2025 waktu rapat 5,00, sekarang 4,50." in isi
    assert "Capaian 2025 waktu rapat 75,00 %, sekarang 87,50 %." in isi


def test_the_agreed_target_in_force_is_no_difference(sidang, rina, masuk_sebagai):
    buat_final(sidang)
    pabrik.buat_target(
        indikator=sidang.stunting, nilai="2.5", tahun=2026, sumber="kesepakatan", acuan="BA"
    )
    assert "Target 2026 disepakati 2,50" not in halaman(masuk_sebagai(rina), sidang.dinkes)


def test_without_a_frozen_one_the_decision_itself_remembers(sidang, rina, masuk_sebagai):
    Kesepakatan.objects.filter(indikator=sidang.stunting).update(
        capaian_lalu="70.00", capaian_lalu_kalimat="(2 × 4 − 5,2) ÷ 4"
    )
    isi = halaman(masuk_sebagai(rina), sidang.dinkes)
    assert "Belum ada berita acara final" in isi
    assert "70,00" in isi and "(2 × 4 − 5,2) ÷ 4" in isi
    assert "Capaian 2025 waktu rapat 70,00" in isi and "sekarang 75,00" in isi
    assert "Kematian ibu" not in isi  # nobody decided about it


def test_a_broken_frozen_content_is_not_used(sidang, rina, masuk_sebagai):
    ba = buat_final(sidang)
    ba.isi["bagian"][0]["baris"][0]["sepakat"] = {"teks": "99,00"}
    BeritaAcara.objects.filter(pk=ba.pk).update(isi=ba.isi)
    isi = halaman(masuk_sebagai(rina), sidang.dinkes)
    assert "tidak cocok lagi dengan sidik jarinya" in isi and "99,00" not in isi


def test_a_later_target_and_a_retired_indikator_are_said(sidang, rina, masuk_sebagai):
    buat_final(sidang)
    sidang.kematian.aktif = False
    sidang.kematian.save(update_fields=["aktif"])
    assert "Indikator ini tidak dipakai lagi" in halaman(masuk_sebagai(rina), sidang.dinkes)


def test_an_opd_sees_only_its_own(sidang, sari, joko, tamu, masuk_sebagai):
    buat_final(sidang)
    url = reverse("rapat:pada_rapat", args=[sidang.dinkes.pk])
    assert "Dinas Pendidikan" not in halaman(masuk_sebagai(sari), sidang.dinkes)
    assert masuk_sebagai(joko).get(url).status_code == 404
    assert masuk_sebagai(tamu).get(url).status_code == 403
    assert Client().get(url).status_code == 302


def test_recap_counts_decisions_attendance_and_follow_ups(sidang, rina, masuk_sebagai):
    pabrik.buat_kesepakatan(
        agenda=sidang.dinkes, indikator=sidang.kematian, putusan=Putusan.TIDAK_DIBAHAS
    )
    (satu,) = susun_rekap(sidang.sesi.rapat, rina)
    dinkes, disdik = (o.hitung for o in satu.opd)
    assert (dinkes.indikator, dinkes.sepakat, dinkes.catatan, dinkes.tidak, dinkes.belum) == (
        3,
        0,
        1,
        1,
        1,
    )
    assert (dinkes.naik, dinkes.turun, disdik.ditunda, disdik.terbuka) == (0, 1, 1, 1)
    assert jumlah_rapat([satu]).indikator == 4
    assert (satu.hadir, satu.kata, satu.adendum) == (2, "Berita acara draf", 0)
    isi = rekap(masuk_sebagai(rina), sidang)
    for potong in (
        "4 indikator: 0 disepakati, 1 dengan catatan, 1 ditunda, 1 tidak dibahas, 1 belum",
        "Hadir, diwakili",
        "Unduh PDF",
        "nomor 000.7.2/057/2026, 20 Januari 2026",
    ):
        assert potong in isi, potong


def test_an_opd_sees_its_own_line_and_no_document_of_the_whole(sidang, sari, masuk_sebagai):
    klien = masuk_sebagai(sari)
    assert "Petikan PDF" not in rekap(klien, sidang)
    buat_final(sidang)
    isi = rekap(klien, sidang)
    assert "Dinas Kesehatan" in isi and "Dinas Pendidikan" not in isi
    assert "Unduh PDF" not in isi and "Notulen PDF" not in isi and "Petikan PDF" in isi


def test_recap_of_nothing_says_so(rina, masuk_sebagai):
    rapat = pabrik.buat_rapat()
    klien = masuk_sebagai(rina)
    isi = klien.get(reverse("rapat:rekap", args=[rapat.pk])).content.decode()
    assert "Belum ada sesi" in isi and "Unduh PDF" not in isi
    assert klien.get(reverse("rapat:rekap_pdf", args=[rapat.pk])).status_code == 404


def test_direction_of_a_target_is_of_its_number_or_its_middle(meja):
    sakip = pabrik.buat_skala_predikat()
    a, b = sakip.butir.get(kode="A"), sakip.butir.get(kode="B")

    def satu(**isi):
        return Kesepakatan(agenda=meja.dinkes, indikator=meja.stunting, **isi)

    assert arah(satu(nilai=5), satu(nilai=4)) == 1
    assert arah(satu(batas_bawah=1, batas_atas=2), satu(nilai=2)) == -1
    assert arah(satu(batas_bawah=1, batas_atas=3), satu(nilai=2)) == 0
    assert arah(satu(predikat=a), satu(predikat=b)) == 1
    assert arah(satu(nilai=5), None) == 0


@pytest.mark.parametrize("nama", ["rapat:rekap", "rapat:pada_rapat"])
def test_more_opd_and_rows_cost_the_same_queries(
    nama, sidang, rina, masuk_sebagai, django_assert_num_queries
):
    ba = buat_final(sidang)
    klien = masuk_sebagai(rina)
    url = reverse(nama, args=[sidang.sesi.rapat_id if nama == "rapat:rekap" else sidang.dinkes.pk])
    klien.get(url)
    with django_assert_num_queries(KUERI[nama]):
        klien.get(url)
    for nomor in range(3, 9):
        opd = pabrik.buat_opd(nama=f"Dinas {nomor}", singkatan=f"D{nomor}")
        agenda = pabrik.buat_agenda(opd=opd, sesi=sidang.sesi, urutan=nomor)
        for _ in range(8):
            indikator = pabrik.buat_indikator(opd=opd)
            lama = pabrik.buat_target(indikator=indikator, tahun=2026)
            pabrik.buat_kesepakatan(agenda=agenda, indikator=indikator, target_lama=lama)
        pabrik.buat_tindak_lanjut(agenda=agenda)
    buat_final(sidang)
    assert ba.status == "final" and ba.tanggal == date(2026, 1, 20)
    with django_assert_num_queries(KUERI[nama]):
        klien.get(url)


KUERI = {"rapat:rekap": 14, "rapat:pada_rapat": 23}
