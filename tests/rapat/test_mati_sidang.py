"""Web server and database die by SIGKILL in the middle of a sesi: nothing answered is lost.

A real server and a database with the settings of a real one. Two notulis save, a screen watches;
what was not answered is sent again, as the page and the people do.
"""

import http.client
import json
import re
import subprocess
import sys
import time
from email.message import Message
from threading import Event, Thread
from urllib.parse import urlencode

import pytest

from konsolidasi.contoh.tolok.peladen import Peladen, nyalakan
from konsolidasi.pgtertanam import Pelayan
from rapat.views.proyektor import KODE, VERSI
from tests import mati

pelayan = mati.pelayan
SIMPANAN, MATI_PADA = 24, 9
BATAS_DETIK = 120  # a busy machine is slow; a healthy one takes seconds
CSRF = "m" * 32


class Orang:
    """A browser that knows nothing of the server's end except that an answer does not come."""

    def __init__(self, port: int, kuki: str = "") -> None:
        self.port, self.kuki, self.putus = port, kuki, 0

    def minta(self, cara: str, jalur: str, isi: dict | None = None) -> tuple[int, Message, str]:
        kepala = {"Cookie": f"{self.kuki}; csrftoken={CSRF}", "X-CSRFToken": CSRF}
        kepala |= {"HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded"}
        badan = urlencode(isi) if isi else None
        batas = time.monotonic() + BATAS_DETIK
        while time.monotonic() < batas:
            sambungan = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            try:
                sambungan.request(cara, jalur, badan, kepala if self.kuki else {})
                jawaban = sambungan.getresponse()
                teks = jawaban.read().decode()
                if jawaban.status < 500:
                    return jawaban.status, jawaban.headers, teks
            except (OSError, http.client.HTTPException):
                pass
            finally:
                sambungan.close()
            self.putus += 1
            time.sleep(0.1)
        raise TimeoutError(f"{jalur} is not answered")


class Notulis(Orang):
    """Saves numbers or texts one after the other; keeps what was answered "tersimpan"."""

    def __init__(self, port: int, kuki: str, medan: dict[str, str], jalur: dict[str, str]) -> None:
        super().__init__(port, kuki)
        self.medan, self.jalur = medan, list(jalur.items())
        self.terjawab: list[tuple[str, int, int]] = []
        self.galat: list[str] = []

    def jalan(self) -> None:
        versi = dict.fromkeys((nama for nama, _ in self.jalur), 0)
        for n in range(1, SIMPANAN + 1):
            nama, jalur = self.jalur[n % len(self.jalur)]
            isi = {f"{k}-{nama}": teks.format(n=n) for k, teks in self.medan.items()}
            status, _, teks = self.minta("POST", jalur, isi | {f"versi-{nama}": versi[nama]})
            if status != 200 or "tersimpan" not in teks.lower():
                self.galat.append(f"{jalur} {status}: {teks[:2000]}")
                return
            versi[nama] = int(re.search(rf'name="versi-{nama}" value="(\d+)"', teks)[1])
            self.terjawab.append((nama, versi[nama], n))


class Layar(Orang):
    def __init__(self, port: int, alamat: str) -> None:
        super().__init__(port)
        self.alamat, self.versi, self.isi, self.selesai = alamat, "", "", Event()
        self.jejak: list[int] = []

    def tanya(self) -> None:
        status, kepala, teks = self.minta("GET", f"{self.alamat}?v={self.versi}")
        if status == 200:
            self.alamat, self.versi, self.isi = kepala[KODE], kepala[VERSI], teks
            self.jejak.append(int(self.versi.split(".")[0]))

    def jalan(self) -> None:
        while not self.selesai.wait(0.2):
            self.tanya()


@pytest.fixture
def sidang(pelayan: Pelayan, monkeypatch: pytest.MonkeyPatch):
    """The data of the sesi, and how to start its server, again on the same port."""
    monkeypatch.setenv("PEKERJA", "1")  # starts in half the time
    lingkungan = mati.lingkungan(pelayan)
    hidup: list[Peladen] = []

    def mulai(port: int = 0) -> Peladen:
        hidup.append(nyalakan(pelayan.url(), port=port, **lingkungan))
        return hidup[-1]

    penggelar = subprocess.Popen(
        [sys.executable, "-m", "tests.rapat.gelar_mati"],
        cwd=mati.AKAR,
        env=lingkungan,
        stdout=subprocess.PIPE,
        text=True,
    )
    web = mulai()
    data = json.loads(penggelar.communicate(timeout=BATAS_DETIK)[0])
    yield web, mulai, data
    for satu in hidup:
        if satu.proses.poll() is None:
            satu.bunuh()


def test_after_sigkill_of_web_and_database_screen_and_run_sheet_go_on(sidang, pelayan):
    web, mulai, data = sidang
    putusan = {"target": "{n}", "putusan": "sepakat", "catatan": ""}
    angka = Notulis(web.port, data["kuki"][0], putusan, data["baris"])
    kotak = Notulis(
        web.port, data["kuki"][1], {"teks": "Catatan ke-{n}"}, {"pembahasan": data["kotak"]}
    )
    layar = Layar(web.port, data["layar"])
    benang = [Thread(target=satu.jalan, daemon=True) for satu in (angka, kotak, layar)]
    for satu in benang:
        satu.start()
    tunggu(lambda: min(len(angka.terjawab), len(kotak.terjawab)) >= MATI_PADA, angka, kotak)
    web.bunuh()
    mati.matikan(pelayan)
    assert len(angka.terjawab) < SIMPANAN and len(kotak.terjawab) < SIMPANAN
    pelayan.mulai()
    mulai(web.port)
    for satu in benang[:2]:
        satu.join(BATAS_DETIK)
    assert not angka.galat + kotak.galat
    akhir = {nama: n for nama, _, n in angka.terjawab}
    tunggu(lambda: all(f">{n},00</strong>" in layar.isi for n in akhir.values()))
    layar.selesai.set()
    benang[2].join(BATAS_DETIK)
    periksa(pelayan, angka, kotak)
    assert angka.putus and kotak.putus and layar.putus
    assert layar.jejak == sorted(layar.jejak)
    status, _, isi = kotak.minta("GET", data["halaman"])
    assert status == 200 and f"Catatan ke-{SIMPANAN}" in isi
    assert all(f'value="{n},00"' in isi for n in akhir.values())


def tunggu(sudah, *notulis: Notulis) -> None:
    batas = time.monotonic() + BATAS_DETIK
    while not sudah():
        assert not [g for satu in notulis for g in satu.galat]
        assert time.monotonic() < batas
        time.sleep(0.005)


def periksa(pelayan: Pelayan, angka: Notulis, kotak: Notulis) -> None:
    """Every save that was answered is in the history, once; the last of each is in force."""
    tabel = {
        "rapat_kesepakatan": ("indikator_id, versi, nilai", angka),
        "rapat_catatanagenda": ("jenis, versi, substr(teks, 12)", kotak),
    }
    for nama, (medan, orang) in tabel.items():
        tercatat = [
            (str(satu), int(versi), int(n))
            for satu, versi, n in mati.tanya(pelayan, f"SELECT {medan} FROM {nama}event")
        ]
        assert sorted(tercatat) == sorted(orang.terjawab)
        kini = {str(s): int(n) for s, _, n in mati.tanya(pelayan, f"SELECT {medan} FROM {nama}")}
        assert kini == {satu: n for satu, _, n in orang.terjawab}
