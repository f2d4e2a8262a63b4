"""A template that Google Sheets, WPS or Excel saved says the same as the one that was sent out."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from capaian.impor.baris import periksa
from capaian.impor.hasil import DITULIS, Pratinjau
from capaian.impor.lembar import baca_berkas, dari_json, sebagai_json
from capaian.impor.tampil import catatan_sel
from konsolidasi.contoh.acak import dasar
from konsolidasi.contoh.acak_isi import CONTOH, Contoh
from konsolidasi.inti.xlsx_tandai import tandai
from tests.buku_pembuat import SEMUA
from tests.buku_tulis import KETAT, SKEMA, Rumus, muat, simpan

CONTOH_ISI = CONTOH["realisasi"]
ASLI = dasar(CONTOH_ISI)
BUKAN_KETAT = ("spreadsheetml/2006", "officeDocument/2006")
KALIMAT = "Rujukan <dini> & _x0041_\nsudah baik"
DIKETIK = {
    "E6": 75.5,
    "F6": KALIMAT,
    "M6": date(2025, 12, 31),
    "E7": Rumus("E6*2", 151, ruas="E7:E8"),
    "E8": Rumus("", 302, bersama=True),
    "E9": Rumus('IFERROR(__xludf.DUMMYFUNCTION("""COMPUTED_VALUE"""),3)', 3),
    "F8": Rumus('"a"&"b"', "ab tertulis rapi"),
    "G8": Rumus("1/0", "#DIV/0!"),
    "H8": True,
    "E11": "1.184,5",
}


def lihat(isi: bytes, contoh: Contoh = CONTOH_ISI) -> tuple[Pratinjau, str]:
    cap, lembar = baca_berkas(isi, contoh.jenis)
    asal, lembar = dari_json(sebagai_json(cap, lembar))
    hasil = periksa(contoh.jenis, contoh.tempat, lembar, asal, contoh.acuan, {})
    return hasil, lembar.bagian


@pytest.mark.parametrize("jenis", CONTOH)
def test_an_untouched_template_is_no_change_whoever_saved_it(jenis):
    asli = dasar(CONTOH[jenis])
    sel, banyak = muat(asli, {}), lihat(asli, CONTOH[jenis])[0].banyak
    for nama, pembuat in SEMUA.items():
        hasil, _ = lihat(simpan(sel, pembuat), CONTOH[jenis])
        sepi = (hasil.banyak_ditulis, hasil.banyak_masalah, hasil.banyak["dikunci"])
        assert (nama, sepi, hasil.banyak) == (nama, (0, 0, 0), banyak)


@pytest.mark.filterwarnings("ignore:Data Validation extension")
@pytest.mark.parametrize("nama", SEMUA)
def test_what_was_typed_in_it_is_read_and_can_be_marked(nama):
    isi = simpan(muat(ASLI, DIKETIK), SEMUA[nama])
    hasil, bagian = lihat(isi)
    sel = {s.alamat: s for b in hasil.baris for s in b.sel.values()}
    ditulis = {a: s.polos for a, s in sel.items() if s.tanda in DITULIS}
    assert ditulis == {
        "E6": "75.5",
        "F6": KALIMAT,
        "M6": "2025-12-31",
        "E7": "151",
        "E8": "302",
        "E9": "3",
        "F8": "ab tertulis rapi",
        "E11": "1184.5",
    }
    assert [(s.alamat, s.pesan.partition(".")[0]) for _, s in hasil.masalah] == [
        ("G8", "rumus membagi dengan nol (#DIV/0!)"),
        ("H8", "berisi TRUE, bukan isian"),
    ]
    bertanda = tandai(isi, bagian, catatan_sel(hasil))
    assert lihat(bertanda)[0].banyak == hasil.banyak
    if KETAT in SEMUA[nama].utama:
        baru = set(bagian_buku(bertanda).items()) - set(bagian_buku(isi).items())
        assert not any(f"{SKEMA}/{n}".encode() in b for _, b in baru for n in BUKAN_KETAT)
    else:
        ws = load_workbook(BytesIO(bertanda)).worksheets[0]
        assert "membagi dengan nol" in ws["G8"].comment.text


def bagian_buku(isi: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(isi)) as arsip:
        return {n: arsip.read(n) for n in arsip.namelist()}
