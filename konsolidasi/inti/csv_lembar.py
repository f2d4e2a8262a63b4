"""A workbook as CSV: UTF-8 with BOM and ";", as spreadsheets here open it. One line per row."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from io import StringIO, TextIOWrapper
from tempfile import TemporaryFile
from typing import BinaryIO

from konsolidasi.inti.tata_letak import Angka, Buku, Isi, Kolom, Rumus
from konsolidasi.inti.teks_lembar import bersihkan, mirip_rumus
from konsolidasi.inti.waktu import ZONA

JENIS_CSV = "text/csv; charset=utf-8"
LEMBAR = "Lembar"


def tulis_csv(buku: Buku) -> bytes:
    """The titles in one line, then the rows of the table; formulas as their results.

    Sheets of the same columns make one table, whose first column names the sheet.
    """
    keluar = StringIO()
    penulis = csv.writer(keluar, delimiter=";", lineterminator="\r\n")
    banyak, kepala = len(buku.lembar) > 1, None
    for lembar in buku.lembar:
        judul = [LEMBAR] * banyak + [_judul(k) for k in lembar.kolom]
        if judul != kepala:
            penulis.writerow(judul)
            kepala = judul
        depan = [tulis_sel(lembar.nama)] * banyak
        for baris in lembar.baris:
            penulis.writerow(depan + [tulis_sel(baris.isi.get(k.kunci)) for k in lembar.kolom])
    return b"\xef\xbb\xbf" + keluar.getvalue().encode()


def alirkan_csv(kolom: Sequence[Kolom], baris: Iterable[Sequence[object]]) -> BinaryIO:
    """A long table, row by row into a temporary file that is gone when it is closed."""
    berkas = TemporaryFile()  # noqa: SIM115  whoever sends it closes it
    berkas.write(b"\xef\xbb\xbf")
    teks = TextIOWrapper(berkas, "utf-8", newline="", write_through=True)
    penulis = csv.writer(teks, delimiter=";", lineterminator="\r\n")
    penulis.writerow([_judul(k) for k in kolom])
    for satu in baris:
        penulis.writerow([_nilai(isi) for isi in satu])
    teks.flush()
    teks.detach()
    berkas.seek(0)
    return berkas


def _nilai(isi: object) -> str:
    match isi:
        case datetime():
            return f"{isi.astimezone(ZONA):%Y-%m-%d %H:%M}"
        case Decimal():
            return _angka(isi)
        case _:
            return tulis_sel(isi if isinstance(isi, int) else None if isi is None else str(isi))


def tulis_sel(isi: Isi) -> str:
    """Numbers with a comma and all their digits; text that looks like a formula is quoted."""
    match isi:
        case None:
            return ""
        case Angka(nilai) | Rumus(hasil=nilai):
            return _angka(nilai)
        case int():
            return str(isi)
        case _:
            teks = bersihkan(isi)
            return f"'{teks}" if mirip_rumus(teks) else teks


def _judul(kolom: Kolom) -> str:
    bagian = (*kolom.atasan, kolom.kelompok, kolom.judul)
    return tulis_sel(" ".join(satu for satu in (kolom.nomor, *bagian) if satu))


def _angka(nilai: Decimal) -> str:
    teks = f"{nilai:f}"
    if "." in teks:
        teks = teks.rstrip("0").rstrip(".")
    return teks.replace(".", ",")
