"""A template as Google Sheets, WPS and Excel would have saved it: the same cells, their own XML.

The programs cannot be run here. What their files are known to hold is imitated: where texts lie,
how numbers and dates are written, which namespaces, parts and attributes stand around the cells.
"""

from dataclasses import replace
from datetime import date

from tests.buku_tulis import KETAT, R2006, SKEMA, XML, Pembuat, sandi

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
X14AC = 'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
X14 = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
XM = 'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'
XDR = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'


def _bertulisan(teks: str) -> str:
    """WPS: the reading beside the text, as an East Asian spelling aid."""
    return (
        f'<t xml:space="preserve">{sandi(teks)}</t><rPh sb="0" eb="1"><t>bacaan</t>'
        '</rPh><phoneticPr fontId="1" type="noConversion"/>'
    )


def _berpotong(teks: str) -> str:
    """Excel: runs of rich text, and what XML cannot hold written as _xHHHH_."""
    tersandi = sandi(teks).replace("\n", "_x000D_\n")
    n = len(tersandi.partition("_")[0]) // 2
    n = n if "&" not in tersandi else 0
    return (
        f'<r><rPr><b/><sz val="10"/></rPr><t xml:space="preserve">{tersandi[:n]}</t></r>'
        f'<r><t xml:space="preserve">{tersandi[n:]}</t></r>'
    )


def _google(nilai: object) -> str:
    return f"{nilai}.0" if isinstance(nilai, int) else str(nilai)


GOOGLE = Pembuat(
    akar_buku=f'xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main" {MC} {X14AC}',
    akar_lembar=f"{X14} {X14AC} {MC} {XM}",
    awal_lembar='<sheetPr><outlinePr summaryBelow="0"/></sheetPr><sheetFormatPr'
    ' customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/>',
    akhir_lembar='<dataValidations><dataValidation type="list" allowBlank="1" sqref="I6:I9">'
    '<formula1>"Belum waktunya,Tidak berlaku"</formula1></dataValidation></dataValidations>'
    '<drawing r:id="rId1"/>',
    baris=' ht="15.75" customHeight="1"',
    pola={"dd-mm-yyyy": 'dd"-"mm"-"yyyy'},
    angka=_google,
    sisa_baris=1000,
    bagian={
        "xl/worksheets/_rels/sheet1.xml.rels": f'{XML}<Relationships xmlns="{SKEMA}/package/2006/'
        f'relationships"><Relationship Id="rId1" Type="{R2006}/drawing"'
        ' Target="../drawings/drawing1.xml"/></Relationships>',
        "xl/drawings/drawing1.xml": f"{XML}<xdr:wsDr {XDR}/>",
    },
)
WPS = Pembuat(
    akar_buku='xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"',
    dalam_buku='<fileVersion appName="xl" lastEdited="3" lowestEdited="5" rupBuild="9302"/>'
    "<workbookPr/>",
    akar_lembar='xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"',
    akhir_lembar='<autoFilter ref="A5:N9" etc:filterBottomFollowUsedRange="0"/><pageMargins'
    ' left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/>',
    baris=' spans="1:14"',
    pola={"dd-mm-yyyy": 'yyyy"年"m"月"d"日";@', "General": "G/通用格式"},
    teks=_bertulisan,
    bagian={
        "docProps/custom.xml": f'{XML}<Properties xmlns="{SKEMA}/officeDocument/2006/'
        'custom-properties"><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2"'
        ' name="KSOProductBuildVer"><vt:lpwstr xmlns:vt="urn:vt">1057-12.2.0.13359</vt:lpwstr>'
        "</property></Properties>",
        "xl/calcChain.xml": f'{XML}<calcChain xmlns="{SKEMA}/spreadsheetml/2006/main">'
        "{rantai}</calcChain>",
    },
)
EXCEL = Pembuat(
    akar_buku=f'{MC} mc:Ignorable="x15 xr" xmlns:xr="urn:xr" xmlns:x15="urn:x15"',
    dalam_buku='<fileVersion appName="xl" lastEdited="7" lowestEdited="7" rupBuild="28324"/>'
    '<workbookPr defaultThemeVersion="166925"/><mc:AlternateContent><mc:Choice Requires="x15">'
    '<x15ac:absPath xmlns:x15ac="urn:x15ac" url="C:\\Users\\sari\\"/></mc:Choice>'
    '</mc:AlternateContent><xr:revisionPtr revIDLastSave="0" documentId="13_ncr:1"/>',
    akar_lembar=f'{MC} {X14AC} mc:Ignorable="x14ac"',
    baris=' spans="1:14" x14ac:dyDescent="0.25"',
    larik=True,
    pola={"dd-mm-yyyy": "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy"},
    teks=_berpotong,
    akhir_lembar=f'<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" {X14}>'
    f'<x14:dataValidations count="1" {XM}><x14:dataValidation type="list" allowBlank="1">'
    "<x14:formula1><xm:f>Daftar!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>I6:I9</xm:sqref>"
    "</x14:dataValidation></x14:dataValidations></ext></extLst>",
)
EXCEL_SEBARIS = Pembuat(bersama=False, teks=_bertulisan)
EXCEL_KETAT = Pembuat(
    utama=f"{KETAT}/spreadsheetml/main",
    hubungan=f"{KETAT}/officeDocument/relationships",
    akar_buku='conformance="strict"',
    dalam_buku='<workbookPr dateCompatibility="0"/>',
    iso=True,
)
EXCEL_MAC = Pembuat(dalam_buku='<workbookPr date1904="1"/>', awal=date(1904, 1, 1))
SEMUA = {
    "google": GOOGLE,
    "google sebaris": replace(GOOGLE, bersama=False),
    "wps": WPS,
    "excel": EXCEL,
    "excel sebaris": EXCEL_SEBARIS,
    "excel ketat": EXCEL_KETAT,
    "excel mac": EXCEL_MAC,
}
