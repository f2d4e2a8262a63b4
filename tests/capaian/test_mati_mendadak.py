"""The database dies by SIGKILL in the middle of 1,000 saves: what was answered is there.

A server of its own with the settings of a real one; nothing here is faster than durable.
"""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
from django.db import connection

from konsolidasi.pgtertanam import Pelayan, folder_wheel

AKAR = Path(__file__).resolve().parents[2]
SIMPANAN = 1000
MATI_PADA = (230, 480, 730)
BATAS_DETIK = 300  # a busy machine is slow; a healthy one takes seconds


@pytest.fixture
def pelayan(tmp_path_factory: pytest.TempPathFactory, db: None) -> Iterator[Pelayan]:
    """An empty database with the schema of the test database, copied because that is quick."""
    satu = Pelayan(tmp_path_factory.mktemp("mati") / "pg")
    satu.mulai()
    try:
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


@pytest.fixture
def penyimpan(pelayan: Pelayan, tmp_path: Path) -> Iterator[subprocess.Popen]:
    (tmp_path / "catatan").touch()
    lingkungan = os.environ | {
        "BASIS_DATA_UJI": pelayan.url(),
        "DJANGO_SETTINGS_MODULE": "konsolidasi.settings_uji",
    }
    # To a file: each break of a request is logged at length, and a pipe nobody reads fills up.
    with (tmp_path / "keluhan").open("wb") as keluhan:
        anak = subprocess.Popen(
            [sys.executable, "-m", "tests.capaian.simpan_seribu", str(tmp_path / "catatan")],
            cwd=AKAR,
            env=lingkungan,
            stderr=keluhan,
        )
    yield anak
    anak.kill()
    anak.wait()


def terjawab(berkas: Path) -> list[tuple[int, int, int]]:
    """(indikator, versi, nilai) of every save that was answered; a line half written is not."""
    baris = berkas.read_text().split("\n")[:-1]
    return [tuple(map(int, satu.split())) for satu in baris]


def tanya(pelayan: Pelayan, perintah: str) -> list[tuple[int, int, int]]:
    sambungan = psycopg2.connect(pelayan.url())
    with sambungan, sambungan.cursor() as kursor:
        kursor.execute(perintah)
        hasil = [tuple(map(int, satu)) for satu in kursor.fetchall()]
    sambungan.close()
    return hasil


def riwayat(pelayan: Pelayan) -> list[tuple[int, int, int]]:
    return tanya(pelayan, "SELECT indikator_id, versi, nilai FROM capaian_realisasievent")


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


def tunggu(berkas: Path, banyak: int, anak: subprocess.Popen) -> None:
    batas = time.monotonic() + BATAS_DETIK
    while berkas.read_bytes().count(b"\n") < banyak:
        assert anak.poll() is None, berkas.with_name("keluhan").read_text()
        assert time.monotonic() < batas, f"{banyak} saves took more than {BATAS_DETIK} seconds"
        time.sleep(0.002)


def test_every_save_that_was_answered_survives_sigkill(
    pelayan: Pelayan, penyimpan: subprocess.Popen, tmp_path: Path
):
    catatan = tmp_path / "catatan"
    for banyak in MATI_PADA:
        tunggu(catatan, banyak, penyimpan)
        matikan(pelayan)
        assert banyak <= len(terjawab(catatan)) < SIMPANAN
        pelayan.mulai()
        dijawab = terjawab(catatan)
        hilang = set(dijawab) - set(riwayat(pelayan))
        assert not hilang, f"answered and lost: {sorted(hilang)}"
    assert penyimpan.wait(timeout=BATAS_DETIK) == 0
    keluhan = (tmp_path / "keluhan").read_text()
    dijawab = terjawab(catatan)
    # Every number once: none lost with the server, none written twice by trying again.
    assert sorted(nilai for _, _, nilai in dijawab) == list(range(SIMPANAN)), keluhan
    assert Counter(riwayat(pelayan)) == Counter(dijawab)
    terakhir = {indikator: (versi, nilai) for indikator, versi, nilai in sorted(dijawab)}
    sekarang = tanya(pelayan, "SELECT indikator_id, versi, nilai FROM capaian_realisasi")
    assert {indikator: (versi, nilai) for indikator, versi, nilai in sekarang} == terakhir
