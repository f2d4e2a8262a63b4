"""The database dies by SIGKILL in the middle of 1,000 saves: what was answered is there.

A server of its own with the settings of a real one; nothing here is faster than durable.
"""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from konsolidasi.pgtertanam import Pelayan
from tests import mati

pelayan = mati.pelayan
SIMPANAN = 1000
MATI_PADA = (230, 480, 730)
BATAS_DETIK = 300  # a busy machine is slow; a healthy one takes seconds


@pytest.fixture
def penyimpan(pelayan: Pelayan, tmp_path: Path) -> Iterator[subprocess.Popen]:
    (tmp_path / "catatan").touch()
    # To a file: each break of a request is logged at length, and a pipe nobody reads fills up.
    with (tmp_path / "keluhan").open("wb") as keluhan:
        anak = subprocess.Popen(
            [sys.executable, "-m", "tests.capaian.simpan_seribu", str(tmp_path / "catatan")],
            cwd=mati.AKAR,
            env=mati.lingkungan(pelayan),
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
    return [tuple(map(int, satu)) for satu in mati.tanya(pelayan, perintah)]


def riwayat(pelayan: Pelayan) -> list[tuple[int, int, int]]:
    return tanya(pelayan, "SELECT indikator_id, versi, nilai FROM capaian_realisasievent")


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
        mati.matikan(pelayan)
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
