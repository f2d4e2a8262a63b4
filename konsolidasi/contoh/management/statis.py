"""collectstatic only when a source file changed: it is the slow part of a second start."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def kumpulkan() -> None:
    tanda = settings.DATA_DIR / "static.tanda"
    sidik = _sidik()
    tersimpan = tanda.read_text() if tanda.exists() and settings.STATIC_ROOT.exists() else ""
    if tersimpan == sidik:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    tanda.write_text(sidik)


def _sidik() -> str:
    """Fingerprint of names, sizes and times of all source files."""
    isi = hashlib.sha256()
    for pencari in get_finders():
        for jalur, gudang in pencari.list(None):
            info = (gudang.path(jalur), gudang.size(jalur), gudang.get_modified_time(jalur))
            isi.update(repr(info).encode())
    return isi.hexdigest()
