"""Saving and submitting realisasi below the pages: versions, windows, many rows at once."""

from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connection

from capaian.layanan.realisasi import ajukan_realisasi, simpan_realisasi
from capaian.models import LogRealisasi, Realisasi
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh
from opd.models import Pengguna
from tests import pabrik

HAMBAT = {
    "faktor_penghambat": "Stok vaksin kosong tiga minggu",
    "akar_masalah": "Pengadaan menunggu pagu pusat",
}


def isi(nilai: str) -> dict:
    return {"nilai": Decimal(nilai), "keadaan": KeadaanNilai.NILAI}


@pytest.fixture
def periode(db):
    return pabrik.buat_periode()


@pytest.fixture
def indikator(dinkes):
    satu = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_target(indikator=satu)
    return satu


def simpan(indikator, periode, oleh, nilai="1", versi=0) -> Realisasi:
    return simpan_realisasi(
        indikator=indikator, periode=periode, isi=isi(nilai), versi=versi, oleh=oleh
    )


def test_first_save_makes_version_one_and_the_next_counts_up(indikator, periode, sari):
    assert simpan(indikator, periode, sari).versi == 1
    segar = simpan(indikator, periode, sari, "2", versi=1)
    assert (segar.versi, segar.nilai, segar.diubah_oleh) == (2, 2, sari)


def test_stale_version_is_refused_with_the_row_of_the_other(indikator, periode, sari):
    simpan(indikator, periode, sari)
    simpan(indikator, periode, sari, "2", versi=1)
    with pytest.raises(SudahBerubah) as galat:
        simpan(indikator, periode, sari, "3", versi=1)
    assert galat.value.sekarang.nilai == 2
    assert Realisasi.objects.get().nilai == 2


def test_second_first_save_is_refused(indikator, periode, sari):
    simpan(indikator, periode, sari)
    with pytest.raises(SudahBerubah):
        simpan(indikator, periode, sari, "3", versi=0)


@pytest.mark.parametrize("siapa", ["joko", "rina", "admin"])
def test_others_may_not_save(siapa, request, indikator, periode):
    with pytest.raises(TidakBoleh):
        simpan(indikator, periode, request.getfixturevalue(siapa))


def test_operator_saves_for_a_unit_below(dinkes, periode, sari):
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)
    assert simpan(pabrik.buat_indikator(opd=rsud), periode, sari).pk


def test_closed_window_refuses(indikator, sari):
    periode = pabrik.buat_periode(terbuka=False)
    with pytest.raises(SalahKeadaan):
        simpan(indikator, periode, sari)


@pytest.mark.parametrize("status", ["diajukan", "terverifikasi", "terkunci"])
def test_submitted_row_is_not_changed(status, indikator, periode, sari):
    pabrik.buat_realisasi(indikator=indikator, status=status)
    with pytest.raises(SalahKeadaan):
        simpan(indikator, periode, sari, versi=1)
    assert Realisasi.objects.get().nilai == 72


def test_unknown_and_protected_fields_are_not_written(indikator, periode, sari):
    lebih = isi("5") | {"status": StatusRealisasi.TERVERIFIKASI, "contoh": True}
    segar = simpan_realisasi(indikator=indikator, periode=periode, isi=lebih, versi=0, oleh=sari)
    segar.refresh_from_db()
    assert (segar.status, segar.contoh) == (StatusRealisasi.DRAF, False)


def test_submission_takes_the_complete_rows_and_names_what_the_others_lack(
    indikator, dinkes, periode, sari
):
    pabrik.buat_realisasi(indikator=indikator, **HAMBAT)
    kosong, kurang = pabrik.buat_indikator(opd=dinkes), pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_target(indikator=kurang)
    pabrik.buat_realisasi(indikator=kurang)
    hasil = ajukan_realisasi(indikator=[indikator, kosong, kurang], periode=periode, oleh=sari)
    assert [r.indikator for r in hasil.diajukan] == [indikator]
    assert hasil.tertinggal == (
        (kosong, ("Isi realisasinya.",)),
        (kurang, ("Tulis faktor penghambat dan akar masalah, masing-masing minimal 10 huruf.",)),
    )


def test_submitting_twice_is_once(indikator, periode, sari):
    pabrik.buat_realisasi(indikator=indikator, **HAMBAT)
    for _ in range(2):
        hasil = ajukan_realisasi(indikator=[indikator], periode=periode, oleh=sari)
    assert hasil.diajukan == hasil.tertinggal == ()
    assert LogRealisasi.objects.count() == 1


def serentak(banyak: int, kerja) -> list:
    """Run `kerja(n)` in threads at the same moment; collect what each returned or raised."""
    mulai, hasil = Barrier(banyak), [None] * banyak

    def jalan(n: int) -> None:
        try:
            mulai.wait(timeout=20)
            hasil[n] = kerja(n)
        except (SudahBerubah, SalahKeadaan) as galat:
            hasil[n] = galat
        finally:
            connection.close()

    benang = [Thread(target=jalan, args=(n,)) for n in range(banyak)]
    for satu in benang:
        satu.start()
    for satu in benang:
        satu.join(timeout=60)
    return hasil


@pytest.mark.django_db(transaction=True)
def test_eight_people_saving_eight_rows_at_once_lose_nothing(sari, dinkes):
    periode = pabrik.buat_periode()
    baris = [pabrik.buat_indikator(opd=dinkes) for _ in range(8)]

    def kerja(n: int) -> Realisasi:
        return simpan(baris[n], periode, Pengguna.objects.get(pk=sari.pk), str(n))

    serentak(8, kerja)
    nilai = dict(Realisasi.objects.values_list("indikator", "nilai"))
    assert nilai == {satu.pk: n for n, satu in enumerate(baris)}


@pytest.mark.django_db(transaction=True)
def test_four_people_on_one_row_at_once_one_wins_and_three_are_told(sari, dinkes):
    periode, indikator = pabrik.buat_periode(), pabrik.buat_indikator(opd=dinkes)

    def kerja(n: int) -> Realisasi:
        return simpan(indikator, periode, Pengguna.objects.get(pk=sari.pk), str(n))

    hasil = serentak(4, kerja)
    menang = [r for r in hasil if isinstance(r, Realisasi)]
    assert len(menang) == 1
    assert sum(isinstance(r, SudahBerubah) for r in hasil) == 3
    assert Realisasi.objects.get().nilai == menang[0].nilai


@pytest.mark.django_db(transaction=True)
def test_submitting_from_two_windows_at_once_is_one_submission(sari, dinkes):
    periode, indikator = pabrik.buat_periode(), pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_realisasi(indikator=indikator, **HAMBAT)

    def kerja(n: int):
        oleh = Pengguna.objects.get(pk=sari.pk)
        return ajukan_realisasi(indikator=[indikator], periode=periode, oleh=oleh)

    hasil = serentak(2, kerja)
    assert sorted(len(h.diajukan) for h in hasil) == [0, 1]
    assert LogRealisasi.objects.count() == 1
