"""Scans of the signed sheet: several files, seen by who records only, taken away with a reason."""

import pytest
from django.test import Client
from django.urls import reverse

from rapat.layanan.lembar import TERBANYAK
from rapat.models import LembarHadir, LogSesi, Sesi
from rapat.pilihan import StatusSesi
from tests import berkas, pabrik

gudang = berkas.gudang


def halaman(meja, kueri: str = "") -> str:
    return reverse("rapat:lembar", args=[meja.sesi.pk]) + kueri


def kirim(klien, meja, *isi: tuple[bytes, str]):
    url = reverse("rapat:lembar_unggah", args=[meja.sesi.pk])
    return klien.post(url, {"berkas": [berkas.kirim(*satu) for satu in isi]})


@pytest.fixture
def nana_masuk(nana, masuk_sebagai, gudang):
    return masuk_sebagai(nana)


@pytest.fixture
def terlampir(meja, nana_masuk) -> LembarHadir:
    kirim(nana_masuk, meja, (berkas.pdf(3), "Hal 1-3.pdf"))
    return LembarHadir.objects.get()


def test_several_pages_at_once_are_seen_in_place(meja, nana_masuk):
    jawaban = kirim(nana_masuk, meja, (berkas.pdf(3), "Hal 1-3.pdf"), (berkas.png(), "foto.png"))
    assert jawaban.status_code == 302
    satu, dua = LembarHadir.objects.order_by("pk")
    isi = nana_masuk.get(halaman(meja, f"?l{satu.pk}=2")).content.decode()
    assert "halaman 2 dari 3" in isi and "Nana Hasibuan" in isi
    gambar = reverse("rapat:lembar_halaman", args=[satu.pk, 2])
    assert gambar in isi and nana_masuk.get(gambar)["Content-Type"] == "image/png"
    assert nana_masuk.get(reverse("rapat:lembar_halaman", args=[satu.pk, 4])).status_code == 404
    foto = nana_masuk.get(reverse("rapat:lembar_berkas", args=[dua.pk]))
    assert (
        foto["Content-Disposition"].startswith("inline")
        and foto["Cache-Control"] == "private, no-cache"
    )
    for aneh in ("?l=1", "?lx=2", f"?l{satu.pk}=99999999999999", f"?l{satu.pk}=%00", "?l1=²"):
        assert nana_masuk.get(halaman(meja, aneh)).status_code == 200, aneh


@pytest.mark.parametrize(
    ("peran", "kode"),
    [("sari", 403), ("joko", 403), ("pak_budi", 403), ("admin", 403), ("rina", 200), ("nana", 200)],
)
def test_only_who_records_sees_them(peran, kode, meja, terlampir, request, masuk_sebagai):
    klien = masuk_sebagai(request.getfixturevalue(peran))
    for url in (
        halaman(meja),
        reverse("rapat:lembar_berkas", args=[terlampir.pk]),
        reverse("rapat:lembar_halaman", args=[terlampir.pk, 1]),
    ):
        assert klien.get(url).status_code == kode, url
    tulis = 302 if kode == 200 else 403
    assert kirim(klien, meja, (berkas.png(warna=9), "x.png")).status_code == tulis
    cabut = reverse("rapat:lembar_cabut", args=[terlampir.pk])
    assert klien.post(cabut, {"alasan": "salah"}).status_code == tulis
    assert Client().get(halaman(meja)).status_code == 302


def test_the_same_sheet_again_is_once(meja, nana_masuk, terlampir):
    assert kirim(nana_masuk, meja, (berkas.pdf(3), "Nama lain.pdf")).status_code == 302
    assert LembarHadir.objects.count() == 1


def test_a_wrong_file_is_named_and_the_others_stay(meja, nana_masuk):
    jawaban = kirim(
        nana_masuk,
        meja,
        (berkas.png(), "baik.png"),
        (berkas.office(), "daftar.xlsx"),
        (berkas.SVG, "gambar.svg"),
    )
    assert jawaban.status_code == 422
    isi = jawaban.content.decode()
    assert (
        "daftar.xlsx: Pindaian harus PDF atau foto" in isi
        and "gambar.svg: Isinya gambar SVG" in isi
    )
    assert [satu.nama for satu in LembarHadir.objects.all()] == ["baik.png"]
    assert kirim(nana_masuk, meja).status_code == 422


def test_a_wrong_sheet_is_taken_away_with_a_reason(meja, nana_masuk, terlampir):
    url = reverse("rapat:lembar_cabut", args=[terlampir.pk])
    for alasan in ("", "   ", "x" * 501):
        assert nana_masuk.post(url, {"alasan": alasan}).status_code == 422
    assert LembarHadir.objects.exists()
    assert nana_masuk.post(url, {"alasan": "lembar <b>sesi</b> lain"}).status_code == 302
    assert not LembarHadir.objects.exists()
    log = LogSesi.objects.get(transisi="cabut_lembar")
    assert (log.sesi, log.oleh.username) == (meja.sesi, "nana")
    isi = nana_masuk.get(halaman(meja)).content.decode()
    assert "Hal 1-3.pdf: lembar &lt;b&gt;sesi&lt;/b&gt; lain" in isi and "Belum ada pindaian" in isi
    assert nana_masuk.post(url, {"alasan": "lagi"}).status_code == 404
    kirim(nana_masuk, meja, (berkas.pdf(2, tanda="baru"), "Pengganti.pdf"))
    assert LembarHadir.objects.get().nama == "Pengganti.pdf"


def test_a_sheet_is_attached_after_the_sesi_has_begun_and_also_when_final(meja, nana_masuk):
    Sesi.objects.filter(pk=meja.sesi.pk).update(status=StatusSesi.TERJADWAL)
    assert "Sesi belum dimulai" in nana_masuk.get(halaman(meja)).content.decode()
    assert kirim(nana_masuk, meja, (berkas.png(), "x.png")).status_code == 422
    meja.sesi.refresh_from_db()
    meja.sesi.status = StatusSesi.DITETAPKAN
    meja.sesi.berita_acara_nomor, meja.sesi.berita_acara_tanggal = "1", meja.sesi.tanggal
    meja.sesi.ditetapkan_pada = pabrik.LAMA
    meja.sesi.save()
    assert kirim(nana_masuk, meja, (berkas.png(), "x.png")).status_code == 302


def test_there_is_an_end_to_them(meja, nana_masuk, terlampir):
    LembarHadir.objects.bulk_create(
        LembarHadir(sesi=meja.sesi, lampiran=terlampir.lampiran, nama=f"{n}.pdf")
        for n in range(TERBANYAK - 1)
    )
    jawaban = kirim(nana_masuk, meja, (berkas.png(), "x.png"))
    assert jawaban.status_code == 422 and f"{TERBANYAK} lembar" in jawaban.content.decode()


def test_more_sheets_cost_the_same_queries(meja, nana_masuk, terlampir, django_assert_num_queries):
    nana_masuk.get(halaman(meja))
    with django_assert_num_queries(9):
        nana_masuk.get(halaman(meja))
    LembarHadir.objects.bulk_create(
        LembarHadir(sesi=meja.sesi, lampiran=terlampir.lampiran, nama=f"{n}.pdf") for n in range(30)
    )
    with django_assert_num_queries(9):
        nana_masuk.get(halaman(meja))
