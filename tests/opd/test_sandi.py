"""Passwords: forced change on first login, change, reset by mail."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from opd.models import Pengguna
from tests import pabrik

BARU = "samudra-biru-2026"


@pytest.fixture
def pendatang(db: None) -> Pengguna:
    return pabrik.buat_pengguna(
        username="baru", nama="Orang Baru", email="baru@contoh.test", wajib_ganti_sandi=True
    )


def ganti(client: Client, lama: str = pabrik.SANDI, baru: str = BARU, ulang: str = ""):
    isi = {"old_password": lama, "new_password1": baru, "new_password2": ulang or baru}
    return client.post(reverse("opd:sandi_ganti"), isi)


def minta_tautan(client: Client, surel: str):
    return client.post(reverse("opd:sandi_lupa"), {"email": surel})


def tautan_di_surat() -> str:
    return re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]


def test_newcomer_must_choose_a_password_before_anything_else(
    masuk_sebagai: Callable, pendatang: Pengguna
):
    client = masuk_sebagai(pendatang)
    assert client.get(reverse("beranda")).url == reverse("opd:sandi_ganti")
    assert "dibuatkan orang lain" in client.get(reverse("opd:sandi_ganti")).content.decode()
    assert client.post(reverse("opd:keluar")).status_code == 302


def test_changing_the_password_opens_the_application(masuk_sebagai: Callable, pendatang: Pengguna):
    client = masuk_sebagai(pendatang)
    assert ganti(client).url == reverse("beranda")
    pendatang.refresh_from_db()
    assert not pendatang.wajib_ganti_sandi
    assert pendatang.check_password(BARU)
    assert client.get(reverse("opd:akun")).status_code == 200


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"baru": pabrik.SANDI}, "harus berbeda dari yang lama"),
        ({"baru": "pendek"}, "pendek"),
        ({"baru": "baru@contoh.tes"}, "mirip"),
        ({"ulang": "lain-lagi-2026"}, "tidak cocok"),
        ({"lama": "bukan-ini"}, "lama"),
    ],
)
def test_bad_new_password_is_refused_with_a_sentence(
    masuk_sebagai: Callable, pendatang: Pengguna, isi: dict, kalimat: str
):
    jawaban = ganti(masuk_sebagai(pendatang), **isi)
    assert jawaban.status_code == 200
    salah = " ".join(p for daftar in jawaban.context["form"].errors.values() for p in daftar)
    assert kalimat in salah
    pendatang.refresh_from_db()
    assert pendatang.wajib_ganti_sandi and pendatang.check_password(pabrik.SANDI)


def test_sari_changes_her_password_and_stays_signed_in(masuk_sebagai: Callable, sari: Pengguna):
    client, lain = masuk_sebagai(sari), masuk_sebagai(sari)
    assert ganti(client).url == reverse("opd:akun")
    assert "sudah diganti" in client.get(reverse("opd:akun")).content.decode()
    assert lain.get(reverse("opd:akun")).status_code == 302


def test_reset_page_never_tells_whether_an_account_exists(client: Client, pendatang: Pengguna):
    ada = minta_tautan(client, pendatang.email)
    tiada = minta_tautan(client, "siapa@contoh.test")
    assert (ada.status_code, ada.url) == (tiada.status_code, tiada.url)
    assert len(mail.outbox) == 1
    assert "Bila alamat itu tercatat" in client.get(ada.url).content.decode()


def test_an_account_that_never_had_a_password_gets_its_first(client: Client, pendatang: Pengguna):
    pendatang.set_unusable_password()
    pendatang.save(update_fields=["password"])
    minta_tautan(client, pendatang.email)
    assert len(mail.outbox) == 1


def test_reset_mail_is_plain_indonesian_with_one_link(client: Client, pendatang: Pengguna):
    minta_tautan(client, pendatang.email.upper())
    surat = mail.outbox[0]
    assert surat.to == [pendatang.email]
    assert surat.subject == "Atur ulang kata sandi Konsolidasi"
    assert surat.body.startswith("Yth. Orang Baru,")
    assert "berlaku 1 jam" in surat.body
    assert surat.body.count("http://") == 1


def test_link_sets_a_new_password_once(client: Client, pendatang: Pengguna):
    minta_tautan(client, pendatang.email)
    tautan = tautan_di_surat()
    formulir = client.get(tautan, follow=True)
    isi = {"new_password1": BARU, "new_password2": BARU}
    selesai = client.post(formulir.request["PATH_INFO"], isi, follow=True)
    assert "sudah berlaku" in selesai.content.decode()
    pendatang.refresh_from_db()
    assert pendatang.check_password(BARU) and not pendatang.wajib_ganti_sandi
    lagi = Client().get(tautan, follow=True).content.decode()
    assert "tidak berlaku lagi" in lagi


def test_broken_link_explains_itself(client: Client, db: None):
    alamat = reverse("opd:sandi_baru", kwargs={"uidb64": "xx", "token": "yy"})
    jawaban = client.get(alamat)
    assert jawaban.status_code == 200
    assert "Minta tautan baru" in jawaban.content.decode()


def test_account_without_mail_says_that_reset_is_impossible(
    masuk_sebagai: Callable, sari: Pengguna
):
    assert "tidak bisa diatur ulang" in masuk_sebagai(sari).get("/akun/").content.decode()
