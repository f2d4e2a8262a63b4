"""People and OPD in the admin site."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from opd.models import NamaOpd, Opd, OpdUrusan, Pengguna, Penugasan, Urusan
from opd.pilihan import Peran
from tests import pabrik
from tests.formulir import isian, keluhan

SANDI_BARU = "kuala-tanjung-2026"


@pytest.fixture
def client(admin, masuk_sebagai):
    return masuk_sebagai(admin)


def ubah(client, satu: object, **ganti: object):
    nama = satu._meta.model_name
    alamat = reverse(f"admin:opd_{nama}_change", args=[satu.pk])
    data = isian(client.get(alamat), f"{nama}_form")
    for medan, nilai in ganti.items():
        data.pop(medan, None)
        if nilai is not None:
            data[medan.replace("__", "-")] = nilai
    return client.post(alamat, data)


def tambah(client, nama: str, /, **isi: object):
    alamat = reverse(f"admin:opd_{nama}_add")
    return client.post(alamat, isian(client.get(alamat), f"{nama}_form") | isi)


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"aktif": None}, "OPD yang nonaktif wajib bertanggal nonaktif."),
        ({"nonaktif_tanggal": "01-01-2026"}, "OPD yang nonaktif wajib bertanggal nonaktif."),
        ({"nonaktif_tanggal": "kemarin"}, "Masukkan tanggal yang valid."),
        ({"induk": "sendiri"}, "OPD tidak dapat menjadi induknya sendiri."),
        ({"induk": "abc"}, "Masukkan pilihan yang valid."),
        ({"klaster": "9" * 40}, "Masukkan pilihan yang valid."),
        ({"nama": "x" * 10_000}, "paling banyak 200 karakter"),
        ({"nama": "Dinas\0"}, "Karakter null tidak diizinkan."),
        ({"urutan": "1,5"}, "Masukkan bilangan bulat."),
    ],
)
def test_a_wrong_opd_is_refused_with_a_sentence(client, dinkes, ganti, kalimat):
    ganti = {k: dinkes.pk if v == "sendiri" else v for k, v in ganti.items()}
    assert kalimat in keluhan(ubah(client, dinkes, **ganti))
    assert Opd.objects.get(nama="Dinas Kesehatan").aktif


def test_an_opd_is_deactivated_with_its_date_and_successor(client, dinkes, disdik):
    ganti = {"aktif": None, "nonaktif_tanggal": "31-12-2025", "penerus": disdik.pk}
    assert ubah(client, dinkes, **ganti).status_code == 302
    dinkes.refresh_from_db()
    assert (dinkes.aktif, dinkes.nonaktif_tanggal) == (False, date(2025, 12, 31))
    assert dinkes.penerus == disdik


def test_an_urusan_is_added_to_an_opd_once_and_taken_away(client, dinkes):
    satu = Urusan.objects.create(kode="1.02", nama="Kesehatan", jenis="wajib_dasar")
    dua = {"opd_urusan__0__urusan": satu.pk, "opd_urusan__1__urusan": satu.pk}
    jawaban = ubah(client, dinkes, **dua, opd_urusan__TOTAL_FORMS=2)
    assert "Urusan ini sudah tercatat pada OPD tersebut." in keluhan(jawaban)
    ubah(client, dinkes, opd_urusan__0__urusan=satu.pk, opd_urusan__TOTAL_FORMS=1)
    assert dinkes.urusan.get() == satu
    ubah(client, dinkes, opd_urusan__0__DELETE="on")
    assert not OpdUrusan.objects.exists()


def nama_lama(n: int, mulai: str, selesai: str) -> dict[str, object]:
    data = {"nama": f"Lama {n}", "singkatan": "L", "mulai": mulai, "selesai": selesai}
    return {f"riwayat_nama__{n}__{medan}": nilai for medan, nilai in data.items()}


def test_overlapping_former_names_are_refused_with_a_sentence_and_the_text_stays(client, dinkes):
    """Neither row is in the database yet, so only PostgreSQL can notice."""
    satu = nama_lama(0, "01-01-2020", "31-12-2021")
    dua = nama_lama(1, "01-06-2021", "31-12-2022")
    jawaban = ubah(client, dinkes, **satu, **dua, riwayat_nama__TOTAL_FORMS=2)
    assert "Masa berlaku nama ini bertumpang tindih dengan nama lain." in keluhan(jawaban)
    assert 'value="Lama 1"' in jawaban.content.decode()
    assert not NamaOpd.objects.exists()


def test_a_name_that_ends_before_it_starts_is_refused(client, dinkes):
    satu = nama_lama(0, "01-01-2020", "31-12-2019")
    jawaban = ubah(client, dinkes, **satu, riwayat_nama__TOTAL_FORMS=1)
    assert "Tanggal selesai tidak boleh sebelum tanggal mulai." in keluhan(jawaban)


@pytest.mark.parametrize(
    ("cari", "ada"),
    [("dinkes", True), ("Kesehatan", True), ("pendidikan", False), ("x " * 5000, False)],
)
def test_opd_are_found_by_name_and_singkatan(client, dinkes, cari, ada):
    jawaban = client.get(reverse("admin:opd_opd_changelist"), {"q": cari})
    assert (dinkes in jawaban.context["cl"].result_list) is ada


def test_opd_are_filtered_by_klaster_and_state(client, dinkes):
    lain = pabrik.buat_opd(nama="Lain", klaster=pabrik.buat_klaster(nama="Ekonomi"))
    saring = {"klaster__id__exact": lain.klaster_id, "aktif__exact": 1}
    jawaban = client.get(reverse("admin:opd_opd_changelist"), saring)
    assert list(jawaban.context["cl"].result_list) == [lain]


@pytest.mark.parametrize(
    ("app", "model", "medan", "cari", "hasil"),
    [
        ("opd", "penugasan", "opd", "dink", "Dinas Kesehatan"),
        ("opd", "penugasan", "pengguna", "agus", "Agus Admin"),
        ("opd", "opd", "klaster", "manusia", "Pembangunan Manusia"),
        ("rapat", "agenda", "opd", "kesehatan", "Dinas Kesehatan"),
        ("capaian", "perpanjangan", "opd", "DINKES", "Dinas Kesehatan"),
    ],
)
def test_autocomplete_finds_while_typing(client, dinkes, app, model, medan, cari, hasil):
    tanya = {"app_label": app, "model_name": model, "field_name": medan, "term": cari}
    jawaban = client.get(reverse("admin:autocomplete"), tanya)
    assert [satu["text"] for satu in jawaban.json()["results"]] == [hasil]


def test_a_new_pengguna_must_choose_a_password_first(client):
    sandi = {"password1": SANDI_BARU, "password2": SANDI_BARU}
    jawaban = tambah(client, "pengguna", username="tuti", nama="Tuti", email="", **sandi)
    assert jawaban.status_code == 302
    tuti = Pengguna.objects.get(username="tuti")
    assert tuti.wajib_ganti_sandi and tuti.check_password(SANDI_BARU)


def test_a_surel_in_use_is_refused_with_a_sentence(client, sari, joko):
    ubah(client, sari, email="sari@contoh.id")
    jawaban = ubah(client, joko, email="SARI@contoh.id")
    assert "Surel ini sudah dipakai pengguna lain." in keluhan(jawaban)


def test_the_form_of_a_pengguna_gives_no_hash_and_no_flags_of_django(client, sari):
    sandi = sari.password
    alamat = reverse("admin:opd_pengguna_change", args=[sari.pk])
    assert sandi[:8] not in client.get(alamat).content.decode()
    ubah(client, sari, is_superuser="on", is_staff="on", nama="Sari Baru")
    sari.refresh_from_db()
    assert sari.password == sandi
    assert (sari.nama, sari.is_staff, sari.is_superuser) == ("Sari Baru", False, False)


def test_a_password_that_the_admin_sets_is_for_one_use(client, sari, masuk_sebagai):
    alamat = reverse("admin:auth_user_password_change", args=[sari.pk])
    assert "script-src 'self'" in client.get(alamat)["Content-Security-Policy"]
    kirim = {"new_password1": SANDI_BARU, "new_password2": SANDI_BARU}
    assert client.post(alamat, kirim).status_code == 302
    sari.refresh_from_db()
    assert sari.check_password(SANDI_BARU) and sari.wajib_ganti_sandi
    assert masuk_sebagai(sari).get("/").url == reverse("opd:sandi_ganti")


def test_a_weak_password_is_refused(client, sari):
    alamat = reverse("admin:auth_user_password_change", args=[sari.pk])
    kirim = {"new_password1": "12345", "new_password2": "12345"}
    jawaban = client.post(alamat, kirim)
    assert "Kata sandi terlalu pendek." in str(jawaban.context["form"].errors)


def tugas(n: int, **lain: object) -> dict[str, object]:
    data = {"peran": Peran.OPERATOR, "kedudukan": "definitif", "mulai": "01-01-2026"} | lain
    return {f"penugasan__{n}__{medan}": nilai for medan, nilai in data.items()}


def test_a_penugasan_is_given_on_the_page_of_the_person(client, tamu, dinkes):
    isi = tugas(0, opd=dinkes.pk)
    assert ubah(client, tamu, **isi, penugasan__TOTAL_FORMS=1).status_code == 302
    assert Penugasan.objects.get(pengguna=tamu).opd == dinkes


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({}, "Operator dan kepala OPD wajib menyebut OPD-nya."),
        ({"peran": Peran.PIMPINAN, "selesai": "31-12-2025"}, "Tanggal selesai tidak boleh"),
        ({"mulai": "hari ini"}, "Masukkan tanggal yang valid."),
        ({"mulai": "01-01-9999"}, "Tahun pada tanggal harus 1945 sampai 2100."),
    ],
)
def test_a_wrong_penugasan_is_refused_with_a_sentence(client, tamu, ganti, kalimat):
    jawaban = ubah(client, tamu, **tugas(0, **ganti), penugasan__TOTAL_FORMS=1)
    assert kalimat in keluhan(jawaban)


def test_the_same_peran_twice_at_one_time_is_refused_with_a_sentence(client, tamu, dinkes):
    kalimat = "Orang ini sudah memegang peran yang sama pada masa itu."
    satu, dua = tugas(0, opd=dinkes.pk), tugas(1, opd=dinkes.pk, mulai="01-02-2026")
    assert kalimat in keluhan(ubah(client, tamu, **satu, **dua, penugasan__TOTAL_FORMS=2))
    ubah(client, tamu, **satu, penugasan__TOTAL_FORMS=1)
    assert kalimat in keluhan(ubah(client, tamu, **dua, penugasan__TOTAL_FORMS=2))
    assert Penugasan.objects.filter(pengguna=tamu).count() == 1


def test_a_penugasan_is_ended_not_deleted(client, sari):
    satu = sari.penugasan.get()
    assert ubah(client, satu, selesai="31-12-2025").status_code == 302
    assert not Penugasan.objects.berlaku(timezone.localdate()).filter(pengguna=sari).exists()


@pytest.mark.parametrize("kode", ["1.2", "1,02", "1.023"])
def test_a_wrong_urusan_code_is_refused(client, kode):
    jawaban = tambah(client, "urusan", kode=kode, nama="Kesehatan", jenis="wajib_dasar")
    assert "Tulis kode seperti 1.02." in keluhan(jawaban)


def test_the_order_of_klaster_is_changed_in_the_list(client):
    satu = pabrik.buat_klaster()
    alamat = reverse("admin:opd_klaster_changelist")
    data = isian(client.get(alamat), "changelist-form") | {"form-0-urutan": 7, "_save": "ya"}
    assert client.post(alamat, data).status_code == 302
    satu.refresh_from_db()
    assert satu.urutan == 7
