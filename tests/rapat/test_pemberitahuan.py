"""Confirmations of a kepala and follow-ups of an OPD: before, on and after their day."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from konsolidasi.inti.waktu import ZONA
from opd.layanan.pemberitahuan import serasikan
from opd.models import Pemberitahuan
from opd.pemberitahuan import Penerima
from rapat.models import KonfirmasiKepala, TindakLanjut
from rapat.pemberitahuan import kumpulkan
from rapat.pilihan import StatusKonfirmasi, StatusTindakLanjut
from tests import pabrik


def jam(hari: date) -> datetime:
    return datetime(hari.year, hari.month, hari.day, 9, tzinfo=ZONA)


def serasi(hari: date) -> None:
    serasikan(lambda pada: kumpulkan(pada, Penerima(hari)), pada=jam(hari))


def lalui(dari: date, hari: int) -> None:
    for n in range(hari):
        serasi(dari + timedelta(days=n))


def dibuat(orang) -> list[date]:
    milik = Pemberitahuan.objects.untuk(orang).order_by("pk")
    return [p.dibuat_pada.astimezone(ZONA).date() for p in milik]


@pytest.fixture
def agenda(dinkes):
    return pabrik.buat_agenda(opd=dinkes)


def test_follow_up_reminds_its_opd_before_on_and_after_the_day(
    agenda, sari, kepala_dinkes, joko, rina
):
    janji = pabrik.buat_tindak_lanjut(agenda=agenda)
    lalui(date(2026, 2, 15), 20)
    tiga = [date(2026, 2, 21), date(2026, 2, 28), date(2026, 3, 1)]
    assert (dibuat(sari), dibuat(kepala_dinkes)) == (tiga, tiga)
    assert (dibuat(joko), dibuat(rina)) == ([], [])
    (buka,) = Pemberitahuan.objects.untuk(sari).terbuka()
    assert buka.kalimat == (
        "“Undang klinik swasta” (Dinkes): batasnya sudah lewat 6 hari, 28 Februari 2026."
    )
    assert buka.url == reverse("rapat:tindak_lanjut_rinci", args=[janji.pk])


def test_reported_follow_up_waits_for_bapperida_and_a_closed_one_for_nobody(agenda, sari, rina):
    janji = pabrik.buat_tindak_lanjut(agenda=agenda)
    serasi(date(2026, 3, 1))
    milik = TindakLanjut.objects.filter(pk=janji.pk)
    milik.update(
        status=StatusTindakLanjut.DILAPORKAN, dilaporkan_pada=jam(date(2026, 3, 2)), laporan="Sudah"
    )
    lalui(date(2026, 3, 2), 5)
    assert not Pemberitahuan.objects.untuk(sari).terbuka().exists()
    assert dibuat(rina) == [date(2026, 3, 2)]
    milik.update(status=StatusTindakLanjut.SELESAI, selesai_pada=jam(date(2026, 3, 7)))
    serasi(date(2026, 3, 8))
    assert not Pemberitahuan.objects.terbuka().exists()


def test_moved_follow_up_reminds_again_of_its_new_day(agenda, sari):
    janji = pabrik.buat_tindak_lanjut(agenda=agenda)
    serasi(date(2026, 2, 28))
    TindakLanjut.objects.filter(pk=janji.pk).update(batas_tanggal=date(2026, 3, 31))
    lalui(date(2026, 3, 1), 31)
    assert dibuat(sari) == [date(2026, 2, 28), date(2026, 3, 24), date(2026, 3, 31)]


def test_confirmation_waits_for_the_kepala_then_bapperida_hears_of_it(
    agenda, sari, kepala_dinkes, rina
):
    satu = KonfirmasiKepala.objects.create(agenda=agenda, sampai_tanggal=date(2026, 1, 23))
    lalui(date(2026, 1, 20), 10)
    assert dibuat(kepala_dinkes) == [date(2026, 1, d) for d in (20, 23, 24)]
    assert (dibuat(sari), dibuat(rina)) == ([], [date(2026, 1, 24)])
    (buka,) = Pemberitahuan.objects.untuk(kepala_dinkes).terbuka()
    assert "menunggu konfirmasi kepala OPD; batasnya sudah lewat 6 hari" in buka.kalimat
    assert buka.url == reverse("rapat:agenda_rinci", args=[agenda.sesi_id, agenda.pk])
    KonfirmasiKepala.objects.filter(pk=satu.pk).update(status=StatusKonfirmasi.DIKONFIRMASI)
    serasi(date(2026, 1, 30))
    assert not Pemberitahuan.objects.terbuka().exists()
