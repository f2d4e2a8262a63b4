"""Which nodes of the tree are open: read from the address and written back to it. Pure.

Visi, misi, tujuan and sasaran are open unless `tutup` names them, everything below is closed
unless `buka` names it. A node is named by its place and the way down from there: "r4-p15-k3" is
kegiatan 3 of program 15 under prioritas 4. Without a place it is meant wherever it stands.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

NOMOR = r"[1-9][0-9]{0,8}"
TERBANYAK = 60
_TURUN = rf"p{NOMOR}(?:-k{NOMOR}(?:-b{NOMOR})?)?"
_SAH = re.compile(rf"(?:[vmts]{NOMOR}|x|(?:[rl]{NOMOR}|y)(?:-{_TURUN})?|{_TURUN})")


def baca_kunci(teks: str) -> frozenset[str]:
    """What in the address is a name of a node; the rest is left out."""
    semua = [satu for satu in teks.split(",") if _SAH.fullmatch(satu)]
    return frozenset(semua[:TERBANYAK])


@dataclass(frozen=True, slots=True)
class Buka:
    """`induk`: the node above each node down to the places."""

    buka: frozenset[str]
    tutup: frozenset[str]
    induk: Mapping[str, str]

    def bertempat(self, tempat: Callable[[int], Iterable[str]]) -> "Buka":
        """With names without a place written out: `tempat` tells where a program stands."""
        semua: set[str] = set()
        for satu in self.buka:
            if satu.startswith("p"):
                nomor = int(satu.split("-")[0][1:])
                semua.update(f"{t}-{satu}" for t in tempat(nomor))
            else:
                semua.add(satu)
        return replace(self, buka=frozenset(semua))

    def terbuka(self, kunci: str, *, bawaan: bool = False) -> bool:
        if any(self._di_bawah(satu, kunci) for satu in self.buka):
            return True
        return bawaan and kunci not in self.tutup

    def balik(self, kunci: str, *, bawaan: bool = False) -> "Buka":
        """The state after the node was opened or closed."""
        if not self.terbuka(kunci, bawaan=bawaan):
            if bawaan:
                return replace(self, tutup=self.tutup - {kunci})
            return replace(self, buka=self.buka | {kunci})
        sisa = frozenset(satu for satu in self.buka if not self._di_bawah(satu, kunci))
        return replace(self, buka=sisa, tutup=self.tutup | {kunci} if bawaan else self.tutup)

    def _di_bawah(self, satu: str, kunci: str) -> bool:
        """Whether `satu` is this node or hangs below it."""
        if satu == kunci or satu.startswith(f"{kunci}-"):
            return True
        tempat = satu.split("-")[0]
        while tempat in self.induk:
            tempat = self.induk[tempat]
            if tempat == kunci:
                return True
        return False

    @property
    def kueri(self) -> str:
        """As it stands in the address; "" when everything is as it is by itself."""
        isi = (("buka", self.buka), ("tutup", self.tutup))
        return "&".join(f"{nama}={','.join(sorted(semua))}" for nama, semua in isi if semua)
