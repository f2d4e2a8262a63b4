"""The link in an invitation: who comes, without an account, and nothing else."""

from datetime import date, timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rapat.kode import GARAM_KERJA, baca_kerja, kerja_berlaku, kode_kerja
from rapat.layanan.halaman_kerja import TERBANYAK, jawab_kehadiran
from rapat.models import RencanaHadir, Undangan
from rapat.pilihan import KeadaanHadir, StatusSesi

NIP = "198001012005011234"
WAKIL = {
    "keadaan": "diwakili",
    "nama": "Siti Aminah",
    "nip": "19800101 200501 1234",
    "jabatan": "Sekretaris Dinas",
    "surat_tugas": "094/112/2026",
}


@pytest.fixture
def buka(meja):
    """The sesi is next week and its work pages are open; the date is that of today."""
    besok = timezone.localdate() + timedelta(days=7)
    meja.sesi.tanggal, meja.sesi.status = besok, StatusSesi.TERJADWAL
    meja.sesi.save(update_fields=["tanggal", "status"])
    Undangan.objects.create(
        sesi=meja.sesi, hal="Undangan", tutup_pada=timezone.now() + timedelta(days=3)
    )
    return meja


def tautan(agenda, nama: str = "kerja_tautan") -> str:
    return reverse(f"rapat:{nama}", args=[kode_kerja(agenda.pk)])


def kirim(butir, client: Client | None = None, **ganti: str):
    alamat = tautan(butir, "kerja_tautan_hadir")
    return (client or Client()).post(alamat, WAKIL | ganti, follow=True)


def test_the_link_shows_the_invitation_and_keeps_the_answer(buka):
    isi = Client().get(tautan(buka.dinkes)).content.decode()
    for kata in (buka.sesi.rapat.nama, buka.sesi.judul, "09.00 WIB", buka.sesi.tempat_sesi):
        assert kata in isi
    jawaban = kirim(buka.dinkes)
    assert "jawaban kehadiran tersimpan" in jawaban.content.decode()
    satu = RencanaHadir.objects.get(agenda=buka.dinkes)
    assert (satu.keadaan, satu.nip, satu.dijawab_oleh) == (KeadaanHadir.DIWAKILI, NIP, None)


def test_the_page_gives_back_neither_name_nor_nip_nor_any_figure(buka):
    isi = kirim(buka.dinkes).content.decode()
    isi += Client().get(tautan(buka.dinkes)).content.decode()
    for rahasia in (NIP, NIP[:15], "Siti", "Aminah", "Sekretaris Dinas", "094/112/2026"):
        assert rahasia not in isi
    assert "S. A." in isi and "•••234" in isi
    for indikator in (buka.stunting, buka.kematian, buka.sakip, buka.lulus):
        assert indikator.nama not in isi


def test_the_answer_names_no_other_opd_and_no_account(buka, sari):
    isi = Client().get(tautan(buka.dinkes)).content.decode()
    assert "Dinas Pendidikan" not in isi and sari.nama not in isi


def test_the_address_leaks_to_no_other_site(buka):
    for jawaban in (
        Client().get(tautan(buka.dinkes)),
        Client().post(tautan(buka.dinkes, "kerja_tautan_hadir"), WAKIL),
        Client().get(reverse("rapat:kerja_tautan", args=["palsu"])),
    ):
        assert jawaban["Referrer-Policy"] == "same-origin"
        assert "noindex" in jawaban["X-Robots-Tag"] and "no-store" in jawaban["Cache-Control"]


def test_the_form_of_the_page_is_taken_and_one_of_another_site_is_not(buka):
    client = Client(enforce_csrf_checks=True)
    tanda = client.get(tautan(buka.dinkes)).context["csrf_token"]
    alamat = tautan(buka.dinkes, "kerja_tautan_hadir")
    assert client.post(alamat, WAKIL).status_code == 403
    assert not RencanaHadir.objects.exists()
    jawaban = client.post(alamat, WAKIL | {"csrfmiddlewaretoken": str(tanda)})
    assert jawaban.status_code == 302 and RencanaHadir.objects.exists()


@pytest.mark.parametrize("kode", ["x", "1", "1:palsu", "1:" + "a" * 43, "%F0%9F%98%80", "1" * 300])
def test_a_forged_link_is_refused(buka, kode):
    for nama in ("kerja_tautan", "kerja_tautan_hadir"):
        alamat = reverse(f"rapat:{nama}", args=[kode])
        client = Client()
        jawaban = client.get(alamat) if nama == "kerja_tautan" else client.post(alamat, WAKIL)
        assert jawaban.status_code == 410
    assert not RencanaHadir.objects.exists()


def test_a_link_serves_its_own_agenda_item_alone(buka):
    satu, lain = kode_kerja(buka.dinkes.pk), kode_kerja(buka.disdik.pk)
    tukar = f"{buka.disdik.pk}:{satu.partition(':')[2]}"
    assert satu != lain and baca_kerja(satu) == buka.dinkes.pk and baca_kerja(tukar) is None
    asing = signing.Signer(salt="rapat.layar").sign(str(buka.dinkes.pk))
    assert baca_kerja(asing) is None
    assert baca_kerja(signing.Signer(salt=GARAM_KERJA).sign("abc")) is None
    kirim(buka.dinkes, agenda=str(buka.disdik.pk))
    assert [r.agenda_id for r in RencanaHadir.objects.all()] == [buka.dinkes.pk]


def test_a_link_expires_three_days_after_the_sesi(buka):
    assert kerja_berlaku(date(2026, 1, 20), date(2026, 1, 23))
    assert not kerja_berlaku(date(2026, 1, 20), date(2026, 1, 24))
    buka.sesi.tanggal = timezone.localdate() - timedelta(days=4)
    buka.sesi.save(update_fields=["tanggal"])
    assert Client().get(tautan(buka.dinkes)).status_code == 410
    assert kirim(buka.dinkes).status_code == 410


def test_after_the_closing_hour_the_page_is_read_only(buka):
    Undangan.objects.update(tutup_pada=timezone.now() - timedelta(minutes=1))
    isi = Client().get(tautan(buka.dinkes)).content.decode()
    assert "Halaman ini ditutup" in isi and "Kirim jawaban" not in isi
    jawaban = kirim(buka.dinkes)
    assert jawaban.status_code == 409 and "tidak tersimpan" in jawaban.content.decode()
    assert not RencanaHadir.objects.exists()


def test_without_a_closing_hour_it_closes_when_the_sesi_begins(buka):
    Undangan.objects.all().delete()
    assert kirim(buka.dinkes).status_code == 200
    buka.sesi.tanggal = timezone.localdate() - timedelta(days=1)
    buka.sesi.save(update_fields=["tanggal"])
    assert kirim(buka.dinkes, nama="Orang Lain").status_code == 409


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"keadaan": ""}, "Pilih siapa yang hadir."),
        ({"keadaan": "raja"}, "Pilihan ini tidak dikenal."),
        ({"nama": ""}, "Tulis nama yang mewakili."),
        ({"jabatan": " "}, "Tulis jabatan yang mewakili."),
        ({"nip": "123"}, "NIP terdiri atas 18 angka."),
        ({"nama": "x" * 151}, "Paling banyak 150 huruf"),
        ({"nama": "a\x07b"}, "karakter yang tidak terbaca"),
    ],
)
def test_wrong_input_is_told_beside_the_field(buka, ganti, kalimat):
    jawaban = kirim(buka.dinkes, **ganti)
    assert jawaban.status_code == 422 and kalimat in jawaban.content.decode()
    assert not RencanaHadir.objects.exists()


def test_typed_signs_come_back_as_text(buka):
    isi = kirim(buka.dinkes, nama="<b>{{ x }}</b>", nip="1").content.decode()
    assert "&lt;b&gt;{{ x }}&lt;/b&gt;" in isi and "<b>{{" not in isi


def test_the_same_answer_twice_is_one_and_a_flood_is_stopped(buka):
    kirim(buka.dinkes)
    kirim(buka.dinkes)
    peristiwa = RencanaHadir.pgh_event_model.objects
    assert peristiwa.count() == 1
    status = [kirim(buka.dinkes, nama=f"Palsu {n}").status_code for n in range(TERBANYAK + 4)]
    assert status.count(200) == TERBANYAK - 1 and status.count(429) == 5
    assert kirim(buka.disdik).status_code == 200


def test_the_link_never_overwrites_what_an_account_answered(buka, sari):
    isi = {"keadaan": "pimpinan", "nama": "", "nip": "", "jabatan": "", "surat_tugas": ""}
    jawab_kehadiran(agenda=buka.dinkes, isi=isi, oleh=sari)
    jawaban = kirim(buka.dinkes)
    assert jawaban.status_code == 409 and "dari akun OPD" in jawaban.content.decode()
    assert RencanaHadir.objects.get().keadaan == KeadaanHadir.PIMPINAN
    assert "Kirim jawaban" not in Client().get(tautan(buka.dinkes)).content.decode()


def test_an_account_of_the_opd_goes_on_to_the_whole_page(buka, sari, joko, masuk_sebagai):
    halaman = reverse("rapat:kerja", args=[buka.dinkes.pk])
    assert masuk_sebagai(sari).get(tautan(buka.dinkes)).headers["Location"] == halaman
    asing = masuk_sebagai(joko).get(tautan(buka.dinkes))
    assert asing.status_code == 200 and joko.nama not in asing.content.decode()


def test_a_link_to_an_item_that_was_taken_off_is_refused(buka):
    alamat = tautan(buka.disdik)
    buka.disdik.delete()
    assert Client().get(alamat).status_code == 410
