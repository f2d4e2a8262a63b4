"""OPD, klaster and urusan as people write them in a cell: by singkatan, name or code. No query."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from capaian.impor.bacaan import SelSalah, SelTanya
from konsolidasi.inti.angka import kutip

DICARI_TERBANYAK = 20
PILIHAN_TERPANJANG = 250
"""A drop-down holds no more letters; a longer list is not offered at all."""


@dataclass(frozen=True, slots=True)
class SatuOpd:
    pk: int
    kode: str
    nama: str
    singkatan: str
    induk: str = ""
    aktif: bool = True


class SebutanOpd:
    def __init__(self, semua: Iterable[SatuOpd]) -> None:
        self.per_kode: Mapping[str, SatuOpd] = {satu.kode: satu for satu in semua}
        self._per_kata: dict[str, list[SatuOpd]] = defaultdict(list)
        for satu in self.per_kode.values():
            for kata in {rata(satu.singkatan), rata(satu.nama)}:
                self._per_kata[kata].append(satu)
        self._per_nama = {rata(satu.nama): satu for satu in self.per_kode.values()}
        self._terdekat: dict[str, str] = {}

    def bernama(self, nama: str) -> SatuOpd | None:
        return self._per_nama.get(rata(nama))

    def temukan(self, teks: str) -> SatuOpd | None:
        """Raises SelTanya where several are called so."""
        if teks in self.per_kode:
            return self.per_kode[teks]
        cocok = self._per_kata.get(rata(teks), [])
        if len(cocok) > 1:
            pilihan = tuple((f"{o.nama} ({o.kode})", o.kode) for o in cocok[:4])
            raise SelTanya(f"“{kutip(teks)}” nama {len(cocok)} OPD.", pilihan)
        return cocok[0] if cocok else None

    def cari(self, teks: str) -> SatuOpd:
        """Raises SelSalah where none is called so."""
        satu = self.temukan(teks)
        if satu is None:
            raise SelSalah(*self.tidak_ada(teks))
        return satu

    def tidak_ada(self, teks: str) -> tuple[str, str]:
        """The sentence, and what may have been meant: looked for a few times only, it is slow."""
        kata = rata(teks)[:80]
        if kata not in self._terdekat and len(self._terdekat) < DICARI_TERBANYAK:
            mirip = get_close_matches(kata, self._per_kata, 1, 0.6)
            self._terdekat[kata] = self.sebut(self._per_kata[mirip[0]][0].kode) if mirip else ""
        usul = self._terdekat.get(kata, "")
        terdekat = f" Terdekat {usul}." if usul else ""
        return f"OPD “{kutip(teks)}” tidak ada.{terdekat} Tulis singkatan atau kodenya.", usul

    def sebut(self, kode: str) -> str:
        """The singkatan, or the kode where the singkatan alone is not enough."""
        satu = self.per_kode.get(kode)
        if satu is None:
            return kode
        unik = len(self._per_kata[rata(satu.singkatan)]) == 1
        return satu.singkatan if unik else kode

    @property
    def pilihan(self) -> tuple[str, ...]:
        return muat_pilihan([self.sebut(o.kode) for o in self.per_kode.values() if o.aktif])


def rata(teks: str) -> str:
    return " ".join(teks.split()).casefold()


def muat_pilihan(kata: Sequence[str]) -> tuple[str, ...]:
    """What a drop-down can offer, nothing where it could not offer all."""
    muat = len(",".join(kata)) <= PILIHAN_TERPANJANG and not any("," in k for k in kata)
    return tuple(kata) if muat else ()
