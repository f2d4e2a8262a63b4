"""A report as data: sheets, columns and rows. Pure; what writes the file is inti.xlsx."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from konsolidasi.inti import angka as bilangan

KERTAS = {"a4": 9, "f4": 14, "a3": 8}
"""Paper codes of the format; 14 is Folio, 8,5 × 13 inci, which offices here call F4."""
TELITI = 15
"""Digits a spreadsheet keeps; a longer number is written as text, never silently rounded."""


@dataclass(frozen=True)
class Gaya:
    """Look of a cell: `rata` and `tegak` place the text, `garis` is "kotak", "kop" or none."""

    ukuran: int = 9
    tebal: bool = False
    miring: bool = False
    warna: str = "1B2A33"
    latar: str = ""
    rata: str = ""
    tegak: str = "top"
    garis: str = ""


GAYA = {
    "kop": Gaya(11, tebal=True, rata="center", tegak="center"),
    "kop_besar": Gaya(14, tebal=True, rata="center", tegak="center"),
    "kop_alamat": Gaya(9, rata="center", tegak="center", garis="kop"),
    "judul": Gaya(12, tebal=True, rata="center", tegak="center"),
    "subjudul": Gaya(10, rata="center", tegak="center"),
    "keterangan": Gaya(9, warna="51626D", rata="left", tegak="center"),
    "peringatan": Gaya(9, tebal=True, warna="7A4B00", rata="left", tegak="center"),
    "kepala": Gaya(tebal=True, latar="D9E8EB", rata="center", tegak="center", garis="kotak"),
    "nomor": Gaya(8, miring=True, latar="EEF5F6", rata="center", tegak="center", garis="kotak"),
    "biasa": Gaya(garis="kotak"),
    "redup": Gaya(miring=True, warna="5B6B75", garis="kotak"),
    "polos": Gaya(latar="EEF5F6", garis="kotak"),
    "polos_redup": Gaya(miring=True, warna="5B6B75", latar="EEF5F6", garis="kotak"),
    "kelompok": Gaya(tebal=True, latar="EEF5F6", tegak="center", garis="kotak"),
    "sasaran": Gaya(tebal=True, latar="EEF5F6", garis="kotak"),
    "program": Gaya(tebal=True, garis="kotak"),
    "jumlah": Gaya(tebal=True, garis="kotak", tegak="center"),
    "total": Gaya(tebal=True, latar="D9E8EB", garis="kotak", tegak="center"),
    "tanda_tangan": Gaya(10, rata="center", tegak="center"),
    "nama_pejabat": Gaya(10, tebal=True, rata="center", tegak="center"),
}


@dataclass(frozen=True)
class Kolom:
    """One column; neighbours with one `kelompok` share a title above their own.

    `lebur`: the column belongs to the one before it, under one title and without a line between.
    """

    kunci: str
    judul: str
    lebar: int
    kelompok: str = ""
    rata: str = "left"
    lebur: bool = False
    sekat: bool = False
    """Below the title there is a line between them all the same."""
    masuk: int = 0
    """Indent of text that follows a column of numbers."""
    atasan: tuple[str, ...] = ()
    """Titles above `kelompok`, from the top, where a head has more than two levels."""
    nomor: str = ""
    """The number that a form prescribes; neighbours may share one. Counted when none has any."""


def termuat(nilai: Decimal) -> bool:
    """Whether a spreadsheet keeps all digits of this number."""
    return len(nilai.normalize().as_tuple().digits) <= TELITI


@dataclass(frozen=True)
class Angka:
    nilai: Decimal
    desimal: int
    awalan: str = ""


@dataclass(frozen=True)
class Alamat:
    """Where cells are: in the row at hand, or in rows counted from 0 at the first one of data."""

    huruf: Mapping[str, str]
    baris: int
    pertama: int

    def sel(self, kunci: str) -> str:
        return f"{self.huruf[kunci]}{self.baris}"

    def rentang(self, kunci: str, dari: int, sampai: int) -> str:
        huruf = self.huruf[kunci]
        return f"{huruf}{self.pertama + dari}:{huruf}{self.pertama + sampai}"


@dataclass(frozen=True)
class Rumus:
    """A live formula without its "=", and its result for programs that do not calculate."""

    susun: Callable[[Alamat], str]
    hasil: Decimal
    desimal: int = 2


Isi = str | int | Angka | Rumus | None


def tampil(isi: Isi) -> str:
    """What a cell shows: numbers with the decimals of their row, formulas as their results."""
    match isi:
        case Angka(nilai, desimal, awalan):
            return awalan + bilangan.tulis(nilai, desimal)
        case Rumus(hasil=nilai, desimal=desimal):
            return bilangan.tulis(nilai, desimal)
        case None:
            return ""
        case _:
            return str(isi)


@dataclass(frozen=True)
class Baris:
    """A row by column key. `bentang` merges from one column to another.

    `redup` greys cells, `polos` are not bold in a row that is.
    """

    isi: Mapping[str, Isi]
    ragam: str = "biasa"
    bentang: tuple[str, str] | None = None
    redup: frozenset[str] = frozenset()
    catatan: Mapping[str, str] = field(default_factory=dict)
    """Notes that open at a cell, by column key."""
    polos: frozenset[str] = frozenset()

    def gaya(self, kunci: str) -> str:
        """Key of GAYA of the cell in a column; a row with a ground keeps it in every cell."""
        berlatar = bool(GAYA[self.ragam].latar)
        if kunci in self.redup:
            return "polos_redup" if berlatar else "redup"
        if kunci in self.polos:
            return "polos" if berlatar else "biasa"
        return self.ragam


@dataclass(frozen=True)
class Teks:
    """A line above or below the table; `gaya` is a key of GAYA."""

    isi: str
    gaya: str = "keterangan"
    tinggi: int | None = None


@dataclass(frozen=True)
class Lembar:
    nama: str
    kolom: Sequence[Kolom]
    baris: Sequence[Baris]
    atas: Sequence[Teks] = ()
    bawah: Sequence[Teks] = ()
    pengesahan: Sequence[Teks] = ()
    pengesahan_mulai: str = ""
    pengesahan_kiri: Sequence[Teks] = ()
    pengesahan_kiri_sampai: str = ""
    """Key of the last column below which the left block of signatures stands."""
    gulir_mulai: str = ""
    """Key of the first column that moves when the sheet is scrolled sideways."""
    logo: bytes = b""
    """A PNG or JPEG beside the lines of the kop, which are the first of `atas`."""


@dataclass(frozen=True)
class Buku:
    judul: str
    lembar: Sequence[Lembar]
    pada: datetime
    pembuat: str
    kertas: str = "a4"
    """A key of KERTAS."""
    kaki: str = ""
