"""Every state of a cell of the matrix: a word, a number, and green for nothing unfinished."""

from datetime import datetime, timedelta

import pytest

from capaian.layar.matriks_hitung import Hitungan
from capaian.layar.matriks_sel import susun_sel
from capaian.models import Periode
from konsolidasi.inti.waktu import ZONA

HARI = timedelta(days=1)
BATAS = datetime(2026, 1, 16, 16, tzinfo=ZONA)


def periode(**lain) -> Periode:
    jendela = {
        "dibuka_pada": BATAS - 14 * HARI,
        "batas_pada": BATAS,
        "tenggang_pada": BATAS + 3 * HARI,
        "ditutup_pada": BATAS + 12 * HARI,
    }
    return Periode(tahun_id=2025, triwulan=4, **(jendela | lain))


def sel(h: Hitungan, pada: datetime = BATAS - HARI, sampai: datetime | None = None, **lain):
    return susun_sel(h, periode(**lain), sampai, pada)


LEWAT = BATAS + 3 * HARI - timedelta(hours=2)
TUTUP = BATAS + 5 * HARI


@pytest.mark.parametrize(
    ("h", "lain", "jenis", "tertulis"),
    [
        (
            Hitungan(wajib=12),
            {"pada": BATAS - 20 * HARI},
            "belum_dibuka",
            "Belum dibuka, 12 baris, dibuka 2 Jan",
        ),
        (Hitungan(wajib=12), {}, "belum", "Belum diisi, 0 dari 12"),
        (Hitungan(wajib=12, terisi=3, draf=3), {}, "mengisi", "Mengisi, 3 dari 12"),
        (
            Hitungan(wajib=12, terisi=8, draf=2, diajukan=2, terverifikasi=4, tepat=6),
            {},
            "mengisi",
            "Mengisi, 8 dari 12, 4 terverifikasi, 2 menunggu verifikasi",
        ),
        (
            Hitungan(wajib=6, terisi=6, kepala=6),
            {},
            "mengisi",
            "Mengisi, 6 dari 6, 6 menunggu kepala OPD",
        ),
        (
            Hitungan(wajib=6, terisi=6, diajukan=6, tepat=6),
            {},
            "menunggu",
            "Menunggu verifikasi (6), 0 dari 6 terverifikasi",
        ),
        (
            Hitungan(wajib=12, terisi=12, perbaikan=2, diajukan=4, terverifikasi=6, tepat=12),
            {},
            "perbaikan",
            "Perlu perbaikan (2), 6 dari 12 terverifikasi, 4 menunggu",
        ),
        (
            Hitungan(wajib=7, terisi=7, terverifikasi=7, tepat=7),
            {},
            "beres",
            "Terverifikasi, 7 dari 7",
        ),
        (
            Hitungan(wajib=7, terisi=7, terverifikasi=7, tepat=5, lambat=2, hari=4),
            {"pada": TUTUP},
            "beres",
            "Terverifikasi, 7 dari 7, terlambat 4 hari",
        ),
        (
            Hitungan(wajib=9, terisi=5, draf=5),
            {"pada": LEWAT},
            "terlambat",
            "Terlambat 3 hari, baru 5 dari 9 terisi",
        ),
        (
            Hitungan(wajib=6),
            {"pada": LEWAT},
            "terlambat",
            "Terlambat 3 hari, 0 dari 6, belum diisi",
        ),
        (
            Hitungan(wajib=6),
            {"pada": BATAS + timedelta(hours=1)},
            "terlambat",
            "Lewat batas hari ini, 0 dari 6, belum diisi",
        ),
        (
            Hitungan(wajib=6, terisi=2, draf=2),
            {"pada": TUTUP},
            "terlambat",
            "Ditutup, belum lengkap, baru 2 dari 6 terisi",
        ),
        (
            Hitungan(wajib=7, terisi=3, draf=3),
            {"pada": TUTUP, "sampai": TUTUP + HARI},
            "mengisi",
            "Mengisi, 3 dari 7, perpanjangan s.d. 22 Jan",
        ),
        (
            Hitungan(wajib=7, terisi=3, draf=3),
            {"pada": TUTUP + 2 * HARI, "sampai": TUTUP + HARI},
            "terlambat",
            "Ditutup, belum lengkap, baru 3 dari 7 terisi",
        ),
        (
            Hitungan(wajib=14, terkunci=12, terisi=13, lambat=1, hari=2),
            {"terkunci": True},
            "terkunci",
            "Terkunci, 12 dari 14, terlambat 2 hari",
        ),
    ],
)
def test_cell_says_its_state_in_a_word_and_a_number(h, lain, jenis, tertulis):
    satu = sel(h, **lain)
    assert (satu.jenis, satu.teks) == (jenis, tertulis)


def test_only_complete_and_verified_is_green():
    hijau = [
        h
        for h in (
            Hitungan(wajib=2, terverifikasi=2),
            Hitungan(wajib=2, terverifikasi=1),
            Hitungan(wajib=2, terverifikasi=1, diajukan=1),
            Hitungan(wajib=2, diajukan=2),
            Hitungan(wajib=2),
        )
        if sel(h).ragam == "baik"
    ]
    assert hijau == [Hitungan(wajib=2, terverifikasi=2)]
    assert sel(Hitungan(wajib=2, terkunci=1), terkunci=True).ragam != "baik"


def test_quarter_without_a_window_says_so():
    assert susun_sel(Hitungan(), None, None, BATAS).teks == "Belum dibuka, belum dijadwalkan"
