"""Each role's pages, opened in a real browser: accessible, no script error, nothing sideways."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from capaian.models import Indikator
from rapat.models import Agenda, Rapat

pytestmark = pytest.mark.peramban

# Shown in README; written anew with PERBARUI_GAMBAR=ya, else only kept to look at.
FOLDER = "docs/gambar" if os.environ.get("PERBARUI_GAMBAR") else "tests/hasil"
GAMBAR = Path(__file__).resolve().parents[2] / FOLDER / "isian.png"


def periksa(halaman: Page, jalur: list[str], aksesibel) -> None:
    asal = halaman.url.rstrip("/")
    for satu in jalur:
        jawaban = halaman.goto(asal + satu)
        assert jawaban.status == 200, f"{satu} answered {jawaban.status}"
        assert halaman.locator("h1").count() == 1
        aksesibel(halaman)


def test_pages_of_an_operator(buka, aksesibel):
    halaman = buka("sari")
    indikator = Indikator.objects.get(kode="1.02.01")
    rapat, agenda = Rapat.objects.get(), Agenda.objects.get(opd__singkatan="Dinkes")
    periksa(
        halaman,
        [
            "/",
            "/capaian/isian/",
            "/capaian/indikator/",
            indikator.get_absolute_url(),
            f"/capaian/bukti/2025/4/{indikator.pk}/",
            "/capaian/matriks/?tahun=2025",
            "/capaian/realisasi/",
            "/capaian/usulan/",
            "/capaian/banding/",
            "/capaian/rekap/",
            rapat.get_absolute_url(),
            agenda.get_absolute_url(),
            "/akun/",
        ],
        aksesibel,
    )
    halaman.goto(halaman.url.split("/akun/")[0] + "/capaian/isian/")
    halaman.screenshot(path=GAMBAR)


def test_pages_of_bapperida(buka, aksesibel):
    halaman = buka("rina")
    periksa(
        halaman,
        [
            "/",
            "/capaian/isian/",
            "/capaian/indikator/?per=25",
            "/capaian/target/",
            "/capaian/target/daftar/",
            "/capaian/banding/",
            "/capaian/matriks/",
            "/capaian/verifikasi/",
            "/capaian/verifikasi/semua/",
            "/capaian/realisasi/",
            "/capaian/rekap/?tahun=2025",
            "/rapat/",
        ],
        aksesibel,
    )


def test_pages_around_a_sesi(buka, aksesibel):
    halaman = buka("rina")
    agenda = Agenda.objects.get(opd__singkatan="Dinkes")
    sesi = f"/rapat/sesi/{agenda.sesi_id}"
    periksa(
        halaman,
        [
            f"{sesi}/undangan/",
            f"{sesi}/kesiapan/",
            f"{sesi}/berita-acara/",
            f"/rapat/agenda/{agenda.pk}/kerja/",
            "/capaian/keselarasan/?tahun=2026",
        ],
        aksesibel,
    )


def test_pages_of_the_leadership(buka, aksesibel):
    halaman = buka("pak_budi")
    agenda = Agenda.objects.get(opd__singkatan="Dinkes")
    periksa(halaman, ["/", "/capaian/rekap/", agenda.get_absolute_url()], aksesibel)


def test_pages_before_login(buka, aksesibel):
    halaman = buka("", "/")
    asal = halaman.url.split("/akun/")[0]
    for jalur in ("/akun/masuk/", "/akun/sandi/lupa/"):
        halaman.goto(asal + jalur)
        aksesibel(halaman)


def test_joko_gets_404_on_the_isian_of_dinkes(buka, aksesibel):
    halaman = buka("joko")
    dinkes = Agenda.objects.get(opd__singkatan="Dinkes").opd_id
    jawaban = halaman.goto(halaman.url + f"capaian/isian/{dinkes}/2025/4/")
    assert jawaban.status == 404
    aksesibel(halaman)
