"""Sources of a target side by side: differences, the version in force, filters, workbook."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from capaian.layar.banding import susun_banding, yang_berbeda
from capaian.models import Indikator
from capaian.pilihan import SumberTarget
from tests import pabrik

BANDING, UNDUH = reverse("capaian:banding"), reverse("capaian:banding_unduh")
HARI_INI = date(2026, 3, 1)


@pytest.fixture
def stunting(dinkes):
    indikator = pabrik.buat_indikator(opd=dinkes, kode="1.02.01", nama="Stunting")
    for sumber, isi in (
        (SumberTarget.RPJMD, {"rentang": ("1.6", "1.7")}),
        (SumberTarget.RENJA, {"nilai": "1.75", "dokumen_tanggal": date(2025, 10, 15)}),
        (SumberTarget.KESEPAKATAN, {"rentang": ("1.6", "1.7"), "mulai": date(2026, 1, 22)}),
    ):
        pabrik.buat_target(indikator=indikator, tahun=2026, sumber=sumber, **isi)
    return indikator


@pytest.fixture
def imunisasi(dinkes):
    """The same number in every source, once written with more zeros."""
    indikator = pabrik.buat_indikator(opd=dinkes, kode="1.02.04", nama="Imunisasi")
    for sumber, nilai in ((SumberTarget.RPJMD, "84"), (SumberTarget.PK, "84.000000")):
        pabrik.buat_target(indikator=indikator, tahun=2026, sumber=sumber, nilai=nilai)
    return indikator


def isi(client, **saring) -> str:
    balasan = client.get(BANDING, {"tahun": 2026} | saring)
    assert balasan.status_code == 200
    return balasan.content.decode()


def test_each_source_shows_its_latest_version_and_what_differs(stunting):
    [baris] = susun_banding([stunting], 2026, HARI_INI)
    sel = {s.sumber: s for s in baris.sel}
    assert [s.sumber for s in baris.sel] == list(SumberTarget)
    assert sel["rpjmd"].kalimat == ""
    assert sel["renja"].kalimat == (
        "Renja beda dari RPJMD: 1,60–1,70 → 1,75 (batas bawah naik 0,15, batas atas naik 0,05)"
    )
    assert sel["kesepakatan"].dari == "1,75"
    assert sel["kesepakatan"].berlaku
    assert not sel["renja"].berlaku
    assert sel["perubahan"].target is None


def test_column_is_compared_with_the_nearest_filled_one(dinkes):
    indikator = pabrik.buat_indikator(opd=dinkes)
    for sumber, nilai in (("rpjmd", "80"), ("pk", "80"), ("perubahan", "75")):
        pabrik.buat_target(indikator=indikator, tahun=2026, sumber=sumber, nilai=nilai)
    [baris] = susun_banding([indikator], 2026, HARI_INI)
    assert baris.beda == ("Perubahan beda dari Perjanjian Kinerja: 80,00 → 75,00 (turun 5,00)",)


def test_version_that_starts_later_is_not_in_force_yet(dinkes):
    indikator = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_target(indikator=indikator, tahun=2026, sumber="renja", nilai="80")
    pabrik.buat_target(
        indikator=indikator, tahun=2026, sumber="renja", nilai="85", mulai=date(2026, 7, 1)
    )
    [baris] = susun_banding([indikator], 2026, HARI_INI)
    sel = next(s for s in baris.sel if s.target)
    assert (sel.teks, sel.berlaku, sel.kelak) == ("85,00", False, True)
    assert (baris.berlaku_teks, baris.berlaku_di_luar) == ("80,00", True)
    [akhir] = susun_banding([indikator], 2026, date(2027, 1, 1))
    assert akhir.berlaku_teks == "85,00"


def test_predikat_and_unreadable_print_are_compared_too(dinkes):
    skala = pabrik.buat_skala_predikat()
    sakip = pabrik.buat_indikator(
        opd=dinkes, jenis_nilai="predikat", formula="predikat", skala_predikat=skala
    )
    pabrik.buat_target(indikator=sakip, tahun=2026, sumber="rpjmd", predikat="BB")
    pabrik.buat_target(indikator=sakip, tahun=2026, sumber="pk", predikat="A")
    aneh = pabrik.buat_indikator(opd=dinkes)
    for sumber, teks in (("rpjmd", "107,602,76"), ("renja", "107,602,76"), ("pk", "lain")):
        pabrik.buat_target(
            indikator=aneh, tahun=2026, sumber=sumber, nilai=None, teks_tercetak=teks
        )
    satu, dua = susun_banding([sakip, aneh], 2026, HARI_INI)
    assert satu.beda == ("Perjanjian Kinerja beda dari RPJMD: BB → A (lebih tinggi)",)
    assert dua.beda == ("Perjanjian Kinerja beda dari Renja: 107,602,76 → lain",)
    assert set(yang_berbeda(Indikator.objects.all(), 2026)) == {sakip, aneh}


def test_filter_of_what_differs_agrees_with_what_is_marked(dinkes, stunting, imunisasi):
    semua = [stunting, imunisasi]
    for n in range(6):
        satu = pabrik.buat_indikator(opd=dinkes)
        semua.append(satu)
        for m, sumber in enumerate(("renstra", "renja", "renja", "perubahan")[: n + 1]):
            pabrik.buat_target(
                indikator=satu, tahun=2026, sumber=sumber, nilai=str(80 + (n * m) % 3)
            )
    pabrik.buat_target(indikator=imunisasi, tahun=2025, sumber="pk", nilai="1")
    bertanda = {b.indikator.pk for b in susun_banding(semua, 2026, HARI_INI) if b.beda}
    tersaring = yang_berbeda(Indikator.objects.all(), 2026)
    assert {i.pk for i in tersaring} == bertanda
    assert stunting.pk in bertanda
    assert imunisasi.pk not in bertanda


def test_page_marks_differences_by_word_and_shape(masuk_sebagai, rina, stunting, imunisasi):
    halaman = isi(masuk_sebagai(rina))
    assert "beda: 1,60–1,70 → 1,75" in halaman
    assert "#i-arrows-diff" in halaman
    assert "Renja 2026, 15 Oktober 2025" in halaman
    assert "Berlaku" in halaman
    hanya = isi(masuk_sebagai(rina), hanya="beda")
    assert "Stunting" in hanya
    assert "Imunisasi" not in hanya
    assert "1 indikator yang berbeda" in hanya


def test_filters_search_and_empty_state(masuk_sebagai, rina, stunting, imunisasi, disdik):
    client = masuk_sebagai(rina)
    pabrik.buat_indikator(opd=disdik, nama="Lama sekolah")
    assert "Lama sekolah" not in isi(client, cari="stunt")
    assert "Stunting" not in isi(client, opd=disdik.pk)
    assert "Tidak ada yang berbeda" in isi(client, hanya="beda", cari="imunisasi")
    assert "Tidak ada indikator yang cocok" in isi(client, cari="tidak ada")
    assert "diabaikan" in isi(client, hanya="entah")


def test_sari_sees_only_dinkes_and_tamu_nothing(masuk_sebagai, sari, tamu, stunting, disdik):
    pabrik.buat_indikator(opd=disdik, nama="Lama sekolah")
    halaman = isi(masuk_sebagai(sari))
    assert "Stunting" in halaman
    assert "Lama sekolah" not in halaman
    assert masuk_sebagai(tamu).get(BANDING).status_code == 403
    assert masuk_sebagai(tamu).get(UNDUH).status_code == 403


def test_workbook_holds_exactly_what_is_filtered(masuk_sebagai, rina, stunting, imunisasi):
    balasan = masuk_sebagai(rina).get(UNDUH, {"tahun": 2026, "hanya": "beda"})
    buku = load_workbook(BytesIO(balasan.content))
    nilai, dokumen = buku.worksheets
    baris = [[sel.value for sel in satu] for satu in nilai.iter_rows()]
    [stunting_] = [b for b in baris if b[0] == "1.02.01"]
    assert not any(b[0] == "1.02.04" for b in baris)
    assert stunting_[4] == "1,60–1,70"
    assert Decimal(str(stunting_[7])) == Decimal("1.75")
    assert stunting_[5] == "belum ada"
    assert stunting_[12:14] == ["1,60–1,70", "Kesepakatan rapat, versi 3"]
    assert "Renja beda dari RPJMD" in stunting_[14]
    assert any("Hanya memuat: Baris Hanya yang berbeda" in str(b[0]) for b in baris)
    isi_dokumen = [[sel.value for sel in satu] for satu in dokumen.iter_rows()]
    [renja] = [b for b in isi_dokumen if b[4] == "Renja"]
    assert renja[7:9] == ["Renja 2026", "15 Oktober 2025"]


@pytest.mark.parametrize("jalur", [BANDING, UNDUH])
def test_number_of_queries_is_fixed(masuk_sebagai, rina, dinkes, stunting, jalur):
    client = masuk_sebagai(rina)
    jumlah = []
    for _ in range(2):
        client.get(jalur, {"tahun": 2026})
        with CaptureQueriesContext(connection) as rekaman:
            client.get(jalur, {"tahun": 2026, "hanya": "beda"})
        jumlah.append(len(rekaman))
        for _ in range(20):
            satu = pabrik.buat_indikator(opd=dinkes)
            for sumber, nilai in (("rpjmd", "80"), ("renja", "81")):
                pabrik.buat_target(indikator=satu, tahun=2026, sumber=sumber, nilai=nilai)
    assert jumlah[0] == jumlah[1]
