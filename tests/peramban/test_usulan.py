"""Sari proposes targets; Bapperida changes quarters; both pages are read side by side."""

import pytest
from playwright.sync_api import expect

from capaian.models import Indikator, Target, UsulanTarget

pytestmark = pytest.mark.peramban
USULAN = "/capaian/usulan/?tahun=2026"


def sel(halaman, kode: str):
    return halaman.locator(f"[data-k-kode='{kode}']")


def test_sari_proposes_explains_and_withdraws(buka, aksesibel):
    halaman = buka("sari", USULAN)
    aksesibel(halaman)
    lama = UsulanTarget.objects.get(indikator__kode="1.02.05", tahun=2026)
    alasan = halaman.locator(f"#alasan-{lama.indikator_id}")
    sel(halaman, "1.02.05").fill("91")
    alasan.fill("")
    halaman.get_by_role("button", name="Simpan usulan").click()
    expect(halaman.get_by_text("1 baris belum tersimpan.")).to_be_visible()
    expect(sel(halaman, "1.02.05")).to_have_value("91")
    aksesibel(halaman)
    alasan.fill("Kunjungan keenam belum terjangkau di pesisir.")
    halaman.get_by_role("button", name="Simpan usulan").click()
    expect(halaman.get_by_text("1 usulan tersimpan").first).to_be_visible()
    lama.refresh_from_db()
    assert (lama.nilai, lama.diusulkan_oleh.username) == (91, "sari")
    expect(halaman.get_by_text("Lebih rendah daripada RPJMD (100,00).").first).to_be_visible()
    halaman.get_by_role("button", name="Tarik usulan 1.02.05").click()
    halaman.locator("#k-dialog").get_by_role("button", name="Tarik usulan").click()
    expect(halaman.get_by_text("ditarik.").first).to_be_visible()
    assert not UsulanTarget.objects.filter(pk=lama.pk).exists()


def test_two_people_on_one_proposal_see_both_versions(buka, aksesibel):
    pertama, kedua = buka("sari", USULAN), buka("sari", USULAN)
    for halaman, angka in ((pertama, "4"), (kedua, "2")):
        sel(halaman, "1.02.02").fill(angka)
        halaman.locator("textarea").nth(1).fill("Dihitung ulang dari data puskesmas.")
    pertama.get_by_role("button", name="Simpan usulan").click()
    expect(pertama.get_by_text("1 usulan tersimpan").first).to_be_visible()
    kedua.get_by_role("button", name="Simpan usulan").click()
    expect(kedua.get_by_text("Ketikan Anda: 2.").first).to_be_visible()
    expect(sel(kedua, "1.02.02")).to_have_value("2")
    aksesibel(kedua)
    assert UsulanTarget.objects.get(indikator__kode="1.02.02", tahun=2026).nilai == 4


def test_enter_moves_down_and_without_script_only_saves(buka, aksesibel):
    halaman = buka("sari", USULAN)
    sel(halaman, "1.02.01").press("Enter")
    expect(sel(halaman, "1.02.02")).to_be_focused()
    polos = buka("sari", USULAN, java_script_enabled=False)
    banyak = UsulanTarget.objects.count()
    polos.fill("[data-k-kode='1.02.02']", "2")
    polos.press("[data-k-kode='1.02.02']", "Enter")
    polos.wait_for_load_state()
    assert UsulanTarget.objects.count() == banyak
    assert UsulanTarget.objects.get(indikator__kode="1.02.02", tahun=2026).nilai == 2


def test_rina_sets_quarters_and_pagu_after_a_preview(buka, aksesibel):
    pk = Indikator.objects.filter(kode="1.02.01").values_list("pk", flat=True)
    halaman = buka("rina", "/capaian/target/?tahun=2026&cari=1.02.01")
    halaman.get_by_role("link", name="Triwulan dan pagu 1.02.01").click()
    aksesibel(halaman)
    halaman.fill("[name=tw1]", "1,9")
    halaman.fill("[name=tw4]", "1,8")
    halaman.fill("[name=pagu]", "5.000")
    halaman.fill("[name=alasan]", "Disesuaikan dengan jadwal timbang.")
    halaman.fill("[name=acuan]", "Nota dinas 050/12")
    halaman.get_by_role("button", name="Periksa perubahan").click()
    aksesibel(halaman)
    halaman.get_by_role("button", name="5000", exact=True).click()
    expect(halaman.get_by_text("Target TW IV 1,80, sedangkan setahun 1,75.")).to_be_visible()
    aksesibel(halaman)
    halaman.get_by_role("button", name="Simpan versi baru").click()
    expect(halaman.get_by_text("tersimpan sebagai versi").first).to_be_visible()
    baru = Target.objects.filter(indikator=pk[0], tahun=2026).order_by("nomor").last()
    assert baru.pagu == 5000
    assert [str(q.nilai)[:4] for q in baru.triwulanan.all()] == ["1.90", "1.75", "1.75", "1.80"]


@pytest.mark.parametrize(
    "jalur",
    [
        "/capaian/banding/?tahun=2026&hanya=beda",
        "/capaian/banding/?tahun=2026&cari=tidakada",
        "/capaian/target/daftar/?tahun=2026&per=50",
        "/capaian/usulan/?tahun=2026&pilih=1",
    ],
)
def test_lists_of_targets_are_accessible_at_both_widths(buka, aksesibel, jalur):
    halaman = buka("rina", jalur)
    aksesibel(halaman)
