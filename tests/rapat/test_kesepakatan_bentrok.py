"""Two note-takers on the same row."""

from django.test import Client

from rapat.models import Kesepakatan
from tests import pabrik


def test_second_note_taker_sees_both_versions(meja, kirim, nana, rina, masuk_sebagai):
    kirim(masuk_sebagai(nana), meja.stunting, target="3", catatan="versi Nana")
    jawaban = kirim(masuk_sebagai(rina), meja.stunting, target="2,50", versi=0)
    assert jawaban.status_code == 409
    assert "Nana Hasibuan" in jawaban.text
    assert "“versi Nana”" in jawaban.text
    assert 'value="2,50"' in jawaban.text
    assert meja.tersimpan(meja.stunting).nilai == 3


def test_stale_version_is_refused(meja, kirim, nana, rina, masuk_sebagai):
    kirim(masuk_sebagai(rina), meja.stunting, target="3")
    kirim(masuk_sebagai(nana), meja.stunting, target="2", versi=1)
    assert kirim(masuk_sebagai(rina), meja.stunting, target="4", versi=1).status_code == 409
    assert meja.tersimpan(meja.stunting).nilai == 2


def test_my_version_wins_only_over_the_one_i_saw(meja, kirim, nana, rina, masuk_sebagai):
    kirim(masuk_sebagai(nana), meja.stunting, target="3")
    client = masuk_sebagai(rina)
    jawaban = kirim(client, meja.stunting, target="2", versi=0)
    assert 'value="timpa:1"' in jawaban.text
    kirim(masuk_sebagai(nana), meja.stunting, target="3,50", versi=1)
    assert kirim(client, meja.stunting, target="2", aksi="timpa:1").status_code == 409
    assert kirim(client, meja.stunting, target="2", aksi="timpa:2").status_code == 200
    assert meja.tersimpan(meja.stunting).nilai == 2


def test_saving_again_without_choosing_is_refused_again(meja, kirim, nana, rina, masuk_sebagai):
    kirim(masuk_sebagai(nana), meja.stunting, target="3")
    isi = kirim(masuk_sebagai(rina), meja.stunting, target="2", versi=0).text
    assert f'name="versi-{meja.stunting.pk}" value="0"' in isi


def test_their_version_is_taken_by_throwing_mine_away(meja, kirim, nana, rina, masuk_sebagai):
    kirim(masuk_sebagai(nana), meja.stunting, target="3")
    isi = kirim(masuk_sebagai(rina), meja.stunting, target="2", aksi="buang").text
    assert 'value="3,00"' in isi
    assert f'name="versi-{meja.stunting.pk}" value="1"' in isi


def test_same_save_twice_is_one_save(meja, kirim, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="3", catatan="sama")
    assert kirim(client, meja.stunting, target="3,00", catatan="sama").status_code == 200
    assert Kesepakatan.objects.count() == 1
    assert meja.tersimpan(meja.stunting).versi == 1


def test_text_of_an_expired_session_comes_back_as_unsaved(meja, kirim, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    client.get(meja.halaman)
    del client.cookies["sessionid"]
    assert kirim(client, meja.stunting, target="2,75", catatan="belum sempat").status_code == 401
    _masuk(client, "rina")
    isi = client.get(meja.halaman).text
    assert 'value="2,75"' in isi
    assert "belum sempat</textarea>" in isi
    assert "1 baris yang Anda ketik kembali" in isi
    assert "data-k-kotor" in isi
    assert meja.tersimpan(meja.stunting) is None


def test_returned_text_never_wins_over_a_newer_row(meja, kirim, rina, nana, masuk_sebagai):
    client = masuk_sebagai(rina)
    client.get(meja.halaman)
    del client.cookies["sessionid"]
    kirim(client, meja.stunting, target="2,75")
    kirim(masuk_sebagai(nana), meja.stunting, target="3")
    _masuk(client, "rina")
    assert f'name="versi-{meja.stunting.pk}" value="0"' in client.get(meja.halaman).text


def test_attendance_of_an_expired_session_comes_back(meja, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    client.get(meja.halaman)
    del client.cookies["sessionid"]
    client.post(meja.hadir, {"keadaan": "diwakili", "nama": "Dewi", "jabatan": "Sekretaris"})
    _masuk(client, "rina")
    isi = client.get(meja.halaman).text
    assert 'value="Dewi"' in isi
    assert "Kehadiran yang Anda isi belum tersimpan." in isi


def _masuk(client: Client, siapa: str) -> None:
    client.post("/akun/masuk/", {"username": siapa, "password": pabrik.SANDI})
