"""Builds the Word template that comes with us: `python -m capaian.dokumen.templat_bawaan`.

The file in `templat` is what this writes, byte for byte; the suite compares them.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Naskah
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from konsolidasi.inti.dokumen import bungkus_tetap

BERKAS = Path(__file__).parent / "templat" / "surat_permintaan.docx"
TENGAH = WD_ALIGN_PARAGRAPH.CENTER
LEBAR = (10, 26, 92, 42)
"""Columns of the table in mm."""


def bangun() -> bytes:
    naskah = _naskah()
    _kop(naskah)
    _kepala_surat(naskah)
    _alinea(naskah, "{{ pembuka }}")
    _tabel(naskah)
    for teks in ("", "{{ tenggat }}", "Data diisi pada halaman {{ alamat }}", "{{ penutup }}", ""):
        _alinea(naskah, teks)
    _tanda_tangan(naskah)
    keluar = BytesIO()
    naskah.save(keluar)
    return bungkus_tetap(keluar.getvalue())


def _naskah() -> Naskah:
    naskah = Document()
    gaya = naskah.styles["Normal"]
    gaya.font.name, gaya.font.size = "Arial", Pt(11)
    gaya.element.rPr.rFonts.set(qn("w:eastAsia"), "Arial")
    gaya.paragraph_format.space_after = Pt(4)
    sifat = naskah.core_properties
    sifat.author, sifat.title, sifat.comments = "Konsolidasi", "", ""
    sifat.created = sifat.modified = datetime(2026, 1, 1)
    bagian = naskah.sections[0]
    bagian.page_width, bagian.page_height = Mm(210), Mm(297)
    bagian.top_margin = bagian.bottom_margin = Mm(20)
    bagian.left_margin = bagian.right_margin = Mm(20)
    return naskah


def _alinea(naskah: Naskah, teks: str, *, rata: WD_ALIGN_PARAGRAPH | None = None) -> None:
    naskah.add_paragraph(teks).alignment = rata


def _kop(naskah: Naskah) -> None:
    for tag, tebal, ukuran in (
        ("{{ kop.pemerintah }}", False, 12),
        ("{{ kop.nama }}", True, 12),
        ("{{ kop.alamat }}", False, 9),
    ):
        satu = naskah.add_paragraph()
        satu.alignment = TENGAH
        satu.paragraph_format.space_after = Pt(0)
        potong = satu.add_run(tag)
        potong.bold, potong.font.size = tebal, Pt(ukuran)
    garis, bawah = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for nama, isi in (("val", "single"), ("sz", "18"), ("space", "4"), ("color", "auto")):
        bawah.set(qn(f"w:{nama}"), isi)
    garis.append(bawah)
    satu._p.get_or_add_pPr().append(garis)
    _alinea(naskah, "")


def _kepala_surat(naskah: Naskah) -> None:
    _alinea(naskah, "{{ tempat_tanggal }}", rata=WD_ALIGN_PARAGRAPH.RIGHT)
    for label, tag in (
        ("Nomor", "{{ '.' * 40 }}"),
        ("Sifat", "Segera"),
        ("Lampiran", "-"),
        ("Hal", "{{ hal }}"),
    ):
        satu = naskah.add_paragraph(f"{label}\t: {tag}")
        satu.paragraph_format.space_after = Pt(0)
        satu.paragraph_format.tab_stops.add_tab_stop(Mm(24))
    for teks in ("", "Yth. {{ kepada }}", "di {{ kop.kota }}", ""):
        _alinea(naskah, teks)


def _tabel(naskah: Naskah) -> None:
    isi: tuple[Sequence[str], ...] = (
        ("No", "Kode", "Indikator", "Keadaan"),
        ("{%tr for b in baris %}",),
        ("{{ loop.index }}", "{{ b.kode }}", "{{ b.nama }}", "{{ b.kata }}"),
        ("{%tr endfor %}",),
    )
    tabel = naskah.add_table(rows=0, cols=len(LEBAR), style="Table Grid")
    tabel.autofit = False
    for kolom, mm in zip(tabel.columns, LEBAR, strict=True):
        kolom.width = Mm(mm)
    for nomor, baris in enumerate(isi):
        tempat = tabel.add_row()
        for sel, mm in zip(tempat.cells, LEBAR, strict=True):
            sel.width = Mm(mm)
        for sel, teks in zip(tempat.cells, baris, strict=False):
            potong = sel.paragraphs[0].add_run(teks)
            potong.bold, potong.font.size = nomor == 0, Pt(10)
            sel.paragraphs[0].paragraph_format.space_after = Pt(0)
        if nomor == 0:
            tempat._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        tempat._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _tanda_tangan(naskah: Naskah) -> None:
    """Kept together: a name never stands alone on the next page."""
    for teks in (
        "{{ penanda.jabatan }},",
        "",
        "",
        "",
        "{{ penanda.nama or '(' ~ '.' * 40 ~ ')' }}",
        "{{ penanda.pangkat }}",
        "NIP {{ penanda.nip or '.' * 30 }}",
    ):
        satu = naskah.add_paragraph(teks)
        satu.paragraph_format.left_indent = Mm(85)
        satu.paragraph_format.space_after = Pt(0)
        satu.paragraph_format.keep_with_next = True


if __name__ == "__main__":
    BERKAS.write_bytes(bangun())
