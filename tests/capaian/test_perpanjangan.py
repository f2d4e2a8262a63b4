"""Extensions: who gives them, what is refused, and that nothing repairs lateness."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from capaian.alur import ALUR_REALISASI, hari_terlambat, jendela_terbuka
from capaian.layanan.periode import beri_perpanjangan
from capaian.layanan.realisasi import simpan_realisasi
from capaian.models import Periode, Perpanjangan, Realisasi
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from konsolidasi.inti.galat import GalatDomain, SalahKeadaan, SudahBerubah, TidakBoleh
from konsolidasi.inti.waktu import ZONA
from tests import pabrik

HARI = timedelta(days=1)
ALASAN = "Penanganan banjir rob di pesisir"
Riwayat = Perpanjangan.pgh_event_model


def geser(periode: Periode, *, batas: timedelta, tenggang: timedelta) -> Periode:
    """The window around the present moment."""
    kini = timezone.now()
    Periode.objects.filter(pk=periode.pk).update(
        batas_pada=kini + batas, tenggang_pada=kini + tenggang, ditutup_pada=kini + tenggang
    )
    return Periode.objects.get(pk=periode.pk)


@pytest.fixture
def tutup(db) -> Periode:
    """Closed since yesterday, the deadline was four days ago."""
    return geser(pabrik.buat_periode(), batas=-4 * HARI, tenggang=-HARI)


def beri(periode, opd, oleh, *, hari: int = 3, alasan: str = ALASAN, **lain) -> Perpanjangan:
    sampai = lain.pop("sampai", (timezone.now() + hari * HARI).replace(microsecond=0))
    lain.setdefault("dilihat", None)
    return beri_perpanjangan(
        periode=periode, opd=opd, sampai=sampai, alasan=alasan, oleh=oleh, **lain
    )


def test_bapperida_keeps_the_window_of_one_opd_open(tutup, dinkes, disdik, rina):
    assert not jendela_terbuka(tutup, dinkes.pk)
    beri(tutup, dinkes, rina)
    assert jendela_terbuka(tutup, dinkes.pk)
    assert not jendela_terbuka(tutup, disdik.pk)


def test_it_closes_itself(tutup, dinkes, rina):
    akhir = beri(tutup, dinkes, rina).sampai_pada
    assert jendela_terbuka(tutup, dinkes.pk, akhir)
    assert not jendela_terbuka(tutup, dinkes.pk, akhir + timedelta(seconds=1))


@pytest.mark.parametrize("siapa", ["sari", "kepala_dinkes", "pak_budi", "nana", "admin", "tamu"])
def test_nobody_else_may_give_one(siapa, tutup, dinkes, request):
    with pytest.raises(TidakBoleh):
        beri(tutup, dinkes, request.getfixturevalue(siapa))
    assert not Perpanjangan.objects.exists()


@pytest.mark.parametrize(
    ("jendela", "hari", "alasan", "kalimat", "medan"),
    [
        ((5, 8), 2, ALASAN, "Pilih saat sesudah batas", "tanggal"),
        ((-1, 8), 2, ALASAN, "semua OPD masih dapat mengisi", "tanggal"),
        ((-9, -8), -2, ALASAN, "Saat itu sudah lewat", "tanggal"),
        ((-9, -8), 400, ALASAN, "Paling lama satu tahun", "tanggal"),
        ((-9, -8), 2, "banjir", "minimal 10 huruf", "alasan"),
        ((-9, -8), 2, " " * 40, "minimal 10 huruf", "alasan"),
    ],
)
def test_an_extension_that_makes_no_sense_is_refused(
    jendela, hari, alasan, kalimat, medan, dinkes, rina
):
    batas, tenggang = (n * HARI for n in jendela)
    periode = geser(pabrik.buat_periode(), batas=batas, tenggang=tenggang)
    with pytest.raises(GalatDomain, match=kalimat) as galat:
        beri(periode, dinkes, rina, hari=hari, alasan=alasan)
    assert galat.value.medan == medan
    assert not Perpanjangan.objects.exists()


def test_a_locked_quarter_and_one_not_yet_open_are_refused(tutup, dinkes, rina):
    Periode.objects.filter(pk=tutup.pk).update(terkunci=True)
    with pytest.raises(SalahKeadaan, match="sudah terkunci"):
        beri(tutup, dinkes, rina)
    Periode.objects.filter(pk=tutup.pk).update(
        terkunci=False, dibuka_pada=timezone.now() + HARI, **_jauh()
    )
    with pytest.raises(SalahKeadaan, match="baru dibuka"):
        beri(tutup, dinkes, rina)


def _jauh() -> dict[str, datetime]:
    return dict.fromkeys(("batas_pada", "tenggang_pada", "ditutup_pada"), pabrik.JAUH)


def test_changing_it_is_a_new_end_with_a_reason_in_the_history(tutup, dinkes, rina):
    lama = beri(tutup, dinkes, rina)
    baru = beri(tutup, dinkes, rina, hari=6, alasan="Air belum surut", dilihat=lama.sampai_pada)
    assert baru.pk == lama.pk
    alasan = Riwayat.objects.filter(pgh_obj_id=lama.pk).order_by("pgh_id")
    assert list(alasan.values_list("alasan", flat=True)) == [ALASAN, "Air belum surut"]


def test_two_people_at_once_the_second_sees_what_the_first_gave(tutup, dinkes, rina):
    pertama = beri(tutup, dinkes, rina)
    lain = pabrik.buat_pengguna(username="dedi", nama="Dedi", peran="bapperida")
    with pytest.raises(SudahBerubah) as galat:
        beri(tutup, dinkes, lain, hari=9)
    assert galat.value.sekarang == pertama
    pertama.refresh_from_db()
    assert pertama.diberikan_oleh == rina


def test_the_same_form_sent_twice_is_given_once(tutup, dinkes, rina):
    satu = beri(tutup, dinkes, rina)
    assert beri(tutup, dinkes, rina, sampai=satu.sampai_pada) == satu
    assert Riwayat.objects.count() == 1


@pytest.fixture
def baris(tutup, dinkes, sari, rina) -> Realisasi:
    """A complete draft of a quarter that Dinkes may still fill."""
    beri(tutup, dinkes, rina)
    indikator = pabrik.buat_indikator(opd=dinkes)
    isi = {"keadaan": KeadaanNilai.TIDAK_BERLAKU, "nilai": None, "alasan": "Dihapus dari Renja"}
    return simpan_realisasi(indikator=indikator, periode=tutup, isi=isi, versi=0, oleh=sari)


def test_what_is_submitted_within_an_extension_is_late_against_the_deadline(baris, sari):
    segar = ALUR_REALISASI.jalankan("ajukan", baris, oleh=sari)
    assert segar.terlambat_hari == 4


def test_nothing_repairs_lateness(baris, dinkes, sari, rina, tutup):
    pertama = ALUR_REALISASI.jalankan("ajukan", baris, oleh=sari)
    ALUR_REALISASI.jalankan("kembalikan", baris, oleh=rina, catatan="Perjelas alasannya, mohon.")
    akhir = Perpanjangan.objects.get().sampai_pada
    beri(tutup, dinkes, rina, hari=30, alasan="Air belum surut", dilihat=akhir)
    geser(tutup, batas=9 * HARI, tenggang=9 * HARI)
    ALUR_REALISASI.jalankan("ajukan", baris, oleh=sari)
    ALUR_REALISASI.jalankan("terima", baris, oleh=rina)
    baris.refresh_from_db()
    assert (baris.terlambat_hari, baris.status) == (4, StatusRealisasi.TERVERIFIKASI)
    assert baris.diajukan_pertama_pada == pertama.diajukan_pertama_pada
    assert baris.diajukan_pada > pertama.diajukan_pertama_pada


def test_on_time_stays_on_time_when_it_comes_back_late(dinkes, sari, rina):
    periode = geser(pabrik.buat_periode(), batas=HARI, tenggang=2 * HARI)
    isi = {"keadaan": KeadaanNilai.TIDAK_BERLAKU, "alasan": "Dihapus dari Renja", "nilai": None}
    indikator = pabrik.buat_indikator(opd=dinkes)
    satu = simpan_realisasi(indikator=indikator, periode=periode, isi=isi, versi=0, oleh=sari)
    ALUR_REALISASI.jalankan("ajukan", satu, oleh=sari)
    ALUR_REALISASI.jalankan("kembalikan", satu, oleh=rina, catatan="Perjelas alasannya, mohon.")
    geser(periode, batas=-3 * HARI, tenggang=HARI)
    assert ALUR_REALISASI.jalankan("ajukan", satu, oleh=sari).terlambat_hari == 0


def test_units_of_the_opd_may_type_as_long_unless_they_have_their_own(tutup, dinkes, disdik, rina):
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)
    klinik = pabrik.buat_opd(nama="Klinik", singkatan="Klinik", induk=rsud)
    lain = pabrik.buat_opd(nama="Puskesmas", singkatan="Puskesmas", induk=dinkes)
    beri(tutup, dinkes, rina, hari=3)
    sendiri = beri(tutup, lain, rina, hari=1).sampai_pada
    besok_lusa = timezone.now() + 2 * HARI
    buka = [o.singkatan for o in (dinkes, rsud, klinik, lain) if jendela_terbuka(tutup, o.pk)]
    assert buka == ["Dinkes", "RSUD", "Klinik", "Puskesmas"]
    assert jendela_terbuka(tutup, klinik.pk, besok_lusa)
    assert not jendela_terbuka(tutup, lain.pk, besok_lusa)
    assert not jendela_terbuka(tutup, disdik.pk)
    semua = [dinkes.pk, rsud.pk, klinik.pk, lain.pk, disdik.pk]
    sampai = Perpanjangan.objects.filter(periode=tutup).sampai(semua)
    assert sampai[lain.pk, tutup.pk] == sendiri
    assert {o for o, _ in sampai} == {dinkes.pk, rsud.pk, klinik.pk, lain.pk}


def test_extension_of_a_unit_is_not_one_of_its_opd(tutup, dinkes, rina):
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)
    beri(tutup, rsud, rina)
    assert jendela_terbuka(tutup, rsud.pk)
    assert not jendela_terbuka(tutup, dinkes.pk)


@pytest.mark.parametrize(
    ("sesudah", "hari"),
    [(timedelta(0), 0), (timedelta(seconds=1), 1), (timedelta(hours=20), 1), (4 * HARI, 4)],
)
def test_deadline_is_a_moment_and_days_are_those_of_the_calendar(tutup, sesudah, hari):
    tutup.batas_pada = datetime(2026, 1, 16, 16, tzinfo=ZONA)
    assert hari_terlambat(tutup, tutup.batas_pada + sesudah) == hari
