"""LibreOffice opens the forms, counts again, and agrees with the database in every formula."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from capaian.ekspor.formulir.daftar import PER_OPD, SE_KOTA, buat_kota, buat_opd
from capaian.models import Realisasi
from konsolidasi.inti import xlsx
from konsolidasi.inti.tata_letak import Buku, Kolom, Rumus
from konsolidasi.inti.waktu import Triwulan
from konsolidasi.inti.xlsx_alir import alirkan
from opd.models import Opd
from tests import berkas
from tests.capaian.test_rekap_libreoffice import (  # noqa: F401  fixtures
    libreoffice,
    lupakan_hasil,
    ubah,
)

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


def terhitung(isi: bytes, jadi: bytes) -> list[Decimal]:
    """What LibreOffice got in the cells of formulas, its own results and not the stored ones."""
    rumus = load_workbook(BytesIO(isi)).active
    ulang = load_workbook(BytesIO(jadi), data_only=True).active
    return [
        Decimal(repr(ulang[sel.coordinate].value)).quantize(ENAM)
        for baris in rumus.iter_rows()
        for sel in baris
        if sel.data_type == "f"
    ]


def dibaca(e79: Buku) -> dict[tuple, object]:
    """Quarters of the city as they stand in the file, by OPD, indikator and quarter."""
    kunci = [k.kunci for k in e79.lembar[0].kolom]
    hasil = {}
    for baris in load_workbook(BytesIO(xlsx.tulis(e79))).active.iter_rows(values_only=True):
        isi = dict(zip(kunci, baris, strict=True))
        opd = str(isi["unit"] or "").split("\n")[0]
        for n in (1, 2, 3, 4):
            nilai = isi[f"tw{n}_k"]
            if isi["indikator"] and isinstance(nilai, int | float | Decimal):
                hasil[opd, isi["indikator"], n] = Decimal(repr(nilai)).quantize(ENAM)
    return hasil


def tersimpan() -> dict[tuple, object]:
    semua = Realisasi.objects.filter(periode__tahun=2025, nilai__isnull=False)
    return {
        (i.opd.singkatan, f"{i.nama} ({i.satuan})", r.periode.triwulan): r.nilai
        for r in semua.select_related("indikator__opd", "periode")
        if (i := r.indikator)
    }


def test_every_formula_recalculates_to_the_figure_of_the_database(
    transactional_db,
    tmp_path,
):
    """The emblem on the kop is no trouble to it either."""
    call_command("data_contoh", ulang=True, verbosity=0)
    dinkes = Opd.objects.get(singkatan="Dinkes")
    semua = [buat_opd(f, dinkes, Triwulan(2026, 1), **CETAK) for f in PER_OPD.values()]
    semua += [buat_kota(f, Triwulan(2025, 4), **CETAK) for f in SE_KOTA.values()]
    (lembar,) = semua[0].lembar
    semua[0] = replace(semua[0], lembar=[replace(lembar, logo=berkas.png(80, 96))])
    ditulis = [xlsx.tulis(buku) for buku in semua]
    jadi = libreoffice(tmp_path, [lupakan_hasil(isi) for isi in ditulis], "xlsx")
    diperiksa = 0
    for buku, isi, ulang in zip(semua, ditulis, jadi, strict=True):
        assert terhitung(isi, ulang) == [n.quantize(ENAM) for n in harapan(buku)], buku.judul
        diperiksa += len(harapan(buku))
    assert diperiksa > 700
    assert dibaca(semua[2]) == tersimpan()
    with ZipFile(BytesIO(jadi[0])) as arsip:
        assert [n for n in arsip.namelist() if n.startswith("xl/media/")]


def test_streamed_table_opens_and_keeps_every_cell(ubah):  # noqa: F811
    kolom = [Kolom(k, k, 12) for k in ("teks", "angka", "kosong", "saat")]
    isi = ('=1+1 <&> "x"', Decimal("0.123456"), None, datetime(2026, 1, 20, 2, 5, tzinfo=UTC))
    berkas = alirkan("Data: mentah/2025", kolom, [isi] * 3, CETAK["pada"])
    ws = load_workbook(BytesIO(ubah(berkas.read(), "xlsx"))).active
    assert ws.title == "Data mentah 2025"
    assert [s.value for s in ws[1]] == ["teks", "angka", "kosong", "saat"]
    for n in (2, 3, 4):
        assert [s.value for s in ws[n]] == [isi[0], 0.123456, None, datetime(2026, 1, 20, 9, 5)]
        assert ws[f"A{n}"].data_type == "s"
