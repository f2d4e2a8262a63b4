"""Comments of a sheet, put beside those that are there; their parts, relations and kinds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from posixpath import basename, dirname, join, relpath

from konsolidasi.inti.teks_lembar import bersihkan
from konsolidasi.inti.xlsx_sel import nomor_kolom
from konsolidasi.inti.xlsx_sisip import pertama, sisip, unsur
from konsolidasi.inti.xlsx_wadah import BAGIAN_TERBESAR, Wadah

PENULIS = "Konsolidasi"
AKAR = 4096
"""The root of a sheet lies within so many bytes."""
_NS, _KETAT = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
_PAKET = f"{_NS}/package/2006"
_JENIS_CATATAN = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_JENIS_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# Elements of a worksheet that stand after legacyDrawing.
_SESUDAH = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls")
_SESUDAH += ("AlternateContent", "webPublishItems", "tableParts", "extLst")
_ALAMAT = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")
_KEPALA = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class _Ruang:
    """The namespaces of this workbook: Strict Open XML has its own."""

    utama: str = f"{_NS}/spreadsheetml/2006/main"
    hubungan: str = f"{_NS}/officeDocument/2006/relationships"


_RUANG = _Ruang()
_RUANG_KETAT = _Ruang(f"{_KETAT}/spreadsheetml/main", f"{_KETAT}/officeDocument/relationships")


def pasang_catatan(
    wadah: Wadah, bagian: str, lembar: bytes, catatan: Mapping[str, str], tulis: dict[str, bytes]
) -> bytes:
    """The sheet with its comments; the other parts that change are put into `tulis`."""
    hubungan = {jenis: jalur for jenis, jalur in wadah.hubungan(bagian).values()}
    lama, gambar = hubungan.get("comments", ""), hubungan.get("vmlDrawing", "")
    if lama in wadah and gambar in wadah:
        isi = wadah.baca(lama, BAGIAN_TERBESAR)
        ada = {u.sifat.get("ref", "") for u in unsur(isi, "comment")}
        baru = {a: k for a, k in catatan.items() if a not in ada}
        tulis[lama] = _tambah_catatan(isi, baru)
        tulis[gambar] = _tambah_bentuk(wadah.baca(gambar, BAGIAN_TERBESAR), baru)
        return lembar
    if lama or gambar:
        # Comments without drawings, or the other way round: only the colour speaks.
        return lembar
    jalur, vml = _nama_baru(wadah, "xl/commentsKonsolidasi", ".xml"), ""
    vml = _nama_baru(wadah, "xl/drawings/vmlDrawingKonsolidasi", ".vml")
    ruang = _RUANG_KETAT if _RUANG_KETAT.utama.encode() in lembar[:AKAR] else _RUANG
    tulis[jalur] = catatan_baru(catatan, ruang)
    tulis[vml] = gambar_baru(catatan)
    tulis["[Content_Types].xml"] = _daftarkan(wadah.baca("[Content_Types].xml"), jalur)
    rels, isi_rels = _hubungkan(wadah, bagian, jalur, vml, ruang)
    tulis[rels] = isi_rels
    return _rujuk(lembar, ruang)


def _nama_baru(wadah: Wadah, awal: str, akhir: str) -> str:
    nomor = 1
    while f"{awal}{nomor}{akhir}" in wadah:
        nomor += 1
    return f"{awal}{nomor}{akhir}"


def _p(awalan: str) -> str:
    return f"{awalan}:" if awalan else ""


def _satu_catatan(alamat: str, kalimat: str, awalan: str, penulis: int) -> str:
    p = _p(awalan)
    return (
        f'<{p}comment ref="{alamat}" authorId="{penulis}"><{p}text><{p}r>'
        f'<{p}t xml:space="preserve">{escape(bersihkan(kalimat), quote=False)}</{p}t>'
        f"</{p}r></{p}text></{p}comment>"
    )


def catatan_baru(catatan: Mapping[str, str], ruang: _Ruang = _RUANG) -> bytes:
    isi = "".join(_satu_catatan(a, k, "", 0) for a, k in catatan.items())
    return (
        f'{_KEPALA}<comments xmlns="{ruang.utama}"><authors><author>{PENULIS}</author></authors>'
        f"<commentList>{isi}</commentList></comments>"
    ).encode()


def _tambah_catatan(isi: bytes, catatan: Mapping[str, str]) -> bytes:
    semua = unsur(isi, "authors", "author", "commentList")
    penulis, daftar = pertama(semua, "authors"), pertama(semua, "commentList")
    nomor, p = sum(u.tag == "author" for u in semua), _p(penulis.awalan)
    baru = "".join(_satu_catatan(a, k, daftar.awalan, nomor) for a, k in catatan.items())
    nama = f"<{p}author>{PENULIS}</{p}author>".encode()
    # Whatever the encoding of the part, it holds these bytes.
    return sisip(
        isi,
        [
            (penulis.tutup_mulai, penulis.tutup_mulai, nama),
            (daftar.tutup_mulai, daftar.tutup_mulai, baru.encode("ascii", "xmlcharrefreplace")),
        ],
    )


def _bentuk(alamat: str, nomor: int) -> str:
    cocok = _ALAMAT.match(alamat)
    kolom, baris = nomor_kolom(cocok[1]) - 1, int(cocok[2]) - 1
    return (
        f'<v:shape id="_x0000_s9{nomor:05}" type="#_x0000_t202" style="position:absolute;'
        'margin-left:60pt;margin-top:2pt;width:210pt;height:60pt;z-index:1;visibility:hidden"'
        ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note">'
        "<x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{baris}</x:Row><x:Column>{kolom}</x:Column></x:ClientData></v:shape>"
    )


def gambar_baru(catatan: Mapping[str, str]) -> bytes:
    isi = "".join(_bentuk(a, n) for n, a in enumerate(catatan) if _ALAMAT.match(a))
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:'
        'office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
        '<o:idmap v:ext="edit" data="9"/></o:shapelayout><v:shapetype id="_x0000_t202"'
        ' coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
        '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
        f"</v:shapetype>{isi}</xml>"
    ).encode()


def _tambah_bentuk(isi: bytes, catatan: Mapping[str, str]) -> bytes:
    """Shapes before the end of the drawing, whose prefixes are the ones every program uses."""
    letak = isi.rfind(b"</xml>")
    if letak < 0 or b"xmlns:x=" not in isi or b"xmlns:o=" not in isi:
        return isi
    baru = "".join(_bentuk(a, n) for n, a in enumerate(catatan) if _ALAMAT.match(a))
    return isi[:letak] + baru.encode() + isi[letak:]


def _daftarkan(isi: bytes, catatan: str) -> bytes:
    semua = unsur(isi, "Types", "Default", "Override")
    akar = pertama(semua, "Types")
    p = _p(akar.awalan)
    baru = f'<{p}Override PartName="/{catatan}" ContentType="{_JENIS_CATATAN}"/>'
    if not any(u.sifat.get("Extension", "").casefold() == "vml" for u in semua):
        baru = f'<{p}Default Extension="vml" ContentType="{_JENIS_VML}"/>{baru}'
    return sisip(isi, [(akar.tutup_mulai, akar.tutup_mulai, baru.encode())])


def _hubungkan(
    wadah: Wadah, bagian: str, catatan: str, vml: str, ruang: _Ruang
) -> tuple[str, bytes]:
    """The relations of the sheet with both new parts, under names that nothing else has."""
    rels = join(dirname(bagian), "_rels", f"{basename(bagian)}.rels")
    isi = f'{_KEPALA}<Relationships xmlns="{_PAKET}/relationships"></Relationships>'.encode()
    if rels in wadah:
        lama = wadah.baca(rels)
        if any(u.berisi for u in unsur(lama, "Relationships")):
            isi = lama
    akar = pertama(unsur(isi, "Relationships"), "Relationships")
    p = _p(akar.awalan)
    baru = "".join(
        f'<{p}Relationship Id="{kunci}" Type="{ruang.hubungan}/{jenis}"'
        f' Target="{relpath(tujuan, dirname(bagian))}"/>'
        for kunci, jenis, tujuan in (
            ("rIdKonsolidasi1", "comments", catatan),
            ("rIdKonsolidasi2", "vmlDrawing", vml),
        )
    )
    return rels, sisip(isi, [(akar.tutup_mulai, akar.tutup_mulai, baru.encode())])


def _rujuk(lembar: bytes, ruang: _Ruang) -> bytes:
    """<legacyDrawing> where the order of a worksheet wants it."""
    semua = unsur(lembar, "worksheet", *_SESUDAH)
    akar = pertama(semua, "worksheet")
    sesudah = [u.mulai for u in semua if u.tag in _SESUDAH and u.dalam == akar.dalam + 1]
    letak = min(sesudah, default=akar.tutup_mulai)
    p = _p(akar.awalan)
    baru = (f'<{p}legacyDrawing xmlns:kr="{ruang.hubungan}" kr:id="rIdKonsolidasi2"/>').encode()
    return sisip(lembar, [(letak, letak, baru)])
