"""A sheet that goes out, is filled in Excel and comes back: its columns, rows and stamp. Pure data.

Every kind of import (capaian.impor.jenis) describes its sheet with these.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

LEMBAR_PETUNJUK, LEMBAR_ASAL = "Petunjuk", "_asal"
TANDA_ASAL, BENTUK = "KONSOLIDASI", "1"
KODE = "kode"


@dataclass(frozen=True)
class KolomIsian:
    """One column; the first one of a sheet is "kode".

    `judul` may hold {tw} and {tahun}; `alias`: other titles that are known. `terkunci` ones are
    there to be read, `hanya_baru` ones can be typed in a new row and are read in all others.
    `kanan` aligns right, `angka` asks a phone for digits, `sebut_nol` says that a 0 is a result.
    `wajib`: without this column the sheet is not the sheet.
    """

    kunci: str
    judul: str
    lebar: int
    terkunci: bool = False
    alias: tuple[str, ...] = ()
    wajib: bool = False
    pilihan: Mapping[str, str] = field(default_factory=dict)
    hanya_baru: bool = False
    kanan: bool = False
    angka: bool = False
    sebut_nol: bool = False


@dataclass(frozen=True, slots=True)
class AsalBaris:
    """A row as it stood when the template was made: its versi, and each cell in plain form."""

    versi: int
    isi: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cap:
    """The hidden stamp: what this workbook was made for, when, and from which values.

    None where the kind has no such thing: an import for the whole city names no OPD.
    """

    jenis: str
    opd: int | None
    opd_nama: str
    tahun: int | None
    triwulan: int | None
    acuan: int | None
    dibuat: datetime
    baris: Mapping[str, AsalBaris]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acuan:
    """A row as the database has it now.

    `isi`: every column that can be typed, in plain form ("" is empty). Columns that are only read
    are attributes of the same name: a kind with more of them than `nama` adds fields in a subclass.
    `halangan`: why this row cannot be changed, "" when it can. `versi` 0: nothing is stored yet.
    """

    pk: int
    kode: str
    nama: str
    isi: Mapping[str, str]
    versi: int
    halangan: str = ""
    oleh: str = ""
    pada: datetime | None = None
    baru: bool = False


def polos(nilai: Decimal | None) -> str:
    """A number in the one form in which two are compared: "71.5", never "71.50" or "7E+1"."""
    if nilai is None:
        return ""
    teks = f"{nilai:f}"
    teks = teks.rstrip("0").rstrip(".") if "." in teks else teks
    return "0" if teks in ("", "-0") else teks


def tanggal_polos(nilai: date | None) -> str:
    return nilai.isoformat() if nilai else ""


def rapikan(teks: str) -> str:
    """Text as it is compared: programs change line ends and drop blanks at the edges."""
    return teks.replace("\r\n", "\n").replace("\r", "\n").strip()
