"""What somebody typed to find something, taken apart. Pure; anything a browser can send is read."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

PANJANG_TERBANYAK, KATA_TERBANYAK = 100, 8
HURUF_TERSEDIKIT = 2
_TAHUN = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Kata:
    """One word as typed and, in `ragam`, what it may be written as; a row may lack a `ringan`.

    `panjang`: its letters and digits; `tahun` where it is one.
    """

    tulis: str
    ragam: tuple[str, ...]
    ringan: bool
    panjang: int
    berhuruf: bool
    tahun: int | None


@dataclass(frozen=True, slots=True)
class Pencarian:
    """`terpotong`: more was typed than is looked for; `longgar`: what is only alike counts too."""

    teks: str
    kata: tuple[Kata, ...]
    terpotong: bool = False
    longgar: bool = False

    @property
    def cukup(self) -> bool:
        return sum(k.panjang for k in self.kata) >= HURUF_TERSEDIKIT

    @property
    def penting(self) -> tuple[Kata, ...]:
        return tuple(k for k in self.kata if not k.ringan) or self.kata


def baca(
    ketikan: str,
    *,
    arti: Callable[[str], tuple[str, ...]] = lambda _: (),
    ringan: Callable[[str], bool] = lambda _: False,
) -> Pencarian:
    """Anything a browser can send; what is no letter and no digit is not looked for."""
    bersih = unicodedata.normalize("NFKC", ketikan[: PANJANG_TERBANYAK * 10])
    bersih = "".join(" " if unicodedata.category(h)[0] in "CZ" else h for h in bersih)
    bersih = " ".join(bersih.split())
    teks = bersih[:PANJANG_TERBANYAK].strip()
    kata = dict.fromkeys(filter(None, (_kupas(k) for k in teks.split())))
    pakai = tuple(
        Kata(
            k,
            (k, *arti(k.casefold())),
            ringan(k.casefold()),
            len(k),
            any(h.isalpha() for h in k),
            int(k) if _TAHUN.fullmatch(k) else None,
        )
        for k in list(kata)[:KATA_TERBANYAK]
    )
    return Pencarian(teks, pakai, len(bersih) > len(teks) or len(kata) > len(pakai))


def _kupas(kata: str) -> str:
    """Without what stands before its first and behind its last letter or digit."""
    isi = [n for n, h in enumerate(kata) if h.isalnum()]
    return kata[isi[0] : isi[-1] + 1] if isi else ""
