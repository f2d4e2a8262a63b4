"""Rina walks from the city to a klaster, its OPD and an indikator; Sari sees her own part."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.peramban.conftest import TELEPON

pytestmark = pytest.mark.peramban


def test_rina_walks_from_the_city_to_the_lowest_indikator_by_keyboard(
    buka: Callable[..., Page], aksesibel: Callable[[Page], None]
):
    halaman = buka("rina", "/capaian-kota/?tahun=2025")
    aksesibel(halaman)
    halaman.get_by_label("Urusan").select_option(label="1.02 Kesehatan")
    halaman.get_by_role("button", name="Saring").focus()
    halaman.keyboard.press("Enter")
    halaman.wait_for_url("**urusan=*")
    expect(halaman.locator("h2").first).to_contain_text("sesuai saringan")
    assert halaman.get_by_role("link", name="Dinas Sosial").count() == 0
    halaman.get_by_role("link", name="Bersihkan saringan").click()
    halaman.get_by_role("link", name="P4 Mutu pendidikan").focus()
    halaman.keyboard.press("Enter")
    expect(halaman.locator("h1")).to_contain_text("Mutu pendidikan")
    aksesibel(halaman)
    halaman.go_back()
    halaman.get_by_role("link", name="Pembangunan Manusia dan Pemerintahan").first.focus()
    halaman.keyboard.press("Enter")
    expect(halaman.locator("h1")).to_contain_text("Klaster Pembangunan Manusia")
    grafik = halaman.get_by_role("img", name="Serapan anggaran dan capaian OPD")
    expect(grafik.locator("desc")).to_contain_text("Dinas Kesehatan: serapan")
    aksesibel(halaman)
    halaman.get_by_role("link", name="Dinas Kesehatan", exact=True).first.focus()
    halaman.keyboard.press("Enter")
    expect(halaman.locator("h1")).to_have_text("Dinas Kesehatan")
    halaman.locator("summary", has_text="Lihat sebagai tabel").first.focus()
    halaman.keyboard.press("Enter")
    expect(halaman.get_by_role("table", name="Capaian Dinas Kesehatan").first).to_be_visible()
    aksesibel(halaman)
    halaman.get_by_role("link", name="TW II s.d. Juni").click()
    halaman.wait_for_url("**triwulan=2*")
    expect(halaman.locator("#j-tren")).to_contain_text("2025 s.d. TW II")
    halaman.locator("#j-rendah").locator("xpath=ancestor::section").get_by_role(
        "link"
    ).first.click()
    expect(halaman.locator("main")).to_contain_text("penanggung jawab Dinas Kesehatan")


def test_sari_sees_her_own_part_on_a_phone_without_javascript(buka: Callable[..., Page]):
    halaman = buka("sari", "/capaian-kota/?tahun=2025", ukuran=TELEPON, java_script_enabled=False)
    expect(halaman.locator("h2").first).to_contain_text("OPD Anda")
    assert halaman.get_by_role("link", name="Dinas Pendidikan").count() == 0
    halaman.get_by_role("link", name="RSUD Dr. Tengku Mansyur").click()
    expect(halaman.locator("h1")).to_contain_text("RSUD")
