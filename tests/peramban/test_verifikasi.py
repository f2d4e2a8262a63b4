"""Rina verifies in a real browser: keys, a returned row, the answer, opening again, all at once."""

import re

import pytest
from playwright.sync_api import expect

from capaian.layar.verifikasi_ingatan import lupakan
from capaian.models import AlasanPerbaikan, LogRealisasi, Realisasi
from capaian.pilihan import StatusRealisasi

pytestmark = pytest.mark.peramban

ANTREAN = "/capaian/verifikasi/?tahun=2025&tw=4"
KALIMAT = "Mohon jelaskan kenaikannya dan unggah daftar namanya."


@pytest.fixture(autouse=True)
def alasan(cerita):
    lupakan()
    AlasanPerbaikan.objects.get_or_create(teks="Lonjakan perlu dijelaskan")
    yield
    lupakan()


def terbuka(halaman) -> Realisasi:
    pk = re.search(r"verifikasi/(\d+)/", halaman.locator("#f-putusan").get_attribute("action"))
    return Realisasi.objects.get(pk=pk[1])


def test_row_is_returned_and_another_accepted_with_the_keyboard(buka, aksesibel):
    halaman = buka("rina", ANTREAN)
    aksesibel(halaman)
    pertama = terbuka(halaman)
    halaman.keyboard.press("j")
    expect(halaman.get_by_text(re.compile(r"Baris 2 dari \d+"))).to_be_visible()
    assert terbuka(halaman) != pertama
    halaman.keyboard.press("k")
    expect(halaman.get_by_text(re.compile(r"Baris 1 dari \d+"))).to_be_visible()
    assert terbuka(halaman) == pertama
    halaman.keyboard.press("p")
    expect(halaman.locator("#putusan-kembali")).to_be_checked()
    expect(halaman.locator("#kalimat")).to_be_focused()
    halaman.keyboard.type("Jelaskan.")
    halaman.get_by_role("button", name="Simpan dan buka baris berikutnya").click()
    expect(halaman.get_by_text("Baru 9 huruf.")).to_be_visible()
    expect(halaman.locator("#kalimat")).to_have_value("Jelaskan.")
    aksesibel(halaman)
    halaman.get_by_label("Lonjakan perlu dijelaskan").check()
    halaman.fill("#kalimat", KALIMAT)
    halaman.get_by_role("button", name="Simpan dan buka baris berikutnya").click()
    expect(halaman.get_by_text("dikembalikan ke OPD.")).to_be_visible()
    catatan = LogRealisasi.objects.get(realisasi=pertama, transisi="kembalikan").catatan
    assert catatan == f"Lonjakan perlu dijelaskan. {KALIMAT}"
    kedua = terbuka(halaman)
    assert kedua != pertama
    halaman.keyboard.press("t")
    expect(halaman.locator("#putusan-terima")).to_be_checked()
    expect(halaman.locator("#kalimat")).to_be_hidden()
    expect(halaman.locator("#simpan-putusan")).to_be_focused()
    halaman.keyboard.press("Enter")
    expect(halaman.get_by_text(f"{kedua.indikator.nama} diterima.")).to_be_visible()
    kedua.refresh_from_db()
    assert kedua.status == StatusRealisasi.TERVERIFIKASI


def test_evidence_is_seen_and_judged_beside_the_row(buka, aksesibel):
    halaman = buka("rina", ANTREAN)
    gambar = halaman.locator(".k-berkas__kertas img")
    expect(gambar).to_be_visible()
    assert gambar.evaluate("g => g.complete && g.naturalWidth > 0")
    halaman.get_by_text("Nilai bukti ini").click()
    halaman.get_by_role("button", name="Tolak bukti").click()
    expect(halaman.locator("[role=alert], .invalid-feedback").first).to_be_visible()
    halaman.go_back()
    halaman.get_by_text("Nilai bukti ini").click()
    halaman.get_by_label("Alasan bila ditolak").fill("Halaman kedua tidak terbaca.")
    halaman.get_by_role("button", name="Tolak bukti").click()
    expect(halaman.get_by_role("heading", name="Keputusan")).to_be_visible()
    keraguan = halaman.locator(".k-ragu").first
    expect(keraguan.get_by_text("Halaman kedua tidak terbaca")).to_be_visible()
    aksesibel(halaman)


def test_two_verifiers_on_one_row_lose_no_sentence(buka, aksesibel):
    satu, dua = buka("rina", ANTREAN), buka("rina", ANTREAN)
    satu.get_by_label("Terima", exact=True).check()
    satu.locator("#simpan-putusan").click()
    expect(satu.get_by_text("diterima.", exact=False).first).to_be_visible()
    dua.get_by_label("Minta perbaikan").check()
    dua.fill("#kalimat", KALIMAT)
    dua.locator("#simpan-putusan").click()
    expect(dua.get_by_text("Putusan Anda belum disimpan.")).to_be_visible()
    expect(dua.get_by_text(f"Kalimat Anda: “{KALIMAT}”")).to_be_visible()
    expect(dua.get_by_text("Terverifikasi (Rina")).to_be_visible()
    aksesibel(dua)


def test_verified_row_is_opened_again(buka, aksesibel):
    baris = Realisasi.objects.filter(
        status=StatusRealisasi.TERVERIFIKASI, periode__tahun=2025, periode__triwulan=3
    ).first()
    halaman = buka("rina", f"/capaian/verifikasi/{baris.pk}/")
    aksesibel(halaman)
    halaman.fill("#kalimat", "Angkanya berbeda dengan laporan tahunan.")
    halaman.get_by_role("button", name="Buka kembali untuk diperbaiki").click()
    halaman.locator("dialog").get_by_role("button", name="Buka kembali").click()
    expect(halaman.get_by_text("Diubah setelah verifikasi, 1×.").first).to_be_visible()
    expect(halaman.get_by_text("Angkanya berbeda dengan laporan tahunan.").first).to_be_visible()
    aksesibel(halaman)
    baris.refresh_from_db()
    assert baris.status == StatusRealisasi.PERBAIKAN


def test_rows_without_a_doubt_are_accepted_after_a_look(buka, aksesibel):
    diterima = LogRealisasi.objects.filter(transisi="terima", oleh__username="rina")
    sebelum = diterima.count()
    halaman = buka("rina", ANTREAN)
    halaman.get_by_role("link", name=re.compile(r"Terima \d+ baris tanpa keraguan")).click()
    aksesibel(halaman)
    tombol = halaman.get_by_role("button", name=re.compile(r"Terima \d+ baris"))
    banyak = re.search(r"\d+", tombol.inner_text())[0]
    halaman.get_by_label("Ketik jumlah baris yang Anda terima").fill("1")
    tombol.click()
    expect(halaman.get_by_text(f"Ketik {banyak}, jumlah baris")).to_be_visible()
    aksesibel(halaman)
    halaman.get_by_label("Ketik jumlah baris yang Anda terima").fill(banyak)
    tombol.click()
    expect(halaman.get_by_text(f"{banyak} baris diterima.")).to_be_visible()
    expect(halaman.get_by_role("link", name="Biasa 0")).to_be_visible()
    assert diterima.count() - sebelum == int(banyak)


def test_queue_on_a_phone_leads_to_the_row_and_back(buka):
    halaman = buka("rina", ANTREAN, ukuran={"width": 360, "height": 740})
    halaman.locator(".k-antrean a").nth(2).click()
    expect(halaman.locator("#j-baris")).to_be_in_viewport()
    halaman.get_by_role("link", name="Kembali ke antrean").click()
    expect(halaman.locator(".k-pilah")).to_be_in_viewport()
