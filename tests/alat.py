"""Tests that need LibreOffice are left out where it cannot be had, and the last lines say so."""

import shutil

import pytest

LIBREOFFICE = "soffice"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if shutil.which(LIBREOFFICE):
        return
    tanpa = [butir for butir in items if butir.get_closest_marker("libreoffice")]
    config.hook.pytest_deselected(items=tanpa)
    items[:] = [butir for butir in items if butir not in tanpa]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if shutil.which(LIBREOFFICE) is None:
        terminalreporter.write_line(
            "LibreOffice tidak ada: uji bertanda libreoffice tidak dijalankan."
            " Pasang dengan: apt-get install libreoffice-calc",
            yellow=True,
        )
