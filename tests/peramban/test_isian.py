"""Sari fills the quarter in a real browser: saves, questions, failures, submission."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.peramban.conftest import SANDI_CONTOH, TELEPON

ISIAN = "/capaian/isian/"
IMUNISASI, TBC = "bayi mendapat imunisasi dasar", "pengobatan kasus tuberkulosis"
RASIO, JIWA = "Rasio tenaga medis", "gangguan jiwa berat"

pytestmark = pytest.mark.peramban


def baris(halaman: Page, nama: str) -> Locator:
    return halaman.locator("tbody[data-k-baris]", has_text=nama)


def angka(halaman: Page, nama: str) -> Locator:
    return baris(halaman, nama).locator("input[name^=nilai-]")


def tulis(halaman: Page, nama: str, teks: str, tombol: str = "Tab") -> None:
    angka(halaman, nama).fill(teks)
    angka(halaman, nama).press(tombol)


def bilah(halaman: Page) -> Locator:
    return halaman.locator(".k-ajukan__hitung")


def ajukan(halaman: Page) -> None:
    halaman.get_by_role("button", name="Ajukan").click()
    halaman.locator("#k-dialog button[value=ya]").click()


def test_sari_types_reads_capaian_and_submits(buka: Callable, aksesibel: Callable):
    halaman = buka("sari", ISIAN)
    aksesibel(halaman)
    siap = int(bilah(halaman).locator("[data-k-hitung=siap]").inner_text())
    tulis(halaman, IMUNISASI, "81,35")
    expect(baris(halaman, IMUNISASI)).to_contain_text("= 81,35 ÷ 90,00. Makin besar makin baik.")
    expect(baris(halaman, IMUNISASI)).to_contain_text("Tersimpan")
    baris(halaman, IMUNISASI).locator("textarea").fill("Stok vaksin PCV kosong tiga minggu")
    angka(halaman, TBC).focus()
    expect(baris(halaman, IMUNISASI)).to_contain_text("Siap diajukan")
    expect(bilah(halaman).locator("[data-k-hitung=siap]")).to_have_text(str(siap + 1))
    ajukan(halaman)
    expect(halaman.locator("#pesan")).to_contain_text(f"{siap + 1} baris diajukan")
    expect(halaman.locator("#pesan")).to_contain_text("baris belum ikut")
    assert baris(halaman, IMUNISASI).count() == 0


def test_enter_goes_down_and_an_ambiguous_number_is_asked(buka: Callable, aksesibel: Callable):
    halaman = buka("sari", ISIAN)
    tulis(halaman, TBC, "71,2", "Enter")
    expect(baris(halaman, TBC)).to_contain_text("79,11")
    expect(angka(halaman, JIWA)).to_be_focused()
    tulis(halaman, RASIO, "1.184")
    expect(baris(halaman, RASIO)).to_contain_text("1.184 punya dua arti. Yang mana?")
    aksesibel(halaman)
    baris(halaman, RASIO).get_by_role("button", name="1,184").click()
    expect(baris(halaman, RASIO)).to_contain_text("= 1,184 ÷ 1,250")


def test_broken_line_keeps_the_number_and_saves_it_later(buka: Callable):
    halaman = buka("sari", ISIAN)
    halaman.context.set_offline(True)
    tulis(halaman, JIWA, "88,2")
    expect(baris(halaman, JIWA)).to_contain_text("Gagal tersimpan")
    expect(baris(halaman, JIWA)).to_contain_text("Angka Anda masih di sini.")
    assert angka(halaman, JIWA).input_value() == "88,2"
    halaman.context.set_offline(False)
    expect(baris(halaman, JIWA)).to_contain_text("Tersimpan")
    expect(angka(halaman, JIWA)).to_have_value("88,20")


def test_two_people_on_one_row_choose(buka: Callable):
    sari, kepala = buka("sari", ISIAN), buka("dr_ani", ISIAN)
    tulis(kepala, TBC, "70")
    expect(baris(kepala, TBC)).to_contain_text("Tersimpan")
    tulis(sari, TBC, "71")
    expect(baris(sari, TBC)).to_contain_text("menyimpan baris ini lebih dulu")
    expect(baris(sari, TBC)).to_contain_text("realisasi 70,00")
    assert angka(sari, TBC).input_value() == "71"
    baris(sari, TBC).get_by_role("button", name="Simpan versi saya").click()
    expect(angka(sari, TBC)).to_have_value("71,00")


def test_text_of_an_ended_session_is_back_after_login(buka: Callable):
    halaman = buka("sari", ISIAN)
    halaman.context.clear_cookies(name="sessionid")
    tulis(halaman, JIWA, "88,2")
    halaman.get_by_role("link", name="Masuk lagi").click()
    halaman.fill("input[name=username]", "sari")
    halaman.fill("input[name=password]", SANDI_CONTOH)
    halaman.click("main button[type=submit]")
    expect(halaman.locator("#pesan")).to_contain_text("1 baris yang Anda ketik")
    assert angka(halaman, JIWA).input_value() == "88,2"
    baris(halaman, JIWA).get_by_role("button", name="Simpan", exact=True).click()
    expect(baris(halaman, JIWA)).to_contain_text("Tersimpan")


def test_without_javascript_the_page_is_one_form(buka: Callable):
    halaman = buka("sari", ISIAN, ukuran=TELEPON, java_script_enabled=False)
    medan = halaman.locator("tbody", has_text=TBC).locator("input[name^=nilai-]")
    salah = halaman.locator("tbody", has_text=JIWA).locator("input[name^=nilai-]")
    medan.fill("71,2")
    salah.fill("delapan")
    halaman.get_by_role("button", name="Ajukan").click()
    expect(halaman.locator("#pesan")).to_contain_text("1 baris tersimpan")
    expect(halaman.locator("#pesan")).to_contain_text("Belum ada yang diajukan.")
    assert salah.input_value() == "delapan"
    expect(halaman.locator("tbody", has_text=JIWA)).to_contain_text("bukan angka")
    expect(halaman.locator("tbody", has_text=TBC)).to_contain_text("79,11")
