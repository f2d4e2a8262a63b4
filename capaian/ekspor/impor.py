"""The list of imports as a workbook."""

from collections.abc import Sequence

from capaian.ekspor.daftar import Keterangan, susun_buku
from capaian.models import Impor
from konsolidasi.inti import waktu
from konsolidasi.inti.tata_letak import Baris, Buku, Kolom

JUDUL = "Daftar impor"
KOLOM = (
    Kolom("nomor", "No.", 7, rata="right"),
    Kolom("nama", "Berkas", 44),
    Kolom("untuk", "Untuk", 32),
    Kolom("pada", "Diunggah", 20),
    Kolom("oleh", "Oleh", 22),
    Kolom("isi", "Isi", 40),
    Kolom("status", "Keadaan", 18),
    Kolom("diterapkan", "Diterapkan", 20),
)


def susun_lembar(impor: Sequence[tuple[Impor, str, str]], ket: Keterangan) -> Buku:
    """Each import, what it is for, and its cells counted in words."""
    baris = [_baris(*satu) for satu in impor]
    return susun_buku(JUDUL, KOLOM, baris, ket, benda="impor", gulir_mulai="untuk")


def _baris(i: Impor, untuk: str, isi: str) -> Baris:
    return Baris(
        {
            "nomor": i.pk,
            "nama": i.nama,
            "untuk": untuk,
            "pada": f"{waktu.tanggal(i.diunggah_pada)} {waktu.jam(i.diunggah_pada)}",
            "oleh": i.oleh.nama,
            "isi": isi or "tidak ada isi",
            "status": i.get_status_display(),
            "diterapkan": f"{waktu.tanggal(i.diterapkan_pada)} {waktu.jam(i.diterapkan_pada)}"
            if i.diterapkan_pada
            else "",
        }
    )
