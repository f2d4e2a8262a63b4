"""Sizes, floats, names of modules: what makes the tree readable stays true."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model

AKAR = Path(__file__).resolve().parents[2]
KODE = [AKAR / nama for nama in ("konsolidasi", "opd", "capaian", "rapat")]
TINGKAT = {"inti": 0, "opd": 1, "capaian": 2, "rapat": 3, "dasbor": 4, "contoh": 4}
NAMA_TERLARANG = {"utils", "helpers", "common", "misc"}
JS_TERBANYAK = 800


def berkas_python(*akar: Path) -> Iterator[Path]:
    for folder in akar:
        for berkas in sorted(folder.rglob("*.py")):
            if "migrations" not in berkas.parts:
                yield berkas


def jumlah_baris(berkas: Path) -> int:
    return len(berkas.read_text().splitlines())


def test_no_python_file_is_longer_than_300_lines():
    panjang = {
        str(f.relative_to(AKAR)): jumlah_baris(f)
        for f in berkas_python(*KODE, AKAR / "tests")
        if jumlah_baris(f) > 300
    }
    assert not panjang


def test_no_template_is_longer_than_150_lines():
    panjang = {
        str(f.relative_to(AKAR)): jumlah_baris(f)
        for f in (AKAR / "templates").rglob("*.html")
        if jumlah_baris(f) > 150
    }
    assert not panjang


def test_no_function_is_longer_than_50_lines():
    panjang = [
        f"{f.relative_to(AKAR)}:{n.name} {n.end_lineno - n.lineno + 1}"
        for f in berkas_python(*KODE)
        for n in ast.walk(ast.parse(f.read_text()))
        if isinstance(n, ast.FunctionDef) and n.end_lineno - n.lineno + 1 > 50
    ]
    assert not panjang


def test_own_javascript_stays_small():
    assert sum(jumlah_baris(f) for f in (AKAR / "static/js").glob("*.js")) <= JS_TERBANYAK


def test_measured_values_are_never_float():
    kena = [
        f"{f.relative_to(AKAR)}:{n.lineno}"
        for f in berkas_python(*KODE)
        for n in ast.walk(ast.parse(f.read_text()))
        if (isinstance(n, ast.Name) and n.id in ("float", "FloatField"))
        or (isinstance(n, ast.Attribute) and n.attr == "FloatField")
    ]
    assert not kena


def test_no_module_is_a_drawer_for_everything():
    assert not [f for f in berkas_python(*KODE) if f.stem in NAMA_TERLARANG]


def test_nothing_is_left_unfinished():
    pola = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    folder = (*KODE, AKAR / "templates", AKAR / "static/js")
    kena = [
        str(f.relative_to(AKAR))
        for akar in folder
        for f in akar.rglob("*")
        if f.suffix in (".py", ".html", ".js") and pola.search(f.read_text())
    ]
    assert not kena


def test_import_contracts_hold():
    hasil = subprocess.run(
        [AKAR / ".venv/bin/lint-imports", "--no-cache"],
        cwd=AKAR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert hasil.returncode == 0, hasil.stdout[-3000:] + hasil.stderr[-1000:]


@pytest.mark.parametrize("label", sorted(TINGKAT))
def test_foreign_keys_never_point_upward(label: str):
    for model in apps.get_app_config(label).get_models():
        for medan in model._meta.get_fields():
            tujuan = getattr(medan, "related_model", None)
            if medan.auto_created or tujuan is None or isinstance(tujuan, str):
                continue
            if tujuan is get_user_model():
                continue  # settings.AUTH_USER_MODEL is the one reference upward
            tingkat = TINGKAT.get(tujuan._meta.app_label, 0)
            assert tingkat <= TINGKAT[label], f"{model.__name__}.{medan.name}"


def test_our_apps_have_no_signal_handlers():
    kena = [
        str(f.relative_to(AKAR))
        for f in berkas_python(*KODE)
        if re.search(r"django\.db\.models\.signals|@receiver", f.read_text())
    ]
    assert not kena


def test_run_time_dependencies_are_at_most_twenty_and_explained():
    proyek = (AKAR / "pyproject.toml").read_text()
    blok = proyek.split("dependencies = [")[1].split("]")[0]
    nama = re.findall(r'"([a-z0-9-]+)==', blok)
    adr = (AKAR / "docs/adr/0002-dependencies.md").read_text()
    assert 0 < len(nama) <= 20
    assert not [n for n in nama if n not in adr]
