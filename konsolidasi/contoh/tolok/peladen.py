"""A real web server as `manage.py jalan` starts it, on a port of its own; what it costs."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection

from konsolidasi.contoh.management.commands.jalan import ALAMAT, perintah_peladen, tunggu_siap

DETAK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Peladen:
    proses: subprocess.Popen
    port: int

    def bunuh(self) -> None:
        """SIGKILL to the server and all its workers at once: they are a process group."""
        os.killpg(self.proses.pid, signal.SIGKILL)
        self.proses.wait()

    def cpu(self) -> int:
        """CPU used so far by the server and its workers, in ticks; DETAK of them are a second."""
        return sum(ticks for _, kelompok, ticks in _proses() if kelompok == self.proses.pid)


def port_bebas() -> int:
    with socket.socket() as soket:
        soket.bind((ALAMAT, 0))
        return soket.getsockname()[1]


def nyalakan(url: str, *, port: int = 0, **lingkungan: str) -> Peladen:
    """Answers once this returns. `url`: of the database; the rest as this process has it."""
    port = port or port_bebas()
    anak = subprocess.Popen(
        perintah_peladen(port),
        cwd=settings.BASE_DIR,
        env=os.environ
        | {"DATABASE_URL": url, "SECRET_KEY": settings.SECRET_KEY, "LOKAL": "ya"}
        | lingkungan,
        start_new_session=True,
    )
    try:
        tunggu_siap(anak, port)
    except BaseException:
        os.killpg(anak.pid, signal.SIGKILL)
        raise
    return Peladen(anak, port)


@contextmanager
def peladen(url: str, **lingkungan: str) -> Iterator[Peladen]:
    satu = nyalakan(url, **lingkungan)
    try:
        yield satu
    finally:
        if satu.proses.poll() is None:
            satu.bunuh()


def url_kini() -> str:
    """URL of the database that this process uses, the one of a test included."""
    d = connection.settings_dict
    sandi = f":{quote(d['PASSWORD'])}" if d["PASSWORD"] else ""
    kueri = urlencode({k: d[k.upper()] for k in ("host", "port") if d[k.upper()]})
    return f"postgresql://{quote(d['USER'])}{sandi}@/{quote(d['NAME'])}?{kueri}"


def _proses() -> Iterator[tuple[int, int, int]]:
    """(pid, process group, ticks of CPU in user and system mode) of everything that runs."""
    for jalur in Path("/proc").glob("[0-9]*/stat"):
        try:
            medan = jalur.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        yield int(jalur.parent.name), int(medan[2]), int(medan[11]) + int(medan[12])
