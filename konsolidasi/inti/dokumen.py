"""Documents on paper: PDF by typst, Word by docxtpl, QR by segno. Nothing else knows the three.

What people typed travels as data, never as source: JSON into typst, escaped values into Word.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import segno
import typst
from django.conf import settings
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import XMLSyntaxError
from markupsafe import Markup, escape

from konsolidasi.inti.angka import kutip
from konsolidasi.inti.galat import GalatDomain

JENIS_PDF = "application/pdf"
JENIS_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KERTAS = {"a4": (210, 297), "f4": (215, 330), "a3": (297, 420)}
"""Width and height in mm; offices here cut F4 to 21,5 × 33 cm."""
UMUR_INGATAN = 10
BILANGAN_TERBESAR = 1000
"""In a multiplication of a Word template; ours draw lines with `"." * 40`."""
TEMPLAT_TERBESAR = 30 * 1024 * 1024
"""Bytes of a Word template once unpacked: a small file may hide a very large one."""

_TAK_TERTULIS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BARIS_BARU = re.compile("\r\n|\r|\x0b|\x0c|\x85|\u2028|\u2029")
_KATA_PANJANG = re.compile(r"\S{25,}")
_SUKU = re.compile(r"\S{1,8}")
_TAG = re.compile(r"\{[{%].*?[%}]\}")
_NAMA = re.compile(r"'([^']+)'")
_WAKTU_TETAP = (2000, 1, 1, 0, 0, 0)


GalatCetakan = typst.TypstError
"""A source that is faulty, or a picture in it that cannot be read."""


class TemplatRusak(GalatDomain):
    """A Word template that cannot be filled; `pesan` names the tag."""


def pdf(
    cetakan: Path,
    data: Mapping[str, Any],
    *,
    kertas: str = "a4",
    gambar: Mapping[str, str] | None = None,
    bertanda: bool = True,
) -> bytes:
    """The PDF of a typst source with `data` as its only input; the same data make the same bytes.

    `gambar` are pictures of our own as SVG. `bertanda`: with the tags that a screen reader follows;
    for tables of thousands of cells they cost more than the table.
    Raises KeyError for a paper that is not in KERTAS, typst.TypstError for a faulty source.
    """
    lebar, tinggi = KERTAS[kertas]
    isi = _bersih(data, _beri_celah) | {
        "kertas": {"lebar": lebar, "tinggi": tinggi},
        "gambar": dict(gambar or {}),
    }
    # Shared by threads, one compiler refuses the second; a new one costs half a millisecond.
    penyusun = typst.Compiler(root=cetakan.parent, font_paths=_huruf())
    try:
        return penyusun.compile(
            cetakan,
            format="pdf",
            sys_inputs={"data": json.dumps(isi)},
            timestamp=0,
            pdf_tags=bertanda,
        )
    finally:
        _lupakan(penyusun)


def pdf_dari_berkas(berkas: Path) -> bytes:
    """A typst source as it lies on the disk, without data: the floor that a benchmark compares."""
    return typst.Compiler(berkas, font_paths=_huruf()).compile(format="pdf", timestamp=0)


def word(templat: bytes | Path, data: Mapping[str, Any]) -> bytes:
    """A Word template filled with `data`. Raises TemplatRusak, which names the faulty tag."""
    isi = templat.read_bytes() if isinstance(templat, Path) else templat
    _periksa_bungkus(isi)
    hasil = BytesIO()
    try:
        dokumen = DocxTemplate(BytesIO(isi))
        dokumen.render(_bersih(data), _lingkungan())
        dokumen.save(hasil)
    except TemplateError as galat:
        raise TemplatRusak(_kalimat(galat)) from galat
    except XMLSyntaxError as galat:
        raise TemplatRusak(
            "Templat Word rusak: sebuah tag {%p …%} atau {%tr …%} memotong susunan alinea atau "
            "tabel. Tulis setiap tag itu sendirian pada alinea atau baris tabelnya."
        ) from galat
    except (OpcError, KeyError, ValueError) as galat:
        raise TemplatRusak("Berkas ini bukan dokumen Word (.docx) yang utuh.") from galat
    except (TypeError, ArithmeticError, RecursionError) as galat:
        raise TemplatRusak(f"Templat Word memakai tag yang keliru: {kutip(str(galat))}") from galat
    return bungkus_tetap(hasil.getvalue())


def qr_svg(teks: str, *, tepi: int = 2) -> str:
    """A QR code as SVG markup, black on white, scaled by whoever shows it."""
    keluar = BytesIO()
    segno.make(teks, error="m", micro=False).save(
        keluar, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=tepi, light="#fff"
    )
    return keluar.getvalue().decode().strip()


def bungkus_tetap(isi: bytes) -> bytes:
    """The same zip with fixed times, so that the same content is the same bytes."""
    keluar = BytesIO()
    with ZipFile(BytesIO(isi)) as asal, ZipFile(keluar, "w", ZIP_DEFLATED) as tujuan:
        for nama in asal.namelist():
            butir = ZipInfo(nama, _WAKTU_TETAP)
            butir.compress_type, butir.external_attr = ZIP_DEFLATED, 0o600 << 16
            tujuan.writestr(butir, asal.read(nama))
    return keluar.getvalue()


def _lupakan(penyusun: typst.Compiler) -> None:
    """typst remembers pieces of its last ten documents: 350 MB when they are long ones."""
    for _ in range(UMUR_INGATAN):
        penyusun.compile(b"", format="pdf", sys_inputs=None, timestamp=0)


@lru_cache(maxsize=1)
def _huruf() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, font_paths=[settings.BASE_DIR / "static" / "vendor" / "huruf"]
    )


class _Kotak(ImmutableSandboxedEnvironment):
    """Templates come from people: nothing of Python is in reach, no text or sum without end."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        besar = any(isinstance(n, int) and abs(n) > BILANGAN_TERBESAR for n in (left, right))
        if operator == "**" or (operator == "%" and isinstance(left, str)) or besar:
            raise SecurityError(f"hitungan '{operator}'")
        return super().call_binop(context, operator, left, right)


@lru_cache(maxsize=1)
def _lingkungan() -> _Kotak:
    """An unknown name is an error. Without `range` a loop is as long as what it goes through."""
    kotak = _Kotak(autoescape=True, undefined=StrictUndefined, finalize=_harfiah)
    kotak.globals.clear()
    return kotak


def _harfiah(nilai: object) -> object:
    """Text as typed. docxtpl unescapes `{_{` after rendering, so a brace goes in by its number."""
    if isinstance(nilai, str) and not isinstance(nilai, Markup):
        return Markup(str(escape(nilai)).replace("{", "&#123;").replace("}", "&#125;"))
    return nilai


def _bersih(nilai: Any, lalu: Callable[[str], str] = str) -> Any:
    """Without the characters that neither XML nor paper has; all line breaks are one kind."""
    match nilai:
        case str():
            return lalu(_TAK_TERTULIS.sub("", _BARIS_BARU.sub("\n", nilai)))
        case Mapping():
            return {kunci: _bersih(isi, lalu) for kunci, isi in nilai.items()}
        case list() | tuple():
            return [_bersih(isi, lalu) for isi in nilai]
        case _:
            return nilai


def _beri_celah(teks: str) -> str:
    """Places to break in a word that no column holds: what runs off the paper is lost."""
    return _KATA_PANJANG.sub(lambda kata: "\u200b".join(_SUKU.findall(kata[0])), teks)


def _periksa_bungkus(isi: bytes) -> None:
    try:
        with ZipFile(BytesIO(isi)) as zip_file:
            besar = sum(butir.file_size for butir in zip_file.infolist())
            utuh = "word/document.xml" in zip_file.namelist()
    except BadZipFile as galat:
        raise TemplatRusak("Berkas ini bukan dokumen Word (.docx) yang utuh.") from galat
    if not utuh:
        raise TemplatRusak("Berkas ini bukan dokumen Word (.docx) yang utuh.")
    if besar > TEMPLAT_TERBESAR:
        raise TemplatRusak("Templat Word ini terlalu besar: paling banyak 30 MB setelah dibuka.")


def _kalimat(galat: TemplateError) -> str:
    """A sentence that names the tag, so that it can be found in the template with Ctrl+F."""
    pesan = galat.message or ""
    nama = _NAMA.findall(pesan)
    match galat:
        case UndefinedError():
            return (
                f"Templat Word memakai tag “{kutip(nama[-1] if nama else pesan)}” yang tidak ada."
            )
        case SecurityError():
            sebut = f"“{kutip(nama[0])}”" if nama else kutip(pesan)
            return f"Templat Word memakai tag yang dilarang: {sebut}."
        case TemplateSyntaxError():
            tempat = _tempat(galat)
            return f"Templat Word rusak{tempat}: {_sebab(pesan, nama)}."
        case _:
            return f"Templat Word rusak: {kutip(pesan)}."


def _sebab(pesan: str, nama: list[str]) -> str:
    kenal: tuple[tuple[str, Callable[[], str]], ...] = (
        ("unknown tag", lambda: f"tag “{kutip(nama[0])}” tidak dikenal"),
        ("Unexpected end of template", lambda: "ada tag yang belum ditutup dengan {% end… %}"),
        ("No filter", lambda: f"saringan “{kutip(nama[0])}” tidak dikenal"),
    )
    for awal, kalimat in kenal:
        if awal in pesan and (nama or "end of" in awal):
            return kalimat()
    return f"tanda tagnya tidak lengkap ({kutip(pesan)})"


def _tempat(galat: TemplateSyntaxError) -> str:
    """The tags on the line that jinja complains about; docxtpl hands over the lines around it."""
    baris = list(getattr(galat, "docx_context", ()))
    letak = min(3, (galat.lineno or 1) - 1)
    teks = baris[letak] if letak < len(baris) else ""
    tag = _TAG.findall(teks)
    if not tag and not teks.strip():
        return f" pada baris {galat.lineno}"
    return f" pada “{kutip(' '.join(tag) or teks.strip())}”"
