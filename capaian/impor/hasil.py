"""What a check found: cells, rows, and the whole preview. Plain data, shared by all imports."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from capaian.lembar_isian import Acuan


class Tanda(StrEnum):
    """What a cell is to the database; the words of the preview."""

    BARU = "baru"
    BERUBAH = "berubah"
    SAMA = "sama"
    SALAH = "salah"
    TANYA = "tanya"
    BENTROK = "bentrok"
    DIKUNCI = "dikunci"
    MENUNGGU = "menunggu"


DITULIS = (Tanda.BARU, Tanda.BERUBAH)
PERLU_ORANG = (Tanda.SALAH, Tanda.TANYA, Tanda.BENTROK)
LEWATI, SISTEM, BERKAS = "lewati", "sistem", "berkas"


@dataclass(slots=True)
class SelPeriksa:
    """One cell. `pilihan`: what a button says and the answer it sends; `lama`: the value stored.

    `diisi`: of a column that can be typed; `ketik`: a question that may also be answered by typing.
    """

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
    diisi: bool = False
    ketik: bool = False

    def salahkan(self, pesan: str, kata: str = "salah", *, usul: str = "") -> None:
        self.tanda, self.pesan, self.kata, self.usul = Tanda.SALAH, pesan, kata, usul

    @property
    def berarti(self) -> bool:
        """Whether the cell counts: of those that change nothing only the filled ones."""
        return self.tanda != Tanda.SAMA or (bool(self.teks) and self.diisi)

    @property
    def kalimat(self) -> str:
        """The message as it follows the address."""
        return f"Sel {self.alamat}: {self.pesan}"


@dataclass(slots=True)
class BarisPeriksa:
    """One row of the sheet; `isi` holds the fields of the model that would be written."""

    nomor: int
    kode: str
    acuan: Acuan | None
    sel: dict[str, SelPeriksa]
    versi: int = 0
    dilewati: bool = False
    isi: dict[str, Any] = field(default_factory=dict)

    @property
    def baru(self) -> bool:
        """Whether the row itself is new, not only cells of it."""
        return self.acuan is not None and self.acuan.baru

    @property
    def perlu_orang(self) -> bool:
        return any(s.tanda in PERLU_ORANG for s in self.sel.values())

    def ditulis(self, kunci: str) -> bool:
        """Whether this cell would be written."""
        sel = self.sel.get(kunci)
        return sel is not None and sel.tanda in DITULIS

    def abaikan(self, kunci: str, sebab: str) -> None:
        """A cell that was filled where it cannot count."""
        if self.ditulis(kunci):
            self.sel[kunci].tanda, self.sel[kunci].kata = Tanda.DIKUNCI, f"diabaikan, {sebab}"

    def tahan(self, kata: str) -> None:
        """Nothing of this row is written; its good cells wait for what is missing."""
        self.isi.clear()
        for sel in self.sel.values():
            if sel.tanda in DITULIS:
                sel.tanda, sel.kata = Tanda.MENUNGGU, kata


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
            (
                b.kode,
                b.versi,
                sorted((s.kunci, s.lama, s.polos) for s in b.sel.values() if s.tanda in DITULIS),
                b.isi,
            )
            for b in self.ditulis
        ]
        teks = json.dumps(bahan, default=str, sort_keys=True)
        return hashlib.sha256(teks.encode()).hexdigest()[:16]
