"""The user guide names only what exists: its pictures are made by tests, its words are on pages."""

import re
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parents[2]
PANDUAN = AKAR / "docs" / "panduan"
HALAMAN = sorted(PANDUAN.glob("*.md"))
TERBESAR = 120_000
BARIS_TERBANYAK = 45
PETIK = re.compile("“([^”]+)”")
GAMBAR = re.compile(r"\(gambar/([^)]+)\)")
DIBUAT = re.compile(r'potret\([^\n]*"([\w-]+)"\)')
BUKAN_LABEL = {"tanda petik"}


@pytest.fixture(scope="module")
def di_layar() -> str:
    """Words of every template and of the choices, labels and menus that Python hands to them."""
    berkas = [*(AKAR / "templates").rglob("*.html")]
    for paket in ("rapat", "capaian", "konsolidasi/dasbor"):
        berkas += [p for p in (AKAR / paket).rglob("*.py") if "migrations" not in p.parts]
    return "\n".join(re.sub(r"\{%.*?%\}|<[^>]+>", "|", p.read_text()) for p in berkas)


@pytest.mark.parametrize("satu", HALAMAN, ids=lambda p: p.stem)
def test_words_between_quotes_are_on_a_page(satu: Path, di_layar: str):
    teks = satu.read_text()
    hilang = [
        kata
        for kata in set(PETIK.findall(teks)) - BUKAN_LABEL
        if not re.search(rf'[|>"]\s*{re.escape(kata)}\s*[|<"]', di_layar)
    ]
    assert not hilang
    assert len(teks.splitlines()) <= BARIS_TERBANYAK, "one screenful"


def test_every_picture_is_made_by_a_test_and_used_once():
    disebut = [nama for satu in HALAMAN for nama in GAMBAR.findall(satu.read_text())]
    ada = {p.name for p in (PANDUAN / "gambar").iterdir()}
    sumber = "\n".join(p.read_text() for p in (AKAR / "tests" / "peramban").glob("*.py"))
    dibuat = {f"{nama}.jpg" for nama in DIBUAT.findall(sumber)}
    assert sorted(disebut) == sorted(set(disebut))
    assert set(disebut) == ada == dibuat
    besar = [p.name for p in (PANDUAN / "gambar").iterdir() if p.stat().st_size > TERBESAR]
    assert not besar


def test_readme_leads_to_every_page_and_links_exist():
    isi = (PANDUAN / "README.md").read_text()
    tujuan = set(re.findall(r"\]\(([\w-]+\.md)\)", isi))
    assert tujuan == {p.name for p in HALAMAN} - {"README.md"}
    assert "docs/panduan/README.md" in (AKAR / "README.md").read_text()
