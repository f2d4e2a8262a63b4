"""Quarters, and dates and times in Indonesian words; the edge of the system is Asia/Jakarta."""

import datetime
from dataclasses import dataclass
from typing import Self
from zoneinfo import ZoneInfo

ZONA = ZoneInfo("Asia/Jakarta")

NAMA_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
NAMA_BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
NAMA_BULAN_SINGKAT = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Mei",
    "Jun",
    "Jul",
    "Agu",
    "Sep",
    "Okt",
    "Nov",
    "Des",
)
ROMAWI = ("I", "II", "III", "IV")

_SATUAN = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_BESAR = (
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
    (1000, "ribu"),
    (100, "ratus"),
    (10, "puluh"),
)


@dataclass(frozen=True, order=True)
class Triwulan:
    tahun: int
    nomor: int

    def __post_init__(self) -> None:
        if self.nomor not in (1, 2, 3, 4):
            raise ValueError(f"Triwulan {self.nomor} tidak ada.")

    @classmethod
    def dari(cls, tanggal: datetime.date) -> Self:
        hari_itu = _tanggal_jakarta(tanggal)
        return cls(hari_itu.year, (hari_itu.month + 2) // 3)

    @property
    def mulai(self) -> datetime.date:
        return datetime.date(self.tahun, 3 * self.nomor - 2, 1)

    @property
    def akhir(self) -> datetime.date:
        """The last day, itself inside the quarter."""
        return datetime.date(self.tahun, 3 * self.nomor, 30 if self.nomor in (2, 3) else 31)

    @property
    def singkat(self) -> str:
        return f"TW {ROMAWI[self.nomor - 1]}"

    @property
    def label(self) -> str:
        return f"{self.singkat} {self.tahun}"

    @property
    def rentang_bulan(self) -> str:
        return f"{NAMA_BULAN[3 * self.nomor - 3]}–{NAMA_BULAN[3 * self.nomor - 1]}"

    def sebelum(self) -> Self:
        if self.nomor == 1:
            return type(self)(self.tahun - 1, 4)
        return type(self)(self.tahun, self.nomor - 1)

    def sesudah(self) -> Self:
        if self.nomor == 4:
            return type(self)(self.tahun + 1, 1)
        return type(self)(self.tahun, self.nomor + 1)

    def setahun_lalu(self) -> Self:
        return type(self)(self.tahun - 1, self.nomor)

    def __str__(self) -> str:
        return self.label


def tanggal(pada: datetime.date) -> str:
    """20 Januari 2026; a moment with a zone is first taken to Jakarta, here and below."""
    hari_itu = _tanggal_jakarta(pada)
    return f"{hari_itu.day} {NAMA_BULAN[hari_itu.month - 1]} {hari_itu.year}"


def tanggal_singkat(pada: datetime.date) -> str:
    hari_itu = _tanggal_jakarta(pada)
    return f"{hari_itu.day} {NAMA_BULAN_SINGKAT[hari_itu.month - 1]}"


def hari(pada: datetime.date) -> str:
    return NAMA_HARI[_tanggal_jakarta(pada).weekday()]


def hari_tanggal(pada: datetime.date) -> str:
    return f"{hari(pada)}, {tanggal(pada)}"


def jam(pada: datetime.datetime | datetime.time) -> str:
    """10.42; a moment without a zone, and a time, are taken as they are."""
    if isinstance(pada, datetime.datetime) and pada.tzinfo is not None:
        pada = pada.astimezone(ZONA)
    return f"{pada.hour:02d}.{pada.minute:02d}"


def pukul(pada: datetime.datetime | datetime.time) -> str:
    return f"{jam(pada)} WIB"


def terbilang(nilai: int) -> str:
    """A whole number in words. Raises ValueError from 10^15 on: there is no usual word for it."""
    if abs(nilai) >= 10**15:
        raise ValueError("Terlalu besar untuk ditulis dengan huruf.")
    if nilai < 0:
        return f"minus {terbilang(-nilai)}"
    if nilai < 12:
        return _SATUAN[nilai]
    if nilai < 20:
        return f"{_SATUAN[nilai - 10]} belas"
    besar, kata = next(pasangan for pasangan in _BESAR if nilai >= pasangan[0])
    banyak, sisa = divmod(nilai, besar)
    depan = f"se{kata}" if banyak == 1 and besar in (100, 1000) else f"{terbilang(banyak)} {kata}"
    return f"{depan} {terbilang(sisa)}" if sisa else depan


def tanggal_terbilang(pada: datetime.date) -> str:
    """The opening of a berita acara: Selasa, tanggal dua puluh bulan Januari tahun dua ribu ..."""
    hari_itu = _tanggal_jakarta(pada)
    return (
        f"{hari(hari_itu)}, tanggal {terbilang(hari_itu.day)} "
        f"bulan {NAMA_BULAN[hari_itu.month - 1]} tahun {terbilang(hari_itu.year)}"
    )


def _tanggal_jakarta(pada: datetime.date) -> datetime.date:
    if isinstance(pada, datetime.datetime):
        return (pada.astimezone(ZONA) if pada.tzinfo is not None else pada).date()
    return pada
