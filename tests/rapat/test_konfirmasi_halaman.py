"""The page of the kepala OPD, and the same page for those who only read it."""

import pytest
from django.test import Client
from django.urls import reverse

from rapat.layanan.konfirmasi import disepakati, siapkan_konfirmasi, sidik_sepakat
from rapat.models import Kehadiran, Kesepakatan, KonfirmasiKepala
from rapat.pilihan import Putusan, StatusKonfirmasi
from tests import pabrik


@pytest.fixture
def tunggu(meja, nana):
    Kehadiran.objects.create(
        agenda=meja.dinkes,
        keadaan="diwakili",
        nama="Siti Aminah",
        jabatan="Sekretaris",
        surat_tugas="094/1",
        dicatat_oleh=nana,
    )
    pabrik.buat_kesepakatan(
        agenda=meja.dinkes,
        indikator=meja.stunting,
        nilai="2.5",
        putusan=Putusan.DENGAN_CATATAN,
        catatan="stok <vaksin>",
        target_lama=meja.stunting.target.filter(tahun=2026).first(),
    )
    siapkan_konfirmasi(meja.sesi)
    return meja


@pytest.fixture
def kirim(tunggu):
    def post(client: Client, nama: str = "simpan", **ganti: str):
        sidik = sidik_sepakat(disepakati([tunggu.dinkes.pk]))
        alamat = reverse(f"rapat:konfirmasi_{nama}", args=[tunggu.dinkes.pk])
        return client.post(alamat, {"putusan": "setuju", "alasan": "", "sidik": sidik} | ganti)

    return post


def halaman(tunggu, client: Client):
    return client.get(reverse("rapat:konfirmasi", args=[tunggu.dinkes.pk]))


def test_the_kepala_reads_what_was_agreed_and_says_yes(tunggu, kirim, kepala_dinkes, masuk_sebagai):
    client = masuk_sebagai(kepala_dinkes)
    isi = halaman(tunggu, client).content.decode()
    for kata in (
        "Prevalensi stunting",
        "3,00",
        "2,50",
        "stok &lt;vaksin&gt;",
        "Siti Aminah, Sekretaris (surat tugas 094/1)",
        "Menunggu konfirmasi kepala OPD s.d. 27 Januari 2026",
    ):
        assert kata in isi
    assert kirim(client).status_code == 302
    assert kirim(client).status_code == 302
    satu = KonfirmasiKepala.objects.get()
    assert satu.status == StatusKonfirmasi.DIKONFIRMASI
    assert KonfirmasiKepala.pgh_event_model.objects.count() == 2
    assert "Dikonfirmasi kepala OPD" in halaman(tunggu, client).content.decode()


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"putusan": ""}, "Pilih setuju atau tidak setuju."),
        ({"putusan": "mungkin"}, "Pilihan ini tidak dikenal."),
        ({"putusan": "tidak", "alasan": "tidak"}, "Tulis alasannya, minimal 10 huruf."),
        ({"alasan": "x" * 501}, "Paling banyak 500 huruf"),
    ],
)
def test_wrong_input_is_told_and_decides_nothing(
    kirim, kepala_dinkes, masuk_sebagai, ganti, kalimat
):
    jawaban = kirim(masuk_sebagai(kepala_dinkes), **ganti)
    assert jawaban.status_code == 422 and kalimat in jawaban.content.decode()
    assert KonfirmasiKepala.objects.get().status == StatusKonfirmasi.MENUNGGU


def test_what_changed_in_between_is_shown_before_it_counts(
    tunggu, kirim, kepala_dinkes, masuk_sebagai
):
    client = masuk_sebagai(kepala_dinkes)
    lama = sidik_sepakat(disepakati([tunggu.dinkes.pk]))
    Kesepakatan.objects.update(nilai="1.25", versi=2)
    jawaban = kirim(client, sidik=lama, putusan="tidak", alasan="Anggaran belum ada")
    isi = jawaban.content.decode()
    assert jawaban.status_code == 409 and "berubah sejak Anda membukanya" in isi
    assert "1,25" in isi and "Anggaran belum ada" in isi
    assert sidik_sepakat(disepakati([tunggu.dinkes.pk])) in isi
    assert KonfirmasiKepala.objects.get().status == StatusKonfirmasi.MENUNGGU


def test_bapperida_records_a_letter(tunggu, kirim, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    kosong = kirim(client, "catat")
    assert kosong.status_code == 422 and "Isi nomor surat" in kosong.content.decode()
    assert kirim(client, "catat", surat_nomor="800/12").status_code == 302
    isi = halaman(tunggu, client).content.decode()
    assert "Dari surat nomor 800/12, dicatat Rina Sinaga" in isi


def test_roles(
    tunggu, kirim, sari, joko, rina, nana, pak_budi, admin, kepala_dinkes, masuk_sebagai
):
    #               read answer record
    for orang, baca, jawab, catat in (
        (sari, 200, 403, 403),
        (joko, 404, 403, 403),
        (nana, 200, 403, 403),
        (pak_budi, 200, 403, 403),
        (admin, 200, 403, 403),
        (rina, 200, 403, 302),
        (kepala_dinkes, 200, 302, 403),
    ):
        client = masuk_sebagai(orang)
        status = (
            halaman(tunggu, client).status_code,
            kirim(client).status_code,
            kirim(client, "catat", surat_nomor="1").status_code,
        )
        assert status == (baca, jawab, catat), orang.username
    assert halaman(tunggu, Client()).status_code == 302


def test_nothing_to_confirm_says_so(meja, kepala_dinkes, masuk_sebagai):
    isi = halaman(meja, masuk_sebagai(kepala_dinkes)).content.decode()
    assert "Belum ada yang disepakati" in isi and "Kirim jawaban" not in isi


def test_many_rows_cost_the_same(tunggu, kepala_dinkes, masuk_sebagai, django_assert_num_queries):
    client = masuk_sebagai(kepala_dinkes)
    halaman(tunggu, client)
    with django_assert_num_queries(12):
        halaman(tunggu, client)
    for _ in range(50):
        indikator = pabrik.buat_indikator(opd=tunggu.dinkes.opd)
        pabrik.buat_kesepakatan(agenda=tunggu.dinkes, indikator=indikator)
    with django_assert_num_queries(12):
        assert halaman(tunggu, client).status_code == 200
