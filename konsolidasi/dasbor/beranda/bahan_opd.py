"""What the rules of the front page of an OPD look at."""

from dataclasses import dataclass
from datetime import date, datetime

from capaian.models import Periode


@dataclass(frozen=True, slots=True)
class IsianOpd:
    """Rows of one OPD in the chosen quarter. `sampai`: end of its extension, if it has one.

    `siap` rows could be submitted as they are; `lepas` wait for the kepala OPD.
    """

    opd: int
    singkatan: str
    nama: str
    wajib: int
    diajukan: int
    siap: int
    kembali: int
    lepas: int
    belum_diisi: int
    url: str
    sampai: datetime | None = None
    formulir: str = ""
    """Where its E.81 of this quarter comes from."""

    @property
    def sisa(self) -> int:
        """Rows that Bapperida does not have yet."""
        return self.wajib - self.diajukan

    @property
    def beres(self) -> int:
        """Rows about which nothing is left to type."""
        return self.diajukan + self.siap + self.lepas


@dataclass(frozen=True, slots=True)
class Janji:
    """One open follow-up. `milik`: the own OPD answers for it, else it supports another."""

    pk: int
    uraian: str
    singkatan: str
    batas: date
    dilaporkan: bool
    milik: bool
    url: str


@dataclass(frozen=True, slots=True)
class Kembali:
    """A returned row with the sentence of who looked at it."""

    nama: str
    singkatan: str
    kalimat: str
    siapa: str
    sejak: date | None
    url: str


@dataclass(frozen=True, slots=True)
class Undangan:
    """The own agenda item of a sesi that is not ditetapkan."""

    agenda: int
    sebutan: str
    tanggal: date
    singkatan: str
    dijawab: bool


@dataclass(frozen=True, slots=True)
class Tunggu:
    """Something with an address that waits for the OPD, with its due date if it has one."""

    kalimat: str
    url: str
    batas: date | None = None


@dataclass(frozen=True)
class BahanOpd:
    hari: date
    pada: datetime
    periode: Periode | None = None
    isian: tuple[IsianOpd, ...] = ()
    kembali: tuple[Kembali, ...] = ()
    janji: tuple[Janji, ...] = ()
    undangan: tuple[Undangan, ...] = ()
    konfirmasi: tuple[Tunggu, ...] = ()
    tanggapan: tuple[Tunggu, ...] = ()
    penjelasan: tuple[Tunggu, ...] = ()
    permintaan: tuple[Tunggu, ...] = ()
    boleh_lepas: bool = False
    boleh_siapkan: bool = True
