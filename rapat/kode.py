"""Codes that open a page without an account: the screen, the attendance by QR, the work page.

Pure: the moment is given, nothing is stored. All are signed with SECRET_KEY.
"""

from datetime import date, datetime, timedelta

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

GARAM_LAYAR, GARAM_HADIR, GARAM_TIKET = "rapat.layar", "rapat.hadir", "rapat.tiket"
GARAM_TAMU = "rapat.layar.tamu"
GARAM_KERJA = "rapat.kerja"
UMUR_KERJA = timedelta(days=3)
"""The link in an invitation lives so long after the day of the sesi."""
UMUR_LAYAR = 24 * 3600
UMUR_TIKET = 15 * 60
"""A person who scanned in time has so many seconds to fill in the form."""
MENIT = 60


def kode_layar(sesi: int, *, tamu: bool = False) -> str:
    """`tamu`: opened by an OPD, which is invited to the room only while the sesi is under way."""
    return signing.TimestampSigner(salt=GARAM_TAMU if tamu else GARAM_LAYAR).sign(str(sesi))


def baca_layar(kode: str) -> tuple[int | None, bool]:
    """The sesi of a code, and whether it is that of a guest."""
    pk = _baca(kode, GARAM_LAYAR, UMUR_LAYAR)
    return (pk, False) if pk is not None else (_baca(kode, GARAM_TAMU, UMUR_LAYAR), True)


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


def kode_kerja(agenda: int) -> str:
    """The link in the invitation of one OPD; the same for the same agenda item, always."""
    return signing.Signer(salt=GARAM_KERJA).sign(str(agenda))


def baca_kerja(kode: str) -> int | None:
    """The agenda item of a link; whether it still lives says `kerja_berlaku`."""
    try:
        return int(signing.Signer(salt=GARAM_KERJA).unsign(kode))
    except (signing.BadSignature, ValueError):
        return None


def kerja_berlaku(tanggal_sesi: date, pada: date) -> bool:
    return pada <= tanggal_sesi + UMUR_KERJA


def _sidik(sesi: int, menit: int) -> str:
    return salted_hmac(GARAM_HADIR, f"{sesi}:{menit}", algorithm="sha256").hexdigest()[:16]


def _baca(kode: str, garam: str, umur: int) -> int | None:
    try:
        return int(signing.TimestampSigner(salt=garam).unsign(kode, max_age=umur))
    except (signing.BadSignature, ValueError):
        return None
