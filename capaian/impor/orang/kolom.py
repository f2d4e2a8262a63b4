"""The sheet of people and their Penugasan: its columns, what it says about itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from capaian.impor.opd.kolom import YA_TIDAK
from capaian.impor.opd.sebutan import SebutanOpd
from capaian.lembar_isian import Acuan, KolomIsian
from opd.pilihan import KedudukanPejabat, Peran

PERAN = {satu.label: satu.value for satu in Peran}
KEDUDUKAN = {satu.label: satu.value for satu in KedudukanPejabat}
PANJANG = {"nama": 150, "jabatan": 150, "pangkat": 60, "surel": 254, "dasar": 120}
KOLOM = (
    KolomIsian("kode", "Nama pengguna", 20, terkunci=True, alias=("Kode", "Username"), wajib=True),
    KolomIsian("nama", "Nama lengkap", 32, alias=("Nama",), wajib=True),
    KolomIsian("nip", "NIP", 21),
    KolomIsian("jabatan", "Jabatan", 34),
    KolomIsian("pangkat", "Pangkat/golongan", 18),
    KolomIsian("surel", "Surel", 28, alias=("Email",)),
    KolomIsian("aktif", "Akun aktif", 10, pilihan=YA_TIDAK),
    KolomIsian("peran", "Peran", 24, pilihan=PERAN, wajib=True),
    KolomIsian("opd", "OPD", 16),
    KolomIsian("kedudukan", "Kedudukan", 12, pilihan=KEDUDUKAN),
    KolomIsian("mulai", "Mulai", 13, kanan=True),
    KolomIsian("selesai", "Selesai", 13, kanan=True),
    KolomIsian("dasar", "Nomor SK", 24),
)
DIISI = tuple(satu.kunci for satu in KOLOM if not satu.terkunci)
ORANG = {
    "nama": "nama",
    "nip": "nip",
    "jabatan": "jabatan",
    "pangkat": "pangkat",
    "surel": "email",
    "aktif": "is_active",
}
"""Columns about the person, with the fields of Pengguna."""
TUGAS = {
    "peran": "peran",
    "opd": "opd_id",
    "kedudukan": "kedudukan",
    "mulai": "mulai",
    "selesai": "selesai",
    "dasar": "dasar",
}
"""Columns about the Penugasan, with its fields."""
TETAP = ("peran", "opd")
"""What a Penugasan is: another one is another Penugasan, with its own dates."""
TANGGAL = ("mulai", "selesai")
PETUNJUK = (
    (
        "Yang diisi",
        "Sel putih. Satu baris satu penugasan; yang kosong tidak mengubah apa-apa.",
    ),
    (
        "Nama pengguna",
        "Dipakai untuk masuk. Penugasan pertama: budi; kedua: budi#2; ketiga: budi#3.",
    ),
    (
        "Orang baru",
        "Tulis di baris kosong paling bawah: nama pengguna, nama lengkap, peran, tanggal mulai.",
    ),
    (
        "Kata sandi",
        "Tidak ada di berkas ini. Akun baru belum dapat masuk: beri kata sandi sementara di"
        " Pengaturan → Pengguna; pemiliknya wajib menggantinya.",
    ),
    (
        "Tugas berganti",
        "Isi tanggal selesai tugas lama, lalu tulis tugas baru di baris baru. Penugasan tidak"
        " dihapus.",
    ),
    ("Beberapa baris", "Data orang cukup diubah di satu barisnya. Jangan berbeda antarbaris."),
    ("NIP", "18 angka, sel berformat teks. Excel memotong angka sepanjang itu."),
    ("Tanggal", "Tulis seperti 31-12-2025."),
    (
        "Data pribadi",
        "Berkas ini memuat data pribadi. Simpan seperlunya, jangan sebarkan.",
    ),
)


@dataclass(frozen=True)
class KonteksOrang:
    """What the cells of all rows are read with.

    `pengguna`: names of all accounts; `surel` and `nip`: whose they are, by what is compared.
    """

    sebutan: SebutanOpd
    pengguna: frozenset[str]
    surel: Mapping[str, str]
    nip: Mapping[str, str]
    hari: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AcuanOrang(Acuan):
    """`username` and `nomor`: whose Penugasan it is, and which; `tugas` its key, 0 for none yet.

    `sendiri`: a row of the person at the keyboard.
    """

    konteks: KonteksOrang
    username: str
    nomor: int
    tugas: int = 0
    sendiri: bool = False


class DaftarOrang(dict[str, AcuanOrang]):
    """By kode, with what new rows need. `banyak`: how many Penugasan each account has."""

    konteks: KonteksOrang
    banyak: dict[str, int]
