"""The sheet on which a quarter's realisasi is typed: its columns, its rows in plain form."""

from dataclasses import dataclass

from capaian.bacaan import RealisasiBaca
from capaian.lembar_isian import Acuan, KolomIsian, polos, rapikan, tanggal_polos
from capaian.models import Realisasi
from capaian.pilihan import KeadaanNilai, StatusData

TANDA = {
    "Belum waktunya": KeadaanNilai.BELUM_WAKTUNYA.value,
    "Tidak berlaku": KeadaanNilai.TIDAK_BERLAKU.value,
}
STATUS_DATA = {satu.label: satu.value for satu in StatusData}
PANJANG = {
    "pendorong": 2000,
    "penghambat": 2000,
    "akar": 2000,
    "alasan": 300,
    "sumber": 200,
}
KOLOM = (
    KolomIsian("kode", "Kode", 14, terkunci=True, wajib=True),
    KolomIsian("nama", "Indikator", 44, terkunci=True),
    KolomIsian("satuan", "Satuan", 13, terkunci=True),
    KolomIsian("target", "Target {tw}", 14, terkunci=True, alias=("Target",), kanan=True),
    KolomIsian(
        "nilai",
        "Realisasi {tw}",
        16,
        alias=("Realisasi",),
        wajib=True,
        kanan=True,
        angka=True,
        sebut_nol=True,
    ),
    KolomIsian("pendorong", "Pendorong", 34, alias=("Faktor pendorong",)),
    KolomIsian("penghambat", "Penghambat", 34, alias=("Faktor penghambat",)),
    KolomIsian("akar", "Akar masalah", 30),
    KolomIsian("keadaan", "Tanpa nilai karena", 16, pilihan=TANDA),
    KolomIsian("alasan", "Alasan tanpa nilai", 26),
    KolomIsian(
        "anggaran", "Realisasi anggaran (Rp)", 20, alias=("Anggaran",), kanan=True, angka=True
    ),
    KolomIsian("sumber", "Sumber data", 24),
    KolomIsian("tanggal", "Tanggal data", 13, kanan=True),
    KolomIsian("status_data", "Status data", 12, pilihan=STATUS_DATA),
)
DIISI = tuple(satu.kunci for satu in KOLOM if not satu.terkunci)
NAMA_DI_MODEL = {
    "pendorong": "faktor_pendorong",
    "penghambat": "faktor_penghambat",
    "akar": "akar_masalah",
    "tanggal": "data_tanggal",
}
PETUNJUK = (
    ("Yang diisi", "Sel putih saja. Sel abu-abu (kode, indikator, satuan, target) hanya dibaca."),
    ("Angka", "Tulis seperti 1.234,5 atau pakai angka Excel. Jangan tulis satuannya."),
    ("Persen", "Untuk satuan %, tulis 92,4. Sel berformat persen (92,4%) juga terbaca."),
    ("Nol", "0 adalah hasil. Sel kosong berarti belum diisi, dan tidak mengubah apa-apa."),
    (
        "Tidak ada nilai",
        "Kosongkan Realisasi, pilih “Belum waktunya” atau “Tidak berlaku”, lalu tulis alasannya.",
    ),
    ("Pendorong", "Ditulis bila capaian 100 % atau lebih, paling sedikit 10 huruf."),
    ("Penghambat", "Ditulis bersama akar masalah bila capaian di bawah 100 %."),
    ("Tanggal", "Tulis seperti 31-12-2025."),
    ("Rumus", "Boleh. Yang dibaca hasilnya; simpan dulu di Excel supaya terhitung."),
    (
        "Baris dan lembar",
        "Baris boleh disaring, disembunyikan, diurutkan. Jangan hapus lembar Isian atau lembar"
        " tersembunyi: lewat lembar itu sistem tahu mana yang Anda ubah.",
    ),
    (
        "Mengirim",
        "Simpan sebagai .xlsx, lalu unggah di Isian saya → Impor Excel. Sebelum Anda menekan"
        " Terapkan, belum ada yang berubah.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcuanRealisasi(Acuan):
    """An indikator with its quarter."""

    opd_id: int
    satuan: str
    desimal: int
    persen: bool
    berpagu: bool
    predikat: tuple[str, ...]
    target: str


def isi_polos(r: RealisasiBaca | Realisasi | None) -> dict[str, str]:
    """What can be typed of a row, in plain form. No query when predikat is loaded."""
    if r is None:
        return dict.fromkeys(DIISI, "") | {"status_data": StatusData.SEMENTARA.value}
    return {
        "nilai": r.predikat.kode if r.predikat_id else polos(r.nilai),
        "pendorong": rapikan(r.faktor_pendorong),
        "penghambat": rapikan(r.faktor_penghambat),
        "akar": rapikan(r.akar_masalah),
        "keadaan": r.keadaan if r.keadaan in TANDA.values() else "",
        "alasan": rapikan(r.alasan),
        "anggaran": polos(r.anggaran),
        "sumber": rapikan(r.sumber),
        "tanggal": tanggal_polos(r.data_tanggal),
        "status_data": r.status_data,
    }
