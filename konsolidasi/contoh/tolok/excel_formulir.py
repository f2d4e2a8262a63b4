"""E.81 of 500 rows, against openpyxl writing its cells bare."""

from collections.abc import Callable
from io import BytesIO

from django.utils import timezone
from openpyxl import Workbook, load_workbook

from capaian.ekspor.formulir.daftar import PER_OPD, buat_opd
from konsolidasi.contoh.tolok.excel_dunia import Dunia
from konsolidasi.inti.tata_letak import Buku

BARIS = 500


def susun(dunia: Dunia) -> Buku:
    """Its figures, ready to be written."""
    return buat_opd(
        PER_OPD["e81"],
        dunia.opd,
        dunia.periode.tw,
        pada=timezone.localtime(),
        oleh=dunia.operator.nama,
        kertas="f4",
    )


def polos(isi: bytes) -> Callable[[], bytes]:
    """The same values in the same cells, without a look, a width, a merge or a page."""
    lembar = [
        [sel.value for sel in baris] for baris in load_workbook(BytesIO(isi)).active.iter_rows()
    ]

    def tulis() -> bytes:
        buku = Workbook()
        for baris in lembar:
            buku.active.append(baris)
        keluar = BytesIO()
        buku.save(keluar)
        return keluar.getvalue()

    return tulis
