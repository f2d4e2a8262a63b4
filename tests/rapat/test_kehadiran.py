"""Attendance of one OPD."""

import pytest

from rapat.models import Kehadiran, Sesi

WAKIL = {
    "keadaan": "diwakili",
    "nama": "Dewi Siregar",
    "jabatan": "Sekretaris Dinas",
    "surat_tugas": "094/112/2026",
}


def test_notulis_records_who_came_instead(meja, nana, masuk_sebagai):
    client = masuk_sebagai(nana)
    assert client.post(meja.hadir, WAKIL).url == meja.halaman
    isi = client.get(meja.halaman).text
    assert "Diwakili Dewi Siregar, Sekretaris Dinas" in isi
    assert "surat tugas 094/112/2026" in isi
    assert "Hadir 1 dari 2 OPD" in isi
    assert Kehadiran.objects.get().dicatat_oleh == nana


def test_second_record_corrects_the_first(meja, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    client.post(meja.hadir, WAKIL)
    client.post(meja.hadir, {"keadaan": "pimpinan"})
    assert Kehadiran.objects.get().keadaan == "pimpinan"


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({}, "Pilih kehadirannya."),
        ({"keadaan": "terlambat"}, "Pilih dari daftarnya."),
        (WAKIL | {"nama": ""}, "Tulis nama yang mewakili."),
        (WAKIL | {"jabatan": "  "}, "Tulis jabatan yang mewakili."),
        (WAKIL | {"nama": "a\x00b"}, "karakter"),
        (WAKIL | {"surat_tugas": "9" * 101}, "Paling banyak 100 huruf"),
    ],
)
def test_wrong_attendance_keeps_what_was_typed(isi, kalimat, meja, rina, masuk_sebagai):
    jawaban = masuk_sebagai(rina).post(meja.hadir, isi)
    assert jawaban.status_code == 422
    assert kalimat in jawaban.text
    assert isi.get("surat_tugas", "") in jawaban.text
    assert not Kehadiran.objects.exists()


def test_attendance_is_closed_once_the_sesi_is_ditetapkan(
    meja, kirim, tetapkan, rina, masuk_sebagai
):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="3")
    tetapkan(client)
    jawaban = client.post(meja.hadir, WAKIL)
    assert jawaban.status_code == 409
    assert "tidak dapat diubah" in jawaban.text


def test_page_before_the_start_offers_no_form(meja, rina, masuk_sebagai):
    Sesi.objects.update(status="terjadwal")
    isi = masuk_sebagai(rina).get(meja.halaman).text
    assert "Simpan kehadiran" not in isi
    assert "Mulai sesi" in isi
