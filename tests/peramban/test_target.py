"""Rina changes the targets of several indikator in one table; the old values stay."""

import pytest
from playwright.sync_api import expect

from capaian.models import Target

pytestmark = pytest.mark.peramban


def isi_dokumen(halaman) -> None:
    halaman.fill("[name=alasan]", "Hasil pembahasan dengan OPD.")
    halaman.fill("[name=acuan]", "Nota dinas 050/12")


def test_rina_changes_two_targets_after_a_preview(buka, aksesibel):
    halaman = buka("rina", "/capaian/target/?tahun=2026&cari=1.02.0")
    lama = Target.objects.filter(indikator__kode="1.02.01", tahun=2026).count()
    sel = halaman.locator("[data-k-kolom=target]")
    sel.nth(0).fill("1,55–1,65")
    sel.nth(0).press("Enter")
    halaman.keyboard.type("dua")
    isi_dokumen(halaman)
    halaman.get_by_role("button", name="Periksa perubahan").click()
    expect(halaman.get_by_text("bukan angka").first).to_be_visible()
    expect(sel.nth(0)).to_have_value("1,55–1,65")
    aksesibel(halaman)
    sel.nth(1).fill("2")
    halaman.get_by_role("button", name="Periksa perubahan").click()
    expect(halaman.get_by_role("button", name="Simpan 2 perubahan")).to_be_visible()
    aksesibel(halaman)
    halaman.get_by_role("button", name="Simpan 2 perubahan").click()
    expect(halaman.get_by_text("2 target").first).to_be_visible()
    versi = Target.objects.filter(indikator__kode="1.02.01", tahun=2026).order_by("nomor")
    assert versi.count() == lama + 1
    baru = versi.last()
    assert (str(baru.batas_bawah), str(baru.batas_atas)) == ("1.550000", "1.650000")
    assert baru.alasan == "Hasil pembahasan dengan OPD."
    assert baru.ditetapkan_oleh.username == "rina"
    assert Target.objects.filter(indikator__kode="1.02.01", tahun=2026).berlaku().get() == baru


def test_two_people_on_one_target_see_both_versions(buka, aksesibel):
    pertama = buka("rina", "/capaian/target/?tahun=2026&cari=1.02.02")
    kedua = buka("rina", "/capaian/target/?tahun=2026&cari=1.02.02")
    for halaman, angka in ((pertama, "4"), (kedua, "2")):
        halaman.locator("[data-k-kolom=target]").first.fill(angka)
        isi_dokumen(halaman)
        halaman.get_by_role("button", name="Periksa perubahan").click()
    for halaman in (pertama, kedua):
        halaman.get_by_role("button", name="Simpan 1 perubahan").click()
    expect(kedua.get_by_text("Ketikan Anda").first).to_be_visible()
    expect(kedua.locator("[data-k-kolom=target]").first).to_have_value("2")
    aksesibel(kedua)
    versi = Target.objects.filter(indikator__kode="1.02.02", tahun=2026).order_by("nomor")
    assert versi.last().nilai == 4
