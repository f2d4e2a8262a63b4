"""A sheet as CSV: UTF-8 with BOM and ";", as spreadsheets here open it. One line per row."""

import csv
from decimal import Decimal
from io import StringIO

from konsolidasi.inti.tata_letak import Angka, Isi, Kolom, Lembar, Rumus
from konsolidasi.inti.teks_lembar import bersihkan, mirip_rumus

JENIS_CSV = "text/csv; charset=utf-8"


def tulis_csv(lembar: Lembar) -> bytes:
    """The titles in one line, then the rows of the table; formulas as their results."""
    keluar = StringIO()
    penulis = csv.writer(keluar, delimiter=";", lineterminator="\r\n")
    penulis.writerow([_judul(k) for k in lembar.kolom])
    for baris in lembar.baris:
        penulis.writerow([tulis_sel(baris.isi.get(k.kunci)) for k in lembar.kolom])
    return b"\xef\xbb\xbf" + keluar.getvalue().encode()


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
