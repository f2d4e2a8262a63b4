"""The page Isian Saya: who sees which rows, grouped, counted, with the words of each state."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from capaian.models import LogRealisasi, Perpanjangan
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from opd.models import Opd, Pengguna
from tests import pabrik


def buka(klien, opd: Opd, tahun: int = 2025, tw: int = 4):
    return klien.get(reverse("capaian:isian_opd", args=[opd.pk, tahun, tw]))


def teks(jawaban) -> str:
    return " ".join(jawaban.content.decode().split())


@pytest.fixture
def periode(db: None):
    return pabrik.buat_periode()


def test_isian_saya_opens_the_own_opd_in_the_newest_open_quarter(
    masuk_sebagai: Callable, sari: Pengguna, dinkes: Opd, periode
):
    pabrik.buat_periode(triwulan=3)
    pabrik.buat_indikator(opd=dinkes)
    isi = teks(masuk_sebagai(sari).get(reverse("capaian:isian")))
    assert "Isian saya, Dinas Kesehatan" in isi
    assert "TW IV 2025 (Oktober–Desember)" in isi


def test_rows_of_the_opd_and_its_units_are_there_and_no_others(
    masuk_sebagai: Callable, sari: Pengguna, dinkes: Opd, disdik: Opd, periode
):
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD TM", induk=dinkes)
    pabrik.buat_indikator(opd=dinkes, nama="Imunisasi dasar lengkap")
    pabrik.buat_indikator(opd=rsud, nama="Waktu tunggu rawat jalan")
    pabrik.buat_indikator(opd=disdik, nama="Angka partisipasi sekolah")
    pabrik.buat_indikator(opd=dinkes, nama="Sudah diakhiri", aktif=False)
    isi = teks(buka(masuk_sebagai(sari), dinkes))
    assert "Imunisasi dasar lengkap" in isi
    assert "Waktu tunggu rawat jalan" in isi
    assert "RSUD TM" in isi
    assert "Angka partisipasi sekolah" not in isi
    assert "Sudah diakhiri" not in isi


def test_joko_cannot_see_isian_of_dinkes(masuk_sebagai: Callable, joko: Pengguna, dinkes, periode):
    assert buka(masuk_sebagai(joko), dinkes).status_code == 404


@pytest.mark.parametrize("siapa", ["rina", "pak_budi", "nana", "admin"])
def test_city_wide_roles_read_any_opd_without_fields(
    siapa: str, request: pytest.FixtureRequest, masuk_sebagai: Callable, dinkes: Opd, periode
):
    indikator = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_realisasi(indikator=indikator, nilai="71.2")
    jawaban = buka(masuk_sebagai(request.getfixturevalue(siapa)), dinkes)
    isi = teks(jawaban)
    assert "71,20" in isi
    assert f"nilai-{indikator.pk}" not in isi
    assert "Hanya dibaca" in isi


def test_people_without_own_opd_choose_one(
    masuk_sebagai: Callable, rina: Pengguna, dinkes: Opd, disdik: Opd, periode
):
    satu = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_realisasi(indikator=satu, status=StatusRealisasi.DIAJUKAN)
    isi = teks(masuk_sebagai(rina).get(reverse("capaian:isian")))
    assert reverse("capaian:isian_opd", args=[dinkes.pk, 2025, 4]) in isi
    assert "1 dari 2" in isi
    assert "Dinas Pendidikan" not in isi


def test_no_quarter_open_says_so(masuk_sebagai: Callable, sari: Pengguna):
    isi = teks(masuk_sebagai(sari).get(reverse("capaian:isian")))
    assert "Belum ada triwulan yang dibuka" in isi


def test_opd_without_indikator_says_so(masuk_sebagai: Callable, sari: Pengguna, dinkes, periode):
    assert "Belum ada indikator" in teks(buka(masuk_sebagai(sari), dinkes))


def test_quarter_that_does_not_exist_is_404(masuk_sebagai: Callable, sari, dinkes, periode):
    klien = masuk_sebagai(sari)
    for tahun, tw in ((2025, 3), (2025, 9), (99999999, 1), (2025, 10**12)):
        assert buka(klien, dinkes, tahun, tw).status_code == 404


def test_capaian_comes_with_its_sentence_and_the_past_in_grey(
    masuk_sebagai: Callable, sari: Pengguna, dinkes: Opd, periode
):
    indikator = pabrik.buat_indikator(opd=dinkes, formula="negatif", satuan="kasus", desimal=0)
    pabrik.buat_target(indikator=indikator, nilai="10")
    pabrik.buat_realisasi(indikator=indikator, nilai="12")
    pabrik.buat_realisasi(indikator=indikator, nilai="9", periode=pabrik.buat_periode(triwulan=3))
    pabrik.buat_realisasi(indikator=indikator, nilai="14", periode=pabrik.buat_periode(tahun=2024))
    isi = teks(buka(masuk_sebagai(sari), dinkes)).replace("\u00a0", " ").replace("&nbsp;", " ")
    assert "Capaian 80,00 % = (2 × 10 − 12) ÷ 10. Makin kecil makin baik." in isi
    assert "Tinggi, sementara" in isi
    assert "TW III 9" in isi
    assert "TW IV 2024 14" in isi
    assert "wajib, capaian di bawah 100 %" in isi


def test_zero_empty_not_yet_and_not_applicable_look_different(
    masuk_sebagai: Callable, sari: Pengguna, dinkes: Opd, periode
):
    nol, _, belum, tidak = (pabrik.buat_indikator(opd=dinkes) for _ in range(4))
    pabrik.buat_realisasi(indikator=nol, nilai="0")
    pabrik.buat_realisasi(
        indikator=belum,
        nilai=None,
        keadaan=KeadaanNilai.BELUM_WAKTUNYA,
        alasan="Terbit April 2026",
    )
    pabrik.buat_realisasi(
        indikator=tidak,
        nilai=None,
        keadaan=KeadaanNilai.TIDAK_BERLAKU,
        alasan="Hanya TW I",
        diubah_oleh=sari,
    )
    isi = teks(buka(masuk_sebagai(sari), dinkes))
    assert isi.count("Nol ini hasil, bukan kosong.") == 1
    assert isi.count('#i-circle-dashed"/></svg>Belum diisi') == 1
    assert isi.count('#i-hourglass"/></svg>Belum waktunya</span> Terbit April 2026') == 1
    assert isi.count('#i-circle-minus"/></svg>Tidak berlaku</span> Hanya TW I') == 1
    assert "Sari Nasution" in isi


def test_groups_and_counter_follow_what_is_missing(
    masuk_sebagai: Callable, sari: Pengguna, rina: Pengguna, dinkes: Opd, periode
):
    siap, kurang, kembali, beres, _ = (pabrik.buat_indikator(opd=dinkes) for _ in range(5))
    for satu in (siap, kurang, kembali, beres):
        pabrik.buat_target(indikator=satu, nilai="80")
    pabrik.buat_realisasi(
        indikator=siap, faktor_penghambat="Stok vaksin kosong", akar_masalah="Pagu dipotong pusat"
    )
    pabrik.buat_realisasi(indikator=kurang)
    r = pabrik.buat_realisasi(indikator=kembali, status=StatusRealisasi.PERBAIKAN)
    LogRealisasi.objects.create(
        realisasi=r,
        transisi="kembalikan",
        dari="diajukan",
        ke="perbaikan",
        oleh=rina,
        catatan="Satuan berbeda.",
    )
    pabrik.buat_realisasi(indikator=beres, status=StatusRealisasi.DIAJUKAN)
    isi = teks(buka(masuk_sebagai(sari), dinkes))
    assert '<span data-k-hitung="siap">1</span> dari <span data-k-hitung="perlu">4</span>' in isi
    assert "Perlu perbaikan (<span data-k-jumlah>1</span>)" in isi
    assert "Belum lengkap (<span data-k-jumlah>2</span>)" in isi
    assert "Siap diajukan (<span data-k-jumlah>1</span>)" in isi
    assert "Menunggu verifikasi dan terverifikasi (<span data-k-jumlah>1</span>)" in isi
    assert "Tulis faktor penghambat dan akar masalah, masing-masing minimal 10 huruf." in isi
    assert "“Satuan berbeda.”" in isi
    assert "Rina Sinaga, Bapperida" in isi
    assert f"nilai-{beres.pk}" not in isi


def test_predikat_is_chosen_from_its_scale(masuk_sebagai: Callable, sari, dinkes: Opd, periode):
    indikator = pabrik.buat_indikator(
        opd=dinkes,
        jenis_nilai="predikat",
        formula="predikat",
        skala_predikat=pabrik.buat_skala_predikat(),
    )
    pabrik.buat_realisasi(
        indikator=indikator,
        nilai=None,
        keadaan=KeadaanNilai.NILAI,
        predikat=indikator.skala_predikat.butir.get(kode="BB"),
    )
    isi = teks(buka(masuk_sebagai(sari), dinkes))
    assert "<option selected>BB</option>" in isi


def test_anggaran_shows_pagu_and_serapan(masuk_sebagai: Callable, sari, dinkes: Opd, periode):
    indikator = pabrik.buat_indikator(opd=dinkes, berpagu=True)
    pabrik.buat_target(indikator=indikator, pagu="1000000")
    pabrik.buat_realisasi(indikator=indikator, anggaran="750000")
    isi = teks(buka(masuk_sebagai(sari), dinkes)).replace("\u00a0", " ")
    assert "pagu Rp 1.000.000" in isi
    assert 'value="750.000"' in isi
    assert "Serapan 75,00 %" in isi


def test_closed_window_is_read_only_and_extension_opens_it(
    masuk_sebagai: Callable, sari: Pengguna, rina: Pengguna, dinkes: Opd
):
    periode = pabrik.buat_periode(terbuka=False)
    indikator = pabrik.buat_indikator(opd=dinkes)
    klien = masuk_sebagai(sari)
    isi = teks(buka(klien, dinkes))
    assert "Hanya dibaca: pengisian sudah ditutup" in isi
    assert f"nilai-{indikator.pk}" not in isi
    Perpanjangan.objects.create(
        periode=periode,
        opd=dinkes,
        sampai_pada=timezone.now() + timedelta(days=2),
        alasan="Gangguan jaringan",
        diberikan_oleh=rina,
    )
    isi = teks(buka(klien, dinkes))
    assert "Perpanjangan s.d." in isi
    assert "2 hari lagi" in isi
    assert f"nilai-{indikator.pk}" in isi


@pytest.mark.parametrize("banyak", [5, 50])
def test_number_of_queries_does_not_grow_with_rows(
    banyak: int, masuk_sebagai: Callable, sari, dinkes: Opd, periode, jumlah_kueri: Callable
):
    for nomor in range(banyak):
        indikator = pabrik.buat_indikator(opd=dinkes, berpagu=True)
        pabrik.buat_target(indikator=indikator, triwulanan={4: "80"})
        status = StatusRealisasi.PERBAIKAN if nomor % 2 else StatusRealisasi.DRAF
        pabrik.buat_realisasi(indikator=indikator, status=status, diubah_oleh=sari)
    pabrik.buat_opd(induk=dinkes)
    klien = masuk_sebagai(sari)
    with jumlah_kueri("capaian:isian_opd"):
        buka(klien, dinkes)


@pytest.mark.parametrize("banyak", [5, 50])
def test_choice_of_opd_takes_a_fixed_number_of_queries(
    banyak: int, masuk_sebagai: Callable, rina: Pengguna, periode, jumlah_kueri: Callable
):
    for _ in range(banyak):
        pabrik.buat_indikator(opd=pabrik.buat_opd())
    klien = masuk_sebagai(rina)
    with jumlah_kueri("capaian:isian"):
        klien.get(reverse("capaian:isian"))
