"""One indikator: meaning, years, quarters, versions, history."""

from datetime import date

import pytest
from django.urls import reverse

from capaian.layanan.target import Dokumen, IsiTarget, PerubahanTarget, tetapkan_target
from capaian.layar.indikator import contoh_hitung
from capaian.pilihan import (
    FormulaCapaian,
    JenisIndikator,
    JenisNilai,
    StatusRealisasi,
    SumberTarget,
)
from tests import pabrik


@pytest.fixture
def stunting(dinkes):
    indikator = pabrik.buat_indikator(
        opd=dinkes,
        kode="1.02.01",
        nama="Prevalensi balita stunting",
        formula=FormulaCapaian.NEGATIF,
        definisi_operasional="Balita pendek dibagi balita diukur.",
        rumus_perhitungan="Balita stunting ÷ balita diukur × 100",
        sumber_data="e-PPGBM",
    )
    pabrik.buat_target(indikator=indikator, nilai=None, rentang=("1.70", "1.80"))
    pabrik.buat_target(
        indikator=indikator, nilai=None, rentang=("1.60", "1.70"), tahun=2026, sumber="rpjmd"
    )
    for n, nilai in ((1, "1.90"), (2, "1.90"), (3, "1.89"), (4, "1.86")):
        pabrik.buat_realisasi(
            indikator=indikator,
            periode=pabrik.buat_periode(triwulan=n),
            nilai=nilai,
            status=StatusRealisasi.TERVERIFIKASI,
            faktor_penghambat="Dua puskesmas belum menimbang." if n == 1 else "",
        )
    return indikator


def isi(client, indikator, **kueri) -> str:
    balasan = client.get(indikator.get_absolute_url(), kueri)
    assert balasan.status_code == 200
    return balasan.content.decode()


def test_page_says_what_the_indikator_means_and_how_it_is_computed(masuk_sebagai, sari, stunting):
    halaman = isi(masuk_sebagai(sari), stunting)
    for teks in (
        "Balita pendek dibagi balita diukur.",
        "Balita stunting ÷ balita diukur × 100",
        "Makin kecil makin baik",
        "Posisi akhir",
        "e-PPGBM",
        "Misalnya target 10, realisasi 12. Capaian 80,00\xa0% = (2 × 10 − 12) ÷ 10.",
    ):
        assert teks in halaman


def test_result_of_the_year_is_a_sentence_with_its_rank(masuk_sebagai, sari, stunting):
    halaman = isi(masuk_sebagai(sari), stunting)
    assert "Tahun 2025: 1,86\xa0%, capaian 96,67\xa0%" in halaman
    assert "(2 × 1,80 − 1,86) ÷ 1,80" in halaman
    assert "k-peringkat--5" in halaman


def test_quarters_show_target_realisasi_reasons_and_status(masuk_sebagai, sari, stunting):
    halaman = isi(masuk_sebagai(sari), stunting)
    assert "Januari–Maret" in halaman
    assert "Dua puskesmas belum menimbang." in halaman
    assert halaman.count("Terverifikasi") >= 4


def test_chart_is_drawn_from_texts_and_has_its_table(masuk_sebagai, sari, stunting):
    halaman = isi(masuk_sebagai(sari), stunting)
    assert "<title id=" in halaman
    assert "Realisasi 1,86 pada 2025. Target 1,70–1,80 untuk 2025, 1,60–1,70 untuk 2026." in halaman
    assert "Lihat sebagai tabel" in halaman
    assert "style=" not in halaman.split("<main")[1]


def test_years_after_the_current_one_are_belum_waktunya(masuk_sebagai, sari, stunting):
    halaman = isi(masuk_sebagai(sari), stunting)
    baris = halaman.split("Tabel tahunan")[1].split("2026</th>")[1].split("</tr>")[0]
    assert "1,60–1,70" in baris
    assert "Belum waktunya" in baris


def test_indikator_without_any_number_has_no_chart_and_no_error(masuk_sebagai, sari, dinkes):
    pabrik.buat_tahun(2025)
    halaman = isi(masuk_sebagai(sari), pabrik.buat_indikator(opd=dinkes))
    assert "k-garis-waktu" not in halaman
    assert "Tidak dapat dihitung: realisasi kosong." in halaman
    assert "Belum ada target" in halaman


def test_newest_version_in_force_has_the_gold_dot_and_the_older_one_stays(
    masuk_sebagai, rina, stunting
):
    tetapkan_target(
        perubahan=[
            PerubahanTarget(stunting, IsiTarget(nilai=pabrik.Decimal("1.5")), alasan="Naik")
        ],
        tahun=2026,
        mulai=date(2026, 1, 20),
        dokumen=Dokumen(SumberTarget.PERUBAHAN, "BA nomor 7", date(2026, 1, 19)),
        oleh=rina,
    )
    panel = isi(masuk_sebagai(rina), stunting, tahun="2026").split("Versi target 2026")[1]
    baru, lama = panel.split("<li")[1:3]
    assert "k-lini__kini" in baru
    assert "1,50" in baru
    assert "BA nomor 7, 19 Januari 2026" in baru
    assert "Alasan: “Naik”" in baru
    assert "Rina Sinaga" in baru
    assert "1,60–1,70" in lama
    assert "acuan" in lama


@pytest.mark.parametrize(
    ("sesudah", "kata"),
    [
        (None, "diusulkan, belum diputuskan"),
        ("85", "diusulkan, lalu ditetapkan"),
        ("90", "diusulkan, yang ditetapkan lain"),
    ],
)
def test_proposal_of_the_opd_stands_among_the_versions(
    masuk_sebagai, sari, stunting, sesudah, kata
):
    usulan = pabrik.buat_usulan(indikator=stunting, nilai="85")
    usulan.alasan = "Anggaran bertambah"
    usulan.save(update_fields=["alasan"])
    if sesudah:
        pabrik.buat_target(indikator=stunting, nilai=sesudah, tahun=2026)
    panel = isi(masuk_sebagai(sari), stunting, tahun="2026").split("Versi target 2026")[1]
    butir = next(b for b in panel.split("<li") if "diusulkan" in b)
    assert kata in butir
    assert "85,00&nbsp;%" in butir
    assert "Usulan Dinkes. Alasan: “Anggaran bertambah”" in butir


def test_official_columns_are_named_only_where_the_form_has_them(masuk_sebagai, sari, stunting):
    client = masuk_sebagai(sari)
    assert "Kolom resmi" not in isi(client, stunting)
    stunting.jenis = JenisIndikator.PROGRAM
    stunting.save(update_fields=["jenis"])
    assert "E.81: target kolom 7, triwulan I–IV kolom 8–11" in isi(client, stunting)


def test_rapat_is_a_lazy_panel_and_a_link_without_javascript(masuk_sebagai, sari, stunting):
    url = reverse("rapat:indikator_panel", args=[stunting.pk])
    halaman = isi(masuk_sebagai(sari), stunting)
    assert f'hx-get="{url}"' in halaman
    assert f'<a href="{url}">' in halaman


def test_joko_cannot_see_an_indikator_of_dinkes(masuk_sebagai, joko, stunting):
    assert masuk_sebagai(joko).get(stunting.get_absolute_url()).status_code == 404


def test_only_who_may_change_targets_is_offered_to(masuk_sebagai, sari, rina, stunting):
    ubah = reverse("capaian:target_ubah", args=[stunting.pk, 2026])
    assert ubah in isi(masuk_sebagai(rina), stunting)
    assert ubah not in isi(masuk_sebagai(sari), stunting)


def test_first_target_is_offered_where_there_is_none(masuk_sebagai, rina, dinkes):
    baru = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_periode()
    ubah = reverse("capaian:target_ubah", args=[baru.pk, 2025])
    assert ubah in isi(masuk_sebagai(rina), baru, tahun=2025)
    baru.aktif = False
    baru.save(update_fields=["aktif"])
    assert ubah not in isi(masuk_sebagai(rina), baru, tahun=2025)


@pytest.mark.django_db
def test_worked_example_of_a_predikat_uses_its_own_scale(dinkes):
    indikator = pabrik.buat_indikator(
        opd=dinkes,
        jenis_nilai=JenisNilai.PREDIKAT,
        formula=FormulaCapaian.PREDIKAT,
        skala_predikat=pabrik.buat_skala_predikat(),
    )
    assert contoh_hitung(indikator).startswith("Misalnya target AA, realisasi A.")


@pytest.mark.parametrize("banyak", [1, 12])
def test_number_of_queries_does_not_grow_with_versions(
    masuk_sebagai, rina, stunting, jumlah_kueri, banyak
):
    for n in range(banyak):
        pabrik.buat_target(
            indikator=stunting, nilai="1.5", tahun=2026, ditetapkan_oleh=rina, alasan=f"Ke-{n}"
        )
        pabrik.buat_tahun(2027 + n)
    client = masuk_sebagai(rina)
    with jumlah_kueri("capaian:indikator_rinci"):
        client.get(stunting.get_absolute_url())


def test_quarter_that_has_not_begun_is_belum_waktunya_not_empty(masuk_sebagai, sari, stunting):
    halaman = isi(masuk_sebagai(sari), stunting, tahun="2026")
    assert "Tahun 2026: Belum waktunya" in halaman
    assert "Tidak dapat dihitung: belum waktunya." in halaman
    assert "realisasi kosong" not in halaman


def test_page_opens_before_any_year_is_recorded(masuk_sebagai, sari, dinkes):
    assert "Belum ada target" in isi(masuk_sebagai(sari), pabrik.buat_indikator(opd=dinkes))
