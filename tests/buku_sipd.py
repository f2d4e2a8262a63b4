"""A workbook as SIPD exports it: two rows of heads, group rows, money as text, subtotals."""

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from tests.buku import buku_biasa, ubah

P, K, S1, S2 = "1.02.02", "1.02.02.2.01", "1.02.02.2.01.0001", "1.02.02.2.01.0002"
ISI: list[Sequence[Any]] = [
    ["LAPORAN REALISASI ANGGARAN PER SUB KEGIATAN TAHUN 2025"],
    ["Dinas Kesehatan Kota Tanjungbalai"],
    [],
    ["No", "Kode", "Uraian", "Anggaran", None, "Realisasi", "%"],
    [None, None, None, "Sebelum", "Setelah Perubahan", None, None],
    [1, 2, 3, 4, 5, 6, 7],
    [None, "URUSAN PEMERINTAHAN WAJIB"],
    [1, "1.02", "URUSAN BIDANG KESEHATAN", 9, 9, 9, 9],
    [2, P, "PROGRAM PEMENUHAN\nUPAYA KESEHATAN", "Rp 1.500.000,00", "Rp 1.700.000,00", 1_000, 1],
    [3, K, "Penyediaan Layanan", 1_500_000, 1_700_000, 1_000, 1],
    [4, S1, "Pengadaan Obat", 1_000_000, 1_200_000, "Rp 600.000,50", 1],
    [None, S1, "Pengadaan Obat", None, None, None, None],
    [None, "5.1.02.01.01.0001", "Belanja Alat", 1_000_000, 1_200_000, 600_000, 1],
    [5, S2, "Pengelolaan Imunisasi", 500_000, 500_000, "-", 0],
    [None, "Jumlah", None, 1_500_000, 1_700_000, 600_000, 1],
]


GABUNG = ("A1:G1", "A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:F5", "G4:G5", "B7:G7")


def bersampul(wb: Workbook) -> None:
    wb.active.title = "Laporan"
    wb.create_sheet("Sampul", 0)


def buku() -> bytes:
    return ubah(buku_biasa(ISI, GABUNG), bersampul)
