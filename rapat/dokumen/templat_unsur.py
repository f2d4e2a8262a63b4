"""Parts of which the built-in Word templates are made: paper, kop, tables, signature blocks."""

from collections.abc import Collection, Sequence
from datetime import datetime

from docx import Document
from docx.document import Document as Naskah
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

PANJANG_A4, LEBAR_A4 = Mm(297), Mm(210)
TENGAH, KANAN = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def naskah_kosong() -> Naskah:
    naskah = Document()
    gaya = naskah.styles["Normal"]
    gaya.font.name, gaya.font.size = "Arial", Pt(10.5)
    gaya.element.rPr.rFonts.set(qn("w:eastAsia"), "Arial")
    gaya.paragraph_format.space_after = Pt(4)
    sifat = naskah.core_properties
    sifat.author, sifat.title, sifat.comments = "Konsolidasi", "", ""
    sifat.created = sifat.modified = datetime(2026, 1, 1)
    bagian = naskah.sections[0]
    bagian.page_width, bagian.page_height = LEBAR_A4, PANJANG_A4
    bagian.top_margin, bagian.bottom_margin = Mm(20), Mm(18)
    bagian.left_margin, bagian.right_margin = Mm(22), Mm(18)
    kaki = bagian.footer.paragraphs[0]
    kaki.style = gaya
    _kaki(kaki)
    return naskah


def _kaki(alinea: Paragraph) -> None:
    alinea.paragraph_format.tab_stops.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.RIGHT)
    alinea.add_run("{{ kaki }}\tHalaman ")
    _bidang(alinea, "PAGE")
    alinea.add_run(" dari ")
    _bidang(alinea, "NUMPAGES")
    for potong in alinea.runs:
        potong.font.size = Pt(8)


def _bidang(alinea: Paragraph, kode: str) -> None:
    for jenis, teks in (("begin", ""), ("", kode), ("end", "")):
        potong = alinea.add_run()
        if jenis:
            tanda = OxmlElement("w:fldChar")
            tanda.set(qn("w:fldCharType"), jenis)
        else:
            tanda = OxmlElement("w:instrText")
            tanda.text = teks
        potong._r.append(tanda)


def alinea(
    naskah: Naskah | _Cell,
    teks: str,
    *,
    rata: WD_ALIGN_PARAGRAPH | None = None,
    tebal: bool = False,
    ukuran: int | None = None,
) -> Paragraph:
    satu = naskah.add_paragraph()
    potong = satu.add_run(teks)
    potong.bold = tebal
    if ukuran:
        potong.font.size = Pt(ukuran)
    if rata is not None:
        satu.alignment = rata
    return satu


def kop(naskah: Naskah) -> None:
    alinea(naskah, "{{ kop.pemerintah }}", rata=TENGAH, ukuran=12)
    alinea(naskah, "{{ kop.nama }}", rata=TENGAH, tebal=True, ukuran=12)
    bawah = alinea(naskah, "{{ kop.alamat }}", rata=TENGAH, ukuran=9)
    garis = OxmlElement("w:pBdr")
    satu = OxmlElement("w:bottom")
    for nama, isi in (
        ("val", "thickThinSmallGap"),
        ("sz", "18"),
        ("space", "4"),
        ("color", "auto"),
    ):
        satu.set(qn(f"w:{nama}"), isi)
    garis.append(satu)
    bawah._p.get_or_add_pPr().append(garis)


def tabel(
    naskah: Naskah,
    kepala: Sequence[str],
    isi: Sequence[Sequence[str]],
    lebar: Sequence[int],
    *,
    tebal: Collection[int] = (),
    kanan: Collection[int] = (),
) -> Table:
    """A table whose head is repeated; each row in `isi` is one row of the template.

    `lebar` in mm, `tebal` rows and `kanan` columns by number. A row of one text spans the table:
    a {%tr … %} tag, or a line on its own, which may run over to the next page.
    """
    satu = naskah.add_table(rows=0, cols=len(kepala), style="Table Grid")
    satu.alignment = WD_TABLE_ALIGNMENT.CENTER
    satu.autofit = False
    for kolom, mm in zip(satu.columns, lebar, strict=True):
        kolom.width = Mm(mm)
    for nomor, baris in enumerate([kepala, *isi], start=-1):
        sel = satu.add_row().cells
        for tempat, mm in zip(sel, lebar, strict=True):
            tempat.width = Mm(mm)
        if len(baris) == 1:
            sel[0].merge(sel[-1])
        for n, (tempat, teks) in enumerate(zip(sel, baris, strict=False)):
            rata = KANAN if n in kanan and len(baris) > 1 and nomor >= 0 else None
            _isi_sel(tempat, teks, tebal=nomor < 0 or nomor in tebal, rata=rata)
        sifat = satu.rows[-1]._tr.get_or_add_trPr()
        if len(baris) > 1:
            sifat.append(OxmlElement("w:cantSplit"))
        if nomor < 0:
            sifat.append(OxmlElement("w:tblHeader"))
    return satu


def _isi_sel(sel: _Cell, teks: str, *, tebal: bool, rata: WD_ALIGN_PARAGRAPH | None) -> None:
    for n, baris in enumerate(teks.split("\n")):
        alinea_sel = sel.add_paragraph() if n else sel.paragraphs[0]
        alinea_sel.paragraph_format.space_after = Pt(0)
        alinea_sel.alignment = rata
        potong = alinea_sel.add_run(baris)
        potong.bold, potong.font.size = tebal, Pt(9)


def tanda_tangan(naskah: Naskah, kiri: Sequence[str], kanan: Sequence[str]) -> None:
    satu = naskah.add_table(rows=1, cols=2)
    for sel, baris in zip(satu.rows[0].cells, (kiri, kanan), strict=True):
        for n, teks in enumerate(baris):
            tempat = sel.paragraphs[0] if n == 0 else sel.add_paragraph()
            tempat.alignment = TENGAH
            tempat.paragraph_format.space_after = Pt(0)
            tempat.add_run(teks)


def penanda(nama: str, awal: str) -> list[str]:
    return [
        awal,
        f"{{{{ {nama}.atas | join('\\n') }}}}",
        "",
        "",
        "",
        f"{{{{ {nama}.nama or '(' ~ '.' * 40 ~ ')' }}}}",
        f"{{{{ {nama}.pangkat }}}}",
        f"NIP {{{{ {nama}.nip or '.' * 30 }}}}",
    ]


def halaman_baru(naskah: Naskah, *, lebar: bool) -> None:
    bagian = naskah.add_section(WD_SECTION.NEW_PAGE)
    bagian.orientation = WD_ORIENT.LANDSCAPE if lebar else WD_ORIENT.PORTRAIT
    sisi = (PANJANG_A4, LEBAR_A4) if lebar else (LEBAR_A4, PANJANG_A4)
    bagian.page_width, bagian.page_height = sisi
    bagian.left_margin, bagian.right_margin = (Mm(16), Mm(16)) if lebar else (Mm(22), Mm(18))


def lampiran(naskah: Naskah, nomor: str, judul: str) -> None:
    for teks in (
        f"LAMPIRAN {nomor}",
        "{{ sebutan }} Nomor {{ nomor or '.' * 30 }}",
        "Tanggal {{ tanggal }}",
    ):
        satu = alinea(naskah, teks, ukuran=9)
        satu.paragraph_format.left_indent = Mm(85)
        satu.paragraph_format.space_after = Pt(0)
    alinea(naskah, "")
    alinea(naskah, judul, rata=TENGAH, tebal=True, ukuran=11)
