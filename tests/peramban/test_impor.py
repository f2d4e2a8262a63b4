"""Sari imports a filled template in a browser: upload, repair, apply, take back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.peramban.gambar import potret

pytestmark = pytest.mark.peramban


def isi_templat(halaman: Page, tempat: Path) -> Path:
    """The downloaded template with a good cell, a bad one and one with two meanings."""
    with halaman.expect_download() as unduhan:
        halaman.get_by_role("link", name="Unduh templat").click()
    unduhan.value.save_as(tempat / "isian.xlsx")
    buku = load_workbook(tempat / "isian.xlsx")
    ws = buku["Isian"]
    baris = [b for b in range(6, ws.max_row + 1) if not ws.cell(b, 5).protection.locked]
    angka = [b for b in baris if ws.cell(b, 5).number_format == "#,##0.00"]
    for nomor, isi in zip(angka, ("92,4 persen", "1.184", 71.25), strict=False):
        ws.cell(nomor, 5).value = isi
    buku.save(tempat / "isian.xlsx")
    return tempat / "isian.xlsx"


def test_sari_imports_her_quarter(
    buka: Callable[..., Page], aksesibel: Callable[[Page], None], tmp_path: Path
):
    halaman = buka("sari", "/capaian/impor/")
    aksesibel(halaman)
    halaman.get_by_role("button", name="Mulai Realisasi triwulan").click()
    aksesibel(halaman)
    berkas = isi_templat(halaman, tmp_path)
    halaman.get_by_label("Berkas Excel yang sudah diisi").set_input_files(berkas)
    halaman.get_by_role("button", name="Unggah dan periksa").click()
    expect(halaman.get_by_role("heading", name="2 sel perlu dibereskan")).to_be_visible()
    potret(halaman, "6-periksa")
    aksesibel(halaman)
    halaman.get_by_role("button", name="Pakai untuk").first.click()
    halaman.get_by_role("button", name="1184 untuk").click()
    expect(halaman.get_by_role("heading", name="Semua sel terbaca")).to_be_visible()
    with halaman.expect_download():
        halaman.get_by_role("link", name="isian.xlsx").click()
    halaman.get_by_role("button", name="Terapkan 3 sel").click()
    expect(halaman.get_by_text("3 baris diterapkan")).to_be_visible()
    aksesibel(halaman)
    halaman.get_by_role("button", name="Batalkan impor").click()
    halaman.get_by_role("dialog").get_by_role("button", name="Batalkan impor").click()
    expect(halaman.get_by_text("3 baris kembali semula")).to_be_visible()
