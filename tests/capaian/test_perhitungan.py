"""From rows to numbers: which target counts, what is sementara, years side by side."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from capaian.models import PeringkatKinerja, Realisasi, SkalaPeringkat
from capaian.perhitungan import Penghitung, hitung_tahunan
from capaian.pilihan import CaraIsian, CaraKonsolidasi, StatusData, StatusRealisasi
from capaian.rumus import Alasan
from tests import pabrik


@pytest.fixture
def indikator(dinkes):
    return pabrik.buat_indikator(opd=dinkes)


def hitung(indikator, tahun: int = 2025):
    return Penghitung(tahun).hitung([indikator])[indikator.pk]


def isi_setahun(indikator, *nilai: str, **lain) -> list[Realisasi]:
    return [
        pabrik.buat_realisasi(
            indikator=indikator,
            periode=pabrik.buat_periode(triwulan=n),
            nilai=satu,
            status=StatusRealisasi.TERVERIFIKASI,
            **lain,
        )
        for n, satu in enumerate(nilai, start=1)
    ]


def test_year_counts_the_version_in_force_at_its_end(indikator):
    pabrik.buat_target(indikator=indikator, nilai="80")
    pabrik.buat_target(indikator=indikator, nilai="90", mulai=date(2025, 8, 1))
    isi_setahun(indikator, "72", "72", "72", "72")
    hasil = hitung(indikator)
    assert hasil.target.nilai == 90
    assert hasil.hasil.persen == Decimal("80.00")


def test_each_quarter_counts_the_version_in_force_at_its_own_end(indikator):
    pabrik.buat_target(indikator=indikator, nilai="80", triwulanan={1: "20", 4: "80"})
    pabrik.buat_target(
        indikator=indikator, nilai="90", mulai=date(2025, 8, 1), triwulanan={1: "30", 4: "90"}
    )
    hasil = hitung(indikator)
    assert hasil.triwulan[1].target.nilai == 20
    assert hasil.triwulan[4].target.nilai == 90


def test_quarter_keeps_the_target_it_was_submitted_against(indikator):
    lama = pabrik.buat_target(indikator=indikator, nilai="80", triwulanan={1: "20"})
    pabrik.buat_target(
        indikator=indikator, nilai="90", mulai=date(2025, 1, 1), triwulanan={1: "30"}
    )
    pabrik.buat_realisasi(
        indikator=indikator,
        periode=pabrik.buat_periode(triwulan=1),
        nilai="10",
        status=StatusRealisasi.DIAJUKAN,
        target=lama,
    )
    assert hitung(indikator).triwulan[1].hasil.persen == Decimal("50.00")


def test_two_versions_of_one_day_are_settled_by_their_number(indikator):
    pabrik.buat_target(indikator=indikator, nilai="80")
    pabrik.buat_target(indikator=indikator, nilai="85")
    assert hitung(indikator).target.nilai == 85


@pytest.mark.parametrize(
    ("konsolidasi", "isian", "diharap"),
    [
        (CaraKonsolidasi.JUMLAH, CaraIsian.TRIWULAN, "100"),
        (CaraKonsolidasi.RATA_RATA, CaraIsian.TRIWULAN, "25"),
        (CaraKonsolidasi.POSISI_AKHIR, CaraIsian.TRIWULAN, "40"),
        (CaraKonsolidasi.JUMLAH, CaraIsian.KUMULATIF, "40"),
    ],
)
def test_quarters_make_the_year_by_the_rule_of_the_indikator(dinkes, konsolidasi, isian, diharap):
    indikator = pabrik.buat_indikator(opd=dinkes, konsolidasi=konsolidasi, isian=isian)
    pabrik.buat_target(indikator=indikator, nilai="100")
    isi_setahun(indikator, "10", "20", "30", "40")
    assert hitung(indikator).realisasi.nilai == Decimal(diharap)


def test_complete_and_verified_year_is_not_sementara(indikator):
    pabrik.buat_target(indikator=indikator)
    isi_setahun(indikator, "72", "72", "72", "72")
    assert not hitung(indikator).sementara


@pytest.mark.parametrize(
    "belum",
    [{"status": StatusRealisasi.DIAJUKAN}, {"status_data": StatusData.SEMENTARA}],
)
def test_one_unsettled_quarter_makes_the_year_sementara(indikator, belum):
    pabrik.buat_target(indikator=indikator)
    terakhir = isi_setahun(indikator, "72", "72", "72", "72")[-1]
    Realisasi.objects.filter(pk=terakhir.pk).update(**belum)
    assert hitung(indikator).sementara


def test_without_rows_there_is_a_reason_and_no_zero(indikator):
    hasil = hitung(indikator)
    assert hasil.hasil.persen is None
    assert hasil.hasil.alasan == Alasan.REALISASI_KOSONG
    assert hasil.peringkat is None
    assert hasil.sementara


def test_example_figures_mark_the_result(indikator):
    pabrik.buat_target(indikator=indikator, contoh=True)
    assert hitung(indikator).contoh


def test_scale_in_force_in_that_year_gives_the_word(indikator):
    pabrik.buat_target(indikator=indikator)
    isi_setahun(indikator, "72", "72", "72", "72")
    skala = SkalaPeringkat.objects.create(nama="Lama", mulai=date(2020, 1, 1))
    PeringkatKinerja.objects.create(skala=skala, urutan=5, kata="Istimewa", batas_bawah=90)
    PeringkatKinerja.objects.create(skala=skala, urutan=1, kata="Kurang")
    SkalaPeringkat.objects.create(nama="Kelak", mulai=date(2026, 1, 1))
    assert hitung(indikator).peringkat.kata == "Istimewa"


def test_years_side_by_side_equal_the_years_one_by_one(indikator):
    for tahun in (2024, 2025, 2026):
        pabrik.buat_target(indikator=indikator, nilai=str(tahun - 1950), tahun=tahun)
    isi_setahun(indikator, "60", "65", "68", "72")
    bersama = hitung_tahunan(indikator, [2024, 2025, 2026])
    for tahun, hasil in bersama.items():
        sendiri = hitung(indikator, tahun)
        assert (hasil.target, hasil.hasil, hasil.peringkat, hasil.sementara) == (
            sendiri.target,
            sendiri.hasil,
            sendiri.peringkat,
            sendiri.sementara,
        )


@pytest.mark.parametrize("banyak", [1, 40])
def test_number_of_queries_does_not_grow(dinkes, banyak):
    semua = [pabrik.buat_indikator(opd=dinkes) for _ in range(banyak)]
    for satu in semua:
        pabrik.buat_target(indikator=satu, triwulanan={4: "80"})
        isi_setahun(satu, "72")
    with CaptureQueriesContext(connection) as satu_tahun:
        Penghitung(2025).hitung(semua)
    with CaptureQueriesContext(connection) as banyak_tahun:
        hitung_tahunan(semua[0], list(range(2021, 2031)))
    assert (len(satu_tahun), len(banyak_tahun)) == (3 if banyak == 1 else 4, 3)
