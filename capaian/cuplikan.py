"""Which transactions a moment of PostgreSQL had seen: the proof that a kept figure still holds.

The database numbers its transactions and never uses a number twice. A snapshot says which of them
had ended: all below `xmin`, none from `xmax` on, and of those between the ones not in `berjalan`.
"""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Cuplikan:
    xmin: int
    xmax: int
    berjalan: frozenset[int]

    @classmethod
    def baca(cls, teks: str) -> Self:
        """From the text of a pg_snapshot, "10:20:10,14,15"."""
        xmin, xmax, berjalan = teks.split(":")
        return cls(int(xmin), int(xmax), frozenset(map(int, filter(None, berjalan.split(",")))))

    def melihat(self, xid: int) -> bool:
        """Whether the work of that transaction, if it was not undone, was there to be read."""
        return xid < self.xmin or (xid < self.xmax and xid not in self.berjalan)
