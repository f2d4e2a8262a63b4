"""What doubts about a submitted row are made of, and what they are. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from capaian.gabungan import Isian, Konsolidasi
from capaian.rumus import Formula, Keadaan, Predikat, Realisasi, Rentang, Target
from konsolidasi.inti import angka
from konsolidasi.inti.waktu import Triwulan

MAKIN_KECIL = (Formula.NEGATIF, Formula.NEGATIF_RASIO)


@dataclass(frozen=True, slots=True)
class Keraguan:
    """`judul` names it in a few words, `kalimat` asks. A higher `bobot` is read earlier."""

    kode: str
    judul: str
    kalimat: str
    bobot: int


@dataclass(frozen=True, slots=True)
class Ukuran:
    """How the values of one indikator behave."""

    formula: Formula
    konsolidasi: Konsolidasi
    isian: Isian
    satuan: str
    desimal: int


@dataclass(frozen=True, slots=True)
class BuktiDinilai:
    """One piece of evidence with the sentences of peringatan_bukti about it."""

    nama: str
    ditolak: bool
    peringatan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Koreksi:
    """Rows of the OPD in earlier quarters: submitted, and of these once returned."""

    dikembalikan: int
    diajukan: int


@dataclass(frozen=True, slots=True)
class Bahan:
    """Everything one row is judged by. `riwayat`: earlier quarters that have a value.

    `persis_lalu`, `seratus_lalu`: quarters directly before this one, without a gap, that met
    their target to the digit, or had a capaian of exactly 100.
    """

    tw: Triwulan
    ukuran: Ukuran
    keadaan: Keadaan
    nilai: Realisasi
    target: Target
    asal_target: str
    persen: Decimal | None
    penghambat: str
    riwayat: Mapping[Triwulan, Realisasi] = field(default_factory=dict)
    persis_lalu: int = 0
    seratus_lalu: int = 0
    wajib_bukti: bool = False
    bukti: tuple[BuktiDinilai, ...] = ()
    koreksi: Koreksi | None = None


def tulis(nilai: Target | Realisasi, bahan: Bahan) -> str:
    """With the decimals of the indikator; "" for what is no value."""
    match nilai:
        case Decimal():
            return angka.tulis(nilai, bahan.ukuran.desimal)
        case Rentang(bawah, atas):
            return angka.tulis_rentang(bawah, atas, bahan.ukuran.desimal)
        case Predikat(kode, _):
            return kode
    return ""


def tulis_selisih(beda: Decimal, bahan: Bahan) -> str:
    """A difference of percentages is told in points."""
    poin = " poin" if bahan.ukuran.satuan.strip() == "%" else ""
    return f"{angka.tulis(beda, bahan.ukuran.desimal)}{poin}"
