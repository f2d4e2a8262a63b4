"""From a workbook to rows by column key: its stamp, its sheet, its head. Nothing is judged yet.

The result is plain JSON, so that it can be kept with the import and judged anew against the
database as often as its page is opened.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from capaian.impor.jenis import Jenis, cari_jenis
from capaian.lembar_isian import BENTUK, LEMBAR_ASAL, TANDA_ASAL, AsalBaris, Cap, KolomIsian
from konsolidasi.inti.angka import kutip
from konsolidasi.inti.xlsx_baca import BukuMasuk, LembarMasuk, tertutup_gabungan
from konsolidasi.inti.xlsx_sel import ANGKA, TANGGAL, TEKS, Sel, huruf_kolom
from konsolidasi.inti.xlsx_wadah import BukuDitolak

KEPALA_PALING_BAWAH = 40
TEKS_DISIMPAN = 2_100
"""Longer than any text that is taken; the rest of a longer one is not kept."""
_BAGIAN = re.compile(r" ?\{[a-z]+\}")
LAGI = "Unduh templatnya lagi, pindahkan isinya ke sana, lalu unggah."
RUSAK_ASAL = f"Lembar tersembunyi di berkas ini sudah berubah, jadi tidak dikenal. {LAGI}"


@dataclass(frozen=True)
class LembarIsian:
    """`huruf`: letters of the columns that are there; `gabung`: cells under a merge."""

    nama: str
    bagian: str
    kepala: int
    huruf: Mapping[str, str]
    baris: Sequence[tuple[int, Mapping[str, Sel]]]
    gabung: Mapping[str, str] = field(default_factory=dict)
    tersembunyi: int = 0


def baca_berkas(isi: bytes, jenis: Jenis) -> tuple[Cap, LembarIsian]:
    """Raises BukuDitolak with one sentence for every file that is not a filled template."""
    buku = BukuMasuk(isi)
    cap = _baca_cap(buku, jenis)
    return cap, baca_lembar(buku, jenis)


def _baca_cap(buku: BukuMasuk, jenis: Jenis) -> Cap:
    nama = next((n for n in buku.lembar if n.casefold() == LEMBAR_ASAL), "")
    if not nama:
        raise BukuDitolak(
            "Berkas ini bukan templat isian: lembar tersembunyinya tidak ada."
            f" {_sebut(list(buku.lembar))}. {LAGI}"
        )
    lembar = buku.baca(nama)
    baris = [[_teks(lembar, n, k) for k in range(1, 5)] for n in range(1, 6)]
    if baris[0][0] != TANDA_ASAL or baris[1][0] != "jenis":
        raise BukuDitolak(RUSAK_ASAL)
    lain = cari_jenis(baris[1][1])
    if baris[0][1] != BENTUK or lain is None:
        raise BukuDitolak(f"Templat ini dari versi lain dan tidak terbaca lagi. {LAGI}")
    if lain is not jenis:
        raise BukuDitolak(
            f"Berkas ini templat “{lain.judul}”, sedangkan halaman ini “{jenis.judul}”. Unggah di"
            " halamannya sendiri, lewat Impor Excel."
        )
    try:
        return Cap(
            jenis=baris[1][1],
            opd=_bulat_atau_kosong(baris[2][1]),
            opd_nama=baris[2][2][:200],
            tahun=_bulat_atau_kosong(baris[3][1]),
            triwulan=_bulat_atau_kosong(baris[3][2]),
            acuan=_bulat_atau_kosong(baris[3][3]),
            dibuat=datetime.fromisoformat(baris[4][1]),
            baris=_asal_baris(lembar),
        )
    except ValueError:
        raise BukuDitolak(RUSAK_ASAL) from None


def _asal_baris(lembar: LembarMasuk) -> dict[str, AsalBaris]:
    kepala = {sel.isi: k for k, sel in lembar.baris.get(6, {}).items()}
    if not {"kode", "versi"} <= kepala.keys():
        raise ValueError("no head")
    lain = {nama: k for nama, k in kepala.items() if nama not in ("kode", "versi")}
    hasil = {}
    for nomor, sel in lembar.baris.items():
        kode = _teks(lembar, nomor, kepala["kode"])
        if nomor > 6 and kode:
            isi = {nama: sel[k].isi[:TEKS_DISIMPAN] if k in sel else "" for nama, k in lain.items()}
            hasil[kode] = AsalBaris(_bulat(_teks(lembar, nomor, kepala["versi"])), isi)
    return hasil


def _bulat(teks: str) -> int:
    """LibreOffice and Google Sheets may turn the text 12 into the number 12."""
    if not re.fullmatch(r"[0-9]{1,9}(?:\.0)?", teks):
        raise ValueError(teks)
    return int(teks.partition(".")[0])


def _bulat_atau_kosong(teks: str) -> int | None:
    return _bulat(teks) if teks else None


def _teks(lembar: LembarMasuk, baris: int, kolom: int) -> str:
    sel = lembar.baris.get(baris, {}).get(kolom)
    return sel.isi.strip() if sel and sel.jenis in (TEKS, ANGKA) else ""


def baca_lembar(buku: BukuMasuk, jenis: Jenis) -> LembarIsian:
    """The sheet by its name, else the first one with the head of the template."""
    calon = sorted(
        (n for n in buku.lembar if n.casefold() != LEMBAR_ASAL),
        key=lambda n: n.casefold() != jenis.lembar.casefold(),
    )
    kurang = ""
    for nama in calon[:5]:
        lembar = buku.baca(nama)
        kepala, kolom = _cari_kepala(lembar, jenis.kolom)
        hilang = [_BAGIAN.sub("", k.judul) for k in jenis.kolom if k.wajib and k.kunci not in kolom]
        if not hilang:
            return _susun(lembar, kepala, kolom)
        if nama.casefold() == jenis.lembar.casefold():
            kurang = f"Lembar “{nama}” tidak punya kolom {' dan '.join(hilang)}. {LAGI}"
    raise BukuDitolak(kurang or f"Lembar “{jenis.lembar}” tidak ada. {_sebut(calon)}. {LAGI}")


def _cari_kepala(lembar: LembarMasuk, semua: tuple[KolomIsian, ...]) -> tuple[int, dict[str, int]]:
    """The row of titles near the top that names most columns, and where each column is."""
    terbaik: tuple[int, dict[str, int]] = (0, {})
    for nomor in sorted(lembar.baris):
        if nomor > KEPALA_PALING_BAWAH:
            break
        kolom: dict[str, int] = {}
        for k, sel in sorted(lembar.baris[nomor].items()):
            kunci = _kenali(sel.isi, semua) if sel.jenis == TEKS else ""
            if kunci in kolom:
                raise BukuDitolak(
                    f"Kolom “{kutip(sel.isi)}” ada dua kali di baris {nomor} lembar"
                    f" “{lembar.nama}”. Hapus salah satu, lalu unggah lagi."
                )
            if kunci:
                kolom[kunci] = k
        if len(kolom) > len(terbaik[1]):
            terbaik = (nomor, kolom)
    return terbaik


def _kenali(judul: str, semua: tuple[KolomIsian, ...]) -> str:
    polos = " ".join(judul.split()).casefold()
    if not polos:
        return ""
    return next((k.kunci for k in semua if _pola(k.judul, k.alias).fullmatch(polos)), "")


@cache
def _pola(judul: str, alias: tuple[str, ...]) -> re.Pattern[str]:
    """Titles with any quarter or year in them, since the stamp says which it is."""
    bagian = (re.escape(satu.casefold()) for satu in (judul, *alias))
    pola = "|".join(bagian).replace(r"\{tw\}", "tw (?:i|ii|iii|iv)")
    return re.compile(pola.replace(r"\{tahun\}", "[0-9]{4}"))


def _susun(lembar: LembarMasuk, kepala: int, kolom: dict[str, int]) -> LembarIsian:
    baris = []
    for nomor in sorted(lembar.baris):
        if nomor <= kepala:
            continue
        sel = lembar.baris[nomor]
        isi = {kunci: _ringkas(lembar, sel[k]) for kunci, k in kolom.items() if k in sel}
        if isi:
            baris.append((nomor, isi))
    nama = {k: huruf_kolom(k) for k in kolom.values()}
    gabung = {
        f"{nama[k]}{b}": f"{huruf_kolom(kiri)}{atas}"
        for b, k, atas, kiri in tertutup_gabungan(lembar, [n for n, _ in baris], kolom.values())
    }
    return LembarIsian(
        nama=lembar.nama,
        bagian=lembar.bagian,
        kepala=kepala,
        huruf={kunci: nama[k] for kunci, k in kolom.items()},
        baris=baris,
        gabung=gabung,
        tersembunyi=lembar.tersembunyi,
    )


def _ringkas(lembar: LembarMasuk, sel: Sel) -> Sel:
    """A date as a date; a text cut where it is too long for anything."""
    if sel.jenis == ANGKA and sel.pola == TANGGAL:
        hari = lembar.tanggal(sel.isi)
        return Sel(TANGGAL, hari.isoformat()) if hari else Sel(ANGKA, sel.isi)
    if sel.jenis == TEKS and sel.pola == TANGGAL:
        return Sel(TANGGAL, sel.isi)
    if len(sel.isi) > TEKS_DISIMPAN:
        return Sel(sel.jenis, f"{sel.isi[:TEKS_DISIMPAN]}", str(len(sel.isi)))
    return sel


def _sebut(nama: Sequence[str]) -> str:
    if not nama:
        return "Lembar lain juga tidak ada"
    tampil = ", ".join(f"“{kutip(n)}”" for n in nama[:4])
    return f"Ada lembar {tampil}{' dan lainnya' if len(nama) > 4 else ''}"


def sebagai_json(cap: Cap, lembar: LembarIsian) -> dict[str, Any]:
    return {
        "nama": lembar.nama,
        "bagian": lembar.bagian,
        "kepala": lembar.kepala,
        "huruf": dict(lembar.huruf),
        "baris": [[n, {k: list(s[:3]) for k, s in isi.items()}] for n, isi in lembar.baris],
        "gabung": dict(lembar.gabung),
        "tersembunyi": lembar.tersembunyi,
        "dibuat": cap.dibuat.isoformat(),
        "asal": {kode: [a.versi, dict(a.isi)] for kode, a in cap.baris.items()},
    }


def dari_json(isi: Mapping[str, Any]) -> tuple[dict[str, AsalBaris], LembarIsian]:
    lembar = LembarIsian(
        nama=isi["nama"],
        bagian=isi["bagian"],
        kepala=isi["kepala"],
        huruf=isi["huruf"],
        baris=[(n, {k: Sel(*s) for k, s in sel.items()}) for n, sel in isi["baris"]],
        gabung=isi["gabung"],
        tersembunyi=isi["tersembunyi"],
    )
    return {kode: AsalBaris(*a) for kode, a in isi["asal"].items()}, lembar
