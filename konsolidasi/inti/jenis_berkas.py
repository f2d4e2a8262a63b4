"""What a file is, by its content and never by its name; nothing is unpacked to find out."""

import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.pdf import jumlah_halaman

PDF, JPEG, PNG, WEBP = "application/pdf", "image/jpeg", "image/png", "image/webp"
_OFFICE = "application/vnd.openxmlformats-officedocument"
XLSX, DOCX = f"{_OFFICE}.spreadsheetml.sheet", f"{_OFFICE}.wordprocessingml.document"

GAMBAR = frozenset({JPEG, PNG, WEBP})
AKHIRAN = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png", WEBP: ".webp", XLSX: ".xlsx", DOCX: ".docx"}
KATA = {PDF: "PDF", JPEG: "JPEG", PNG: "PNG", WEBP: "WebP", XLSX: "Excel", DOCX: "Word"}
DITERIMA = "PDF, JPEG, PNG, WebP, Excel (.xlsx) atau Word (.docx)"

TITIK_TERBANYAK = 100_000_000
ISI_ZIP_TERBANYAK, ISI_ZIP_TERBESAR = 3000, 256 * 1024 * 1024
# Sheets of one repeated row do shrink a hundredfold; what shrinks more and is large is a bomb.
RASIO_TERBESAR, WAJAR_TANPA_RASIO = 150, 16 * 1024 * 1024
DAFTAR_JENIS = "[Content_Types].xml"
DAFTAR_TERBESAR = 1024 * 1024
RUSAK = "Berkas ini rusak atau terpotong. Simpan ulang dari aplikasi asalnya, lalu unggah lagi."
# Beginnings of what people send instead, with the words for it.
DITOLAK = (
    (b"MZ", "program komputer"),
    (b"\x7fELF", "program komputer"),
    (b"#!", "program komputer"),
    (b"PK\x05\x06", "berkas ZIP kosong"),
    (b"Rar!", "berkas RAR"),
    (b"7z\xbc\xaf", "berkas 7z"),
    (b"GIF8", "gambar GIF"),
    (b"BM", "gambar BMP"),
    (b"II*\0", "gambar TIFF"),
    (b"MM\0*", "gambar TIFF"),
    (b"\xd0\xcf\x11\xe0", "Office lama (.doc, .xls) atau Office berkata sandi"),
    (b"{\\rtf", "teks RTF"),
)


class BerkasDitolak(GalatDomain):
    """The sentence says what is wrong and what to do."""

    kode_http = 422


@dataclass(frozen=True)
class Jenis:
    mime: str
    halaman: int | None = None


def kenali(isi: bytes) -> Jenis:
    """Raises BerkasDitolak (or PdfSalah, of the same family) for all we do not take."""
    if not isi:
        raise BerkasDitolak("Berkas ini kosong (0 byte). Periksa berkasnya, lalu unggah lagi.")
    if isi.lstrip(b"\xef\xbb\xbf\r\n\t \0").startswith(b"%PDF-"):
        return Jenis(PDF, jumlah_halaman(isi))
    if isi.startswith(b"\x89PNG\r\n\x1a\n"):
        return _gambar(PNG, _ukuran_png(isi))
    if isi.startswith(b"\xff\xd8\xff"):
        return _gambar(JPEG, _ukuran_jpeg(isi))
    if isi.startswith(b"RIFF") and isi[8:12] == b"WEBP":
        return _gambar(WEBP, _ukuran_webp(isi))
    if isi.startswith(b"PK\x03\x04"):
        return Jenis(_office(isi))
    raise BerkasDitolak(f"Isinya {_sebut(isi)}. Unggah {DITERIMA}.")


def ukuran_gambar(isi: bytes) -> tuple[int, int]:
    """Width and height in dots of a picture that `kenali` knows. Raises BerkasDitolak."""
    ukur = {PNG: _ukuran_png, JPEG: _ukuran_jpeg, WEBP: _ukuran_webp}.get(kenali(isi).mime)
    ukuran = ukur(isi) if ukur else None
    if ukuran is None:
        raise BerkasDitolak("Isinya bukan gambar. Unggah PNG atau JPEG.")
    return ukuran


def _sebut(isi: bytes) -> str:
    for awal, kata in DITOLAK:
        if isi.startswith(awal):
            return kata
    if isi[4:8] == b"ftyp":
        foto = isi[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"avif")
        return "foto HEIC, simpan dulu sebagai JPEG" if foto else "video"
    awal = isi[:4096].lower()
    if b"<svg" in awal:
        return "gambar SVG"
    if b"<html" in awal or b"<!doctype" in awal or b"<script" in awal:
        return "halaman web"
    return "bukan jenis yang diterima"


def _gambar(mime: str, ukuran: tuple[int, int] | None) -> Jenis:
    if ukuran is None or not all(ukuran):
        raise BerkasDitolak(RUSAK)
    if ukuran[0] * ukuran[1] > TITIK_TERBANYAK:
        raise BerkasDitolak(
            f"Gambar ini {ukuran[0]} × {ukuran[1]} titik, terlalu besar untuk dibuka."
            " Perkecil, lalu unggah lagi."
        )
    return Jenis(mime)


def _ukuran_png(isi: bytes) -> tuple[int, int] | None:
    """Every chunk whole, from IHDR to IEND; None otherwise."""
    letak, ukuran, bergambar = 8, None, False
    while letak + 12 <= len(isi):
        panjang, nama = struct.unpack_from(">I4s", isi, letak)
        akhir = letak + 8 + panjang
        if akhir + 4 > len(isi):
            return None
        if zlib.crc32(isi[letak + 4 : akhir]) != struct.unpack_from(">I", isi, akhir)[0]:
            return None
        if letak == 8:
            if nama != b"IHDR" or panjang != 13:
                return None
            ukuran = struct.unpack_from(">II", isi, letak + 8)
        bergambar = bergambar or nama == b"IDAT"
        if nama == b"IEND":
            return ukuran if bergambar else None
        letak = akhir + 4
    return None


def _ukuran_jpeg(isi: bytes) -> tuple[int, int] | None:
    """Segments up to the picture, then its end mark; None otherwise."""
    letak, ukuran = 2, None
    while letak + 4 <= len(isi):
        if isi[letak] != 0xFF:
            return None
        tanda = isi[letak + 1]
        if tanda == 0xFF:  # fill byte
            letak += 1
            continue
        panjang = struct.unpack_from(">H", isi, letak + 2)[0]
        if tanda == 0xDA:
            return ukuran if isi.find(b"\xff\xd9", letak) > 0 else None
        if 0xC0 <= tanda <= 0xCF and tanda not in (0xC4, 0xC8, 0xCC) and letak + 9 <= len(isi):
            tinggi, lebar = struct.unpack_from(">HH", isi, letak + 5)
            ukuran = (lebar, tinggi)
        letak += 2 + panjang
    return None


def _ukuran_webp(isi: bytes) -> tuple[int, int] | None:
    if len(isi) < 30 or struct.unpack_from("<I", isi, 4)[0] + 8 > len(isi):
        return None
    match isi[12:16]:
        case b"VP8 ":
            lebar, tinggi = struct.unpack_from("<HH", isi, 26)
            return (lebar & 0x3FFF, tinggi & 0x3FFF) if isi[23:26] == b"\x9d\x01\x2a" else None
        case b"VP8L" if isi[20] == 0x2F:
            bit = struct.unpack_from("<I", isi, 21)[0]
            return (bit & 0x3FFF) + 1, (bit >> 14 & 0x3FFF) + 1
        case b"VP8X":
            sisi = (isi[n] | isi[n + 1] << 8 | isi[n + 2] << 16 for n in (24, 27))
            lebar, tinggi = (satu + 1 for satu in sisi)
            return lebar, tinggi
    return None


def _office(isi: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(isi)) as arsip:
            daftar = arsip.infolist()
            _pastikan_wajar(daftar, len(isi))
            nama = {satu.filename for satu in daftar}
            if DAFTAR_JENIS not in nama:
                raise BerkasDitolak(f"Isinya berkas ZIP. Keluarkan isinya, lalu unggah {DITERIMA}.")
            with arsip.open(DAFTAR_JENIS) as bagian:
                jenis = bagian.read(DAFTAR_TERBESAR)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        raise BerkasDitolak(RUSAK) from None
    if b"macroenabled" in jenis.lower() or any(n.lower().endswith("vbaproject.bin") for n in nama):
        raise BerkasDitolak(
            "Berkas Office ini berisi makro."
            " Simpan sebagai .xlsx atau .docx biasa, lalu unggah lagi."
        )
    for mime, inti, bagian in (
        (XLSX, b"spreadsheetml.sheet.main+xml", r"xl/workbook\d*\.xml"),
        (DOCX, b"wordprocessingml.document.main+xml", r"word/document\d*\.xml"),
    ):
        if inti in jenis and any(re.fullmatch(bagian, n) for n in nama):
            return mime
    raise BerkasDitolak(f"Isinya bukan Excel atau Word. Unggah {DITERIMA}.")


def _pastikan_wajar(daftar: list[zipfile.ZipInfo], ukuran: int) -> None:
    """By what the archive says of itself, before a byte of it is unpacked."""
    terurai = sum(satu.file_size for satu in daftar)
    termampat = sum(satu.compress_size for satu in daftar)
    tumpang_tindih = termampat > ukuran or len({s.header_offset for s in daftar}) < len(daftar)
    if (
        len(daftar) > ISI_ZIP_TERBANYAK
        or terurai > ISI_ZIP_TERBESAR
        or tumpang_tindih
        or (terurai > WAJAR_TANPA_RASIO and terurai > RASIO_TERBESAR * max(termampat, 1))
    ):
        raise BerkasDitolak(
            "Berkas ini mengembang terlalu besar saat dibuka, seperti bom ZIP, jadi tidak disimpan."
            " Simpan ulang dari Excel atau Word, lalu unggah lagi."
        )
    if any(satu.flag_bits & 1 for satu in daftar):
        raise BerkasDitolak("Berkas ini berkata sandi. Simpan tanpa kata sandi, lalu unggah lagi.")
    if any(".." in re.split(r"[/\\]", satu.filename) for satu in daftar):
        raise BerkasDitolak(RUSAK)
