"""Pictures of the user guide, made by the browser tests; written anew with PERBARUI_GAMBAR=ya."""

import os
from pathlib import Path

from playwright.sync_api import Locator, Page

PANDUAN = Path(__file__).resolve().parents[2] / "docs" / "panduan"
HASIL = Path(__file__).resolve().parents[1] / "hasil" / "panduan"
BARU = bool(os.environ.get("PERBARUI_GAMBAR"))
FOLDER = PANDUAN / "gambar" if BARU else HASIL
TERBESAR = 120_000
# One try is enough for a picture that is only looked at.
MUTU = (80, 70, 60, 50, 40) if BARU else (50,)


def potret(benda: Page | Locator, nama: str) -> None:
    """A page as it stands, or one part of it, as sharp as the size of a file allows."""
    for mutu in MUTU:
        isi = benda.screenshot(type="jpeg", quality=mutu, animations="disabled")
        if len(isi) <= TERBESAR:
            break
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{nama}.jpg").write_bytes(isi)
