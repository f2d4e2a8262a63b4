"""Reminders without a worker: a request sets them going in a thread, and never waits for it."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from time import monotonic

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from capaian.layanan.ringkasan import perbarui
from capaian.layanan.unduhan_pemicu import bangunkan_bila_perlu
from konsolidasi.dasbor.pengingat import ingatkan

log = logging.getLogger("konsolidasi.pengingat")
PALING_LAMA = timedelta(seconds=10)
"""Figures of the dashboards that are computed in one go; the rest waits for the next."""


class Pemicu:
    """At most one thread per process, at most one start per INGATKAN_MENIT.

    Which of several processes does the work is decided in the database (layanan.pemberitahuan).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.INGATKAN_MENIT:
            raise MiddlewareNotUsed("INGATKAN_MENIT=0")
        self.get_response = get_response
        self.selang = timedelta(minutes=settings.INGATKAN_MENIT)
        self._giliran = threading.Lock()
        self._berikut = 0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if monotonic() >= self._berikut and self._giliran.acquire(blocking=False):
            self._berikut = monotonic() + self.selang.total_seconds()
            self._mulai()
        return response

    def _mulai(self) -> None:
        try:
            threading.Thread(target=self._jalankan, name="pengingat", daemon=True).start()
        except RuntimeError:
            self._giliran.release()
            log.warning("pengingat tidak dapat dimulai: utas habis")

    def _jalankan(self) -> None:
        """What goes wrong here is written to the log by kind; a page has long been answered."""
        try:
            ingatkan(selang=self.selang)
            perbarui(paling_lama=PALING_LAMA)
            bangunkan_bila_perlu()
        except (DatabaseError, OSError) as galat:
            log.warning("pengingat gagal sebab=%s", type(galat).__name__)
        finally:
            connection.close()
            self._giliran.release()
