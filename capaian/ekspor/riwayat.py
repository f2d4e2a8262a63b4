"""The history of one indikator as a workbook: every line in full, nothing shortened."""

from collections.abc import Sequence

from capaian.ekspor.daftar import Keterangan, susun_buku
from capaian.models import Indikator
from konsolidasi.inti import waktu
from konsolidasi.inti.riwayat import Catatan
from konsolidasi.inti.tata_letak import Baris, Buku, Kolom

KOLOM = (
    Kolom("no", "No", 6, rata="center"),
    Kolom("tanggal", "Tanggal", 18),
    Kolom("jam", "Pukul (WIB)", 9, rata="center"),
    Kolom("siapa", "Siapa", 26),
    Kolom("kalimat", "Kejadian", 60),
    Kolom("lama", "Sebelum", 14, rata="right"),
    Kolom("baru", "Sesudah", 14, rata="right"),
    Kolom("alasan", "Alasan", 36),
    Kolom("rinci", "Isi lengkap yang berubah", 60),
)


def judul(indikator: Indikator) -> str:
    return f"Riwayat {indikator.kode}"


def susun_lembar(catatan: Sequence[Catatan], indikator: Indikator, ket: Keterangan) -> Buku:
    return susun_buku(
        f"Riwayat {indikator.kode} {indikator.nama}",
        KOLOM,
        [_baris(nomor, c) for nomor, c in enumerate(catatan, start=1)],
        ket,
        benda="catatan",
        gulir_mulai="kalimat",
    )


def _baris(nomor: int, c: Catatan) -> Baris:
    rinci = "\n".join(f"{r.medan}: {r.lama} menjadi {r.baru}" for r in c.rinci)
    return Baris(
        {
            "no": nomor,
            "tanggal": waktu.tanggal(c.pada),
            "jam": waktu.jam(c.pada),
            "siapa": c.siapa,
            "kalimat": c.kalimat,
            "lama": c.lama,
            "baru": c.baru,
            "alasan": c.alasan,
            "rinci": rinci,
        }
    )
