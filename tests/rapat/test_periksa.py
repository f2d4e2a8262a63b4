"""The public check page: what it says, what it never says, and to whom it stops answering."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rapat.dokumen.isi import sidik_pendek
from rapat.layanan.batas import batasi
from rapat.layanan.hadir import TerlaluRamai
from rapat.models import BeritaAcara, CatatanAgenda, Kesepakatan
from rapat.views.periksa import SEMENIT
from tests.rapat.naskah_beku import KODE, buat_final, finalkan
from tests.rapat.sidang import NIP_KEPALA, NIP_PENDAMPING, gelar_sidang

PARAF = "M10 10L20 20L30 10"
RAHASIA = (
    *(NIP_KEPALA, NIP_PENDAMPING, PARAF, "Ani Lubis", "Joko Siregar", "Budi Pendamping"),
    *("Tamu Provinsi", "Rahma Lubis", "Rina Sinaga", "stok vaksin", "memaparkan", "SSGI"),
    *("menunggu data sekolah", "Menyamakan data", "posyandu", "Kasubbag"),
)


@pytest.fixture(autouse=True)
def tanpa_ingatan():
    cache.clear()


@pytest.fixture
def ba(meja, rina) -> BeritaAcara:
    gelar_sidang(meja, rina)
    meja.sesi.peserta.update(paraf=PARAF)
    return buat_final(meja)


def buka(ba: BeritaAcara, **kueri: str):
    return Client().get(reverse("rapat:periksa", args=[ba.kode_periksa]), kueri)


def teks(jawaban) -> str:
    return " ".join(jawaban.content.decode().split())


def test_anybody_sees_that_the_document_is_registered(ba):
    jawaban = buka(ba)
    isi = teks(jawaban)
    assert jawaban.status_code == 200
    for potong in (
        "Dokumen ini terdaftar",
        "000.7.2/057/2026",
        "20 Januari 2026",
        "Sesi I",
        "22 Januari 2026, 16.05 WIB",
        sidik_pendek(ba.sidik_jari),
        ba.sidik_jari[:8] + " " + ba.sidik_jari[8:16],
        ba.sidik_jari[-8:],
        "Final sejak 22 Januari 2026",
        "Dihitung ulang dari isi tersimpan: cocok",
        "Dinas Kesehatan",
        "1 dari 3 disepakati",
        "Prevalensi stunting",
        "<strong>2,50</strong>",
        "bukan tanda tangan elektronik tersertifikasi",
        "Pasal 60 Peraturan Pemerintah Nomor 71 Tahun 2019",
        "Naskah asli ialah kertas bertanda tangan basah",
    ):
        assert potong in isi, potong
    assert jawaban["X-Robots-Tag"] == "noindex, nofollow"
    assert jawaban["Cache-Control"] == "no-store"


def test_no_person_and_no_note_is_on_it(ba):
    isi = buka(ba).content.decode()
    assert [satu for satu in RAHASIA if satu in isi] == []
    assert "Angka kelulusan" not in isi  # postponed: not an agreed target


def test_it_shows_the_frozen_figures(meja, ba):
    Kesepakatan.objects.filter(indikator=meja.stunting).update(nilai="9.9")
    CatatanAgenda.objects.update(teks="LAIN")
    assert "<strong>2,50</strong>" in teks(buka(ba))


def test_a_content_that_was_changed_is_said_loudly(ba):
    ba.isi["bagian"][0]["baris"][0]["sepakat"] = {"teks": "99,00", "angka": "99"}
    BeritaAcara.objects.filter(pk=ba.pk).update(isi=ba.isi)
    isi = teks(buka(ba))
    assert (
        "Sidik jari tidak cocok." in isi and "Dihitung ulang dari isi tersimpan: tidak cocok" in isi
    )
    BeritaAcara.objects.filter(pk=ba.pk).update(isi={"kop": 1})
    jawaban = buka(ba)
    assert jawaban.status_code == 200 and "Sidik jari tidak cocok." in teks(jawaban)


@pytest.mark.parametrize("panjang", [16, 64])
def test_paper_is_compared_short_or_long(ba, panjang):
    sidik = ba.sidik_jari[:panjang].upper()
    tulis = " ".join(sidik[n : n + 4] for n in range(0, panjang, 4))
    for cara in (tulis, sidik.lower(), f"Sidik jari {tulis}.", tulis.replace(" ", "-")):
        assert "Cocok" in teks(buka(ba, sidik=cara)), cara
    lain = ("0" if sidik[0] != "0" else "1") + sidik[1:]
    assert "Tidak cocok: kertas ini bukan naskah yang terdaftar" in teks(buka(ba, sidik=lain))


@pytest.mark.parametrize("salah", ["", "7F3A", "zz" * 8, "x" * 500, "{{ 7 }}", "\x00" * 16])
def test_what_is_no_fingerprint_gets_a_sentence(ba, salah):
    jawaban = buka(ba, sidik=salah)
    assert jawaban.status_code == 422
    isi = teks(jawaban)
    assert (
        "Sidik jari terdiri" in isi or "Salin sidik jari" in isi or "karakter null" in isi.lower()
    )


def test_reopened_and_final_again_tells_old_paper_from_new(meja, ba):
    lama = ba.sidik_jari
    ba.status = "draf"
    ba.save(update_fields=["status"])
    isi = teks(buka(ba, sidik=lama))
    assert "Dibuka kembali." in isi and "Cocok, tetapi naskah ini sedang dibuka kembali." in isi
    CatatanAgenda.objects.update(teks="Diperbaiki")
    finalkan(ba)
    assert ba.sidik_jari != lama
    assert "Tidak cocok: ini sidik jari naskah terdahulu" in teks(buka(ba, sidik=lama))
    assert "naskah final yang terdaftar" in teks(buka(ba, sidik=ba.sidik_jari))


def test_a_draft_shows_no_figure(meja, rina):
    gelar_sidang(meja, rina)
    isi = teks(buka(BeritaAcara.objects.get()))
    assert (
        "Belum final." in isi and "Prevalensi stunting" not in isi and "Sidik jari</h2>" not in isi
    )


def test_an_adendum_is_named_on_both(meja, ba):
    adendum = finalkan(
        BeritaAcara(
            sesi=meja.sesi,
            jenis="adendum",
            uraian="Rahasia adendum",
            nomor="000.7.2/060/2026",
            tanggal=date(2026, 1, 26),
            kode_periksa=KODE,
        )
    )
    assert "Diperbaiki dengan adendum nomor 000.7.2/060/2026, 26 Januari 2026." in teks(buka(ba))
    isi = teks(buka(adendum))
    assert "Memperbaiki berita acara nomor 000.7.2/057/2026" in isi and "Rahasia adendum" not in isi


@pytest.mark.parametrize("kode", ["tidak-ada", "x" * 300, "%00", "{{ 7*7 }}", "😀"])
def test_an_unknown_code_is_a_clear_404(db, kode):
    jawaban = Client().get(f"/rapat/periksa/{kode}/")
    assert jawaban.status_code == 404
    assert "Tidak ada dokumen dengan kode ini" in teks(jawaban)
    assert jawaban["X-Robots-Tag"] == "noindex, nofollow"


def test_a_crowd_is_slowed_down(ba):
    for _ in range(3):
        assert buka(ba).status_code == 200
    kini = timezone.now()
    for satu in (kini, kini + timedelta(minutes=1)):
        for _ in range(SEMENIT):
            try:
                batasi("periksa", "127.0.0.1", semenit=SEMENIT, pada=satu)
            except TerlaluRamai:
                break
    jawaban = buka(ba)
    assert jawaban.status_code == 429 and "Coba lagi semenit lagi" in teks(jawaban)
    batasi("periksa", "10.0.0.1", semenit=SEMENIT, pada=kini)


def test_it_costs_two_queries(ba, django_assert_num_queries):
    # Begin, read-only, the document, its adendum, end.
    with django_assert_num_queries(5):
        buka(ba)
