"""Accepting every row without a doubt: exactly the previewed rows, and those left are named."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from capaian.layanan.verifikasi import terima_realisasi, terima_tanpa_keraguan
from capaian.layar.verifikasi_ingatan import lupakan
from capaian.models import LogRealisasi, Periode, Realisasi
from capaian.pilihan import StatusRealisasi
from konsolidasi.inti.galat import TidakBoleh
from tests import pabrik

PRATINJAU = "capaian:verifikasi_semua"


@pytest.fixture(autouse=True)
def tanpa_ingatan():
    lupakan()
    yield
    lupakan()


@pytest.fixture
def periode(db) -> Periode:
    return pabrik.buat_periode()


@pytest.fixture
def biasa(dinkes, periode) -> list[Realisasi]:
    """Three rows that raise no question, and one that does."""
    return [baris(dinkes, nama=f"Tenang {n}") for n in (1, 2, 3)]


@pytest.fixture
def ragu(dinkes, periode) -> Realisasi:
    return baris(dinkes, nama="Melonjak", nilai="400")


def baris(opd, *, nilai: str = "72", nama: str = "") -> Realisasi:
    indikator = pabrik.buat_indikator(opd=opd, nama=nama, satuan="orang", desimal=0)
    pabrik.buat_target(indikator=indikator, nilai="80")
    return pabrik.buat_realisasi(indikator=indikator, nilai=nilai, status=StatusRealisasi.DIAJUKAN)


@pytest.fixture
def klien(masuk_sebagai: Callable, rina) -> Client:
    return masuk_sebagai(rina)


def versi(semua: list[Realisasi]) -> dict[int, int]:
    return {r.pk: r.versi for r in semua}


def kirim(klien: Client, semua: list[Realisasi], jumlah: str, **lain: str):
    isi = {
        "baris": ",".join(f"{r.pk}:{r.versi}" for r in semua),
        "jumlah": jumlah,
        "asal": "tahun=2025&tw=4",
    } | lain
    return klien.post(reverse("capaian:verifikasi_terima"), isi)


def status(r: Realisasi) -> str:
    return Realisasi.objects.get(pk=r.pk).status


def test_previewed_rows_are_accepted(biasa, ragu, periode, rina):
    hasil = terima_tanpa_keraguan(periode=periode, realisasi_dan_versi=versi(biasa), oleh=rina)
    assert [r.pk for r in hasil.diterima] == [r.pk for r in biasa]
    assert hasil.dilewati == ()
    assert {status(r) for r in biasa} == {StatusRealisasi.TERVERIFIKASI}
    assert status(ragu) == StatusRealisasi.DIAJUKAN
    assert LogRealisasi.objects.filter(transisi="terima", oleh=rina).count() == 3


def test_rows_that_changed_or_got_a_doubt_are_left_and_named(biasa, ragu, periode, rina):
    dilihat = versi([*biasa, ragu]) | {999_999: 1}
    Realisasi.objects.filter(pk=biasa[0].pk).update(versi=2)
    Realisasi.objects.filter(pk=biasa[1].pk).update(status=StatusRealisasi.PERBAIKAN)
    hasil = terima_tanpa_keraguan(periode=periode, realisasi_dan_versi=dilihat, oleh=rina)
    assert [r.pk for r in hasil.diterima] == [biasa[2].pk]
    assert [(d.nama, d.sebab) for d in hasil.dilewati] == [
        ("Tenang 1 (Dinkes)", "Berubah sejak pratinjau."),
        ("Tenang 2 (Dinkes)", "Sudah berstatus Perlu perbaikan."),
        ("Melonjak (Dinkes)", "Muncul keraguan: Capaian di atas 150\u00a0%."),
        ("Baris nomor 999999", "Tidak ditemukan."),
    ]


def test_answered_row_is_read_by_a_person(biasa, periode, rina):
    jawab = biasa[0]
    jawab.diajukan_pada = pabrik.JAUH
    jawab.save(update_fields=["diajukan_pada"])
    hasil = terima_tanpa_keraguan(periode=periode, realisasi_dan_versi=versi(biasa), oleh=rina)
    assert len(hasil.diterima) == 2
    assert "jawaban OPD" in hasil.dilewati[0].sebab


def test_row_of_another_quarter_is_not_found(biasa, rina):
    lain = pabrik.buat_periode(triwulan=3)
    hasil = terima_tanpa_keraguan(periode=lain, realisasi_dan_versi=versi(biasa), oleh=rina)
    assert not hasil.diterima
    assert {d.sebab for d in hasil.dilewati} == {"Tidak ditemukan."}


def test_sending_it_twice_accepts_once(biasa, periode, rina):
    for sudah in (0, 3):
        hasil = terima_tanpa_keraguan(periode=periode, realisasi_dan_versi=versi(biasa), oleh=rina)
        assert hasil.sudah == sudah
    assert LogRealisasi.objects.count() == 3


def test_locked_quarter_leaves_every_row(biasa, periode, rina):
    Periode.objects.update(terkunci=True)
    hasil = terima_tanpa_keraguan(periode=periode, realisasi_dan_versi=versi(biasa), oleh=rina)
    assert not hasil.diterima
    assert all("terkunci" in d.sebab for d in hasil.dilewati)


def test_sari_accepts_nothing(biasa, periode, sari):
    with pytest.raises(TidakBoleh):
        terima_tanpa_keraguan(periode=periode, realisasi_dan_versi=versi(biasa), oleh=sari)


def test_preview_lists_the_rows_without_a_doubt(klien, biasa, ragu):
    isi = klien.get(reverse(PRATINJAU)).content.decode()
    assert "Terima 3 baris tanpa keraguan" in isi
    assert "Tenang 1" in isi and "Tenang 3" in isi and "Melonjak" not in isi
    assert ",".join(f"{r.pk}:1" for r in biasa) in isi
    assert not LogRealisasi.objects.exists()


def test_preview_keeps_the_filter(klien, biasa, disdik):
    baris(disdik, nama="Milik Disdik")
    isi = klien.get(reverse(PRATINJAU), {"opd": disdik.pk}).content.decode()
    assert "Milik Disdik" in isi and "Tenang 1" not in isi
    assert "Terima 1 baris tanpa keraguan" in isi


def test_preview_of_nothing_says_so(klien, ragu):
    isi = klien.get(reverse(PRATINJAU)).content.decode()
    assert "Tidak ada baris tanpa keraguan" in isi and 'name="jumlah"' not in isi


def test_accepting_from_the_page(klien, biasa):
    jawaban = kirim(klien, biasa, "3")
    assert jawaban.url == reverse("capaian:verifikasi") + "?tahun=2025&tw=4"
    assert "3 baris diterima." in klien.get(jawaban.url).content.decode()
    assert {status(r) for r in biasa} == {StatusRealisasi.TERVERIFIKASI}


@pytest.mark.parametrize("jumlah", ["", "2", "tiga", "33333333"])
def test_number_must_be_the_number_of_rows(jumlah, klien, biasa):
    jawaban = kirim(klien, biasa, jumlah)
    assert jawaban.status_code == 422
    isi = jawaban.content.decode()
    assert "Tenang 1" in isi and 'id="g-jumlah"' in isi
    assert {status(r) for r in biasa} == {StatusRealisasi.DIAJUKAN}


@pytest.mark.parametrize("rusak", ["", "x", "1", "1:2:3", "1:-2", "1:1," * 2, "²:1"])
def test_broken_list_is_refused(rusak, klien, biasa):
    assert kirim(klien, biasa, "3", baris=rusak).status_code == 422


def test_rows_that_were_left_are_told(klien, biasa, rina):
    terima_realisasi(realisasi=biasa[0], versi=1, oleh=rina)
    Realisasi.objects.filter(pk=biasa[1].pk).update(versi=7)
    isi = klien.get(kirim(klien, biasa, "3").url).content.decode()
    assert "1 baris diterima." in isi
    assert "1 baris sudah Anda terima sebelumnya." in isi
    assert "Tidak diterima: Tenang 2 (Dinkes). Berubah sejak pratinjau." in isi


def test_get_on_the_deed_shows_the_preview(klien, periode):
    jawaban = klien.get(reverse("capaian:verifikasi_terima"))
    assert jawaban.url == reverse(PRATINJAU)


def test_without_any_quarter_there_is_a_page(klien, db):
    assert "Belum ada triwulan" in klien.get(reverse("capaian:verifikasi")).content.decode()
    assert klien.get(reverse(PRATINJAU)).url == reverse("capaian:verifikasi")
