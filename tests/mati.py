"""A database server of a test's own, and its end by SIGKILL."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
from django.db import connection

from konsolidasi.pgtertanam import Pelayan, folder_wheel

AKAR = Path(__file__).resolve().parents[1]


@pytest.fixture
def pelayan(db: None) -> Iterator[Pelayan]:
    """An empty database with the schema of the test database, copied because that is quick.

    Not in a folder of pytest: another run of pytest would close it to the account of the server.
    """
    folder = Path(tempfile.mkdtemp(prefix="konsolidasi-mati-"))
    satu = Pelayan(folder / "pg")
    try:
        satu.mulai()
        bin_ = folder_wheel() / "bin"
        asal = connection.settings_dict
        url = f"postgresql://{asal['USER']}@/{asal['NAME']}?host={asal['HOST']}&port={asal['PORT']}"
        skema = subprocess.run(
            [bin_ / "pg_dump", "--schema-only", "--no-owner", "--dbname", url],
            capture_output=True,
            check=True,
        )
        subprocess.run(
            [bin_ / "psql", "-qX", "-v", "ON_ERROR_STOP=1", "--dbname", satu.url()],
            input=skema.stdout,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        yield satu
    finally:
        satu.hentikan()
        shutil.rmtree(folder, ignore_errors=True)


def lingkungan(pelayan: Pelayan) -> dict[str, str]:
    """For a process of its own on that server, with the settings of the suite."""
    return os.environ | {
        "BASIS_DATA_UJI": pelayan.url(),
        "DJANGO_SETTINGS_MODULE": "konsolidasi.settings_uji",
    }


def tanya(pelayan: Pelayan, perintah: str) -> list[tuple]:
    sambungan = psycopg2.connect(pelayan.url())
    with sambungan, sambungan.cursor() as kursor:
        kursor.execute(perintah)
        hasil = kursor.fetchall()
    sambungan.close()
    return hasil


def proses() -> Iterator[tuple[int, str, int]]:
    """(pid, state letter, pid of the parent) of everything that runs."""
    for jalur in Path("/proc").glob("[0-9]*/stat"):
        try:
            keadaan, induk = jalur.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        yield int(jalur.parent.name), keadaan, int(induk)


def matikan(pelayan: Pelayan) -> None:
    """SIGKILL to the postmaster of this folder and to all its children, together."""
    induk = int((pelayan.folder / "postmaster.pid").read_text().split("\n")[0])
    assert str(pelayan.folder) in Path(f"/proc/{induk}/cmdline").read_text()
    os.kill(induk, signal.SIGSTOP)  # so that it starts no child while we look
    while (induk, "T") not in [(pid, keadaan) for pid, keadaan, _ in proses()]:
        time.sleep(0.001)
    semua = [pid for pid, _, orang_tua in proses() if orang_tua == induk] + [induk]
    assert len(semua) > 4
    for pid in semua:
        os.kill(pid, signal.SIGKILL)
    assert not pelayan.hidup()
