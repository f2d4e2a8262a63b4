"""Everything a person may see, by words: grouped by kind, counted, the words found marked."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.paginator import Page, Paginator
from django.utils.html import conditional_escape, format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from capaian.keselarasan.nama import kemiripan
from capaian.layar.cari import JENIS as JENIS_CAPAIAN
from capaian.layar.cari import JenisCari, Opd, arti, ringan
from capaian.layar.keselarasan import Lencana
from konsolidasi.dasbor.cari_kueri import PER_HALAMAN, cari_butir
from konsolidasi.dasbor.cari_opd import JENIS as JENIS_OPD
from konsolidasi.dasbor.cari_opd import opd_disebut
from konsolidasi.inti.alamat import alamat_halaman
from konsolidasi.inti.cari import Butir, Tingkat, longgarkan
from konsolidasi.inti.pencarian import Pencarian, baca
from rapat.layar.cari import JENIS as JENIS_RAPAT

HALAMAN_TERBANYAK = 1000
MIRIP_DITUNJUK = 30
PER_KODE = {j.kode: j for j in (*JENIS_OPD, *JENIS_CAPAIAN, *JENIS_RAPAT)}
DEPAN = ("opd", "indikator", "tindak_lanjut", "sesi", "berita_acara", "rapat")
JENIS = tuple(PER_KODE[kode] for kode in dict.fromkeys((*DEPAN, *PER_KODE)))
_KATA = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Temu:
    """One row found, with the words marked."""

    judul: SafeString
    kode: SafeString
    opd: SafeString
    keterangan: SafeString
    saat: str
    url: str
    lencana: Lencana | None
    contoh: bool


@dataclass(frozen=True, slots=True)
class Kelompok:
    """What was found of one kind. `lebih`: there is more than shown; `daftar`: its own list."""

    jenis: JenisCari
    banyak: int
    temu: tuple[Temu, ...]
    lebih: bool
    daftar: str


@dataclass(frozen=True, slots=True)
class Pilah:
    kode: str
    label: str
    banyak: int


@dataclass(frozen=True, slots=True)
class LayarCari:
    """`usul`: the words as they stand in the row most alike."""

    pencarian: Pencarian
    jenis: str = ""
    kelompok: tuple[Kelompok, ...] = ()
    pilah: tuple[Pilah, ...] = ()
    hal: Page | None = None
    usul: str = ""

    @property
    def banyak(self) -> int:
        return self.pilah[0].banyak if self.pilah else 0


@dataclass(frozen=True, slots=True)
class Hasil:
    """What was found by kind, those with a row only; of the kind that is shown, this page."""

    butir: Mapping[str, list[Butir]]
    nomor: int


def susun(pengguna: AbstractBaseUser, isi: Mapping[str, str]) -> LayarCari:
    """Two queries; two more when nothing has every word and what is alike is looked for."""
    p = baca(isi.get("q", ""), arti=arti, ringan=ringan)
    jenis = isi.get("jenis", "")
    jenis = jenis if jenis in PER_KODE else ""
    if not p.cukup:
        return LayarCari(p, jenis)
    nomor = _nomor(isi.get("halaman", ""))
    opd = opd_disebut(p)
    p = replace(p, longgar=isi.get("mirip") == "ya")
    per = Hasil({}, 1) if p.longgar else _cari(pengguna, p, opd, jenis, nomor)
    if not per.butir:
        longgarkan()
        p = replace(p, longgar=True)
        per = _cari(pengguna, p, opd, jenis, nomor)
    urut = _urutkan(per.butir)
    tampil = [(j, isi) for j, isi in urut if jenis in ("", j.kode)]
    hal = None
    if jenis and tampil:
        hal = Paginator(range(tampil[0][1][0].banyak), PER_HALAMAN).get_page(per.nomor)
    return LayarCari(
        pencarian=p,
        jenis=jenis,
        kelompok=tuple(_kelompok(j, isi, p, opd, hal) for j, isi in tampil),
        pilah=_pilah(urut, jenis),
        hal=hal,
        usul=_usul(p, urut) if p.longgar else "",
    )


def _nomor(teks: str) -> int:
    nomor = int(teks) if teks.isascii() and teks.isdecimal() and len(teks) < 6 else 1
    return min(max(nomor, 1), HALAMAN_TERBANYAK)


def _cari(
    pengguna: AbstractBaseUser,
    p: Pencarian,
    opd: Opd,
    jenis: str,
    nomor: int,
) -> Hasil:
    """One query, one more for a page behind the last."""
    hasil: dict[str, list[Butir]] = defaultdict(list)
    for b in cari_butir(pengguna, p, opd, jenis, nomor):
        hasil[b.jenis].append(b)
    if nomor > 1 and jenis not in hasil:
        return _cari(pengguna, p, opd, jenis, 1)
    return Hasil(hasil, nomor)


def _urutkan(per: Mapping[str, list[Butir]]) -> list[tuple[JenisCari, list[Butir]]]:
    """An exact code or singkatan brings its kind to the front; else the order of JENIS."""
    ada = [(j, per[j.kode]) for j in JENIS if j.kode in per]
    return sorted(ada, key=lambda satu: satu[1][0].tingkat != Tingkat.TEPAT)


def _pilah(urut: Sequence[tuple[JenisCari, list[Butir]]], jenis: str) -> tuple[Pilah, ...]:
    satuan = [Pilah(j.kode, _besar(j.benda), isi[0].banyak) for j, isi in urut]
    if jenis and jenis not in {p.kode for p in satuan}:
        satuan.append(Pilah(jenis, _besar(PER_KODE[jenis].benda), 0))
    return (Pilah("", "Semua", sum(p.banyak for p in satuan)), *satuan)


def _besar(teks: str) -> str:
    return teks[:1].upper() + teks[1:]


def _kelompok(
    jenis: JenisCari, isi: Sequence[Butir], p: Pencarian, opd: Opd, hal: Page | None
) -> Kelompok:
    banyak = isi[0].banyak
    return Kelompok(
        jenis=jenis,
        banyak=banyak,
        temu=tuple(_temu(jenis, b, p) for b in isi),
        lebih=hal is None and banyak > len(isi),
        daftar="" if p.longgar else _daftar(jenis, p, opd),
    )


def _daftar(jenis: JenisCari, p: Pencarian, opd: Opd) -> str:
    """The list of that kind with the filter that says the same; empty when none does."""
    if not jenis.daftar or len(p.kata) > 1 or len(p.kata[0].ragam) > 1:
        return ""
    milik = opd.get(p.kata[0].tulis.casefold(), ())
    if len(milik) > 1:
        return ""
    saring = {"opd": milik[0]} if milik else {"cari": p.teks}
    return f"{alamat_halaman(jenis.daftar)}?{urlencode(saring)}"


def _temu(jenis: JenisCari, b: Butir, p: Pencarian) -> Temu:
    judul = jenis.judul(b)
    kata = [r for k in p.kata for r in k.ragam]
    if b.tingkat == Tingkat.MIRIP:
        kata += _padanan(p, f"{judul} {b.keterangan}").values()
    pola = _pola(kata)
    return Temu(
        judul=tandai(judul, pola),
        kode=tandai(b.kode, pola),
        opd=tandai(b.opd, pola),
        keterangan=tandai(b.keterangan, pola),
        saat=jenis.saat(b),
        url=jenis.url(b),
        lencana=jenis.lencana(b),
        contoh=b.contoh,
    )


def _pola(kata: Iterable[str]) -> re.Pattern[str]:
    """Words shorter than three letters only where a word begins, as they were looked for."""
    urut = sorted(set(kata), key=len, reverse=True)
    bagian = (rf"\b{re.escape(k)}" if len(k) < 3 else re.escape(k) for k in urut)
    return re.compile(f"({'|'.join(bagian)})", re.IGNORECASE)


def tandai(teks: str, pola: re.Pattern[str]) -> SafeString:
    """Escaped, with `mark` around what the pattern finds."""
    bagian = pola.split(teks)
    hasil = (
        format_html("<mark>{}</mark>", isi) if n % 2 else conditional_escape(isi)
        for n, isi in enumerate(bagian)
    )
    return mark_safe("".join(hasil))  # noqa: S308 every part was escaped


@lru_cache(maxsize=4096)
def _kemiripan(ditulis: str, ada: str) -> int:
    """Names of one city are made of few words."""
    return kemiripan(ditulis, ada)


def _padanan(p: Pencarian, teks: str) -> dict[str, str]:
    """By word that the text lacks: the word of the text that is most like it."""
    kata = _KATA.findall(teks)
    rendah = teks.casefold()
    hasil = {}
    for k in p.penting:
        if kata and not any(r.casefold() in rendah for r in k.ragam):
            satu = max(kata, key=lambda isi, k=k: _kemiripan(k.tulis, isi))
            if _kemiripan(k.tulis, satu) >= MIRIP_DITUNJUK:
                hasil[k.tulis] = satu
    return hasil


def _usul(p: Pencarian, urut: Sequence[tuple[JenisCari, list[Butir]]]) -> str:
    """The words as typed, each that was not found replaced by the one it is most like."""
    if not urut:
        return ""
    terbaik = max((isi[0] for _, isi in urut), key=lambda b: (b.mirip, -b.tingkat))
    if terbaik.tingkat < Tingkat.MIRIP:
        return ""
    ganti = _padanan(p, f"{terbaik.judul} {terbaik.keterangan}")
    return " ".join(ganti.get(k.tulis, k.tulis).lower() for k in p.kata) if ganti else ""
