"""The rekap page: scope, filters in the URL, empty states, parts, a fixed number of queries."""

import pytest
from django.urls import reverse

from capaian.models import Indikator
from capaian.pilihan import StatusRealisasi
from capaian.views import rekap as view
from tests import pabrik

REKAP, UNDUH = reverse("capaian:rekap"), reverse("capaian:rekap_unduh")


@pytest.fixture
def dua(dinkes, disdik):
    """One indikator of each OPD, with a target and a realisasi of 2025."""
    for opd, kode, nama in ((dinkes, "1.02.01", "Stunting"), (disdik, "1.01.01", "Lama sekolah")):
        indikator = pabrik.buat_indikator(opd=opd, kode=kode, nama=nama)
        pabrik.buat_target(indikator=indikator, nilai="80")
        pabrik.buat_target(indikator=indikator, nilai="85", tahun=2026)
        pabrik.buat_realisasi(indikator=indikator, nilai="76")


def isi(client, **saring) -> str:
    balasan = client.get(REKAP, {"tahun": "2025", **saring})
    assert balasan.status_code == 200
    return balasan.content.decode()


def test_sari_sees_only_rows_of_her_opd(masuk_sebagai, sari, disdik, dua):
    client = masuk_sebagai(sari)
    for saring in ({}, {"opd": str(disdik.pk)}, {"cari": "sekolah"}):
        assert "Lama sekolah" not in isi(client, **saring)
    assert "Stunting" in isi(client)


def test_pimpinan_sees_all_klaster_with_capaian_and_its_sentence(masuk_sebagai, pak_budi, dua):
    halaman = isi(masuk_sebagai(pak_budi))
    assert "Klaster Pembangunan Manusia" in halaman
    assert "Stunting" in halaman
    assert "Lama sekolah" in halaman
    assert "95,00\xa0%" in halaman
    assert "76,00 ÷ 80,00" in halaman
    assert "85,00" in halaman
    assert "Renja 2026" in halaman


def test_filter_stays_on_the_download_button(masuk_sebagai, rina, dinkes, dua):
    halaman = isi(masuk_sebagai(rina), opd=str(dinkes.pk))
    assert "Lama sekolah" not in halaman
    assert f'href="{UNDUH}?tahun=2025&amp;opd={dinkes.pk}"' in halaman
    assert f"{UNDUH}?tahun=2025&amp;opd={dinkes.pk}&amp;kertas=f4" in halaman


def test_mean_of_a_filtered_table_does_not_bear_the_name_of_the_klaster(
    masuk_sebagai, rina, dinkes, dua
):
    client = masuk_sebagai(rina)
    assert "Rata-rata klaster" in isi(client)
    assert "Rata-rata klaster" in isi(client, klaster=str(dinkes.klaster_id))
    assert "Rata-rata klaster" not in isi(client, opd=str(dinkes.pk))


def test_unverified_capaian_is_called_sementara_and_never_green(masuk_sebagai, rina, dua):
    halaman = isi(masuk_sebagai(rina))
    assert "Sangat Tinggi, sementara" in halaman
    assert "Draf (TW IV)" in halaman
    assert "k-peringkat--5" not in halaman


def test_verified_year_carries_its_rank_and_status(masuk_sebagai, rina, dinkes):
    indikator = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_target(indikator=indikator, nilai="80")
    for n in (1, 2, 3, 4):
        pabrik.buat_realisasi(
            indikator=indikator,
            periode=pabrik.buat_periode(triwulan=n),
            status=StatusRealisasi.TERVERIFIKASI,
        )
    halaman = isi(masuk_sebagai(rina))
    assert "k-peringkat--4" in halaman
    assert "Terverifikasi" in halaman
    assert "1 terverifikasi, 0 sementara" in halaman


def test_missing_capaian_is_a_reason_and_never_zero(masuk_sebagai, rina, dinkes):
    indikator = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_target(indikator=indikator, nilai="0")
    pabrik.buat_realisasi(indikator=indikator, nilai="3")
    halaman = isi(masuk_sebagai(rina))
    assert "Tidak dapat dihitung: target nol." in halaman
    assert "0 dari 1 indikator dihitung" in halaman
    assert "0,00\xa0%" not in halaman


def test_ended_indikator_stays_in_the_years_that_have_its_values(masuk_sebagai, rina, dua):
    Indikator.objects.filter(kode="1.02.01").update(aktif=False)
    pabrik.buat_tahun(2024)
    client = masuk_sebagai(rina)
    assert "Sudah tidak aktif." in isi(client)
    assert "Stunting" not in isi(client, tahun="2024")


def test_example_rows_are_marked(masuk_sebagai, rina, dinkes):
    pabrik.buat_periode()
    pabrik.buat_indikator(opd=dinkes, contoh=True)
    assert "Data contoh" in isi(masuk_sebagai(rina))


def test_empty_year_says_so_and_offers_no_file(masuk_sebagai, rina):
    pabrik.buat_periode()
    halaman = isi(masuk_sebagai(rina))
    assert "Belum ada indikator" in halaman
    assert "Unduh Excel" not in halaman


def test_filter_without_rows_offers_to_be_cleared(masuk_sebagai, rina, dua):
    assert "Bersihkan saringan" in isi(masuk_sebagai(rina), cari="tidak ada ini")


@pytest.mark.parametrize(
    "saring", [{"klaster": "x"}, {"opd": "9999999"}, {"cari": "\x00"}, {"klaster": "1" * 500}]
)
def test_nonsense_in_the_filter_is_ignored_and_said(masuk_sebagai, rina, dua, saring):
    halaman = isi(masuk_sebagai(rina), **saring)
    assert "Sebagian saringan tidak dikenal" in halaman
    assert "Stunting" in halaman


def test_unknown_year_and_part_fall_back(masuk_sebagai, rina, dua):
    client = masuk_sebagai(rina)
    assert "Stunting" in isi(client, tahun="1066", halaman="-3")
    assert "Stunting" in isi(client, tahun="²", halaman="x")


def test_long_rekap_comes_in_parts_that_never_split_an_opd(masuk_sebagai, rina, dua, monkeypatch):
    monkeypatch.setattr(view, "BARIS_HALAMAN", 1)
    client = masuk_sebagai(rina)
    satu, lain = isi(client), isi(client, halaman="2")
    assert "Bagian 1 dari 2" in satu
    assert ("Stunting" in satu) != ("Stunting" in lain)
    assert "Berkas memuat semua 2 indikator" in satu
    assert "Rata-rata klaster" not in satu


@pytest.mark.parametrize("banyak", [5, 50])
def test_query_count_does_not_grow(masuk_sebagai, rina, dinkes, disdik, jumlah_kueri, banyak):
    for n in range(banyak):
        indikator = pabrik.buat_indikator(opd=(dinkes, disdik)[n % 2])
        pabrik.buat_target(indikator=indikator, triwulanan={4: "80"})
        pabrik.buat_target(indikator=indikator, tahun=2026)
        pabrik.buat_usulan(indikator=indikator)
        pabrik.buat_realisasi(indikator=indikator)
    client = masuk_sebagai(rina)
    with jumlah_kueri("capaian:rekap"):
        isi(client)
    with jumlah_kueri("capaian:rekap_unduh"):
        assert client.get(UNDUH, {"tahun": "2025"}).status_code == 200
