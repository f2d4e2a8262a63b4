"""5,000 changed rows of a template: the preview, and applying it. All that is known of imports."""

from io import BytesIO

from django.utils import timezone
from openpyxl import load_workbook

from capaian.ekspor.daftar import PEMBUAT
from capaian.impor.jenis import cari_jenis
from capaian.impor.simpan import baca_impor, pratinjau, terapkan_impor
from capaian.impor.tempat import Tempat
from capaian.impor.templat import susun_templat
from capaian.models import Impor
from konsolidasi.contoh.tolok.excel_dunia import Dunia
from konsolidasi.inti import xlsx_isian

BARIS = 5000
KEPALA, NILAI = 5, 6
"""Lines above the first row of the template, and the column of the value."""


def buku_diisi(dunia: Dunia) -> bytes:
    """The template of this OPD as a person sends it back, with another value in every row."""
    kini, di = timezone.now(), _di(dunia)
    jenis = cari_jenis(di.jenis)
    acuan = jenis.muat(di, dunia.operator, kini)
    lembar_isian = susun_templat(
        jenis, di, acuan, pada=kini, oleh=dunia.operator.nama, pembuat=PEMBUAT
    )
    buku = load_workbook(BytesIO(xlsx_isian.tulis(lembar_isian)))
    lembar = buku[jenis.lembar]
    for n in range(BARIS):
        lembar.cell(KEPALA + 1 + n, NILAI).value = 40 + n % 30
    keluar = BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def baca(dunia: Dunia, isi: bytes) -> Impor:
    """From the bytes to the preview, kept."""
    return baca_impor(isi=isi, nama="isian.xlsx", tempat=_di(dunia), oleh=dunia.operator)


def terapkan(dunia: Dunia, impor: Impor) -> int:
    """How many rows were written."""
    sidik = pratinjau(impor, dunia.operator).sidik
    return len(terapkan_impor(impor=impor, sidik=sidik, oleh=dunia.operator).perubahan)


def openpyxl_membaca(isi: bytes) -> int:
    """Every cell of the first sheet, as openpyxl gives it. How many there are."""
    lembar = load_workbook(BytesIO(isi), data_only=True).worksheets[0]
    return sum(1 for baris in lembar.iter_rows() for sel in baris if sel.value is not None)


def _di(dunia: Dunia) -> Tempat:
    p = dunia.periode
    return Tempat("realisasi", dunia.opd, p.tahun_id, p.triwulan, periode=p)
