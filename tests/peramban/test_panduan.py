"""Pictures of the two guides about figures: an OPD fills a quarter, Bapperida verifies it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.peramban.conftest import TELEPON
from tests.peramban.gambar import potret

pytestmark = pytest.mark.peramban
IMUNISASI, TBC = "bayi mendapat imunisasi dasar", "pengobatan kasus tuberkulosis"


def test_an_opd_fills_and_submits(buka: Callable[..., Page]):
    halaman = buka("sari", "/capaian/isian/")
    baris = halaman.locator("tbody[data-k-baris]", has_text=IMUNISASI)
    nilai = baris.locator("input[name^=nilai-]")
    nilai.fill("81,35")
    nilai.press("Tab")
    expect(baris).to_contain_text("Tersimpan")
    baris.locator("textarea[name^=penghambat-]").fill("Stok vaksin PCV kosong tiga minggu")
    baris.locator("textarea[name^=akar-]").fill("Pengadaan menunggu pagu dari pusat")
    halaman.locator("tbody[data-k-baris]", has_text=TBC).locator("input[name^=nilai-]").focus()
    expect(baris).to_contain_text("Siap diajukan")
    potret(baris, "4-baris")
    halaman.evaluate("scrollTo(0, 0)")
    potret(halaman, "4-isian")
    halaman.locator("button[name=aksi][value=ajukan]").click()
    dialog = halaman.get_by_role("dialog")
    expect(dialog).to_be_visible()
    potret(dialog, "4-ajukan")
    telepon = buka("sari", "/capaian/isian/", ukuran=TELEPON)
    potret(telepon, "4-telepon")


def test_bapperida_reads_and_decides(buka: Callable[..., Page]):
    halaman = buka("rina", "/capaian/verifikasi/?tahun=2025&tw=4")
    expect(halaman.get_by_role("heading", name="Keputusan")).to_be_visible()
    potret(halaman, "5-antrean")
    halaman.get_by_label("Minta perbaikan").check()
    halaman.fill("#kalimat", "Mohon jelaskan kenaikannya dan unggah daftar namanya.")
    potret(halaman.get_by_role("region", name="Keputusan"), "5-putusan")
    halaman.goto(halaman.url.split("/capaian")[0] + "/capaian/matriks/?tahun=2025")
    potret(halaman, "5-matriks")
