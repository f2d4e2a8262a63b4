"""Demo accounts, printed when the application starts with the demo data. Names are illustrative."""

from typing import NamedTuple

SANDI = "contoh-2026"


class Akun(NamedTuple):
    nama_pengguna: str
    sandi: str
    keterangan: str


AKUN = (
    Akun("sari", SANDI, "Operator Dinas Kesehatan dan RSUD: mengisi realisasi"),
    Akun("joko", SANDI, "Operator Dinas Pendidikan"),
    Akun("dr_ani", SANDI, "Kepala Dinas Kesehatan: mengisi dan mengajukan"),
    Akun("rina", SANDI, "Bapperida: target, rapat, penetapan, rekap"),
    Akun("nana", SANDI, "Notulis rapat"),
    Akun("pak_budi", SANDI, "Pimpinan: membaca semua"),
    Akun("admin", SANDI, "Admin: OPD, pengguna, periode, rapat dan sesi"),
)
