"""Ajukan: allowed, wrong state, wrong person, each missing condition, lateness, log."""

from datetime import timedelta

import pytest
from django.utils import timezone

from capaian.alur import ALUR_REALISASI
from capaian.models import LogRealisasi, Perpanjangan, Realisasi
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh, TidakLengkap
from tests import pabrik

HAMBAT = "Stok vaksin kosong tiga minggu"
AKAR = "Pengadaan menunggu pagu pusat"
LENGKAP = {"faktor_penghambat": HAMBAT, "akar_masalah": AKAR}


@pytest.fixture
def indikator(dinkes):
    satu = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_target(indikator=satu, nilai="80")
    return satu


def ajukan(realisasi: Realisasi, oleh) -> Realisasi:
    return ALUR_REALISASI.jalankan("ajukan", realisasi, oleh=oleh)


def kurang(realisasi: Realisasi, oleh) -> list[str]:
    with pytest.raises(TidakLengkap) as galat:
        ajukan(realisasi, oleh)
    realisasi.refresh_from_db()
    assert realisasi.status == StatusRealisasi.DRAF
    assert not LogRealisasi.objects.exists()
    return galat.value.kekurangan


@pytest.mark.parametrize("siapa", ["sari", "kepala_dinkes"])
def test_opd_submits_a_complete_row(siapa, request, indikator):
    oleh = request.getfixturevalue(siapa)
    realisasi = pabrik.buat_realisasi(indikator=indikator, **LENGKAP)
    segar = ajukan(realisasi, oleh)
    assert segar.status == StatusRealisasi.DIAJUKAN
    assert segar.diajukan_pada == segar.diajukan_pertama_pada
    assert segar.versi == realisasi.versi + 1
    log = LogRealisasi.objects.get()
    assert (log.transisi, log.dari, log.ke, log.oleh) == ("ajukan", "draf", "diajukan", oleh)


def test_target_in_force_is_kept_with_the_value(indikator, sari):
    realisasi = pabrik.buat_realisasi(indikator=indikator, **LENGKAP)
    assert ajukan(realisasi, sari).target == indikator.target.get()


@pytest.mark.parametrize("siapa", ["joko", "rina", "nana", "pak_budi", "admin"])
def test_nobody_else_submits(siapa, request, indikator):
    realisasi = pabrik.buat_realisasi(indikator=indikator, **LENGKAP)
    with pytest.raises(TidakBoleh):
        ajukan(realisasi, request.getfixturevalue(siapa))


@pytest.mark.parametrize("status", ["diajukan", "terverifikasi", "terkunci"])
def test_only_draf_and_perbaikan_can_be_submitted(status, indikator, sari):
    realisasi = pabrik.buat_realisasi(indikator=indikator, status=status, **LENGKAP)
    with pytest.raises(SalahKeadaan):
        ajukan(realisasi, sari)


def test_returned_row_keeps_its_first_submission(indikator, sari):
    dulu = timezone.now() - timedelta(days=9)
    realisasi = pabrik.buat_realisasi(
        indikator=indikator,
        status=StatusRealisasi.PERBAIKAN,
        **LENGKAP,
        diajukan_pada=dulu,
    )
    segar = ajukan(realisasi, sari)
    assert segar.diajukan_pertama_pada == dulu
    assert segar.diajukan_pada > dulu
    assert segar.terlambat_hari == 0


def test_empty_row_is_held_back(indikator, sari):
    realisasi = pabrik.buat_realisasi(indikator=indikator, nilai=None)
    assert kurang(realisasi, sari) == ["Isi realisasinya."]


def test_mark_without_reason_is_held_back(indikator, sari):
    realisasi = pabrik.buat_realisasi(
        indikator=indikator, nilai=None, keadaan=KeadaanNilai.BELUM_WAKTUNYA
    )
    assert kurang(realisasi, sari) == ["Tulis mengapa tidak ada nilainya."]


@pytest.mark.parametrize("keadaan", [KeadaanNilai.BELUM_WAKTUNYA, KeadaanNilai.TIDAK_BERLAKU])
def test_mark_with_reason_is_complete(keadaan, indikator, sari):
    realisasi = pabrik.buat_realisasi(
        indikator=indikator, nilai=None, keadaan=keadaan, alasan="Terbit April 2026"
    )
    assert ajukan(realisasi, sari).status == StatusRealisasi.DIAJUKAN


@pytest.mark.parametrize("nilai", ["80", "95"])
def test_pendorong_is_asked_at_100_percent_and_above(nilai, indikator, sari):
    realisasi = pabrik.buat_realisasi(indikator=indikator, nilai=nilai, **LENGKAP)
    assert kurang(realisasi, sari) == ["Tulis faktor pendorong, minimal 10 huruf."]


@pytest.mark.parametrize(
    ("ada", "kalimat"),
    [
        (
            {"faktor_pendorong": HAMBAT},
            "Tulis faktor penghambat dan akar masalah, masing-masing minimal 10 huruf.",
        ),
        ({"faktor_penghambat": HAMBAT}, "Tulis akar masalah, minimal 10 huruf."),
        ({"akar_masalah": AKAR}, "Tulis faktor penghambat, minimal 10 huruf."),
        (LENGKAP | {"akar_masalah": "  123456789  "}, "Tulis akar masalah, minimal 10 huruf."),
        (
            LENGKAP | {"faktor_penghambat": "  123456789  "},
            "Tulis faktor penghambat, minimal 10 huruf.",
        ),
    ],
)
def test_below_100_percent_both_penghambat_and_akar_masalah_are_asked(
    ada, kalimat, indikator, sari
):
    realisasi = pabrik.buat_realisasi(indikator=indikator, nilai="79.99", **ada)
    assert kurang(realisasi, sari) == [kalimat]


def test_row_without_target_needs_no_faktor(dinkes, sari):
    realisasi = pabrik.buat_realisasi(indikator=pabrik.buat_indikator(opd=dinkes))
    segar = ajukan(realisasi, sari)
    assert (segar.status, segar.target) == (StatusRealisasi.DIAJUKAN, None)


def test_closed_window_holds_back_and_extension_opens(indikator, sari, rina, dinkes, disdik):
    periode = pabrik.buat_periode(terbuka=False)
    realisasi = pabrik.buat_realisasi(indikator=indikator, periode=periode, **LENGKAP)
    besok = timezone.now() + timedelta(days=1)
    beri = {"sampai_pada": besok, "alasan": "Listrik padam", "diberikan_oleh": rina}
    Perpanjangan.objects.create(periode=periode, opd=disdik, **beri)
    assert kurang(realisasi, sari) == ["Pengisian TW IV 2025 sudah ditutup."]
    Perpanjangan.objects.create(periode=periode, opd=dinkes, **beri)
    segar = ajukan(realisasi, sari)
    assert segar.terlambat_hari > 1000


def test_lateness_counts_days_after_the_deadline(indikator, sari):
    periode = pabrik.buat_periode()
    periode.batas_pada = timezone.now() - timedelta(days=3)
    periode.save(update_fields=["batas_pada"])
    realisasi = pabrik.buat_realisasi(indikator=indikator, periode=periode, **LENGKAP)
    assert ajukan(realisasi, sari).terlambat_hari == 3
