"""A real browser on the real application, with the demo data of the story.

Every page that a test opens is checked by axe-core at 1440 and 360 px with `aksesibel`.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests import basis
from tests.masuk import kuki_masuk

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
BLOK = (Path(__file__).parent / "blok.js").read_text()
TEMUAN = """async (lama) => {
    const kecuali = lama.map((n) => kBlok[n]);
    const luar = kecuali.filter((e) => !kecuali.some((lain) => lain !== e && lain.contains(e)));
    const aturan = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
    const hasil = await axe.run({exclude: luar}, {resultTypes: ["violations"], runOnly: aturan});
    return hasil.violations;
}"""
SESI = settings.SESSION_COOKIE_NAME
SANDI_CONTOH = "contoh-2026"
BENDERA = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TUNGGU_MS = 20_000
"""Longest wait for what a page should show: other work may hold every core meanwhile."""
LEBAR, TELEPON = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
KANDIDAT = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


def cari_peramban() -> str | None:
    """The browser named in PERAMBAN, else one on the machine, else Playwright's own (None)."""
    disebut = os.environ.get("PERAMBAN")
    return disebut or next((p for n in KANDIDAT if (p := shutil.which(n))), None)


@pytest.fixture(scope="session")
def peramban() -> Iterator[Browser]:
    # Playwright's sync API runs an event loop in this thread; the ORM must still be usable.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=TUNGGU_MS)
    with sync_playwright() as pw:
        browser = pw.chromium.launch(executable_path=cari_peramban(), args=BENDERA)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def situs(django_db_setup: None) -> Iterator[str]:
    """Address of the application; its database is the one of `cerita`.

    Not pytest-django's live_server, which would empty every table after every test.
    """
    pelayan = LiveServer("localhost")
    with pelayan._live_server_modified_settings:
        yield pelayan.url
    pelayan.stop()


@pytest.fixture
def cerita(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo data of the story, as if just loaded."""
    with django_db_blocker.unblock():
        basis.pakai_cerita()
        yield
        basis.pakai_polos()


@pytest.fixture
def buka(peramban: Browser, situs: str, cerita: None) -> Iterator[Callable[..., Page]]:
    """`buka("sari", "/capaian/isian/")`: a browser of that person, at that page.

    Fails the test on a script error, a refused resource (CSP) or a 5xx answer.
    """
    konteks: list[BrowserContext] = []
    keluhan: list[str] = []

    def mulai(siapa: str, jalur: str = "/", *, ukuran: dict = LEBAR, **lain: object) -> Page:
        satu = peramban.new_context(viewport=ukuran, locale="id-ID", **lain)
        satu.set_default_timeout(TUNGGU_MS)
        konteks.append(satu)
        halaman = satu.new_page()
        halaman.on("pageerror", lambda galat: keluhan.append(f"script: {galat}"))
        halaman.on(
            "console", lambda p: keluhan.append(p.text) if "Content Security" in p.text else None
        )
        halaman.on(
            "response", lambda r: keluhan.append(f"{r.status} {r.url}") if r.status >= 500 else None
        )
        if siapa:
            satu.add_cookies([{"name": SESI, "value": kuki_masuk(siapa), "url": situs}])
        halaman.goto(situs + jalur)
        return halaman

    yield mulai
    for satu in konteks:
        satu.close()
    assert not keluhan


@pytest.fixture(scope="session")
def sudah_diperiksa() -> dict[int, set[str]]:
    """Fingerprints (blok.js) of the parts of pages in which nothing was found, by width."""
    return {ukuran["width"]: set() for ukuran in (TELEPON, LEBAR)}


@pytest.fixture
def aksesibel(sudah_diperiksa: dict[int, set[str]]) -> Callable[[Page], None]:
    """axe-core (WCAG 2.2 A, AA, best practice) finds nothing; the page never scrolls sideways.

    A part that was looked at before, the same in the same place, is not looked at again; what
    concerns the page as a whole always is.
    """

    def periksa(halaman: Page) -> None:
        asal = halaman.viewport_size
        halaman.evaluate(AXE)
        for ukuran in (TELEPON, LEBAR):
            halaman.set_viewport_size(ukuran)
            sudah = sudah_diperiksa[ukuran["width"]]
            sidik = halaman.evaluate(BLOK)
            lama = [nomor for nomor, satu in enumerate(sidik) if satu in sudah]
            temuan = [
                f"{v['id']}: {n['target']} {n['failureSummary'][:200]}"
                for v in halaman.evaluate(TEMUAN, lama)
                for n in v["nodes"][:3]
            ]
            assert not temuan, f"{halaman.url} at {ukuran['width']} px:\n" + "\n".join(temuan)
            sudah.update(sidik)
            lebih = halaman.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert lebih <= 0, f"{halaman.url} scrolls {lebih} px sideways at {ukuran['width']}"
        if asal != LEBAR:
            halaman.set_viewport_size(asal)

    return periksa
