"""The container of a workbook that somebody sent: what it is, and its parts, within limits.

Nothing is unpacked before the archive itself says that it is small enough, and XML with a DTD is
never read on. Whatever is wrong is one sentence: BukuDitolak.
"""

import re
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from posixpath import dirname, join, normpath
from xml.parsers import expat

from konsolidasi.inti.galat import GalatDomain

MB = 1024 * 1024
BERKAS_TERBESAR = 20 * MB
BAGIAN_TERBANYAK = 3000
TERURAI_TERBESAR, BAGIAN_TERBESAR = 192 * MB, 64 * MB
TANDA_TERBESAR = MB
"""A tag that is longer was made to fill the memory."""
# Sheets of one repeated row do shrink a hundredfold; what shrinks more and is large is a bomb.
RASIO_TERBESAR, WAJAR_TANPA_RASIO = 200, 32 * MB
POTONGAN = 64 * 1024
UNGGAH_LAGI = "lalu unggah lagi."
RUSAK = f"Berkas ini rusak atau terpotong. Simpan ulang dari aplikasi asalnya, {UNGGAH_LAGI}"
BOM = (
    "Berkas ini mengembang terlalu besar saat dibuka: bom ZIP, atau ratusan ribu baris kosong yang"
    f" berformat. Salin isinya saja ke templat baru, {UNGGAH_LAGI}"
)
SEBAGAI_XLSX = f"Buka, pilih Simpan Sebagai “Excel Workbook (.xlsx)”, {UNGGAH_LAGI}"
JENIS_BUKU = "spreadsheetml.sheet.main+xml"
_AWAL = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "gambar"),
    (b"\xff\xd8\xff", "gambar"),
    (b"GIF8", "gambar"),
    (b"Rar!", "berkas RAR"),
    (b"7z\xbc\xaf", "berkas 7z"),
    (b"MZ", "program komputer"),
    (b"{\\rtf", "teks RTF"),
)

Pembuka = Callable[[str, dict[str, str]], None]
Penutup = Callable[[str], None]


class BukuDitolak(GalatDomain):
    """The workbook cannot be read; the sentence says why and what to do."""

    kode_http = 422


def _rusak() -> BukuDitolak:
    return BukuDitolak(RUSAK)


class Wadah:
    """The parts of one workbook by name, without regard to case."""

    def __init__(self, isi: bytes) -> None:
        self.isi = isi
        _tolak_bukan_zip(isi)
        try:
            self._arsip = zipfile.ZipFile(BytesIO(isi))
            daftar = self._arsip.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
            raise _rusak() from None
        _pastikan_wajar(daftar, len(isi))
        self._bagian = {_rapikan(s.filename): s for s in daftar if not s.is_dir()}
        _tolak_bukan_xlsx(self)

    def __contains__(self, nama: str) -> bool:
        return _rapikan(nama) in self._bagian

    @property
    def nama(self) -> list[str]:
        return [s.filename for s in self._bagian.values()]

    def baca(self, nama: str, terbesar: int = 4 * MB) -> bytes:
        """A whole small part. Raises BukuDitolak where it is missing, larger or damaged."""
        potongan = []
        sisa = terbesar
        for satu in self._alir(nama):
            sisa -= len(satu)
            if sisa < 0:
                raise BukuDitolak(BOM)
            potongan.append(satu)
        return b"".join(potongan)

    def urai(self, nama: str, buka: Pembuka, tutup: Penutup, teks: Callable[[str], None]) -> None:
        """Read one XML part as a stream. Handlers get local names; they may raise Selesai."""
        pengurai = buat_pengurai(buka, tutup, teks)
        terbaca = 0
        try:
            for potongan in self._alir(nama):
                pengurai.Parse(potongan, False)
                terbaca += len(potongan)
                if terbaca - pengurai.CurrentByteIndex > TANDA_TERBESAR:
                    raise _rusak()
            pengurai.Parse(b"", True)
        except Selesai:
            return
        except (expat.ExpatError, LookupError, ValueError):
            raise _rusak() from None

    def _alir(self, nama: str):
        bagian = self._bagian.get(_rapikan(nama))
        if bagian is None:
            raise _rusak()
        try:
            with self._arsip.open(bagian) as aliran:
                while potongan := aliran.read(POTONGAN):
                    yield potongan
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
            OSError,
        ):
            raise _rusak() from None

    def hubungan(self, nama: str) -> dict[str, tuple[str, str]]:
        """Relations of a part: id to (kind, name of the part). Empty where there are none."""
        induk = dirname(nama)
        rels = join(induk, "_rels", nama.rpartition("/")[2] + ".rels")
        hasil: dict[str, tuple[str, str]] = {}
        if rels not in self:
            return hasil

        def buka(tag: str, sifat: dict[str, str]) -> None:
            tujuan = sifat.get("Target", "")
            if tag == "Relationship" and tujuan and sifat.get("TargetMode") != "External":
                jenis = sifat.get("Type", "").rpartition("/")[2]
                jalur = tujuan if tujuan.startswith("/") else normpath(join(induk, tujuan))
                hasil[sifat.get("Id", "")] = (jenis, jalur.lstrip("/"))

        self.urai(rels, buka, diam, diam)
        return hasil


class Selesai(Exception):
    """A handler has seen enough of a part."""


def diam(_: object) -> None:
    """A handler for what does not matter."""


def buat_pengurai(
    buka: Pembuka, tutup: Penutup, teks: Callable[[str], None]
) -> expat.XMLParserType:
    """Names without their prefix; a DTD, and with it every entity, ends the reading."""
    pengurai = expat.ParserCreate()
    pengurai.buffer_text = True
    pengurai.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    pengurai.StartDoctypeDeclHandler = _tolak_dtd
    lokal: dict[str, str] = {}

    def mulai(tag: str, sifat: dict[str, str]) -> None:
        nama = lokal.get(tag)
        if nama is None:
            nama = lokal[tag] = tag.rpartition(":")[2]
        buka(nama, sifat)

    def akhir(tag: str) -> None:
        tutup(lokal[tag])

    pengurai.StartElementHandler = mulai
    if tutup is not diam:
        pengurai.EndElementHandler = akhir
    if teks is not diam:
        pengurai.CharacterDataHandler = teks
    return pengurai


def _tolak_dtd(*_: object) -> None:
    raise BukuDitolak(
        "Berkas ini memuat definisi entitas XML, yang tidak pernah ditulis Excel, jadi tidak"
        f" dibaca. Salin isinya ke templat baru, {UNGGAH_LAGI}"
    )


def _rapikan(nama: str) -> str:
    return nama.replace("\\", "/").lstrip("/").casefold()


def _tolak_bukan_zip(isi: bytes) -> None:
    if not isi:
        raise BukuDitolak(f"Berkas ini kosong (0 byte). Periksa berkasnya, {UNGGAH_LAGI}")
    if len(isi) > BERKAS_TERBESAR:
        raise BukuDitolak("Berkas ini lebih besar dari 20 MB. Salin isinya ke templat baru.")
    if isi.startswith(b"PK\x03\x04"):
        return
    if isi.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in isi:
            raise BukuDitolak(
                "Berkas ini berkata sandi. Buka di Excel, hapus kata sandinya, simpan,"
                f" {UNGGAH_LAGI}"
            )
        raise BukuDitolak(f"Berkas ini Excel lama (.xls). {SEBAGAI_XLSX}")
    raise BukuDitolak(f"Berkas ini {_sebut(isi)}, bukan Excel. Unggah templat .xlsx yang diisi.")


def _sebut(isi: bytes) -> str:
    for awal, kata in _AWAL:
        if isi.startswith(awal):
            return kata
    kepala = isi[:4096]
    if isi.startswith(b"PK"):
        return "berkas ZIP kosong"
    if re.search(rb"<html|<!doctype|<table", kepala, re.IGNORECASE):
        return "halaman web"
    if b"<?xml" in kepala:
        return "berkas XML"
    terbaca = not re.search(rb"[\x00-\x08\x0e-\x1f]", kepala)
    return "teks (CSV)" if terbaca else "bukan jenis yang dikenal"


def _pastikan_wajar(daftar: list[zipfile.ZipInfo], ukuran: int) -> None:
    """By what the archive says of itself; zipfile never gives out more than that."""
    terurai = sum(satu.file_size for satu in daftar)
    termampat = sum(satu.compress_size for satu in daftar)
    if (
        len(daftar) > BAGIAN_TERBANYAK
        or terurai > TERURAI_TERBESAR
        or any(satu.file_size > BAGIAN_TERBESAR for satu in daftar)
        or (terurai > WAJAR_TANPA_RASIO and terurai > RASIO_TERBESAR * max(termampat, 1))
    ):
        raise BukuDitolak(BOM)
    # Parts that lie on each other, or are more than the file holds.
    if termampat > ukuran or len({s.header_offset for s in daftar}) < len(daftar):
        raise _rusak()
    if any(satu.flag_bits & 1 for satu in daftar):
        raise BukuDitolak(f"Berkas ini berkata sandi. Simpan tanpa kata sandi, {UNGGAH_LAGI}")
    if any(s.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for s in daftar):
        raise _rusak()


def _tolak_bukan_xlsx(wadah: Wadah) -> None:
    nama = [satu.casefold() for satu in wadah.nama]
    if "mimetype" in wadah and b"opendocument" in wadah.baca("mimetype"):
        raise BukuDitolak(f"Berkas ini LibreOffice (.ods). {SEBAGAI_XLSX}")
    if "[Content_Types].xml" not in wadah:
        raise BukuDitolak("Berkas ini ZIP, bukan Excel. Keluarkan dulu berkas .xlsx-nya.")
    jenis = wadah.baca("[Content_Types].xml").lower()
    if b"macroenabled" in jenis or any(s.endswith(("vbaproject.bin", "vbadata.xml")) for s in nama):
        raise BukuDitolak(f"Berkas ini berisi makro. {SEBAGAI_XLSX}")
    if any(s.endswith("workbook.bin") for s in nama):
        raise BukuDitolak(f"Berkas ini Excel biner (.xlsb). {SEBAGAI_XLSX}")
    if any(s.startswith("word/") for s in nama):
        raise BukuDitolak("Berkas ini Word, bukan Excel. Unggah templat .xlsx yang diisi.")
    if JENIS_BUKU.encode() not in jenis:
        raise _rusak()
