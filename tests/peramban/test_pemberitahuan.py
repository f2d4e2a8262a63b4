"""Sari follows the bell to her work by keyboard; Rina copies the text for the WhatsApp group."""

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from konsolidasi.dasbor.pengingat import ingatkan
from konsolidasi.inti.waktu import ZONA
from tests.peramban.conftest import TELEPON

pytestmark = pytest.mark.peramban
PADA = datetime(2026, 1, 15, 9, tzinfo=ZONA)


def test_sari_goes_from_the_bell_to_her_returned_row_by_keyboard(
    cerita, buka: Callable[..., Page], aksesibel: Callable[[Page], None]
):
    ingatkan(pada=PADA)
    halaman = buka("sari", ukuran=TELEPON)
    lonceng = halaman.get_by_role("link", name="Pemberitahuan, 1 baru")
    expect(lonceng).to_be_visible()
    lonceng.focus()
    halaman.keyboard.press("Enter")
    expect(halaman.locator("h1")).to_have_text("Pemberitahuan")
    expect(halaman.locator(".k-kotak-masuk")).to_contain_text(
        "1 baris TW IV 2025 Dinkes dikembalikan dan menunggu jawaban Anda."
    )
    aksesibel(halaman)
    halaman.get_by_role("button", name="Kerjakan").focus()
    halaman.keyboard.press("Enter")
    expect(halaman.locator("h1")).to_contain_text("Dinas Kesehatan")
    expect(halaman.get_by_role("link", name="Pemberitahuan, tidak ada yang baru")).to_be_visible()
    halaman.goto(halaman.url.split("/capaian")[0] + "/akun/pemberitahuan/")
    expect(halaman.locator("main")).to_contain_text("Semua sudah dibaca")
    aksesibel(halaman)


def test_rina_copies_the_text_for_the_group(
    buka: Callable[..., Page], aksesibel: Callable[[Page], None]
):
    halaman = buka(
        "rina", "/capaian/matriks/?tahun=2025", permissions=["clipboard-read", "clipboard-write"]
    )
    halaman.get_by_role("link", name="Ingatkan OPD").click()
    aksesibel(halaman)
    halaman.get_by_role("button", name="Salin pesan").click()
    expect(halaman.get_by_role("status")).to_have_text("Tersalin")
    tersalin = halaman.evaluate("navigator.clipboard.readText()")
    assert "*Dinkes* (Sari Nasution): 11 baris" in tersalin
    with halaman.expect_download() as unduhan:
        halaman.get_by_role("link", name="Surat permintaan data (Word) Dinkes").click()
    assert unduhan.value.suggested_filename == "permintaan-data-dinkes-tw-iv-2025.docx"
