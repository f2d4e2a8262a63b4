"""What we need of a PDF: how many pages it has, and one of them as a picture."""

import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from konsolidasi.inti.galat import GalatDomain

PEKERJA = Path(__file__).with_name("pdf_pekerja.py")
TUNGGU_DETIK = 30
HALAMAN_TERBANYAK = 2000
# Pages are drawn two at a time: a hundred open documents must not take every core.
_giliran = BoundedSemaphore(2)

KALIMAT_RUSAK = (
    "PDF ini rusak atau terpotong. Simpan ulang dari aplikasi asalnya, lalu unggah lagi."
)
KALIMAT = {
    b"sandi": "PDF ini berkata sandi. Simpan tanpa kata sandi, lalu unggah lagi.",
    b"tidak ada": "Halaman itu tidak ada dalam PDF ini.",
}


class PdfSalah(GalatDomain):
    kode_http = 422


def jumlah_halaman(isi: bytes) -> int:
    """Raises PdfSalah: broken, cut off, with a password, too many pages. One short process."""
    # PDFium mends a file that was cut off; a whole one says at its end that it is whole.
    if b"%%EOF" not in isi.rstrip(b"\0\r\n\t ")[-2048:]:
        raise PdfSalah(KALIMAT_RUSAK)
    jumlah = int(_kerjakan(isi, "periksa"))
    if jumlah > HALAMAN_TERBANYAK:
        raise PdfSalah(
            f"PDF ini {jumlah} halaman, paling banyak {HALAMAN_TERBANYAK}."
            " Unggah bagian yang membuktikan saja."
        )
    return jumlah


def halaman_png(isi: bytes, nomor: int) -> bytes:
    """Page `nomor`, counted from 1, as a PNG of bounded size. Raises PdfSalah."""
    return _kerjakan(isi, "gambar", str(nomor))


def _kerjakan(isi: bytes, *perintah: str) -> bytes:
    with _giliran:
        try:
            hasil = subprocess.run(
                [sys.executable, "-I", PEKERJA, *perintah],
                input=isi,
                capture_output=True,
                env={},
                timeout=TUNGGU_DETIK,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise PdfSalah(KALIMAT_RUSAK) from None
    if hasil.returncode or not hasil.stdout:
        raise PdfSalah(KALIMAT.get(hasil.stdout, KALIMAT_RUSAK))
    return hasil.stdout
