"""The sheet on which the targets of a year are typed: its columns, a version in plain form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from capaian.bacaan_bentuk import TargetBaca, TriwulanBaca
from capaian.lembar_isian import Acuan, KolomIsian, polos
from capaian.pilihan import SumberTarget
from konsolidasi.inti.waktu import ROMAWI

SEMUA_TRIWULAN = (1, 2, 3, 4)
TW = tuple(f"tw{n}" for n in SEMUA_TRIWULAN)
ANGKA = ("target", *TW, "pagu")
"""What makes a new version when it changes."""
DASAR = ("sumber", "acuan", "dokumen_tanggal", "mulai", "alasan")
"""Where the new version comes from; what a row leaves empty, the row above it says."""
ALASAN_TERPENDEK = 10
PANJANG = {"acuan": 200, "alasan": 500}
# What the meeting agreed comes from the meeting, never from a sheet.
SUMBER = {s.label: s.value for s in SumberTarget if s != SumberTarget.KESEPAKATAN}
KOLOM = (
    KolomIsian("kode", "Kode", 14, terkunci=True, wajib=True),
    KolomIsian("nama", "Indikator", 44, terkunci=True),
    KolomIsian("opd", "OPD", 14, terkunci=True),
    KolomIsian("satuan", "Satuan", 13, terkunci=True),
    KolomIsian("rpjmd", "RPJMD {tahun}", 14, terkunci=True, alias=("RPJMD",), kanan=True),
    KolomIsian(
        "target",
        "Target {tahun}",
        16,
        alias=("Target",),
        wajib=True,
        kanan=True,
        sebut_nol=True,
    ),
    *(
        KolomIsian(f"tw{n}", f"Target TW {ROMAWI[n - 1]}", 14, kanan=True, sebut_nol=True)
        for n in SEMUA_TRIWULAN
    ),
    KolomIsian("pagu", "Pagu (Rp)", 20, alias=("Pagu",), kanan=True, angka=True),
    KolomIsian("sumber", "Sumber", 18, pilihan=SUMBER),
    KolomIsian("acuan", "Dokumen dan nomornya", 34, alias=("Dokumen",)),
    KolomIsian("dokumen_tanggal", "Tanggal dokumen", 14, kanan=True),
    KolomIsian("mulai", "Berlaku mulai", 14, kanan=True),
    KolomIsian("alasan", "Alasan perubahan", 34, alias=("Alasan",)),
)
DIISI = tuple(satu.kunci for satu in KOLOM if not satu.terkunci)
PETUNJUK = (
    ("Yang diisi", "Sel putih saja, dan hanya yang berubah. Nilai lama tetap ada sebagai versi."),
    ("Target", "Satu angka, rentang seperti 1,60–1,70, atau predikat dari daftarnya."),
    ("Triwulan", "Yang dikosongkan tetap seperti versi sebelumnya."),
    ("Persen", "Untuk satuan %, tulis 92,4. Sel berformat persen (92,4%) juga terbaca."),
    (
        "Sumber dan dokumen",
        "Setiap target yang berubah menyebut dokumennya, misalnya: Perubahan Renja 2026, nomor"
        " 050/112/2026. Cukup ditulis sekali: sel Sumber sampai Alasan yang kosong memakai isi"
        " baris terdekat di atasnya, sampai ada baris dengan dokumen lain.",
    ),
    ("Berlaku mulai", "Kosong berarti mulai hari Anda menerapkan. Tulis seperti 31-12-2026."),
    ("Alasan", f"Paling sedikit {ALASAN_TERPENDEK} huruf."),
    ("Rumus", "Boleh. Yang dibaca hasilnya; simpan dulu di Excel supaya terhitung."),
    (
        "Baris dan lembar",
        "Baris boleh disaring dan disembunyikan. Sebelum mengurutkan, salin sumber sampai alasan"
        " ke setiap baris yang berubah. Jangan hapus lembar Isian atau lembar"
        " tersembunyi: lewat lembar itu sistem tahu mana yang Anda ubah.",
    ),
    (
        "Mengirim",
        "Simpan sebagai .xlsx, lalu unggah di Target → Excel untuk diisi. Sebelum Anda menekan"
        " Terapkan, belum ada yang berubah.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcuanTarget(Acuan):
    """An indikator with the last version of its target; `butir`: keys of its letters by letter."""

    opd: str
    satuan: str
    rpjmd: str
    desimal: int
    persen: bool
    formula: str
    konsolidasi: str
    isian: str
    tahun: int
    hari_ini: date
    butir: Mapping[str, int]
    berlaku: TargetBaca | None = None
    versi_rpjmd: TargetBaca | None = None

    @property
    def huruf(self) -> dict[str, str]:
        return {kode: kode for kode in self.butir}


def isi_polos(berlaku: TargetBaca | None) -> dict[str, str]:
    """What can be typed of a version; where it comes from is asked anew for each new one."""
    isi = dict.fromkeys(DIISI, "")
    if berlaku is None:
        return isi
    per_tw = {f"tw{q.triwulan}": polos_target(q) for q in berlaku.triwulanan.all()}
    return isi | per_tw | {"target": polos_target(berlaku), "pagu": polos(berlaku.pagu)}


def polos_target(t: TargetBaca | TriwulanBaca) -> str:
    """As 71.5, 1.6..1.7, a letter, or the printed text that is none of these."""
    if t.nilai is not None:
        return polos(t.nilai)
    if t.batas_bawah is not None:
        return f"{polos(t.batas_bawah)}..{polos(t.batas_atas)}"
    return t.predikat.kode if t.predikat_id else t.teks_tercetak
