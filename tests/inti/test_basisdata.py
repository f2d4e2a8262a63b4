"""The embedded server and `manage.py jalan`, each failure as one sentence and exit code 1."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from konsolidasi.lingkungan import TidakDapatMulai
from konsolidasi.pgtertanam import Pelayan

AKAR = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.xdist_group("basis_data")


def tanya(pelayan: Pelayan, kueri: str) -> object:
    sambungan = psycopg2.connect(pelayan.url())
    try:
        with sambungan, sambungan.cursor() as kursor:
            kursor.execute(kueri)
            return kursor.fetchone()[0] if kursor.description else None
    finally:
        sambungan.close()


@pytest.fixture
def pelayan(tmp_path: Path) -> Iterator[Pelayan]:
    satu = Pelayan(tmp_path / "pg")
    satu.mulai()
    yield satu
    satu.hentikan()


def jalankan(data: Path, **lingkungan: str) -> subprocess.CompletedProcess:
    bersih = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "SECRET_KEY")}
    return subprocess.run(
        [sys.executable, "manage.py", "jalan"],
        cwd=AKAR,
        env=bersih
        | {"DATA_DIR": str(data), "LOKAL": "ya", "DJANGO_SETTINGS_MODULE": "konsolidasi.settings"}
        | lingkungan,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def satu_kalimat(hasil: subprocess.CompletedProcess) -> str:
    assert hasil.returncode == 1, hasil.stderr
    assert "Traceback" not in hasil.stderr + hasil.stdout
    return hasil.stderr + hasil.stdout


def test_data_stays_when_the_server_stops_and_starts_again(pelayan: Pelayan):
    tanya(pelayan, "CREATE TABLE janji (isi text)")
    tanya(pelayan, "INSERT INTO janji VALUES ('target')")
    pelayan.hentikan()
    assert not pelayan.hidup()
    pelayan.mulai()
    assert tanya(pelayan, "SELECT isi FROM janji") == "target"


def test_pid_file_of_a_living_stranger_does_not_stop_the_start(pelayan: Pelayan):
    """A machine that lost power leaves a pid that another program may have by now."""
    pelayan.hentikan()
    orang_lain = subprocess.Popen(["sleep", "60"])
    try:
        pid = pelayan.folder / "postmaster.pid"
        pid.write_text(f"{orang_lain.pid}\n{pelayan.folder}\n1\n5432\n{pelayan.soket}\n\n\n")
        pelayan.mulai()
        assert tanya(pelayan, "SELECT 1") == 1
        assert orang_lain.poll() is None
    finally:
        orang_lain.terminate()
        orang_lain.wait()


def test_folder_of_another_postgresql_version_is_refused_and_left_alone(pelayan: Pelayan):
    pelayan.hentikan()
    versi = pelayan.folder / "PG_VERSION"
    asli = versi.read_text()
    versi.write_text("99\n")
    with pytest.raises(TidakDapatMulai, match="99"):
        pelayan.mulai()
    versi.write_text(asli)
    pelayan.mulai()
    assert tanya(pelayan, "SELECT 1") == 1


def test_busy_port_is_one_sentence(tmp_path: Path):
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        soket.listen()
        port = str(soket.getsockname()[1])
        pesan = satu_kalimat(jalankan(tmp_path, PORT=port))
    assert port in pesan
    assert "dipakai" in pesan


@pytest.mark.parametrize(
    ("nama", "nilai"), [("PORT", "delapan ribu"), ("HTTPS", "mungkin"), ("HSTS_DETIK", "-1")]
)
def test_nonsense_in_the_environment_is_one_sentence(tmp_path: Path, nama: str, nilai: str):
    assert nama in satu_kalimat(jalankan(tmp_path, **{nama: nilai}))
