"""Codes that open a page of a sesi without an account: the screen, and the attendance by QR.

Pure: the moment is given, nothing is stored. All are signed with SECRET_KEY.
"""

from datetime import datetime

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

GARAM_LAYAR, GARAM_HADIR, GARAM_TIKET = "rapat.layar", "rapat.hadir", "rapat.tiket"
UMUR_LAYAR = 24 * 3600
UMUR_TIKET = 15 * 60
"""A person who scanned in time has so many seconds to fill in the form."""
MENIT = 60


def kode_layar(sesi: int) -> str:
    return signing.TimestampSigner(salt=GARAM_LAYAR).sign(str(sesi))


def baca_layar(kode: str) -> int | None:
    return _baca(kode, GARAM_LAYAR, UMUR_LAYAR)


def kode_hadir(sesi: int, pada: datetime) -> str:
    """Changes every minute; useless for another sesi."""
    menit = int(pada.timestamp()) // MENIT
    return f"{menit:x}-{_sidik(sesi, menit)}"


def hadir_berlaku(sesi: int, kode: str, pada: datetime) -> bool:
    """The code of this minute, or of the one before: scanning takes its time."""
    kini = int(pada.timestamp()) // MENIT
    return any(
        constant_time_compare(kode, f"{menit:x}-{_sidik(sesi, menit)}")
        for menit in (kini, kini - 1)
    )


def buat_tiket(sesi: int) -> str:
    """Handed to a person whose code was good; the form brings it back."""
    return signing.TimestampSigner(salt=GARAM_TIKET).sign(str(sesi))


def baca_tiket(tiket: str) -> int | None:
    return _baca(tiket, GARAM_TIKET, UMUR_TIKET)


def _sidik(sesi: int, menit: int) -> str:
    return salted_hmac(GARAM_HADIR, f"{sesi}:{menit}", algorithm="sha256").hexdigest()[:16]


def _baca(kode: str, garam: str, umur: int) -> int | None:
    try:
        return int(signing.TimestampSigner(salt=garam).unsign(kode, max_age=umur))
    except (signing.BadSignature, ValueError):
        return None
