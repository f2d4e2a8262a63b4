"""Where the elements of an XML part lie, and bytes put in between: the rest stays as it came."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from konsolidasi.inti.xlsx_wadah import RUSAK, BukuDitolak, buat_pengurai, diam

_TANDA = re.compile(rb"(?:[^>\"']|\"[^\"]*\"|'[^']*')*+>")


@dataclass(frozen=True, slots=True)
class Unsur:
    """One element; `dalam` counts those around it. [mulai, buka_akhir) is its opening tag."""

    tag: str
    awalan: str
    sifat: Mapping[str, str]
    dalam: int
    mulai: int
    buka_akhir: int
    tutup_mulai: int
    akhir: int

    @property
    def berisi(self) -> bool:
        """Whether it has an end of its own, so that something fits before it."""
        return self.buka_akhir != self.akhir


def unsur(
    isi: bytes, *tag: str, bila: Callable[[Mapping[str, str]], bool] = lambda sifat: True
) -> list[Unsur]:
    """Elements of these names whose attributes fit, in the order in which they end."""
    if isi[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in isi[:64]:
        raise BukuDitolak(RUSAK)
    hasil: list[Unsur] = []
    terbuka: list[tuple | None] = []
    pengurai = buat_pengurai(lambda nama, sifat: None, diam, diam)

    def mulai(nama: str, sifat: dict[str, str]) -> None:
        awalan, _, lokal = nama.rpartition(":")
        if lokal not in tag or not bila(sifat):
            terbuka.append(None)
            return
        letak = pengurai.CurrentByteIndex
        terbuka.append((lokal, awalan, sifat, len(terbuka), letak, akhir_tanda(isi, letak)))

    def akhir(_: str) -> None:
        satu = terbuka.pop()
        if satu is None:
            return
        buka_akhir, tutup = satu[-1], pengurai.CurrentByteIndex
        if isi[buka_akhir - 2 : buka_akhir] == b"/>":
            hasil.append(Unsur(*satu, buka_akhir, buka_akhir))
        else:
            hasil.append(Unsur(*satu, tutup, akhir_tanda(isi, tutup)))

    pengurai.StartElementHandler, pengurai.EndElementHandler = mulai, akhir
    try:
        pengurai.Parse(isi, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise BukuDitolak(RUSAK) from None
    return hasil


def pertama(semua: Sequence[Unsur], tag: str) -> Unsur:
    """The first of them with this name, and with an end of its own. Raises BukuDitolak."""
    for satu in semua:
        if satu.tag == tag and satu.berisi:
            return satu
    raise BukuDitolak(RUSAK)


def akhir_tanda(isi: bytes, letak: int) -> int:
    """One past the ">" of a tag; quoted values may hold one."""
    cocok = _TANDA.match(isi, letak)
    if cocok is None:
        raise BukuDitolak(RUSAK)
    return cocok.end()


def sisip(isi: bytes, ganti: list[tuple[int, int, bytes]]) -> bytes:
    """Replace pieces [from, to) that do not overlap."""
    hasil, letak = [], 0
    for dari, sampai, baru in sorted(ganti, key=lambda g: g[:2]):
        hasil += [isi[letak:dari], baru]
        letak = sampai
    return b"".join([*hasil, isi[letak:]])
