"""How the suite is laid out: what it leaves out, and in which order it runs.

Tests that need LibreOffice are left out where it cannot be had, and the last lines say so.
"""

import shutil

import pytest

LIBREOFFICE = "soffice"
PALING_LAMA = "test_dua_hari"
"""A minute on its own: begins early, so that nobody waits for it at the end."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not shutil.which(LIBREOFFICE):
        tanpa = [butir for butir in items if butir.get_closest_marker("libreoffice")]
        config.hook.pytest_deselected(items=tanpa)
        items[:] = [butir for butir in items if butir not in tanpa]
    for butir in items if config.pluginmanager.hasplugin("xdist") else ():
        if berbagi := _berbagi(butir):
            butir.add_marker(pytest.mark.xdist_group(berbagi))
    items.sort(key=_giliran)


def _berbagi(butir: pytest.Item) -> str | None:
    """What a file builds once is built by one worker: its tests stay together."""
    semua = butir._fixtureinfo.name2fixturedefs.values()
    return butir.path.name if any(satu[-1].scope == "module" for satu in semua) else None


def _giliran(butir: pytest.Item) -> int:
    """One worker migrates the database while the others do what needs none; what takes long
    comes before the many short ones, which fill the last seconds of every worker."""
    if butir.path.stem == "test_izin":
        return 0
    if butir.path.stem == PALING_LAMA:
        return 2
    if butir.get_closest_marker("peramban") or butir.get_closest_marker("libreoffice"):
        return 3
    basis = {"db", "transactional_db", "django_db_setup"} & set(butir.fixturenames)
    if not basis and not butir.get_closest_marker("django_db"):
        return 1
    return 3 if _berbagi(butir) else 4


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if shutil.which(LIBREOFFICE) is None:
        terminalreporter.write_line(
            "LibreOffice tidak ada: uji bertanda libreoffice tidak dijalankan."
            " Pasang dengan: apt-get install libreoffice-calc",
            yellow=True,
        )
