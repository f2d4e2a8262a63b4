"""A cell of the sheet of OPD understood. No query."""

import re
from decimal import Decimal, InvalidOperation

from capaian.impor.bacaan import (
    KOSONG,
    SelSalah,
    SelTanya,
    Terbaca,
    baca_pilihan,
    baca_tanggal,
    baca_teks,
)
from capaian.impor.opd.kolom import (
    JENIS,
    KODE_TERPANJANG,
    PANJANG,
    TANGGAL,
    TAUTAN,
    YA,
    YA_TIDAK,
    AcuanOpd,
    KonteksOpd,
    polos_urusan,
)
from capaian.impor.opd.sebutan import rata
from konsolidasi.inti.angka import kutip
from konsolidasi.inti.xlsx_sel import ANGKA, LOGIKA, TEKS, Sel
from konsolidasi.inti.xlsx_sel import TANGGAL as SEL_TANGGAL

_PEMISAH = re.compile(r"[;\n]|,(?=\s*[0-9Xx]\.)")
_KODE = re.compile(r"[^\s;#][^\s;]*")


def baca_sel(kunci: str, sel: Sel, acuan: AcuanOpd) -> Terbaca:
    """Raises SelSalah or SelTanya. A link to an OPD that is not there is left to silang_lembar."""
    match kunci:
        case "jenis":
            return baca_pilihan(sel, JENIS, "jenis OPD")
        case "wajib_rilis_kepala" | "aktif":
            return baca_ya_tidak(sel)
        case "klaster":
            return _baca_klaster(sel, acuan.konteks)
        case "urusan_utama" | "urusan":
            return _baca_urusan(sel, acuan.konteks)
        case _ if kunci in TAUTAN:
            return _baca_tautan(sel, acuan.konteks)
        case _ if kunci in TANGGAL:
            return baca_hari(sel, acuan.isi[kunci])
    return baca_teks(sel, PANJANG[kunci])


def baca_ya_tidak(sel: Sel) -> Terbaca:
    """Also TRUE and FALSE, which programs make of a box that is ticked."""
    if sel.jenis == LOGIKA:
        sel = Sel(TEKS, "Ya" if sel.isi.upper() in ("TRUE", "1") else "Tidak")
    _, kode = baca_pilihan(sel, YA_TIDAK)
    return (kode == YA, kode) if kode else KOSONG


def baca_hari(sel: Sel, awal: str) -> Terbaca:
    """A date; one that stands in the system already is right, however long ago."""
    if sel.jenis == SEL_TANGGAL and awal and sel.isi[:10] == awal:
        return None, awal
    return baca_tanggal(sel)


def periksa_kode(kode: str, konteks: KonteksOpd) -> None:
    """Of a new OPD. Raises SelSalah."""
    if len(kode) > KODE_TERPANJANG or not _KODE.fullmatch(kode):
        raise SelSalah(f"kode OPD paling banyak {KODE_TERPANJANG} huruf, tanpa spasi.")
    mirip = {satu.casefold(): satu for satu in konteks.sebutan.per_kode}.get(kode.casefold())
    if mirip:
        raise SelSalah(f"kode {kutip(kode)} tidak ada. Maksudnya {mirip}?", mirip)


def _baca_tautan(sel: Sel, konteks: KonteksOpd) -> Terbaca:
    teks, _ = baca_teks(sel, 200)
    teks = " ".join(teks.split())
    if teks in ("", "-"):
        return KOSONG
    satu = konteks.sebutan.temukan(teks)
    return (satu.kode, satu.kode) if satu else (None, teks)


def _baca_klaster(sel: Sel, konteks: KonteksOpd) -> Terbaca:
    teks, _ = baca_teks(sel, 120)
    if teks in ("", "-"):
        return KOSONG
    for nama, pk in konteks.klaster.items():
        if rata(nama) == rata(teks):
            return pk, nama
    sebut = "; ".join(konteks.klaster) or "belum ada klaster"
    raise SelSalah(f"klaster “{kutip(teks)}” tidak ada. Ada: {sebut}.")


def _baca_urusan(sel: Sel, konteks: KonteksOpd) -> Terbaca:
    """Codes with a semicolon between them; the value is the set of their keys."""
    if sel.jenis == ANGKA:
        sel = Sel(TEKS, _kode_dari_angka(sel.isi, konteks))
    teks, _ = baca_teks(sel, 300)
    kode = {bagian.strip().upper() for bagian in _PEMISAH.split(teks)} - {"", "-"}
    if not kode:
        return KOSONG
    for satu in sorted(kode):
        if satu not in konteks.urusan:
            raise SelSalah(
                f"urusan {kutip(satu)} tidak ada. Tulis kode seperti 1.02, beberapa dipisah titik"
                " koma."
            )
    return frozenset(konteks.urusan[k] for k in kode), polos_urusan(kode)


def _kode_dari_angka(isi: str, konteks: KonteksOpd) -> str:
    """1.02 typed as a number is still 1.02; 2.1 may have been 2.10, or a slip."""
    try:
        kode = f"{Decimal(isi):.2f}"
    except InvalidOperation:
        return isi
    if Decimal(kode) != Decimal(isi) or kode not in konteks.urusan:
        raise SelSalah(f"terbaca sebagai angka {kutip(isi)}. Tulis sebagai teks, seperti 1.02.")
    if len(isi.partition(".")[2]) < 2:
        raise SelTanya(f"terbaca sebagai angka {isi}.", ((kode, kode),), ketik=True)
    return kode
