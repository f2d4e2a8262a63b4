"""The matrix as a workbook, read back: same filter, same words, same numbers."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from capaian.layar import matriks_ingatan
from capaian.pilihan import StatusRealisasi
from tests import pabrik

S = StatusRealisasi
MATRIKS, UNDUH = reverse("capaian:matriks"), reverse("capaian:matriks_unduh")


@pytest.fixture(autouse=True)
def tanpa_ingatan() -> None:
    matriks_ingatan.lupakan()


@pytest.fixture
def isi(dinkes, disdik):
    periode = [pabrik.buat_periode(triwulan=n) for n in (1, 2, 3, 4)]
    for opd, status in ((dinkes, S.DIAJUKAN), (disdik, S.TERVERIFIKASI)):
        for _ in range(2):
            i = pabrik.buat_indikator(opd=opd)
            pabrik.buat_target(indikator=i, nilai="80")
            for p in periode[:3]:
                pabrik.buat_realisasi(indikator=i, periode=p, status=S.TERVERIFIKASI)
            r = pabrik.buat_realisasi(indikator=i, periode=periode[3], nilai="76", status=status)
            if status == S.DIAJUKAN:
                type(r).objects.filter(pk=r.pk).update(terlambat_hari=3)
    pabrik.buat_indikator(opd=pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes))


def unduh(klien, **saring) -> tuple[list[list], list[list], str]:
    jawaban = klien.get(UNDUH, {"tahun": "2025", **saring})
    assert jawaban.status_code == 200
    buku = load_workbook(BytesIO(jawaban.content))
    lembar = [[[s.value for s in b] for b in satu.iter_rows()] for satu in buku]
    lembar += [[]] * (2 - len(lembar))
    return lembar[0], lembar[1], jawaban["Content-Disposition"]


def baris(lembar: list[list], opd: str) -> list:
    return next(b for b in lembar if b[1] == opd)


def test_workbook_has_the_words_and_numbers_of_the_page(masuk_sebagai, rina, isi):
    klien = masuk_sebagai(rina)
    lembar, ketepatan, nama = unduh(klien)
    assert 'filename="Matriks isian 2025 - per ' in nama
    satu = baris(lembar, "Dinas Kesehatan")
    assert satu[0] == "Pembangunan Manusia"
    assert satu[2:5] == ["Terverifikasi, 2 dari 2"] * 3
    assert satu[5] == "Menunggu verifikasi (2), 0 dari 2 terverifikasi, terlambat 3 hari"
    assert satu[6:8] == ["belum ada", "belum ada yang pasti"]
    beres = baris(lembar, "Dinas Pendidikan")
    assert beres[5:8] == ["Terverifikasi, 2 dari 2", 95, "2 indikator"]
    assert baris(lembar, "RSUD")[5] == "Belum diisi, 0 dari 1"
    halaman = klien.get(MATRIKS, {"tahun": "2025"}).content.decode().replace("\u00a0", " ")
    for bagian in ("Menunggu verifikasi (2)", "terlambat 3 hari", "95,00 %"):
        assert bagian in halaman
    assert ["TW IV", 5, 2, 2, 1] in [b[:5] for b in ketepatan]
    assert ["TW I", 5, 4, 0, 1] in [b[:5] for b in ketepatan]


def test_workbook_holds_what_is_filtered_and_says_so(masuk_sebagai, rina, isi):
    lembar, _, _ = unduh(masuk_sebagai(rina), keadaan="beres", cari="dinas")
    assert [b[1] for b in lembar if b[1] and str(b[1]).startswith("Dinas")] == ["Dinas Pendidikan"]
    semua = "\n".join(str(s) for b in lembar for s in b if s)
    assert "Hanya memuat: keadaan Terverifikasi atau terkunci, kata “dinas”" in semua
    assert "Data per " in semua
    assert "diunduh oleh Rina Sinaga" in semua


def test_sari_downloads_only_her_opd(masuk_sebagai, sari, isi):
    lembar, _, _ = unduh(masuk_sebagai(sari))
    semua = "\n".join(str(s) for b in lembar for s in b if s)
    assert "Dinas Pendidikan" not in semua
    assert "OPD dalam lingkup Sari Nasution" in semua
    assert baris(lembar, "RSUD")


def test_nothing_that_matches_is_a_workbook_that_says_so(masuk_sebagai, rina, isi):
    lembar, _, _ = unduh(masuk_sebagai(rina), cari="tidak ada")
    assert any(b[0] == "Tidak ada OPD yang sesuai saringan." for b in lembar)


def test_button_on_the_page_keeps_the_filter(masuk_sebagai, rina, isi):
    halaman = masuk_sebagai(rina).get(MATRIKS, {"tahun": "2025", "cari": "dinas", "triwulan": "2"})
    assert f'href="{UNDUH}?tahun=2025&amp;cari=dinas&amp;triwulan=2"' in halaman.content.decode()


def test_a_quarter_still_to_come_says_when_it_opens(masuk_sebagai, rina, isi):
    tw = pabrik.buat_periode(tahun=2025)
    besok = tw.batas_pada - timedelta(days=9)
    type(tw).objects.filter(pk=tw.pk).update(dibuka_pada=besok)
    lembar, _, _ = unduh(masuk_sebagai(rina))
    assert baris(lembar, "RSUD")[5] == "Belum dibuka, 1 baris, dibuka 23 Des"
