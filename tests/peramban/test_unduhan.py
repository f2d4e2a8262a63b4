"""Somebody asks for a large file, goes on working, and fetches it when it is ready."""

import re

from playwright.sync_api import expect

from capaian.layanan.unduhan_kerja import kerjakan_semua
from capaian.models import Unduhan
from capaian.views import unduhan_besar
from capaian.views.unduhan_susun import susun
from tests import berkas
from tests.peramban.conftest import TELEPON

gudang = berkas.gudang


def test_large_file_is_made_in_the_background(buka, aksesibel, gudang, monkeypatch):
    monkeypatch.setattr(unduhan_besar.tawarkan, "__kwdefaults__", {"batas": 5})
    page = buka("rina", "/capaian/rekap/?tahun=2025")
    page.get_by_role("link", name=re.compile("^Unduh")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Siapkan Rekap capaian 2025")
    aksesibel(page)
    page.get_by_role("button", name="Siapkan berkas").click()
    expect(page.get_by_text("Menunggu giliran")).to_be_visible()
    Unduhan.objects.update(status="berjalan", langkah=40, dari=160, kata="baris ditulis")
    expect(page.get_by_text("40 dari 160 baris ditulis")).to_be_visible()  # without a reload
    aksesibel(page)
    Unduhan.objects.update(status="antre", langkah=0, dari=0)
    kerjakan_semua(susun)
    expect(page.get_by_text("Siap diunduh")).to_be_visible()
    aksesibel(page)
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="Unduh berkas").click()
    assert unduhan.value.suggested_filename.startswith("Rekap")
    page.goto(page.url.rsplit("/", 2)[0] + "/")
    expect(page.get_by_role("link", name=re.compile("Unduh ?: Rekap capaian 2025"))).to_be_visible()
    aksesibel(page)
    lain = buka("rina", "/akun/pemberitahuan/", ukuran=TELEPON)
    expect(lain.get_by_text("Rekap capaian 2025 siap diunduh sampai").first).to_be_visible()
