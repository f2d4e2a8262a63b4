"""Two people on one row: nothing is overwritten, both versions are on the screen."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from capaian.models import Indikator, Realisasi
from opd.models import Opd, Pengguna
from tests import pabrik


@pytest.fixture
def indikator(dinkes: Opd) -> Indikator:
    satu = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_target(indikator=satu)
    pabrik.buat_realisasi(indikator=satu, nilai="70")
    return satu


@pytest.fixture
def berdua(
    masuk_sebagai: Callable, sari: Pengguna, kepala_dinkes: Pengguna, indikator: Indikator
) -> tuple[Client, Client]:
    """Both have opened version 1; the head of the OPD has saved 75 since."""
    klien_sari, klien_kepala = masuk_sebagai(sari), masuk_sebagai(kepala_dinkes)
    assert simpan(klien_kepala, indikator, nilai="75").status_code == 200
    return klien_sari, klien_kepala


def simpan(klien: Client, indikator: Indikator, *, versi: int = 1, **medan: str):
    url = reverse("capaian:realisasi_simpan", args=[2025, 4, indikator.pk])
    isi = {f"{nama}-{indikator.pk}": nilai for nama, nilai in medan.items()}
    isi[f"versi-{indikator.pk}"] = str(versi)
    return klien.post(url, isi, headers={"HX-Request": "true"})


def nilai() -> int:
    return int(Realisasi.objects.get().nilai)


def test_second_save_shows_both_versions_and_overwrites_nothing(berdua, indikator):
    jawaban = simpan(berdua[0], indikator, nilai="72")
    isi = " ".join(jawaban.content.decode().split())
    assert jawaban.status_code == 409
    assert "<strong>Ani Lubis</strong> menyimpan baris ini lebih dulu" in isi
    assert "realisasi <strong>75,00</strong>" in isi
    assert 'value="72"' in isi
    assert f'name="versi-{indikator.pk}" value="1"' in isi
    assert nilai() == 75


def test_saving_again_without_choosing_is_refused_again(berdua, indikator):
    simpan(berdua[0], indikator, nilai="72")
    assert simpan(berdua[0], indikator, nilai="73").status_code == 409
    assert nilai() == 75


def test_own_version_is_kept_on_request(berdua, indikator):
    assert simpan(berdua[0], indikator, nilai="72", aksi="timpa:2").status_code == 200
    assert nilai() == 72


def test_own_version_is_not_kept_over_a_third_save(berdua, indikator):
    simpan(berdua[1], indikator, versi=2, nilai="76")
    assert simpan(berdua[0], indikator, nilai="72", aksi="timpa:2").status_code == 409
    assert nilai() == 76


def test_their_version_is_taken_on_request(berdua, indikator):
    jawaban = simpan(berdua[0], indikator, nilai="72", aksi="buang")
    assert jawaban.status_code == 200
    assert 'value="75,00"' in jawaban.content.decode()
    assert nilai() == 75


def test_same_text_twice_is_no_conflict(berdua, indikator):
    """The answer of a save was lost and the browser sends it again."""
    assert simpan(berdua[1], indikator, nilai="75,00").status_code == 200


def test_first_save_of_an_empty_row_by_two_people(berdua, dinkes):
    kosong = pabrik.buat_indikator(opd=dinkes)
    assert simpan(berdua[0], kosong, versi=0, nilai="1").status_code == 200
    assert simpan(berdua[1], kosong, versi=0, nilai="2").status_code == 409
    assert Realisasi.objects.get(indikator=kosong).nilai == 1
