"""The tree is walked with the keyboard alone, down to an indikator and back up to its node."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.peramban
TURUN = ("Mutu pendidikan dan kesehatan", "Pemenuhan Upaya Kesehatan", "Penyediaan Layanan")


def test_rina_walks_from_the_visi_to_an_indikator_and_back(
    buka: Callable[..., Page], aksesibel: Callable[[Page], None]
):
    halaman = buka("rina", "/capaian/pohon/?tahun=2025")
    expect(halaman.locator("h1")).to_have_text("Pohon kinerja 2025")
    isi = halaman.locator("main")
    expect(isi).to_contain_text("Elok: menata wajah kota dan tata kelola pemerintahan")
    expect(isi).not_to_contain_text("Belum di bawah simpul mana pun")
    for nama in (
        "Mutu pendidikan dan kesehatan",
        "Pemenuhan Upaya Kesehatan",
        "Penyediaan Layanan",
    ):
        simpul = halaman.locator("a[aria-expanded=false]", has_text=nama).first
        simpul.focus()
        halaman.keyboard.press("Enter")
        halaman.wait_for_url("**buka=**")
        expect(halaman.locator("a[aria-expanded=true]", has_text=nama).first).to_be_visible()
    aksesibel(halaman)
    alamat = halaman.url
    daun = halaman.locator(".k-pohon__daun a", has_text="imunisasi dasar lengkap")
    daun.focus()
    halaman.keyboard.press("Enter")
    expect(halaman.locator("h1")).to_contain_text("imunisasi dasar lengkap")
    halaman.get_by_role("link", name="Kegiatan 1.02.02.2.02").click()
    expect(halaman.locator("a[aria-expanded=true]", has_text="Penyediaan Layanan")).to_be_visible()
    assert halaman.url.split("#")[1] == alamat.split("#")[1]
    tutup = halaman.locator("a[aria-expanded=true]", has_text="Mutu pendidikan dan kesehatan")
    tutup.click()
    expect(halaman.locator(".k-pohon__daun a", has_text="imunisasi dasar lengkap")).to_have_count(0)
