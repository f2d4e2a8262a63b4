"""Rina follows who has reported, reminds, extends and locks; Admin unlocks."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from capaian.models import KunciPeriode, Periode
from tests.peramban.conftest import TELEPON

pytestmark = pytest.mark.peramban
MATRIKS = "/capaian/matriks/?tahun=2025"


@pytest.fixture
def tenggang(cerita: None) -> Periode:
    """TW IV in its grace: the deadline was three days ago."""
    kini = timezone.now()
    Periode.objects.filter(tahun=2025, triwulan=4).update(
        batas_pada=kini - timedelta(days=3), tenggang_pada=kini + timedelta(days=2)
    )
    return Periode.objects.get(tahun=2025, triwulan=4)


def baris(halaman: Page, nama: str):
    return halaman.locator(".k-matriks tbody tr", has_text=nama)


def test_rina_sees_who_is_late_and_opens_the_cell(
    buka: Callable[..., Page], aksesibel: Callable[[Page], None], tenggang
):
    halaman = buka("rina", MATRIKS)
    aksesibel(halaman)
    sel = baris(halaman, "Badan Kesatuan Bangsa").locator(".k-matriks__kini .k-sel")
    expect(sel).to_contain_text("Terlambat 3 hari")
    expect(sel).to_contain_text("dari 8 terisi")
    expect(baris(halaman, "RSUD").locator("th")).to_have_class("k-matriks__anak")
    sel.click()
    expect(halaman.locator("h1")).to_contain_text("Badan Kesatuan Bangsa dan Politik")
    expect(halaman.locator("main")).to_contain_text("TW IV 2025")


def test_filter_stays_in_the_address_and_is_what_is_downloaded(
    buka: Callable[..., Page], aksesibel: Callable[[Page], None], tmp_path: Path
):
    halaman = buka("rina", MATRIKS)
    halaman.get_by_label("Keadaan").select_option(label="Terverifikasi atau terkunci")
    halaman.get_by_role("button", name="Saring").click()
    halaman.wait_for_url("**keadaan=beres*")
    expect(halaman.locator("h2").first).to_contain_text("OPD dan unit sesuai saringan")
    nama = halaman.locator(".k-matriks th[scope=row] a").all_inner_texts()
    aksesibel(halaman)
    with halaman.expect_download() as unduhan:
        halaman.get_by_role("link", name="Unduh Excel").click()
    unduhan.value.save_as(tmp_path / "matriks.xlsx")
    lembar = load_workbook(tmp_path / "matriks.xlsx").worksheets[0]
    tertulis = [b[1].value for b in lembar.iter_rows() if b[1].value]
    assert [n for n in tertulis if n in nama] == nama
    halaman.get_by_role("link", name="Bersihkan saringan").click()
    expect(halaman.locator(".k-matriks th[scope=row]").nth(len(nama))).to_be_visible()


def test_rina_copies_a_reminder_and_extends(
    buka: Callable[..., Page], aksesibel: Callable[[Page], None], tenggang
):
    halaman = buka("rina", MATRIKS)
    baris(halaman, "Badan Kesatuan Bangsa").get_by_role("link", name="Ingatkan").click()
    aksesibel(halaman)
    pesan = halaman.get_by_label("Pesan untuk disalin ke WhatsApp")
    assert not pesan.is_editable()
    teks = pesan.input_value()
    assert teks.startswith("Yth. Bapak/Ibu ")
    assert "Batasnya sudah lewat 3 hari" in teks
    assert "/capaian/isian/" in teks
    halaman.get_by_role("button", name="Beri perpanjangan").click()
    expect(halaman.locator("main form")).to_contain_text("Pilih tanggalnya.")
    aksesibel(halaman)
    sampai = timezone.localdate() + timedelta(days=5)
    halaman.get_by_label("Sampai tanggal").fill(sampai.isoformat())
    halaman.get_by_label("Alasan").fill("Kantor terendam banjir rob")
    halaman.get_by_role("button", name="Beri perpanjangan").click()
    expect(halaman.locator("#pesan")).to_contain_text("dapat mengisi sampai")
    expect(halaman.locator(".k-lini")).to_contain_text("Kantor terendam banjir rob")
    aksesibel(halaman)
    halaman.get_by_role("link", name="Matriks isian 2025").click()
    expect(baris(halaman, "Badan Kesatuan Bangsa")).to_contain_text("perpanjangan s.d.")


def test_rina_locks_a_quarter_and_admin_opens_it_again(
    buka: Callable[..., Page], aksesibel: Callable[[Page], None]
):
    halaman = buka("rina", "/capaian/periode/2025/2/")
    aksesibel(halaman)
    halaman.get_by_role("button", name="Kunci TW II 2025").click()
    expect(halaman.locator("#g-jumlah")).to_contain_text("Ketik jumlah baris terverifikasi")
    jumlah = halaman.locator(".k-hitung strong").first.inner_text()
    halaman.get_by_label("Ketik jumlah baris terverifikasi").fill(jumlah)
    halaman.get_by_label("Catatan").fill("Rekonsiliasi selesai")
    halaman.get_by_role("button", name="Kunci TW II 2025").click()
    expect(halaman.locator("#pesan")).to_contain_text(f"TW II 2025 terkunci: {jumlah} baris")
    aksesibel(halaman)
    halaman.get_by_role("link", name="Samakah dengan sekarang?").click()
    expect(halaman.locator("#j-periksa")).to_contain_text("hasil sekarang sama dengan saat dikunci")
    halaman.get_by_role("link", name="Dinas Kesehatan", exact=True).click()
    expect(halaman.locator("#j-hasil")).to_contain_text("Dinkes")
    aksesibel(halaman)
    halaman.goto(halaman.url.split("/periode/")[0] + "/matriks/?tahun=2025")
    expect(baris(halaman, "Dinas Kesehatan").locator("td").nth(1)).to_contain_text("Terkunci")

    admin = buka("admin", "/capaian/periode/2025/2/", ukuran=TELEPON)
    admin.get_by_label("Alasan membuka kunci").fill("Koreksi BPS atas angka stunting")
    admin.get_by_role("button", name="Buka kunci").click()
    admin.locator("#k-dialog button[value=ya]").click()
    expect(admin.locator("#pesan")).to_contain_text("Kunci TW II 2025 dibuka.")
    expect(admin.locator("#j-riwayat + *, .k-lini")).to_contain_text("Koreksi BPS")
    aksesibel(admin)
    assert KunciPeriode.objects.get().alasan_buka == "Koreksi BPS atas angka stunting"


def test_sari_sees_her_opd_and_its_unit_without_javascript(buka: Callable[..., Page]):
    halaman = buka("sari", MATRIKS, ukuran=TELEPON, java_script_enabled=False)
    nama = halaman.locator(".k-matriks th[scope=row] a").all_inner_texts()
    assert nama == ["Dinas Kesehatan", "RSUD Dr. Tengku Mansyur"]
    assert halaman.get_by_role("link", name="Ingatkan").count() == 0
    halaman.get_by_role("link", name="Jadwal, ketepatan, dan kunci TW IV 2025").click()
    expect(halaman.locator("h1")).to_contain_text("TW IV 2025")
    assert halaman.get_by_role("button", name="Kunci TW IV 2025").count() == 0
