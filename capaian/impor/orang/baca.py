"""A cell of the sheet of people understood. No query."""

import re
from dataclasses import replace

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from capaian.impor.bacaan import (
    KOSONG,
    SelSalah,
    Terbaca,
    baca_pilihan,
    baca_teks,
)
from capaian.impor.opd.baca import baca_hari, baca_ya_tidak
from capaian.impor.orang.kolom import (
    KEDUDUKAN,
    ORANG,
    PANJANG,
    PERAN,
    TANGGAL,
    TETAP,
    TUGAS,
    AcuanOrang,
    DaftarOrang,
)
from konsolidasi.inti.angka import kutip
from konsolidasi.inti.xlsx_sel import ANGKA, Sel
from opd.layanan.impor_orang import kode_baris

_KODE = re.compile(r"([^#\s]{1,150})(?:#([1-9][0-9]?))?")
_NIP = re.compile(r"[0-9]{18}")


def urai_kode(kode: str, semua: DaftarOrang) -> AcuanOrang:
    """The empty row of a kode that is not there yet. Raises SelSalah."""
    cocok = _KODE.fullmatch(kode)
    if not cocok or cocok[2] == "1":
        raise SelSalah("tulis nama pengguna, seperti budi; penugasan keduanya budi#2.")
    nama, nomor = cocok[1], int(cocok[2] or 1)
    pengguna = semua.konteks.pengguna
    if nama not in pengguna:
        _periksa_nama(nama)
        mirip = next((p for p in pengguna if p.casefold() == nama.casefold()), "")
        if mirip:
            raise SelSalah(f"akun {kutip(nama)} tidak ada. Maksudnya {mirip}?")
    dasar = semua.get(nama)
    kosong = kosongkan(kode, semua)
    isi = {k: dasar.isi[k] if dasar and k in ORANG else "" for k in kosong.isi}
    sendiri = bool(dasar and dasar.sendiri)
    return replace(kosong, username=nama, nomor=nomor, isi=isi, sendiri=sendiri)


def kosongkan(kode: str, semua: DaftarOrang) -> AcuanOrang:
    return AcuanOrang(
        pk=0,
        kode=kode,
        nama="",
        isi=dict.fromkeys((*ORANG, *TUGAS), ""),
        versi=0,
        baru=True,
        konteks=semua.konteks,
        username="",
        nomor=1,
    )


def _periksa_nama(nama: str) -> None:
    try:
        UnicodeUsernameValidator()(nama)
    except ValidationError:
        raise SelSalah(
            f"nama pengguna {kutip(nama)}: hanya huruf, angka, dan tanda @ . + - _."
        ) from None


def baca_sel(kunci: str, sel: Sel, acuan: AcuanOrang) -> Terbaca:
    """Raises SelSalah or SelTanya."""
    hasil = _baca(kunci, sel, acuan)
    if kunci in TETAP and acuan.tugas and hasil[1] not in ("", acuan.isi[kunci]):
        raise SelSalah(
            "peran dan OPD sebuah penugasan tidak diganti. Isi tanggal selesainya, lalu tulis"
            f" tugas barunya di baris baru, {kode_baris(acuan.username, acuan.nomor + 1)} atau"
            " nomor berikutnya."
        )
    return hasil


def _baca(kunci: str, sel: Sel, acuan: AcuanOrang) -> Terbaca:
    match kunci:
        case "nip":
            return _baca_nip(sel, acuan)
        case "surel":
            return _baca_surel(sel, acuan)
        case "aktif":
            return baca_ya_tidak(sel)
        case "peran":
            return baca_pilihan(sel, PERAN, "daftar peran")
        case "kedudukan":
            return baca_pilihan(sel, KEDUDUKAN, "daftar kedudukan")
        case "opd":
            return _baca_opd(sel, acuan)
        case _ if kunci in TANGGAL:
            return baca_hari(sel, acuan.isi[kunci])
    return baca_teks(sel, PANJANG[kunci])


def _baca_nip(sel: Sel, acuan: AcuanOrang) -> Terbaca:
    """Eighteen digits; a spreadsheet that takes them for a number has lost the last three."""
    if sel.jenis == ANGKA:
        raise SelSalah(
            "terbaca sebagai angka, jadi digit terakhirnya hilang. Format selnya sebagai teks, lalu"
            " tulis lagi NIP-nya."
        )
    teks, _ = baca_teks(sel, 60)
    nip = re.sub(r"[\s.'-]", "", teks)
    if not nip:
        return KOSONG
    if not _NIP.fullmatch(nip):
        # A NIP of another length that is stored already is not made worse here.
        if nip == acuan.isi["nip"]:
            return nip, nip
        raise SelSalah(f"NIP terdiri atas 18 angka; ini {len(nip)} karakter.")
    if acuan.konteks.nip.get(nip, acuan.username) != acuan.username:
        raise SelSalah(f"NIP ini sudah tercatat pada akun {acuan.konteks.nip[nip]}.")
    return nip, nip


def _baca_surel(sel: Sel, acuan: AcuanOrang) -> Terbaca:
    teks, _ = baca_teks(sel, PANJANG["surel"])
    if teks in ("", "-"):
        return KOSONG
    try:
        validate_email(teks)
    except ValidationError:
        raise SelSalah(f"“{kutip(teks)}” bukan alamat surel.") from None
    if acuan.konteks.surel.get(teks.casefold(), acuan.username) != acuan.username:
        raise SelSalah(f"surel ini sudah dipakai akun {acuan.konteks.surel[teks.casefold()]}.")
    return teks, teks


def _baca_opd(sel: Sel, acuan: AcuanOrang) -> Terbaca:
    teks, _ = baca_teks(sel, 200)
    teks = " ".join(teks.split())
    if teks in ("", "-"):
        return KOSONG
    satu = acuan.konteks.sebutan.cari(teks)
    return satu.pk, satu.kode
