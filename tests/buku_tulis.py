"""Writes the cells of a template anew, as one program or another would (tests.buku_pembuat)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from html import escape
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from tests import berkas

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SKEMA, KETAT = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
R2006 = f"{SKEMA}/officeDocument/2006/relationships"
VND = "application/vnd.openxmlformats-officedocument"
TERSEMBUNYI = ' state="hidden"'


@dataclass(frozen=True)
class Rumus:
    """A formula with the result that the program stored.

    `ruas`: the cells that share it; `bersama`: it is the one that a cell above shares.
    """

    teks: str
    hasil: object
    ruas: str = ""
    bersama: bool = False


@dataclass
class Isi:
    """Sheets of a workbook: name, whether hidden, and cells by row and column with their format."""

    nama: str
    tampak: bool
    sel: dict[int, dict[int, tuple[object, str]]]


@dataclass(frozen=True)
class Pembuat:
    """What one program does its own way.

    `teks` writes what stands in an <si> or, where texts are not shared (`bersama`), in an <is>.
    `iso`: dates are texts. `larik`: each formula is a dynamic array. `sisa_baris`: empty rows down
    to this one.
    """

    utama: str = f"{SKEMA}/spreadsheetml/2006/main"
    hubungan: str = R2006
    akar_buku: str = ""
    dalam_buku: str = "<workbookPr/>"
    akar_lembar: str = ""
    awal_lembar: str = ""
    akhir_lembar: str = ""
    baris: str = ""
    bersama: bool = True
    awal: date = date(1899, 12, 30)
    iso: bool = False
    larik: bool = False
    pola: Mapping[str, str] = field(default_factory=dict)
    teks: Callable[[str], str] = lambda t: f'<t xml:space="preserve">{sandi(t)}</t>'
    angka: Callable[[object], str] = str
    sisa_baris: int = 0
    bagian: Mapping[str, str] = field(default_factory=dict)


def sandi(teks: str) -> str:
    """What looks like an escape of Excel is escaped itself."""
    return escape(teks, quote=False).replace("_x", "_x005F_x")


def muat(asli: bytes, ganti: Mapping[str, object]) -> list[Isi]:
    """The sheets of a template, with some cells of the first one typed over."""
    buku = load_workbook(BytesIO(asli))
    hasil = []
    for ws in buku.worksheets:
        sel = {
            b: {
                k: (s.value, s.number_format) for k, s in enumerate(baris, 1) if s.value is not None
            }
            for b, baris in enumerate(ws.iter_rows(), 1)
        }
        hasil.append(Isi(ws.title, ws.sheet_state == "visible", sel))
    for alamat, nilai in ganti.items():
        s = buku.worksheets[0][alamat]
        hasil[0].sel.setdefault(s.row, {})[s.column] = (nilai, s.number_format)
    return hasil


class _Penulis:
    def __init__(self, pembuat: Pembuat) -> None:
        self.p = pembuat
        self.teks: dict[str, int] = {}
        self.gaya: dict[str, int] = {"General": 0}
        self.rantai: list[str] = []

    def sel(self, alamat: str, nilai: object, pola: str) -> str:
        pola = self.p.pola.get(pola, pola)
        gaya = self.gaya.setdefault(pola, len(self.gaya))
        kepala = f'<c r="{alamat}" s="{gaya}"'
        rumus = ""
        if isinstance(nilai, Rumus):
            self.rantai.append(alamat)
            kepala += ' cm="1"' if self.p.larik else ""
            rumus, nilai = self._rumus(alamat, nilai), nilai.hasil
        match nilai:
            case bool():
                return f'{kepala} t="b">{rumus}<v>{int(nilai)}</v></c>'
            case date() if self.p.iso:
                return f'{kepala} t="d">{rumus}<v>{nilai:%Y-%m-%dT00:00:00}</v></c>'
            case date():
                hari = nilai.date() if isinstance(nilai, datetime) else nilai
                return f"{kepala}>{rumus}<v>{self.p.angka((hari - self.p.awal).days)}</v></c>"
            case str() if nilai.startswith("#"):
                return f'{kepala} t="e">{rumus}<v>{nilai}</v></c>'
            case str() if rumus:
                return f'{kepala} t="str">{rumus}<v>{escape(nilai)}</v></c>'
            case str() if self.p.bersama:
                nomor = self.teks.setdefault(nilai, len(self.teks))
                return f'{kepala} t="s"><v>{nomor}</v></c>'
            case str():
                return f'{kepala} t="inlineStr"><is>{self.p.teks(nilai)}</is></c>'
        return f"{kepala}>{rumus}<v>{self.p.angka(nilai)}</v></c>"

    def _rumus(self, alamat: str, rumus: Rumus) -> str:
        if rumus.bersama:
            return '<f t="shared" si="0"/>'
        sifat = f' t="array" aca="1" ref="{alamat}" ca="1"' if self.p.larik else ""
        sifat = f' t="shared" ref="{rumus.ruas}" si="0"' if rumus.ruas else sifat
        return f"<f{sifat}>{escape(rumus.teks)}</f>"

    def lembar(self, isi: Isi) -> str:
        baris = []
        for b, sel in sorted(isi.sel.items()):
            isinya = "".join(
                self.sel(f"{get_column_letter(k)}{b}", *satu) for k, satu in sorted(sel.items())
            )
            baris.append(f'<row r="{b}"{self.p.baris}>{isinya}</row>')
        kosong = range(max(isi.sel, default=0) + 1, self.p.sisa_baris + 1)
        baris += [f'<row r="{b}"{self.p.baris}/>' for b in kosong]
        p = self.p
        return (
            f'{XML}<worksheet xmlns="{p.utama}" xmlns:r="{p.hubungan}" {p.akar_lembar}>'
            f"{p.awal_lembar}<sheetData>{''.join(baris)}</sheetData>{p.akhir_lembar}</worksheet>"
        )

    def gaya_xml(self) -> str:
        nomor = {pola: 164 + n for n, pola in enumerate(self.gaya)}
        pola = "".join(
            f'<numFmt numFmtId="{n}" formatCode="{escape(teks)}"/>' for teks, n in nomor.items()
        )
        xf = "".join(f'<xf numFmtId="{n}" fillId="0"/>' for n in nomor.values())
        return (
            f'{XML}<styleSheet xmlns="{self.p.utama}"><numFmts>{pola}</numFmts>'
            '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
            '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
            f'<cellXfs count="{len(nomor)}">{xf}</cellXfs><cellStyles><cellStyle name="Normal"'
            ' xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        )

    def teks_xml(self) -> str:
        si = "".join(f"<si>{self.p.teks(t)}</si>" for t in self.teks)
        return f'{XML}<sst xmlns="{self.p.utama}" uniqueCount="{len(self.teks)}">{si}</sst>'


def simpan(lembar: list[Isi], pembuat: Pembuat) -> bytes:
    """The workbook as this program would save it."""
    p, tulis = pembuat, _Penulis(pembuat)
    bagian = {f"xl/worksheets/sheet{n}.xml": tulis.lembar(s) for n, s in enumerate(lembar, 1)}
    daftar = "".join(
        f'<sheet name="{s.nama}" sheetId="{n}"{"" if s.tampak else TERSEMBUNYI} r:id="rId{n}"/>'
        for n, s in enumerate(lembar, 1)
    )
    bagian["xl/workbook.xml"] = (
        f'{XML}<workbook xmlns="{p.utama}" xmlns:r="{p.hubungan}" {p.akar_buku}>{p.dalam_buku}'
        f"<sheets>{daftar}</sheets></workbook>"
    )
    bagian["xl/styles.xml"] = tulis.gaya_xml()
    jenis = {n: ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(lembar) + 1)}
    jenis[98] = ("styles", "styles.xml")
    if p.bersama:
        bagian["xl/sharedStrings.xml"] = tulis.teks_xml()
        jenis[99] = ("sharedStrings", "sharedStrings.xml")
    bagian["xl/_rels/workbook.xml.rels"] = _rels(p, jenis)
    bagian["_rels/.rels"] = _rels(p, {1: ("officeDocument", "xl/workbook.xml")})
    rantai = "".join(f'<c r="{alamat}" i="1"/>' for alamat in tulis.rantai)
    bagian |= {nama: isi.format(rantai=rantai) for nama, isi in p.bagian.items()}
    bagian["[Content_Types].xml"] = _jenis_isi(bagian)
    return berkas.arsip({nama: isi.encode() for nama, isi in bagian.items()})


def _jenis_isi(bagian: Mapping[str, str]) -> str:
    jenis = {
        "xl/workbook.xml": "spreadsheetml.sheet.main",
        "xl/styles.xml": "spreadsheetml.styles",
        "xl/sharedStrings.xml": "spreadsheetml.sharedStrings",
        "xl/calcChain.xml": "spreadsheetml.calcChain",
        "xl/drawings/drawing1.xml": "drawing",
        "docProps/custom.xml": "custom-properties",
    }
    jenis |= {n: "spreadsheetml.worksheet" for n in bagian if n.startswith("xl/worksheets/s")}
    isi = "".join(
        f'<Override PartName="/{nama}" ContentType="{VND}.{apa}+xml"/>'
        for nama, apa in jenis.items()
        if nama in bagian
    )
    return (
        f'{XML}<Types xmlns="{SKEMA}/package/2006/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default'
        f' Extension="xml" ContentType="application/xml"/>{isi}</Types>'
    )


def _rels(p: Pembuat, jenis: Mapping[int, tuple[str, str]]) -> str:
    isi = "".join(
        f'<Relationship Id="rId{n}" Type="{p.hubungan}/{apa}" Target="{ke}"/>'
        for n, (apa, ke) in jenis.items()
    )
    return f'{XML}<Relationships xmlns="{SKEMA}/package/2006/relationships">{isi}</Relationships>'
