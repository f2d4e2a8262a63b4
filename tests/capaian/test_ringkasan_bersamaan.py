"""Kept figures while others write: whatever order the transactions end in, no figure is old."""

from collections.abc import Iterator
from decimal import Decimal

import psycopg2
import pytest
from django.db import connection, transaction

from capaian.cuplikan import Cuplikan
from capaian.layanan import ringkasan as layanan
from capaian.layanan.ringkasan import perbarui
from capaian.layar import ringkasan_ingatan
from capaian.layar.ringkasan import ringkasan
from capaian.models import (
    Indikator,
    LantaiRingkasan,
    PenandaRingkasan,
    Realisasi,
    Ringkasan,
    StempelRingkasan,
)
from tests import pabrik
from tests.capaian.kota_ringkasan import baca

UBAH = "UPDATE capaian_realisasi SET nilai = %s WHERE id = %s"
basis = pytest.mark.django_db(transaction=True)


class Orang:
    """Somebody else with a transaction of their own, open until `selesai`."""

    def __init__(self) -> None:
        ke = connection.settings_dict
        self._lain = psycopg2.connect(
            dbname=ke["NAME"], user=ke["USER"], host=ke["HOST"], port=ke["PORT"]
        )
        self.tanya("SET lock_timeout = '3s'")
        self.selesai()

    def tanya(self, sql: str, *isi: object) -> None:
        with self._lain.cursor() as kursor:
            kursor.execute(sql, isi)

    def selesai(self) -> None:
        self._lain.commit()

    def tutup(self) -> None:
        self._lain.close()


@pytest.fixture
def orang(db: None) -> Iterator[Orang]:
    satu = Orang()
    yield satu
    satu.tutup()


@pytest.fixture
def baris(dinkes) -> Realisasi:
    i = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_target(indikator=i, nilai="80")
    return pabrik.buat_realisasi(indikator=i, nilai="40")


def rata(opd) -> Decimal | None:
    return baca(tahun=[2025])[2025, opd.pk].rata


def rata_di_dalam(opd) -> Decimal | None:
    """In the transaction that is open, which may have written."""
    return ringkasan(tahun=[2025], sampai=4, opd=[opd.pk], per="opd")[2025, opd.pk].rata


def disimpan() -> list[Decimal]:
    return [r.jumlah_persen for r in Ringkasan.objects.filter(sampai=4).order_by("opd_id")]


def test_a_snapshot_sees_what_had_ended_before_it():
    satu = Cuplikan.baca("10:15:10,13")
    assert [n for n in range(8, 17) if satu.melihat(n)] == [8, 9, 11, 12, 14]
    assert Cuplikan.baca("7:7:").melihat(6) and not Cuplikan.baca("7:7:").melihat(7)


@basis
def test_what_ends_after_the_figures_were_computed_makes_them_old(
    baris, dinkes, orang, monkeypatch
):
    monkeypatch.setattr(layanan, "PENANDA_TERBANYAK", 0)
    orang.tanya(UBAH, 60, baris.pk)
    perbarui()
    assert (disimpan(), rata(dinkes)) == ([Decimal(50)], Decimal(50))
    assert perbarui().dihitung == 0
    orang.selesai()
    assert PenandaRingkasan.objects.exists()
    assert (disimpan(), rata(dinkes)) == ([Decimal(50)], Decimal(75))
    perbarui()
    assert (disimpan(), rata(dinkes)) == ([Decimal(75)], Decimal(75))
    assert not PenandaRingkasan.objects.exists()


@basis
def test_an_indikator_that_moves_takes_a_save_on_its_way_along(baris, dinkes, disdik, orang):
    orang.tanya(UBAH, 60, baris.pk)
    Indikator.objects.filter(pk=baris.indikator_id).update(opd=disdik)
    perbarui()
    assert rata(disdik) == Decimal(50)
    orang.selesai()
    assert rata(disdik) == Decimal(75)
    assert (2025, dinkes.pk) not in baca(tahun=[2025])


@basis
def test_a_process_remembers_nothing_that_was_undone_or_whose_marks_are_gone(
    baris, dinkes, orang, monkeypatch
):
    monkeypatch.setattr(layanan, "PENANDA_TERBANYAK", 0)
    with transaction.atomic():
        Realisasi.objects.filter(pk=baris.pk).update(nilai=60)
        assert rata_di_dalam(dinkes) == Decimal(75)
        transaction.set_rollback(True)
    assert rata(dinkes) == Decimal(50)
    assert (2025, 4, dinkes.pk) in ringkasan_ingatan._ingatan
    orang.tanya(UBAH, 60, baris.pk)
    orang.selesai()
    perbarui()
    StempelRingkasan.objects.all().delete()
    assert not PenandaRingkasan.objects.exists()
    assert rata(dinkes) == Decimal(75)


@basis
def test_nobody_waits_for_whoever_computes(baris, dinkes, orang):
    perbarui()
    Realisasi.objects.filter(pk=baris.pk).update(nilai=60)
    orang.tanya("SELECT FROM capaian_lantairingkasan FOR UPDATE")
    assert not perbarui().giliran
    assert (disimpan(), rata(dinkes)) == ([Decimal(50)], Decimal(75))
    orang.selesai()
    with transaction.atomic():
        assert layanan._giliran()
        orang.tanya(UBAH, 20, baris.pk)
        orang.selesai()
        assert rata_di_dalam(dinkes) == Decimal(25)
    assert perbarui().giliran and disimpan() == [Decimal(25)]


@basis
def test_figures_of_another_server_are_thrown_away(baris, dinkes):
    """A dump brings snapshots along whose numbers this server has yet to give out."""
    perbarui()
    StempelRingkasan.objects.update(asal="lain/1", cuplikan="9000000:9000000:")
    Ringkasan.objects.update(jumlah_persen=1)
    PenandaRingkasan.objects.create(xid=8999999)
    LantaiRingkasan.objects.update(xid=8999999)
    assert rata(dinkes) == Decimal(50)
    perbarui()
    assert (disimpan(), PenandaRingkasan.objects.count()) == ([Decimal(50)], 0)
    assert perbarui().segar == 1
