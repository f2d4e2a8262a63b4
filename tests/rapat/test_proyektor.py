"""The projector follows the run sheet, and asking it costs next to nothing."""

import re
import time
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from capaian.models import Indikator
from rapat.kode import kode_hadir, kode_layar
from rapat.layanan.jalannya import bahas
from rapat.layar.proyektor import SEHALAMAN, susun_layar, urai_token
from rapat.layar.proyektor_sesi import susun_layar_hadir, susun_rekap
from rapat.models import Sesi
from rapat.pilihan import StatusSesi
from rapat.views.proyektor import KODE, VERSI
from tests import pabrik

DATA = re.compile(r'data-k-(layar|versi)="([^"]+)"')


@pytest.fixture(autouse=True)
def tanpa_ingatan():
    cache.clear()


class Layar:
    """A screen: opened by a person once, then asking without an account."""

    def __init__(self, isi: str, tampil: str) -> None:
        data = dict(DATA.findall(isi))
        self.isi, self.tampil = isi, tampil
        self.alamat, self.versi = data["layar"], data["versi"]

    def tanya(self, *, lupa: bool = True):
        if lupa:
            cache.clear()  # the token is remembered for a fraction of a second
        jawaban = Client().get(self.alamat, {"tampil": self.tampil, "v": self.versi})
        if jawaban.status_code == 200:
            self.isi = jawaban.text
            self.alamat, self.versi = jawaban[KODE], jawaban[VERSI]
        return jawaban


@pytest.fixture
def layar(meja, nana, masuk_sebagai):
    def buka(tampil: str = "opd") -> Layar:
        alamat = f"{reverse('rapat:layar', args=[meja.sesi.pk])}?tampil={tampil}"
        return Layar(masuk_sebagai(nana).get(alamat).text, tampil)

    return buka


def test_without_a_turn_the_screen_shows_the_recap(layar):
    isi = layar().isi
    assert "Rekap sesi" in isi and "Dinas Pendidikan" in isi


def test_the_screen_shows_the_opd_under_discussion(meja, nana, layar):
    bahas(agenda=meja.dinkes, oleh=nana)
    isi = layar().isi
    assert "<h1>Dinas Kesehatan</h1>" in isi and "sedang dibahas" in isi
    assert "Berikutnya: <strong>Dinas Pendidikan</strong>" in isi


def test_nothing_new_is_204_without_a_single_query(meja, nana, layar):
    bahas(agenda=meja.dinkes, oleh=nana)
    satu = layar()
    assert satu.tanya().status_code == 204
    with CaptureQueriesContext(connection) as kueri:
        assert satu.tanya(lupa=False).status_code == 204
    assert len(kueri) == 0


def test_the_second_screen_gets_a_change_without_a_single_query(meja, nana, layar):
    satu, dua = layar(), layar()
    bahas(agenda=meja.dinkes, oleh=nana)
    satu.tanya()
    with CaptureQueriesContext(connection) as kueri:
        assert dua.tanya(lupa=False).status_code == 200
    assert len(kueri) == 0 and "<h1>Dinas Kesehatan</h1>" in dua.isi


def test_a_process_that_is_behind_never_turns_a_screen_back(meja, nana, layar):
    satu = layar()
    lama = satu.versi
    bahas(agenda=meja.dinkes, oleh=nana)
    satu.tanya()
    cache.set(f"layar.token.{meja.sesi.pk}", lama, 60)
    assert satu.tanya(lupa=False).status_code == 204


def test_a_saved_row_is_on_the_screen_at_the_next_question(
    meja, nana, rina, layar, kirim, masuk_sebagai
):
    bahas(agenda=meja.dinkes, oleh=nana)
    satu = layar()
    kirim(masuk_sebagai(rina), meja.stunting, target="3")
    assert satu.tanya().status_code == 200 and ">3,00</strong>" in satu.isi


def test_the_next_opd_follows(meja, nana, layar):
    bahas(agenda=meja.dinkes, oleh=nana)
    satu = layar()
    bahas(agenda=meja.disdik, oleh=nana)
    satu.tanya()
    assert "<h1>Dinas Pendidikan</h1>" in satu.isi


def test_a_screen_stays_on_for_days_with_the_code_of_its_last_answer(layar, monkeypatch):
    satu, pertama = layar(), Client()
    awal, kode_awal = time.time(), satu.alamat
    for jam in range(8, 50, 8):
        monkeypatch.setattr(time, "time", lambda jam=jam: awal + jam * 3600)
        satu.versi = ""  # its minute is long past
        assert satu.tanya().status_code == 200
    assert pertama.get(kode_awal).status_code == 404


def test_content_is_shared_but_the_code_is_not_part_of_it(layar):
    satu = layar()
    satu.versi = ""
    satu.tanya()
    assert reverse("rapat:layar_isi", args=["x"])[:-2] not in satu.isi


def test_the_qr_names_the_server_that_the_screen_asked(layar, settings):
    alamat, tanya = layar("hadir").alamat, {"tampil": "hadir"}
    settings.ALLOWED_HOSTS = ["satu.test", "dua.test"]
    isi = [Client(headers={"host": h}).get(alamat, tanya).text for h in settings.ALLOWED_HOSTS]
    assert "Pindai" in isi[0]
    assert isi[0] != isi[1]


@pytest.mark.parametrize("kode", ["1", "1:x:y", "😀"])
def test_a_forged_code_opens_nothing(meja, kode):
    assert Client().get(reverse("rapat:layar_isi", args=[kode])).status_code == 404


@pytest.mark.parametrize("teks", ["", "x", "1", "1.", ".2", "9" * 5000 + ".1", "1.zz", "😀.1"])
def test_a_strange_token_is_the_oldest(teks):
    assert urai_token(teks) == (0, 0) < urai_token("2.ff")


def test_a_question_without_version_gets_the_content(meja):
    alamat = reverse("rapat:layar_isi", args=[kode_layar(meja.sesi.pk)])
    assert Client().get(alamat, {"v": "😀" * 500, "tampil": "<b>"}).status_code == 200


def test_an_opd_that_is_not_invited_does_not_open_the_screen(meja, masuk_sebagai):
    orang = pabrik.buat_pengguna(
        username="lain", nama="Lain", peran="operator", opd=pabrik.buat_opd()
    )
    alamat = reverse("rapat:layar", args=[meja.sesi.pk])
    assert masuk_sebagai(orang).get(alamat).status_code == 404


def test_the_recap_counts_decisions_attendance_and_minutes(meja, nana, rina, kirim, masuk_sebagai):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="3")
    kirim(client, meja.kematian, target="2", putusan="dengan_catatan", catatan="bila ada dana")
    kirim(client, meja.sakip, putusan="ditunda", catatan="menunggu nilai")
    client.post(meja.hadir, {"keadaan": "pimpinan"})
    bahas(agenda=meja.dinkes, oleh=nana)
    rekap = susun_rekap(Sesi.objects.get(), timezone.now() + timedelta(minutes=12))
    dinkes, disdik = rekap.baris
    assert (dinkes.sepakat, dinkes.catatan, dinkes.ditunda, dinkes.belum) == (1, 1, 1, 0)
    assert (dinkes.hadir, disdik.hadir, disdik.belum) == ("Pimpinan", "Belum hadir", 1)
    assert dinkes.jam.kata == "12 dari 35 mnt"
    assert (rekap.hadir, rekap.diputuskan, rekap.jumlah) == (1, 3, 4)


def test_when_the_sesi_is_over_every_screen_shows_the_recap(meja, nana, layar):
    bahas(agenda=meja.dinkes, oleh=nana)
    opd, qr = layar(), layar("hadir")
    Sesi.objects.update(
        status=StatusSesi.DITETAPKAN,
        ditetapkan_pada=timezone.now(),
        berita_acara_nomor="1",
        berita_acara_tanggal="2026-01-21",
        versi_layar=99,
    )
    for satu in (opd, qr):
        satu.tanya()
        assert "<h1>Rekap sesi</h1>" in satu.isi and "Sesi selesai" in satu.isi
        assert "Daftar hadir<br>" not in satu.isi


def test_the_screen_of_an_opd_ends_with_the_sesi_and_gets_no_further_code(
    meja, nana, sari, layar, masuk_sebagai
):
    bahas(agenda=meja.dinkes, oleh=nana)
    ruang = layar()
    tamu = Layar(masuk_sebagai(sari).get(reverse("rapat:layar", args=[meja.sesi.pk])).text, "opd")
    bahas(agenda=meja.disdik, oleh=nana)
    assert tamu.tanya().status_code == 200 and "<h1>Dinas Pendidikan</h1>" in tamu.isi
    Sesi.objects.update(
        status=StatusSesi.DITETAPKAN,
        ditetapkan_pada=timezone.now(),
        berita_acara_nomor="1",
        berita_acara_tanggal="2026-01-21",
        versi_layar=99,
    )
    ruang.tanya()  # what the process remembers now is the recap
    lama = tamu.alamat
    assert tamu.tanya(lupa=False).status_code == 200
    assert "<h1>Sesi telah selesai</h1>" in tamu.isi and "Rekap sesi" not in tamu.isi
    assert tamu.alamat == lama and tamu.tanya(lupa=False).status_code == 204
    assert "<h1>Rekap sesi</h1>" in ruang.isi


def test_the_attendance_screen_names_missing_opd_and_no_person(meja, nana, layar):
    pabrik.buat_peserta(agenda=meja.dinkes, nama="Siti Aminah", cara="qr", kedudukan="wakil")
    isi = layar("hadir").isi
    assert "Pindai dengan kamera" in isi and "Siti Aminah" not in isi
    hadir = susun_layar_hadir(meja.sesi)
    assert (hadir.hadir, hadir.opd, hadir.orang, hadir.belum) == (1, 2, 1, ("Disdik",))
    assert susun_rekap(meja.sesi, timezone.now()).baris[0].sendiri


def test_pages_take_turns_once_everything_is_decided(meja, nana, rina, dinkes):
    for nomor in range(SEHALAMAN):
        pabrik.buat_indikator(opd=dinkes, nama=f"Tambahan {nomor}")
    bahas(agenda=meja.dinkes, oleh=nana)
    sesi, pada = Sesi.objects.get(), timezone.now()
    satu = susun_layar(sesi, pada)
    assert (satu.halaman, satu.halaman_banyak, satu.baris[0].kini) == (1, 2, True)
    for indikator in Indikator.objects.filter(opd=dinkes):
        pabrik.buat_kesepakatan(agenda=meja.dinkes, indikator=indikator, diubah_oleh=rina)
    halaman = [susun_layar(sesi, pada + timedelta(minutes=n)).halaman for n in range(2)]
    assert sorted(halaman) == [1, 2]


def test_the_code_in_the_qr_is_the_one_of_this_minute(meja, layar):
    kini = timezone.now()
    assert kode_hadir(meja.sesi.pk, kini) != kode_hadir(meja.sesi.pk, kini + timedelta(minutes=1))
    satu = layar("hadir")
    assert satu.versi.split(".")[1] in {
        f"{int((kini + timedelta(seconds=n)).timestamp()) // 60:x}" for n in (0, 30)
    }
