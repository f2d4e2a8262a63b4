"""The session ended while typing: after login the text is back on the page, marked unsaved."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from capaian.models import Indikator, Realisasi
from opd.models import Opd, Pengguna
from tests import pabrik


@pytest.fixture
def dua(dinkes: Opd) -> list[Indikator]:
    pabrik.buat_periode()
    return [pabrik.buat_indikator(opd=dinkes) for _ in range(2)]


@pytest.fixture
def klien(masuk_sebagai: Callable, sari: Pengguna, dinkes: Opd, dua: list[Indikator]) -> Client:
    """Sari had the page open; then her session ended."""
    klien = masuk_sebagai(sari)
    klien.get(halaman(dinkes))
    klien.session.flush()
    return klien


def halaman(opd: Opd) -> str:
    return reverse("capaian:isian_opd", args=[opd.pk, 2025, 4])


def ketik(klien: Client, indikator: Indikator, nilai: str):
    url = reverse("capaian:realisasi_simpan", args=[2025, 4, indikator.pk])
    isi = {f"nilai-{indikator.pk}": nilai, f"versi-{indikator.pk}": "0"}
    return klien.post(url, isi, headers={"HX-Request": "true"})


def masuk(klien: Client, pengguna: Pengguna) -> None:
    klien.post(reverse("opd:masuk"), {"username": pengguna.username, "password": pabrik.SANDI})


def test_rows_typed_after_the_end_come_back_after_login(klien, sari, dinkes, dua):
    jawaban = ketik(klien, dua[0], "71,25")
    assert jawaban.status_code == 401
    assert "Masuk lagi" in jawaban.content.decode()
    ketik(klien, dua[1], "88,5")
    masuk(klien, sari)
    isi = klien.get(halaman(dinkes)).content.decode()
    assert 'value="71,25"' in isi and 'value="88,5"' in isi
    assert "2 baris yang Anda ketik kembali di bawah ini dan belum tersimpan." in isi
    assert isi.count("data-k-kotor") == 2
    assert not Realisasi.objects.exists()
    assert 'value="71,25"' not in klien.get(halaman(dinkes)).content.decode()


def test_whole_form_comes_back_too(klien, sari, dinkes, dua):
    url = reverse("capaian:isian_simpan", args=[dinkes.pk, 2025, 4])
    klien.post(url, {f"nilai-{dua[0].pk}": "71,25", f"versi-{dua[0].pk}": "0", "aksi": "simpan"})
    masuk(klien, sari)
    isi = klien.get(halaman(dinkes)).content.decode()
    assert 'value="71,25"' in isi
    assert isi.count("data-k-kotor") == 1


def test_another_person_on_the_same_browser_does_not_get_it(klien, kepala_dinkes, dinkes, dua):
    ketik(klien, dua[0], "71,25")
    masuk(klien, kepala_dinkes)
    assert "71,25" not in klien.get(halaman(dinkes)).content.decode()
