"""What stands in a cell, as the person sees it in their program."""

from datetime import date
from decimal import Decimal, InvalidOperation

from capaian.impor.bacaan import bulatkan_biner
from capaian.impor.hasil import SelPeriksa, Tanda
from capaian.lembar_isian import rapikan
from konsolidasi.inti import angka
from konsolidasi.inti.tata_letak import termuat
from konsolidasi.inti.xlsx_sel import (
    ANGKA,
    BELUM_DIHITUNG,
    GALAT,
    MELINGKAR,
    PERSEN,
    TANGGAL,
    TEKS,
    Sel,
)

DIPOTONG = 60
KATA_JENIS = {BELUM_DIHITUNG: "belum dihitung", MELINGKAR: "rumus berputar"}


def tampilkan(sel: Sel, kunci: str) -> str:
    """Cut where it is long; a name is given more room."""
    if sel.jenis == TEKS and len(sel.isi) <= DIPOTONG:
        return sel.isi.strip()
    match sel.jenis:
        case jenis if jenis == ANGKA:
            teks = _tampil_angka(sel)
        case jenis if jenis == TANGGAL:
            teks = tulis_tanggal(sel.isi[:10])
        case jenis if jenis in KATA_JENIS:
            teks = KATA_JENIS[jenis]
        case jenis if jenis == GALAT:
            teks = sel.isi
        case _:
            teks = rapikan(sel.isi)
    batas = DIPOTONG if kunci != "nama" else 3 * DIPOTONG
    return teks if len(teks) <= batas else f"{teks[: batas - 1]}…"


def _tampil_angka(sel: Sel) -> str:
    try:
        nilai = bulatkan_biner(Decimal(sel.isi))
        if sel.pola == PERSEN:
            return f"{angka.tulis((nilai * 100).normalize())} %"
        return angka.tulis(nilai.normalize()) if abs(nilai.adjusted()) < 30 else sel.isi
    except InvalidOperation:
        return sel.isi


def kunci_sel(sel: SelPeriksa, awal: str) -> None:
    """A cell that is only there to be read: what was typed over it is not taken."""
    sel.tanda = Tanda.DIKUNCI
    sel.kata = f"dikunci, tetap {awal}" if awal else "dikunci"


# For the kinds: plain forms as people read them (`tampil`), and as a template holds them (`sel`).


def tulis_angka(polos: str, desimal: int | None = None) -> str:
    """1.234,50; "" and what is no number stay as they are."""
    try:
        return angka.tulis(Decimal(polos), desimal) if polos else ""
    except InvalidOperation:
        return polos


def tulis_uang(polos: str) -> str:
    """1.000.000, and 1.000.000,50 only where there are cents."""
    return tulis_angka(polos, 2 if "." in polos else 0)


def tulis_tanggal(polos: str) -> str:
    try:
        return f"{date.fromisoformat(polos):%d-%m-%Y}" if polos else ""
    except ValueError:
        return polos


def angka_sel(polos: str) -> Decimal | str | None:
    """A number too long for a spreadsheet is written as text, never silently rounded."""
    if not polos:
        return None
    nilai = Decimal(polos)
    return nilai if termuat(nilai) else polos.replace(".", ",")
