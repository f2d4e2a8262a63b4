"""One row saves itself: what comes back when it is good, wrong, ambiguous, stale or not ours."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from capaian.models import Indikator, Periode, Realisasi
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from opd.models import Opd, Pengguna
from tests import pabrik

HTMX = {"HX-Request": "true"}


@pytest.fixture
def periode(db: None) -> Periode:
    return pabrik.buat_periode()


@pytest.fixture
def indikator(dinkes: Opd, periode: Periode) -> Indikator:
    satu = pabrik.buat_indikator(opd=dinkes, nama="Imunisasi dasar lengkap", desimal=3)
    pabrik.buat_target(indikator=satu, nilai="90")
    return satu


@pytest.fixture
def klien(masuk_sebagai: Callable, sari: Pengguna) -> Client:
    return masuk_sebagai(sari)


def simpan(klien: Client, indikator: Indikator, *, versi: int = 0, tw: int = 4, **medan: str):
    url = reverse("capaian:realisasi_simpan", args=[2025, tw, indikator.pk])
    isi = {f"{nama}-{indikator.pk}": nilai for nama, nilai in medan.items()}
    return klien.post(url, {f"versi-{indikator.pk}": versi, **isi}, headers=HTMX)


def teks(jawaban) -> str:
    return " ".join(jawaban.content.decode().split()).replace("\u00a0", " ").replace("&nbsp;", " ")


def test_number_is_stored_and_the_row_comes_back_with_capaian(klien, indikator):
    jawaban = simpan(klien, indikator, nilai="81,35")
    assert jawaban.status_code == 200
    isi = teks(jawaban)
    assert isi.startswith("<tbody")
    assert "Capaian 90,39 % = 81,350 ÷ 90,000. Makin besar makin baik." in isi
    assert "Tersimpan" in isi and "WIB" in isi
    assert f'name="versi-{indikator.pk}" value="1"' in isi
    assert Realisasi.objects.get().nilai == Decimal("81.35")


def test_saved_row_says_what_is_still_missing(klien, indikator):
    assert "Tulis faktor penghambat dan akar masalah, masing-masing minimal 10 huruf." in teks(
        simpan(klien, indikator, nilai="80")
    )
    isi = teks(simpan(klien, indikator, versi=1, penghambat="Stok vaksin kosong tiga minggu"))
    assert "Tulis akar masalah, minimal 10 huruf." in isi
    isi = teks(simpan(klien, indikator, versi=2, akar="Pengadaan menunggu pagu pusat"))
    assert "Siap diajukan" in isi
    realisasi = Realisasi.objects.get()
    assert realisasi.nilai == 80
    assert realisasi.faktor_penghambat == "Stok vaksin kosong tiga minggu"
    assert realisasi.akar_masalah == "Pengadaan menunggu pagu pusat"


def test_ambiguous_number_is_asked_and_not_stored(klien, indikator):
    jawaban = simpan(klien, indikator, nilai="1.184")
    isi = teks(jawaban)
    assert jawaban.status_code == 422
    assert "<strong>1.184</strong> punya dua arti. Yang mana?" in isi
    assert 'value="arti:1,184"' in isi and 'value="arti:1184"' in isi
    assert 'value="1.184"' in isi
    assert not Realisasi.objects.exists()


@pytest.mark.parametrize(("pilih", "nilai"), [("1,184", "1.184"), ("1184", "1184")])
def test_choosing_a_meaning_stores_it(pilih: str, nilai: str, klien, indikator):
    jawaban = simpan(klien, indikator, nilai="1.184", aksi=f"arti:{pilih}")
    assert jawaban.status_code == 200
    assert Realisasi.objects.get().nilai == Decimal(nilai)


@pytest.mark.parametrize(
    ("ketikan", "kalimat"),
    [
        ("12,5 persen", "bukan angka"),
        ("107,602,76", "bukan angka"),
        ("1,23456", "Paling banyak 3 angka di belakang koma"),
        ("9" * 16, "terlalu besar"),
        ("9" * 70, "terlalu panjang"),
        ("😀", "bukan angka"),
        ("7\x002", "bukan angka"),
        ("\x07", "bukan angka"),
        ("=1+1", "bukan angka"),
    ],
)
def test_wrong_number_keeps_the_text_and_says_what_to_write(ketikan, kalimat, klien, indikator):
    jawaban = simpan(klien, indikator, nilai=ketikan)
    assert jawaban.status_code == 422
    isi = teks(jawaban)
    assert kalimat in isi
    assert 'aria-invalid="true"' in isi
    assert ketikan.replace("=", "=") in jawaban.content.decode()
    assert "Belum tersimpan" in isi
    assert not Realisasi.objects.exists()


def test_emoji_in_faktor_is_kept(klien, indikator):
    simpan(klien, indikator, nilai="80")
    assert (
        simpan(klien, indikator, versi=1, penghambat="Banjir rob 🌊 dua minggu").status_code == 200
    )
    assert Realisasi.objects.get().faktor_penghambat == "Banjir rob 🌊 dua minggu"


@pytest.mark.parametrize(
    ("faktor", "kalimat"),
    [
        ("Stok\x00 vaksin kosong", "Ada karakter yang tidak terbaca."),
        ("Stok\x1b[31m vaksin kosong", "Ada karakter yang tidak terbaca."),
        ("x" * 2001, "Paling banyak 2.000 huruf; ini 2.001."),
    ],
)
def test_bad_text_gets_a_sentence_beside_its_field(faktor, kalimat, klien, indikator):
    simpan(klien, indikator, nilai="80")
    jawaban = simpan(klien, indikator, versi=1, penghambat=faktor)
    assert jawaban.status_code == 422
    assert kalimat in teks(jawaban)
    assert faktor in jawaban.content.decode()
    assert Realisasi.objects.get().faktor_penghambat == ""


def test_ten_megabytes_of_text_is_refused_clearly(klien, indikator):
    jawaban = simpan(klien, indikator, nilai="80", penghambat="x" * 10_000_000)
    assert jawaban.status_code in (400, 413)
    assert not Realisasi.objects.exists()


def test_mark_without_reason_is_asked_for(klien, indikator):
    jawaban = simpan(klien, indikator, nilai="", keadaan="tidak_berlaku", alasan=" ")
    assert jawaban.status_code == 422
    assert "Sebutkan mengapa indikator ini tidak berlaku." in teks(jawaban)


def test_mark_is_stored_with_its_reason_and_a_number_replaces_it(klien, indikator):
    simpan(klien, indikator, nilai="", keadaan="belum_waktunya", alasan="Terbit April 2026")
    realisasi = Realisasi.objects.get()
    assert (realisasi.keadaan, realisasi.alasan) == ("belum_waktunya", "Terbit April 2026")
    simpan(klien, indikator, versi=1, nilai="95", keadaan="belum_waktunya", alasan="Terbit April")
    realisasi.refresh_from_db()
    assert (realisasi.keadaan, realisasi.alasan, realisasi.nilai) == ("nilai", "", 95)


def test_new_mark_beside_a_number_is_asked(klien, indikator):
    jawaban = simpan(klien, indikator, nilai="80", keadaan="tidak_berlaku", alasan="Hanya TW I")
    assert jawaban.status_code == 422
    assert "Kosongkan angkanya bila memang tidak ada data." in teks(jawaban)


def test_zero_and_empty_are_two_things(klien, indikator):
    simpan(klien, indikator, nilai="0")
    assert Realisasi.objects.get().keadaan == KeadaanNilai.NILAI
    simpan(klien, indikator, versi=1, nilai="")
    realisasi = Realisasi.objects.get()
    assert (realisasi.keadaan, realisasi.nilai) == (KeadaanNilai.KOSONG, None)


def test_anggaran_dots_are_thousands(klien, dinkes, periode):
    indikator = pabrik.buat_indikator(opd=dinkes, berpagu=True)
    simpan(klien, indikator, anggaran="165.000")
    assert Realisasi.objects.get().anggaran == 165000
    jawaban = simpan(klien, indikator, versi=1, anggaran="-5")
    assert jawaban.status_code == 422
    assert "tidak boleh negatif" in teks(jawaban)


def test_somebody_elses_row_seems_not_to_exist(masuk_sebagai, joko, indikator):
    assert simpan(masuk_sebagai(joko), indikator, nilai="1").status_code == 404
    assert not Realisasi.objects.exists()


@pytest.mark.parametrize("siapa", ["rina", "pak_budi", "nana", "admin"])
def test_readers_may_not_write(siapa, request, masuk_sebagai, indikator):
    klien = masuk_sebagai(request.getfixturevalue(siapa))
    assert simpan(klien, indikator, nilai="1").status_code == 403


def test_wrong_quarter_is_404(klien, indikator):
    assert simpan(klien, indikator, tw=3, nilai="1").status_code == 404
    assert simpan(klien, indikator, tw=7, nilai="1").status_code == 404


def test_closed_window_keeps_what_was_typed_on_the_screen(klien, dinkes):
    pabrik.buat_periode(terbuka=False)
    indikator = pabrik.buat_indikator(opd=dinkes)
    jawaban = simpan(klien, indikator, nilai="73,25")
    isi = teks(jawaban)
    assert jawaban.status_code == 409
    assert "Pengisian TW IV 2025 sudah ditutup atau belum dibuka." in isi
    assert "realisasi “73,25”" in isi
    assert not Realisasi.objects.exists()


def test_submitted_row_is_not_changed(klien, indikator):
    pabrik.buat_realisasi(indikator=indikator, nilai="72", status=StatusRealisasi.DIAJUKAN)
    jawaban = simpan(klien, indikator, versi=1, nilai="99")
    assert jawaban.status_code == 409
    assert "Menunggu verifikasi" in teks(jawaban)
    assert Realisasi.objects.get().nilai == 72


def test_saving_one_row_takes_a_fixed_number_of_queries(klien, indikator, jumlah_kueri):
    simpan(klien, indikator, nilai="80")
    with jumlah_kueri("capaian:realisasi_simpan"):
        simpan(klien, indikator, versi=1, nilai="81")
