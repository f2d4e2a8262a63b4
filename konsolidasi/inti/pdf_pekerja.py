"""The only place that opens a PDF: a process of its own, because what it opens may be hostile.

    pdf_pekerja.py periksa   <isi.pdf   prints the number of pages
    pdf_pekerja.py gambar 3  <isi.pdf   prints page 3 as a PNG

What it cannot do it says in one word (sandi, rusak, tidak ada) and leaves with status 2.

PDFium is C++ and not thread-safe. Here a crash, a page that takes minutes or one that asks for all
memory ends this process, never the server. It imports nothing of ours and inherits no environment.
"""

import resource
import struct
import sys
import zlib
from typing import BinaryIO, NoReturn

import pypdfium2

GAGAL = 2
DETIK, MEMORI = 20, 1536 * 1024 * 1024
SISI_TERBESAR = 1800
SKALA_TERBESAR = 3
SANDI_SALAH = 4  # FPDF_ERR_PASSWORD


def batasi() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (DETIK, DETIK))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORI, MEMORI))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def menyerah(kata: str) -> NoReturn:
    sys.stdout.write(kata)
    sys.exit(GAGAL)


def buka(isi: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(isi)
    except pypdfium2.PdfiumError as galat:
        menyerah("sandi" if getattr(galat, "err_code", None) == SANDI_SALAH else "rusak")


def halaman(dokumen: pypdfium2.PdfDocument, nomor: int) -> pypdfium2.PdfPage:
    try:
        return dokumen[nomor - 1]
    except pypdfium2.PdfiumError:
        menyerah("rusak")


def periksa(dokumen: pypdfium2.PdfDocument) -> bytes:
    """The first and the last page open; a file that was cut off has no last page."""
    jumlah = len(dokumen)
    if not jumlah:
        menyerah("rusak")
    for nomor in {1, jumlah}:
        halaman(dokumen, nomor)
    return str(jumlah).encode()


def gambar(dokumen: pypdfium2.PdfDocument, nomor: int) -> bytes:
    """However large the page says it is, the picture is not."""
    if not 1 <= nomor <= len(dokumen):
        menyerah("tidak ada")
    satu = halaman(dokumen, nomor)
    sisi = max(satu.get_size())
    if not sisi > 0:
        menyerah("rusak")
    peta = satu.render(scale=min(SKALA_TERBESAR, SISI_TERBESAR / sisi), rev_byteorder=True)
    return png(bytes(peta.buffer), peta.width, peta.height, peta.stride)


def png(isi: bytes, lebar: int, tinggi: int, langkah: int) -> bytes:
    """RGB rows of `langkah` bytes as a PNG."""
    baris = b"".join(b"\0" + isi[n * langkah : n * langkah + lebar * 3] for n in range(tinggi))
    kepala = struct.pack(">IIBBBBB", lebar, tinggi, 8, 2, 0, 0, 0)
    potongan = ((b"IHDR", kepala), (b"IDAT", zlib.compress(baris, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + nama + data + struct.pack(">I", zlib.crc32(nama + data))
        for nama, data in potongan
    )


def main(perintah: list[str], masuk: BinaryIO, keluar: BinaryIO) -> None:
    batasi()
    dokumen = buka(masuk.read())
    if perintah[0] == "periksa":
        keluar.write(periksa(dokumen))
    else:
        keluar.write(gambar(dokumen, int(perintah[1])))


if __name__ == "__main__":
    main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer)
