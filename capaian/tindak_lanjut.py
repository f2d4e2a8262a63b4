"""What an OPD has promised in meetings, for documents of this app. Who knows it says so here:
capaian stands below rapat and never asks it by name."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Janji:
    """A follow-up that is still open."""

    opd: int
    uraian: str
    batas: date


Sumber = Callable[[Collection[int]], list[Janji]]
_sumber: list[Sumber] = []


def daftarkan(sumber: Sumber) -> None:
    """Once, when the apps are ready."""
    if sumber not in _sumber:
        _sumber.append(sumber)


def janji_terbuka(opd: Collection[int]) -> list[Janji]:
    """The earliest due date first. As many queries as there are sources."""
    semua = [satu for sumber in _sumber for satu in sumber(opd)]
    return sorted(semua, key=lambda j: (j.batas, j.uraian))
