"""Each rule of the front page of an OPD, and how early it is beside the others."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from capaian.models import Periode
from konsolidasi.dasbor.beranda.aturan_opd import (
    ATURAN_OPD,
    baris_kembali,
    isian_belum,
    isian_ditutup,
    kehadiran_belum,
    konfirmasi_kepala,
    lepas_kepala,
    penjelasan_diminta,
    permintaan_prioritas,
    tanggapan_terbuka,
    tindak_lanjut_dekat,
)
from konsolidasi.dasbor.beranda.bahan_opd import (
    BahanOpd,
    IsianOpd,
    Janji,
    Kembali,
    Tunggu,
    Undangan,
)
from konsolidasi.dasbor.beranda.kecepatan import bandingkan
from konsolidasi.dasbor.beranda.opd import sisa_waktu
from konsolidasi.inti.waktu import ZONA


def saat(bulan: int, tanggal: int, jam: int = 16) -> datetime:
    return datetime(2026, bulan, tanggal, jam, tzinfo=ZONA)


HARI = date(2026, 1, 14)
PERIODE = Periode(
    tahun_id=2025,
    triwulan=4,
    dibuka_pada=saat(1, 2),
    batas_pada=saat(1, 16),
    tenggang_pada=saat(1, 19),
    ditutup_pada=saat(1, 28),
)
DINKES = IsianOpd(1, "Dinkes", "Dinas Kesehatan", 12, 5, 2, 1, 0, 4, "/isian/1/")
BAHAN = BahanOpd(HARI, saat(1, 14, 9), PERIODE)


def test_rows_to_hand_in_with_what_is_ready_and_the_deadline():
    t = isian_belum(replace(BAHAN, isian=(DINKES,)))
    assert t.kalimat == "7 dari 12 baris TW IV 2025 belum diajukan."
    assert t.keterangan == ("2 siap diajukan sekarang. Batasnya Jumat, 16 Januari 2026, 16.00 WIB.")
    assert (t.kapan, t.url, t.batas) == ("16 Jan", "/isian/1/", date(2026, 1, 16))
    assert DINKES.beres == 7


def test_a_person_with_two_opd_sees_how_much_each_owes():
    rsud = replace(DINKES, opd=2, singkatan="RSUD", wajib=9, diajukan=9, siap=0, url="/isian/2/")
    t = isian_belum(replace(BAHAN, isian=(DINKES, rsud)))
    assert t.kalimat == "7 dari 12 baris TW IV 2025 Dinkes belum diajukan."
    t = isian_belum(replace(BAHAN, isian=(DINKES, replace(rsud, diajukan=4))))
    assert t.kalimat == "12 dari 21 baris TW IV 2025 belum diajukan."
    assert "Dinkes 7, RSUD 5." in t.keterangan


def test_after_the_deadline_the_grace_or_the_extension_counts():
    lewat = replace(BAHAN, hari=date(2026, 1, 18), pada=saat(1, 18, 9), isian=(DINKES,))
    t = isian_belum(lewat)
    assert t.keterangan.endswith("Batasnya sudah lewat 2 hari; masih bisa sampai 19 Januari 2026.")
    assert t.ragam == "waspada"
    tutup = replace(lewat, hari=date(2026, 1, 20), pada=saat(1, 20, 9))
    assert isian_belum(tutup) is None
    assert isian_ditutup(tutup).kalimat == (
        "7 baris TW IV 2025 Dinkes belum diajukan dan pengisian sudah ditutup."
    )
    lanjut = replace(tutup, isian=(replace(DINKES, sampai=saat(1, 21)),))
    assert isian_ditutup(lanjut) is None
    assert isian_belum(lanjut).batas == date(2026, 1, 21)


@pytest.mark.parametrize("aturan", ATURAN_OPD, ids=lambda a: a.__name__)
def test_no_rule_fires_when_all_is_done(aturan):
    assert aturan(BAHAN) is None
    assert aturan(replace(BAHAN, isian=(replace(DINKES, diajukan=12, kembali=0),))) is None


def test_a_returned_row_comes_with_the_sentence_of_the_reviewer():
    satu = Kembali("AKI", "Dinkes", "Satuan berbeda.", "Rina", date(2026, 1, 7), "/isian/1/#b3")
    t = baris_kembali(replace(BAHAN, kembali=(satu,)))
    assert t.kalimat == "1 baris dikembalikan dan menunggu jawaban Anda."
    assert t.keterangan == "AKI: “Satuan berbeda.”"
    assert (t.kapan, t.url) == ("7 hari menunggu", "/isian/1/#b3")


def test_only_a_kepala_is_asked_to_hand_over():
    isian = (replace(DINKES, lepas=3),)
    assert lepas_kepala(replace(BAHAN, isian=isian)) is None
    t = lepas_kepala(replace(BAHAN, isian=isian, boleh_lepas=True))
    assert t.kalimat == "3 baris TW IV 2025 menunggu Anda ajukan ke Bapperida."


def test_own_follow_ups_within_a_week_and_not_what_is_reported_or_supported():
    janji = Janji(7, "Undang klinik swasta", "Dinkes", date(2026, 1, 12), False, True, "/tl/7/")
    nanti = replace(janji, pk=8, batas=date(2026, 2, 28))
    t = tindak_lanjut_dekat(replace(BAHAN, janji=(nanti, janji)))
    assert t.kalimat == "1 tindak lanjut menunggu laporan Anda, 1 sudah lewat batas."
    assert (t.keterangan, t.url) == ("Yang pertama: Undang klinik swasta", "/tl/7/")
    for lain in (replace(janji, dilaporkan=True), replace(janji, milik=False), nanti):
        assert tindak_lanjut_dekat(replace(BAHAN, janji=(lain,))) is None


def test_attendance_is_asked_until_the_day_of_the_sesi():
    satu = Undangan(3, "Sesi I: Manusia", date(2026, 1, 15), "Dinkes", False)
    t = kehadiran_belum(replace(BAHAN, undangan=(satu,)))
    assert t.kalimat == "Siapa yang hadir di Sesi I: Manusia besok belum Anda jawab."
    assert kehadiran_belum(replace(BAHAN, undangan=(replace(satu, dijawab=True),))) is None
    assert kehadiran_belum(replace(BAHAN, hari=date(2026, 1, 16), undangan=(satu,))) is None


@pytest.mark.parametrize(
    ("medan", "aturan", "kalimat"),
    [
        (
            "konfirmasi",
            konfirmasi_kepala,
            "2 kesepakatan rapat menunggu konfirmasi Anda sebagai kepala OPD.",
        ),
        ("tanggapan", tanggapan_terbuka, "2 berita acara terbuka untuk tanggapan OPD Anda."),
        ("penjelasan", penjelasan_diminta, "2 temuan keselarasan target menunggu penjelasan Anda."),
        (
            "permintaan",
            permintaan_prioritas,
            "2 permintaan berbagi target prioritas menunggu jawaban OPD Anda.",
        ),
    ],
)
def test_what_waits_for_the_opd_is_counted_and_the_first_is_opened(medan, aturan, kalimat):
    dua = (Tunggu("Satu.", "/1/", date(2026, 1, 20)), Tunggu("Dua.", "/2/"))
    t = aturan(replace(BAHAN, **{medan: dua}))
    assert (t.kalimat, t.keterangan, t.url) == (kalimat, "Satu. Dua.", "/1/")
    assert (t.kapan, t.batas) == ("20 Jan", date(2026, 1, 20))


@pytest.mark.parametrize(
    ("pada", "kata"),
    [
        (saat(1, 14, 9), "2 hari lagi"),
        (saat(1, 16, 9), "hari terakhir"),
        (saat(1, 17, 9), "lewat batas, ditutup 2 hari lagi"),
        (saat(1, 19, 9), "lewat batas, ditutup hari ini"),
        (saat(1, 19, 17), "sudah ditutup"),
        (saat(1, 1, 9), ""),
    ],
)
def test_days_left_in_words(pada: datetime, kata: str):
    b = replace(BAHAN, pada=pada, hari=pada.date(), isian=(DINKES,))
    assert sisa_waktu(b) == kata


def test_the_benchmark_counts_who_is_later_and_needs_somebody_to_compare_with():
    hari = {1: timedelta(days=4), 2: timedelta(days=1), 3: timedelta(days=-2), 4: timedelta(days=6)}
    p = bandingkan(1, "Dinkes", hari, ("TW III 2025",))
    assert (p.lebih_cepat, p.dari) == (2, 3)
    assert p.kalimat == "Rata-rata pengajuan pertama Dinkes 4 hari sebelum batas."
    lambat = bandingkan(3, "BPBD", hari, ())
    assert (lambat.lebih_cepat, lambat.kalimat) == (
        0,
        "Rata-rata pengajuan pertama BPBD 2 hari sesudah batas.",
    )
    assert bandingkan(9, "Baru", hari, ()) is None
    assert bandingkan(1, "Dinkes", {1: timedelta(0)}, ()) is None
