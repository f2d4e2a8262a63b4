"""The same workbook with red cells and comments: everything else stays byte for byte as it came.

The parts are not rebuilt, bytes are put in where they belong. What people formatted, drew and
linked, and what no library of ours knows, is therefore still there.
"""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

from konsolidasi.inti.xlsx_catatan import pasang_catatan
from konsolidasi.inti.xlsx_sisip import Unsur, akhir_tanda, pertama, sisip, unsur
from konsolidasi.inti.xlsx_wadah import BAGIAN_TERBESAR, Wadah

MERAH = "FFF8D0CC"
CATATAN_TERBANYAK = 5_000
_GAYA = re.compile(rb'(\ss\s*=\s*)("[0-9]*"|\'[0-9]*\')')
_ISIAN = re.compile(rb'(\s(?:fillId|applyFill)\s*=\s*)("[^"]*"|\'[^\']*\')')


def tandai(isi: bytes, bagian: str, catatan: Mapping[str, str]) -> bytes:
    """`catatan`: sentence by address of a cell of the sheet in `bagian`.

    Raises BukuDitolak where the parts do not fit each other.
    """
    wadah = Wadah(isi)
    catatan = dict(list(catatan.items())[:CATATAN_TERBANYAK])
    if not catatan:
        return isi
    tulis: dict[str, bytes] = {}
    lembar = wadah.baca(bagian, BAGIAN_TERBESAR)
    lembar = _warnai(wadah, lembar, catatan, tulis)
    tulis[bagian] = pasang_catatan(wadah, bagian, lembar, catatan, tulis)
    return _bungkus(wadah, tulis)


def _bungkus(wadah: Wadah, tulis: dict[str, bytes]) -> bytes:
    keluar, sisa = BytesIO(), {n.casefold(): (n, b) for n, b in tulis.items()}
    with (
        zipfile.ZipFile(BytesIO(wadah.isi)) as asal,
        zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as tujuan,
    ):
        for nama in wadah.nama:
            baru = sisa.pop(nama.casefold().replace("\\", "/"), None)
            butir = zipfile.ZipInfo(nama, asal.getinfo(nama).date_time)
            butir.compress_type, butir.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            tujuan.writestr(butir, baru[1] if baru else wadah.baca(nama, BAGIAN_TERBESAR))
        for nama, baru in sisa.values():
            tujuan.writestr(nama, baru)
    return keluar.getvalue()


def _warnai(
    wadah: Wadah, lembar: bytes, catatan: Mapping[str, str], tulis: dict[str, bytes]
) -> bytes:
    """Give each cell a copy of its own style, with the red ground."""
    jalur = next((n for n in wadah.nama if n.casefold().endswith("xl/styles.xml")), "")
    if not jalur:
        return lembar
    sel = unsur(lembar, "c", bila=lambda sifat: sifat.get("r") in catatan)
    gaya = wadah.baca(jalur, BAGIAN_TERBESAR)
    semua = unsur(gaya, "fills", "cellXfs", "xf", "fill")
    isian, format_sel = pertama(semua, "fills"), pertama(semua, "cellXfs")
    xf = [u for u in semua if u.tag == "xf" and _di_dalam(u, format_sel)]
    nomor_isian = sum(u.tag == "fill" and _di_dalam(u, isian) for u in semua)
    dipakai = sorted({_nomor(u.sifat.get("s", "0")) for u in sel})
    baru = {lama: len(xf) + n for n, lama in enumerate(s for s in dipakai if s < len(xf))}
    salinan = b"".join(_merahkan(gaya[xf[n].mulai : xf[n].akhir], nomor_isian) for n in baru)
    tulis[jalur] = sisip(
        gaya,
        [
            *_hitung_ulang(gaya, isian, nomor_isian + 1),
            (isian.tutup_mulai, isian.tutup_mulai, _isian_merah(isian.awalan)),
            *_hitung_ulang(gaya, format_sel, len(xf) + len(baru)),
            (format_sel.tutup_mulai, format_sel.tutup_mulai, salinan),
        ],
    )
    ganti = []
    for u in sel:
        nomor = baru.get(_nomor(u.sifat.get("s", "0")))
        if nomor is not None:
            tanda = lembar[u.mulai : u.buka_akhir]
            ganti.append((u.mulai, u.buka_akhir, _pasang(tanda, _GAYA, b"s", nomor)))
    return sisip(lembar, ganti)


def _di_dalam(satu: Unsur, induk: Unsur) -> bool:
    return induk.buka_akhir <= satu.mulai and satu.akhir <= induk.tutup_mulai


def _nomor(teks: str) -> int:
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 7 else 0


def _pasang(tanda: bytes, pola: re.Pattern[bytes], nama: bytes, nilai: int) -> bytes:
    """A tag with this attribute set."""
    isi = b'"%d"' % nilai
    if pola.search(tanda):
        return pola.sub(lambda c: c[1] + isi, tanda, count=1)
    letak = re.match(rb"<[^\s/>]+", tanda).end()
    return tanda[:letak] + b" " + nama + b"=" + isi + tanda[letak:]


def _merahkan(xf: bytes, nomor: int) -> bytes:
    akhir = akhir_tanda(xf, 0)
    tanda = _ISIAN.sub(b"", xf[:akhir])
    letak = re.match(rb"<[^\s/>]+", tanda).end()
    return tanda[:letak] + b' fillId="%d" applyFill="1"' % nomor + tanda[letak:] + xf[akhir:]


def _isian_merah(awalan: str) -> bytes:
    p = f"{awalan}:" if awalan else ""
    return (
        f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{MERAH}"/>'
        f'<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
    ).encode()


def _hitung_ulang(isi: bytes, u: Unsur, banyak: int) -> list[tuple[int, int, bytes]]:
    pola = re.compile(rb'(\scount\s*=\s*)("[0-9]*"|\'[0-9]*\')')
    cocok = pola.search(isi, u.mulai, u.buka_akhir)
    return [(cocok.start(2), cocok.end(2), b'"%d"' % banyak)] if cocok else []
