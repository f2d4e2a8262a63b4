"""Attendance by QR and by the notulis: who may, until when, and what is refused."""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from konsolidasi.inti.galat import SalahKeadaan
from rapat.kode import GARAM_TIKET, buat_tiket, hadir_berlaku, kode_hadir
from rapat.layanan.hadir import batalkan_peserta, catat_peserta
from rapat.layar.hadir import keterangan, susun_daftar
from rapat.models import Kehadiran, Peserta, Sesi
from rapat.pilihan import CaraHadir, KeadaanHadir, StatusSesi
from tests import pabrik

NIP = "198001012005011001"


def isian(meja, **ganti: object) -> dict[str, object]:
    return {
        "agenda": meja.dinkes.pk,
        "nama": "Siti Aminah",
        "nip": NIP,
        "jabatan": "Sekretaris Dinas",
        "kedudukan": "wakil",
        "surat_tugas": "094/112/2026",
        "paraf": "M10 10L20 20L30 10",
    } | ganti


def halaman(meja, kode: str) -> str:
    return reverse("rapat:hadir", args=[meja.sesi.pk, kode])


def kirim(meja, client: Client | None = None, **ganti: object):
    alamat = reverse("rapat:hadir_simpan", args=[meja.sesi.pk])
    isi = {"tiket": buat_tiket(meja.sesi.pk)} | isian(meja) | ganti
    return (client or Client()).post(alamat, isi)


def test_a_person_scans_and_enters_without_account(meja):
    kode = kode_hadir(meja.sesi.pk, timezone.now())
    assert Client().get(halaman(meja, kode)).status_code == 200
    jawaban = kirim(meja)
    assert jawaban.status_code == 200 and "Anda tercatat hadir" in jawaban.content.decode()
    satu = Peserta.objects.get()
    assert (satu.cara, satu.nip, satu.agenda) == (CaraHadir.QR, NIP, meja.dinkes)


def test_the_code_lives_a_minute_or_two_and_belongs_to_one_sesi(meja):
    kini = timezone.now()
    kode = kode_hadir(meja.sesi.pk, kini)
    assert hadir_berlaku(meja.sesi.pk, kode, kini + timedelta(minutes=1))
    assert not hadir_berlaku(meja.sesi.pk, kode, kini + timedelta(minutes=2))
    assert not hadir_berlaku(meja.sesi.pk + 1, kode, kini)
    lain = pabrik.buat_sesi(rapat=meja.sesi.rapat, nomor=2)
    assert Client().get(reverse("rapat:hadir", args=[lain.pk, kode])).status_code == 410


@pytest.mark.parametrize("kode", ["x", "1-2", "0-" + "a" * 16, "%F0%9F%98%80", "1" * 300])
def test_a_guessed_code_is_refused(meja, kode):
    assert Client().get(halaman(meja, kode)).status_code == 410


@pytest.mark.parametrize("tiket", ["", "1:x", "palsu"])
def test_a_forged_ticket_writes_nothing(meja, tiket):
    assert kirim(meja, tiket=tiket).status_code == 410
    assert not Peserta.objects.exists()


def test_a_ticket_signed_for_something_else_writes_nothing(meja):
    lain = signing.TimestampSigner(salt="lain").sign(str(meja.sesi.pk))
    assert kirim(meja, tiket=lain).status_code == 410
    assert not Peserta.objects.exists()


def test_a_ticket_of_another_sesi_writes_nothing(meja):
    lain = signing.TimestampSigner(salt=GARAM_TIKET).sign(str(meja.sesi.pk + 1))
    assert kirim(meja, tiket=lain).status_code == 410
    assert not Peserta.objects.exists()


def test_the_same_person_twice_is_one_entry(meja):
    kirim(meja)
    assert kirim(meja, nama=" siti  aminah ").status_code == 200
    assert Peserta.objects.count() == 1


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"nama": ""}, "Isi nama."),
        ({"nip": "123"}, "NIP terdiri atas 18 angka."),
        ({"agenda": ""}, "Pilih OPD, atau tulis instansinya."),
        ({"kedudukan": "raja"}, "Pilihan ini tidak dikenal."),
        ({"paraf": "<script>"}, "Tanda tangan tidak terbaca."),
        ({"nama": "a\x07b"}, "karakter yang tidak terbaca"),
        ({"nama": "x" * 151}, "Paling banyak 150 huruf"),
    ],
)
def test_wrong_input_is_told_beside_the_field(meja, ganti, kalimat):
    jawaban = kirim(meja, **ganti)
    assert jawaban.status_code == 422 and kalimat in jawaban.content.decode()
    assert not Peserta.objects.exists()


def test_what_the_notulis_enters_marks_the_opd_as_present(meja, nana, masuk_sebagai):
    simpan = reverse("rapat:peserta_simpan", args=[meja.sesi.pk])
    masuk_sebagai(nana).post(simpan, isian(meja))
    hadir = Kehadiran.objects.get()
    assert (hadir.agenda, hadir.keadaan) == (meja.dinkes, KeadaanHadir.DIWAKILI)


def test_a_wrong_entry_stays_visible_as_cancelled(meja, nana):
    satu = catat_peserta(sesi=meja.sesi, isi=bersih(meja), cara=CaraHadir.NOTULIS, oleh=nana)
    batalkan_peserta(peserta=satu, alasan="salah orang", oleh=nana)
    daftar = susun_daftar(meja.sesi)
    assert (daftar.banyak_orang, daftar.opd[0].orang) == (0, 0)
    assert keterangan(Peserta.objects.get()) == "dibatalkan: salah orang"


def test_a_forgotten_person_is_added_later_and_the_list_says_so(meja, nana):
    kemarin = timezone.localdate() - timedelta(days=1)
    Sesi.objects.filter(pk=meja.sesi.pk).update(tanggal=kemarin)
    satu = catat_peserta(sesi=meja.sesi, isi=bersih(meja), cara=CaraHadir.NOTULIS, oleh=nana)
    assert satu.susulan
    mulai = timezone.localtime(satu.hadir_pada)
    assert (mulai.date(), mulai.time()) == (kemarin, meja.sesi.jam_mulai)
    kata = keterangan(satu)
    assert kata.startswith("ditambahkan ") and kata.endswith(" WIB oleh Nana Hasibuan")


def bersih(meja, **ganti: object) -> dict[str, object]:
    return isian(meja) | {"agenda": meja.dinkes} | ganti


@pytest.mark.parametrize("status", [StatusSesi.TERJADWAL, StatusSesi.DITETAPKAN])
def test_nobody_enters_before_the_start_or_after_the_berita_acara(meja, nana, status):
    lain = {"berita_acara_nomor": "1", "berita_acara_tanggal": "2026-01-21"}
    Sesi.objects.filter(pk=meja.sesi.pk).update(
        status=status, ditetapkan_pada=timezone.now(), **lain
    )
    with pytest.raises(SalahKeadaan):
        catat_peserta(sesi=meja.sesi, isi=bersih(meja), cara=CaraHadir.NOTULIS, oleh=nana)
    assert kirim(meja).status_code == 410


def test_nip_and_signature_stay_on_internal_pages(meja, nana, sari, masuk_sebagai):
    kirim(meja)
    satu = Peserta.objects.get()
    alamat = reverse("rapat:peserta_daftar", args=[meja.sesi.pk])
    rinci = reverse("rapat:peserta_rinci", args=[meja.sesi.pk, satu.pk])
    client = masuk_sebagai(nana)
    assert NIP in client.get(alamat).text and satu.paraf not in client.get(alamat).text
    assert NIP in client.get(rinci).text and satu.paraf in client.get(rinci).text
    for internal in (alamat, rinci):
        assert masuk_sebagai(sari).get(internal).status_code == 403
    layar = reverse("rapat:layar", args=[meja.sesi.pk])
    bacaan = [masuk_sebagai(sari).get(meja.halaman).text, kirim(meja).text]
    for tampil in ("opd", "rekap", "hadir"):
        bacaan.append(masuk_sebagai(sari).get(layar, {"tampil": tampil}).text)
    for teks in bacaan:
        assert NIP not in teks and satu.paraf not in teks
    assert not [teks for teks in bacaan[2:] if "Siti Aminah" in teks]
