"""The chapter of a benchmark that ran alone takes the place of the one before."""

import re
import zipfile
from decimal import Decimal

from konsolidasi.contoh.tolok import excel_alir
from konsolidasi.contoh.tolok.excel import JUDUL, BarisExcel, ganti_bab, tabel_excel

LAPORAN = f"# Kinerja\n{JUDUL}\nlama\n\n## Lain\n\nisi\n"


def test_chapter_is_replaced_in_its_place_or_put_at_the_end():
    bab = f"{JUDUL}\nbaru\n"
    assert ganti_bab(LAPORAN, bab) == f"# Kinerja\n{JUDUL}\nbaru\n\n## Lain\n\nisi\n"
    assert ganti_bab("# Kinerja\n", bab) == f"# Kinerja\n{bab}"
    assert ganti_bab(ganti_bab(LAPORAN, bab), bab) == ganti_bab(LAPORAN, bab)


def test_figure_beyond_its_goal_is_said():
    baris = [
        BarisExcel("Tulis", "9 ms", "tangan, 3 ms", Decimal("3.01"), Decimal(3)),
        BarisExcel("Baca", "9 ms", "", Decimal(2)),
    ]
    tabel = tabel_excel(baris)
    assert "| Tulis | 9 ms | tangan, 3 ms | 3.01 | ≤ 3 | no |" in tabel
    assert "| Baca | 9 ms |  | 2 |  |  |" in tabel


def test_hand_and_ours_write_the_same_cells(monkeypatch):
    monkeypatch.setattr(excel_alir, "BARIS", 500)
    lembar = []
    for cara in (excel_alir.kita, excel_alir.tangan):
        with cara() as berkas, zipfile.ZipFile(berkas) as buku:
            lembar.append(buku.read("xl/worksheets/sheet1.xml").decode())
    kita, tangan = (re.findall("<row>.*?</row>", satu) for satu in lembar)
    assert len(kita) == 501 and kita == tangan
