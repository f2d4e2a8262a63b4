"""Rows are taken in one order, and no new row slips past the lock of its quarter."""

import time
from collections.abc import Callable
from decimal import Decimal
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from capaian.layanan import realisasi as layanan
from capaian.layanan.kunci import bandingkan, kunci_periode
from capaian.layanan.realisasi import ajukan_realisasi, simpan_realisasi
from capaian.layanan.verifikasi import terima_tanpa_keraguan
from capaian.models import Indikator, Periode, Realisasi
from capaian.pilihan import StatusRealisasi
from konsolidasi.inti.galat import SalahKeadaan
from tests import pabrik

pytestmark = pytest.mark.django_db(transaction=True)
S = StatusRealisasi
TUNGGU = 30
SEBENTAR = 0.4  # long enough for the other transaction to stand at the lock
ISI = {"keadaan": "nilai", "nilai": Decimal(72)}


@pytest.fixture
def periode(db: None) -> Periode:
    return pabrik.buat_periode()


@pytest.fixture
def indikator(dinkes, periode) -> list[Indikator]:
    semua = [pabrik.buat_indikator(opd=dinkes) for _ in range(6)]
    for satu in semua:
        pabrik.buat_target(indikator=satu)
        pabrik.buat_realisasi(
            indikator=satu, periode=periode, faktor_penghambat="x" * 20, akar_masalah="y" * 20
        )
    return semua


def sejajar(kerja: Callable[[], Any]) -> tuple[Thread, list[Any]]:
    """In a thread with a connection of its own; the list gets what it returned or raised."""
    hasil: list[Any] = []

    def jalan() -> None:
        try:
            hasil.append(kerja())
        except Exception as galat:  # shown by the assertion of the test, in the main thread
            hasil.append(galat)
        finally:
            connection.close()

    benang = Thread(target=jalan)
    benang.start()
    return benang, hasil


def test_submitting_upwards_and_accepting_downwards_do_not_wait_for_each_other(
    indikator, periode, sari, rina, monkeypatch
):
    """The page shows the rows the other way round than the queue has them."""
    satu_selesai, asli = Event(), layanan._jalankan

    def lambat(*args: Any) -> Any:
        hasil = asli(*args)
        if not satu_selesai.is_set():
            satu_selesai.set()
            time.sleep(SEBENTAR)
        return hasil

    monkeypatch.setattr(layanan, "_jalankan", lambat)
    versi = dict(Realisasi.objects.values_list("pk", "versi"))
    benang, diajukan = sejajar(
        lambda: ajukan_realisasi(indikator=indikator[::-1], periode=periode, oleh=sari)
    )
    assert satu_selesai.wait(TUNGGU)
    hasil = terima_tanpa_keraguan(periode=periode, realisasi_dan_versi=versi, oleh=rina)
    benang.join(TUNGGU)
    assert len(diajukan[0].diajukan) == len(indikator), diajukan
    assert {d.sebab for d in hasil.dilewati} == {"Berubah sejak pratinjau."}


def test_new_row_of_somebody_who_saw_the_window_open_is_refused_after_the_lock(
    periode, dinkes, sari, rina
):
    satu = pabrik.buat_indikator(opd=dinkes)
    dulu = Periode.objects.get(pk=periode.pk)
    kunci_periode(periode=periode, jumlah=0, oleh=rina)
    with pytest.raises(SalahKeadaan, match="TW IV 2025 baru saja dikunci"):
        simpan_realisasi(indikator=satu, periode=dulu, isi=ISI, versi=0, oleh=sari)
    assert not Realisasi.objects.exists()


def test_new_row_waits_for_a_lock_on_its_way_and_is_refused(periode, dinkes, sari, rina):
    satu = pabrik.buat_indikator(opd=dinkes)
    dulu, terkunci = Periode.objects.get(pk=periode.pk), Event()

    @transaction.atomic
    def kunci() -> Any:
        hasil = kunci_periode(periode=periode, jumlah=0, oleh=rina)
        terkunci.set()
        time.sleep(SEBENTAR)
        return hasil

    benang, hasil = sejajar(kunci)
    assert terkunci.wait(TUNGGU)
    with pytest.raises(SalahKeadaan, match="baru saja dikunci"):
        simpan_realisasi(indikator=satu, periode=dulu, isi=ISI, versi=0, oleh=sari)
    benang.join(TUNGGU)
    assert not Realisasi.objects.exists()
    assert bandingkan(hasil[0], hasil[0].hasil.all()) == []


def test_lock_waits_for_a_new_row_on_its_way_and_keeps_it(periode, dinkes, sari, rina):
    satu, disimpan = pabrik.buat_indikator(opd=dinkes), Event()

    @transaction.atomic
    def simpan() -> Any:
        hasil = simpan_realisasi(indikator=satu, periode=periode, isi=ISI, versi=0, oleh=sari)
        disimpan.set()
        time.sleep(SEBENTAR)
        return hasil

    benang, hasil = sejajar(simpan)
    assert disimpan.wait(TUNGGU)
    kunci = kunci_periode(periode=periode, jumlah=0, oleh=rina)
    benang.join(TUNGGU)
    assert hasil == [Realisasi.objects.get()]
    assert kunci.hasil.get().status == S.DRAF
    assert bandingkan(kunci, kunci.hasil.all()) == []
