"""Templates: used, described, without inline script or style."""

import re
from pathlib import Path

import pytest
from django.template import loader

AKAR = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    str(f.relative_to(AKAR / "templates")) for f in (AKAR / "templates").rglob("*.*")
)
HTML = [nama for nama in TEMPLATES if nama.endswith(".html")]
# Found by Django or a library by name.
DIPANGGIL_OLEH_NAMA = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
SEBARIS = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", re.I)


def semua_sumber() -> str:
    folder = [AKAR / n for n in ("konsolidasi", "opd", "capaian", "rapat", "templates")]
    return "\n".join(
        f.read_text() for akar in folder for f in akar.rglob("*") if f.suffix in (".py", ".html")
    )


def test_every_template_is_used():
    sumber = semua_sumber()
    sisa = [n for n in TEMPLATES if n not in DIPANGGIL_OLEH_NAMA and f"{n}" not in sumber]
    assert not sisa


@pytest.mark.parametrize("nama", HTML)
def test_template_says_what_it_needs_and_compiles(nama: str):
    isi = (AKAR / "templates" / nama).read_text()
    assert isi.startswith("{# Konteks:"), "first line must be the comment {# Konteks: … #}"
    loader.get_template(nama)


@pytest.mark.parametrize("nama", HTML)
def test_template_has_no_inline_script_or_style(nama: str):
    assert not SEBARIS.search((AKAR / "templates" / nama).read_text())


@pytest.mark.parametrize("nama", HTML)
def test_template_never_asks_for_a_role(nama: str):
    isi = (AKAR / "templates" / nama).read_text()
    assert not re.search(r"\bperan\s*==|is_staff|is_superuser", isi)
