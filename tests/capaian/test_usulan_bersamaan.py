"""Two people propose for one indikator at the same moment: one is written, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from capaian.forms.usulan import tulis_sidik
from capaian.models import UsulanTarget
from tests import pabrik


def kirim(pengguna, indikator, teks: str, serentak: Barrier) -> int:
    client = Client()
    client.force_login(pengguna, backend="konsolidasi.inti.izin.Backend")
    jalur = reverse("capaian:usulan_simpan", args=[indikator.opd_id, 2026])
    isi = {
        f"nilai-{indikator.pk}": teks,
        f"alasan-{indikator.pk}": "",
        f"sidik-{indikator.pk}": tulis_sidik(None, "", ""),
    }
    try:
        serentak.wait(timeout=20)
        return client.post(jalur, isi).status_code
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("ketikan", "jawaban"), [(("90", "90"), [302, 302]), (("90", "95"), [302, 409])]
)
def test_same_moment_writes_one_proposal(sari, kepala_dinkes, dinkes, ketikan, jawaban):
    pabrik.buat_tahun(2026)
    indikator = pabrik.buat_indikator(opd=dinkes)
    serentak = Barrier(2)
    with ThreadPoolExecutor(2) as kolam:
        kerja = [
            kolam.submit(kirim, orang, indikator, teks, serentak)
            for orang, teks in zip((sari, kepala_dinkes), ketikan, strict=True)
        ]
        status = sorted(k.result() for k in kerja)
    assert status == jawaban
    usulan = UsulanTarget.objects.get()
    assert UsulanTarget.pgh_event_model.objects.filter(pgh_obj_id=usulan.pk).count() == 1
