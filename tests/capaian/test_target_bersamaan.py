"""Two requests at the same moment: one version, and the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from capaian.models import Target
from tests import pabrik

SIMPAN = reverse("capaian:target_simpan")


def kirim(pengguna, indikator, teks: str, serentak: Barrier) -> int:
    client = Client()
    client.force_login(pengguna, backend="konsolidasi.inti.izin.Backend")
    isi = {
        "tahun": "2026",
        "alasan": "Disesuaikan dengan hasil rapat.",
        "sumber": "perubahan",
        "acuan": "Berita Acara nomor 7",
        "mulai": "2026-01-21",
        f"nilai-{indikator.pk}": teks,
        f"versi-{indikator.pk}": "1",
    }
    try:
        serentak.wait(timeout=20)
        return client.post(SIMPAN, isi).status_code
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("ketikan", "jawaban"), [(("90", "90"), [302, 302]), (("90", "95"), [302, 409])]
)
def test_same_moment_writes_one_version(rina, dinkes, ketikan, jawaban):
    indikator = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_target(indikator=indikator, tahun=2026)
    serentak = Barrier(2)
    with ThreadPoolExecutor(2) as kolam:
        kerja = [kolam.submit(kirim, rina, indikator, teks, serentak) for teks in ketikan]
        status = sorted(k.result() for k in kerja)
    assert status == jawaban
    assert Target.objects.filter(indikator=indikator, tahun=2026).count() == 2
