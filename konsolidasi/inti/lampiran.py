"""Files of people: taken in, checked, stored once, given out. What they prove is not known here.

The bytes lie at <sha[:2]>/<sha> under settings.LAMPIRAN_DIR, outside every public folder, and have
neither their name nor an extension there. A view with a rule serves them.
"""

import hashlib
import logging
import os
import re
import tempfile
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.db import IntegrityError, transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.jenis_berkas import (
    AKHIRAN,
    DITERIMA,
    GAMBAR,
    BerkasDitolak,
    Jenis,
    kenali,
)
from konsolidasi.inti.models import Lampiran
from konsolidasi.inti.pdf import halaman_png

log = logging.getLogger(__name__)

NAMA_TERPANJANG = 150
# No file system keeps a longer name: it was made up.
NAMA_MUSTAHIL = 255
SEKALIGUS = 10
MB = 1024 * 1024
# Endings that people give to what we take; ".v2" or ".2025" belongs to the name.
_AKHIRAN_DIKENAL = re.compile(r"\.(pdf|jpe?g|jfif|png|webp|xls[xmb]?|doc[xm]?|exe|zip)$", re.I)
# The kinds of pictures too: with them a telephone offers its camera.
ACCEPT = ",".join(sorted({*AKHIRAN.values(), ".jpeg", *GAMBAR}))
# A picture that a browser was talked into opening as a page still cannot do anything.
CSP_BERKAS = "default-src 'none'; sandbox"


class TerlaluBesar(GalatDomain):
    kode_http = 413


class BerkasHilang(GalatDomain):
    """The row is there and its bytes are not: a backup was put back without the folder."""

    kode_http = 404

    def __init__(self) -> None:
        super().__init__("Isi berkas ini tidak ada di server. Beri tahu admin Konsolidasi.")


@dataclass(frozen=True)
class Terperiksa:
    """Bytes that passed; `nama` is safe to show and ends in what the bytes are."""

    isi: bytes
    jenis: Jenis
    nama: str

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.isi).hexdigest()


def ukuran_kata(ukuran: int) -> str:
    """412 KB, 1,4 MB."""
    if ukuran < MB:
        return f"{max(-(-ukuran // 1024), 1)} KB"
    utuh, pecahan = divmod(ukuran * 10 // MB, 10)
    return f"{utuh},{pecahan} MB" if pecahan else f"{utuh} MB"


def kalimat_batas() -> str:
    """Said before anything is chosen."""
    return f"{DITERIMA}, paling besar {ukuran_kata(settings.LAMPIRAN_TERBESAR)} per berkas."


def bersihkan_nama(nama: str, mime: str) -> str:
    """A name to show: no path, no invisible or reordering characters, the true extension."""
    nama = re.split(r"[/\\]", unicodedata.normalize("NFC", nama))[-1]
    terlihat = "".join(h for h in nama if unicodedata.category(h)[0] != "C")
    rapi = " ".join(re.sub(r'[<>:"|?*]', "-", terlihat).split()).strip(". ")
    akhiran = AKHIRAN[mime]
    setara = {akhiran, ".jpeg"} if akhiran == ".jpg" else {akhiran}
    batang = rapi
    if cocok := _AKHIRAN_DIKENAL.search(rapi):
        batang = rapi[: cocok.start()].rstrip(". ")
        if cocok[0].lower() in setara:
            akhiran = cocok[0]
    elif f".{rapi.lower()}" in setara:
        batang = ""
    return f"{batang[: NAMA_TERPANJANG - len(akhiran)].rstrip('. ') or 'berkas'}{akhiran}"


def periksa(berkas: File) -> Terperiksa:
    """Reads at most the limit. Raises TerlaluBesar, BerkasDitolak or PdfSalah; stores nothing."""
    if berkas.size and berkas.size > settings.LAMPIRAN_TERBESAR:
        raise TerlaluBesar(_kalimat_besar())
    berkas.seek(0)
    isi = berkas.read(settings.LAMPIRAN_TERBESAR + 1)
    if len(isi) > settings.LAMPIRAN_TERBESAR:
        raise TerlaluBesar(_kalimat_besar())
    jenis = kenali(isi)
    return Terperiksa(isi, jenis, bersihkan_nama(berkas.name or "", jenis.mime))


def simpan(terperiksa: Terperiksa, *, oleh: Any) -> Lampiran:
    """The file of these bytes, stored now or before. Two at the same moment make one row.

    The bytes are on the disk before the row exists: a transaction that is undone may leave a file
    without a row, never a row without a file.
    """
    sha = terperiksa.sha256
    nama = f"{sha[:2]}/{sha}"
    _tulis(Path(Lampiran.berkas.field.storage.path(nama)), terperiksa.isi)
    ada = Lampiran.objects.filter(sha256=sha)
    if lama := ada.first():
        return lama
    try:
        with transaction.atomic():
            return Lampiran.objects.create(
                sha256=sha,
                berkas=nama,
                jenis=terperiksa.jenis.mime,
                ukuran=len(terperiksa.isi),
                halaman=terperiksa.jenis.halaman,
                diunggah_oleh=oleh,
            )
    except IntegrityError:
        return ada.get()


def _tulis(tujuan: Path, isi: bytes) -> None:
    """All or nothing: written aside, forced to the disk, then given its name."""
    if tujuan.exists() and tujuan.stat().st_size == len(isi):
        return
    os.makedirs(tujuan.parent, mode=0o700, exist_ok=True)
    fd, sementara = tempfile.mkstemp(dir=tujuan.parent, prefix=".unggah-")
    try:
        with os.fdopen(fd, "wb") as berkas:
            berkas.write(isi)
            berkas.flush()
            os.fsync(berkas.fileno())
        os.replace(sementara, tujuan)
    except OSError:
        os.unlink(sementara)
        raise
    folder = os.open(tujuan.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def jawaban(
    request: HttpRequest, lampiran: Lampiran, nama: str, *, unduh: bool = False
) -> HttpResponse:
    """The bytes. Pictures may be shown in a page, everything else is only saved."""
    tanda = f'"{lampiran.sha256}"'
    if sama := get_conditional_response(request, etag=tanda):
        return _amankan(sama, tanda)
    try:
        isi = lampiran.berkas.open("rb")
    except FileNotFoundError:
        log.error("lampiran hilang lampiran=%s", lampiran.pk)
        raise BerkasHilang from None
    tampil = lampiran.jenis in GAMBAR and not unduh
    respons = FileResponse(isi, content_type=lampiran.jenis)
    respons["Content-Length"] = lampiran.ukuran
    respons["Content-Disposition"] = content_disposition_header(
        not tampil, bersihkan_nama(nama, lampiran.jenis)
    )
    return _amankan(respons, tanda)


def jawaban_halaman(request: HttpRequest, lampiran: Lampiran, nomor: int) -> HttpResponse:
    """Page `nomor` of a PDF as a picture. Raises PdfSalah or BerkasHilang."""
    tanda = f'"{lampiran.sha256}-{nomor}"'
    if sama := get_conditional_response(request, etag=tanda):
        return _amankan(sama, tanda)
    try:
        with lampiran.berkas.open("rb") as berkas:
            isi = berkas.read()
    except FileNotFoundError:
        log.error("lampiran hilang lampiran=%s", lampiran.pk)
        raise BerkasHilang from None
    return _amankan(HttpResponse(halaman_png(isi, nomor), content_type="image/png"), tanda)


def _amankan(respons: HttpResponse, tanda: str) -> HttpResponse:
    """Kept by this browser only, and asked for again each time: the rule may have changed."""
    respons["X-Content-Type-Options"] = "nosniff"
    respons["Content-Security-Policy"] = CSP_BERKAS
    respons["Cross-Origin-Resource-Policy"] = "same-origin"
    respons["Cache-Control"] = "private, no-cache"
    respons["ETag"] = tanda
    return respons


def _kalimat_besar() -> str:
    return (
        f"Berkas ini lebih besar dari {ukuran_kata(settings.LAMPIRAN_TERBESAR)}."
        " Perkecil, atau unggah halaman yang membuktikan saja."
    )


class PenjagaUnggahan(FileUploadHandler):
    """First of settings.FILE_UPLOAD_HANDLERS: what is too large never reaches the disk.

    A file beyond the limit is read on and thrown away, so that the rest of the form arrives and
    the person gets a sentence (`ditolak_saat_unggah`); a body many times larger is not even read.
    """

    banyak = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.terbaca = 0
        self.banyak += 1

    def handle_raw_input(
        self, input_data: Any, META: dict, content_length: int, *args: Any, **kwargs: Any
    ) -> None:
        self.panjang = content_length

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        # Not in new_file: a refusal there would close the file before this one.
        self.terbaca += len(raw_data)
        if galat := self._galat():
            ditolak = self.request.META.setdefault("konsolidasi.ditolak", [])
            ditolak.append((self.file_name[:NAMA_TERPANJANG], galat))
            if self.panjang > SEKALIGUS * (settings.LAMPIRAN_TERBESAR + MB):
                raise StopUpload(connection_reset=True)
            raise SkipFile
        return raw_data

    def _galat(self) -> GalatDomain | None:
        batas, nama = settings.LAMPIRAN_TERBESAR, len(self.file_name)
        if self.terbaca > batas or self.panjang > SEKALIGUS * (batas + MB):
            return TerlaluBesar(_kalimat_besar())
        if self.banyak > SEKALIGUS:
            return BerkasDitolak(f"Paling banyak {SEKALIGUS} berkas sekaligus. Kirim lagi nanti.")
        if nama > NAMA_MUSTAHIL:
            return BerkasDitolak(
                f"Nama berkas ini {nama} huruf. Beri nama yang lebih pendek, lalu unggah lagi."
            )
        return None

    def file_complete(self, file_size: int) -> None:
        return None


def ditolak_saat_unggah(request: HttpRequest) -> list[tuple[str, GalatDomain]]:
    """Name and refusal of every file that was thrown away while it came in. Reads the body."""
    _ = request.FILES
    return request.META.get("konsolidasi.ditolak", [])
