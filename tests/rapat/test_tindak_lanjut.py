"""A follow-up from the room to its end, and back on the next agenda until then."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from rapat.layanan.tindak_lanjut import (
    bawa_ke_sesi,
    buat_tindak_lanjut,
    geser_batas,
    lapor_selesai,
    mulai_sesi,
    putuskan,
)
from rapat.layar.tindak_lanjut import pada_agenda, siap_cetak, susun_baris
from rapat.models import BahasanTindakLanjut, LogTindakLanjut, TindakLanjut
from rapat.pilihan import StatusSesi, StatusTindakLanjut
from tests import pabrik

BATAS = date(2026, 2, 28)
ALASAN = "Alat ukur belum datang"


@pytest.fixture
def satu(meja, nana, dinkes, disdik) -> TindakLanjut:
    return buat_tindak_lanjut(
        agenda=meja.dinkes,
        opd=dinkes,
        uraian="Undang klinik swasta",
        batas_tanggal=BATAS,
        pendukung=[disdik, dinkes],
        indikator=meja.stunting,
        oleh=nana,
    )


def test_a_follow_up_keeps_its_first_due_date_and_supporters(satu, disdik):
    assert (satu.batas_awal, satu.status) == (BATAS, StatusTindakLanjut.TERBUKA)
    assert [p.opd for p in satu.pendukung_baris.all()] == [disdik]
    assert satu.bahasan.count() == 1


def test_the_same_text_sent_twice_is_one_follow_up(satu, meja, dinkes, nana):
    lagi = buat_tindak_lanjut(
        agenda=meja.dinkes,
        opd=dinkes,
        uraian=" Undang klinik swasta ",
        batas_tanggal=BATAS,
        oleh=nana,
    )
    assert lagi.pk == satu.pk


@pytest.mark.parametrize(
    ("uraian", "batas"), [("  ", BATAS), ("Undang", date(2026, 1, 19))], ids=["kosong", "lampau"]
)
def test_nothing_is_written_without_text_or_with_a_past_date(meja, dinkes, nana, uraian, batas):
    with pytest.raises(TidakLengkap):
        buat_tindak_lanjut(
            agenda=meja.dinkes, opd=dinkes, uraian=uraian, batas_tanggal=batas, oleh=nana
        )
    assert not TindakLanjut.objects.exists()


def test_an_opd_does_not_write_follow_ups(meja, dinkes, sari):
    with pytest.raises(TidakBoleh):
        buat_tindak_lanjut(
            agenda=meja.dinkes, opd=dinkes, uraian="x", batas_tanggal=BATAS, oleh=sari
        )


def test_moving_the_date_needs_a_reason_and_is_counted(satu, rina):
    with pytest.raises(TidakLengkap):
        geser_batas(
            tindak_lanjut=satu, batas_baru=date(2026, 3, 31), alasan="x", versi=1, oleh=rina
        )
    satu = geser_batas(
        tindak_lanjut=satu, batas_baru=date(2026, 3, 31), alasan=ALASAN, versi=1, oleh=rina
    )
    assert (satu.batas_tanggal, satu.batas_awal) == (date(2026, 3, 31), BATAS)
    baris = susun_baris(siap_cetak(TindakLanjut.objects.all()), date(2026, 4, 2))[0]
    assert (baris.bergeser, baris.sisa, baris.lewat) == (1, "lewat 2 hari", True)


def test_of_two_moves_from_one_page_the_second_is_refused(satu, rina):
    geser_batas(tindak_lanjut=satu, batas_baru=date(2026, 3, 1), alasan=ALASAN, versi=1, oleh=rina)
    with pytest.raises(SudahBerubah):
        geser_batas(
            tindak_lanjut=satu, batas_baru=date(2026, 4, 1), alasan=ALASAN, versi=1, oleh=rina
        )


def test_the_opd_reports_and_only_bapperida_closes(satu, sari, joko, rina):
    with pytest.raises(TidakBoleh):
        lapor_selesai(tindak_lanjut=satu, laporan="sudah", tautan="", versi=1, oleh=joko)
    satu = lapor_selesai(
        tindak_lanjut=satu, laporan="14 klinik diundang", tautan="", versi=1, oleh=sari
    )
    assert satu.status == StatusTindakLanjut.DILAPORKAN
    with pytest.raises(TidakBoleh):
        putuskan(tindak_lanjut=satu, langkah="selesai", catatan="", oleh=sari)
    satu = putuskan(tindak_lanjut=satu, langkah="selesai", catatan="", oleh=rina)
    assert satu.status == StatusTindakLanjut.SELESAI and satu.selesai_pada is not None
    langkah = LogTindakLanjut.objects.order_by("pk").values_list("transisi", flat=True)
    assert list(langkah) == ["lapor", "selesai"]


def test_an_empty_report_is_refused_and_nothing_changes(satu, sari):
    with pytest.raises(TidakLengkap):
        lapor_selesai(tindak_lanjut=satu, laporan="  ", tautan="", versi=1, oleh=sari)
    satu.refresh_from_db()
    assert satu.status == StatusTindakLanjut.TERBUKA


@pytest.mark.parametrize("langkah", ["kembalikan", "batalkan", "buka"])
def test_steps_backward_need_a_reason(satu, sari, rina, langkah):
    satu = lapor_selesai(tindak_lanjut=satu, laporan="sudah", tautan="", versi=1, oleh=sari)
    if langkah == "buka":
        satu = putuskan(tindak_lanjut=satu, langkah="selesai", catatan="", oleh=rina)
    with pytest.raises(TidakLengkap):
        putuskan(tindak_lanjut=satu, langkah=langkah, catatan=" ", oleh=rina)
    putuskan(tindak_lanjut=satu, langkah=langkah, catatan="Bukti belum ada", oleh=rina)


def test_closing_twice_is_closing_once(satu, rina):
    putuskan(tindak_lanjut=satu, langkah="selesai", catatan="", oleh=rina)
    putuskan(tindak_lanjut=satu, langkah="selesai", catatan="", oleh=rina)
    assert LogTindakLanjut.objects.count() == 1


def test_a_closed_one_does_not_move(satu, rina):
    satu = putuskan(tindak_lanjut=satu, langkah="selesai", catatan="", oleh=rina)
    with pytest.raises(SalahKeadaan):
        geser_batas(
            tindak_lanjut=satu, batas_baru=date(2026, 5, 1), alasan=ALASAN, versi=2, oleh=rina
        )


def test_what_is_open_comes_back_on_the_next_agenda(satu, dinkes, rina):
    """Also that of a unit, discussed with the OPD above it; what is closed stays away."""
    rsud = pabrik.buat_opd(nama="RSUD", induk=dinkes)
    milik_rsud = TindakLanjut.objects.create(
        opd=rsud, uraian="Samakan data TBC", batas_tanggal=BATAS, batas_awal=BATAS
    )
    TindakLanjut.objects.create(
        opd=dinkes,
        uraian="Lama",
        batas_tanggal=BATAS,
        batas_awal=BATAS,
        status=StatusTindakLanjut.DIBATALKAN,
    )
    sesi = pabrik.buat_sesi(rapat=pabrik.buat_rapat(nama="Lagi"), status=StatusSesi.TERJADWAL)
    agenda = pabrik.buat_agenda(opd=dinkes, sesi=sesi)
    mulai_sesi(sesi=sesi, oleh=rina)
    assert bawa_ke_sesi(sesi) == 0
    lama, baru = pada_agenda(agenda, date(2026, 2, 1))
    assert [b.satu for b in lama] == [satu, milik_rsud] and baru == ()
    assert [b.dibahas for b in lama] == [2, 1]


def test_a_follow_up_is_never_deleted(satu):
    BahasanTindakLanjut.objects.all().delete()
    satu.pendukung_baris.all().delete()
    with pytest.raises(Exception, match="tidak_dihapus|Cannot delete"), transaction.atomic():
        satu.delete()


def test_the_database_refuses_a_closed_one_without_its_moment(satu):
    with pytest.raises(IntegrityError), transaction.atomic():
        TindakLanjut.objects.filter(pk=satu.pk).update(status=StatusTindakLanjut.SELESAI)
