"""Two people change what one finding stands on at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic, sleep

import pytest
from django.db import connection, transaction

from capaian.layanan.keselarasan import perbarui_tahun, segarkan
from capaian.layanan.pelaksana import usulkan
from capaian.models import Indikator, Temuan
from opd.models import Pengguna
from tests import pabrik
from tests.capaian.prioritas import buat_prioritas

MENUNGGU = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@pytest.mark.django_db(transaction=True)
def test_neither_brings_back_the_finding_the_other_has_settled(dinkes, disdik, rina):
    """The second computes after the first is through, not beside it."""
    pabrik.buat_tahun(2026)
    air, rumah = buat_prioritas(), buat_prioritas(kode="P6", nama="Rumah", urutan=6)
    perbarui_tahun(tahun=2026)

    def minta(prioritas: int, opd: int) -> None:
        oleh = Pengguna.objects.get(pk=rina.pk)
        usulkan(tahun=2026, prioritas=prioritas, opd=opd, peran="pj", oleh=oleh)

    _bersamaan(lambda: minta(air.pk, dinkes.pk), lambda: minta(rumah.pk, disdik.pk))
    terbuka = Temuan.objects.filter(aturan="tanpa_pj").exclude(status="hilang")
    assert list(terbuka.values_list("kunci", flat=True)) == []


@pytest.mark.django_db(transaction=True)
def test_two_targets_of_one_finding_changed_together_settle_it(dinkes, disdik, rina):
    """Each alone leaves the two apart; whoever is second sees that they are alike now."""
    isi = {"nama": "Jumlah posyandu aktif", "satuan": "unit", "desimal": 0}
    milik = [pabrik.buat_indikator(opd=o, **isi) for o in (dinkes, disdik)]
    for indikator, nilai in zip(milik, ("118", "121"), strict=True):
        pabrik.buat_target(indikator=indikator, nilai=nilai, tahun=2026)
    perbarui_tahun(tahun=2026)
    berbeda = Temuan.objects.filter(aturan="angka_berbeda").exclude(status="hilang")
    assert berbeda.count() == 1

    def ubah(indikator: Indikator) -> None:
        pabrik.buat_target(indikator=indikator, nilai="120", tahun=2026)
        segarkan(indikator=[indikator.pk], tahun=[2026])

    _bersamaan(lambda: ubah(milik[0]), lambda: ubah(milik[1]))
    assert not berbeda.exists()


def _bersamaan(pertama: Callable[[], None], kedua: Callable[[], None]) -> None:
    """The first is written but not committed until the second waits for it."""
    ditulis, lanjut = Event(), Event()

    def kerjakan(tulis: Callable[[], None], *, tahan: bool) -> None:
        try:
            with transaction.atomic():
                tulis()
                if tahan:
                    ditulis.set()
                    assert lanjut.wait(10)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as kolam:
        satu = kolam.submit(kerjakan, pertama, tahan=True)
        assert ditulis.wait(10)
        dua = kolam.submit(kerjakan, kedua, tahan=False)
        _sampai_menunggu()
        lanjut.set()
        satu.result(timeout=10)
        dua.result(timeout=10)


def _sampai_menunggu() -> None:
    batas = monotonic() + 10
    with connection.cursor() as kursor:
        while monotonic() < batas:
            kursor.execute(MENUNGGU)
            if kursor.fetchone()[0]:
                return
            sleep(0.02)
    raise AssertionError("the second never waited")
