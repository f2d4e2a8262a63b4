"""Cells of a sheet are pasted into the target table with the real clipboard."""

import pytest
from playwright.sync_api import Page, expect

from capaian.models import Target

pytestmark = pytest.mark.peramban
TABEL = "/capaian/target/?tahun=2026&cari=1.02.0"


def tempel(halaman: Page, teks: str, *, ke: int = 0) -> None:
    """Put the text on the clipboard, and press Ctrl+V in a cell."""
    halaman.context.grant_permissions(["clipboard-read", "clipboard-write"])
    halaman.evaluate("teks => navigator.clipboard.writeText(teks)", teks)
    halaman.locator("[data-k-kolom=target]").nth(ke).focus()
    halaman.keyboard.press("Control+V")


def isi(halaman: Page) -> list[str]:
    return halaman.locator("[data-k-kolom=target]").evaluate_all("sel => sel.map(m => m.value)")


def test_column_fills_downwards_blanks_keep_and_the_server_reads_it(buka, aksesibel):
    halaman = buka("rina", TABEL)
    pesan = halaman.locator("[data-k-tempel]")
    sel = halaman.locator("[data-k-kolom=target]")
    sel.nth(2).fill("16")
    tempel(halaman, "1,55–1,65\r\n4\r\n\r\n81\r\n")
    expect(pesan).to_contain_text("3 sel terisi dari tempelan, periksa lalu lanjut.")
    assert isi(halaman)[:5] == ["1,55–1,65", "4", "16", "81", ""]
    aksesibel(halaman)
    halaman.fill("[name=alasan]", "Hasil pembahasan dengan OPD.")
    halaman.fill("[name=acuan]", "Nota dinas 050/12")
    halaman.get_by_role("button", name="Periksa perubahan").click()
    expect(halaman.get_by_role("button", name="Simpan 4 perubahan")).to_be_visible()
    halaman.get_by_role("button", name="Simpan 4 perubahan").click()
    expect(halaman.get_by_text("4 target").first).to_be_visible()
    baru = Target.objects.filter(tahun=2026, indikator__kode="1.02.04").berlaku().get()
    assert baru.nilai == 81


def test_paste_can_be_undone_but_not_what_was_typed_after_it(buka):
    halaman = buka("rina", TABEL)
    sel = halaman.locator("[data-k-kolom=target]")
    sel.nth(0).fill("1,7")
    tempel(halaman, "1,5\n3\n15")
    sel.nth(1).fill("5")
    halaman.get_by_role("button", name="Batalkan tempelan").click()
    assert isi(halaman)[:3] == ["1,7", "5", ""]
    expect(halaman.locator("[data-k-tempel]")).to_contain_text("2 sel kembali seperti semula")
    expect(sel.nth(0)).to_be_focused()


def test_too_many_rows_are_said_and_not_lost_silently(buka):
    halaman = buka("rina", TABEL)
    banyak = len(isi(halaman))
    tempel(halaman, "\n".join(str(n) for n in range(1, 5)), ke=banyak - 2)
    assert isi(halaman)[-2:] == ["1", "2"]
    expect(halaman.locator("[data-k-tempel]")).to_contain_text(
        "Tempelan 4 baris, dari sel ini hanya ada 2: 2 baris terakhir tidak dimuat."
    )


def test_two_columns_are_matched_by_kode_whatever_their_order(buka):
    halaman = buka("rina", TABEL)
    tempel(halaman, "Kode\tTarget\n1.02.03\t15\n1.02.01\t1,60–1,70\n9.99.99\t7\n1.02.02\t", ke=4)
    assert isi(halaman)[:5] == ["1,60–1,70", "", "15", "", ""]
    pesan = halaman.locator("[data-k-tempel]")
    expect(pesan).to_contain_text("2 sel terisi dari tempelan")
    expect(pesan).to_contain_text("2 kode tidak ada di halaman ini: Kode, 9.99.99.")


def test_several_columns_without_kode_fill_nothing(buka):
    halaman = buka("rina", TABEL)
    tempel(halaman, "1\t2\n3\t4")
    assert not any(isi(halaman))
    expect(halaman.locator("[data-k-tempel]")).to_contain_text("lebih dari satu kolom")


def test_quoted_cells_and_a_single_cell_are_taken_as_they_are(buka):
    halaman = buka("rina", TABEL)
    tempel(halaman, '"1,60\n–1,70"\n"4 ""kasus"""')
    assert isi(halaman)[:2] == ["1,60 –1,70", '4 "kasus"']
    tempel(halaman, "17", ke=2)
    assert isi(halaman)[2] == "17"
    expect(halaman.locator("[data-k-tempel]")).to_contain_text("2 sel terisi")
