"""Locking while others work: one lock, no half of it, nobody's row in between."""

from collections.abc import Callable
from decimal import Decimal
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from capaian.alur import ALUR_REALISASI
from capaian.layanan.kunci import bandingkan, kunci_periode
from capaian.layanan.realisasi import simpan_realisasi
from capaian.models import HasilTerkunci, KunciPeriode, LogRealisasi, Periode, Realisasi
from capaian.pilihan import StatusRealisasi
from konsolidasi.inti.galat import GalatDomain, SalahKeadaan, SudahBerubah
from tests import pabrik

pytestmark = pytest.mark.django_db(transaction=True)
S = StatusRealisasi


@pytest.fixture
def periode(db) -> Periode:
    return pabrik.buat_periode()


@pytest.fixture
def baris(dinkes, periode) -> list[Realisasi]:
    hasil = []
    for status in [S.TERVERIFIKASI] * 10 + [S.DIAJUKAN] * 10:
        i = pabrik.buat_indikator(opd=dinkes)
        pabrik.buat_target(indikator=i)
        hasil.append(pabrik.buat_realisasi(indikator=i, periode=periode, status=status))
    return hasil


def serentak(*kerja: Callable[[], Any]) -> list[Any]:
    """Run all of them in threads that start at the same moment; what each returned or raised."""
    mulai, hasil = Barrier(len(kerja)), [None] * len(kerja)

    def jalan(n: int) -> None:
        try:
            mulai.wait(timeout=30)
            hasil[n] = kerja[n]()
        except Exception as galat:  # shown by the assertion of the test, in the main thread
            hasil[n] = galat
        finally:
            connection.close()

    benang = [Thread(target=jalan, args=(n,)) for n in range(len(kerja))]
    for satu in benang:
        satu.start()
    for satu in benang:
        satu.join(timeout=60)
        assert not satu.is_alive()
    return hasil


def test_two_people_lock_at_once_and_one_is_told(periode, baris, rina):
    lain = pabrik.buat_pengguna(username="dedi", nama="Dedi", peran="bapperida")

    def kunci(oleh) -> Callable[[], Any]:
        return lambda: kunci_periode(periode=periode, jumlah=10, oleh=oleh)

    hasil = serentak(kunci(rina), kunci(lain))
    (berhasil,) = [h for h in hasil if isinstance(h, KunciPeriode)]
    (ditolak,) = [h for h in hasil if isinstance(h, SalahKeadaan)]
    assert ditolak.pesan.startswith(f"TW IV 2025 sudah dikunci {berhasil.dikunci_oleh.nama}")
    assert KunciPeriode.objects.count() == 1
    assert HasilTerkunci.objects.count() == 20
    assert LogRealisasi.objects.filter(transisi="kunci").count() == 10


def test_decisions_during_a_lock_are_before_it_or_refused(periode, baris, rina):
    """Whatever the order, what was kept is what there is."""
    menunggu = [r for r in baris if r.status == S.DIAJUKAN]

    def terima(r: Realisasi) -> Callable[[], Any]:
        return lambda: ALUR_REALISASI.jalankan("terima", r, oleh=rina)

    def kunci() -> KunciPeriode:
        # Somebody is saving, or the number is no longer right: look again, as a person would.
        for _ in range(200):
            jumlah = Realisasi.objects.filter(status=S.TERVERIFIKASI).count()
            try:
                return kunci_periode(periode=periode, jumlah=jumlah, oleh=rina)
            except SalahKeadaan:
                continue
        raise AssertionError("never locked")

    hasil = serentak(kunci, *map(terima, menunggu))
    satu = hasil[0]
    assert isinstance(satu, KunciPeriode), satu
    assert all(isinstance(h, Realisasi | GalatDomain) for h in hasil[1:])
    diterima = sum(isinstance(h, Realisasi) for h in hasil[1:])
    assert Realisasi.objects.filter(status=S.TERVERIFIKASI).count() == 0
    assert Realisasi.objects.filter(status=S.TERKUNCI).count() == 10 + diterima
    assert bandingkan(satu, satu.hasil.all()) == []


def test_a_lock_never_waits_for_somebody_who_is_saving(periode, baris, rina):
    """Two who wait for each other would lose one of the two; so it says so at once."""
    dipegang, selesai = Event(), Event()

    def simpan() -> None:
        try:
            with transaction.atomic():
                Realisasi.objects.select_for_update(of=("self",)).get(pk=baris[0].pk)
                dipegang.set()
                selesai.wait(timeout=30)
        finally:
            connection.close()

    benang = Thread(target=simpan)
    benang.start()
    assert dipegang.wait(timeout=30)
    with pytest.raises(SalahKeadaan, match="sedang disimpan orang lain"):
        kunci_periode(periode=periode, jumlah=10, oleh=rina)
    selesai.set()
    benang.join(timeout=30)
    assert kunci_periode(periode=periode, jumlah=10, oleh=rina).hasil.count() == 20


def test_who_looked_at_the_window_before_the_lock_saves_nothing_after_it(
    periode, dinkes, sari, rina
):
    i = pabrik.buat_indikator(opd=dinkes)
    r = pabrik.buat_realisasi(indikator=i, periode=periode, nilai="72")
    dulu = Periode.objects.get(pk=periode.pk)
    satu = kunci_periode(periode=periode, jumlah=0, oleh=rina)
    isi = {"keadaan": "nilai", "nilai": Decimal(99)}
    with pytest.raises(SudahBerubah):
        simpan_realisasi(indikator=i, periode=dulu, isi=isi, versi=r.versi, oleh=sari)
    assert Realisasi.objects.get().nilai == 72
    assert bandingkan(satu, satu.hasil.all()) == []


def test_a_lock_that_breaks_off_leaves_nothing(periode, baris, rina, monkeypatch):
    def rusak(*args, **kwargs) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(HasilTerkunci.objects, "bulk_create", rusak)
    with pytest.raises(OSError):
        kunci_periode(periode=periode, jumlah=10, oleh=rina)
    periode.refresh_from_db()
    assert not periode.terkunci
    assert not KunciPeriode.objects.exists()
    assert not LogRealisasi.objects.exists()
    assert Realisasi.objects.filter(status=S.TERVERIFIKASI).count() == 10
