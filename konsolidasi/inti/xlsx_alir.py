"""A long table as .xlsx, written row by row: memory does not grow with the number of rows.

The parts of the file are written out here, because building a cell object for each of two million
cells costs several times what writing them does. One sheet, one line of titles, no merged cells.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from tempfile import SpooledTemporaryFile
from typing import IO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from konsolidasi.inti import angka
from konsolidasi.inti.tata_letak import TELITI, Angka, Kolom, termuat
from konsolidasi.inti.teks_lembar import bersihkan, mirip_rumus, nama_lembar
from konsolidasi.inti.waktu import ZONA
from konsolidasi.inti.xlsx_gaya import pola_angka

DI_INGATAN = 4 * 1024 * 1024
"""Bytes of the finished file that stay in memory; a larger one lies on disk."""
SEKALI = 500
"""Rows that are handed to the compressor at one time."""
TEKS_DIINGAT = 4096
"""Texts whose cells stay in memory."""
DESIMAL = 6
JUDUL, TEKS, SAAT = 1, 2, 3
"""Styles of the sheet, as they are counted in GAYA_XML."""
AWAL_HITUNG = datetime(1899, 12, 30)
SEHARI = 86_400
ANGKA = 4
"""Style of a number without decimals; those with 1 to 6 decimals follow."""
Isi = str | int | Decimal | Angka | datetime | None

_KEPALA = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RUANG = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HUBUNGAN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAKET = "http://schemas.openxmlformats.org/package/2006"
_JENIS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ISI_XML = (
    f'{_KEPALA}<Types xmlns="{_PAKET}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_JENIS}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_JENIS}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_JENIS}.styles+xml"/></Types>'
)
PAKET_XML = (
    f'{_KEPALA}<Relationships xmlns="{_PAKET}/relationships"><Relationship Id="rId1"'
    f' Type="{_HUBUNGAN}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
HUBUNGAN_XML = (
    f'{_KEPALA}<Relationships xmlns="{_PAKET}/relationships">'
    f'<Relationship Id="rId1" Type="{_HUBUNGAN}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_HUBUNGAN}/styles" Target="styles.xml"/></Relationships>'
)
_POLA = [pola_angka(n) for n in range(DESIMAL + 1)]
GAYA_XML = (
    f'{_KEPALA}<styleSheet xmlns="{_RUANG}"><numFmts count="{len(_POLA) + 1}"><numFmt'
    ' numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/>'
    + "".join(f'<numFmt numFmtId="{165 + n}" formatCode="{p}"/>' for n, p in enumerate(_POLA))
    + '</numFmts><fonts count="2"><font><sz val="9"/>'
    '<name val="Arial"/></font><font><b/><sz val="9"/><name val="Arial"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill'
    ' patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor'
    ' rgb="FFD9E8EB"/></patternFill></fill></fills><borders count="1"><border/></borders>'
    f'<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="{ANGKA + len(_POLA)}">'
    '<xf xfId="0"/><xf fontId="1" fillId="2" applyFont="1" applyFill="1" xfId="0"/>'
    '<xf quotePrefix="1" xfId="0"/>'
    '<xf numFmtId="164" applyNumberFormat="1" xfId="0"/>'
    + "".join(
        f'<xf numFmtId="{165 + n}" applyNumberFormat="1" xfId="0"/>' for n in range(len(_POLA))
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)


def alirkan(
    nama: str, kolom: Sequence[Kolom], baris: Iterable[Sequence[Isi]], pada: datetime
) -> IO[bytes]:
    """The file, open at its start. One line of titles, so that a pivot table takes it as it is."""
    keluar = SpooledTemporaryFile(max_size=DI_INGATAN)  # noqa: SIM115  the response closes it
    saat = pada.astimezone(ZONA).timetuple()[:6]
    with ZipFile(keluar, "w", ZIP_DEFLATED) as tujuan:
        for jalur, isi in (
            ("[Content_Types].xml", ISI_XML),
            ("_rels/.rels", PAKET_XML),
            ("xl/workbook.xml", _buku(nama)),
            ("xl/_rels/workbook.xml.rels", HUBUNGAN_XML),
            ("xl/styles.xml", GAYA_XML),
        ):
            tujuan.writestr(_butir(jalur, saat), isi)
        with tujuan.open(_butir("xl/worksheets/sheet1.xml", saat), "w", force_zip64=True) as lembar:
            for potong in _lembar(kolom, baris):
                lembar.write(potong.encode())
    keluar.seek(0)
    return keluar


def _butir(jalur: str, saat: tuple[int, ...]) -> ZipInfo:
    butir = ZipInfo(jalur, saat)
    butir.compress_type, butir.external_attr = ZIP_DEFLATED, 0o600 << 16
    return butir


def _buku(nama: str) -> str:
    return (
        f'{_KEPALA}<workbook xmlns="{_RUANG}" xmlns:r="{_HUBUNGAN}"><sheets><sheet'
        f' name={quoteattr(nama_lembar(nama))} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _lembar(kolom: Sequence[Kolom], baris: Iterable[Sequence[Isi]]) -> Iterator[str]:
    lebar = "".join(
        f'<col min="{n}" max="{n}" width="{k.lebar}" customWidth="1"/>'
        for n, k in enumerate(kolom, start=1)
    )
    judul = "".join(_teks(bersihkan(k.judul), JUDUL) for k in kolom)
    yield (
        f'{_KEPALA}<worksheet xmlns="{_RUANG}"><sheetViews><sheetView workbookViewId="0"><pane'
        ' ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews><cols>{lebar}</cols><sheetData><row>{judul}</row>"
    )
    banyak, tunggu = 1, []
    for satu in baris:
        banyak += 1
        tunggu.append(f"<row>{''.join(map(_sel, satu))}</row>")
        if len(tunggu) == SEKALI:
            yield "".join(tunggu)
            tunggu.clear()
    yield "".join(tunggu)
    yield f'</sheetData><autoFilter ref="A1:{_huruf(len(kolom))}{banyak}"/></worksheet>'


def _sel(isi: Isi) -> str:
    """Cells carry no address: they follow one another, an empty one too."""
    penulis = _PENULIS.get(type(isi))
    return penulis(isi) if penulis else _keturunan(isi)


def _keturunan(isi: Isi) -> str:
    """Of a type derived from one that we know: a label of choices, text that is safe in a page."""
    for jenis, penulis in _PENULIS.items():
        if isinstance(isi, jenis):
            return penulis(isi)
    raise TypeError(type(isi).__name__)


def _kosong(_: None) -> str:
    return "<c/>"


def _bulat(isi: int) -> str:
    return f"<c><v>{isi}</v></c>"


def _polos(isi: Decimal) -> str:
    return _bilangan(isi, "")


def _berpola(isi: Angka) -> str:
    return _bilangan(isi.nilai, _GAYA_ANGKA[min(isi.desimal, DESIMAL)])


def _bilangan(nilai: Decimal, gaya: str) -> str:
    teks = f"{nilai:f}"
    if len(teks) <= TELITI or termuat(nilai):
        return f"<c{gaya}><v>{teks}</v></c>"
    return _teks(angka.tulis(nilai, DESIMAL), 0)


def _saat(isi: datetime) -> str:
    return f'<c s="{SAAT}"><v>{_nomor_hari(isi)}</v></c>'


@lru_cache(maxsize=TEKS_DIINGAT)
def _bersih(isi: str) -> str:
    """In a long table the same words come again and again."""
    if not isi:
        return "<c/>"
    teks = bersihkan(isi)
    return _teks(teks, TEKS if mirip_rumus(teks) else 0)


def _teks(teks: str, gaya: int) -> str:
    awal = f'<c s="{gaya}"' if gaya else "<c"
    return f'{awal} t="inlineStr"><is><t xml:space="preserve">{escape(teks)}</t></is></c>'


def _nomor_hari(saat: datetime) -> str:
    """Days since the end of 1899, as spreadsheets count them, on the clock of Jakarta."""
    lama = saat.astimezone(ZONA).replace(tzinfo=None, microsecond=0) - AWAL_HITUNG
    return f"{lama.days}.{(lama.seconds * 10**10 + SEHARI // 2) // SEHARI:010}"


def _huruf(nomor: int) -> str:
    """1 is A, 27 is AA."""
    hasil = ""
    while nomor:
        nomor, sisa = divmod(nomor - 1, 26)
        hasil = chr(65 + sisa) + hasil
    return hasil


_GAYA_ANGKA = [f' s="{ANGKA + n}"' for n in range(DESIMAL + 1)]
_PENULIS: dict[type, Callable[..., str]] = {
    str: _bersih,
    Angka: _berpola,
    Decimal: _polos,
    int: _bulat,
    datetime: _saat,
    type(None): _kosong,
}
