"""Agreed targets come into force."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from capaian.models import Target
from capaian.perhitungan import Penghitung
from capaian.pilihan import SumberTarget
from opd.models import Pengguna
from rapat.models import Kehadiran, Kesepakatan, LogSesi, Sesi
from tests import pabrik


@pytest.fixture
def halaman(meja) -> str:
    return reverse("rapat:sesi_tetapkan", args=[meja.sesi.pk])


@pytest.fixture
def tetapkan(meja) -> Callable[..., HttpResponse]:
    """The final form of a sesi in which everybody's attendance is recorded."""

    def post(client: Client, **ganti: str) -> HttpResponse:
        isi = {"nomor": "000.7/12/BA", "tanggal": "2026-01-21", "tunda_sisanya": "on"}
        for agenda in (meja.dinkes, meja.disdik):
            Kehadiran.objects.get_or_create(
                agenda=agenda,
                defaults={
                    "keadaan": "pimpinan",
                    "dicatat_oleh": Pengguna.objects.get(username="rina"),
                },
            )
        return client.post(reverse("rapat:sesi_tetapkan_simpan", args=[meja.sesi.pk]), isi | ganti)

    return post


def test_agreed_number_is_the_target_in_force(meja, kirim, tetapkan, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="2,50")
    assert tetapkan(client).status_code == 302
    berlaku = Target.objects.filter(indikator=meja.stunting, tahun=2026).berlaku().get()
    assert berlaku.nilai == Decimal("2.5")
    assert (berlaku.sumber, berlaku.mulai) == (SumberTarget.KESEPAKATAN, date(2026, 1, 21))
    assert berlaku.acuan.startswith("Berita Acara nomor 000.7/12/BA")
    assert Penghitung(2026).hitung([meja.stunting])[meja.stunting.pk].target == berlaku
    assert meja.tersimpan(meja.stunting).target_baru == berlaku
    assert LogSesi.objects.get().transisi == "tetapkan"


def test_old_number_stays_as_the_version_before(meja, kirim, tetapkan, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="2,50")
    tetapkan(client)
    target = Target.objects.filter(indikator=meja.stunting, tahun=2026)
    assert target.berlaku(date(2026, 1, 20)).get().nilai == 3


def test_range_and_predikat_come_into_force_too(meja, kirim, tetapkan, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="2,50–2,70")
    kirim(client, meja.sakip, target="A", putusan="dengan_catatan", catatan="bila LKE cukup")
    tetapkan(client)
    hasil = Penghitung(2026).hitung([meja.stunting, meja.sakip])
    assert hasil[meja.stunting.pk].target.tertulis(2) == "2,50–2,70"
    assert hasil[meja.sakip.pk].target.predikat.kode == "A"


def test_page_after_tetapkan_names_the_source(meja, kirim, tetapkan, halaman, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="2,50")
    tetapkan(client)
    isi = client.get(halaman).text
    assert "Berlaku sejak 21 Januari 2026, sumber Berita Acara nomor 000.7/12/BA" in isi
    assert f'href="{meja.stunting.get_absolute_url()}?tahun=2026"' in isi
    assert "Berita acara</h2>" not in isi
    assert "semula 3,00" in client.get(meja.halaman).text


def test_undecided_rows_are_postponed_with_what_the_room_would_have_seen(
    meja, kirim, tetapkan, rina, masuk_sebagai
):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="2,50")
    kirim(client, meja.kematian, target="1", putusan="belum", catatan="tunggu data")
    tetapkan(client)
    ditunda = {k.indikator_id: k for k in Kesepakatan.objects.filter(putusan="ditunda")}
    assert set(ditunda) == {meja.kematian.pk, meja.sakip.pk, meja.lulus.pk}
    assert ditunda[meja.kematian.pk].catatan == "tunggu data"
    assert ditunda[meja.lulus.pk].capaian_lalu == Decimal("125.00")
    assert ditunda[meja.lulus.pk].target_lama.nilai == 3
    assert Target.objects.filter(indikator=meja.lulus, tahun=2026).berlaku().get().nilai == 3


def test_undecided_rows_without_the_tick_stop_it(meja, kirim, tetapkan, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="2,50")
    jawaban = tetapkan(client, tunda_sisanya="")
    assert jawaban.status_code == 422
    assert "3 indikator belum diputuskan" in jawaban.text
    assert 'value="000.7/12/BA"' in jawaban.text
    assert Sesi.objects.get(pk=meja.sesi.pk).status == "berlangsung"


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"nomor": " "}, "Isi nomor berita acara."),
        ({"nomor": "x" * 101}, "Paling banyak 100 huruf"),
        ({"nomor": "a\x00"}, "karakter"),
        ({"tanggal": ""}, "Isi tanggal berita acara."),
        ({"tanggal": "31-02-2026"}, "Tanggal tidak dikenal."),
        ({"tanggal": "2026-01-19"}, "tidak mungkin sebelum sesi, 20 Januari 2026"),
    ],
)
def test_wrong_berita_acara_changes_nothing(
    isi, kalimat, meja, kirim, tetapkan, rina, masuk_sebagai
):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="2,50")
    jawaban = tetapkan(client, **isi)
    assert jawaban.status_code == 422
    assert kalimat in jawaban.text
    assert Sesi.objects.get(pk=meja.sesi.pk).status == "berlangsung"
    assert not Target.objects.filter(sumber=SumberTarget.KESEPAKATAN).exists()


def test_berita_acara_of_tomorrow_is_refused(meja, kirim, tetapkan, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="2,50")
    besok = timezone.localdate() + timedelta(days=1)
    assert "belum terjadi" in tetapkan(client, tanggal=besok.isoformat()).text


def test_second_browser_gets_a_sentence_and_changes_nothing(
    meja, kirim, tetapkan, rina, masuk_sebagai
):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="2,50")
    tetapkan(client)
    jawaban = tetapkan(masuk_sebagai(rina), nomor="lain")
    assert jawaban.status_code == 409
    assert "sudah ditetapkan oleh Rina Sinaga" in jawaban.text
    assert Target.objects.filter(sumber=SumberTarget.KESEPAKATAN).count() == 1
    assert Sesi.objects.get(pk=meja.sesi.pk).berita_acara_nomor == "000.7/12/BA"


def test_nothing_agreed_is_nothing_to_tetapkan(meja, tetapkan, halaman, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    assert "Belum ada yang disepakati" in client.get(halaman).text
    jawaban = tetapkan(client)
    assert jawaban.status_code == 422
    assert "Belum ada target yang disepakati" in jawaban.text


def test_sesi_that_has_not_started_cannot_be_ditetapkan(
    meja, tetapkan, halaman, rina, masuk_sebagai
):
    Sesi.objects.update(status="terjadwal")
    client = masuk_sebagai(rina)
    assert "Sesi belum dimulai." in client.get(halaman).text
    assert tetapkan(client).status_code == 409


def test_later_version_is_named_before_it_is_replaced(
    meja, kirim, tetapkan, halaman, rina, masuk_sebagai
):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="2,50")
    pabrik.buat_target(
        indikator=meja.stunting, nilai="2.8", tahun=2026, mulai=date(2026, 2, 1), acuan="Renja 2"
    )
    isi = client.get(halaman).text
    assert "Sudah ada versi 2,80 (Renja 2) yang berlaku mulai 1 Februari 2026." in isi
    tetapkan(client)
    berlaku = Target.objects.filter(indikator=meja.stunting, tahun=2026).berlaku().get()
    assert (berlaku.nilai, berlaku.mulai) == (Decimal("2.5"), date(2026, 2, 1))


def test_number_typed_when_the_session_expired_comes_back(
    meja, kirim, tetapkan, halaman, rina, masuk_sebagai
):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="2,50")
    del client.cookies["sessionid"]
    tetapkan(client, nomor="900/7")
    client.post("/akun/masuk/", {"username": "rina", "password": pabrik.SANDI})
    isi = client.get(halaman).text
    assert 'value="900/7"' in isi
    assert "Belum ada yang ditetapkan." in isi
