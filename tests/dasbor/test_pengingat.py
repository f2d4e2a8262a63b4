"""Reminders run beside the pages: never twice, never in the way, or by a command."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from io import StringIO
from threading import Barrier, Event, Thread

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured, MiddlewareNotUsed
from django.core.management import call_command
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory

from konsolidasi import lingkungan
from konsolidasi.dasbor import pemicu
from konsolidasi.dasbor.pengingat import Putaran, ingatkan
from konsolidasi.inti.waktu import ZONA
from opd.layanan.pemberitahuan import serasikan
from opd.models import Pemberitahuan
from rapat.models import TindakLanjut
from tests import pabrik

PAGI = datetime(2026, 3, 2, 9, tzinfo=ZONA)


@pytest.fixture
def janji(dinkes, sari) -> TindakLanjut:
    sari.email = "sari@contoh.test"
    sari.save(update_fields=["email"])
    return pabrik.buat_tindak_lanjut(agenda=pabrik.buat_agenda(opd=dinkes))


@pytest.fixture
def pasang(settings, monkeypatch):
    """The middleware with a page that always answers."""
    settings.INGATKAN_MENIT = 10
    monkeypatch.setattr(pemicu, "bangunkan_bila_perlu", lambda: None)
    return pemicu.Pemicu(lambda request: HttpResponse("halaman"))


def buka(lapis) -> str:
    return lapis(RequestFactory().get("/")).content.decode()


def tunggu(lapis) -> None:
    assert lapis._giliran.acquire(timeout=10)
    lapis._giliran.release()


def test_one_round_writes_and_sends(janji, sari):
    assert ingatkan(pada=PAGI) == Putaran(baru=1, selesai=0, terkirim=1, gagal=0)
    assert ingatkan(pada=PAGI + timedelta(hours=1)) == Putaran(0, 0, 0, 0)
    assert [s.to for s in mail.outbox] == [["sari@contoh.test"]]
    assert f"/rapat/tindak-lanjut/{janji.pk}/" in mail.outbox[0].body


@pytest.mark.django_db(transaction=True)
def test_four_processes_at_the_same_moment_remind_once(janji, sari):
    mulai = Barrier(4)

    def satu(_: int) -> Putaran | None:
        try:
            mulai.wait(timeout=30)
            return ingatkan(pada=PAGI, selang=timedelta(minutes=10))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as utas:
        hasil = list(utas.map(satu, range(4)))
    assert [h for h in hasil if h] == [Putaran(1, 0, 1, 0)]
    assert Pemberitahuan.objects.count() == len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_whoever_finds_the_work_taken_goes_away(janji):
    """The second does not wait for the first, whatever the interval."""
    di_dalam, selesai = Event(), Event()

    def lama(_: datetime):
        di_dalam.set()
        assert selesai.wait(timeout=30)
        return ()

    def kerja() -> None:
        serasikan(lama, pada=PAGI)
        connection.close()

    pertama = Thread(target=kerja)
    pertama.start()
    assert di_dalam.wait(timeout=30)
    assert ingatkan(pada=PAGI + timedelta(days=1)) is None
    selesai.set()
    pertama.join(timeout=30)
    assert ingatkan(pada=PAGI + timedelta(days=1)).baru == 1


def test_page_does_not_wait_and_one_process_starts_once(pasang, monkeypatch):
    mulai, lepas, kali = Event(), Event(), []

    def lambat(**_):
        kali.append(1)
        mulai.set()
        assert lepas.wait(timeout=30)

    monkeypatch.setattr(pemicu, "ingatkan", lambat)
    monkeypatch.setattr(pemicu, "perbarui", lambda **_: None)
    assert buka(pasang) == "halaman"
    assert mulai.wait(timeout=10)
    pasang._berikut = 0  # even when it is time again: it is still at work
    assert buka(pasang) == "halaman"
    lepas.set()
    tunggu(pasang)
    assert kali == [1]


@pytest.mark.parametrize("galat", [OperationalError("DETAIL: sari@contoh.test"), OSError("x")])
def test_failure_never_breaks_a_page_and_is_logged_without_details(
    pasang, monkeypatch, caplog, galat
):
    def rusak(**_):
        raise galat

    monkeypatch.setattr(pemicu, "ingatkan", rusak)
    with caplog.at_level(logging.WARNING):
        assert buka(pasang) == "halaman"
        tunggu(pasang)
    assert f"pengingat gagal sebab={type(galat).__name__}" in caplog.text
    assert "sari@" not in caplog.text
    pasang._berikut = 0
    assert buka(pasang) == "halaman"  # and the next round may start
    tunggu(pasang)


def test_machine_without_threads_still_answers(pasang, monkeypatch, caplog):
    def habis(*_, **__):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(pemicu.threading.Thread, "start", habis)
    assert buka(pasang) == "halaman"
    assert "utas habis" in caplog.text
    tunggu(pasang)


def test_zero_minutes_leaves_it_to_the_timer(settings):
    settings.INGATKAN_MENIT = 0
    with pytest.raises(MiddlewareNotUsed):
        pemicu.Pemicu(lambda request: HttpResponse())


def test_command_counts_first_and_writes_when_asked(janji):
    TindakLanjut.objects.update(batas_tanggal=date(2020, 1, 1))
    keluar = StringIO()
    call_command("ingatkan", uji_coba=True, stdout=keluar)
    assert not Pemberitahuan.objects.exists()
    call_command("ingatkan", stdout=keluar)
    assert "1 hal untuk 1 orang" in keluar.getvalue()
    assert "1 pengingat baru, 0 selesai" in keluar.getvalue()


@pytest.mark.parametrize(
    ("isi", "host", "lokal", "alamat"),
    [
        ("https://a.go.id/", [], False, "https://a.go.id"),
        ("", [".b.go.id", "*", "c.go.id"], False, "https://c.go.id"),
        ("", ["127.0.0.1"], True, "http://127.0.0.1:8000"),
    ],
)
def test_links_in_letters_begin_with(monkeypatch, isi, host, lokal, alamat):
    monkeypatch.setenv("ALAMAT_SITUS", isi)
    assert lingkungan.alamat_situs(host, lokal) == alamat


def test_nonsense_address_stops_the_start(monkeypatch):
    monkeypatch.setenv("ALAMAT_SITUS", "konsolidasi.go.id")
    with pytest.raises(ImproperlyConfigured):
        lingkungan.alamat_situs([], False)
