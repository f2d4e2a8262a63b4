"""What a cell of a workbook says: its kind, its text, and the sort of number its style shows."""

import re
from typing import NamedTuple

from konsolidasi.inti.xlsx_wadah import UNGGAH_LAGI, BukuDitolak, Wadah, diam

TEKS_TERPANJANG, TEKS_SEMUA, TEKS_BERSAMA = 32_767, 8_000_000, 300_000
GAYA_TERBANYAK, POTONGAN_TERBANYAK = 65_536, 2000

ANGKA, TEKS, LOGIKA, GALAT, BELUM_DIHITUNG, MELINGKAR = "n", "s", "b", "e", "f", "r"
PERSEN, TANGGAL = "%", "d"
ANGKA_SAH = re.compile(
    r"[-+]?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][-+]?[0-9]{1,3})?"
)
_LOLOS = re.compile(r"_x([0-9A-Fa-f]{4})_")
_KENDALI = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BUKAN_POLA = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_ID_PERSEN = frozenset({9, 10})
_ID_TANGGAL = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})


class Sel(NamedTuple):
    """`jenis`: a constant above; `isi`: the stored text; `pola`: PERSEN, TANGGAL or ""."""

    jenis: str
    isi: str
    pola: str = ""
    rumus: bool = False


def baca_teks_bersama(wadah: Wadah, bagian: str) -> list[str]:
    """Texts that cells share, runs of rich text put together, readings (rPh) left out."""
    hasil: list[str] = []
    potongan: list[str] = []
    di = {"t": False, "rPh": False}
    huruf = 0

    def buka(tag: str, _: dict[str, str]) -> None:
        if tag == "si":
            potongan.clear()
        elif tag in di:
            di[tag] = True

    def tutup(tag: str) -> None:
        nonlocal huruf
        if tag in di:
            di[tag] = False
        elif tag == "si":
            utuh = lepas_sandi("".join(potongan)[: TEKS_TERPANJANG + 1])
            huruf += len(utuh)
            hasil.append(utuh)
            if len(hasil) > TEKS_BERSAMA or huruf > 2 * TEKS_SEMUA:
                raise BukuDitolak(
                    "Berkas ini berisi terlalu banyak teks untuk sebuah isian. Salin isinya ke"
                    f" templat baru, {UNGGAH_LAGI}"
                )

    def isi(teks: str) -> None:
        if di["t"] and not di["rPh"] and len(potongan) < POTONGAN_TERBANYAK:
            potongan.append(teks)

    wadah.urai(bagian, buka, tutup, isi)
    return hasil


def baca_pola(wadah: Wadah, bagian: str) -> list[str]:
    """What each style of a cell says about its number: PERSEN, TANGGAL or ""."""
    sendiri: dict[str, str] = {}
    hasil: list[str] = []
    di_sel = False

    def buka(tag: str, sifat: dict[str, str]) -> None:
        nonlocal di_sel
        if tag == "numFmt":
            sendiri[sifat.get("numFmtId", "")] = sifat.get("formatCode", "")[:255]
        elif tag == "cellXfs":
            di_sel = True
        elif tag == "xf" and di_sel and len(hasil) < GAYA_TERBANYAK:
            nomor = sifat.get("numFmtId", "0")
            hasil.append(_golongkan(nomor, sendiri.get(nomor, "")))

    def tutup(tag: str) -> None:
        nonlocal di_sel
        di_sel = di_sel and tag != "cellXfs"

    wadah.urai(bagian, buka, tutup, diam)
    return hasil


def _golongkan(nomor: str, pola: str) -> str:
    if pola:
        polos = _BUKAN_POLA.sub("", pola.partition(";")[0]).casefold()
        if "%" in polos:
            return PERSEN
        # "General" and "Standard" hold these letters too.
        huruf = re.sub(r"general|standard|umum|e[+-]", "", polos)
        return TANGGAL if re.search(r"[ymdh]|s(?!t)", huruf) else ""
    kode = int(nomor) if nomor.isascii() and nomor.isdigit() and len(nomor) < 6 else 0
    return PERSEN if kode in _ID_PERSEN else TANGGAL if kode in _ID_TANGGAL else ""


def lepas_sandi(teks: str) -> str:
    """`_x000D_` is a character; control characters are dropped, and line ends made alike."""
    if "_x" in teks:
        teks = _LOLOS.sub(lambda c: chr(int(c[1], 16)), teks)
    return _KENDALI.sub("", teks.replace("\r\n", "\n").replace("\r", "\n"))


def nomor_kolom(huruf: str) -> int:
    nomor = 0
    for satu in huruf:
        nomor = nomor * 26 + ord(satu) - 64
    return nomor


def huruf_kolom(nomor: int) -> str:
    huruf = ""
    while nomor:
        nomor, sisa = divmod(nomor - 1, 26)
        huruf = chr(65 + sisa) + huruf
    return huruf
