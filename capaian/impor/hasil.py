"""What a check found: cells, rows, and the whole preview. Plain data, shared by all imports."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from capaian.lembar_isian import DIISI, AcuanBaris


class Tanda(StrEnum):
    """What a cell is to the database; the words of the preview."""

    BARU = "baru"
    BERUBAH = "berubah"
    SAMA = "sama"
    SALAH = "salah"
    TANYA = "tanya"
    BENTROK = "bentrok"
    DIKUNCI = "dikunci"


DITULIS = (Tanda.BARU, Tanda.BERUBAH)
PERLU_ORANG = (Tanda.SALAH, Tanda.TANYA, Tanda.BENTROK)
LEWATI, SISTEM, BERKAS = "lewati", "sistem", "berkas"


@dataclass(slots=True)
class SelPeriksa:
    """One cell. `pilihan`: what a button says and the answer it sends; `lama`: the value stored."""

    kunci: str
    alamat: str
    teks: str
    tanda: Tanda = Tanda.SAMA
    kata: str = ""
    lama: str = ""
    pesan: str = ""
    usul: str = ""
    pilihan: tuple[tuple[str, str], ...] = ()
    nilai: Any = None
    polos: str = ""
    bisa_diketik: bool = False

    def salahkan(self, pesan: str, kata: str = "salah", *, usul: str = "") -> None:
        self.tanda, self.pesan, self.kata, self.usul = Tanda.SALAH, pesan, kata, usul

    @property
    def berarti(self) -> bool:
        """Whether the cell counts: of those that change nothing only the filled ones."""
        return self.tanda != Tanda.SAMA or (bool(self.teks) and self.kunci in DIISI)

    @property
    def kalimat(self) -> str:
        """The message as it follows the address."""
        return f"Sel {self.alamat}: {self.pesan}"


@dataclass(slots=True)
class BarisPeriksa:
    """One row of the sheet; `isi` holds the fields of the model that would be written."""

    nomor: int
    kode: str
    acuan: AcuanBaris | None
    sel: dict[str, SelPeriksa]
    versi: int = 0
    dilewati: bool = False
    isi: dict[str, Any] = field(default_factory=dict)

    @property
    def perlu_orang(self) -> bool:
        return any(s.tanda in PERLU_ORANG for s in self.sel.values())


@dataclass(frozen=True)
class Pratinjau:
    """All rows with what they would do. Nothing has been written yet."""

    nama_lembar: str
    kepala: int
    huruf: Mapping[str, str]
    baris: Sequence[BarisPeriksa]
    tersembunyi: int = 0

    @cached_property
    def banyak(self) -> Counter[str]:
        """Cells by their Tanda, every Tanda named."""
        hitung = Counter({tanda.value: 0 for tanda in Tanda})
        hitung.update(s.tanda.value for b in self.baris for s in b.sel.values() if s.berarti)
        return hitung

    @property
    def masalah(self) -> Iterator[tuple[BarisPeriksa, SelPeriksa]]:
        """Cells somebody has to look at, from top to bottom."""
        for baris in self.baris:
            for sel in baris.sel.values():
                if sel.tanda in PERLU_ORANG:
                    yield baris, sel

    @property
    def ditulis(self) -> list[BarisPeriksa]:
        return [b for b in self.baris if b.isi]

    @property
    def banyak_ditulis(self) -> int:
        return sum(self.banyak[t.value] for t in DITULIS)

    @property
    def banyak_masalah(self) -> int:
        return sum(self.banyak[t.value] for t in PERLU_ORANG)

    @cached_property
    def sidik(self) -> str:
        """What would be written, in sixteen letters: the page and the click must agree on it."""
        bahan = [
            (b.kode, b.versi, [(s.kunci, s.lama, s.polos) for s in b.sel.values() if _tulis(s)])
            for b in self.ditulis
        ]
        return hashlib.sha256(json.dumps(bahan).encode()).hexdigest()[:16]


def _tulis(sel: SelPeriksa) -> bool:
    return sel.tanda in DITULIS
