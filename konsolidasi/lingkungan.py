"""Environment variables, read strictly: nonsense stops the start with a sentence."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BENAR = {"1", "ya", "true", "on"}
SALAH = {"0", "tidak", "false", "off"}


class TidakDapatMulai(Exception):
    """One sentence for the person at the terminal; manage.py prints it and exits with 1."""


def kalimat_os(galat: OSError, folder: Path) -> str:
    if galat.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            f"Disk penuh: tidak dapat menulis ke {folder}."
            " Kosongkan ruang, lalu jalankan lagi; tidak ada data yang hilang."
        )
    return f"Tidak dapat memakai {galat.filename or folder}: {galat.strerror}."


def teks(nama: str, bawaan: str = "") -> str:
    """The variable, or the content of the file that NAMA_FILE names (a mounted secret)."""
    if berkas := os.environ.get(f"{nama}_FILE"):
        try:
            return Path(berkas).read_text().strip()
        except OSError as galat:
            raise ImproperlyConfigured(
                f"{nama}_FILE={berkas} tidak dapat dibaca: {galat.strerror}."
            ) from galat
    return os.environ.get(nama, bawaan).strip()


def boolean(nama: str, bawaan: bool) -> bool:
    isi = teks(nama).lower()
    if not isi:
        return bawaan
    if isi not in BENAR | SALAH:
        raise ImproperlyConfigured(f"{nama}={isi} tidak dikenal. Tulis ya atau tidak.")
    return isi in BENAR


def bulat(nama: str, bawaan: int, *, terkecil: int = 0) -> int:
    isi = teks(nama) or str(bawaan)
    if not isi.isdecimal() or int(isi) < terkecil:
        raise ImproperlyConfigured(f"{nama}={isi} harus bilangan bulat mulai {terkecil}.")
    return int(isi)


def daftar(nama: str, bawaan: str = "") -> list[str]:
    return [satu.strip() for satu in teks(nama, bawaan).split(",") if satu.strip()]


def alamat_situs(host: list[str], lokal: bool) -> str:
    """ALAMAT_SITUS without a slash at its end; a pattern among the hosts is no address."""
    alamat = teks("ALAMAT_SITUS").rstrip("/")
    if alamat:
        bagian = urlsplit(alamat)
        if bagian.scheme not in ("http", "https") or not bagian.hostname:
            raise ImproperlyConfigured("ALAMAT_SITUS harus seperti https://nama.go.id")
        return alamat
    if lokal:
        return f"http://127.0.0.1:{bulat('PORT', 8000, terkecil=1)}"
    nama = next((satu for satu in host if satu[0] not in "*."), "localhost")
    return f"https://{nama}"


def kunci_rahasia(folder: Path, *, wajib: bool) -> str:
    """SECRET_KEY; on one's own machine generated once, into a file only its owner can read."""
    kunci = teks("SECRET_KEY")
    if kunci:
        if len(kunci) < 50:
            raise ImproperlyConfigured("SECRET_KEY terlalu pendek. Pakai minimal 50 huruf acak.")
        return kunci
    if wajib:
        raise ImproperlyConfigured("SECRET_KEY belum diisi. Di peladen produksi ini wajib.")
    try:
        return _kunci_sendiri(folder / "kunci")
    except OSError as galat:
        raise TidakDapatMulai(kalimat_os(galat, folder)) from galat


def _kunci_sendiri(berkas: Path) -> str:
    """Written whole or not at all; of two processes that start together one wins for both."""
    if not berkas.exists():
        berkas.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=berkas.parent) as baru:
            baru.write(get_random_secret_key())
            baru.flush()
            with contextlib.suppress(FileExistsError):
                os.link(baru.name, berkas)
    return berkas.read_text()


def basis_data(url: str) -> dict[str, object]:
    """Django's settings of one PostgreSQL URL, unix sockets (?host=/folder) included."""
    try:
        bagian = urlsplit(url)
        port = bagian.port or ""
    except ValueError as galat:
        raise ImproperlyConfigured("DATABASE_URL memuat port yang bukan nomor.") from galat
    if bagian.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("DATABASE_URL harus diawali postgresql://")
    kueri = {k: v[-1] for k, v in parse_qs(bagian.query).items()}
    nama = unquote(bagian.path.lstrip("/"))
    if not nama:
        raise ImproperlyConfigured("DATABASE_URL belum menyebut nama basis data.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": nama,
        "USER": unquote(bagian.username or ""),
        "PASSWORD": unquote(bagian.password or ""),
        "HOST": kueri.pop("host", bagian.hostname or ""),
        "PORT": kueri.pop("port", str(port)),
        "OPTIONS": kueri,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
