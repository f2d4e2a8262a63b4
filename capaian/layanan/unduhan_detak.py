"""Signs of life of a job, written by a thread beside it: its own transaction cannot write."""

import logging
import threading
from datetime import timedelta
from types import TracebackType
from typing import Self

from django.db import DatabaseError, connection
from django.utils import timezone

from capaian.models import StatusUnduhan, Unduhan
from konsolidasi.inti.kemajuan import Dihentikan

log = logging.getLogger("konsolidasi.unduhan")
KATA_TERPANJANG = Unduhan._meta.get_field("kata").max_length


class Detak:
    """Within it the row of the job says how far it is; `dengar` raises when it was called off."""

    def __init__(self, unduhan: Unduhan, selang: timedelta | None) -> None:
        self._milik = Unduhan.objects.filter(
            pk=unduhan.pk, status=StatusUnduhan.BERJALAN, proses=unduhan.proses
        )
        self._selang = selang
        self._kabar = (0, 0, "membaca angka")
        self._usai, self._lepas = threading.Event(), threading.Event()
        self._utas = threading.Thread(target=self._berdetak, name="detak", daemon=True)

    def __enter__(self) -> Self:
        if self._selang is not None:
            self._utas.start()
        return self

    def __exit__(
        self,
        jenis: type[BaseException] | None,
        galat: BaseException | None,
        jejak: TracebackType | None,
    ) -> None:
        self._usai.set()
        if self._selang is not None:
            self._utas.join()

    def dengar(self, selesai: int, dari: int, kata: str) -> None:
        self._kabar = (min(selesai, dari), dari, kata[:KATA_TERPANJANG])
        self.periksa()

    def periksa(self) -> None:
        if self._lepas.is_set():
            raise Dihentikan

    def _berdetak(self) -> None:
        try:
            while not self._usai.wait(self._selang.total_seconds()):
                self._satu()
        finally:
            connection.close()

    def _satu(self) -> None:
        """A database that does not answer now may answer the next time."""
        langkah, dari, kata = self._kabar
        try:
            ada = self._milik.update(
                langkah=langkah, dari=dari, kata=kata, detak_pada=timezone.now()
            )
        except DatabaseError as galat:
            log.warning("detak gagal sebab=%s", type(galat).__name__)
            connection.close()
            return
        if not ada:
            self._lepas.set()
