"""Reads the cells of a workbook that somebody sent, by any program that writes .xlsx.

Values as they are stored: the cached result of a formula, numbers to all their digits, errors as
errors. Hidden rows and filtered rows are rows. `konsolidasi.inti.xlsx_wadah` keeps the limits.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from konsolidasi.inti.xlsx_rumus import sel_melingkar
from konsolidasi.inti.xlsx_sel import (
    ANGKA,
    ANGKA_SAH,
    BELUM_DIHITUNG,
    GALAT,
    LOGIKA,
    MELINGKAR,
    TANGGAL,
    TEKS,
    TEKS_SEMUA,
    TEKS_TERPANJANG,
    Sel,
    baca_pola,
    baca_teks_bersama,
    lepas_sandi,
    nomor_kolom,
)
from konsolidasi.inti.xlsx_wadah import RUSAK, UNGGAH_LAGI, BukuDitolak, Selesai, Wadah, diam

KOLOM_TERBANYAK = 200
BARIS_TERBANYAK, BARIS_KOSONG_TERBANYAK = 12_000, 60_000
SEL_TERBANYAK, SEL_KOSONG_TERBANYAK = 250_000, 1_000_000
GABUNGAN_TERBANYAK = 20_000
LEMBAR_TERBANYAK = 300
RUMUS_TERBANYAK = 20_000
POTONGAN_TERBANYAK, NOMOR_TERBESAR = 64, 1_048_576

_ALAMAT = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")
_HURUF = re.compile(r"[A-Z]{1,3}")
AWAL_HARI, AWAL_HARI_1904 = date(1899, 12, 30), date(1904, 1, 1)


@dataclass
class LembarMasuk:
    """Cells by row and column, both counted from 1; empty ones are not there."""

    nama: str
    bagian: str
    baris: dict[int, dict[int, Sel]] = field(default_factory=dict)
    gabungan: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Merged areas: first and last row, first and last column."""
    tersembunyi: int = 0
    """Rows with something in them that the person did not see."""
    awal_hari: date = AWAL_HARI

    def tanggal(self, isi: str) -> date | None:
        """The day a number of this workbook stands for."""
        try:
            hari = Decimal(isi)
            return self.awal_hari + timedelta(int(hari)) if hari >= 1 else None
        except (InvalidOperation, OverflowError, ValueError):
            return None


class BukuMasuk:
    """A workbook that may be read. Raises BukuDitolak for everything else."""

    def __init__(self, isi: bytes) -> None:
        self.wadah = Wadah(isi)
        akar = [jalur for jenis, jalur in self.wadah.hubungan("").values() if _buku(jenis)]
        self._buku = akar[0] if akar else "xl/workbook.xml"
        self._hubungan = self.wadah.hubungan(self._buku)
        self._awal_hari = AWAL_HARI
        self.lembar: dict[str, str] = {}
        self.wadah.urai(self._buku, self._buka_buku, diam, diam)
        if not self.lembar:
            raise BukuDitolak(RUSAK)
        self._teks: list[str] | None = None
        self._pola: list[str] | None = None

    def _buka_buku(self, tag: str, sifat: dict[str, str]) -> None:
        if tag == "workbookPr" and sifat.get("date1904", "") in ("1", "true"):
            self._awal_hari = AWAL_HARI_1904
        if tag == "sheet" and len(self.lembar) < LEMBAR_TERBANYAK:
            kunci = next((v for k, v in sifat.items() if k.rpartition(":")[2] == "id"), "")
            jenis, jalur = self._hubungan.get(kunci, ("", ""))
            if jenis == "worksheet" and jalur in self.wadah:
                self.lembar[sifat.get("name", "")[:60]] = jalur

    def bagian(self, jenis: str) -> str:
        """The part of the workbook of this kind ("styles"); "" when there is none."""
        return next((j for k, j in self._hubungan.values() if k == jenis and j in self.wadah), "")

    def baca(self, nama: str) -> LembarMasuk:
        """All cells of one sheet. Raises BukuDitolak for one that is beyond the limits."""
        if self._teks is None:
            bersama, gaya = self.bagian("sharedStrings"), self.bagian("styles")
            self._teks = baca_teks_bersama(self.wadah, bersama) if bersama else []
            self._pola = baca_pola(self.wadah, gaya) if gaya else []
        lembar = LembarMasuk(nama, self.lembar[nama], awal_hari=self._awal_hari)
        pembaca = _PembacaLembar(lembar, self._teks, self._pola or [])
        self.wadah.urai(lembar.bagian, pembaca.buka, pembaca.tutup, pembaca.isi)
        pembaca.tandai_melingkar()
        return lembar


def _buku(jenis: str) -> bool:
    return jenis == "officeDocument"


class _PembacaLembar:
    """Takes what the parser meets; keeps the cells that hold something."""

    def __init__(self, lembar: LembarMasuk, teks: list[str], pola: list[str]) -> None:
        self.lembar, self.teks, self.pola = lembar, teks, pola
        self.nomor = self.kolom = 0
        self.banyak_baris = self.banyak_sel = self.berisi = self.huruf = 0
        self.baris: dict[int, Sel] = {}
        self.sembunyi = self.bacaan = False
        self.jenis = self.gaya = ""
        self.di: str = ""
        self.potongan: list[str] = []
        self.nilai: str | None = None
        self.sebaris: list[str] | None = None
        self.rumus: str | None = None
        self.semua_rumus: dict[tuple[int, int], str] = {}
        self.nomor_huruf: dict[str, int] = {}

    def buka(self, tag: str, sifat: dict[str, str]) -> None:
        if tag == "c":
            self._buka_sel(sifat)
        elif tag in ("v", "f", "t") and not self.bacaan:
            if tag == "f":
                self.rumus = ""
            self.di, self.potongan = tag, []
        elif tag == "row":
            self._buka_baris(sifat)
        elif tag == "is":
            self.sebaris = []
        elif tag == "rPh":
            self.bacaan = True
        elif tag == "mergeCell":
            self._gabung(sifat.get("ref", ""))

    def isi(self, teks: str) -> None:
        if self.di in ("v", "f", "t") and len(self.potongan) < POTONGAN_TERBANYAK:
            self.potongan.append(teks)

    def tutup(self, tag: str) -> None:
        if tag == "c":
            self._tutup_sel()
        elif tag == self.di and tag in ("v", "f", "t"):
            utuh = "".join(self.potongan)[: TEKS_TERPANJANG + 1]
            if tag == "v":
                self.nilai = utuh
            elif tag == "f":
                self.rumus = utuh
            elif self.sebaris is not None:
                self.sebaris.append(utuh)
            self.di = ""
        elif tag == "rPh":
            self.bacaan = False
        elif tag == "row":
            self._tutup_baris()

    def _buka_baris(self, sifat: dict[str, str]) -> None:
        nomor = sifat.get("r", "")
        self.nomor = int(nomor) if nomor.isascii() and nomor.isdigit() else self.nomor + 1
        if self.nomor > NOMOR_TERBESAR:
            raise BukuDitolak(RUSAK)
        self.kolom, self.baris = 0, {}
        self.sembunyi = sifat.get("hidden", "") in ("1", "true")
        self.banyak_baris += 1
        if self.banyak_baris > BARIS_KOSONG_TERBANYAK:
            raise BukuDitolak(
                f"Lembar “{self.lembar.nama}” punya lebih dari 60.000 baris, hampir semuanya"
                f" kosong tetapi berformat. Hapus baris kosong di bawah isinya, simpan,"
                f" {UNGGAH_LAGI}"
            )

    def _tutup_baris(self) -> None:
        if not self.baris:
            return
        self.lembar.baris[self.nomor] = self.baris
        self.lembar.tersembunyi += self.sembunyi
        if len(self.lembar.baris) > BARIS_TERBANYAK:
            raise BukuDitolak(
                f"Lembar “{self.lembar.nama}” berisi lebih dari 12.000 baris. Bagi menjadi"
                " beberapa berkas, lalu unggah satu per satu."
            )

    def _buka_sel(self, sifat: dict[str, str]) -> None:
        self.kolom = self._kolom(sifat.get("r", "").rstrip("0123456789")) or self.kolom + 1
        self.jenis, self.gaya = sifat.get("t", "n"), sifat.get("s", "")
        self.nilai = self.sebaris = self.rumus = None
        self.di = ""
        self.banyak_sel += 1
        if self.banyak_sel > SEL_KOSONG_TERBANYAK:
            raise BukuDitolak(
                f"Lembar “{self.lembar.nama}” punya lebih dari satu juta sel berformat. Salin"
                f" isinya ke templat baru, {UNGGAH_LAGI}"
            )

    def _kolom(self, huruf: str) -> int:
        """Number of a column, 0 for what is none; a sheet has few columns and many cells."""
        nomor = self.nomor_huruf.get(huruf)
        if nomor is None:
            nomor = nomor_kolom(huruf) if _HURUF.fullmatch(huruf) else 0
            if len(self.nomor_huruf) < KOLOM_TERBANYAK:
                self.nomor_huruf[huruf] = nomor
        return nomor

    def _tutup_sel(self) -> None:
        if self.rumus is not None:
            self._catat_rumus()
        if self.nilai is None and self.sebaris is None and self.rumus is None:
            return
        sel = self._sel()
        if self.kolom > KOLOM_TERBANYAK or (not sel.isi and sel.jenis == TEKS):
            return
        self.baris[self.kolom] = sel
        self.berisi += 1
        self.huruf += len(sel.isi)
        if self.berisi > SEL_TERBANYAK or self.huruf > TEKS_SEMUA:
            raise BukuDitolak(
                f"Lembar “{self.lembar.nama}” berisi terlalu banyak teks atau sel untuk sebuah"
                f" isian. Salin isinya ke templat baru, {UNGGAH_LAGI}"
            )

    def _sel(self) -> Sel:
        isi, berumus = self.nilai or "", self.rumus is not None
        if berumus and not isi.strip() and self.jenis not in ("str", "s"):
            return Sel(BELUM_DIHITUNG, "", "", True)
        match self.jenis:
            case "s":
                nomor = isi.strip()
                ada = nomor.isascii() and nomor.isdigit() and int(nomor) < len(self.teks)
                return Sel(TEKS, self.teks[int(nomor)]) if ada else Sel(GALAT, "#TEKS!")
            case "inlineStr":
                return Sel(TEKS, lepas_sandi("".join(self.sebaris or ())))
            case "str":
                return Sel(TEKS, lepas_sandi(isi), "", berumus)
            case "b":
                return Sel(LOGIKA, "TRUE" if isi.strip() in ("1", "true") else "FALSE")
            case "e":
                return Sel(GALAT, lepas_sandi(isi)[:20] or "#GALAT!", "", berumus)
            case "d":
                return Sel(TEKS, isi.strip()[:10], TANGGAL, berumus)
        angka = isi.strip()
        if not angka:
            return Sel(TEKS, "")
        if not ANGKA_SAH.fullmatch(angka):
            return Sel(GALAT, "#ANGKA!", "", berumus)
        return Sel(ANGKA, angka, self._pola(), berumus)

    def _pola(self) -> str:
        nomor = int(self.gaya) if self.gaya.isascii() and self.gaya.isdigit() else 0
        return self.pola[nomor] if nomor < len(self.pola) else ""

    def _catat_rumus(self) -> None:
        if self.rumus and len(self.semua_rumus) < RUMUS_TERBANYAK:
            self.semua_rumus[self.nomor, self.kolom] = self.rumus[:2000]

    def tandai_melingkar(self) -> None:
        """A formula that asks for itself has no value, whatever the program stored beside it."""
        for nomor, kolom in sel_melingkar(self.semua_rumus):
            self.lembar.baris.setdefault(nomor, {})[kolom] = Sel(MELINGKAR, "", "", True)

    def _gabung(self, rujukan: str) -> None:
        if len(self.lembar.gabungan) >= GABUNGAN_TERBANYAK:
            raise Selesai
        dari, _, sampai = rujukan.partition(":")
        a, b = _ALAMAT.match(dari), _ALAMAT.match(sampai)
        if a and b:
            baris, kolom = sorted((int(a[2]), int(b[2]))), (nomor_kolom(a[1]), nomor_kolom(b[1]))
            self.lembar.gabungan.append((*baris, *sorted(kolom)))


def tertutup_gabungan(
    lembar: LembarMasuk, baris: Collection[int], kolom: Collection[int]
) -> Iterator[tuple[int, int, int, int]]:
    """Of these rows and columns the cells under a merge: row, column, and its first cell.

    Raises BukuDitolak where merges lie on each other in such numbers that nobody made them.
    """
    nomor, banyak = sorted(baris), 0
    for atas, bawah, kiri, kanan in lembar.gabungan:
        tertutup = [k for k in kolom if kiri <= k <= kanan]
        if not tertutup:
            continue
        kena = nomor[bisect_left(nomor, atas) : bisect_right(nomor, bawah)]
        banyak += len(kena) * len(tertutup)
        if banyak > SEL_TERBANYAK:
            raise BukuDitolak(RUSAK)
        yield from ((b, k, atas, kiri) for b in kena for k in tertutup if (b, k) != (atas, kiri))
