"""Pages cost the same number of queries with one row and with many."""

import pytest
from django.urls import reverse

from tests import pabrik


@pytest.fixture
def ramai(meja, dinkes, rina):
    """Fifty more indikator and eight more OPD in the same sesi, half of them decided."""
    for nomor in range(50):
        indikator = pabrik.buat_indikator(opd=dinkes)
        pabrik.buat_target(indikator=indikator)
        lama = pabrik.buat_target(indikator=indikator, tahun=2026)
        pabrik.buat_realisasi(indikator=indikator)
        if nomor % 2:
            pabrik.buat_kesepakatan(
                agenda=meja.dinkes, indikator=indikator, target_lama=lama, diubah_oleh=rina
            )
    for nomor in range(3, 11):
        opd = pabrik.buat_opd(nama=f"Dinas {nomor}", singkatan=f"D{nomor}")
        pabrik.buat_indikator(opd=opd)
        pabrik.buat_agenda(opd=opd, sesi=meja.sesi, urutan=nomor)
    for nomor in range(2, 7):
        pabrik.buat_agenda(opd=dinkes, sesi=pabrik.buat_sesi(rapat=meja.sesi.rapat, nomor=nomor))
    return meja


def _url(nama: str, meja) -> str:
    argumen = {
        "rapat:rapat_daftar": [],
        "rapat:rapat_rinci": [meja.sesi.rapat_id],
        "rapat:sesi_rinci": [meja.sesi.pk],
        "rapat:agenda_rinci": [meja.sesi.pk, meja.dinkes.pk],
        "rapat:sesi_tetapkan": [meja.sesi.pk],
        "rapat:berita_acara": [meja.sesi.pk],
    }
    return reverse(nama, args=argumen[nama])


HALAMAN = (
    "rapat:berita_acara",
    "rapat:rapat_daftar",
    "rapat:rapat_rinci",
    "rapat:sesi_rinci",
    "rapat:agenda_rinci",
    "rapat:sesi_tetapkan",
)


@pytest.mark.parametrize("nama", HALAMAN)
def test_small_sesi_costs_what_is_written(nama, meja, kirim, rina, masuk_sebagai, jumlah_kueri):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="3")
    kirim(client, meja.sakip, target="A")
    with jumlah_kueri(nama):
        client.get(_url(nama, meja))


@pytest.mark.parametrize("nama", HALAMAN)
def test_large_sesi_costs_the_same(nama, ramai, kirim, rina, masuk_sebagai, jumlah_kueri):
    client = masuk_sebagai(rina)
    kirim(client, ramai.sakip, target="A")
    with jumlah_kueri(nama):
        client.get(_url(nama, ramai))


def test_saving_a_row_costs_the_same(ramai, kirim, rina, masuk_sebagai, jumlah_kueri):
    client = masuk_sebagai(rina)
    with jumlah_kueri("rapat:kesepakatan_simpan"):
        kirim(client, ramai.stunting, target="3")


def test_tetapkan_costs_the_same(meja, kirim, tetapkan, rina, masuk_sebagai, jumlah_kueri):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="3")
    with jumlah_kueri("rapat:sesi_tetapkan_simpan"):
        tetapkan(client)


def test_tetapkan_of_a_large_sesi_costs_the_same(
    ramai, kirim, tetapkan, rina, masuk_sebagai, jumlah_kueri
):
    client = masuk_sebagai(rina)
    kirim(client, ramai.stunting, target="3")
    with jumlah_kueri("rapat:sesi_tetapkan_simpan"):
        tetapkan(client)
