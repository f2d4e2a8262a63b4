"""A filled template as the operator of Dinkes would send it, and tools to change single cells."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from django.utils import timezone
from openpyxl import Workbook, load_workbook

from capaian.ekspor.daftar import Keterangan
from capaian.ekspor.templat_isian import susun_templat
from capaian.impor.simpan import baca_impor
from capaian.layar.isian_lembar import muat_acuan
from capaian.models import Impor, Periode
from konsolidasi.inti import xlsx_isian
from opd.models import Opd, Pengguna

PADA = datetime(2026, 1, 8, 7, 0, tzinfo=UTC)
BARIS_PERTAMA = 6


def templat(opd: Opd, periode: Periode, pengguna: Pengguna) -> bytes:
    acuan = muat_acuan(opd, periode, pengguna, timezone.now())
    ket = Keterangan(pada=PADA, oleh=pengguna.nama)
    return xlsx_isian.tulis(susun_templat(opd, periode.tw, acuan, ket))


def ubah(isi: bytes, sel: Mapping[str, Any] | Callable[[Workbook], None]) -> bytes:
    """The workbook with these cells of the sheet Isian set, or with whatever `sel` does to it."""
    buku = load_workbook(BytesIO(isi), rich_text=True)
    if callable(sel):
        sel(buku)
    else:
        for alamat, nilai in sel.items():
            buku["Isian"][alamat] = nilai
    keluar = BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def unggah(
    isi: bytes, opd: Opd, periode: Periode, pengguna: Pengguna, nama: str = "isian.xlsx"
) -> Impor:
    return baca_impor(isi=isi, nama=nama, opd=opd, periode=periode, oleh=pengguna)
