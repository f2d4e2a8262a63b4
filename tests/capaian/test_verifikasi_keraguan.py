"""Doubts about stored rows, and how long they are remembered."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from capaian.layanan.verifikasi_keraguan import nilai_baris
from capaian.layar import verifikasi_ingatan
from capaian.layar.verifikasi_ingatan import BIASA, MERAGUKAN, UMUR, ingat, lupakan
from capaian.models import Bukti, Indikator, LogRealisasi, Periode, Realisasi
from capaian.pilihan import StatusRealisasi
from konsolidasi.inti.models import Lampiran
from tests import pabrik


@pytest.fixture(autouse=True)
def tanpa_ingatan():
    lupakan()
    yield
    lupakan()


@pytest.fixture
def periode(db) -> Periode:
    return pabrik.buat_periode()


@pytest.fixture
def indikator(dinkes) -> Indikator:
    satu = pabrik.buat_indikator(opd=dinkes, nama="UMKM naik kelas", satuan="UMKM", desimal=0)
    pabrik.buat_target(indikator=satu, nilai="60")
    return satu


@pytest.fixture
def baris(indikator, periode) -> Realisasi:
    return tunggu(indikator)


def tunggu(indikator: Indikator, nilai: str | None = "55", **lain) -> Realisasi:
    return pabrik.buat_realisasi(
        indikator=indikator, nilai=nilai, status=StatusRealisasi.DIAJUKAN, **lain
    )


def dulu(indikator: Indikator, tahun: int, triwulan: int, nilai: str, **lain) -> Realisasi:
    return pabrik.buat_realisasi(
        indikator=indikator,
        periode=pabrik.buat_periode(tahun=tahun, triwulan=triwulan),
        nilai=nilai,
        status=lain.pop("status", StatusRealisasi.TERVERIFIKASI),
        **lain,
    )


def lampiran(sidik: str = "a") -> Lampiran:
    return Lampiran.objects.get_or_create(
        sha256=sidik * 64, defaults={"ukuran": 9, "jenis": "application/pdf", "halaman": 3}
    )[0]


def bukti(indikator: Indikator, periode: Periode, **lain) -> Bukti:
    lain.setdefault("lampiran", lampiran())
    return Bukti.objects.create(indikator=indikator, periode=periode, nama="Rekap.pdf", **lain)


def kode(r: Realisasi, periode: Periode) -> list[str]:
    return [k.kode for k in nilai_baris([r.pk], periode)[r.pk].keraguan]


def judul(r: Realisasi, periode: Periode) -> list[str]:
    return [k.judul for k in nilai_baris([r.pk], periode)[r.pk].keraguan]


def test_row_alone_raises_no_doubt(baris, periode):
    satu = nilai_baris([baris.pk], periode)[baris.pk]
    assert (satu.keraguan, satu.bobot, satu.asal_target) == ((), 0, "Renja 2025")
    assert satu.hasil.persen == Decimal("91.67")
    assert nilai_baris([baris.pk], pabrik.buat_periode(triwulan=3)) == {}
    assert nilai_baris([], periode) == {}


def test_earlier_years_and_quarters_are_looked_at(baris, indikator, periode):
    for tahun in (2023, 2024):
        dulu(indikator, tahun, 4, "20")
    dulu(indikator, 2025, 3, "57")
    assert kode(baris, periode) == ["turun", "luar_rentang"]


def test_values_that_were_never_submitted_are_no_history(baris, indikator, periode):
    dulu(indikator, 2025, 3, "57", status=StatusRealisasi.DRAF)
    assert kode(baris, periode) == []


def test_digits_of_the_target_are_counted_over_years(indikator, periode):
    pabrik.buat_target(indikator=indikator, nilai="60", tahun=2024, triwulanan={3: "60"})
    versi = indikator.target.get(tahun=2025)
    for nomor in (1, 2, 3):
        versi.triwulanan.create(triwulan=nomor, nilai=Decimal(nomor * 15))
        dulu(indikator, 2025, nomor, str(nomor * 15))
    dulu(indikator, 2024, 4, "60")
    r = tunggu(indikator, "60")
    assert judul(r, periode) == ["Persis target, 5 triwulan"]
    Realisasi.objects.filter(periode__tahun=2025, periode__triwulan=2).update(nilai=31)
    assert judul(r, periode) == ["Persis target, 2 triwulan"]


def test_predikat_that_is_always_reached(dinkes, periode):
    skala = pabrik.buat_skala_predikat()
    sakip = pabrik.buat_indikator(
        opd=dinkes, jenis_nilai="predikat", formula="predikat", skala_predikat=skala
    )
    butir = skala.butir.get(kode="BB")
    versi = pabrik.buat_target(indikator=sakip, predikat="B")
    pabrik.buat_target(indikator=sakip, predikat="B", tahun=2024)
    nilai = {"predikat": butir, "keadaan": "nilai"}
    for nomor in (1, 2, 3):
        versi.triwulanan.create(triwulan=nomor, predikat=skala.butir.get(kode="B"))
        dulu(sakip, 2025, nomor, None, **nilai)
    dulu(sakip, 2024, 4, None, **nilai)
    r = tunggu(sakip, None, **nilai)
    assert judul(r, periode) == ["Capaian 100,00\u00a0%, 5 triwulan berturut-turut"]


def test_evidence_speaks_in_its_own_sentences(baris, indikator, disdik, periode):
    bukti(indikator, periode, dokumen_tanggal=date(2025, 8, 14))
    assert judul(baris, periode) == [
        "Tanggal dokumen 14 Agustus 2025, di luar Oktober–Desember 2025"
    ]
    lain = pabrik.buat_indikator(opd=disdik, nama="Angka melek huruf")
    bukti(lain, periode)
    bukti(indikator, pabrik.buat_periode(triwulan=3))
    (satu,) = nilai_baris([baris.pk], periode)[baris.pk].keraguan
    assert "bukti TW III 2025" in satu.kalimat and "Disdik untuk Angka melek huruf" in satu.kalimat
    Bukti.objects.filter(indikator=indikator).update(status="ditolak", alasan="Buram")
    assert "bukti_ditolak" in kode(baris, periode)
    Bukti.objects.update(dicabut_pada=datetime(2026, 1, 9, tzinfo=UTC))
    assert kode(baris, periode) == []
    Indikator.objects.filter(pk=indikator.pk).update(wajib_bukti=True)
    assert kode(baris, periode) == ["tanpa_bukti"]


def test_returned_rows_of_the_last_four_quarters_count_for_the_opd(baris, dinkes, periode, rina):
    for nomor in range(6):
        satu = pabrik.buat_indikator(opd=dinkes)
        lama = dulu(satu, 2025, 3, "5") if nomor else dulu(satu, 2023, 3, "5")
        if nomor < 3:
            for _ in range(2):
                LogRealisasi.objects.create(
                    realisasi=lama,
                    transisi="kembalikan",
                    dari="diajukan",
                    ke="perbaikan",
                    oleh=rina,
                )
    assert kode(baris, periode) == []
    LogRealisasi.objects.create(
        realisasi=Realisasi.objects.filter(periode__triwulan=3, periode__tahun=2025).last(),
        transisi="kembalikan",
        dari="diajukan",
        ke="perbaikan",
        oleh=rina,
    )
    (satu,) = nilai_baris([baris.pk], periode)[baris.pk].keraguan
    assert satu.kalimat.startswith("3 dari 5 barisnya")


def test_fifty_rows_are_judged_with_the_queries_of_five(dinkes, periode):
    def biaya(banyak: int) -> int:
        pk = []
        for n in range(banyak):
            i = pabrik.buat_indikator(opd=dinkes)
            pabrik.buat_target(indikator=i, nilai="60")
            dulu(i, 2025, 3, "60")
            pk.append(tunggu(i, "60" if n % 2 else "40").pk)
            bukti(i, periode, lampiran=lampiran("b"))
        with CaptureQueriesContext(connection) as rekaman:
            assert len(nilai_baris(pk, periode)) == banyak
        return len(rekaman)

    sedikit = biaya(5)
    assert biaya(50) == sedikit <= 14


def test_what_is_remembered_follows_every_change(baris, indikator, dinkes, periode):
    assert ingat(periode).urut[BIASA] == [baris.pk]
    kedua = tunggu(pabrik.buat_indikator(opd=dinkes))
    assert ingat(periode).urut[BIASA] == [baris.pk, kedua.pk]
    dulu(indikator, 2025, 3, "57")
    assert ingat(periode).urut[MERAGUKAN] == [baris.pk]
    Realisasi.objects.filter(pk=kedua.pk).update(status=StatusRealisasi.PERBAIKAN)
    assert kedua.pk not in ingat(periode).baris
    Realisasi.objects.filter(periode__triwulan=3).update(nilai=Decimal(50))
    assert ingat(periode).urut[BIASA] == [baris.pk]
    bukti(indikator, periode, dokumen_tanggal=date(2024, 8, 14))
    assert ingat(periode).urut[MERAGUKAN] == [baris.pk]


def test_unchanged_queue_costs_four_queries(baris, periode, django_assert_num_queries):
    ingat(periode)
    with django_assert_num_queries(4):
        assert list(ingat(periode).baris) == [baris.pk]


def test_everything_is_read_anew_after_a_while(baris, dinkes, periode, monkeypatch):
    ingat(periode, pada=pabrik.LAMA)
    monkeypatch.setattr(verifikasi_ingatan, "_berubah", lambda lama, baru: set())
    kedua = tunggu(pabrik.buat_indikator(opd=dinkes))
    assert kedua.pk not in ingat(periode, pada=pabrik.LAMA + UMUR).baris
    assert kedua.pk in ingat(periode, pada=pabrik.LAMA + UMUR + timedelta(seconds=1)).baris


@pytest.mark.parametrize(
    ("lama", "baru", "harapan"),
    [
        ({5: 1, 6: 2}, {5: 1, 6: 2}, set()),
        ({5: 1, 7: 2}, {5: 1, 6: 9, 7: 2, 8: 3}, {9, 3}),
        ({5: 1, 900: 2}, {900: 2, 901: 3}, {3}),
        ({900: 2}, {1: 2}, None),
        ({}, {1: 4}, {4}),
        ({}, {n: n for n in range(100)}, None),
        ({5: 1}, {n: n for n in range(1000)}, None),
    ],
)
def test_events_that_ended_late_are_seen_and_a_new_table_is_noticed(lama, baru, harapan):
    assert verifikasi_ingatan._berubah([lama], [baru]) == harapan
