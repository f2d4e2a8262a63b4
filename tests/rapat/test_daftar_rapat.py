"""Meetings and how far each sesi is."""

from django.urls import reverse

from rapat.pilihan import Putusan
from tests import pabrik


def test_list_says_when_where_and_how_many_agreed(meja, kirim, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="3")
    kirim(client, meja.kematian, putusan=Putusan.DITUNDA, catatan="tunggu data")
    isi = client.get(reverse("rapat:rapat_daftar")).text
    assert "20 Januari 2026 s.d. 21 Januari 2026. Lt. 2, Ruang Kerja Kepala Bapperida" in isi
    assert "1 sepakat, 1 ditunda, 2 belum" in isi


def test_opd_counts_only_its_own_item(meja, kirim, rina, joko, masuk_sebagai):
    kirim(masuk_sebagai(rina), meja.stunting, target="3")
    isi = masuk_sebagai(joko).get(meja.sesi.rapat.get_absolute_url()).text
    assert "0 sepakat, 1 belum" in isi


def test_rapat_lists_its_sesi_with_hours_and_klaster(meja, pak_budi, masuk_sebagai):
    isi = masuk_sebagai(pak_budi).get(meja.sesi.rapat.get_absolute_url()).text
    assert "Sesi I: Pembangunan Manusia dan Pemerintahan" in isi
    assert "Selasa, 20 Januari 2026" in isi
    assert "09.00–16.00 WIB" in isi
    assert "Atur rapat" not in isi


def test_sesi_with_an_empty_agenda_says_what_to_do(rina, masuk_sebagai):
    sesi = pabrik.buat_sesi(status="terjadwal")
    assert "Agenda sesi masih kosong" in masuk_sebagai(rina).get(sesi.get_absolute_url()).text


def test_no_rapat_yet_is_a_sentence(rina, masuk_sebagai):
    assert "Belum ada rapat" in masuk_sebagai(rina).get(reverse("rapat:rapat_daftar")).text


def test_more_rapat_than_a_page_continue_on_the_next(rina, masuk_sebagai):
    for nomor in range(21):
        pabrik.buat_rapat(nama=f"Rapat {nomor}")
    isi = masuk_sebagai(rina).get(reverse("rapat:rapat_daftar"), {"halaman": "2"}).text
    assert "Rapat 0</a>" in isi
    assert "21–21 dari 21 rapat" in isi
