"""A Buku as PDF: the columns, rows and figures that inti.xlsx writes, on the same paper."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from konsolidasi.inti import dokumen
from konsolidasi.inti.jenis_berkas import kenali, ukuran_gambar
from konsolidasi.inti.kepala_lembar import Petak, susun_kepala
from konsolidasi.inti.tata_letak import (
    GAYA,
    Angka,
    Baris,
    Buku,
    Kolom,
    Lembar,
    Rumus,
    Teks,
    tampil,
)

CETAKAN = Path(__file__).parent / "cetakan" / "lembar.typ"
TEPI = Decimal(10)
SATUAN = Decimal("1.852")
"""Millimetres of a unit of width: 7 pixels, 96 of them to the inch."""
SKALA_TERBESAR, SKALA_TERKECIL = Decimal("1.1"), Decimal("0.3")
LEBAR_ANGKA, LEBAR_TITIK, LEBAR_HURUF, LEBAR_TEBAL = 67, 34, 62, 69
"""Tenths of a pixel that a character of 9 points takes."""
TERKECIL = 50
SEL_BERTANDA = 3_000
HURUF_CATATAN = "abcdefghijklmnopqrstuvwxyz"

Sel = list[Any]
"""Text, key of GAYA, alignment, columns it spans, open side, scale of letters, mark of a note."""


def tulis_pdf(buku: Buku) -> bytes:
    """The file. The same `buku` gives the same bytes."""
    gambar = {f"logo{n}": sebagai_svg(satu.logo) for n, satu in enumerate(buku.lembar) if satu.logo}
    data = {
        "judul-dokumen": buku.judul,
        "kaki": buku.kaki,
        "gaya": {nama: asdict(gaya) for nama, gaya in GAYA.items()},
        "lembar": [_lembar(satu, buku.kertas, n) for n, satu in enumerate(buku.lembar)],
    }
    bertanda = banyak_sel(buku) <= SEL_BERTANDA
    return dokumen.pdf(CETAKAN, data, kertas=buku.kertas, gambar=gambar, bertanda=bertanda)


def banyak_sel(buku: Buku) -> int:
    return sum(len(satu.baris) * len(satu.kolom) for satu in buku.lembar)


def sebagai_svg(isi: bytes) -> str:
    """A picture inside SVG markup, the one kind that a document takes. Raises BerkasDitolak."""
    mime = kenali(isi).mime
    lebar, tinggi = ukuran_gambar(isi)
    data = b64encode(isi).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {lebar} {tinggi}">'
        f'<image width="{lebar}" height="{tinggi}" href="data:{mime};base64,{data}"/></svg>'
    )


def dapat_dicetak(logo: bytes) -> bool:
    """Whether a picture, whole as it looks, can really be read: one that cannot stops every PDF."""
    lembar = Lembar("", (Kolom("a", "", 9),), (), atas=(Teks("-", "kop"),), logo=logo)
    try:
        tulis_pdf(Buku("", [lembar], datetime.min, ""))
    except dokumen.GalatCetakan:
        return False
    return True


def _lembar(lembar: Lembar, kertas: str, nomor: int) -> dict[str, Any]:
    catatan = _Catatan()
    baris = [_baris(satu, lembar.kolom, catatan) for satu in lembar.baris]
    kepala = susun_kepala(lembar.kolom)
    return {
        "lebar": [k.lebar for k in lembar.kolom],
        "skala": str(_skala(lembar.kolom, kertas)),
        "atas": [[t.isi, t.gaya, t.tinggi or 0] for t in lembar.atas],
        "kepala": [_judul(p, lembar.kolom) for p in kepala.petak],
        "baris": baris,
        "catatan": [f"{tanda}) {teks}" for teks, tanda in catatan.tanda.items()],
        "bawah": [t.isi for t in lembar.bawah],
        "kiri": _blok(lembar.pengesahan_kiri),
        "kanan": _blok(lembar.pengesahan),
        "logo": f"logo{nomor}" if lembar.logo else "",
    }


def _judul(petak: Petak, kolom: Sequence[Kolom]) -> list[Any]:
    lebar = sum(k.lebar for k in kolom[petak.kiri - 1 : petak.kanan])
    return [
        str(petak.isi),
        petak.gaya,
        petak.kiri - 1,
        petak.atas,
        petak.kanan - petak.kiri + 1,
        petak.bawah - petak.atas + 1,
        _ciut(str(petak.isi), lebar, petak.gaya, utuh=False),
    ]


def _skala(kolom: Sequence[Kolom], kertas: str) -> Decimal:
    """Of the letters, so that all columns stand side by side on the long side of the paper."""
    ruang = max(dokumen.KERTAS[kertas]) - 2 * TEPI
    perlu = sum(k.lebar for k in kolom) * SATUAN
    return min(max(ruang / perlu, SKALA_TERKECIL), SKALA_TERBESAR).quantize(Decimal("0.001"))


def _blok(blok: Sequence[Teks]) -> list[list[Any]]:
    return [[t.isi, t.gaya] for t in blok]


class _Catatan:
    """Notes of cells, each sentence once, in the order it is met."""

    def __init__(self) -> None:
        self.tanda: dict[str, str] = {}

    def __getitem__(self, teks: str) -> str:
        if teks not in self.tanda:
            n = len(self.tanda)
            putaran, letak = divmod(n, len(HURUF_CATATAN))
            self.tanda[teks] = HURUF_CATATAN[letak] * (putaran + 1)
        return self.tanda[teks]


def _baris(baris: Baris, kolom: Sequence[Kolom], catatan: _Catatan) -> list[Sel]:
    return list(_sel(baris, kolom, catatan))


def _sel(baris: Baris, kolom: Sequence[Kolom], catatan: _Catatan) -> Iterator[Sel]:
    kunci = [k.kunci for k in kolom]
    n = 0
    while n < len(kolom):
        satu = kolom[n]
        bentang = 1
        if baris.bentang and satu.kunci == baris.bentang[0]:
            bentang = kunci.index(baris.bentang[1]) - n + 1
        isi = baris.isi.get(satu.kunci)
        gaya = baris.gaya(satu.kunci) if bentang == 1 else baris.ragam
        teks = tampil(isi)
        lebar = sum(k.lebar for k in kolom[n : n + bentang])
        kiri = bentang > 1 or (isinstance(isi, Angka) and isi.awalan)
        tanda = catatan[baris.catatan[satu.kunci]] if satu.kunci in baris.catatan else ""
        yield [
            teks,
            gaya,
            "left" if kiri else satu.rata,
            bentang,
            _sisi(kolom, n, bentang),
            _ciut(teks, lebar, gaya, utuh=isinstance(isi, Angka | Rumus)),
            tanda,
        ]
        n += bentang


def _sisi(kolom: Sequence[Kolom], n: int, bentang: int) -> str:
    """Which line is left out between two columns that belong together."""
    sesudah = n + bentang
    if sesudah < len(kolom) and kolom[sesudah].lebur and not kolom[sesudah].sekat:
        return "kanan"
    return "kiri" if kolom[n].lebur and not kolom[n].sekat else ""


def _ciut(teks: str, lebar: int, gaya: str, *, utuh: bool) -> int:
    """Percent of its size at which a number, or the longest word, stays within its column."""
    huruf = LEBAR_TEBAL if GAYA[gaya].tebal else LEBAR_HURUF
    bagian = [teks] if utuh else teks.split()
    titik = max((sum(_titik(h, huruf) for h in satu) for satu in bagian), default=0)
    muat = (lebar * 7 - 7) * 10
    return 100 if titik <= muat else max(muat * 100 // titik, TERKECIL)


def _titik(huruf: str, lebar: int) -> int:
    if huruf.isdigit():
        return LEBAR_ANGKA
    return LEBAR_TITIK if huruf in ".,:;-–()/'| " else lebar
