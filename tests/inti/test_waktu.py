"""Quarters, and days and hours in words."""

from datetime import UTC, date, datetime, time

import pytest

from konsolidasi.inti import waktu
from konsolidasi.inti.waktu import Triwulan, tanggal_terbilang, terbilang

SELASA = date(2026, 1, 20)


@pytest.mark.parametrize(
    ("nomor", "mulai", "akhir", "label", "bulan"),
    [
        (1, date(2025, 1, 1), date(2025, 3, 31), "TW I 2025", "Januari–Maret"),
        (2, date(2025, 4, 1), date(2025, 6, 30), "TW II 2025", "April–Juni"),
        (3, date(2025, 7, 1), date(2025, 9, 30), "TW III 2025", "Juli–September"),
        (4, date(2025, 10, 1), date(2025, 12, 31), "TW IV 2025", "Oktober–Desember"),
    ],
)
def test_triwulan_knows_its_days_and_names(nomor, mulai, akhir, label, bulan):
    tw = Triwulan(2025, nomor)
    assert (tw.mulai, tw.akhir) == (mulai, akhir)
    assert (tw.label, tw.singkat, tw.rentang_bulan) == (label, label[:-5], bulan)
    assert str(tw) == label


@pytest.mark.parametrize("bulan", range(1, 13))
def test_triwulan_of_a_day_contains_that_day(bulan: int):
    hari = date(2025, bulan, 28)
    tw = Triwulan.dari(hari)
    assert tw.mulai <= hari <= tw.akhir


def test_triwulan_of_a_moment_is_that_of_jakarta():
    assert Triwulan.dari(datetime(2025, 12, 31, 18, tzinfo=UTC)) == Triwulan(2026, 1)


def test_triwulan_before_and_after_cross_the_year():
    assert Triwulan(2026, 1).sebelum() == Triwulan(2025, 4)
    assert Triwulan(2025, 4).sesudah() == Triwulan(2026, 1)
    assert Triwulan(2025, 3).sebelum() == Triwulan(2025, 2)
    assert Triwulan(2025, 2).sesudah() == Triwulan(2025, 3)
    assert Triwulan(2025, 4).setahun_lalu() == Triwulan(2024, 4)


def test_triwulan_are_ordered_by_time():
    urut = [Triwulan(2024, 4), Triwulan(2025, 1), Triwulan(2025, 4), Triwulan(2026, 1)]
    assert sorted(reversed(urut)) == urut


@pytest.mark.parametrize("nomor", [0, 5, -1])
def test_there_is_no_fifth_triwulan(nomor: int):
    with pytest.raises(ValueError, match="tidak ada"):
        Triwulan(2025, nomor)


def test_day_is_written_in_indonesian():
    assert waktu.tanggal(SELASA) == "20 Januari 2026"
    assert waktu.tanggal_singkat(SELASA) == "20 Jan"
    assert waktu.hari(SELASA) == "Selasa"
    assert waktu.hari_tanggal(SELASA) == "Selasa, 20 Januari 2026"


def test_every_weekday_and_month_has_its_name():
    assert [waktu.hari(date(2026, 1, n)) for n in range(19, 26)] == list(waktu.NAMA_HARI)
    assert [waktu.tanggal(date(2026, n, 1)).split()[1] for n in range(1, 13)] == list(
        waktu.NAMA_BULAN
    )
    assert waktu.tanggal_singkat(date(2026, 8, 17)) == "17 Agu"


def test_moment_near_midnight_belongs_to_the_day_of_jakarta():
    assert waktu.tanggal(datetime(2026, 1, 19, 17, 30, tzinfo=UTC)) == "20 Januari 2026"


def test_hour_is_written_with_a_dot():
    assert waktu.jam(datetime(2026, 1, 20, 3, 42, tzinfo=UTC)) == "10.42"
    assert waktu.pukul(datetime(2026, 1, 20, 3, 42, tzinfo=UTC)) == "10.42 WIB"
    assert waktu.jam(time(9, 5)) == "09.05"
    assert waktu.jam(datetime(2026, 1, 20, 9, 5)) == "09.05"


@pytest.mark.parametrize(
    ("nilai", "kata"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (1100, "seribu seratus"),
        (2026, "dua ribu dua puluh enam"),
        (11000, "sebelas ribu"),
        (100000, "seratus ribu"),
        (1000000, "satu juta"),
        (1001000, "satu juta seribu"),
        (10**9, "satu miliar"),
        (10**12 + 1, "satu triliun satu"),
        (-5, "minus lima"),
    ],
)
def test_number_is_spelled_in_words(nilai: int, kata: str):
    assert terbilang(nilai) == kata


def test_number_without_a_usual_word_is_refused():
    with pytest.raises(ValueError, match="Terlalu besar"):
        terbilang(10**15)


def test_day_is_spelled_for_the_berita_acara():
    assert tanggal_terbilang(SELASA) == (
        "Selasa, tanggal dua puluh bulan Januari tahun dua ribu dua puluh enam"
    )
