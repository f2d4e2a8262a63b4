"""What the rules of the front page look at: plain numbers and names, loaded elsewhere."""

from dataclasses import dataclass, field
from datetime import date, datetime

from capaian.models import Periode


@dataclass(frozen=True, slots=True)
class Sebagian:
    """Rows of one OPD: `ada` of `dari`."""

    opd: str
    ada: int
    dari: int


@dataclass(frozen=True, slots=True)
class Lanjut:
    """An extension of one OPD that still has rows to hand in."""

    opd: str
    sampai: datetime
    belum: int


@dataclass(frozen=True, slots=True)
class Ragu:
    """Rows among the waiting ones that raise a question; `teratas` is the heaviest in words."""

    banyak: int
    teratas: str


@dataclass(frozen=True, slots=True)
class Pertanyaan:
    """An open finding of keselarasan."""

    judul: str
    kalimat: str
    url: str
    berat: int


@dataclass(frozen=True, slots=True)
class SesiDekat:
    """`sebutan` is short: Sesi I."""

    pk: int
    sebutan: str
    tanggal: date


@dataclass(frozen=True, slots=True)
class Berbatas:
    """Something of one OPD with a due date."""

    opd: str
    batas: date


@dataclass(frozen=True, slots=True)
class TanggapanMenunggu:
    """Responses of OPD to one berita acara that nobody has answered."""

    sesi: int
    sebutan: str
    opd: tuple[str, ...]
    sampai: datetime | None


@dataclass(frozen=True)
class BahanIsian:
    """Of the chosen quarter. `terlambat`: past the deadline without everything handed in and
    without an extension; `belum`: the same before the deadline."""

    pada: datetime
    periode: Periode | None = None
    wajib: int = 0
    pasti: int = 0
    terlambat: tuple[Sebagian, ...] = ()
    belum: tuple[Sebagian, ...] = ()
    lanjut: tuple[Lanjut, ...] = ()
    menunggu: tuple[Sebagian, ...] = ()
    ragu: Ragu | None = None
    kembali: tuple[Sebagian, ...] = ()
    kembali_sejak: date | None = None
    boleh_ingatkan: bool = True
    boleh_periksa: bool = True
    boleh_kunci: bool = True


@dataclass(frozen=True)
class BahanRapat:
    """`pertanyaan`: the heaviest open findings of `tahun_target`, `temuan` how many there are."""

    sesi: SesiDekat | None = None
    tahun_target: int = 0
    temuan: int = 0
    pertanyaan: tuple[Pertanyaan, ...] = ()
    tanggapan: tuple[TanggapanMenunggu, ...] = ()
    konfirmasi: tuple[Berbatas, ...] = ()
    lewat: tuple[Berbatas, ...] = ()
    laporan: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bahan:
    hari: date
    isian: BahanIsian
    rapat: BahanRapat = field(default_factory=BahanRapat)
