"""The sesi page in a real browser: rows save themselves, targets come into force."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from capaian.models import Target
from rapat.models import Agenda, Kesepakatan

pytestmark = pytest.mark.peramban


def baris(halaman: Page, nama: str) -> Locator:
    return halaman.locator(".k-sesi__baris").filter(has=halaman.get_by_role("link", name=nama))


def tulis(halaman: Page, nama: str, target: str, putusan: str) -> Locator:
    """Types one row and leaves it, as Tab or a click elsewhere does."""
    satu = baris(halaman, nama)
    satu.locator("input[type=text]").fill(target)
    satu.locator("select").select_option(putusan)
    halaman.locator("#j-opd").click()
    return satu


@pytest.fixture
def dinkes_sesi(buka) -> Agenda:
    """The agenda item of Dinas Kesehatan, in the demo data of the story."""
    return Agenda.objects.select_related("sesi").get(opd__singkatan="Dinkes")


@pytest.fixture
def mulai(buka, dinkes_sesi):
    """`mulai("rina")`: this person at the item of Dinkes, in a sesi under way."""

    def satu(siapa: str, **lain: object) -> Page:
        halaman = buka(siapa, dinkes_sesi.get_absolute_url(), **lain)
        tombol = halaman.get_by_role("button", name="Mulai sesi")
        if tombol.count():
            tombol.click()
            expect(halaman.get_by_text("dimulai. Kesepakatan dapat dicatat.")).to_be_visible()
            halaman.goto(halaman.url.rsplit("/rapat", 1)[0] + dinkes_sesi.get_absolute_url())
        return halaman

    return satu


def test_what_the_room_agrees_becomes_the_target_in_force(mulai, dinkes_sesi, aksesibel):
    halaman = mulai("rina")
    satu = tulis(halaman, "Jumlah kematian ibu", "2", "sepakat")
    expect(satu).to_contain_text("Tersimpan")
    expect(halaman.locator("#tengah")).to_contain_text(re.compile("^1 dari"))
    expect(halaman.locator("#daftar-sepakat")).to_contain_text("Jumlah kematian ibu 2026: 2 kasus.")
    salah = tulis(halaman, "Jumlah kematian bayi", "dua belas", "sepakat")
    expect(salah).to_contain_text("bukan angka")
    aksesibel(halaman)
    tulis(halaman, "Jumlah kematian bayi", "12", "sepakat")
    expect(salah).to_contain_text("Tersimpan")
    halaman.get_by_role("link", name="Tetapkan kesepakatan").click()
    aksesibel(halaman)
    halaman.get_by_label("Nomor berita acara").fill("000.7/12/Bapperida/2026")
    halaman.get_by_label("Tandai").check()
    halaman.get_by_label("Alasan difinalkan").fill("Kehadiran di lembar kertas.")
    halaman.get_by_role("button", name="Tetapkan 2 target").click()
    halaman.get_by_role("dialog").get_by_role("button", name="Tetapkan").click()
    expect(halaman.get_by_text("sumber Berita Acara nomor 000.7/12").first).to_be_visible()
    aksesibel(halaman)
    kematian = Kesepakatan.objects.get(indikator__nama="Jumlah kematian ibu").indikator
    berlaku = Target.objects.filter(indikator=kematian, tahun=2026).berlaku().get()
    assert (berlaku.nilai, berlaku.sumber) == (2, "kesepakatan")


def test_two_note_takers_on_one_row_see_both_versions(mulai, aksesibel):
    rina, nana = mulai("rina"), mulai("nana")
    expect(tulis(rina, "Jumlah kematian ibu", "3", "sepakat")).to_contain_text("Tersimpan")
    satu = tulis(nana, "Jumlah kematian ibu", "2", "sepakat")
    expect(satu).to_contain_text("menyimpan baris ini lebih dulu")
    expect(satu.locator("input[type=text]")).to_have_value("2")
    aksesibel(nana)
    satu.get_by_role("button", name="Simpan versi saya").click()
    expect(satu).to_contain_text("Tersimpan")
    nilai = Kesepakatan.objects.values_list("nilai", flat=True).get()
    assert nilai == 2


def test_without_javascript_the_page_is_one_form(mulai):
    halaman = mulai("rina", java_script_enabled=False)
    satu = baris(halaman, "Jumlah kematian ibu")
    satu.locator("input[type=text]").fill("2")
    satu.locator("select").select_option("sepakat")
    halaman.get_by_role("button", name="Simpan", exact=True).click()
    expect(halaman.get_by_text("1 baris tersimpan")).to_be_visible()
    halaman.get_by_label("Hadir, diwakili").check()
    halaman.get_by_label("Nama yang hadir").fill("Dewi Siregar")
    halaman.get_by_role("button", name="Simpan kehadiran").click()
    expect(halaman.get_by_text("Tulis jabatan yang mewakili.")).to_be_visible()
    expect(halaman.get_by_label("Nama yang hadir")).to_have_value("Dewi Siregar")


def test_keys_j_and_k_walk_through_the_agenda(mulai, dinkes_sesi):
    halaman = mulai("nana")
    halaman.locator("#j-opd").click()
    halaman.keyboard.press("j")
    expect(halaman.locator("#j-opd")).to_have_text("Satuan Polisi Pamong Praja")
    halaman.keyboard.press("k")
    expect(halaman.locator("#j-opd")).to_contain_text("Dinas Kesehatan")
