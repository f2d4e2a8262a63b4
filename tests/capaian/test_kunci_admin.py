"""What a locked figure is made of is read-only in the admin site, and the page says why."""

import pytest
from django.urls import reverse

from capaian.layanan.kunci import buka_kunci, kunci_periode
from capaian.models import Indikator, Periode, Perpanjangan, Realisasi
from capaian.pilihan import StatusRealisasi
from tests import pabrik
from tests.formulir import isian

KENAPA = "tidak dapat diubah karena hasilnya ada di triwulan yang terkunci"


@pytest.fixture
def client(admin, masuk_sebagai):
    return masuk_sebagai(admin)


@pytest.fixture
def periode(db) -> Periode:
    return pabrik.buat_periode()


@pytest.fixture
def indikator(dinkes, periode) -> Indikator:
    satu = pabrik.buat_indikator(
        opd=dinkes,
        formula="predikat",
        jenis_nilai="predikat",
        skala_predikat=pabrik.buat_skala_predikat(),
    )
    pabrik.buat_target(indikator=satu, predikat="A")
    pabrik.buat_realisasi(
        indikator=satu,
        nilai=None,
        keadaan="nilai",
        predikat=satu.skala_predikat.butir.get(kode="BB"),
        status=StatusRealisasi.TERVERIFIKASI,
    )
    return satu


@pytest.fixture
def terkunci(indikator, periode, rina):
    return kunci_periode(periode=periode, jumlah=1, oleh=rina)


def alamat(objek) -> str:
    return reverse(f"admin:capaian_{objek._meta.model_name}_change", args=[objek.pk])


def ubah(client, objek, **ganti):
    data = isian(client.get(alamat(objek)), f"{objek._meta.model_name}_form")
    return client.post(alamat(objek), data | ganti)


def halaman(client, objek) -> str:
    return client.get(alamat(objek)).content.decode()


def test_a_locked_indikator_keeps_what_its_figure_is_made_of(client, indikator, terkunci):
    assert KENAPA in halaman(client, indikator)
    ganti = {
        "nama": "Nama baru",
        "satuan": "lain",
        "desimal": "0",
        "jenis_nilai": "angka",
        "skala_predikat": "",
        "formula": "positif",
        "konsolidasi": "jumlah",
        "isian": "triwulan",
    }
    lama = Indikator.objects.values().get(pk=indikator.pk)
    assert ubah(client, indikator, **ganti).status_code == 302
    baru = Indikator.objects.values().get(pk=indikator.pk)
    assert {n for n in lama if lama[n] != baru[n]} == {"nama"}


def test_an_indikator_without_a_lock_can_be_changed(client, indikator):
    assert KENAPA not in halaman(client, indikator)
    assert ubah(client, indikator, satuan="huruf").status_code == 302
    indikator.refresh_from_db()
    assert indikator.satuan == "huruf"


def test_unlocking_makes_it_changeable_again(client, indikator, terkunci, admin, periode):
    buka_kunci(periode=periode, alasan="Salah formula", oleh=admin)
    assert KENAPA not in halaman(client, indikator)
    assert ubah(client, indikator, satuan="huruf").status_code == 302
    indikator.refresh_from_db()
    assert indikator.satuan == "huruf"


def test_a_new_indikator_has_all_fields_while_a_lock_holds(client, terkunci):
    isi = client.get(reverse("admin:capaian_indikator_add")).content.decode()
    assert KENAPA not in isi
    assert 'name="formula"' in isi


def test_letters_of_a_scale_that_a_locked_figure_used_stay(client, indikator, terkunci):
    skala = indikator.skala_predikat
    isi = halaman(client, skala)
    assert isi.count(KENAPA) == 1
    assert 'name="butir-0-nilai"' not in isi
    ubah(client, skala, **{"butir-0-nilai": "99", "nama": "SAKIP 2026"})
    skala.refresh_from_db()
    assert skala.nama == "SAKIP 2026"
    assert not skala.butir.filter(nilai=99).exists()


def test_a_locked_quarter_is_not_extended_in_the_admin_site(
    client, terkunci, periode, dinkes, indikator
):
    isi = halaman(client, periode)
    assert 'name="perpanjangan-0-opd"' not in isi
    data = {
        "perpanjangan-TOTAL_FORMS": "1",
        "perpanjangan-0-opd": str(dinkes.pk),
        "perpanjangan-0-sampai_pada_0": "28-02-2091",
        "perpanjangan-0-sampai_pada_1": "16.00",
        "perpanjangan-0-alasan": "Banjir rob",
    }
    ubah(client, periode, **data)
    assert not Perpanjangan.objects.exists()
    assert Realisasi.objects.get().status == StatusRealisasi.TERKUNCI
