"""The sheet of OPD and units: its columns, what it says about itself, its rows in plain form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from capaian.impor.opd.sebutan import SebutanOpd
from capaian.lembar_isian import Acuan, KolomIsian
from opd.pilihan import JenisOpd

YA, TIDAK = "ya", "tidak"
YA_TIDAK = {"Ya": YA, "Tidak": TIDAK}
JENIS = {satu.label: satu.value for satu in JenisOpd}
PANJANG = {
    "nama": 200,
    "singkatan": 40,
    "kop_nama": 200,
    "alamat": 300,
    "dasar_hukum": 200,
}
KODE_TERPANJANG = 30
KOLOM = (
    KolomIsian("kode", "Kode", 25, terkunci=True, alias=("Kode OPD",), wajib=True),
    KolomIsian("nama", "Nama OPD", 42, alias=("Nama",), wajib=True),
    KolomIsian("singkatan", "Singkatan", 16),
    KolomIsian("jenis", "Jenis", 16, pilihan=JENIS),
    KolomIsian("induk", "Induk", 16),
    KolomIsian("klaster", "Klaster", 30),
    KolomIsian("urusan_utama", "Urusan utama", 15),
    KolomIsian("urusan", "Urusan lain", 15),
    KolomIsian("kop_nama", "Nama pada kop", 34),
    KolomIsian("alamat", "Alamat pada kop", 34),
    KolomIsian("wajib_rilis_kepala", "Isian dilepas kepala OPD", 14, pilihan=YA_TIDAK),
    KolomIsian("aktif", "Aktif", 9, pilihan=YA_TIDAK),
    KolomIsian("nonaktif_tanggal", "Tanggal nonaktif", 13, kanan=True),
    KolomIsian("penerus", "Penerus", 16),
    KolomIsian("nama_mulai", "Nama baru sejak", 13, kanan=True),
    KolomIsian("dasar_hukum", "Dasar hukum nama baru", 30),
)
DIISI = tuple(satu.kunci for satu in KOLOM if not satu.terkunci)
TANGGAL = ("nonaktif_tanggal", "nama_mulai")
TAUTAN = ("induk", "penerus")
PETUNJUK = (
    ("Yang diisi", "Sel putih. Kode OPD yang sudah ada hanya dibaca; yang kosong tidak mengubah."),
    (
        "OPD baru",
        "Tulis di baris kosong paling bawah: kode, nama, singkatan, dan jenisnya.",
    ),
    ("Induk", "Singkatan atau kode OPD di atasnya. Boleh OPD yang baru di lembar ini."),
    ("Urusan", "Kode urusan, beberapa dipisah titik koma: 1.02; 2.08."),
    (
        "Ganti nama",
        "Ubah nama atau singkatannya dan isi “Nama baru sejak”. Nama lama tetap tercatat: laporan"
        " lama memakai nama lama.",
    ),
    (
        "OPD berakhir",
        "OPD tidak pernah dihapus. Pilih Tidak di kolom Aktif, isi tanggalnya dan OPD penerusnya.",
    ),
    ("Tanggal", "Tulis seperti 31-12-2025."),
    (
        "Mengirim",
        "Simpan sebagai .xlsx, lalu unggah di Impor Excel. Sebelum Anda menekan Terapkan, belum"
        " ada yang berubah.",
    ),
)


@dataclass(frozen=True)
class KonteksOpd:
    """What the cells of all rows are read with. `klaster`, `urusan`: keys by what is written."""

    sebutan: SebutanOpd
    klaster: Mapping[str, int]
    urusan: Mapping[str, int]
    hari: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AcuanOpd(Acuan):
    """`nama_sejak`: first day of the present name, None where no former one is written down."""

    konteks: KonteksOpd
    nama_sejak: date | None = None


class DaftarOpd(dict[str, AcuanOpd]):
    """By kode, with the konteks that new rows need."""

    konteks: KonteksOpd


def polos_urusan(kode: Iterable[str]) -> str:
    return "; ".join(sorted(kode))
