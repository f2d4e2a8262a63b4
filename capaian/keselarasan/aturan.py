"""The rules by name: how heavy a finding is, and on what it stands."""

from dataclasses import dataclass

from konsolidasi.inti.angka import RUANG_KERAS

HUKUM, PRAKTIK = "hukum", "praktik"
BERAT = {3: "Penting", 2: "Perlu dilihat", 1: "Ringan"}


@dataclass(frozen=True, slots=True)
class Aturan:
    """`kelompok` is the tab of the page; `sumber` a document, or the field where it was seen."""

    kode: str
    label: str
    kelompok: str
    gambar: str
    berat: int
    jenis_sumber: str
    sumber: str
    tanya: str


KONSISTEN = "Permendagri 86/2017 pasal 180: konsistensi RKPD dengan RPJMD"
SESUAI = (
    "Permendagri 86/2017 pasal 180: kesesuaian capaian dengan indikator kinerja yang ditetapkan"
)

_SEMUA = (
    Aturan(
        "tanpa_pj",
        "Tanpa penanggung jawab",
        "pj",
        "user-check",
        3,
        PRAKTIK,
        "Praktik: prioritas tanpa OPD penanggung jawab tidak dilaporkan siapa pun",
        "OPD mana yang menjawab untuk prioritas ini?",
    ),
    Aturan(
        "jumlah",
        "Jumlah tidak cocok",
        "jumlah",
        "sum",
        3,
        PRAKTIK,
        "Praktik: target kota terbagi habis pada OPD pelaksananya",
        "OPD mana yang menambah atau mengurangi targetnya?",
    ),
    Aturan(
        "angka_berbeda",
        "Angka berbeda",
        "beda",
        "arrows-diff",
        3,
        HUKUM,
        SESUAI,
        "Angka mana yang dipakai?",
    ),
    Aturan(
        "nama_mirip",
        "Nama mirip",
        "beda",
        "arrows-diff",
        2,
        PRAKTIK,
        "Praktik: satu hasil dijanjikan dua OPD dengan nama yang hampir sama",
        "Apakah keduanya menghitung hal yang sama?",
    ),
    Aturan(
        "dokumen",
        "Dokumen berbeda",
        "beda",
        "file-text",
        3,
        PRAKTIK,
        "Praktik di Tanjungbalai (2022): target APBD harus sama dengan target DPA",
        "Dokumen mana yang diikuti?",
    ),
    Aturan(
        "melunak",
        "Target melunak",
        "melunak",
        "trending-down",
        3,
        HUKUM,
        KONSISTEN,
        "Mengapa targetnya lebih ringan?",
    ),
    Aturan(
        "lonjakan",
        "Lonjakan target",
        "lain",
        "alert-triangle",
        2,
        PRAKTIK,
        "Praktik: target jauh di atas laju lima tahun jarang tercapai",
        "Apa yang berbeda tahun ini?",
    ),
    Aturan(
        "triwulan",
        "Triwulan tidak cocok",
        "jumlah",
        "sum",
        2,
        HUKUM,
        "Permendagri 86/2017 formulir E.81: target triwulan membentuk target tahun",
        "Triwulan mana yang dibetulkan?",
    ),
    Aturan(
        "pagu",
        "Pagu dan target",
        "lain",
        "clipboard-text",
        2,
        PRAKTIK,
        "Praktik: lampiran Perjanjian Kinerja memuat target bersama anggarannya",
        "Mana yang belum dicatat?",
    ),
    Aturan(
        "dua_sumber",
        "Dua sumber",
        "beda",
        "arrows-diff",
        2,
        PRAKTIK,
        "Praktik di Tanjungbalai: prevalensi stunting menurut SSGI dan e-PPGBM berbeda jauh",
        "Sumber mana yang resmi untuk indikator ini?",
    ),
    Aturan(
        "satuan",
        "Satuan janggal",
        "lain",
        "math-function",
        2,
        PRAKTIK,
        "Praktik di Tanjungbalai (2022): satuan indikator belum jelas",
        "Apakah nama atau satuannya yang keliru?",
    ),
    Aturan(
        "tanpa_prioritas",
        "Tanpa prioritas",
        "lain",
        "help-circle",
        1,
        HUKUM,
        "PermenPANRB 89/2021: penjenjangan kinerja dari hasil sampai yang paling operasional",
        "Prioritas mana yang dilayaninya?",
    ),
    Aturan(
        "sementara",
        "Masih sementara",
        "lain",
        "hourglass",
        1,
        PRAKTIK,
        "Praktik: data sementara yang dibiarkan dipakai seperti data tetap",
        "Apakah data tetapnya sudah terbit?",
    ),
    Aturan(
        "seratus",
        f"Selalu 100{RUANG_KERAS}%",
        "lain",
        "target",
        1,
        PRAKTIK,
        "Praktik: target yang selalu tepat tercapai tidak menantang",
        "Apakah targetnya masih menantang?",
    ),
)
ATURAN = {a.kode: a for a in _SEMUA}
KELOMPOK = {
    "pj": "Tanpa penanggung jawab",
    "jumlah": "Jumlah tidak cocok",
    "beda": "Angka berbeda",
    "melunak": "Target melunak",
    "lain": "Lainnya",
}
