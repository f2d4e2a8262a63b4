"""Two people ask two OPD for two priorities at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic, sleep

import pytest
from django.db import connection, transaction

from capaian.layanan.keselarasan import perbarui_tahun
from capaian.layanan.pelaksana import usulkan
from capaian.models import Temuan
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
    ditulis, lanjut = Event(), Event()

    def minta(prioritas: int, opd: int, *, tahan: bool) -> None:
        try:
            oleh = Pengguna.objects.get(pk=rina.pk)
            with transaction.atomic():
                usulkan(tahun=2026, prioritas=prioritas, opd=opd, peran="pj", oleh=oleh)
                if tahan:
                    ditulis.set()
                    assert lanjut.wait(10)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as kolam:
        pertama = kolam.submit(minta, air.pk, dinkes.pk, tahan=True)
        assert ditulis.wait(10)
        kedua = kolam.submit(minta, rumah.pk, disdik.pk, tahan=False)
        _sampai_menunggu()
        lanjut.set()
        pertama.result(timeout=10)
        kedua.result(timeout=10)
    terbuka = Temuan.objects.filter(aturan="tanpa_pj").exclude(status="hilang")
    assert list(terbuka.values_list("kunci", flat=True)) == []


def _sampai_menunggu() -> None:
    batas = monotonic() + 10
    with connection.cursor() as kursor:
        while monotonic() < batas:
            kursor.execute(MENUNGGU)
            if kursor.fetchone()[0]:
                return
            sleep(0.02)
    raise AssertionError("the second never waited")
