"""An indikator in the browser: its page, the rapat panel, a correction and its way back, lists."""

import pytest
from playwright.sync_api import expect

from capaian.models import Indikator, Realisasi
from capaian.pilihan import StatusRealisasi
from rapat.models import Agenda, Kesepakatan
from rapat.pilihan import Putusan

pytestmark = pytest.mark.peramban
TELEPON = {"width": 360, "height": 740}


@pytest.fixture
def stunting(cerita) -> Indikator:
    return Indikator.objects.get(kode="1.02.01")


@pytest.fixture
def terverifikasi(stunting) -> Realisasi:
    baris = stunting.realisasi.filter(status=StatusRealisasi.TERVERIFIKASI, periode__tahun=2025)
    return baris.select_related("periode").latest("periode__triwulan")


def halaman_indikator(satu: Indikator) -> str:
    return f"/capaian/indikator/{satu.pk}/?tahun=2025"


def test_page_fetches_the_rapat_panel_and_is_accessible(buka, aksesibel, stunting):
    Kesepakatan.objects.create(
        agenda=Agenda.objects.filter(opd=stunting.opd).first(),
        indikator=stunting,
        putusan=Putusan.SEPAKAT,
        nilai="1.65",
    )
    halaman = buka("sari", halaman_indikator(stunting))
    expect(halaman.get_by_text("Sepakat target 2026 1,65 %, belum ditetapkan.")).to_be_visible()
    expect(halaman.locator("#j-rapat")).to_have_count(1)
    halaman.get_by_text("Lihat sebagai tabel").click()
    aksesibel(halaman)
    halaman.get_by_role("link", name="Tampilkan semua").click()
    expect(halaman.get_by_label("Dari tanggal")).to_be_visible()
    aksesibel(halaman)


def test_rapat_panel_without_javascript_is_a_link_to_a_page(buka, stunting):
    halaman = buka("sari", halaman_indikator(stunting), java_script_enabled=False)
    halaman.get_by_role("link", name="Lihat rapat yang membahas indikator ini").click()
    expect(halaman.get_by_role("heading", level=1)).to_have_text(f"Rapat tentang {stunting.nama}")


@pytest.mark.parametrize("skrip", [True, False])
def test_rina_corrects_a_verified_value_and_takes_the_old_one_back(
    buka, aksesibel, stunting, terverifikasi, skrip
):
    lama = terverifikasi.nilai
    halaman = buka("rina", halaman_indikator(stunting), java_script_enabled=skrip)
    tw = terverifikasi.periode.tw
    baris = halaman.locator(f"#tw-{tw.nomor}")
    baris.get_by_role("link", name="Koreksi").click()
    halaman.get_by_label("Realisasi (%)").fill("1,95")
    halaman.get_by_label("Alasan", exact=True).fill("salah")
    halaman.get_by_role("button", name="Bandingkan").click()
    expect(halaman.get_by_text("Tulis alasannya, minimal 10 huruf.")).to_be_visible()
    halaman.get_by_label("Alasan", exact=True).fill("dicocokkan dengan e-PPGBM")
    halaman.get_by_role("button", name="Bandingkan").click()
    expect(halaman.get_by_role("columnheader", name="Sesudah disimpan")).to_be_visible()
    if skrip:
        aksesibel(halaman)
    halaman.get_by_role("button", name="Simpan koreksi").click()
    expect(halaman.locator(f"#tw-{tw.nomor}")).to_contain_text("Diubah setelah verifikasi 1×")
    expect(halaman.locator(".k-lini__kini").first).to_contain_text("mengoreksi realisasi")
    halaman.get_by_role("link", name="Kembalikan ke nilai ini").first.click()
    halaman.get_by_label("Alasan", exact=True).fill("koreksi itu ternyata keliru")
    if skrip:
        aksesibel(halaman)
    halaman.get_by_role("button", name="Kembalikan nilai").click()
    expect(halaman.locator(f"#tw-{tw.nomor}")).to_contain_text("Diubah setelah verifikasi 2×")
    terverifikasi.refresh_from_db()
    assert (terverifikasi.nilai, terverifikasi.status) == (lama, StatusRealisasi.TERVERIFIKASI)


def test_lists_filter_sort_and_download_what_is_shown(buka, aksesibel):
    halaman = buka("rina", "/capaian/realisasi/?triwulan=semua")
    aksesibel(halaman)
    halaman.get_by_label("Status").select_option("terverifikasi")
    halaman.get_by_role("button", name="Saring").click()
    expect(halaman.get_by_role("heading", name="realisasi sesuai saringan")).to_be_visible()
    halaman.get_by_role("link", name="Indikator", exact=True).last.click()
    assert "status=terverifikasi" in halaman.url and "urut=nama" in halaman.url
    expect(halaman.locator("th[aria-sort=ascending]")).to_have_text("Indikator ▲")
    with halaman.expect_download() as unduhan:
        halaman.get_by_role("link", name="Unduh Excel").click()
    assert unduhan.value.suggested_filename.startswith("Daftar realisasi 2025 - per ")
    halaman.get_by_role("link", name="Bersihkan saringan").click()
    expect(halaman.get_by_role("heading", name="realisasi sesuai saringan")).to_have_count(0)
    halaman.goto(halaman.url.split("/capaian")[0] + "/capaian/indikator/?arah=kecil&urut=-kode")
    aksesibel(halaman)


def test_phone_shows_each_row_as_a_card(buka, stunting):
    halaman = buka("sari", "/capaian/realisasi/?triwulan=semua", ukuran=TELEPON)
    expect(halaman.locator("tbody tr").first).to_have_css("display", "grid")
    halaman.keyboard.press("/")
    expect(halaman.get_by_label("Cari kode atau nama")).to_be_focused()
