"""HTML that is remembered is the HTML of the very same content."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.template import loader

from konsolidasi.inti import cetakan
from konsolidasi.inti.cetakan import cetak_sama, cetak_tetap

AKAR = Path(__file__).resolve().parents[2]
CONTOH = "komponen/lencana.html"
LANGSUNG = re.compile(r"sekarang|\brequest\b|\{% boleh|csrf_token|\{% now|\buser\b")


@pytest.fixture(autouse=True)
def tanpa_ingatan(monkeypatch):
    monkeypatch.setattr(cetakan, "_ingatan", cetakan._Ingatan())


def lencana(kata: object) -> str:
    return cetak_sama(CONTOH, ragam="baik", gambar="lock", kata=kata)


def test_equal_content_is_rendered_once(monkeypatch):
    pertama = lencana("Terkunci <1>")
    assert "Terkunci &lt;1&gt;" in pertama
    monkeypatch.setattr(cetakan, "get_template", None)
    assert lencana("Terkunci <1>") is pertama


@pytest.mark.parametrize(
    ("satu", "dua"), [(1, True), (Decimal(70), Decimal("70.0")), ("1", 1), (0, False)]
)
def test_what_is_equal_but_prints_differently_is_another_content(satu, dua):
    assert lencana(satu) != lencana(dua) or str(satu) == str(dua)


def test_only_the_newest_that_fit_are_remembered(monkeypatch):
    monkeypatch.setattr(cetakan, "DIINGAT_TERBANYAK", 4000)
    for n in range(50):
        lencana(f"kata {n}")
    ada = cetakan._ingatan
    assert 0 < len(ada.isi) < 50
    assert ada.besar == sum(len(k[1]) + len(html) for k, html in ada.isi.items()) <= 4000
    assert cetakan._ingatan.ambil(next(iter(ada.isi))) is not None


def dipakai(nama: str, sudah: set[str]) -> set[str]:
    """The template and every template in it."""
    isi = (AKAR / "templates" / nama).read_text()
    for lain in re.findall(r'(?:include|tetap) "([^"#]+)', isi):
        if lain not in sudah:
            sudah.add(lain)
            dipakai(lain, sudah)
    return sudah | {nama}


def test_nothing_that_is_remembered_looks_at_the_clock_or_at_a_person():
    sumber = "\n".join(f.read_text() for f in (AKAR / "konsolidasi").rglob("*.py"))
    sama = re.findall(r'cetak_sama\(\s*"([^"]+)"', sumber)
    tetap = re.findall(
        r'\{% tetap "([^"]+)"',
        "\n".join(f.read_text() for f in (AKAR / "templates").rglob("*.html")),
    )
    assert sama and tetap
    for nama in {satu for depan in (*sama, *tetap) for satu in dipakai(depan, set())}:
        isi = re.sub(r"\{#.*?#\}", "", (AKAR / "templates" / nama).read_text())
        assert not LANGSUNG.search(isi), nama


def test_a_constant_part_is_what_its_template_gives():
    nama = "komponen/dialog.html"
    assert cetak_tetap(nama) == loader.get_template(nama).render({})
