"""The admin sets up a sesi in a real browser; `buka` fails when a page breaks the CSP."""

import re

import pytest
from playwright.sync_api import Page, expect

from capaian.models import Indikator, Periode, Target
from opd.models import Opd, Pengguna
from rapat.models import Rapat, Sesi
from tests.peramban.conftest import LEBAR, TELEPON

pytestmark = pytest.mark.peramban

BERANDA = "/pengaturan/"


def pilih(halaman: Page, medan: str, cari: str) -> None:
    """Types into an autocomplete and takes the first answer."""
    halaman.locator(f"#id_{medan} + .select2").click()
    halaman.locator(".select2-search__field").last.fill(cari)
    halaman.locator(".select2-results__option", has_text=re.compile(cari, re.I)).first.click()


def urutan_opd(halaman: Page) -> list[str]:
    """OPD of the agenda as the page shows them, top to bottom."""
    return halaman.locator("#agenda-group tr.has_original td.field-opd select").evaluate_all(
        "semua => semua.map(s => s.selectedOptions[0].textContent)"
    )


def jalur_contoh() -> list[str]:
    """A list and a row of each kind of page."""
    baris = {
        "opd/opd": Opd,
        "opd/pengguna": Pengguna,
        "capaian/periode": Periode,
        "capaian/indikator": Indikator,
        "capaian/target": Target,
        "rapat/rapat": Rapat,
        "rapat/sesi": Sesi,
    }
    daftar = [f"{jalur}/" for jalur in baris]
    satu = [f"{j}/{m.objects.order_by('pk').first().pk}/change/" for j, m in baris.items()]
    sandi = f"opd/pengguna/{Pengguna.objects.order_by('pk').first().pk}/password/"
    return ["", *daftar, *satu, "opd/pengguna/add/", sandi, "opd/klaster/", "rapat/kesepakatan/"]


def test_admin_sets_up_a_sesi_and_orders_its_agenda(buka):
    halaman = buka("admin", "/pengaturan/rapat/rapat/add/")
    halaman.fill("#id_nama", "Rapat Konsolidasi Uji")
    halaman.fill("#id_mulai", "19-01-2027")
    halaman.fill("#id_selesai", "20-01-2027")
    halaman.fill("#id_tempat", "Ruang rapat Bapperida")
    halaman.select_option("#id_tahun_capaian", "2026")
    halaman.select_option("#id_tahun_target", "2027")
    halaman.locator("#sesi-group .add-row a").click()
    halaman.fill("#id_sesi-0-nama", "Pembangunan Manusia")
    pilih(halaman, "sesi-0-klaster", "Manusia")
    halaman.fill("#id_sesi-0-tanggal", "19-01-2027")
    halaman.fill("#id_sesi-0-jam_mulai", "09.00")
    halaman.fill("#id_sesi-0-jam_selesai", "16.00")
    halaman.locator("input[name=_save]").first.click()
    expect(halaman.locator(".messagelist .success")).to_contain_text("berhasil ditambahkan")

    halaman.goto(halaman.url.split(BERANDA)[0] + "/pengaturan/rapat/sesi/?q=Uji")
    halaman.locator("#result_list .action-select").first.check()
    halaman.select_option("select[name=action]", label="Isi agenda dari klaster")
    halaman.locator(".actions button").first.click()
    expect(halaman.locator(".messagelist .success")).to_contain_text("10 OPD ditambahkan.")

    halaman.locator("#result_list tbody th a").first.click()
    expect(halaman.locator("#agenda-group tr.has_original")).to_have_count(10)
    awal = urutan_opd(halaman)
    halaman.fill("#id_agenda-9-urutan", "1")
    halaman.locator("input[name=_continue]").first.click()
    expect(halaman.locator(".messagelist .success")).to_contain_text("berhasil diubah")
    assert urutan_opd(halaman) == [awal[9], *awal[:9]]
    nomor = halaman.locator("#agenda-group tr.has_original td.field-urutan input")
    assert nomor.evaluate_all("n => n.map(i => i.value)") == [str(n) for n in range(1, 11)]


def test_pages_of_the_admin_obey_the_csp_and_fit_the_screen(buka):
    halaman = buka("admin", BERANDA)
    asal = halaman.url
    for jalur in jalur_contoh():
        for ukuran in (LEBAR, TELEPON):
            halaman.set_viewport_size(ukuran)
            assert halaman.goto(asal + jalur).ok, jalur
            expect(halaman.locator("#content")).to_be_visible()
            lebih = halaman.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert lebih <= 0, f"{jalur} scrolls {lebih} px sideways at {ukuran['width']}"
