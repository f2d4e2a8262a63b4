"""Signing in, being locked out, signing out, and the person's own page."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from konsolidasi.inti import titipan
from opd.models import Opd, Pengguna
from opd.pilihan import Peran
from tests import pabrik

MASUK = "/akun/masuk/"


def coba(client: Client, sandi: str = pabrik.SANDI, **lain: str):
    return client.post(MASUK, {"username": "sari", "password": sandi, **lain})


def test_sari_signs_in_and_lands_on_the_front_page(client: Client, sari: Pengguna):
    jawaban = coba(client)
    assert (jawaban.status_code, jawaban.url) == (302, reverse("beranda"))
    assert client.session["_auth_user_id"] == str(sari.pk)


def test_sari_returns_to_the_page_she_asked_for(client: Client, sari: Pengguna):
    akun = reverse("opd:akun")
    minta = client.get(akun)
    assert minta.url == f"{MASUK}?berikut={akun.replace('/', '%2F')}"
    halaman = client.get(minta.url).content.decode()
    assert "Masuk dulu untuk membuka halaman itu." in halaman
    assert coba(client, berikut=akun).url == akun


def test_login_never_leads_to_another_site(client: Client, sari: Pengguna):
    assert coba(client, berikut="https://jahat.example/").url == reverse("beranda")


@pytest.mark.parametrize("username", ["sari", "tidak_ada"])
def test_wrong_password_and_unknown_name_get_the_same_sentence(
    client: Client, sari: Pengguna, username: str
):
    jawaban = client.post(MASUK, {"username": username, "password": "salah"})
    assert jawaban.status_code == 200
    assert "Nama pengguna atau kata sandi tidak cocok." in jawaban.content.decode()


def test_inactive_account_gets_the_same_sentence(client: Client, sari: Pengguna):
    sari.is_active = False
    sari.save(update_fields=["is_active"])
    assert "tidak cocok" in coba(client).content.decode()


def test_remaining_attempts_are_named_before_the_lockout(client: Client, sari: Pengguna):
    coba(client, "salah")
    jawaban = coba(client, "salah").content.decode()
    assert "Tersisa 3 percobaan sebelum jeda 15 menit." in jawaban


def test_fifth_failure_locks_out_even_the_right_password(client: Client, sari: Pengguna):
    for _ in range(5):
        jawaban = coba(client, "salah")
    assert jawaban.status_code == 429
    assert "dijeda 15 menit" in jawaban.content.decode()
    assert coba(client).status_code == 429
    assert "_auth_user_id" not in client.session


def test_login_page_tells_that_typed_text_was_kept(client: Client, sari: Pengguna):
    sesi = client.session
    sesi[titipan.KUNCI] = {"jalur": "/x/", "isi": {"nilai": ["12"]}, "pemilik": sari.pk}
    sesi.save()
    assert "sudah kami simpan" in client.get(MASUK).content.decode()
    coba(client)
    assert client.session[titipan.KUNCI]["isi"] == {"nilai": ["12"]}


def test_signed_in_person_does_not_see_the_login_page(masuk_sebagai: Callable, sari: Pengguna):
    assert masuk_sebagai(sari).get(MASUK).url == reverse("beranda")


def test_keluar_ends_the_session_and_is_post_only(masuk_sebagai: Callable, sari: Pengguna):
    client = masuk_sebagai(sari)
    assert client.get("/akun/keluar/").status_code == 405
    for _ in range(2):
        assert client.post("/akun/keluar/").url == MASUK
    assert "_auth_user_id" not in client.session


def test_account_page_lists_own_assignments_only(
    masuk_sebagai: Callable, sari: Pengguna, joko: Pengguna, dinkes: Opd, disdik: Opd
):
    pabrik.buat_penugasan(
        pengguna=sari,
        peran=Peran.KEPALA,
        opd=dinkes,
        mulai=date(2019, 1, 1),
        selesai=date(2019, 12, 31),
    )
    isi = masuk_sebagai(sari).get("/akun/").content.decode()
    assert "Sari Nasution" in isi and "Operator OPD" in isi and dinkes.nama in isi
    assert isi.count("(tidak berlaku hari ini)") == 1
    assert disdik.nama not in isi


def test_account_without_assignment_says_what_to_do(masuk_sebagai: Callable, tamu: Pengguna):
    assert "Belum ada penugasan" in masuk_sebagai(tamu).get("/akun/").content.decode()
