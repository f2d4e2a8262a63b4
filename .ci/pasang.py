"""Make .venv and install locked packages; nothing to do when the lock has not changed.

Runs on the machine's own python3, which may be too old, without pip or without ensurepip: then one
sentence says what to do, or pip itself is fetched from the package index.
"""

import fcntl
import hashlib
import html
import os
import re
import subprocess
import sys
import tempfile
from glob import glob
from urllib.parse import urljoin
from urllib.request import urlopen

AKAR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(AKAR, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
PIP = "pip-25.3-py3-none-any.whl"
SIDIK_PIP = "9655943313a94722b7774661c21049070f6bbb0a1516bf02f7c8d5d9201514cd"


def gagal(kalimat):
    sys.exit(kalimat)


def jalankan(*perintah):
    return subprocess.run(
        perintah, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True
    )


def unduh_pip(folder):
    """The pinned pip wheel from the index; a wheel of pip runs without being installed."""
    indeks = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/") + "/pip/"
    with urlopen(indeks, timeout=30) as jawaban:
        halaman, asal = jawaban.read().decode(), jawaban.geturl()
    cocok = re.search('href="([^"]*%s[^"]*)"' % re.escape(PIP), halaman)
    if cocok is None:
        raise OSError("%s tidak ada di %s" % (PIP, indeks))
    with urlopen(urljoin(asal, html.unescape(cocok.group(1))), timeout=60) as jawaban:
        isi = jawaban.read()
    if hashlib.sha256(isi).hexdigest() != SIDIK_PIP:
        raise OSError("isi %s tidak sesuai sidiknya" % PIP)
    jalur = os.path.join(folder, PIP)
    with open(jalur, "wb") as berkas:
        berkas.write(isi)
    return jalur


def buat_venv():
    print("Membuat lingkungan Python …", flush=True)
    if sys.version_info < (3, 11):
        gagal(
            "Perlu Python 3.11 atau lebih baru, yang ada %d.%d. Tunjuk yang lain: "
            "make jalan PYTHON=python3.12" % sys.version_info[:2]
        )
    if jalankan(sys.executable, "-m", "venv", "--clear", VENV).returncode == 0:
        return
    hasil = jalankan(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)
    if hasil.returncode != 0:
        gagal(
            sebab(hasil.stdout) or "Modul venv tidak ada. Di Debian: apt-get install python3-venv"
        )
    try:
        with tempfile.TemporaryDirectory() as folder:
            roda = unduh_pip(folder)
            hasil = jalankan(PYTHON, os.path.join(roda, "pip"), "install", "--no-index", roda)
    except OSError as galat:
        gagal("Python ini tidak membawa pip (%s). Di Debian: apt-get install python3-venv" % galat)
    if hasil.returncode != 0:
        gagal(sebab(hasil.stdout) or "pip tidak dapat dipasang: %s" % hasil.stdout.strip()[-300:])


def sebab(keluaran):
    if "No space left on device" in keluaran or "Errno 28" in keluaran:
        return "Disk penuh saat memasang paket. Kosongkan ruang, lalu jalankan lagi."
    if "Read-only file system" in keluaran or "Permission denied" in keluaran:
        return "Folder %s tidak dapat ditulis oleh pengguna ini." % AKAR
    return ""


def sidik(berkas):
    with open(berkas, "rb") as isi:
        return hashlib.sha256(isi.read()).hexdigest() + "\n"


def pasang(daftar):
    tanda = os.path.join(VENV, "." + daftar.replace("/", "-") + ".tanda")
    kini = sidik(os.path.join(AKAR, daftar))
    if os.path.exists(tanda):
        with open(tanda) as berkas:
            if berkas.read() == kini:
                return
    print("Memasang paket dari %s …" % daftar, flush=True)
    hasil = jalankan(
        *(PYTHON, "-m", "pip", "install", "--require-hashes", "-r", os.path.join(AKAR, daftar)),
        *("--disable-pip-version-check", "--no-input", "--progress-bar", "off", "-q"),
    )
    if hasil.returncode != 0:
        galat = [baris for baris in hasil.stdout.splitlines() if "ERROR" in baris]
        rinci = (galat or hasil.stdout.strip().splitlines() or ["tanpa keterangan"])[-1]
        gagal(
            sebab(hasil.stdout)
            or "Paket tidak dapat dipasang. Periksa sambungan ke indeks paket, lalu ulangi. (%s)"
            % rinci
        )
    with open(tanda, "w") as berkas:
        berkas.write(kini)


def main():
    kunci = os.open(AKAR, os.O_RDONLY)
    fcntl.flock(kunci, fcntl.LOCK_EX)  # a second terminal waits instead of installing too
    if not os.path.exists(PYTHON) or not glob(os.path.join(VENV, "lib/python3*/site-packages/pip")):
        buat_venv()
    for daftar in sys.argv[1:]:
        pasang(daftar)


if __name__ == "__main__":
    try:
        main()
    except OSError as galat:
        gagal(sebab(str(galat)) or "Tidak dapat memasang: %s" % galat)
    except KeyboardInterrupt:
        gagal("Pemasangan dihentikan. Jalankan lagi untuk melanjutkan.")
