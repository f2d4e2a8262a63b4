"""Small real files, and files that pretend to be."""

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from capaian.models import Bukti, Indikator, Periode
from konsolidasi.inti.jenis_berkas import DOCX, XLSX
from konsolidasi.inti.lampiran import periksa, simpan
from konsolidasi.inti.models import Lampiran
from tests import pabrik

# Standard security handler, 40 bit, the password is "rahasia".
SANDI_O = "58f045de0b8f1dd8c979a658e6372b5bede9ebdb81eadc495028ff7b68891ac5"
SANDI_U = "8db598bbc3ea3b789fbb65cca8f7b7148341eb5b27ff548d0ae1173160879f44"
EXE = b"MZ\x90\0" + b"\0" * 200 + b"This program cannot be run in DOS mode"
SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


def pdf(halaman: int = 1, *, sisi: str = "595 842", tanda: str = "", sandi: bool = False) -> bytes:
    """`tanda` makes it another file."""
    anak = " ".join(f"{n + 4} 0 R" for n in range(halaman))
    benda = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{anak}] /Count {halaman} /MediaBox [0 0 {sisi}] >>",
        f"<< /Filter /Standard /V 1 /R 2 /O <{SANDI_O}> /U <{SANDI_U}> /P -44 >>",
        *["<< /Type /Page /Parent 2 0 R >>"] * halaman,
    ]
    isi, letak = f"%PDF-1.4\n% {tanda}\n".encode(), []
    for nomor, satu in enumerate(benda, start=1):
        letak.append(len(isi))
        isi += f"{nomor} 0 obj\n{satu}\nendobj\n".encode()
    xref = len(isi)
    isi += f"xref\n0 {len(benda) + 1}\n0000000000 65535 f \n".encode()
    isi += "".join(f"{n:010} 00000 n \n" for n in letak).encode()
    tanda_id = b"0123456789abcdef".hex()
    kunci = f"/Encrypt 3 0 R /ID [<{tanda_id}> <{tanda_id}>]" if sandi else ""
    akhir = f"trailer\n<< /Size {len(benda) + 1} /Root 1 0 R {kunci} >>\nstartxref\n{xref}\n%%EOF\n"
    return isi + akhir.encode()


def png(lebar: int = 3, tinggi: int = 2, *, warna: int = 120) -> bytes:
    baris = zlib.compress((b"\0" + bytes([warna] * lebar)) * tinggi) if lebar < 9999 else b"x"
    potongan = (
        (b"IHDR", struct.pack(">IIBBBBB", lebar, tinggi, 8, 0, 0, 0, 0)),
        (b"IDAT", baris),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d))
        for n, d in potongan
    )


def jpeg(lebar: int = 16, tinggi: int = 8) -> bytes:
    """Segments and end mark of a picture; what it shows does not matter here."""
    sof = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, tinggi, lebar, 1) + b"\1\x11\0"
    sos = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\1\0\0\x3f\0"
    return b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + sof + sos + b"\x11\x22" + b"\xff\xd9"


def webp(lebar: int = 5, tinggi: int = 4) -> bytes:
    isi = b"WEBPVP8L" + struct.pack("<I", 17)
    isi += b"\x2f" + struct.pack("<I", (lebar - 1) | (tinggi - 1) << 14) + b"\0" * 13
    return b"RIFF" + struct.pack("<I", len(isi)) + isi


def arsip(isi: dict[str, bytes]) -> bytes:
    wadah = BytesIO()
    with zipfile.ZipFile(wadah, "w", zipfile.ZIP_DEFLATED) as zipnya:
        for nama, data in isi.items():
            zipnya.writestr(nama, data)
    return wadah.getvalue()


def office(mime: str = XLSX, *, jenis: str = "", **lain: bytes) -> bytes:
    bagian = {XLSX: "xl/workbook.xml", DOCX: "word/document.xml"}[mime]
    jenis = jenis or f"{mime}.main+xml"
    daftar = f'<Types><Override PartName="/{bagian}" ContentType="{jenis}"/></Types>'
    return arsip({"[Content_Types].xml": daftar.encode(), bagian: b"<x/>", **lain})


def kirim(isi: bytes, nama: str = "Laporan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, isi)


def buat_bukti(
    *, indikator: Indikator, periode: Periode | None = None, isi: bytes = b"", **lain: Any
) -> Bukti:
    """Stored evidence, whatever the state of the row; a link when `tautan` is given."""
    periode = periode or pabrik.buat_periode()
    if "tautan" not in lain:
        terperiksa = periksa(kirim(isi or pdf(), lain.get("nama", "Laporan.pdf")))
        lain["lampiran"] = simpan(terperiksa, oleh=None)
    lain.setdefault("nama", "Laporan.pdf")
    return Bukti.objects.create(indikator=indikator, periode=periode, **lain)


@pytest.fixture
def gudang(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A store of its own for this test."""
    return pindah_gudang(monkeypatch, tmp_path)


def pindah_gudang(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    tempat = folder / "lampiran"
    monkeypatch.setitem(vars(Lampiran.berkas.field.storage), "location", str(tempat))
    return tempat


def di_gudang() -> list[Path]:
    """Every file in the store of this test."""
    return sorted(f for f in Path(Lampiran.berkas.field.storage.location).rglob("*") if f.is_file())
