"""A decision on one row: allowed, wrong state, wrong person, missing reason, stale, twice."""

from decimal import Decimal

import pytest

from capaian.layanan.verifikasi import (
    buka_kembali,
    kembalikan_realisasi,
    susun_catatan,
    terima_realisasi,
)
from capaian.models import LogRealisasi, Periode, Realisasi
from capaian.pilihan import StatusRealisasi
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from tests import pabrik

KALIMAT = "Mohon unggah rekap Oktober sampai Desember."


@pytest.fixture
def baris(dinkes) -> Realisasi:
    return pabrik.buat_realisasi(
        indikator=pabrik.buat_indikator(opd=dinkes), status=StatusRealisasi.DIAJUKAN
    )


@pytest.fixture
def terverifikasi(dinkes) -> Realisasi:
    return pabrik.buat_realisasi(
        indikator=pabrik.buat_indikator(opd=dinkes), status=StatusRealisasi.TERVERIFIKASI
    )


def log(baris: Realisasi) -> LogRealisasi:
    return LogRealisasi.objects.get(realisasi=baris)


def test_rina_accepts_a_row(baris, rina):
    hasil = terima_realisasi(realisasi=baris, versi=1, oleh=rina)
    baris.refresh_from_db()
    assert hasil.status == baris.status == StatusRealisasi.TERVERIFIKASI
    assert (baris.diverifikasi_oleh, baris.versi) == (rina, 2)
    assert baris.diverifikasi_pada is not None
    assert (log(baris).transisi, log(baris).oleh, log(baris).catatan) == ("terima", rina, "")


def test_rina_returns_a_row_with_reasons_before_the_sentence(baris, rina):
    kembalikan_realisasi(
        realisasi=baris,
        versi=1,
        alasan=["Bukti tidak terbaca", "Satuan berbeda."],
        kalimat=f" {KALIMAT} ",
        oleh=rina,
    )
    baris.refresh_from_db()
    assert baris.status == StatusRealisasi.PERBAIKAN
    assert log(baris).catatan == f"Bukti tidak terbaca; Satuan berbeda. {KALIMAT}"


def test_sentence_alone_is_enough():
    assert susun_catatan([], KALIMAT) == KALIMAT


@pytest.mark.parametrize("kalimat", ["", "   ", "kurang jelas", "x" * 19, f"  {'x' * 19}  "])
def test_short_sentence_is_refused_also_with_reasons(kalimat, baris, rina):
    with pytest.raises(TidakLengkap) as galat:
        kembalikan_realisasi(
            realisasi=baris, versi=1, alasan=["Salah indikator"], kalimat=kalimat, oleh=rina
        )
    assert galat.value.medan == "kalimat"
    baris.refresh_from_db()
    assert (baris.status, baris.versi) == (StatusRealisasi.DIAJUKAN, 1)
    assert not LogRealisasi.objects.exists()


@pytest.mark.parametrize("siapa", ["sari", "kepala_dinkes", "joko", "nana", "pak_budi", "admin"])
def test_only_bapperida_decides(siapa, baris, terverifikasi, request):
    orang = request.getfixturevalue(siapa)
    with pytest.raises(TidakBoleh):
        terima_realisasi(realisasi=baris, versi=1, oleh=orang)
    with pytest.raises(TidakBoleh):
        kembalikan_realisasi(realisasi=baris, versi=1, kalimat=KALIMAT, oleh=orang)
    with pytest.raises(TidakBoleh):
        buka_kembali(realisasi=terverifikasi, versi=1, alasan=KALIMAT, oleh=orang)
    assert not LogRealisasi.objects.exists()


@pytest.mark.parametrize(
    "status",
    [s for s in StatusRealisasi.values if s != StatusRealisasi.DIAJUKAN],
)
def test_only_waiting_rows_are_decided(status, dinkes, rina):
    satu = pabrik.buat_realisasi(indikator=pabrik.buat_indikator(opd=dinkes), status=status)
    with pytest.raises(SalahKeadaan):
        terima_realisasi(realisasi=satu, versi=1, oleh=rina)
    with pytest.raises(SalahKeadaan):
        kembalikan_realisasi(realisasi=satu, versi=1, kalimat=KALIMAT, oleh=rina)
    satu.refresh_from_db()
    assert satu.status == status


def test_row_that_changed_since_is_not_decided(baris, rina):
    Realisasi.objects.filter(pk=baris.pk).update(versi=2, nilai=Decimal(61))
    with pytest.raises(SudahBerubah) as galat:
        terima_realisasi(realisasi=baris, versi=1, oleh=rina)
    assert galat.value.sekarang.nilai == 61
    assert "berubah sejak Anda membukanya" in galat.value.pesan
    baris.refresh_from_db()
    assert baris.status == StatusRealisasi.DIAJUKAN


def test_somebody_else_decided_first(baris, rina):
    kedua = pabrik.buat_pengguna(username="dewi", nama="Dewi Lubis", peran="bapperida")
    terima_realisasi(realisasi=baris, versi=1, oleh=rina)
    with pytest.raises(SudahBerubah):
        kembalikan_realisasi(realisasi=baris, versi=1, kalimat=KALIMAT, oleh=kedua)
    with pytest.raises(SudahBerubah):
        terima_realisasi(realisasi=baris, versi=1, oleh=kedua)
    assert log(baris).oleh == rina


def test_same_decision_twice_is_taken_once(baris, rina):
    for _ in range(2):
        hasil = kembalikan_realisasi(realisasi=baris, versi=1, kalimat=KALIMAT, oleh=rina)
        assert hasil.status == StatusRealisasi.PERBAIKAN
    assert log(baris).catatan == KALIMAT
    with pytest.raises(SudahBerubah):
        kembalikan_realisasi(realisasi=baris, versi=1, kalimat=f"{KALIMAT} Segera.", oleh=rina)


def test_accepting_twice_is_accepting_once(baris, rina):
    for _ in range(2):
        terima_realisasi(realisasi=baris, versi=1, oleh=rina)
    assert log(baris).transisi == "terima"


def test_locked_quarter_takes_no_decision(baris, rina):
    Periode.objects.update(terkunci=True)
    with pytest.raises(TidakLengkap, match="terkunci"):
        terima_realisasi(realisasi=baris, versi=1, oleh=rina)


def test_verified_row_is_opened_again_and_counted(terverifikasi, rina):
    buka_kembali(realisasi=terverifikasi, versi=1, alasan=KALIMAT, oleh=rina)
    terverifikasi.refresh_from_db()
    assert terverifikasi.status == StatusRealisasi.PERBAIKAN
    assert terverifikasi.diubah_setelah_verifikasi == 1
    assert terverifikasi.diverifikasi_pada is None
    assert (log(terverifikasi).transisi, log(terverifikasi).catatan) == ("buka_kembali", KALIMAT)


def test_opening_again_needs_a_reason_and_a_verified_row(terverifikasi, baris, rina):
    with pytest.raises(TidakLengkap):
        buka_kembali(realisasi=terverifikasi, versi=1, alasan="keliru", oleh=rina)
    with pytest.raises(SalahKeadaan):
        buka_kembali(realisasi=baris, versi=1, alasan=KALIMAT, oleh=rina)
    with pytest.raises(SudahBerubah):
        buka_kembali(realisasi=terverifikasi, versi=9, alasan=KALIMAT, oleh=rina)
    assert not LogRealisasi.objects.exists()
