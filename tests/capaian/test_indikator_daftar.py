"""The list of indikator: scope, filters in the URL, sorting, pages, and a fixed query count."""

import pytest
from django.urls import reverse

from capaian.models import Prioritas, Visi
from capaian.pilihan import StatusRealisasi
from tests import pabrik

DAFTAR = reverse("capaian:indikator_daftar")


@pytest.fixture
def dua(dinkes, disdik):
    """One indikator of each OPD, with a target and a realisasi of 2025."""
    hasil = []
    for opd, kode, nama in ((dinkes, "1.02.01", "Stunting"), (disdik, "1.01.01", "Lama sekolah")):
        indikator = pabrik.buat_indikator(opd=opd, kode=kode, nama=nama)
        pabrik.buat_target(indikator=indikator, nilai="80")
        pabrik.buat_realisasi(indikator=indikator, nilai="76")
        hasil.append(indikator)
    pabrik.buat_tahun(2026)
    return hasil


def isi(client, **saring) -> str:
    balasan = client.get(DAFTAR, saring)
    assert balasan.status_code == 200
    return balasan.content.decode()


def test_sari_sees_only_the_indikator_of_dinkes(masuk_sebagai, sari, dua):
    halaman = isi(masuk_sebagai(sari))
    assert "Stunting" in halaman
    assert "Lama sekolah" not in halaman
    assert "1 indikator" in halaman


def test_rina_sees_target_realisasi_and_capaian_with_its_sentence(masuk_sebagai, rina, dua):
    halaman = isi(masuk_sebagai(rina))
    assert "80,00" in halaman
    assert "76,00" in halaman
    assert "95,00\xa0%" in halaman
    assert "76,00 ÷ 80,00" in halaman


def test_unverified_capaian_is_called_sementara_and_never_green(masuk_sebagai, rina, dua):
    halaman = isi(masuk_sebagai(rina))
    assert "Sangat Tinggi, sementara" in halaman
    assert "k-peringkat--5" not in halaman


def test_verified_capaian_of_a_complete_year_carries_its_rank(masuk_sebagai, rina, dinkes):
    indikator = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_target(indikator=indikator, nilai="80")
    for n in (1, 2, 3, 4):
        pabrik.buat_realisasi(
            indikator=indikator,
            periode=pabrik.buat_periode(triwulan=n),
            status=StatusRealisasi.TERVERIFIKASI,
        )
    assert "k-peringkat--4" in isi(masuk_sebagai(rina))


@pytest.mark.parametrize(
    ("saring", "tampil", "hilang"),
    [
        ({"cari": "stunt"}, "Stunting", "Lama sekolah"),
        ({"cari": "1.01"}, "Lama sekolah", "Stunting"),
        ({"jenis": "ikk"}, "Stunting", "xxx"),
    ],
)
def test_filters_narrow_the_list(masuk_sebagai, rina, dua, saring, tampil, hilang):
    halaman = isi(masuk_sebagai(rina), **saring)
    assert tampil in halaman
    assert hilang not in halaman


def test_filter_by_opd_klaster_urusan_and_prioritas(masuk_sebagai, rina, dua):
    stunting, _ = dua
    visi = Visi.objects.create(nama="EMAS", uraian="x", tahun_mulai=2025, tahun_selesai=2029)
    stunting.prioritas = Prioritas.objects.create(visi=visi, kode="P4", nama="Kesehatan")
    stunting.save(update_fields=["prioritas"])
    client = masuk_sebagai(rina)
    for saring in (
        {"opd": stunting.opd_id},
        {"prioritas": stunting.prioritas_id},
        {"opd": stunting.opd_id, "klaster": stunting.opd.klaster_id},
    ):
        halaman = isi(client, **saring)
        assert "Stunting" in halaman
        assert "Lama sekolah" not in halaman


def test_inactive_indikator_is_shown_only_when_asked(masuk_sebagai, rina, dua):
    dua[0].aktif = False
    dua[0].save(update_fields=["aktif"])
    client = masuk_sebagai(rina)
    assert "Stunting" not in isi(client)
    assert "Lama sekolah" not in isi(client, aktif="tidak")
    assert "tidak aktif" in isi(client, aktif="semua")


def test_list_is_sorted_by_the_column_in_the_url(masuk_sebagai, rina, dua):
    client = masuk_sebagai(rina)
    naik, turun = isi(client, urut="nama"), isi(client, urut="-nama")
    assert naik.index("Lama sekolah") < naik.index("Stunting")
    assert turun.index("Stunting") < turun.index("Lama sekolah")
    assert 'aria-sort="descending"' in turun


def test_pages_keep_the_filter_and_say_which_rows_they_show(masuk_sebagai, rina, dinkes):
    for n in range(30):
        pabrik.buat_indikator(opd=dinkes, nama=f"Imunisasi {n:02}")
    pabrik.buat_tahun(2025)
    halaman = isi(masuk_sebagai(rina), cari="imunisasi", halaman="2")
    assert "26–30 dari 30 indikator" in halaman
    assert "?cari=imunisasi&amp;halaman=1" in halaman
    assert "1–30 dari 30" in isi(masuk_sebagai(rina), per="50")


def test_empty_result_offers_to_clear_the_filter(masuk_sebagai, rina, dua):
    halaman = isi(masuk_sebagai(rina), cari="tidak ada yang begini", tahun="2025")
    assert "Tidak ada indikator yang cocok" in halaman
    alamat = f"{reverse('capaian:indikator_daftar')}?tahun=2025"
    assert halaman.count(f'href="{alamat}">Bersihkan saringan') == 2


def test_versions_and_comparison_of_the_year_are_one_click_away(masuk_sebagai, rina, dua):
    halaman = isi(masuk_sebagai(rina), tahun="2025")
    assert f"{reverse('capaian:target_daftar')}?tahun=2025" in halaman
    assert f"{reverse('capaian:banding')}?tahun=2025" in halaman


@pytest.mark.parametrize(
    "saring",
    [
        {"opd": "abc"},
        {"tahun": "9999"},
        {"tahun": "20²5"},
        {"halaman": "-3"},
        {"urut": "password"},
        {"cari": "\x00"},
        {"cari": "🙂" * 300},
        {"per": "1000000"},
    ],
)
def test_nonsense_in_the_url_is_left_out(masuk_sebagai, rina, dua, saring):
    assert "Stunting" in isi(masuk_sebagai(rina), **saring)


def test_year_switch_shows_the_targets_of_that_year(masuk_sebagai, rina, dua):
    pabrik.buat_target(indikator=dua[0], nilai="91", tahun=2026)
    halaman = isi(masuk_sebagai(rina), tahun="2026")
    assert "91,00" in halaman
    assert "Target 2026" in halaman


@pytest.mark.parametrize("banyak", [5, 50])
def test_number_of_queries_is_fixed(masuk_sebagai, rina, dinkes, jumlah_kueri, banyak):
    for _ in range(banyak):
        indikator = pabrik.buat_indikator(opd=dinkes)
        pabrik.buat_target(indikator=indikator, triwulanan={1: "20"})
        pabrik.buat_realisasi(indikator=indikator)
    client = masuk_sebagai(rina)
    with jumlah_kueri("capaian:indikator_daftar"):
        client.get(DAFTAR, {"per": "50"})
