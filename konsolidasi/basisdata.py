"""Where the database is: DATABASE_URL, else the embedded PostgreSQL in the data folder.

Processes on one machine share the embedded server. Each holds a shared lock while it uses it;
the last one stops it. A lock ends with its process, so nothing is counted and nothing goes stale.
"""

import atexit
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from konsolidasi import lingkungan
from konsolidasi.pgtertanam import Pelayan

AKAR = Path(__file__).resolve().parent.parent
MEMORI, MEMORI_LAPANG = "/dev/shm", 6 * 1024**3
CEPAT = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"
    " -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off -c jit=off"
)


def url_bawaan(data: Path) -> str:
    """URL of the embedded server of this data folder, whether it runs or not."""
    return Pelayan(data / "pg").url()


@contextmanager
def tersedia(data: Path) -> Iterator[None]:
    """Within it the database answers. With DATABASE_URL nothing is started."""
    if lingkungan.teks("DATABASE_URL"):
        yield
        return
    pelayan = Pelayan(data / "pg")
    try:
        data.mkdir(parents=True, exist_ok=True)
        giliran, pemakai = (data / "pg.giliran").open("a"), (data / "pg.pemakai").open("a")
    except OSError as galat:
        raise lingkungan.TidakDapatMulai(lingkungan.kalimat_os(galat, data)) from galat
    with giliran, pemakai:
        fcntl.flock(giliran, fcntl.LOCK_EX)
        pelayan.mulai()
        fcntl.flock(pemakai, fcntl.LOCK_SH)
        fcntl.flock(giliran, fcntl.LOCK_UN)
        try:
            yield
        finally:
            fcntl.flock(giliran, fcntl.LOCK_EX)
            if _terakhir(pemakai.fileno()):
                pelayan.hentikan()


def _terakhir(pemakai: int) -> bool:
    try:
        fcntl.flock(pemakai, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def sekali_pakai() -> str:
    """URL of a fresh server in a temporary folder, gone when this process ends in whatever way.

    A second process keeps it: it reads a pipe that only we hold open, so it notices our end even
    after kill -9, and no Ctrl-C reaches it.
    """
    folder = Path(tempfile.mkdtemp(prefix="konsolidasi-uji-", dir=_dalam_memori()))
    penjaga = subprocess.Popen(
        [sys.executable, "-m", "konsolidasi.basisdata", str(folder)],
        cwd=AKAR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    jawaban = penjaga.stdout.readline().strip()
    if jawaban != "siap":
        raise lingkungan.TidakDapatMulai(jawaban or "Basis data uji tidak dapat dijalankan.")

    def selesai() -> None:
        penjaga.stdin.close()
        penjaga.wait(30)

    pemilik = os.getpid()
    atexit.register(lambda: selesai() if os.getpid() == pemilik else None)
    return url_bawaan(folder)


def _dalam_memori() -> str | None:
    """Where files live in memory, if there is plenty of it: a database is copied there in 0.06 s,
    on a disk in up to 0.9 s.
    """
    ada = os.access(MEMORI, os.W_OK) and shutil.disk_usage(MEMORI).free >= MEMORI_LAPANG
    return MEMORI if ada else None


def _jaga(folder: Path) -> None:
    pelayan = Pelayan(folder / "pg", opsi=CEPAT)
    try:
        pelayan.mulai()
        print("siap", flush=True)
        sys.stdin.read()
    except lingkungan.TidakDapatMulai as galat:
        print(galat, flush=True)
    finally:
        pelayan.hentikan()
        shutil.rmtree(folder, ignore_errors=True)
        if pelayan.soket != pelayan.folder:
            shutil.rmtree(pelayan.soket, ignore_errors=True)


if __name__ == "__main__":
    _jaga(Path(sys.argv[1]))
