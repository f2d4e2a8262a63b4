"""Make .venv and install locked packages; nothing to do when the lock has not changed.

Runs on the machine's own python3, which may be too old or without ensurepip: then Debian's package
is installed where we may, else one sentence says what to do.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from glob import glob

AKAR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(AKAR, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")


def gagal(kalimat):
    sys.exit(kalimat)


def jalankan(*perintah):
    return subprocess.run(
        perintah, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True
    )


def pasang_apt(*paket):
    """Debian packages, where apt-get exists and this user may use it."""
    if shutil.which("apt-get") is None:
        return False
    awalan = () if os.geteuid() == 0 else ("sudo", "-n")
    if awalan and jalankan("sh", "-c", "sudo -n true").returncode != 0:
        return False
    print("Memasang %s dengan apt-get …" % " ".join(paket), flush=True)
    jalankan(*awalan, "apt-get", "update", "-qq")
    return jalankan(*awalan, "apt-get", "install", "-y", "-qq", *paket).returncode == 0


def buat_venv():
    print("Membuat lingkungan Python …", flush=True)
    if sys.version_info < (3, 11):
        gagal(
            "Perlu Python 3.11 atau lebih baru, yang ada %d.%d. Tunjuk yang lain: "
            "make jalan PYTHON=python3.12" % sys.version_info[:2]
        )
    hasil = jalankan(sys.executable, "-m", "venv", "--clear", VENV)
    if hasil.returncode == 0:
        return
    if sebab(hasil.stdout):
        gagal(sebab(hasil.stdout))
    versi = "python%d.%d-venv" % sys.version_info[:2]
    if pasang_apt(versi):
        hasil = jalankan(sys.executable, "-m", "venv", "--clear", VENV)
        if hasil.returncode == 0:
            return
    gagal(
        "Python ini tidak dapat membuat lingkungan sendiri."
        " Pasang modul venv (Debian: apt-get install python3-venv), lalu ulangi."
    )


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
