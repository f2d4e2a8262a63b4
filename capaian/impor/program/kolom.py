"""The sheet of the cascade of one OPD: its columns, its rows in plain form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from capaian.layanan.program_muat import Simpul
from capaian.lembar_isian import Acuan, KolomIsian, polos
from capaian.pilihan import SumberTarget

YA, TIDAK = "ya", "tidak"
AKTIF = {"Ya": YA, "Tidak": TIDAK}
SUMBER_PAGU = (
    SumberTarget.RPJMD,
    SumberTarget.RENSTRA,
    SumberTarget.RKPD,
    SumberTarget.RENJA,
    SumberTarget.DPA,
    SumberTarget.PERUBAHAN,
)
PAGU = {f"pagu_{satu.value}": satu for satu in SUMBER_PAGU}
NAMA_TINGKAT = {"program": "Program", "kegiatan": "Kegiatan", "sub_kegiatan": "Sub kegiatan"}
NAMA_TERPANJANG, ACUAN_TERPANJANG = 300, 200
KOLOM = (
    KolomIsian("kode", "Kode", 22, terkunci=True, wajib=True),
    KolomIsian("tingkat", "Tingkat", 13, terkunci=True),
    KolomIsian(
        "nama",
        "Nama",
        52,
        alias=("Uraian", "Program/Kegiatan/Sub Kegiatan", "Nama program/kegiatan/sub kegiatan"),
        wajib=True,
    ),
    KolomIsian("sasaran", "Sasaran (kode)", 14, alias=("Sasaran",)),
    KolomIsian("prioritas", "Prioritas (kode)", 14, alias=("Prioritas",)),
    *(
        KolomIsian(kunci, f"Pagu {sumber.label} {{tahun}} (Rp)", 19, kanan=True, angka=True)
        for kunci, sumber in PAGU.items()
    ),
    KolomIsian("mulai", "Pagu berlaku mulai", 14, kanan=True),
    KolomIsian("acuan_pagu", "Acuan pagu", 28),
    KolomIsian("aktif", "Aktif", 9, pilihan=AKTIF),
    KolomIsian("indikator", "Indikator", 26, terkunci=True),
)
DIISI = tuple(satu.kunci for satu in KOLOM if not satu.terkunci)
PETUNJUK = (
    (
        "Baris",
        "Satu baris satu program, kegiatan, atau sub kegiatan. Tingkatnya terbaca dari kodenya.",
    ),
    (
        "Kode",
        "Teks: program 1.02.02, kegiatan 1.02.02.2.01, sub kegiatan 1.02.02.2.01.0003. Kode yang"
        " sudah ada tidak diganti; catat yang baru, lalu nonaktifkan yang lama.",
    ),
    (
        "Menambah",
        "Tulis di baris kosong di bawah. Induknya boleh baris baru di lembar yang sama.",
    ),
    ("Sasaran, prioritas", "Kodenya saja, hanya untuk baris program."),
    (
        "Pagu",
        "Dalam rupiah, per dokumen. Pagu lama tidak diubah: nilai yang berbeda menjadi versi baru,"
        " berlaku mulai tanggal di kolomnya, atau hari ini bila kosong.",
    ),
    ("Acuan pagu", "Nomor dokumennya, misalnya DPA/2026/1.02.01. Boleh kosong."),
    ("Aktif", "Tidak = tidak dipakai lagi. Baris yang dihapus dari lembar tidak terhapus."),
    ("Indikator", "Hanya dibaca: kode indikator di baris itu. Diatur lewat impor Indikator."),
    (
        "Mengirim",
        "Simpan sebagai .xlsx, lalu unggah di Impor Excel. Sebelum Anda menekan Terapkan, belum"
        " ada yang berubah.",
    ),
)


@dataclass(frozen=True, slots=True)
class Rujukan:
    """What cells of the sheet may name: keys by the word for it.

    `milik`: the sasaran of each prioritas. `pada`: the day on which pagu is in force.
    """

    pada: date
    sasaran: Mapping[str, int]
    prioritas: Mapping[str, int]
    milik: Mapping[int, int | None]


class SemuaAcuan(dict[str, "AcuanProgram"]):
    """Rows by kode, with what their cells may name."""

    rujukan: Rujukan


@dataclass(frozen=True, slots=True, kw_only=True)
class AcuanProgram(Acuan):
    """A node; `simpul` None for one that is new."""

    rujukan: Rujukan = field(repr=False)
    tingkat: str
    indikator: str = ""
    jenjang: str = ""
    simpul: Simpul | None = None


def isi_polos(simpul: Simpul, kata_sasaran: Mapping, kata_prioritas: Mapping) -> dict[str, str]:
    objek = simpul.objek
    isi = dict.fromkeys(DIISI, "") | {
        "nama": " ".join(objek.nama.split()),
        "aktif": YA if objek.aktif else TIDAK,
    }
    if simpul.tingkat == "program":
        isi["sasaran"] = kata_sasaran.get(objek.sasaran_id, "")
        isi["prioritas"] = kata_prioritas.get(objek.prioritas_id, "")
    return isi | {k: polos(simpul.pagu.get(s.value)) for k, s in PAGU.items()}
