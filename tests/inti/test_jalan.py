"""`manage.py jalan` as a person meets it at the terminal: sentences, exit codes, no traceback."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from konsolidasi.contoh.management.commands import jalan

AKAR = Path(__file__).resolve().parents[2]


def port_bebas() -> int:
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        return soket.getsockname()[1]


def lingkungan_baru(data: Path, **lain: str) -> dict[str, str]:
    buang = {"DATABASE_URL", "BASIS_DATA_UJI", "DJANGO_SETTINGS_MODULE", "SECRET_KEY", "LOKAL"}
    asal = {k: v for k, v in os.environ.items() if k not in buang}
    return asal | {"DATA_DIR": str(data), "CONTOH": "tidak", **lain}


def jalankan(data: Path, *argumen: str, **lain: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", *argumen],
        cwd=AKAR,
        env=lingkungan_baru(data, **lain),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("jalan")


def test_it_serves_and_stops_cleanly_and_refuses_a_newer_database(data: Path):
    port = port_bebas()
    proses = subprocess.Popen(
        [sys.executable, "manage.py", "jalan"],
        cwd=AKAR,
        env=lingkungan_baru(data, PORT=str(port)),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert any("Ctrl-C" in baris for baris in proses.stdout)
    with urlopen(f"http://127.0.0.1:{port}/akun/masuk/") as jawaban:
        assert jawaban.status == 200
    os.killpg(proses.pid, signal.SIGINT)
    proses.communicate(timeout=60)
    assert proses.returncode == 0
    assert not (data / "pg" / "postmaster.pid").exists()

    baru = "INSERT INTO django_migrations (app, name, applied) VALUES ('opd', '9999_nanti', now())"
    perintah = f"from django.db import connection as c; c.cursor().execute({baru!r})"
    assert jalankan(data, "shell", "-c", perintah).returncode == 0
    hasil = jalankan(data, "jalan", PORT=str(port))
    assert hasil.returncode == 1
    assert "rilis yang lebih baru (opd 9999_nanti)" in hasil.stderr
    assert "Traceback" not in hasil.stderr


def test_a_busy_port_is_one_sentence_and_starts_no_database(data: Path):
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        soket.listen()
        hasil = jalankan(data, "jalan", PORT=str(soket.getsockname()[1]))
    assert hasil.returncode == 1
    assert "sedang dipakai program lain" in hasil.stderr
    assert len(hasil.stderr.strip().splitlines()) == 1
    assert not (data / "pg").exists()


@pytest.mark.parametrize(
    ("nama", "nilai", "kalimat"),
    [
        ("PORT", "delapan", "harus bilangan bulat"),
        ("PORT", "70000", "bukan nomor port"),
        ("HTTPS", "mungkin", "Tulis ya atau tidak"),
        ("HSTS_DETIK", "-1", "HSTS_DETIK=-1 harus bilangan bulat"),
        ("DATABASE_URL", "mysql://a/b", "harus diawali postgresql://"),
        ("DATABASE_URL", "postgresql://a@127.0.0.1:1/b", "Basis data tidak dapat dipakai"),
        ("SECRET_KEY", "pendek", "terlalu pendek"),
    ],
)
def test_nonsense_in_the_environment_is_one_sentence(
    data: Path, nama: str, nilai: str, kalimat: str
):
    lain = {"LOKAL": "ya", "PORT": str(port_bebas()), nama: nilai}
    hasil = jalankan(data, "jalan", **lain)
    assert hasil.returncode == 1
    assert kalimat in hasil.stderr
    assert "Traceback" not in hasil.stderr


def test_a_web_server_that_ignores_the_signal_is_ended_with_its_workers(monkeypatch):
    monkeypatch.setattr(jalan, "BATAS_BERHENTI", 0.3)
    bandel = "trap '' TERM; sleep 60 & echo $!; wait"
    anak = subprocess.Popen(
        ["sh", "-c", bandel], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    pekerja = int(anak.stdout.readline())
    jalan._hentikan(anak)
    assert anak.returncode == -signal.SIGKILL
    assert anak.stdout.read() == ""  # returns only when nobody holds the pipe any more
    assert not Path(f"/proc/{pekerja}/exe").exists()
