"""From the workbook to rows: the sheet is found, the columns too, and the stamp is believed."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook

from capaian.impor.baris import periksa
from capaian.impor.jenis import cari_jenis
from capaian.impor.lembar import baca_berkas, dari_json, sebagai_json
from capaian.impor.tampil import susun_butir
from konsolidasi.contoh.acak import dasar
from konsolidasi.contoh.acak_isi import CONTOH
from konsolidasi.inti.xlsx_wadah import BukuDitolak
from tests.buku import ubah

CONTOH_INI = CONTOH["realisasi"]
JENIS, ASLI = cari_jenis("realisasi"), dasar(CONTOH_INI)


def baca(cara: Callable[[Workbook], None]):
    cap, lembar = baca_berkas(ubah(ASLI, cara), JENIS)
    asal, lembar = dari_json(sebagai_json(cap, lembar))
    return periksa(JENIS, CONTOH_INI.tempat, lembar, asal, CONTOH_INI.acuan, {})


def tanpa_kolom(buku: Workbook) -> None:
    buku["Isian"]["E5"] = "Hasil"


def kolom_ganda(buku: Workbook) -> None:
    buku["Isian"]["F5"] = "Realisasi"


def tanpa_lembar(buku: Workbook) -> None:
    del buku["Isian"]


def tanpa_asal(buku: Workbook) -> None:
    del buku["_asal"]


def asal_berubah(buku: Workbook) -> None:
    buku["_asal"]["B3"] = "dua belas"


def versi_lain(buku: Workbook) -> None:
    buku["_asal"]["B1"] = "2"


def jenis_lain(buku: Workbook) -> None:
    buku["_asal"]["B2"] = "entah"


@pytest.mark.parametrize(
    ("cara", "kalimat"),
    [
        (tanpa_kolom, "Lembar “Isian” tidak punya kolom Realisasi."),
        (kolom_ganda, "Kolom “Realisasi” ada dua kali di baris 5 lembar “Isian”."),
        (tanpa_lembar, "Lembar “Isian” tidak ada. Ada lembar “Petunjuk”."),
        (tanpa_asal, "bukan templat isian: lembar tersembunyinya tidak ada."),
        (asal_berubah, "Lembar tersembunyi di berkas ini sudah berubah"),
        (versi_lain, "Templat ini dari versi lain"),
        (jenis_lain, "Templat ini dari versi lain"),
    ],
)
def test_a_workbook_that_is_no_template_any_more_is_a_sentence(cara, kalimat: str):
    with pytest.raises(BukuDitolak) as galat:
        baca(cara)
    assert kalimat in galat.value.pesan


def pindah(buku: Workbook) -> None:
    """Another name, another place, another order, a column and rows of their own."""
    ws = buku["Isian"]
    ws.title = "Lembar kerja Sari"
    ws.insert_cols(1)
    ws["A5"], ws["A6"] = "No", 1
    ws.insert_rows(1, 3)
    ws["F8"], ws["F9"] = "realisasi  TW II", 75
    ws["Q9"] = "catatan sendiri"
    buku.move_sheet(ws, 2)


def test_columns_are_found_by_their_titles():
    hasil = baca(pindah)
    assert (hasil.nama_lembar, hasil.kepala, hasil.huruf["nilai"]) == ("Lembar kerja Sari", 8, "F")
    assert {b.kode: b.isi["nilai"] for b in hasil.ditulis} == {"1.02.01": 75}
    assert hasil.banyak_masalah == 0


def rusak(buku: Workbook) -> None:
    ws = buku["Isian"]
    ws["E6"], ws["E7"], ws["F6"], ws["E8"] = "#REF!", "=E7+1", "x" * 20_000, "n/a"
    ws.merge_cells("G9:G10")


def test_broken_cells_are_errors_of_their_cell_only():
    hasil = baca(rusak)
    assert {s.alamat: s.pesan[:24] for _, s in hasil.masalah} == {
        "E6": "rumus rusak (#REF!). Tul",
        "F6": "Paling banyak 2.000 huru",
        "E7": "rumusnya berputar ke dir",
        "E8": "“n/a”: mengapa tidak ada",
        "G10": "digabung dengan G9. Pisa",
    }
    semua = susun_butir(JENIS, hasil)
    butir = {b.alamat: (b.ketik, [kata for kata, _ in b.pilihan]) for b in semua}
    assert butir["E8"] == (True, ["Belum waktunya", "Tidak berlaku"])
    assert "20.000" in next(s.pesan for _, s in hasil.masalah if s.alamat == "F6")
