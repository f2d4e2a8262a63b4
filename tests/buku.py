"""A filled template as the operator of Dinkes would send it, and tools to change single cells."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from django.utils import timezone
from openpyxl import Workbook, load_workbook

from capaian.impor.jenis import Tempat, cari_jenis
from capaian.impor.simpan import baca_impor, pratinjau, terapkan_impor
from capaian.impor.templat import susun_templat
from capaian.models import Impor, Periode
from konsolidasi.inti import xlsx_isian
from opd.models import Opd, Pengguna

PADA = datetime(2026, 1, 8, 7, 0, tzinfo=UTC)
BARIS_PERTAMA = 6


def di_triwulan(opd: Opd, periode: Periode) -> Tempat:
    return Tempat("realisasi", opd, periode.tahun_id, periode.triwulan, periode=periode)


def templat(opd: Opd, periode: Periode, pengguna: Pengguna) -> bytes:
    return templat_di(di_triwulan(opd, periode), pengguna)


def templat_di(tempat: Tempat, pengguna: Pengguna) -> bytes:
    """The template of any kind, as this person would download it."""
    jenis = cari_jenis(tempat.jenis)
    acuan = jenis.muat(tempat, pengguna, timezone.now())
    buku = susun_templat(jenis, tempat, acuan, pada=PADA, oleh=pengguna.nama, pembuat="Uji")
    return xlsx_isian.tulis(buku)


def buku_biasa(baris: Sequence[Sequence[Any]], gabung: Sequence[str] = ()) -> bytes:
    """A workbook without our stamp: one sheet with these rows and merged cells."""
    buku = Workbook()
    for satu in baris:
        buku.active.append(list(satu))
    for ruas in gabung:
        buku.active.merge_cells(ruas)
    keluar = BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def ubah(isi: bytes, sel: Mapping[str, Any] | Callable[[Workbook], None]) -> bytes:
    """The workbook with these cells of its first sheet set, or with whatever `sel` does to it."""
    buku = load_workbook(BytesIO(isi), rich_text=True)
    if callable(sel):
        sel(buku)
    else:
        for alamat, nilai in sel.items():
            buku.worksheets[0][alamat] = nilai
    keluar = BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def unggah(
    isi: bytes, opd: Opd, periode: Periode, pengguna: Pengguna, nama: str = "isian.xlsx"
) -> Impor:
    return unggah_di(isi, di_triwulan(opd, periode), pengguna, nama)


def unggah_di(isi: bytes, tempat: Tempat, pengguna: Pengguna, nama: str = "isian.xlsx") -> Impor:
    return baca_impor(isi=isi, nama=nama, tempat=tempat, oleh=pengguna)


def terapkan(impor: Impor, oleh: Pengguna) -> Impor:
    """Apply what the preview shows now."""
    return terapkan_impor(impor=impor, sidik=pratinjau(impor, oleh).sidik, oleh=oleh)
