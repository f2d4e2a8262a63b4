"""The front page of each role: axe at both widths, keyboard, 200 % zoom; the leader's sheet."""

from collections.abc import Callable
from datetime import date

import pypdfium2
import pytest
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat, Left
from django.utils import timezone
from playwright.sync_api import Page, expect

from capaian.models import Indikator, Prioritas, Realisasi
from opd.models import Klaster, Opd
from rapat.models import Rapat
from tests import pabrik
from tests.peramban.conftest import LEBAR

pytestmark = pytest.mark.peramban
SETENGAH = {"width": 720, "height": 450}
PANJANG = "Percepatan penurunan kemiskinan ekstrem dan kesejahteraan masyarakat pesisir " * 6
MENYAMPING = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def periksa(halaman: Page, aksesibel: Callable[[Page], None], judul: str) -> None:
    expect(halaman.locator("h1")).to_contain_text(judul)
    menu = halaman.locator(".k-atas__isi").evaluate("e => e.scrollWidth - e.clientWidth")
    assert menu <= 0, "the entries of the menu do not fit the header"
    aksesibel(halaman)
    halaman.set_viewport_size(SETENGAH)
    assert halaman.evaluate(MENYAMPING) <= 0, "scrolls sideways at 200 %"
    halaman.set_viewport_size(LEBAR)


def buka_dengan_papan_ketik(halaman: Page, tombol: str) -> None:
    """From the heading with Tab alone to a button that says so, and through it."""
    halaman.locator("main").focus()
    for _ in range(30):
        halaman.keyboard.press("Tab")
        if halaman.evaluate("document.activeElement.textContent").startswith(tombol):
            break
    tujuan = halaman.evaluate("document.activeElement.href")
    halaman.keyboard.press("Enter")
    halaman.wait_for_url(tujuan)
    expect(halaman.locator("h1")).to_be_visible()


def test_rina_and_sari_find_what_to_do_by_keyboard(
    buka: Callable[..., Page], aksesibel: Callable[[Page], None]
):
    halaman = buka("rina")
    periksa(halaman, aksesibel, "Beranda perencana")
    halaman.get_by_text("Lainnya", exact=True).click()
    expect(halaman.get_by_role("link", name="Ringkasan pimpinan")).to_be_visible()
    buka_dengan_papan_ketik(halaman, "Periksa")
    halaman = buka("sari")
    periksa(halaman, aksesibel, "Selamat datang, Sari Nasution")
    buka_dengan_papan_ketik(halaman, "Jawab")


def test_the_sheet_of_the_leader_is_one_page_and_leads_to_the_evidence(
    buka: Callable[..., Page], aksesibel: Callable[[Page], None]
):
    halaman = buka("pak_budi")
    periksa(halaman, aksesibel, "Ringkasan pimpinan 2025 s.d. TW IV")
    with pypdfium2.PdfDocument(halaman.pdf(prefer_css_page_size=True)) as naskah:
        assert len(naskah) == 1
        assert sorted(map(round, naskah[0].get_size())) == [595, 842]
        cetakan = naskah[0].get_textpage().get_text_range()
    assert "Data per" in cetakan
    assert "indikator sudah pasti" in cetakan
    baris = halaman.locator("section", has=halaman.locator("#merah")).locator("li").first
    nama = baris.get_by_role("link").first.inner_text()
    baris.get_by_role("link", name="Bukti").click()
    expect(halaman.locator("main")).to_contain_text(nama)


def panjangkan() -> None:
    """Every name as long as its column, seven priorities, promises broken and overdue."""
    nomor = Cast(F("pk"), CharField())
    for model, muat in ((Prioritas, 190), (Indikator, 290)):
        model.objects.update(nama=Concat(Left(Value(PANJANG), muat), nomor))
    Opd.objects.update(singkatan=Concat(Value("Singkatan sepanjang tiga puluhan "), nomor))
    Realisasi.objects.update(faktor_penghambat=PANJANG)
    Rapat.objects.update(tahun_target=2025, tahun_capaian=2024)
    opd = Opd.objects.get(nama="Dinas Kesehatan")
    sesi = pabrik.buat_sesi(
        rapat=Rapat.objects.get(),
        klaster=Klaster.objects.first(),
        nomor=9,
        status="ditetapkan",
        berita_acara_nomor="1",
        berita_acara_tanggal=date(2025, 1, 20),
        ditetapkan_pada=timezone.now(),
    )
    agenda = pabrik.buat_agenda(opd=opd, sesi=sesi)
    for i in Indikator.objects.filter(opd=opd):
        pabrik.buat_kesepakatan(agenda=agenda, indikator=i)
    for _ in range(3):
        pabrik.buat_tindak_lanjut(agenda=agenda, uraian=PANJANG)


def test_the_sheet_stays_one_page_with_the_longest_texts(buka: Callable[..., Page]):
    panjangkan()
    halaman = buka("pak_budi", "/pimpinan/?tahun=2025&triwulan=4")
    assert halaman.locator("tbody tr").count() == 7
    expect(halaman.locator("section", has=halaman.locator("#j-janji"))).to_contain_text(
        "target sepakat belum tercapai"
    )
    with pypdfium2.PdfDocument(halaman.pdf(prefer_css_page_size=True)) as naskah:
        assert len(naskah) == 1
        cetakan = naskah[0].get_textpage().get_text_range()
    assert "3 lewat batas" in cetakan
    assert halaman.evaluate(MENYAMPING) <= 0
