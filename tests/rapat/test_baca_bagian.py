"""What a unit and an OPD do not read: the part of the OPD above, the screen later, an adendum."""

from datetime import date, time

import pytest
from django.urls import reverse
from django.utils import timezone

from opd.pilihan import Peran
from rapat.models import BeritaAcara, Sesi, Undangan
from rapat.pilihan import JenisBeritaAcara, Putusan, StatusBeritaAcara, StatusSesi
from tests import pabrik
from tests.rapat.naskah_beku import buat_final, finalkan
from tests.rapat.sidang import gelar_sidang

URAIAN = "Angka kelulusan Disdik keliru"


@pytest.fixture
def sidang(meja, rina):
    gelar_sidang(meja, rina)
    return meja


@pytest.fixture
def final(sidang, rina) -> BeritaAcara:
    return buat_final(sidang, final_oleh=rina)


@pytest.fixture
def unit(sidang, masuk_sebagai):
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=sidang.dinkes.opd)
    pabrik.buat_indikator(opd=rsud, nama="Waktu tunggu operasi")
    budi = pabrik.buat_pengguna(username="budi", nama="Budi", peran=Peran.OPERATOR, opd=rsud)
    return masuk_sebagai(budi)


def bagian(meja, ba: BeritaAcara) -> list[str]:
    return [
        reverse("rapat:tanggapan", args=[meja.sesi.pk, meja.dinkes.pk]),
        reverse("rapat:pada_rapat", args=[meja.dinkes.pk]),
        reverse("rapat:petikan_pdf", args=[ba.pk, meja.dinkes.pk]),
        reverse("rapat:petikan_word", args=[ba.pk, meja.dinkes.pk]),
        reverse("rapat:bahan_pdf", args=[meja.dinkes.pk]),
    ]


def test_a_unit_does_not_read_the_part_of_its_opd(sidang, final, unit):
    assert [unit.get(a).status_code for a in bagian(sidang, final)] == [403] * 5
    kirim = reverse("rapat:tanggapan_kirim", args=[sidang.sesi.pk, sidang.dinkes.pk])
    assert unit.post(kirim, {"teks": "x"}).status_code == 403
    rekap = unit.get(reverse("rapat:rekap", args=[sidang.sesi.rapat_id])).text
    kerja = unit.get(reverse("rapat:kerja", args=[sidang.dinkes.pk])).text
    assert not any(a in rekap or a in kerja for a in bagian(sidang, final))
    isi = unit.get(reverse("rapat:berita_acara", args=[sidang.sesi.pk])).text
    assert "Prevalensi stunting" not in isi and "stok vaksin" not in isi


def test_the_run_sheet_shows_a_unit_no_discussion(sidang, unit, sari, masuk_sebagai):
    bahasan = "Dinkes memaparkan stunting."
    isi = unit.get(sidang.halaman).text
    assert "Waktu tunggu operasi" in isi
    assert bahasan not in isi and "angka waktu rapat" not in isi
    assert bahasan in masuk_sebagai(sari).get(sidang.halaman).text


def test_an_opd_opens_the_screen_only_while_it_sits_there(meja, sari, pak_budi, masuk_sebagai):
    alamat, klien = reverse("rapat:layar", args=[meja.sesi.pk]), masuk_sebagai(sari)
    assert klien.get(alamat).status_code == 200
    assert alamat in klien.get(meja.halaman).text
    Sesi.objects.update(
        status=StatusSesi.DITETAPKAN,
        ditetapkan_pada=timezone.now(),
        berita_acara_nomor="1",
        berita_acara_tanggal="2026-01-21",
    )
    jawaban = klien.get(alamat)
    assert jawaban.status_code == 403 and "selama sesi berlangsung" in jawaban.text
    assert alamat not in klien.get(meja.halaman).text
    assert masuk_sebagai(pak_budi).get(alamat).status_code == 200


def test_an_adendum_about_another_opd_stays_away(sidang, final, sari, rina, masuk_sebagai):
    adendum = finalkan(
        BeritaAcara(sesi=sidang.sesi, jenis=JenisBeritaAcara.ADENDUM, uraian=URAIAN),
        nomor="000.7.2/058/2026",
        kode_periksa="adendum1",
    )
    assert adendum.status == StatusBeritaAcara.FINAL
    klien = masuk_sebagai(sari)
    isi = klien.get(reverse("rapat:pada_rapat", args=[sidang.dinkes.pk])).text
    assert "Adendum nomor 000.7.2/058/2026, 20 Januari 2026." in isi and URAIAN not in isi
    petikan = reverse("rapat:petikan_word", args=[adendum.pk, sidang.dinkes.pk])
    assert klien.get(petikan).status_code == 404
    assert masuk_sebagai(rina).get(petikan).status_code == 200


def test_what_was_put_off_is_marked_where_it_comes_back(meja, rina, sari, masuk_sebagai):
    """A later sesi that did not discuss it changes nothing; one that agreed does."""
    sidang = [
        (date(2025, 11, 3), meja.stunting, Putusan.DITUNDA),
        (date(2025, 11, 3), meja.kematian, Putusan.DITUNDA),
        (date(2025, 12, 1), meja.stunting, Putusan.TIDAK_DIBAHAS),
        (date(2025, 12, 1), meja.kematian, Putusan.SEPAKAT),
    ]
    lalu = {}
    for tanggal, indikator, putusan in sidang:
        if tanggal not in lalu:
            nomor = 2 + len(lalu)
            sesi = pabrik.buat_sesi(rapat=meja.sesi.rapat, nomor=nomor)
            lalu[tanggal] = pabrik.buat_agenda(opd=meja.dinkes.opd, sesi=sesi)
            Sesi.objects.filter(pk=sesi.pk).update(
                tanggal=tanggal,
                jam_mulai=time(9),
                status=StatusSesi.DITETAPKAN,
                ditetapkan_pada=timezone.now(),
                berita_acara_nomor=str(nomor),
                berita_acara_tanggal=tanggal,
            )
        pabrik.buat_kesepakatan(
            agenda=lalu[tanggal], indikator=indikator, putusan=putusan, catatan="data"
        )
    kerja = reverse("rapat:kerja", args=[meja.dinkes.pk])
    for orang, alamat in ((rina, meja.halaman), (sari, kerja)):
        isi = masuk_sebagai(orang).get(alamat).text
        assert isi.count("Ditunda pada Sesi 2 (3 November 2025)") == 1
        assert isi.count("Ditunda pada Sesi") == 1


def test_a_closed_work_page_says_that_a_usulan_comes_too_late(meja, sari, masuk_sebagai):
    Undangan.objects.create(sesi=meja.sesi, hal="Undangan", tutup_pada=timezone.now())
    isi = masuk_sebagai(sari).get(reverse("rapat:kerja", args=[meja.dinkes.pk])).text
    assert "tidak masuk lagi ke bahan rapat yang dicetak" in isi


def test_templates_and_f4_are_one_click_away(sidang, final, rina, sari, masuk_sebagai):
    alamat = reverse("rapat:berita_acara", args=[sidang.sesi.pk])
    isi = masuk_sebagai(rina).get(alamat).text
    assert f'href="{reverse("rapat:templat")}"' in isi
    assert f"{reverse('rapat:berita_acara_pdf', args=[final.pk])}?kertas=f4" in isi
    klien = masuk_sebagai(sari)
    assert reverse("rapat:templat") not in klien.get(alamat).text
    tanggapan, *_ = bagian(sidang, final)
    petikan = reverse("rapat:petikan_pdf", args=[final.pk, sidang.dinkes.pk])
    assert f"{petikan}?kertas=f4" in klien.get(tanggapan).text
