"""Arrival and departure, corrected by the notulis; who was forgotten is added with a time."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from konsolidasi.inti.waktu import ZONA
from rapat.models import Peserta, Sesi
from tests import pabrik

TANGGAL = timezone.localdate() - timedelta(days=1)


def saat(jam: int, menit: int) -> datetime:
    return datetime.combine(TANGGAL, time(jam, menit, 30), tzinfo=ZONA)


@pytest.fixture
def satu(meja, nana) -> Peserta:
    Sesi.objects.filter(pk=meja.sesi.pk).update(tanggal=TANGGAL)
    return pabrik.buat_peserta(
        agenda=meja.dinkes, nama="Siti", hadir_pada=saat(9, 12), dicatat_oleh=nana
    )


@pytest.fixture
def ubah(meja, nana, satu, masuk_sebagai):
    def post(**isi: str):
        jalur = reverse("rapat:peserta_ubah", args=[meja.sesi.pk, satu.pk])
        return masuk_sebagai(nana).post(jalur, isi)

    return post


def test_the_notulis_corrects_when_somebody_came_and_left(satu, ubah):
    assert ubah(hadir_pukul="08:55", pulang_pukul="15.30", asal="09.12|").status_code == 302
    satu.refresh_from_db()
    assert satu.hadir_pada == datetime.combine(TANGGAL, time(8, 55), tzinfo=ZONA)
    assert satu.pulang_pada == datetime.combine(TANGGAL, time(15, 30), tzinfo=ZONA)
    assert ubah(hadir_pukul="08:55", pulang_pukul="", asal="08.55|15.30").status_code == 302
    satu.refresh_from_db()
    assert satu.pulang_pada is None


def test_a_minute_that_was_not_changed_keeps_its_seconds(satu, ubah):
    ubah(hadir_pukul="09:12", pulang_pukul="12:00", asal="09.12|")
    satu.refresh_from_db()
    assert satu.hadir_pada == saat(9, 12)


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"hadir_pukul": ""}, "Isi jam hadir."),
        ({"hadir_pukul": "pagi"}, "Jam tidak dikenal."),
        ({"hadir_pukul": "10:00", "pulang_pukul": "09:00"}, "tidak boleh sebelum waktu hadir"),
    ],
)
def test_a_wrong_time_is_told_beside_the_field(satu, ubah, isi, kalimat):
    jawaban = ubah(**isi)
    assert jawaban.status_code == 422 and kalimat in jawaban.text
    satu.refresh_from_db()
    assert (satu.hadir_pada, satu.pulang_pada) == (saat(9, 12), None)


def test_two_people_correct_the_same_row_and_the_second_sees_both(satu, ubah):
    ubah(hadir_pukul="08:50", asal="09.12|")
    jawaban = ubah(hadir_pukul="09:05", asal="09.12|")
    assert jawaban.status_code == 409
    assert "Sudah diubah orang lain: hadir 08.50." in jawaban.text and "09:05" in jawaban.text
    assert ubah(hadir_pukul="09:05", asal="08.50|").status_code == 302
    assert ubah(hadir_pukul="09:05", asal="08.50|").status_code == 302  # its answer was lost


def test_leaving_now_twice_keeps_the_first_time(meja, satu, ubah):
    ubah(langkah="pulang")
    satu.refresh_from_db()
    pertama = satu.pulang_pada
    ubah(langkah="pulang")
    satu.refresh_from_db()
    assert satu.pulang_pada == pertama


def test_a_final_list_and_a_cancelled_entry_do_not_change(meja, satu, ubah):
    ubah(langkah="batal", alasan="salah orang")
    assert ubah(hadir_pukul="08:50").status_code == 409
    Sesi.objects.filter(pk=meja.sesi.pk).update(
        status="ditetapkan",
        ditetapkan_pada=timezone.now(),
        berita_acara_nomor="1",
        berita_acara_tanggal=TANGGAL,
    )
    assert "tidak berubah lagi" in ubah(langkah="pulang").text


def test_a_forgotten_person_comes_with_the_time_that_the_notulis_types(
    meja, satu, nana, masuk_sebagai
):
    isi = {
        "agenda": meja.disdik.pk,
        "nama": "Joko",
        "jabatan": "Kabid",
        "kedudukan": "wakil",
        "hadir_pukul": "09.40",
    }
    jalur = reverse("rapat:peserta_simpan", args=[meja.sesi.pk])
    assert masuk_sebagai(nana).post(jalur, isi).status_code == 302
    joko = Peserta.objects.get(nama="Joko")
    assert joko.susulan
    assert joko.hadir_pada == datetime.combine(TANGGAL, time(9, 40), tzinfo=ZONA)
    assert meja.disdik.kehadiran.hadir_pukul == time(9, 40)


def test_a_time_that_has_not_come_is_refused(meja, nana, masuk_sebagai):
    Sesi.objects.filter(pk=meja.sesi.pk).update(tanggal=timezone.localdate() + timedelta(days=1))
    isi = {"agenda": meja.disdik.pk, "nama": "Joko", "jabatan": "Kabid", "kedudukan": "wakil"}
    jalur = reverse("rapat:peserta_simpan", args=[meja.sesi.pk])
    jawaban = masuk_sebagai(nana).post(jalur, isi | {"hadir_pukul": "09:00"})
    assert jawaban.status_code == 422 and "Jam ini belum terjadi." in jawaban.text
