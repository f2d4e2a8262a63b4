"""The thread of a row: every sentence that came with a step, and who said it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from capaian.bacaan import RealisasiBaca
from capaian.layar.isian_lencana import saat
from capaian.models import LogRealisasi
from capaian.pilihan import StatusRealisasi

DARI_OPD = ("ajukan", "serahkan")
DARI_KEPALA = "kembalikan_kepala"
DARI_ADMIN = "buka_kunci"


@dataclass(slots=True, frozen=True)
class Ucapan:
    """One sentence of the thread. `dari`: on whose behalf it was said."""

    siapa: str
    dari: str
    pada: datetime
    kapan: str
    kalimat: str
    mengembalikan: bool


@dataclass(slots=True, frozen=True)
class Utas:
    """`pesan`: the sentence that a returned row still has to answer."""

    ucapan: tuple[Ucapan, ...] = ()
    pesan: Ucapan | None = None

    @property
    def lain(self) -> tuple[Ucapan, ...]:
        return tuple(u for u in self.ucapan if u is not self.pesan)


TANPA_UTAS = Utas()


def muat_utas(
    realisasi: Iterable[RealisasiBaca | None], opd: str, pada: datetime
) -> dict[int, Utas]:
    """Threads by realisasi, oldest sentence first. One query, none while all rows are drafts."""
    ada = {r.pk: r for r in realisasi if r and r.status != StatusRealisasi.DRAF}
    if not ada:
        return {}
    ucapan: dict[int, list[Ucapan]] = defaultdict(list)
    log = (
        LogRealisasi.objects.filter(realisasi__in=list(ada))
        .exclude(catatan="")
        .order_by("pada", "pk")
        .values_list("realisasi_id", "transisi", "ke", "oleh__nama", "pada", "catatan")
    )
    for pk, transisi, ke, siapa, kapan, kalimat in log:
        ucapan[pk].append(
            Ucapan(
                siapa=siapa,
                dari=_pihak(transisi, opd),
                pada=kapan,
                kapan=saat(kapan, pada),
                kalimat=kalimat,
                mengembalikan=ke == StatusRealisasi.PERBAIKAN,
            )
        )
    return {pk: Utas(tuple(semua), _pesan(ada[pk], semua)) for pk, semua in ucapan.items()}


def _pesan(realisasi: RealisasiBaca, ucapan: list[Ucapan]) -> Ucapan | None:
    if realisasi.status != StatusRealisasi.PERBAIKAN:
        return None
    return next((u for u in reversed(ucapan) if u.mengembalikan), None)


def _pihak(transisi: str, opd: str) -> str:
    if transisi in DARI_OPD:
        return opd
    return {DARI_KEPALA: "kepala OPD", DARI_ADMIN: "admin"}.get(transisi, "Bapperida")
