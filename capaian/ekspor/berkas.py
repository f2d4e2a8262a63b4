"""A Buku as a file of the kind that was asked for: Excel, CSV or PDF, always the same figures."""

from dataclasses import dataclass

from capaian.ekspor.daftar import nama_berkas
from konsolidasi.inti import xlsx
from konsolidasi.inti.csv_lembar import JENIS_CSV, tulis_csv
from konsolidasi.inti.dokumen import JENIS_PDF
from konsolidasi.inti.galat import TidakLengkap
from konsolidasi.inti.pdf_lembar import banyak_sel, tulis_pdf
from konsolidasi.inti.tata_letak import Buku

XLSX, CSV, PDF = "xlsx", "csv", "pdf"
RAGAM = ((XLSX, "Excel"), (CSV, "CSV"), (PDF, "PDF"))
SEL_PDF = 20_000
"""Cells of a table that is still worth printing; more are read on a screen."""


@dataclass(frozen=True)
class Berkas:
    isi: bytes
    mime: str
    nama: str


def tulis(buku: Buku, jenis: str, judul: str = "") -> Berkas:
    """Anything that is no other kind is Excel. Raises TidakLengkap for a PDF without end."""
    match jenis:
        case "csv":
            return Berkas(tulis_csv(buku), JENIS_CSV, _nama(buku, judul, CSV))
        case "pdf":
            if banyak_sel(buku) > SEL_PDF:
                raise TidakLengkap(
                    [], "Terlalu panjang untuk PDF. Saring lebih dahulu, atau unduh Excel atau CSV."
                )
            return Berkas(tulis_pdf(buku), JENIS_PDF, _nama(buku, judul, PDF))
        case _:
            return Berkas(xlsx.tulis(buku), xlsx.JENIS_ISI, _nama(buku, judul, XLSX))


def _nama(buku: Buku, judul: str, akhiran: str) -> str:
    return nama_berkas(judul or buku.judul, buku.pada, akhiran)
