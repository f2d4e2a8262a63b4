"""The page of the berita acara: number and date, steps, what is missing, nothing typed is lost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapat.layanan.berita_acara import edarkan
from rapat.models import BeritaAcara, Kehadiran, Sesi
from tests import pabrik
from tests.rapat.naskah import NOMOR, final, lengkapi

ISI = {"nomor": NOMOR, "tanggal": "2026-01-21", "hari_tanggapan": "3", "versi": "0"}


@pytest.fixture
def halaman(meja) -> str:
    return reverse("rapat:berita_acara", args=[meja.sesi.pk])


def test_number_is_kept_with_the_draft_and_once(meja, halaman, rina, masuk_sebagai):
    lengkapi(meja, rina)
    client = masuk_sebagai(rina)
    assert "Siapkan draf" in client.get(halaman).text
    for _ in range(2):
        assert client.post(f"{halaman}simpan/", ISI).status_code == 302
    satu = BeritaAcara.objects.get()
    assert (satu.nomor, satu.versi, len(satu.kode_periksa)) == (NOMOR, 2, 16)
    isi = client.get(halaman).text
    assert f'value="{NOMOR}"' in isi
    assert reverse("rapat:berita_acara_pdf", args=[satu.pk]) in isi
    akhir = client.get(reverse("rapat:sesi_tetapkan", args=[meja.sesi.pk])).text
    assert f'value="{NOMOR}"' in akhir
    assert 'value="2026-01-21"' in akhir


def test_two_who_type_a_number_see_both(meja, halaman, rina, masuk_sebagai):
    pertama, kedua = masuk_sebagai(rina), masuk_sebagai(rina)
    pertama.post(f"{halaman}simpan/", ISI)
    jawaban = kedua.post(f"{halaman}simpan/", ISI | {"nomor": "999/BA"})
    assert jawaban.status_code == 409
    assert f"Orang lain baru menyimpan: nomor {NOMOR}" in jawaban.text
    assert 'value="999/BA"' in jawaban.text
    assert BeritaAcara.objects.get().nomor == NOMOR
    assert (
        kedua.post(f"{halaman}simpan/", ISI | {"nomor": "999/BA", "versi": "2"}).status_code == 302
    )
    assert BeritaAcara.objects.get().nomor == "999/BA"


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"nomor": "x" * 101}, "Paling banyak 100 huruf"),
        ({"nomor": "a\x00"}, "karakter"),
        ({"tanggal": "2026-01-19"}, "tidak mungkin sebelum sesi"),
        ({"tanggal": "kemarin"}, "Tanggal tidak dikenal."),
        ({"hari_tanggapan": "0"}, "Paling sedikit 1 hari kerja."),
        ({"hari_tanggapan": "31"}, "Paling banyak 30 hari kerja."),
        ({"hari_tanggapan": "dua"}, "Tulis angka bulat"),
    ],
)
def test_wrong_input_is_said_and_kept(ganti, kalimat, halaman, rina, masuk_sebagai):
    jawaban = masuk_sebagai(rina).post(f"{halaman}simpan/", ISI | ganti)
    assert jawaban.status_code == 422
    assert kalimat in jawaban.text
    assert not BeritaAcara.objects.exists()


def test_number_may_wait_while_it_is_a_draft(halaman, rina, masuk_sebagai):
    isi = ISI | {"nomor": "", "tanggal": ""}
    assert masuk_sebagai(rina).post(f"{halaman}simpan/", isi).status_code == 302
    assert BeritaAcara.objects.get().tanggal is None


def test_steps_and_their_buttons(meja, halaman, rina, sari, masuk_sebagai):
    lengkapi(meja, rina)
    client = masuk_sebagai(rina)
    assert "Tarik kembali" not in client.get(halaman).text
    assert client.post(f"{halaman}siapkan/").status_code == 302
    assert client.post(f"{halaman}siapkan/").status_code == 302
    assert client.post(f"{halaman}edarkan/").status_code == 302
    assert client.post(f"{halaman}edarkan/").status_code == 409
    isi = client.get(halaman).text
    assert "Tarik kembali" in isi
    assert "Belum menanggapi:" in isi
    assert "Masa tanggapan OPD masih berjalan" in isi
    kosong = client.post(f"{halaman}tarik/", {"alasan": ""})
    assert (kosong.status_code, "Tulis alasannya." in kosong.text) == (422, True)
    assert client.post(f"{halaman}tarik/", {"alasan": "Salah."}).status_code == 302
    assert "menariknya kembali ke draf. “Salah.”" in client.get(halaman).text
    isi = masuk_sebagai(sari).get(halaman).text
    assert "Edarkan" not in isi
    assert "Salah." not in isi


def test_missing_things_are_named_with_the_way_there(meja, halaman, rina, masuk_sebagai):
    lengkapi(meja, rina)
    Kehadiran.objects.filter(agenda=meja.disdik).delete()
    isi = masuk_sebagai(rina).get(halaman).text
    assert "<strong>Dinas Pendidikan:</strong> kehadiran belum dicatat." in isi
    assert f'href="{meja.disdik.get_absolute_url()}"' in isi


def test_final_says_which_number_is_which(meja, halaman, rina, sari, masuk_sebagai):
    lengkapi(meja, rina)
    satu = final(meja, rina)
    isi = masuk_sebagai(rina).get(halaman).text
    for kata in ("Angka beku", "Pindaian bertanda tangan", satu.sidik_jari, "Riwayat"):
        assert kata in isi
    assert reverse("rapat:periksa", args=[satu.kode_periksa]) in isi
    isi = masuk_sebagai(sari).get(halaman).text
    assert "Pindaian bertanda tangan" not in isi
    assert reverse("rapat:petikan_pdf", args=[satu.pk, meja.dinkes.pk]) in isi
    assert reverse("rapat:berita_acara_pdf", args=[satu.pk]) not in isi


def test_what_was_typed_when_the_session_ended_comes_back(meja, halaman, rina, sari, masuk_sebagai):
    lengkapi(meja, rina)
    edarkan(sesi=meja.sesi, oleh=rina)
    tanggapan = reverse("rapat:tanggapan", args=[meja.sesi.pk, meja.dinkes.pk])
    for orang, tampil, alamat, isi, tanda in (
        (rina, halaman, f"{halaman}simpan/", ISI | {"nomor": "BELUM/1"}, 'value="BELUM/1"'),
        (rina, halaman, f"{halaman}tarik/", {"alasan": "Belum sempat."}, "Belum sempat."),
        (sari, tanggapan, f"{tanggapan}kirim/", {"teks": "Belum terkirim."}, "Belum terkirim."),
    ):
        client = masuk_sebagai(orang)
        client.get(tampil)
        del client.cookies["sessionid"]
        client.post(alamat, isi)
        client.post("/akun/masuk/", {"username": orang.username, "password": pabrik.SANDI})
        kembali = client.get(tampil).text
        assert tanda in kembali
        assert "belum tersimpan" in kembali
    assert BeritaAcara.objects.get().nomor == ""


def banyak_kueri(client, alamat: str) -> int:
    with CaptureQueriesContext(connection) as rekaman:
        assert client.get(alamat).status_code == 200
    return len(rekaman)


def test_pages_cost_the_same_with_many(meja, halaman, rina, dinkes, masuk_sebagai):
    lengkapi(meja, rina)
    edarkan(sesi=meja.sesi, oleh=rina)
    client = masuk_sebagai(rina)
    alamat = [
        halaman,
        reverse("rapat:sesi_tetapkan", args=[meja.sesi.pk]),
        reverse("rapat:tanggapan", args=[meja.sesi.pk, meja.dinkes.pk]),
    ]
    client.get(halaman)
    sedikit = [banyak_kueri(client, a) for a in alamat]
    for nomor in range(50):
        indikator = pabrik.buat_indikator(opd=dinkes)
        lama = pabrik.buat_target(indikator=indikator, tahun=2026)
        pabrik.buat_kesepakatan(agenda=meja.dinkes, indikator=indikator, target_lama=lama)
        if nomor < 8:
            opd = pabrik.buat_opd(nama=f"Dinas {nomor}", singkatan=f"D{nomor}")
            pabrik.buat_agenda(opd=opd, sesi=meja.sesi, urutan=nomor + 3)
    induk = BeritaAcara.objects.get()
    for nomor in range(5):
        induk.tanggapan.create(agenda=meja.dinkes, teks=f"Hal {nomor}", oleh=rina)
    assert [banyak_kueri(client, a) for a in alamat] == sedikit
    assert max(sedikit) <= 40


# anonim, tamu, sari, kepala_dinkes, joko, rina, nana, pak_budi, admin; as in arsitektur.wewenang
PERAN = ("anonim", "tamu", "sari", "kepala_dinkes", "joko", "rina", "nana", "pak_budi", "admin")
MILIK_DINKES = (302, 403, 200, 200, 404, 200, 200, 200, 200)
BAPPERIDA_SIMPAN = (302, 403, 403, 403, 403, 302, 403, 403, 403)
WEWENANG = {
    "berita_acara": (MILIK_DINKES, {}),
    "tanggapan": (MILIK_DINKES, {}),
    "berita_acara_simpan": (BAPPERIDA_SIMPAN, ISI | {"versi": "1"}),
    "berita_acara_siapkan": (BAPPERIDA_SIMPAN, {}),
    "berita_acara_edarkan": (BAPPERIDA_SIMPAN, {}),
    "berita_acara_tarik": ((302, 403, 403, 403, 403, 409, 403, 403, 403), {"alasan": "x"}),
    "berita_acara_buka": ((302, 403, 403, 403, 403, 403, 403, 403, 409), {"alasan": "x"}),
    "adendum_buat": ((302, 403, 403, 403, 403, 422, 403, 403, 403), {}),
    "tanggapan_kirim": ((302, 403, 409, 409, 404, 403, 403, 403, 403), {"teks": "x"}),
    "tanggapan_jawab": (BAPPERIDA_SIMPAN, {"status": "diterima", "jawaban": "Ya."}),
    "pindaian_simpan": ((302, 403, 403, 403, 403, 422, 403, 403, 403), {}),
}


@pytest.mark.parametrize("nama", WEWENANG)
def test_each_role_gets_what_it_may(nama, meja, disdik, joko, rina, masuk_sebagai, request):
    """Disdik sits in a sesi of its own here: joko is not invited to this one."""
    meja.disdik.delete()
    satu = BeritaAcara.objects.create(sesi=meja.sesi, kode_periksa="kode")
    tanya = satu.tanggapan.create(agenda=meja.dinkes, teks="x", oleh=rina)
    jalur = {
        "tanggapan": [meja.sesi.pk, meja.dinkes.pk],
        "tanggapan_kirim": [meja.sesi.pk, meja.dinkes.pk],
        "tanggapan_jawab": [tanya.pk],
        "pindaian_simpan": [satu.pk],
    }.get(nama, [meja.sesi.pk])
    alamat, (harapan, isi) = reverse(f"rapat:{nama}", args=jalur), WEWENANG[nama]
    hasil = []
    for peran in PERAN:
        client = Client() if peran == "anonim" else masuk_sebagai(request.getfixturevalue(peran))
        jawaban = client.get(alamat)
        if jawaban.status_code == 405:
            jawaban = client.post(alamat, isi)
        hasil.append(jawaban.status_code)
    assert tuple(hasil) == harapan
    assert Sesi.objects.get(pk=meja.sesi.pk).status == "berlangsung"
