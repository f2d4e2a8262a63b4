"""The embedded server under bad luck. Each test has a data folder and a server of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
from django.core.exceptions import ImproperlyConfigured

from konsolidasi import basisdata, lingkungan
from konsolidasi.lingkungan import TidakDapatMulai
from konsolidasi.pgtertanam import Pelayan

AKAR = Path(__file__).resolve().parents[2]


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    monkeypatch.delenv("DATABASE_URL")
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def berisi(data: Path) -> Path:
    """A data folder whose server is stopped and holds one row."""
    with basisdata.tersedia(data):
        tanya(data, "CREATE TABLE catatan AS SELECT 'tetap ada' AS isi")
    return data


@pytest.fixture
def orang_asing(berisi: Path) -> Iterator[int]:
    """Id of a living process of the server's own account that is no server."""
    pemilik = (berisi / "pg").stat().st_uid
    hak = {"user": pemilik, "group": pemilik, "extra_groups": []} if os.geteuid() == 0 else {}
    proses = subprocess.Popen(["sleep", "60"], cwd="/", **hak)
    yield proses.pid
    proses.kill()
    proses.wait()


def tanya(data: Path, perintah: str) -> object:
    sambungan = psycopg2.connect(Pelayan(data / "pg").url())
    with sambungan, sambungan.cursor() as kursor:
        kursor.execute(perintah)
        jawaban = kursor.fetchone() if kursor.description else None
    sambungan.close()
    return jawaban


def isi(data: Path) -> object:
    return tanya(data, "SELECT isi FROM catatan")


def tulis_pid(data: Path, teks: str) -> None:
    pid = data / "pg" / "postmaster.pid"
    pid.write_text(teks)
    pemilik = (data / "pg").stat()
    os.chown(pid, pemilik.st_uid, pemilik.st_gid)


def isi_pid(data: Path, pid: int) -> str:
    return f"{pid}\n{data}/pg\n1700000000\n5432\n{data}/pg\n\n  123 456\nready   \n"


def test_data_stays_after_a_stop_and_a_second_start(berisi: Path):
    with basisdata.tersedia(berisi):
        assert isi(berisi) == ("tetap ada",)
    assert not Pelayan(berisi / "pg").hidup()


def test_the_last_of_two_users_stops_the_server(berisi: Path):
    with basisdata.tersedia(berisi):
        with basisdata.tersedia(berisi):
            assert isi(berisi)
        assert isi(berisi)
    assert not Pelayan(berisi / "pg").hidup()


def test_a_pid_file_that_names_a_living_stranger_is_not_believed(berisi: Path, orang_asing: int):
    tulis_pid(berisi, isi_pid(berisi, orang_asing))
    with basisdata.tersedia(berisi):
        assert isi(berisi) == ("tetap ada",)
    assert Path("/proc", str(orang_asing)).exists()


@pytest.mark.parametrize("teks", ["", "bukan nomor\n", "4194304\n"])
def test_a_dead_or_damaged_pid_file_does_not_stop_the_start(berisi: Path, teks: str):
    tulis_pid(berisi, teks)
    with basisdata.tersedia(berisi):
        assert isi(berisi) == ("tetap ada",)


def test_a_killed_server_starts_again_with_its_data(berisi: Path):
    with basisdata.tersedia(berisi):
        pid = int((berisi / "pg" / "postmaster.pid").read_text().split("\n")[0])
        os.kill(pid, signal.SIGKILL)
        with basisdata.tersedia(berisi):
            assert isi(berisi) == ("tetap ada",)


def test_a_cluster_of_another_postgresql_is_refused_and_left_alone(berisi: Path):
    (berisi / "pg" / "PG_VERSION").write_text("99\n")
    with pytest.raises(TidakDapatMulai, match="PostgreSQL 99.*tidak ada yang diubah"):
        basisdata.tersedia(berisi).__enter__()
    (berisi / "pg" / "PG_VERSION").write_text("18\n")
    with basisdata.tersedia(berisi):
        assert isi(berisi) == ("tetap ada",)


def test_a_folder_with_other_files_is_never_overwritten(data: Path):
    (data / "pg").mkdir()
    (data / "pg" / "surat.txt").write_text("penting")
    with pytest.raises(TidakDapatMulai, match="bukan basis data PostgreSQL"):
        basisdata.tersedia(data).__enter__()
    assert (data / "pg" / "surat.txt").read_text() == "penting"


def test_too_little_disk_is_one_sentence(data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("konsolidasi.pgtertanam.RUANG_AWAL", 2**60)
    with pytest.raises(TidakDapatMulai, match="^Disk penuh"):
        basisdata.tersedia(data).__enter__()
    assert not (data / "pg").exists()


def test_a_long_data_folder_gets_a_short_socket(data: Path):
    pelayan = Pelayan(data / ("panjang" * 15) / "pg")
    assert len(str(pelayan.soket)) < 60
    assert Pelayan(pelayan.folder).soket == pelayan.soket


def test_a_given_database_url_starts_nothing(data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://lain@lain/lain")
    with basisdata.tersedia(data):
        assert not list(data.iterdir())


def test_the_throw_away_server_ends_even_when_its_process_is_killed():
    anak = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from konsolidasi import basisdata as b; print(b.sekali_pakai(), flush=True); input()",
        ],
        cwd=AKAR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    url = anak.stdout.readline().strip()
    folder = Path(lingkungan.basis_data(url)["HOST"]).parent
    assert folder.name.startswith("konsolidasi-uji-")
    anak.kill()
    anak.communicate()
    batas = time.monotonic() + 20
    while folder.exists() and time.monotonic() < batas:
        time.sleep(0.1)
    assert not folder.exists()


@pytest.mark.parametrize("isi_salah", ["mysql://a/b", "postgresql://a:abc/b", "postgresql://a/"])
def test_a_nonsense_database_url_is_one_sentence(isi_salah: str):
    with pytest.raises(ImproperlyConfigured, match="^DATABASE_URL"):
        lingkungan.basis_data(isi_salah)


def test_an_unknown_boolean_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTPS", "mungkin")
    with pytest.raises(ImproperlyConfigured, match="Tulis ya atau tidak"):
        lingkungan.boolean("HTTPS", True)


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("SECRET_KEY")
    kunci = lingkungan.kunci_rahasia(tmp_path / "d", wajib=False)
    assert len(kunci) >= 50
    assert lingkungan.kunci_rahasia(tmp_path / "d", wajib=False) == kunci
    assert (tmp_path / "d" / "kunci").stat().st_mode & 0o077 == 0
    with pytest.raises(ImproperlyConfigured):
        lingkungan.kunci_rahasia(tmp_path / "d", wajib=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="the server shares our account")
def test_server_stops_although_its_folder_was_closed_to_others_meanwhile(data: Path):
    """Another run of pytest does so to the folder of all runs."""
    with basisdata.tersedia(data):
        data.chmod(0o700)
    assert not (data / "pg" / "postmaster.pid").exists()
