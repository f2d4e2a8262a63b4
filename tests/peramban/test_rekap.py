"""Rina filters the rekap in a browser and downloads exactly what she sees."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

pytestmark = pytest.mark.peramban
DINKES = "Dinas Kesehatan"


def test_rina_filters_and_downloads_what_she_sees(
    buka: Callable[..., Page], aksesibel: Callable[[Page], None], tmp_path: Path
):
    halaman = buka("rina", "/capaian/rekap/?tahun=2025")
    aksesibel(halaman)
    halaman.get_by_label("OPD", exact=True).select_option(label=DINKES)
    halaman.get_by_role("button", name="Saring").click()
    halaman.wait_for_url("**opd=*")
    kode = halaman.locator("tbody th small").all_inner_texts()
    with halaman.expect_download() as unduhan:
        halaman.get_by_role("link", name="Unduh Excel").click()
    assert unduhan.value.suggested_filename.startswith("Rekap capaian 2025 dan target 2026 - per ")
    unduhan.value.save_as(tmp_path / "rekap.xlsx")
    (lembar,) = load_workbook(tmp_path / "rekap.xlsx")
    tertulis = [b[2].value for b in lembar.iter_rows() if isinstance(b[0].value, int)]
    assert tertulis[1:] == [k for k in kode if k[0].isdigit() and "." in k]


def test_empty_rekap_says_what_to_do_next(
    buka: Callable[..., Page], aksesibel: Callable[[Page], None]
):
    halaman = buka("sari", "/capaian/rekap/?cari=tidak+ada")
    aksesibel(halaman)
    halaman.get_by_role("link", name="Bersihkan saringan").first.click()
    assert halaman.get_by_role("link", name="Unduh Excel").is_visible()
