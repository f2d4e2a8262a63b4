"""Joko answers a request to share a prioritas by keyboard; Rina sees it in the matrix."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.peramban
ALAMAT = "/capaian/keselarasan/?tahun=2026"
ALASAN = "Kegiatannya tidak dianggarkan pada DPA 2026"


def test_joko_refuses_with_a_reason_and_rina_sees_it(
    buka: Callable[..., Page], aksesibel: Callable[[Page], None]
):
    joko = buka("joko", ALAMAT)
    sel = joko.get_by_role(
        "link", name="Disdik: pendukung, diusulkan, menunggu jawaban, 1 indikator"
    )
    sel.focus()
    joko.keyboard.press("Enter")
    expect(joko.locator("h1")).to_have_text("Disdik pada Integritas dan kualitas ASN, 2026")
    expect(joko.locator("#j-putusan")).to_have_count(0)
    tolak = joko.get_by_role("button", name="Tolak")
    tolak.focus()
    joko.keyboard.press("Enter")
    expect(joko.locator("#alasan-galat")).to_have_text("Tulis alasannya, minimal 10 huruf.")
    aksesibel(joko)
    joko.get_by_label("Alasan atau catatan").focus()
    joko.keyboard.type(ALASAN)
    joko.keyboard.press("Tab")
    joko.keyboard.press("Tab")
    joko.keyboard.press("Enter")
    expect(joko.locator(".k-lini")).to_contain_text(
        f"Ditolak OPD sebagai pendukung. Keadaan: Ditolak. “{ALASAN}”"
    )
    rina = buka("rina", ALAMAT)
    expect(rina.get_by_role("link", name="Disdik: pendukung, ditolak, 1 indikator")).to_be_visible()
    expect(rina.get_by_role("row", name="Air bersih")).to_contain_text("Tanpa penanggung jawab")
    aksesibel(rina)
