"""Sari fills the quarter in a real browser: saves, questions, failures, submission."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from opd.models import Opd
from tests.berkas import pdf
from tests.peramban.conftest import SANDI_CONTOH, TELEPON

ISIAN = "/capaian/isian/"
IMUNISASI, TBC = "bayi mendapat imunisasi dasar", "pengobatan kasus tuberkulosis"
RASIO, JIWA, IBU = "Rasio tenaga medis", "gangguan jiwa berat", "Jumlah kematian ibu"

pytestmark = pytest.mark.peramban


def baris(halaman: Page, nama: str) -> Locator:
    return halaman.locator("tbody[data-k-baris]", has_text=nama)


def angka(halaman: Page, nama: str) -> Locator:
    return baris(halaman, nama).locator("input[name^=nilai-]")


def teks(halaman: Page, nama: str, medan: str) -> Locator:
    return baris(halaman, nama).locator(f"textarea[name^={medan}-]")


def kelompok(halaman: Page, kode: str) -> Locator:
    return halaman.locator(f"[data-k-kelompok={kode}] [data-k-jumlah]")


def tulis(halaman: Page, nama: str, teks: str, tombol: str = "Tab") -> None:
    angka(halaman, nama).fill(teks)
    angka(halaman, nama).press(tombol)


def bilah(halaman: Page) -> Locator:
    return halaman.locator(".k-ajukan__hitung")


def tombol_ajukan(halaman: Page) -> Locator:
    return halaman.locator("button[name=aksi][value=ajukan]")


def ajukan(halaman: Page) -> None:
    tombol_ajukan(halaman).click()
    halaman.locator("#k-dialog button[value=ya]").click()


def test_sari_types_reads_capaian_and_submits(buka: Callable, aksesibel: Callable):
    halaman = buka("sari", ISIAN)
    aksesibel(halaman)
    siap = int(bilah(halaman).locator("[data-k-hitung=siap]").inner_text())
    belum = int(kelompok(halaman, "belum").inner_text())
    tulis(halaman, IMUNISASI, "81,35")
    expect(baris(halaman, IMUNISASI)).to_contain_text("= 81,35 ÷ 90,00. Makin besar makin baik.")
    expect(baris(halaman, IMUNISASI)).to_contain_text("Tersimpan")
    teks(halaman, IMUNISASI, "penghambat").fill("Stok vaksin PCV kosong tiga minggu")
    teks(halaman, IMUNISASI, "akar").fill("Pengadaan menunggu pagu dari pusat")
    angka(halaman, TBC).focus()
    expect(baris(halaman, IMUNISASI)).to_contain_text("Siap diajukan")
    expect(bilah(halaman).locator("[data-k-hitung=siap]")).to_have_text(str(siap + 1))
    expect(kelompok(halaman, "siap")).to_have_text(str(siap + 1))
    expect(kelompok(halaman, "belum")).to_have_text(str(belum - 1))
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
    tombol_ajukan(halaman).click()
    expect(halaman.locator("#pesan")).to_contain_text("1 baris tersimpan")
    expect(halaman.locator("#pesan")).to_contain_text("Belum ada yang diajukan.")
    assert salah.input_value() == "delapan"
    expect(halaman.locator("tbody", has_text=JIWA)).to_contain_text("bukan angka")
    expect(halaman.locator("tbody", has_text=TBC)).to_contain_text("79,11")


def test_returned_row_is_answered_and_submitted_alone(buka: Callable, aksesibel: Callable):
    halaman = buka("sari", ISIAN)
    siap = int(bilah(halaman).locator("[data-k-hitung=siap]").inner_text())
    expect(baris(halaman, IBU)).to_contain_text("Bapperida")
    teks(halaman, IBU, "penghambat").fill("Rujukan terlambat dari dua puskesmas")
    teks(halaman, IBU, "akar").fill("Ambulans puskesmas menunggu perbaikan")
    tulis(halaman, IBU, "2")
    angka(halaman, TBC).focus()
    expect(baris(halaman, IBU)).to_contain_text("Sudah diperbaiki, ikut diajukan.")
    expect(bilah(halaman).locator("[data-k-hitung=siap]")).to_have_text(str(siap + 1))
    jawab = baris(halaman, IBU).get_by_role("button", name="Jawab dan ajukan lagi")
    jawab.click()
    expect(baris(halaman, IBU)).to_contain_text("Tulis apa yang sudah diperbaiki.")
    aksesibel(halaman)
    teks(halaman, IBU, "jawaban").fill("Satuannya memang kasus; penghambatnya sudah ditulis.")
    baris(halaman, IBU).get_by_role("button", name="Jawab dan ajukan lagi").click()
    selesai = halaman.locator("tbody", has_text=IBU)
    expect(selesai).to_contain_text("Menunggu verifikasi")
    expect(selesai).to_contain_text("Percakapan (2)")
    expect(bilah(halaman).locator("[data-k-hitung=siap]")).to_have_text(str(siap))
    assert baris(halaman, IBU).count() == 0


def test_slash_searches_the_rows_and_enter_goes_to_the_first(buka: Callable, aksesibel: Callable):
    halaman = buka("sari", ISIAN)
    semua = halaman.locator("[data-k-tempat]:visible").count()
    halaman.keyboard.press("/")
    expect(halaman.locator("#cari-baris")).to_be_focused()
    halaman.keyboard.type("tuberkulosis")
    expect(halaman.locator("[data-k-tempat]:visible")).to_have_count(1)
    expect(halaman.locator("#j-isian")).to_contain_text("1 dari")
    expect(halaman.locator("[data-k-kelompok]:visible")).to_have_count(1)
    aksesibel(halaman)
    halaman.keyboard.press("Enter")
    expect(angka(halaman, TBC)).to_be_focused()
    tulis(halaman, TBC, "71,2", "Enter")
    expect(baris(halaman, TBC)).to_contain_text("79,11")
    halaman.locator("#cari-baris").press("Escape")
    expect(halaman.locator("[data-k-tempat]:visible")).to_have_count(semua)


def test_evidence_added_in_the_row_completes_it(buka: Callable, aksesibel: Callable):
    halaman = buka("sari", ISIAN)
    tulis(halaman, JIWA, "100")
    expect(baris(halaman, JIWA)).to_contain_text("Tersimpan")
    teks(halaman, JIWA, "pendorong").fill("Kunjungan rumah oleh kader setiap bulan")
    angka(halaman, TBC).focus()
    expect(baris(halaman, JIWA)).to_contain_text("Lampirkan bukti.")
    with halaman.expect_file_chooser() as pilih:
        baris(halaman, JIWA).locator("[data-k-unggah]").click()
    pilih.value.set_files({"name": "Lap. ODGJ.pdf", "mimeType": "application/pdf", "buffer": pdf()})
    expect(baris(halaman, JIWA)).to_contain_text("Lap. ODGJ.pdf")
    expect(baris(halaman, JIWA)).to_contain_text("Siap diajukan")
    aksesibel(halaman)


def test_kepala_releases_or_gives_back(buka: Callable, aksesibel: Callable):
    Opd.objects.update(wajib_rilis_kepala=True)
    operator = buka("sari", ISIAN)
    expect(tombol_ajukan(operator)).to_contain_text("baris ke kepala OPD")
    ajukan(operator)
    expect(operator.locator("#pesan")).to_contain_text("diserahkan")
    aksesibel(operator)
    kepala = buka("dr_ani", ISIAN)
    aksesibel(kepala)
    menunggu = kepala.locator("tbody[data-k-tempat=lepas]")
    banyak = menunggu.count()
    satu = menunggu.first
    satu.locator("textarea").fill("Angka puskesmas Teluk Nibung belum masuk.")
    satu.get_by_role("button", name="Kembalikan ke operator").click()
    expect(kepala.locator("#pesan")).to_contain_text("dikembalikan ke operator")
    expect(kepala.locator("tbody[data-k-tempat=lepas]")).to_have_count(banyak - 1)
    kepala.locator("button[value=lepas]").click()
    kepala.locator("#k-dialog button[value=ya]").click()
    expect(kepala.locator("#pesan")).to_contain_text(f"{banyak - 1} baris diajukan")
    operator.goto(operator.url)
    expect(operator.locator("tbody[data-k-baris]").first).to_contain_text("kepala OPD")
