"""The sheet of the indikator of one OPD: its columns, its rows in plain form."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from capaian.layanan.indikator_muat import IndikatorUbah
from capaian.lembar_isian import Acuan, KolomIsian, rapikan
from capaian.pilihan import (
    CaraIsian,
    CaraKonsolidasi,
    FormulaCapaian,
    JenisIndikator,
    JenisNilai,
)

YA, TIDAK = "ya", "tidak"
YA_TIDAK = {"Ya": YA, "Tidak": TIDAK}
SIMPUL_PROGRAM = ("program", "kegiatan", "sub_kegiatan")
KODE_TERPANJANG = 40
PANJANG = {"nama": 300, "satuan": 60, "sumber_data": 200, "definisi": 2000, "rumus": 2000}
TERBESAR = {"desimal": 6, "urutan": 32_767}


def _pilihan(daftar: type) -> dict[str, str]:
    return {satu.label: satu.value for satu in daftar}


KOLOM = (
    KolomIsian("kode", "Kode", 16, terkunci=True, wajib=True),
    KolomIsian("nama", "Nama indikator", 46, alias=("Indikator", "Nama"), wajib=True),
    KolomIsian("jenis", "Jenis", 11, pilihan=_pilihan(JenisIndikator)),
    KolomIsian("satuan", "Satuan", 13),
    KolomIsian("desimal", "Jumlah desimal", 10, kanan=True, angka=True),
    KolomIsian("jenis_nilai", "Jenis nilai", 12, pilihan=_pilihan(JenisNilai)),
    KolomIsian("skala", "Skala predikat", 16),
    KolomIsian("formula", "Formula capaian", 30, pilihan=_pilihan(FormulaCapaian)),
    KolomIsian("konsolidasi", "Konsolidasi triwulan", 18, pilihan=_pilihan(CaraKonsolidasi)),
    KolomIsian("isian", "Cara isian", 18, pilihan=_pilihan(CaraIsian)),
    KolomIsian("berpagu", "Mempunyai anggaran", 12, pilihan=YA_TIDAK),
    KolomIsian("wajib_bukti", "Wajib berbukti", 11, pilihan=YA_TIDAK),
    KolomIsian("simpul", "Program/kegiatan/sub kegiatan (kode)", 22),
    KolomIsian("sasaran", "Sasaran (kode)", 13),
    KolomIsian("tujuan", "Tujuan (kode)", 13),
    KolomIsian("prioritas", "Prioritas (kode)", 13),
    KolomIsian("urusan", "Urusan (kode)", 11),
    KolomIsian("pendukung", "OPD pendukung", 24),
    KolomIsian("definisi", "Definisi operasional", 40),
    KolomIsian("rumus", "Rumus perhitungan", 34),
    KolomIsian("sumber_data", "Sumber data", 22),
    KolomIsian("urutan", "Urutan", 9, kanan=True, angka=True),
    KolomIsian("aktif", "Aktif", 9, pilihan=YA_TIDAK),
)
DIISI = tuple(satu.kunci for satu in KOLOM if not satu.terkunci)
NAMA_DI_MODEL = {
    "skala": "skala_predikat",
    "definisi": "definisi_operasional",
    "rumus": "rumus_perhitungan",
}
PETUNJUK = (
    ("Kode", "Teks, tidak dipakai indikator lain di kota. Kode yang sudah ada tidak diganti."),
    ("Menambah", "Tulis di baris kosong di bawah: paling sedikit kode, nama, dan satuan."),
    (
        "Yang dikosongkan",
        "Sel kosong tidak mengubah apa-apa. Pada baris baru: jenis IKK, dua desimal, makin besar"
        " makin baik, posisi akhir, kumulatif, wajib berbukti.",
    ),
    ("Predikat", "Jenis nilai Predikat, formula Predikat, skala predikatnya, dan posisi akhir."),
    (
        "Tempatnya di pohon",
        "Paling banyak satu: kode program, kegiatan, atau sub kegiatan OPD ini; atau sasaran; atau"
        " tujuan. Untuk memindahkan, tulis yang baru dan kosongkan yang lama.",
    ),
    ("OPD pendukung", "Singkatan OPD, dipisah titik koma: Disdik; Dinsos."),
    (
        "Triwulan terkunci",
        "Satuan, desimal, jenis nilai, formula, dan cara konsolidasi tidak berubah selama hasilnya"
        " ada di triwulan yang terkunci.",
    ),
    ("Aktif", "Tidak = tidak dipakai lagi. Baris yang dihapus dari lembar tidak terhapus."),
    (
        "Mengirim",
        "Simpan sebagai .xlsx, lalu unggah di Impor Excel. Sebelum Anda menekan Terapkan, belum"
        " ada yang berubah.",
    ),
)


@dataclass(frozen=True, slots=True)
class Rujukan:
    """What cells of the sheet may name: keys by the word for it.

    `simpul`: level and key by kode. `opd`: keys by every word for an OPD in small letters, None
    where two share it. `kode_lain`: codes that other OPD have, with the singkatan.
    """

    skala: Mapping[str, int]
    sasaran: Mapping[str, int]
    tujuan: Mapping[str, int]
    prioritas: Mapping[str, int]
    urusan: Mapping[str, int]
    simpul: Mapping[str, tuple[str, int]]
    opd: Mapping[str, int | None]
    singkatan: Mapping[int, str]
    kode_lain: Mapping[str, str]
    sendiri: int

    def tulis_opd(self, pk: frozenset[int]) -> str:
        """In the order of the OPD."""
        return "; ".join(kata for satu, kata in self.singkatan.items() if satu in pk)


class SemuaAcuan(dict[str, "AcuanIndikator"]):
    """Rows by kode, with what their cells may name."""

    rujukan: Rujukan


@dataclass(frozen=True, slots=True, kw_only=True)
class AcuanIndikator(Acuan):
    """An indikator; `ubah` None for one that is new."""

    rujukan: Rujukan = field(repr=False)
    ubah: IndikatorUbah | None = None


def isi_polos(satu: IndikatorUbah, kata: Mapping[str, Mapping[int, str]]) -> dict[str, str]:
    """`kata`: the word for a key, by column."""
    i = satu.objek
    simpul = next((k for s in SIMPUL_PROGRAM if (k := getattr(i, f"{s}_id"))), None)
    tingkat = next((s for s in SIMPUL_PROGRAM if getattr(i, f"{s}_id")), "")
    return {
        "nama": " ".join(i.nama.split()),
        "jenis": i.jenis,
        "satuan": rapikan(i.satuan),
        "desimal": str(i.desimal),
        "jenis_nilai": i.jenis_nilai,
        "skala": kata["skala"].get(i.skala_predikat_id, ""),
        "formula": i.formula,
        "konsolidasi": i.konsolidasi,
        "isian": i.isian,
        "berpagu": YA if i.berpagu else TIDAK,
        "wajib_bukti": YA if i.wajib_bukti else TIDAK,
        "simpul": kata[tingkat].get(simpul, "") if tingkat else "",
        "sasaran": kata["sasaran"].get(i.sasaran_id, ""),
        "tujuan": kata["tujuan"].get(i.tujuan_id, ""),
        "prioritas": kata["prioritas"].get(i.prioritas_id, ""),
        "urusan": kata["urusan"].get(i.urusan_id, ""),
        "pendukung": "; ".join(n for pk, n in kata["opd"].items() if pk in satu.pendukung),
        "definisi": rapikan(i.definisi_operasional),
        "rumus": rapikan(i.rumus_perhitungan),
        "sumber_data": rapikan(i.sumber_data),
        "urutan": str(i.urutan),
        "aktif": YA if i.aktif else TIDAK,
    }
