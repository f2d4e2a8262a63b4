"""Figures of the data files, read with the same rules as everything people type."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from capaian.models import ButirPredikat
from konsolidasi.contoh.berkas import RencanaIndikator
from konsolidasi.inti import angka
from konsolidasi.inti.angka import AngkaSalah

Butir = dict[tuple[str, str], ButirPredikat]


@dataclass(frozen=True)
class Bacaan:
    """One figure understood: a number, a range, a predikat, or only its print."""

    nilai: Decimal | None = None
    rentang: tuple[Decimal, Decimal] | None = None
    predikat: ButirPredikat | None = None
    teks: str = ""

    def sebagai_medan(self) -> dict[str, Any]:
        bawah, atas = self.rentang or (None, None)
        return {
            "nilai": self.nilai,
            "batas_bawah": bawah,
            "batas_atas": atas,
            "predikat": self.predikat,
            "teks_tercetak": self.teks,
        }


def baca(teks: str, rencana: RencanaIndikator, butir: Butir, *, tercetak: bool = False) -> Bacaan:
    """`tercetak` keeps the print also where it is a plain number, and allows unreadable print.

    A range always keeps its print, because the order of the bounds is lost when it is stored.
    """
    if rencana.skala:
        return Bacaan(predikat=butir[rencana.skala, teks], teks=teks if tercetak else "")
    try:
        hasil = angka.urai_rentang(teks, desimal=rencana.desimal)
    except AngkaSalah:
        if not tercetak:
            raise
        return Bacaan(teks=teks)
    if isinstance(hasil, tuple):
        return Bacaan(rentang=hasil, teks=teks)
    return Bacaan(nilai=hasil, teks=teks if tercetak else "")


def rupiah(teks: str) -> list[Decimal]:
    return [angka.urai(satu, desimal=0) for satu in teks.split()]
