"""The work page behind a login: remarks, answers to follow-ups, usulan, last year's promises."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from konsolidasi.inti import titipan
from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh
from opd.pilihan import Peran
from rapat.layanan.halaman_kerja import tanggapi_indikator
from rapat.models import RencanaHadir, TanggapanIndikator, TindakLanjut, Undangan
from rapat.pilihan import KeadaanHadir, StatusSesi, StatusTindakLanjut
from tests import pabrik

PIMPINAN = {"keadaan": "pimpinan"}
KUERI = 36


@pytest.fixture
def buka(meja):
    """Before the sesi, with open work pages and a follow-up of each OPD."""
    meja.sesi.status = StatusSesi.TERJADWAL
    meja.sesi.save(update_fields=["status"])
    Undangan.objects.create(
        sesi=meja.sesi, hal="Undangan", tutup_pada=timezone.now() + timedelta(days=3)
    )
    lalu = pabrik.buat_agenda(
        opd=meja.dinkes.opd, sesi=pabrik.buat_sesi(rapat=meja.sesi.rapat, nomor=2)
    )
    pabrik.buat_tindak_lanjut(agenda=lalu)
    return meja


@pytest.fixture
def tanggapan(buka):
    def post(client: Client, indikator, *, teks: str = "Alat baru tiba", versi: object = 0):
        alamat = reverse("rapat:kerja_tanggapi", args=[buka.dinkes.pk, indikator.pk])
        return client.post(alamat, {"teks": teks, "versi": versi})

    return post


def halaman(buka, client: Client) -> str:
    return client.get(reverse("rapat:kerja", args=[buka.dinkes.pk])).content.decode()


def tutup() -> None:
    Undangan.objects.update(tutup_pada=timezone.now() - timedelta(minutes=1))


def test_an_opd_sees_what_it_has_to_prepare_and_nothing_of_others(buka, sari, masuk_sebagai):
    isi = halaman(buka, masuk_sebagai(sari))
    assert "0 dari 3 ditanggapi" in isi and "0 dari 1 dijawab" in isi
    assert "2 dari 3 diusulkan" in isi and "Undang klinik swasta" in isi
    assert "realisasi kosong" in isi and "belum diverifikasi" in isi
    assert "Angka kelulusan" not in isi and "Dinas Pendidikan" not in isi


def test_only_the_opd_answers_others_read_or_see_nothing(
    buka, joko, rina, pak_budi, tamu, masuk_sebagai
):
    alamat = reverse("rapat:kerja", args=[buka.dinkes.pk])
    kirim = reverse("rapat:kerja_hadir", args=[buka.dinkes.pk])
    for orang, baca, tulis in ((joko, 404, 404), (rina, 200, 403), (pak_budi, 200, 403)):
        client = masuk_sebagai(orang)
        assert client.get(alamat).status_code == baca
        assert client.post(kirim, PIMPINAN).status_code == tulis
    assert "Simpan jawaban" not in halaman(buka, masuk_sebagai(rina))
    assert masuk_sebagai(tamu).get(alamat).status_code == 403
    assert Client().get(alamat).status_code == 302
    assert not RencanaHadir.objects.exists()


def test_the_account_answers_who_comes_and_sees_the_nip(buka, sari, masuk_sebagai):
    client = masuk_sebagai(sari)
    nip = "198001012005011234"
    isi = PIMPINAN | {"nama": "Ani Lubis", "nip": nip}
    alamat = reverse("rapat:kerja_hadir", args=[buka.dinkes.pk])
    assert client.post(alamat, isi).status_code == 302
    assert nip in halaman(buka, client) and RencanaHadir.objects.get().dijawab_oleh == sari


def test_two_accounts_at_once_see_both_answers(buka, sari, kepala_dinkes, masuk_sebagai):
    alamat = reverse("rapat:kerja_hadir", args=[buka.dinkes.pk])
    assert masuk_sebagai(kepala_dinkes).post(alamat, PIMPINAN).status_code == 302
    lama = {"keadaan": "izin", "surat_tugas": "I/1", "dilihat": ""}
    jawaban = masuk_sebagai(sari).post(alamat, lama)
    isi = jawaban.content.decode()
    assert jawaban.status_code == 409 and "menjawab lebih dulu" in isi
    assert "Hadir, pimpinan" in isi and 'value="I/1"' in isi
    assert RencanaHadir.objects.get().keadaan == KeadaanHadir.PIMPINAN
    kini = RencanaHadir.objects.get().dijawab_pada.isoformat()
    assert masuk_sebagai(sari).post(alamat, lama | {"dilihat": kini}).status_code == 302


def test_one_remark_per_row_and_the_same_words_twice_are_one(buka, tanggapan, sari, masuk_sebagai):
    client = masuk_sebagai(sari)
    assert tanggapan(client, buka.stunting).status_code == 302
    assert tanggapan(client, buka.stunting).status_code == 302
    satu = TanggapanIndikator.objects.get()
    assert (satu.teks, satu.versi, satu.diubah_oleh) == ("Alat baru tiba", 1, sari)
    assert "1 dari 3 ditanggapi" in halaman(buka, client)
    assert tanggapan(client, buka.stunting, teks="Alat dipakai", versi=1).status_code == 302
    assert TanggapanIndikator.objects.get().versi == 2


def test_on_the_same_row_the_second_sees_both_versions(
    buka, tanggapan, sari, kepala_dinkes, masuk_sebagai
):
    tanggapan(masuk_sebagai(kepala_dinkes), buka.stunting, teks="Kata kepala")
    jawaban = tanggapan(masuk_sebagai(sari), buka.stunting, teks="Kata sari")
    isi = jawaban.content.decode()
    assert jawaban.status_code == 409 and "Kata kepala" in isi and "Kata sari" in isi
    assert TanggapanIndikator.objects.get().teks == "Kata kepala"
    assert tanggapan(masuk_sebagai(sari), buka.stunting, teks="Kata sari", versi=1)
    assert TanggapanIndikator.objects.get().teks == "Kata sari"


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"teks": " "}, "Tulis tanggapannya."),
        ({"teks": "x" * 1001}, "Paling banyak 1.000 huruf"),
        ({"teks": "a\x07b"}, "karakter yang tidak terbaca"),
        ({"versi": "abc"}, "Halaman ini tidak utuh."),
        ({"versi": "9" * 30}, "Halaman ini tidak utuh."),
    ],
)
def test_a_wrong_remark_is_told_beside_its_row(buka, tanggapan, sari, masuk_sebagai, isi, kalimat):
    jawaban = tanggapan(masuk_sebagai(sari), buka.stunting, **isi)
    assert jawaban.status_code == 422 and kalimat in jawaban.content.decode()
    assert not TanggapanIndikator.objects.exists()


def test_a_remark_on_a_row_of_another_opd_does_not_exist(
    buka, tanggapan, sari, joko, masuk_sebagai
):
    assert tanggapan(masuk_sebagai(sari), buka.lulus).status_code == 404
    assert tanggapan(masuk_sebagai(joko), buka.stunting).status_code == 404
    with pytest.raises(TidakBoleh):
        tanggapi_indikator(agenda=buka.dinkes, indikator=buka.lulus, teks="x", versi=0, oleh=sari)


def test_a_unit_remarks_on_its_own_rows_only(buka, tanggapan, masuk_sebagai):
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=buka.dinkes.opd)
    milik = pabrik.buat_indikator(opd=rsud, nama="Kepuasan pasien")
    orang = pabrik.buat_pengguna(username="rs", nama="Rini", peran=Peran.OPERATOR, opd=rsud)
    client = masuk_sebagai(orang)
    isi = halaman(buka, client)
    assert "Kepuasan pasien" in isi and "Prevalensi stunting" not in isi
    assert tanggapan(client, milik).status_code == 302
    assert tanggapan(client, buka.stunting).status_code == 404
    bahan = client.get(reverse("rapat:bahan_pdf", args=[buka.dinkes.pk]))
    assert bahan.status_code == 403


def test_an_answer_to_a_follow_up_goes_to_bapperida(buka, sari, joko, masuk_sebagai):
    lanjutan = TindakLanjut.objects.get()
    alamat = reverse("rapat:kerja_lapor", args=[buka.dinkes.pk, lanjutan.pk])
    client = masuk_sebagai(sari)
    kosong = client.post(alamat, {"laporan": "", "versi": 1})
    assert kosong.status_code == 422
    assert "Tulis apa yang sudah dikerjakan." in kosong.content.decode()
    isi = {"laporan": "Sudah diundang", "tautan": "", "versi": 1}
    assert client.post(alamat, isi).status_code == 302
    assert client.post(alamat, isi).status_code == 302
    lanjutan.refresh_from_db()
    assert lanjutan.status == StatusTindakLanjut.DILAPORKAN and lanjutan.log.count() == 1
    assert "1 dari 1 dijawab" in halaman(buka, client)
    assert masuk_sebagai(joko).post(alamat, isi).status_code == 404


def test_after_the_closing_hour_nothing_is_written_any_more(buka, tanggapan, sari, masuk_sebagai):
    client = masuk_sebagai(sari)
    tanggapan(client, buka.kematian, teks="Sudah ditulis")
    tutup()
    jawaban = tanggapan(client, buka.stunting, teks="Terlambat")
    assert jawaban.status_code == 409 and "Terlambat" in jawaban.content.decode()
    hadir = client.post(reverse("rapat:kerja_hadir", args=[buka.dinkes.pk]), PIMPINAN)
    assert hadir.status_code == 409 and "tidak tersimpan" in hadir.content.decode()
    with pytest.raises(SalahKeadaan):
        tanggapi_indikator(
            agenda=buka.dinkes, indikator=buka.stunting, teks="x", versi=0, oleh=sari
        )
    isi = halaman(buka, client)
    assert "Halaman ini ditutup" in isi and "Sudah ditulis" in isi
    assert "Simpan tanggapan" not in isi and "Simpan jawaban" not in isi
    assert TanggapanIndikator.objects.count() == 1 and not RencanaHadir.objects.exists()


def test_last_years_agreements_and_what_became_of_them(buka, sari, joko, masuk_sebagai):
    rapat = pabrik.buat_rapat(nama="Rapat 2025", mulai=date(2025, 1, 20))
    rapat.tahun_target, rapat.tahun_capaian = pabrik.buat_tahun(2025), pabrik.buat_tahun(2024)
    rapat.save(update_fields=["tahun_target", "tahun_capaian"])
    sesi = pabrik.buat_sesi(rapat=rapat)
    type(sesi).objects.filter(pk=sesi.pk).update(ditetapkan_pada=timezone.now())
    agenda = pabrik.buat_agenda(opd=buka.dinkes.opd, sesi=sesi)
    pabrik.buat_kesepakatan(agenda=agenda, indikator=buka.stunting, nilai="4")
    isi = halaman(buka, masuk_sebagai(sari))
    assert "Kesepakatan 2025 dan kenyataannya" in isi and "Sepakat 4,00" in isi


def test_what_was_typed_when_the_session_had_ended_comes_back(buka, tanggapan, sari, masuk_sebagai):
    client = masuk_sebagai(sari)
    halaman(buka, client)
    kuki = client.cookies[titipan.KUKI].value
    tamu = Client()
    tamu.cookies[titipan.KUKI] = kuki
    assert tanggapan(tamu, buka.stunting, teks="Ketikan lama").status_code == 302
    tamu.force_login(sari, backend="konsolidasi.inti.izin.Backend")
    isi = halaman(buka, tamu)
    assert "Ketikan lama" in isi and "belum tersimpan" in isi
    assert not TanggapanIndikator.objects.exists()


def test_many_rows_cost_the_same(buka, sari, masuk_sebagai, django_assert_num_queries):
    client = masuk_sebagai(sari)
    alamat = reverse("rapat:kerja", args=[buka.dinkes.pk])
    client.get(alamat)
    with django_assert_num_queries(KUERI):
        client.get(alamat)
    for _ in range(50):
        indikator = pabrik.buat_indikator(opd=buka.dinkes.opd)
        pabrik.buat_target(indikator=indikator)
        pabrik.buat_realisasi(indikator=indikator)
        pabrik.buat_tindak_lanjut(agenda=buka.dinkes, uraian=indikator.nama)
        TanggapanIndikator.objects.create(agenda=buka.dinkes, indikator=indikator, teks="x")
    with django_assert_num_queries(KUERI):
        assert client.get(alamat).status_code == 200
