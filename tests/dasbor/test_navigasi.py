"""The main menu shows what the person may open, and where the person is."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from konsolidasi.dasbor import navigasi
from opd.models import Pengguna


@pytest.fixture(autouse=True)
def semua_halaman_ada(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Addresses that do not depend on which pages are already built."""
    monkeypatch.setattr(
        navigasi, "_url", lambda nama: "/" if nama == "beranda" else f"/{nama.replace(':', '/')}/"
    )
    yield


def menu(pengguna: object, jalur: str = "/") -> list[navigasi.Menu]:
    request = RequestFactory().get(jalur)
    request.user = pengguna
    return list(navigasi.susun(request))


def label(pengguna: object) -> list[str]:
    return [m.label for m in menu(pengguna)]


def test_sari_sees_her_own_entry_page(sari: Pengguna):
    assert label(sari) == [
        "Beranda",
        "Isian saya",
        "Rapat",
        "Keselarasan",
        "Capaian",
        "Indikator",
        "Dokumen",
        "Impor Excel",
        "Matriks",
        "Pohon kinerja",
        "Usulan target",
    ]


def test_rina_sees_targets_and_the_entry_pages_of_all_opd(rina: Pengguna):
    assert label(rina) == [
        "Beranda",
        "Verifikasi",
        "Rapat",
        "Keselarasan",
        "Capaian",
        "Indikator",
        "Dokumen",
        "Isian OPD",
        "Impor Excel",
        "Matriks",
        "Pohon kinerja",
        "Target",
        "Ringkasan pimpinan",
    ]


def test_what_does_not_fit_the_header_is_under_lainnya(rina: Pengguna):
    request = RequestFactory().get("/")
    request.user = rina
    semua = navigasi.susun(request)
    assert [m.label for m in semua if m.utama][-1] == "Dokumen"
    assert [m.label for m in semua.lainnya] == label(rina)[7:]


def test_pak_budi_reads_and_changes_nothing(pak_budi: Pengguna):
    assert label(pak_budi) == [
        "Beranda",
        "Rapat",
        "Keselarasan",
        "Capaian",
        "Indikator",
        "Dokumen",
        "Isian OPD",
        "Matriks",
        "Pohon kinerja",
    ]


def test_admin_finds_pengaturan(admin: Pengguna):
    assert "Pengaturan" in label(admin)


def test_account_without_assignment_sees_only_beranda(tamu: Pengguna):
    assert label(tamu) == ["Beranda"]


def test_nobody_has_no_menu():
    assert label(AnonymousUser()) == []


def test_current_page_and_its_section_are_marked(sari: Pengguna):
    kini = {m.label: m.kini for m in menu(sari, "/capaian/isian/")}
    assert kini["Isian saya"] == "page"
    assert kini["Beranda"] == ""
    bawah = {m.label: m.kini for m in menu(sari, "/capaian/isian/12/")}
    assert bawah["Isian saya"] == "true"


def test_menu_costs_nothing_until_a_page_shows_it(sari: Pengguna, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.user = sari
    with django_assert_num_queries(0):
        navigasi.menu(request)


def test_page_that_does_not_exist_is_left_out(monkeypatch: pytest.MonkeyPatch, sari: Pengguna):
    monkeypatch.undo()
    butir = (navigasi.Butir("Hilang", "tidak:ada", "lock", "opd.beranda"),)
    monkeypatch.setattr(navigasi, "BUTIR", butir)
    assert label(sari) == []
