"""The queue and the page of one row: what is there, in which order, for whom, at which cost."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from capaian.layar.verifikasi_ingatan import lupakan
from capaian.models import AlasanPerbaikan, Periode, Realisasi
from capaian.pilihan import StatusRealisasi
from tests import pabrik

ANTREAN = "capaian:verifikasi"


@pytest.fixture(autouse=True)
def tanpa_ingatan():
    lupakan()
    yield
    lupakan()


@pytest.fixture
def periode(db) -> Periode:
    return pabrik.buat_periode()


@pytest.fixture
def klien(masuk_sebagai: Callable, rina) -> Client:
    return masuk_sebagai(rina)


def baris(opd, nama: str, nilai: str = "72", hari: int = 10, **lain) -> Realisasi:
    """A waiting row against a target of 80, submitted on that day of January."""
    indikator = pabrik.buat_indikator(opd=opd, nama=nama, satuan="orang", desimal=0)
    pabrik.buat_target(indikator=indikator, nilai="80")
    lain.setdefault("status", StatusRealisasi.DIAJUKAN)
    if lain["status"] != StatusRealisasi.DRAF:
        lain["diajukan_pada"] = datetime(2026, 1, hari, 3, tzinfo=UTC)
    return pabrik.buat_realisasi(indikator=indikator, nilai=nilai, **lain)


def teks(jawaban) -> str:
    """The page with every run of space, hard ones too, as one space."""
    assert jawaban.status_code == 200
    return " ".join(jawaban.content.decode().split())


def urutan(jawaban) -> list[str]:
    """Names in the queue, top to bottom."""
    daftar = teks(jawaban).partition('<ol class="k-antrean"')[2].partition("</ol>")[0]
    return [s.partition("</strong>")[0] for s in daftar.split("<strong>")[1:]]


def buka(klien: Client, **kueri: object):
    return klien.get(reverse(ANTREAN), {k: v for k, v in kueri.items() if v is not None})


def test_heaviest_doubt_first_then_the_longest_waiting(klien, dinkes, periode):
    baris(dinkes, "Ringan baru", "80", hari=12)
    baris(dinkes, "Ringan lama", "80", hari=9)
    baris(dinkes, "Berat", "800", hari=15)
    assert urutan(buka(klien)) == ["Berat", "Ringan lama", "Ringan baru"]


def test_kinds_are_counted_and_chosen(klien, dinkes, periode):
    baris(dinkes, "Meragukan satu", "400")
    baris(dinkes, "Biasa satu")
    baris(dinkes, "Biasa dua", hari=9)
    dijawab = baris(dinkes, "Dijawab satu")
    dijawab.diajukan_pada = datetime(2026, 1, 20, tzinfo=UTC)
    dijawab.save(update_fields=["diajukan_pada"])
    isi = teks(buka(klien))
    for kata in ("Meragukan 1", "Biasa 2", "Dijawab 1"):
        assert f">{kata}</a>" in isi
    assert "4 baris menunggu, 1 di antaranya meragukan." in isi
    assert urutan(buka(klien)) == ["Meragukan satu"]
    assert urutan(buka(klien, jenis="biasa")) == ["Biasa dua", "Biasa satu"]
    assert urutan(buka(klien, jenis="dijawab")) == ["Dijawab satu"]
    assert urutan(buka(klien, jenis="ngawur")) == ["Meragukan satu"]
    assert "Terima 2 baris tanpa keraguan" in isi


def test_only_waiting_rows_of_active_opd_in_this_quarter(klien, dinkes, disdik, periode):
    baris(dinkes, "Menunggu")
    baris(dinkes, "Masih draf", status=StatusRealisasi.DRAF)
    baris(dinkes, "Sudah beres", status=StatusRealisasi.TERVERIFIKASI)
    baris(dinkes, "TW lain", periode=pabrik.buat_periode(triwulan=3))
    baris(disdik, "OPD lama")
    type(disdik).objects.filter(pk=disdik.pk).update(aktif=False, nonaktif_tanggal="2025-12-31")
    assert urutan(buka(klien)) == ["Menunggu"]
    assert urutan(buka(klien, tahun=2025, tw=3)) == ["TW lain"]


def test_filter_by_opd_with_its_units_and_by_klaster(klien, dinkes, disdik, periode):
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)
    lain = pabrik.buat_klaster(nama="Ekonomi", urutan=2)
    dagang = pabrik.buat_opd(nama="Dagang", singkatan="Dagperin", klaster=lain)
    for opd in (dinkes, disdik, rsud, dagang):
        baris(opd, f"Punya {opd.singkatan}")
    assert urutan(buka(klien, opd=dinkes.pk)) == ["Punya Dinkes", "Punya RSUD"]
    assert urutan(buka(klien, opd=f"klaster-{lain.pk}")) == ["Punya Dagperin"]
    manusia = urutan(buka(klien, opd=f"klaster-{dinkes.klaster_id}"))
    assert manusia == ["Punya Dinkes", "Punya Disdik", "Punya RSUD"]
    isi = teks(buka(klien, opd=dinkes.pk))
    assert f"opd={dinkes.pk}&amp;jenis=biasa" in isi and "Bersihkan saringan" in isi
    assert "tidak dikenal" in teks(buka(klien, opd="klaster-x"))


def test_row_shows_figures_sentence_doubts_and_last_quarters(klien, dinkes, periode):
    satu = baris(dinkes, "UMKM naik kelas", "214")
    for nomor, nilai in ((1, "20"), (2, "41"), (3, "60")):
        pabrik.buat_realisasi(
            indikator=satu.indikator,
            periode=pabrik.buat_periode(triwulan=nomor),
            nilai=nilai,
            status=StatusRealisasi.TERVERIFIKASI,
        )
    isi = teks(buka(klien))
    assert "Capaian 267,50 % = 214 ÷ 80. Makin besar makin baik." in isi
    assert "Angka kumulatif s.d. triwulan." in isi
    assert "<strong>Capaian di atas 150 %.</strong>" in isi
    assert "<strong>Naik 154 dari TW III.</strong> Perubahan terbesar sebelumnya 21" in isi
    assert '<mark class="k-sorot">214</mark>' in isi
    assert "Sangat Tinggi, sementara" in isi
    assert "2 keraguan: capaian di atas 150 %" in isi


def test_row_without_value_says_why(klien, dinkes, periode):
    indikator = pabrik.buat_indikator(opd=dinkes, nama="Survei kepuasan")
    pabrik.buat_realisasi(
        indikator=indikator,
        nilai=None,
        keadaan="tidak_berlaku",
        alasan="Survei dua tahunan",
        status=StatusRealisasi.DIAJUKAN,
    )
    isi = teks(buka(klien))
    assert "Tidak berlaku: Survei dua tahunan" in isi
    assert "tidak dapat dihitung" in isi


def test_open_row_stands_on_its_page_of_a_long_queue(klien, dinkes, periode):
    semua = [baris(dinkes, f"Baris {n:02}") for n in range(53)]
    isi = teks(buka(klien, baris=semua[51].pk))
    assert "51–53 dari 53 baris" in isi and "Baris 52 dari 53" in isi
    assert "Baris 01</strong>" in teks(buka(klien))
    assert "51–53 dari 53 baris" in teks(buka(klien, halaman=2))


def test_next_and_previous_row_are_links(klien, dinkes, periode):
    a, b, c = (baris(dinkes, f"Baris {n}", hari=n) for n in (1, 2, 3))
    isi = teks(buka(klien, baris=b.pk, jenis="biasa"))
    assert f'baris={c.pk}#baris" data-k-pintas="j"' in isi
    assert f'baris={a.pk}#baris" data-k-pintas="k"' in isi
    assert f'name="berikut" value="{c.pk}"' in isi
    assert 'name="berikut" value=""' in teks(buka(klien, baris=c.pk))


def test_stock_reasons_are_those_of_the_office(klien, dinkes, periode):
    AlasanPerbaikan.objects.all().delete()
    baris(dinkes, "Satu")
    AlasanPerbaikan.objects.create(teks="Kop surat lama", urutan=2)
    AlasanPerbaikan.objects.create(teks="Tanpa tanda tangan", urutan=1)
    AlasanPerbaikan.objects.create(teks="Tidak dipakai lagi", aktif=False)
    isi = teks(buka(klien))
    assert isi.index("Tanpa tanda tangan") < isi.index("Kop surat lama")
    assert "Tidak dipakai lagi" not in isi


def test_empty_queue_says_what_will_come(klien, periode):
    isi = teks(buka(klien))
    assert "Tidak ada baris yang menunggu." in isi
    assert "Baris muncul di sini setelah OPD mengajukannya." in isi


def test_row_of_another_quarter_opens_in_its_own(klien, dinkes, periode):
    satu = baris(dinkes, "TW tiga", periode=pabrik.buat_periode(triwulan=3))
    jawaban = buka(klien, tahun=2025, tw=4, baris=satu.pk)
    assert jawaban.url == reverse("capaian:verifikasi_baris", args=[satu.pk])
    assert "Verifikasi TW III 2025" in teks(klien.get(jawaban.url))


@pytest.mark.parametrize("siapa", ["sari", "joko", "kepala_dinkes", "nana", "pak_budi", "admin"])
def test_only_bapperida_opens_the_queue(siapa, request, masuk_sebagai, dinkes, periode):
    satu = baris(dinkes, "Satu")
    klien = masuk_sebagai(request.getfixturevalue(siapa))
    assert buka(klien).status_code == 403
    assert klien.get(reverse("capaian:verifikasi_baris", args=[satu.pk])).status_code == 403


def test_missing_row_is_not_found(klien, periode):
    assert klien.get(reverse("capaian:verifikasi_baris", args=[987654])).status_code == 404
    assert buka(klien, baris=987654).status_code == 200


@pytest.mark.parametrize("nama", [ANTREAN, "capaian:verifikasi_semua"])
def test_fifty_rows_cost_what_five_cost(nama, klien, dinkes, periode):
    def biaya() -> list[int]:
        lupakan()
        hasil = []
        for _ in ("dingin", "hangat"):
            with CaptureQueriesContext(connection) as rekaman:
                assert klien.get(reverse(nama)).status_code == 200
            hasil.append(len(rekaman))
        return hasil

    for n in range(5):
        baris(dinkes, f"Satu {n}", "80" if n % 2 else "72")
    klien.get(reverse(nama))
    sedikit = biaya()
    for n in range(45):
        baris(dinkes, f"Dua {n}", "80" if n % 2 else "72")
    assert biaya() == sedikit
