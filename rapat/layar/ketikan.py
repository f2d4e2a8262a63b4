"""The fields of one row of the sesi table as texts: stored, typed, told apart by a fingerprint."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zlib import crc32

from capaian.models import Indikator
from rapat.models import Kesepakatan
from rapat.pilihan import Putusan

MEDAN = ("target", "putusan", "catatan")
# Every place of a row that can say what is wrong; "baris" is the row as a whole.
SEMUA_GALAT = (*MEDAN, "baris")
VERSI_TERBESAR = 10**9


@dataclass(frozen=True)
class Balasan:
    """What a save made of a row: the text as typed, and why it was not kept."""

    ketikan: Mapping[str, str] | None = None
    galat: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(SEMUA_GALAT, ""))
    dua_arti: tuple[str, ...] = ()
    lawan: Kesepakatan | None = None
    versi: int | None = None
    tersimpan: bool = False
    titipan: bool = False

    @property
    def ditolak(self) -> bool:
        return bool(self.lawan or any(self.galat.values()))


BIASA = Balasan()


def susun_galat(galat: Mapping[str, str]) -> dict[str, str]:
    return {**dict.fromkeys(SEMUA_GALAT, ""), **galat}


def teks_medan(indikator: Indikator, kesepakatan: Kesepakatan | None) -> dict[str, str]:
    """Stored values as their fields show them; no query when predikat is loaded."""
    if kesepakatan is None:
        return {"target": "", "putusan": Putusan.BELUM.value, "catatan": ""}
    target = kesepakatan.tertulis(indikator.desimal).replace("\u2212", "-")
    return {"target": target, "putusan": kesepakatan.putusan, "catatan": kesepakatan.catatan}


def sidik(teks: Mapping[str, str]) -> str:
    """Fingerprint of the texts of a row, to tell a row that was touched from one that was not."""
    bahan = "\x1f".join(" ".join(teks[nama].split()) for nama in MEDAN if nama in teks)
    return f"{crc32(bahan.encode()):08x}"


def baca_versi(teks: str) -> int:
    """What cannot be the number of a version is 0: a row that nobody had saved yet."""
    versi = int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 11 else 0
    return min(versi, VERSI_TERBESAR)
