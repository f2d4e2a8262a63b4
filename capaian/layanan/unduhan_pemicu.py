"""Large files without a worker that anyone must know about: the web process starts one itself.

It is a process of its own, so that neither its memory nor its CPU is felt by who reads a page; it
ends when nothing waits any more. `manage.py unduhan` does the same from a timer.
"""

import logging
import subprocess
import sys
import threading

from django.conf import settings
from django.utils import timezone

from capaian.models import Unduhan

log = logging.getLogger("konsolidasi.unduhan")
_kunci = threading.Lock()
_lagi = threading.Event()
_utas: threading.Thread | None = None


def bangunkan() -> None:
    """See to it that somebody makes what waits: at most one process for each web process."""
    global _utas
    if not settings.INGATKAN_MENIT:
        return
    with _kunci:
        _lagi.set()
        if _utas is not None:
            return
        _utas = threading.Thread(target=_jalankan, name="unduhan", daemon=True)
        try:
            _utas.start()
        except RuntimeError:
            _utas = None
            log.warning("unduhan tidak dapat dimulai: utas habis")


def bangunkan_bila_perlu() -> None:
    """After a restart: whatever waits, went silent, or is past its time. One query."""
    if Unduhan.objects.perlu_proses(timezone.now()).exists():
        bangunkan()


def _jalankan() -> None:
    """Once more for whoever came while the process was about to end."""
    global _utas
    while True:
        _lagi.clear()
        _proses()
        with _kunci:
            if not _lagi.is_set():
                _utas = None
                return


def _proses() -> None:
    perintah = [sys.executable, str(settings.BASE_DIR / "manage.py"), "unduhan"]
    try:
        hasil = subprocess.run(
            perintah,
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
        )
    except OSError as galat:
        log.warning("unduhan tidak dapat dimulai sebab=%s", type(galat).__name__)
        return
    if hasil.returncode:
        log.warning("proses unduhan berakhir kode=%d", hasil.returncode)
