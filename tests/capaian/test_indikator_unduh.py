"""The list of indikator as a workbook: the rows that are filtered, in their order."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from capaian.models import Prioritas, Visi
from capaian.pilihan import FormulaCapaian, StatusRealisasi
from tests import pabrik

DAFTAR = reverse("capaian:indikator_daftar")
UNDUH = reverse("capaian:indikator_unduh")


@pytest.fixture
def tiga(dinkes, disdik):
    semua = []
    for opd, kode, nama, formula in (
        (dinkes, "B", "Stunting", FormulaCapaian.NEGATIF),
        (disdik, "A", "Lama sekolah", FormulaCapaian.POSITIF),
        (dinkes, "C", "Suhu vaksin", FormulaCapaian.STABIL),
    ):
        satu = pabrik.buat_indikator(opd=opd, kode=kode, nama=nama, formula=formula)
        pabrik.buat_target(indikator=satu, nilai="80")
        semua.append(satu)
    pabrik.buat_realisasi(indikator=semua[1], nilai="76", status=StatusRealisasi.TERVERIFIKASI)
    return semua


def lembar(client, **saring) -> list[list[object]]:
    balasan = client.get(UNDUH, saring)
    assert balasan.status_code == 200
    ws = load_workbook(BytesIO(balasan.content)).active
    return [list(baris) for baris in ws.iter_rows(values_only=True)]


def kode(baris: list[list[object]]) -> list[object]:
    return [b[0] for b in baris if b[0] in ("A", "B", "C")]


@pytest.mark.parametrize(
    ("saring", "urutan"),
    [
        ({}, ["B", "C", "A"]),
        ({"urut": "kode"}, ["A", "B", "C"]),
        ({"urut": "-nama"}, ["C", "B", "A"]),
        ({"arah": "kecil"}, ["B"]),
        ({"arah": "besar"}, ["A"]),
        ({"arah": "dekat"}, ["C"]),
        ({"cari": "stunt"}, ["B"]),
        ({"jenis": "ikk", "urut": "jenis"}, ["B", "C", "A"]),
        ({"urut": "satuan"}, ["B", "C", "A"]),
    ],
)
def test_workbook_has_the_rows_of_the_page_in_its_order(masuk_sebagai, rina, tiga, saring, urutan):
    client = masuk_sebagai(rina)
    assert kode(lembar(client, **saring)) == urutan
    halaman = client.get(DAFTAR, saring).content.decode()
    letak = [halaman.index(f'data-label="Kode">{satu}<') for satu in urutan]
    assert letak == sorted(letak)
    assert f"{len(urutan)} indikator" in halaman


def test_numbers_stay_numbers_and_a_missing_one_says_why(masuk_sebagai, rina, tiga):
    baris = lembar(masuk_sebagai(rina), urut="kode")
    assert next(b for b in baris if b[0] == "Kode")[:7] == [
        *("Kode", "Indikator", "Jenis", "OPD", "Satuan", "Target 2025", "Realisasi")
    ]
    sekolah, stunting, _ = (b for b in baris if b[0] in ("A", "B", "C"))
    assert sekolah[5:9] == [80, 76, 95, "Sangat Tinggi"]
    assert stunting[5:8] == [80, "Belum diisi", None]


def test_workbook_names_its_filter_and_keeps_the_scope(masuk_sebagai, rina, sari, tiga):
    visi = Visi.objects.create(nama="EMAS", uraian="x", tahun_mulai=2025, tahun_selesai=2029)
    tiga[0].prioritas = Prioritas.objects.create(visi=visi, kode="P4", nama="Kesehatan")
    tiga[0].save(update_fields=["prioritas"])
    baris = lembar(masuk_sebagai(rina), prioritas=tiga[0].prioritas_id, opd=tiga[0].opd_id)
    assert kode(baris) == ["B"]
    tertulis = next(str(b[0]) for b in baris if str(b[0]).startswith("Hanya memuat"))
    assert "OPD Dinas Kesehatan" in tertulis
    assert "Kesehatan" in tertulis.split("Prioritas")[1]
    assert kode(lembar(masuk_sebagai(sari))) == ["B", "C"]
    assert any("OPD dalam lingkup Sari Nasution" in str(b[0]) for b in lembar(masuk_sebagai(sari)))


def test_name_that_looks_like_a_formula_stays_text(masuk_sebagai, rina, dinkes):
    pabrik.buat_tahun(2025)
    pabrik.buat_indikator(opd=dinkes, kode="A", nama='=HYPERLINK("http://x","y")')
    satu = next(b for b in lembar(masuk_sebagai(rina)) if b[0] == "A")
    assert satu[1] == '=HYPERLINK("http://x","y")'


@pytest.mark.parametrize("banyak", [5, 50])
def test_number_of_queries_is_fixed(masuk_sebagai, rina, dinkes, jumlah_kueri, banyak):
    for _ in range(banyak):
        indikator = pabrik.buat_indikator(opd=dinkes)
        pabrik.buat_target(indikator=indikator)
        pabrik.buat_realisasi(indikator=indikator)
    client = masuk_sebagai(rina)
    with jumlah_kueri("capaian:indikator_unduh"):
        client.get(UNDUH)
