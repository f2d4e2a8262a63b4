"""Admin sends a SIPD export: its columns are guessed, and it becomes an import to be checked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from opd.models import Opd
from tests.buku_sipd import buku
from tests.peramban.gambar import potret

pytestmark = pytest.mark.peramban


def test_admin_maps_the_columns_of_a_sipd_file(
    buka: Callable[..., Page], aksesibel: Callable[[Page], None], tmp_path: Path
):
    dinkes = Opd.objects.get(singkatan="Dinkes")
    halaman = buka("admin", f"/capaian/impor/sipd/{dinkes.pk}/2026/")
    (tmp_path / "sipd.xlsx").write_bytes(buku())
    halaman.get_by_label("Berkas Excel yang sudah diisi").set_input_files(tmp_path / "sipd.xlsx")
    halaman.get_by_role("button", name="Unggah dan petakan kolom").click()
    aksesibel(halaman)
    potret(halaman, "6-peta")
    halaman.get_by_label("Anggaran / Sebelum").select_option("")
    halaman.get_by_role("button", name="Pakai dan periksa").click()
    expect(halaman.get_by_role("heading", name="Pratinjau lembar")).to_be_visible()
