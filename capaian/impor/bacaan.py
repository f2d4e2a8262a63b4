"""One cell understood: a number, a date, a choice, a text; or a sentence, or a question.

Every reader answers (value, plain form). "" in plain form is an empty cell. What cannot be read
raises SelSalah, what has two meanings SelTanya; their sentences follow the address of the cell.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from capaian.lembar_isian import polos, rapikan
from capaian.pilihan import JenisNilai
from konsolidasi.inti import angka, waktu
from konsolidasi.inti.angka import AngkaDuaArti, AngkaSalah, kutip
from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.xlsx_sel import (
    ANGKA,
    BELUM_DIHITUNG,
    GALAT,
    LOGIKA,
    MELINGKAR,
    PERSEN,
    TANGGAL,
    TEKS,
    Sel,
)

TANPA_NILAI = frozenset(
    {"-", "–", "—", "n/a", "na", "n.a.", "tidak ada", "tidak ada data", "nihil"}
)
DESIMAL_UANG, DESIMAL_TERBANYAK = 2, 6
CONTOH = Decimal("1234.56789")
_TELITI = Context(prec=15, rounding=ROUND_HALF_UP)
_BULAT = Context(prec=60, rounding=ROUND_HALF_UP)
_POTONGAN = re.compile(r"[-+\u2212]?[0-9][0-9.,]*")
_TANGGAL_ANGKA = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_TANGGAL_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ].*)?")
_TANGGAL_KATA = re.compile(r"([0-9]{1,2}) ([A-Za-z]{3,9})\.? ([0-9]{4})")
_BULAN = {
    nama.casefold(): n
    for daftar in (waktu.NAMA_BULAN, waktu.NAMA_BULAN_SINGKAT)
    for n, nama in enumerate(daftar, start=1)
}
TAHUN_WAJAR = range(2000, 2101)


class SelSalah(GalatDomain):
    """`usul`: what may be written instead, "" where nobody can know."""

    def __init__(self, pesan: str, usul: str = "") -> None:
        super().__init__(pesan)
        self.usul = usul


class SelTanya(GalatDomain):
    """`pilihan`: pairs of what a button says and what is then written into the cell.

    `ketik`: whether the person may know something better than what the buttons offer.
    """

    def __init__(
        self, pesan: str, pilihan: tuple[tuple[str, str], ...], *, ketik: bool = False
    ) -> None:
        super().__init__(pesan)
        self.pilihan, self.ketik = pilihan, ketik


@dataclass(frozen=True, slots=True)
class Ukuran:
    """What an indikator says about its numbers."""

    satuan: str
    desimal: int
    persen: bool


def berpersen(jenis_nilai: str, satuan: str) -> bool:
    """Whether a cell that Excel shows as a percentage is meant as one."""
    return jenis_nilai == JenisNilai.PERSEN or satuan.strip().casefold() in ("%", "persen")


Terbaca = tuple[Any, str]
KOSONG: Terbaca = (None, "")


def baca_angka(sel: Sel, ukuran: Ukuran, tanpa_nilai: Iterable[str] = ()) -> Terbaca:
    """One number of the indikator; more decimals than it has are rounded where Excel hides them.

    `tanpa_nilai`: what "n/a" may mean here, to be asked; without it such a cell is empty.
    """
    _tolak_bukan_isi(sel, f"Tulis angkanya, satuan {ukuran.satuan}.")
    if sel.jenis == ANGKA:
        return _angka_excel(sel, ukuran)
    teks = rapikan(sel.isi)
    if not teks:
        return KOSONG
    if teks.casefold() in TANPA_NILAI:
        if not (pilihan := tuple((label, label) for label in tanpa_nilai)):
            return KOSONG
        raise SelTanya(f"“{kutip(teks)}”: mengapa tidak ada nilainya?", pilihan, ketik=True)
    nilai = _urai(teks, ukuran.desimal)
    return (nilai, polos(nilai)) if nilai is not None else KOSONG


def baca_uang(sel: Sel, apa: str = "Realisasi anggaran") -> Terbaca:
    """Rupiah: "Rp 1.000.000,-" and "1.000.000" alike, dots can only be thousands."""
    _tolak_bukan_isi(sel, "Tulis angkanya dalam rupiah.")
    if sel.jenis == ANGKA:
        hasil = _angka_excel(sel, Ukuran("Rp", DESIMAL_UANG, persen=False))
    else:
        teks = rapikan(sel.isi)
        if not teks or teks in ("-", "–", "Rp -", "Rp-"):
            return KOSONG
        rupiah = teks if teks.casefold().startswith("rp") else f"Rp {teks}"
        nilai = _urai(rupiah, DESIMAL_UANG, tertulis=teks)
        hasil = (nilai, polos(nilai))
    if hasil[0] is not None and hasil[0] < 0:
        raise SelSalah(f"{apa} tidak boleh negatif.")
    return hasil


def baca_rentang(sel: Sel, desimal: int) -> Terbaca:
    """A number, or a range in either order as (low, high); printed text stays text."""
    if sel.jenis == ANGKA:
        nilai = _desimal(sel.isi)
        return nilai, polos(nilai)
    teks = rapikan(sel.isi)
    try:
        hasil = angka.urai_rentang(teks, desimal=desimal)
    except AngkaDuaArti as galat:
        return galat.arti[0], polos(galat.arti[0])
    except AngkaSalah:
        return teks, teks
    if isinstance(hasil, tuple):
        return hasil, f"{polos(hasil[0])}..{polos(hasil[1])}"
    return hasil, polos(hasil)


def baca_sasaran(sel: Sel, ukuran: Ukuran) -> Terbaca:
    """A target: one number, or a range as (low, high) in either order; "-" and "n/a" are empty."""
    teks = rapikan(sel.isi)
    if sel.jenis != TEKS or not _rentang(teks, ukuran.desimal):
        return baca_angka(sel, ukuran)
    bawah, atas = angka.urai_rentang(teks, desimal=ukuran.desimal)
    return (bawah, atas), f"{polos(bawah)}..{polos(atas)}"


def baca_teks(sel: Sel, panjang: int) -> Terbaca:
    _tolak_bukan_isi(sel, "Tulis kalimatnya.")
    teks = polos(_desimal(sel.isi)).replace(".", ",") if sel.jenis == ANGKA else rapikan(sel.isi)
    if len(teks) > panjang:
        # A text that was cut says in `pola` how long it had been.
        utuh = int(sel.pola) if sel.pola.isdigit() else len(teks)
        batas, ada = angka.tulis(Decimal(panjang), 0), angka.tulis(Decimal(utuh), 0)
        raise SelSalah(f"Paling banyak {batas} huruf; ini {ada}. Singkatkan.")
    return teks, teks


def baca_tanggal(sel: Sel) -> Terbaca:
    """A date cell, "31-12-2025", "31/12/2025", "31 Desember 2025" or "2025-12-31"."""
    _tolak_bukan_isi(sel, "Tulis tanggalnya seperti 31-12-2025.", tanggal=True)
    teks = " ".join(sel.isi.split())
    if not teks or teks == "-":
        return KOSONG
    nilai = _tanggal(teks) if sel.jenis != ANGKA else None
    if nilai is None or nilai.year not in TAHUN_WAJAR:
        raise SelSalah(f"“{kutip(teks)}” bukan tanggal. Tulis seperti 31-12-2025.")
    return nilai, nilai.isoformat()


def baca_pilihan(sel: Sel, pilihan: Mapping[str, str], apa: str = "pilihan") -> Terbaca:
    """One of the words of a list, or its code; `pilihan` maps words to codes."""
    sebut = ", ".join(pilihan)
    _tolak_bukan_isi(sel, f"Pilih salah satu: {sebut}.")
    teks = " ".join(sel.isi.split())
    if not teks or teks == "-":
        return KOSONG
    for kata, kode in pilihan.items():
        if teks.casefold() in (kata.casefold(), kode.casefold()):
            return kode, kode
    raise SelSalah(f"“{kutip(teks)}” tidak ada di {apa}. Pilih salah satu: {sebut}.")


def _tolak_bukan_isi(sel: Sel, anjuran: str, *, tanggal: bool = False) -> None:
    """Cells that hold no content at all, whatever the column."""
    match sel.jenis:
        case jenis if jenis == GALAT and sel.isi == "#DIV/0!":
            raise SelSalah(f"rumus membagi dengan nol (#DIV/0!). {anjuran}")
        case jenis if jenis == GALAT:
            raise SelSalah(f"rumus rusak ({kutip(sel.isi)}). {anjuran}")
        case jenis if jenis == BELUM_DIHITUNG:
            raise SelSalah(f"rumusnya belum dihitung. Simpan dulu di Excel, atau: {anjuran}")
        case jenis if jenis == MELINGKAR:
            raise SelSalah(f"rumusnya berputar ke dirinya sendiri. {anjuran}")
        case jenis if jenis == LOGIKA:
            raise SelSalah(f"berisi {sel.isi}, bukan isian. {anjuran}")
        case jenis if jenis == TANGGAL and not tanggal:
            hari = _tanggal(sel.isi)
            kata = f" {waktu.tanggal(hari)}" if hari else ""
            raise SelSalah(f"berisi tanggal{kata}; Excel mengubah ketikannya. {anjuran}")


def _angka_excel(sel: Sel, ukuran: Ukuran) -> Terbaca:
    nilai = _desimal(sel.isi)
    if sel.pola == PERSEN:
        if not ukuran.persen:
            raise SelSalah(
                f"berformat persen, padahal satuannya {ukuran.satuan}. Tulis angkanya tanpa %."
            )
        nilai = _TELITI.multiply(nilai, Decimal(100))
    if nilai.adjusted() >= angka.DIGIT_BULAT:
        raise SelSalah(f"terlalu besar: paling banyak {angka.DIGIT_BULAT} angka di depan koma.")
    nilai = nilai.quantize(Decimal(1).scaleb(-ukuran.desimal), context=_BULAT)
    return nilai, polos(nilai)


def _desimal(isi: str) -> Decimal:
    """A stored number that is not beyond all measure."""
    nilai = Decimal(isi)
    if nilai.adjusted() > 60:
        raise SelSalah("terlalu besar untuk sebuah angka.")
    return bulatkan_biner(nilai)


def bulatkan_biner(nilai: Decimal) -> Decimal:
    """68.150000000000006 is 68.15: spreadsheets mean fifteen digits."""
    return _TELITI.plus(nilai)


def _urai(teks: str, desimal: int, *, tertulis: str = "") -> Decimal | None:
    """`tertulis`: the text as it stands in the cell, where it was helped along."""
    try:
        return angka.urai(teks, desimal=desimal)
    except AngkaDuaArti as galat:
        arti = tuple(f"{a:f}".replace(".", ",") for a in reversed(galat.arti))
        raise SelTanya(f"“{kutip(teks)}” punya dua arti.", tuple((a, a) for a in arti)) from None
    except AngkaSalah as galat:
        raise _salah(tertulis or teks, desimal, galat) from None


def _salah(teks: str, desimal: int, galat: AngkaSalah) -> SelSalah:
    """With the one number that is hidden in the text, where there is exactly one."""
    if _rentang(teks, desimal):
        return SelSalah(f"“{kutip(teks)}” rentang; di sini satu angka. Tulis angkanya saja.")
    usul = _di_dalam(teks, desimal)
    if "bukan angka" in galat.pesan:
        contoh = usul or f"seperti {angka.tulis(CONTOH, desimal)}"
        return SelSalah(f"“{kutip(teks)}” bukan angka. Tulis {contoh}.", usul)
    return SelSalah(galat.pesan, usul)


def _rentang(teks: str, desimal: int) -> bool:
    return bool(_bila_bisa(lambda: isinstance(angka.urai_rentang(teks, desimal=desimal), tuple)))


def _di_dalam(teks: str, desimal: int) -> str:
    potongan = [p.rstrip(".,") for p in _POTONGAN.findall(teks[: angka.PANJANG_TEKS])]
    if len(potongan) != 1:
        return ""
    nilai = _bila_bisa(lambda: angka.urai(potongan[0], desimal=DESIMAL_TERBANYAK))
    if nilai is None:
        return ""
    cukup = -nilai.as_tuple().exponent <= desimal
    return angka.tulis(nilai, None if cukup else desimal).replace("\u2212", "-")


def _bila_bisa(cara: Callable[[], Any]) -> Any:
    try:
        return cara()
    except (AngkaSalah, AngkaDuaArti):
        return None


def _tanggal(teks: str) -> date | None:
    if cocok := _TANGGAL_ISO.fullmatch(teks):
        tahun, bulan, hari = (int(cocok[n]) for n in (1, 2, 3))
    elif cocok := _TANGGAL_ANGKA.fullmatch(teks):
        hari, bulan, tahun = (int(cocok[n]) for n in (1, 2, 3))
    elif cocok := _TANGGAL_KATA.fullmatch(teks):
        hari, bulan, tahun = int(cocok[1]), _BULAN.get(cocok[2].casefold(), 0), int(cocok[3])
    else:
        return None
    try:
        return datetime(tahun, bulan, hari).date()
    except ValueError:
        return None
