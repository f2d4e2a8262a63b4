"""The daily letter: what is in it, who gets it, what happens when mail fails."""

import logging
from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from opd.layanan import ringkasan
from opd.layanan.pemberitahuan import atur_ringkasan, baca_semua, serasikan
from opd.layanan.ringkasan import Pengiriman, kirim_ringkasan
from opd.models import Pemberitahuan, Pengguna
from opd.pemberitahuan import Butir

PAGI = datetime(2026, 1, 20, 1, tzinfo=UTC)  # 08.00 WIB
BESOK = PAGI + timedelta(days=1)
MATI, GALAK = "tests.opd.test_ringkasan.Mati", "tests.opd.test_ringkasan.Galak"


class Galak(EmailBackend):
    """Refuses one address, as a server does for a mailbox that is gone."""

    def send_messages(self, messages):
        if messages[0].to == ["hilang@contoh.test"]:
            raise SMTPRecipientsRefused({"hilang@contoh.test": (550, b"no such user")})
        return super().send_messages(messages)


class Mati(EmailBackend):
    def open(self):
        raise ConnectionRefusedError


@pytest.fixture(autouse=True)
def alamat(settings) -> None:
    settings.ALAMAT_SITUS = "https://konsolidasi.contoh.test"
    settings.DEFAULT_FROM_EMAIL = "konsolidasi@contoh.test"


@pytest.fixture
def dua(sari, joko) -> tuple[Pengguna, Pengguna]:
    for orang, surel in ((sari, "sari@contoh.test"), (joko, "joko@contoh.test")):
        orang.email = surel
        orang.save(update_fields=["email"])
    return sari, joko


def ingatkan(*orang: Pengguna, nomor: tuple[int, ...] = (1,), pada: datetime = PAGI) -> None:
    isi = [
        Butir(f"uji:{n}", "Isian triwulan", f"{n} baris belum diajukan.", f"/capaian/{n}/", (o.pk,))
        for n in nomor
        for o in orang
    ]
    serasikan(lambda _: isi, pada=pada)


def penerima() -> list[str]:
    return [alamat for surat in mail.outbox for alamat in surat.to]


def test_letter_says_what_to_do_and_where(dua):
    sari, _ = dua
    ingatkan(sari, nomor=(1, 2))
    assert kirim_ringkasan(pada=PAGI) == Pengiriman(terkirim=1)
    (surat,) = mail.outbox
    assert surat.subject == "Konsolidasi: 2 hal yang harus Anda kerjakan"
    for bagian in (
        "Yth. Sari Nasution,",
        "- (baru) 1 baris belum diajukan.\n  https://konsolidasi.contoh.test/capaian/1/\n",
        "- (baru) 2 baris belum diajukan.\n  https://konsolidasi.contoh.test/capaian/2/\n",
        "https://konsolidasi.contoh.test/akun/pemberitahuan/",
        "Hentikan di https://konsolidasi.contoh.test/akun/surel/",
    ):
        assert bagian in surat.body
    kepala = surat.message()
    assert kepala["Auto-Submitted"] == "auto-generated"
    assert kepala["X-Auto-Response-Suppress"] == "All"
    assert kepala["From"] == '"Konsolidasi (tidak menerima balasan)" <konsolidasi@contoh.test>'
    assert kepala["Reply-To"] is None


def test_one_letter_a_day_and_only_when_something_is_new(dua):
    sari, _ = dua
    ingatkan(sari)
    kirim_ringkasan(pada=PAGI - timedelta(hours=2))
    assert penerima() == []  # 06.00: too early
    for menit in (0, 10, 20):
        kirim_ringkasan(pada=PAGI + timedelta(minutes=menit))
    assert penerima() == ["sari@contoh.test"]
    kirim_ringkasan(pada=BESOK)
    assert len(mail.outbox) == 1  # nothing new
    ingatkan(sari, nomor=(1, 2), pada=BESOK)
    kirim_ringkasan(pada=BESOK)
    assert "- 1 baris" in mail.outbox[1].body and "- (baru) 2 baris" in mail.outbox[1].body


def test_no_letter_for_who_said_no_has_no_address_or_has_read_it(dua, rina):
    sari, joko = dua
    ingatkan(sari, joko, rina)
    atur_ringkasan(mau=False, oleh=sari)
    baca_semua(sampai=2**62, oleh=joko, pada=PAGI)
    assert kirim_ringkasan(pada=PAGI) == Pengiriman()
    atur_ringkasan(mau=True, oleh=sari)
    kirim_ringkasan(pada=PAGI)
    assert penerima() == ["sari@contoh.test"]


def test_letter_never_goes_to_the_address_it_comes_from(dua, settings):
    sari, _ = dua
    settings.DEFAULT_FROM_EMAIL = "Konsolidasi <SARI@contoh.test>"
    ingatkan(sari)
    assert kirim_ringkasan(pada=PAGI) == Pengiriman()


def test_failing_address_does_not_stop_the_others_and_is_tried_tomorrow(dua, settings, caplog):
    sari, joko = dua
    Pengguna.objects.filter(pk=sari.pk).update(email="hilang@contoh.test")
    settings.EMAIL_BACKEND = GALAK
    ingatkan(sari, joko)
    assert kirim_ringkasan(pada=PAGI) == Pengiriman(terkirim=1, gagal=1)
    assert kirim_ringkasan(pada=PAGI + timedelta(hours=1)) == Pengiriman()
    assert penerima() == ["joko@contoh.test"]
    assert f"pengguna={sari.pk}" in caplog.text
    for pribadi in ("hilang@", "contoh.test", "Sari", "baris"):
        assert pribadi not in caplog.text
    Pengguna.objects.filter(pk=sari.pk).update(email="sari@contoh.test")
    assert kirim_ringkasan(pada=BESOK) == Pengiriman(terkirim=1)


def test_server_that_does_not_answer_costs_nobody_the_letter(dua, settings, caplog):
    ingatkan(*dua)
    settings.EMAIL_BACKEND, hidup = MATI, settings.EMAIL_BACKEND
    assert kirim_ringkasan(pada=PAGI) == Pengiriman()
    assert "server surel tidak menjawab sebab=ConnectionRefusedError" in caplog.text
    settings.EMAIL_BACKEND = hidup
    assert kirim_ringkasan(pada=PAGI + timedelta(hours=1)) == Pengiriman(terkirim=2)


def test_without_a_mail_server_the_log_says_so_once(dua, settings, caplog, capsys):
    ingatkan(*dua)
    settings.EMAIL_BACKEND = ringkasan.TANPA_SERVER
    ringkasan._catat_tanpa_server.cache_clear()
    with caplog.at_level(logging.INFO):
        for _ in range(3):
            assert kirim_ringkasan(pada=PAGI) == Pengiriman()
    assert caplog.text.count("EMAIL_HOST kosong") == 1
    assert capsys.readouterr().out == ""
    assert Pemberitahuan.objects.filter(disurel_pada=None).count() == 2


def test_long_list_ends_with_the_rest(dua):
    sari, _ = dua
    ingatkan(sari, nomor=tuple(range(100, 140)))
    kirim_ringkasan(pada=PAGI)
    assert mail.outbox[0].body.count("(baru)") == ringkasan.DISEBUT
    assert "dan 10 hal lain." in mail.outbox[0].body
