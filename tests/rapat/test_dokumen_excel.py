"""The annex as a workbook carries the figures of the PDF, as numbers."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from konsolidasi.contoh.tolok.dokumen import isi_contoh
from konsolidasi.inti import angka
from rapat.dokumen.excel import lampiran_xlsx, nama_berkas
from rapat.dokumen.isi import sidik_pendek
from rapat.dokumen.naskah import Nilai
from tests.rapat.sidang import CETAK


def lembar(isi: bytes, nama: str) -> list[list]:
    buku = load_workbook(BytesIO(isi))
    assert buku.sheetnames == ["Lampiran I", "Lampiran II", "Lampiran III"]
    return [[sel.value for sel in baris] for baris in buku[nama].iter_rows()]


def test_figures_are_numbers_and_those_of_the_berita_acara():
    isi = isi_contoh(opd=3, indikator=4)
    baris = lembar(lampiran_xlsx(isi, final=True, **CETAK), "Lampiran II")
    for opd in isi.bagian:
        for b in opd.baris:
            sel = next(r for r in baris if r[1] == b.nama)
            assert sel[3] == b.target.teks
            assert angka.tulis(Decimal(str(sel[4])), 2) == b.realisasi.teks
            assert sel[5] == ("*" if b.sementara else None)
            assert angka.tulis(Decimal(str(sel[6])), 2) == b.capaian.teks
            assert sel[11] == b.keputusan
            if b.sepakat.angka:
                assert angka.tulis(Decimal(str(sel[10])), 2) == b.sepakat.teks


def test_each_sheet_says_which_berita_acara_it_belongs_to():
    isi = isi_contoh(opd=1, indikator=1)
    berkas = lampiran_xlsx(isi, final=True, **CETAK)
    for nama in ("Lampiran I", "Lampiran II", "Lampiran III"):
        atas = " ".join(str(r[0]) for r in lembar(berkas, nama)[:8])
        assert "Nomor 000.7.2/057/Bapperida/2026" in atas
        assert sidik_pendek(isi.sidik_jari()) in atas
        assert "DATA CONTOH" in atas


def test_text_that_looks_like_a_formula_stays_text():
    isi = isi_contoh(opd=1, indikator=1, pembahasan="=HYPERLINK(1)")
    baris = replace(isi.bagian[0].baris[0], nama="=1+1", capaian=Nilai("target kosong"))
    isi = replace(isi, bagian=(replace(isi.bagian[0], baris=(baris,)),))
    buku = load_workbook(BytesIO(lampiran_xlsx(isi, final=False, **CETAK)))
    jenis = {s.value: s.data_type for r in buku["Lampiran II"].iter_rows() for s in r}
    assert jenis["=1+1"] == jenis["=HYPERLINK(1)"] == jenis["target kosong"] == "s"


def test_an_empty_berita_acara_is_nihil():
    isi = replace(isi_contoh(opd=1), hadir=(), bagian=(), tindak_lanjut=())
    berkas = lampiran_xlsx(isi, final=False, **CETAK)
    for nama in ("Lampiran I", "Lampiran II", "Lampiran III"):
        assert "Nihil." in [r[0] for r in lembar(berkas, nama)]


def test_name_of_the_file_has_no_slash():
    isi = isi_contoh(opd=2)
    assert nama_berkas(isi, "pdf") == "Berita Acara 000.7.2-057-Bapperida-2026 Sesi I.pdf"
    assert nama_berkas(isi.petikan(1), "docx").startswith("Petikan Berita Acara 000.7.2-057")
