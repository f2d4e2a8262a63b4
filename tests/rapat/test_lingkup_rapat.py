"""Who sees and does what around a sesi."""

import pytest
from django.urls import reverse

from opd.pilihan import Peran
from rapat.models import LogSesi, Sesi
from tests import pabrik


def test_joko_cannot_see_the_agenda_item_of_dinkes(meja, joko, masuk_sebagai):
    client = masuk_sebagai(joko)
    assert client.get(meja.halaman).status_code == 404
    isi = client.get(meja.disdik.get_absolute_url()).text
    assert "Angka kelulusan" in isi
    assert "Dinas Kesehatan" not in isi
    assert "Prevalensi stunting" not in isi


def test_agenda_item_is_not_found_under_another_sesi(meja, rina, masuk_sebagai):
    lain = pabrik.buat_sesi(rapat=meja.sesi.rapat, nomor=2)
    url = reverse("rapat:agenda_rinci", args=[lain.pk, meja.dinkes.pk])
    assert masuk_sebagai(rina).get(url).status_code == 404


def test_opd_that_is_not_invited_does_not_find_the_rapat(meja, masuk_sebagai):
    dishub = pabrik.buat_opd(nama="Dinas Perhubungan", singkatan="Dishub")
    tono = pabrik.buat_pengguna(username="tono", nama="Tono", peran=Peran.OPERATOR, opd=dishub)
    client = masuk_sebagai(tono)
    assert "Belum ada rapat" in client.get(reverse("rapat:rapat_daftar")).text
    for url in (meja.sesi.rapat.get_absolute_url(), meja.sesi.get_absolute_url()):
        assert client.get(url).status_code == 404


def test_unit_sees_its_own_indikator_only(meja, dinkes, masuk_sebagai):
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)
    pabrik.buat_indikator(opd=rsud, nama="Waktu tunggu operasi")
    budi = pabrik.buat_pengguna(username="budi", nama="Budi", peran=Peran.OPERATOR, opd=rsud)
    isi = masuk_sebagai(budi).get(meja.halaman).text
    assert "Waktu tunggu operasi" in isi
    assert "Prevalensi stunting" not in isi


def test_opd_discusses_its_units_with_it(meja, dinkes, rina, masuk_sebagai):
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)
    pabrik.buat_indikator(opd=rsud, nama="Waktu tunggu operasi")
    assert "Waktu tunggu operasi" in masuk_sebagai(rina).get(meja.halaman).text


@pytest.mark.parametrize("siapa", ["sari", "kepala_dinkes", "pak_budi", "admin"])
def test_only_notulis_and_bapperida_record(siapa, meja, kirim, masuk_sebagai, request):
    client = masuk_sebagai(request.getfixturevalue(siapa))
    assert kirim(client, meja.stunting, target="3").status_code == 403
    isi = client.get(meja.halaman).text
    assert "Simpan kehadiran" not in isi
    assert f'name="target-{meja.stunting.pk}"' not in isi


def test_notulis_starts_the_sesi_and_the_log_says_so(meja, nana, masuk_sebagai):
    Sesi.objects.update(status="terjadwal")
    url = reverse("rapat:sesi_mulai", args=[meja.sesi.pk])
    client = masuk_sebagai(nana)
    assert client.post(url).status_code == 302
    assert LogSesi.objects.get().oleh == nana
    assert client.post(url).status_code == 302
    assert LogSesi.objects.count() == 1


def test_sesi_without_agenda_cannot_start(rina, masuk_sebagai):
    sesi = pabrik.buat_sesi(status="terjadwal")
    jawaban = masuk_sebagai(rina).post(reverse("rapat:sesi_mulai", args=[sesi.pk]))
    assert jawaban.status_code == 422
    assert "Isi agenda sesi dahulu" in jawaban.text


def test_sesi_that_is_ditetapkan_cannot_start_again(meja, kirim, tetapkan, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="3")
    tetapkan(client)
    jawaban = client.post(reverse("rapat:sesi_mulai", args=[meja.sesi.pk]))
    assert jawaban.status_code == 409


def test_sesi_opens_the_first_opd_that_is_undecided(meja, kirim, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="3")
    kirim(client, meja.kematian, target="3")
    assert client.get(meja.sesi.get_absolute_url()).url == meja.halaman
    kirim(client, meja.sakip, target="BB")
    assert client.get(meja.sesi.get_absolute_url()).url == meja.disdik.get_absolute_url()


def test_notulis_may_not_tetapkan(meja, kirim, tetapkan, nana, masuk_sebagai):
    client = masuk_sebagai(nana)
    kirim(client, meja.stunting, target="3")
    assert tetapkan(client).status_code == 403
    assert "Tetapkan kesepakatan" not in client.get(meja.halaman).text


def test_number_far_outside_is_not_found(meja, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    besar = 10**30
    for nama, argumen in (
        ("rapat:rapat_rinci", [besar]),
        ("rapat:sesi_rinci", [besar]),
        ("rapat:agenda_rinci", [besar, meja.dinkes.pk]),
        ("rapat:agenda_rinci", [meja.sesi.pk, besar]),
        ("rapat:sesi_tetapkan", [besar]),
    ):
        assert client.get(reverse(nama, args=argumen)).status_code == 404
