"""Each column of the sheet with the reader that understands it, and how its values are shown."""

from datetime import date
from decimal import Decimal, InvalidOperation

from capaian.impor.bacaan import (
    SelSalah,
    Terbaca,
    Ukuran,
    baca_angka,
    baca_pilihan,
    baca_rentang,
    baca_tanggal,
    baca_teks,
    baca_uang,
    bulatkan_biner,
)
from capaian.impor.hasil import SelPeriksa, Tanda
from capaian.lembar_isian import PANJANG, PER_KUNCI, AcuanBaris, AsalBaris, rapikan
from konsolidasi.inti import angka
from konsolidasi.inti.xlsx_sel import ANGKA, GALAT, MELINGKAR, PERSEN, TANGGAL, TEKS, Sel

DIPOTONG = 60
KATA_JENIS = {"f": "belum dihitung", MELINGKAR: "rumus berputar"}


def baca(kunci: str, sel: Sel, acuan: AcuanBaris) -> Terbaca:
    """Raises SelSalah or SelTanya."""
    if kunci == "nilai" and acuan.predikat:
        huruf = {kode: kode for kode in acuan.predikat}
        return baca_pilihan(sel, huruf, "skala predikatnya")
    if kunci == "nilai":
        return baca_angka(sel, Ukuran(acuan.satuan, acuan.desimal, acuan.persen))
    if kunci == "anggaran":
        return _baca_anggaran(sel, acuan)
    if kunci == "tanggal":
        return baca_tanggal(sel)
    if pilihan := PER_KUNCI[kunci].pilihan:
        return baca_pilihan(sel, pilihan)
    return baca_teks(sel, PANJANG[kunci])


def _baca_anggaran(sel: Sel, acuan: AcuanBaris) -> Terbaca:
    hasil = baca_uang(sel)
    if hasil[0] is not None and not acuan.berpagu:
        raise SelSalah("indikator ini tidak punya anggaran. Kosongkan selnya.")
    return hasil


def terkunci_berubah(sel: SelPeriksa, isi: Sel, asal: AsalBaris, acuan: AcuanBaris) -> None:
    """A cell that is only there to be read: what was typed over it is not taken."""
    awal = asal.isi.get(sel.kunci, "")
    if isi.isi == awal:
        return
    if sel.kunci == "target":
        dulu, kini = _rentang(Sel(TEKS, awal), acuan), _rentang(isi, acuan)
    else:
        dulu, kini = _longgar(awal), _longgar(isi.isi)
    if kini and dulu != kini:
        sel.tanda = Tanda.DIKUNCI
        sel.kata = f"dikunci, tetap {awal}" if awal else "dikunci"


def _rentang(sel: Sel, acuan: AcuanBaris) -> str:
    try:
        return baca_rentang(sel, acuan.desimal)[1] if sel.jenis in (ANGKA, TEKS) else sel.isi
    except SelSalah:
        return sel.isi


def _longgar(teks: str) -> str:
    return " ".join(teks.split())


def tampilkan(sel: Sel, kunci: str) -> str:
    """What stands in the cell, as the person sees it in their program, cut where it is long."""
    if sel.jenis == TEKS and len(sel.isi) <= DIPOTONG:
        return sel.isi.strip()
    match sel.jenis:
        case jenis if jenis == ANGKA:
            teks = _tampil_angka(sel)
        case jenis if jenis == TANGGAL:
            teks = tulis_polos("tanggal", sel.isi[:10], 0)
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


def tulis_polos(kunci: str, polos: str, desimal: int) -> str:
    """A plain form as people read it: 1.234,50, 31-12-2025, the word of a choice."""
    if not polos:
        return ""
    if kunci in ("nilai", "anggaran"):
        try:
            nilai = Decimal(polos)
        except InvalidOperation:
            return polos
        utuh = kunci == "anggaran" and nilai == nilai.to_integral_value()
        return angka.tulis(nilai, 0 if utuh else desimal if kunci == "nilai" else 2)
    if kunci == "tanggal":
        try:
            return f"{date.fromisoformat(polos):%d-%m-%Y}"
        except ValueError:
            return polos
    for kata, kode in PER_KUNCI[kunci].pilihan.items():
        if kode == polos:
            return kata
    return polos
