"""LibreOffice opens the forms, counts again, and agrees with the database in every formula."""

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from capaian.ekspor.formulir.daftar import PER_OPD, SE_KOTA, buat_kota, buat_opd
from konsolidasi.inti import xlsx
from konsolidasi.inti.tata_letak import Buku, Rumus
from konsolidasi.inti.waktu import Triwulan
from opd.models import Opd
from tests.capaian.test_rekap_libreoffice import lupakan_hasil, ubah  # noqa: F401  fixture

pytestmark = pytest.mark.libreoffice
ENAM = Decimal("0.000001")
CETAK = {"pada": datetime(2026, 1, 21, 7, tzinfo=UTC), "oleh": "Rina Sinaga", "kertas": "f4"}


def harapan(buku: Buku) -> list[Decimal]:
    """Results of all formulas, row by row, of the columns that are there."""
    (lembar,) = buku.lembar
    return [
        isi.hasil
        for baris in lembar.baris
        for kolom in lembar.kolom
        if isinstance(isi := baris.isi.get(kolom.kunci), Rumus)
    ]


def terhitung(isi: bytes, ubah) -> list[Decimal]:  # noqa: F811
    """What LibreOffice got in the same cells, its own results and not the stored ones."""
    rumus = load_workbook(BytesIO(isi)).active
    ulang = load_workbook(BytesIO(ubah(lupakan_hasil(isi), "xlsx")), data_only=True).active
    return [
        Decimal(repr(ulang[sel.coordinate].value)).quantize(ENAM)
        for baris in rumus.iter_rows()
        for sel in baris
        if sel.data_type == "f"
    ]


def test_every_formula_recalculates_to_the_figure_of_the_database(transactional_db, ubah):  # noqa: F811
    call_command("data_contoh", ulang=True, verbosity=0)
    dinkes = Opd.objects.get(singkatan="Dinkes")
    semua = [buat_opd(f, dinkes, Triwulan(2026, 1), **CETAK) for f in PER_OPD.values()]
    semua += [buat_kota(f, Triwulan(2025, 4), **CETAK) for f in SE_KOTA.values()]
    diperiksa = 0
    for buku in semua:
        isi = xlsx.tulis(buku)
        assert terhitung(isi, ubah) == [n.quantize(ENAM) for n in harapan(buku)], buku.judul
        diperiksa += len(harapan(buku))
    assert diperiksa > 700
