"""The sheet on which a quarter's realisasi is typed in Excel: its columns, its stamp. Pure data.

What goes out (capaian.ekspor.templat_isian) and what comes back (capaian.impor) both stand on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from capaian.bacaan import RealisasiBaca
from capaian.models import Realisasi
from capaian.pilihan import KeadaanNilai, StatusData
from konsolidasi.inti.waktu import Triwulan

LEMBAR, LEMBAR_PETUNJUK, LEMBAR_ASAL = "Isian", "Petunjuk", "_asal"
TANDA_ASAL, BENTUK = "KONSOLIDASI", "1"
REALISASI = "realisasi"
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


@dataclass(frozen=True)
class KolomIsian:
    """One column; `terkunci` ones are there to be read. `alias`: other titles that are known."""

    kunci: str
    judul: str
    lebar: int
    terkunci: bool = False
    alias: tuple[str, ...] = ()
    wajib: bool = False
    pilihan: Mapping[str, str] = field(default_factory=dict)

    def tertulis(self, tw: Triwulan) -> str:
        return self.judul.format(tw=tw.singkat)


KOLOM = (
    KolomIsian("kode", "Kode", 14, terkunci=True, wajib=True),
    KolomIsian("nama", "Indikator", 44, terkunci=True),
    KolomIsian("satuan", "Satuan", 13, terkunci=True),
    KolomIsian("target", "Target {tw}", 14, terkunci=True, alias=("Target",)),
    KolomIsian("nilai", "Realisasi {tw}", 16, alias=("Realisasi",), wajib=True),
    KolomIsian("pendorong", "Pendorong", 34, alias=("Faktor pendorong",)),
    KolomIsian("penghambat", "Penghambat", 34, alias=("Faktor penghambat",)),
    KolomIsian("akar", "Akar masalah", 30),
    KolomIsian("keadaan", "Tanpa nilai karena", 16, pilihan=TANDA),
    KolomIsian("alasan", "Alasan tanpa nilai", 26),
    KolomIsian("anggaran", "Realisasi anggaran (Rp)", 20, alias=("Anggaran",)),
    KolomIsian("sumber", "Sumber data", 24),
    KolomIsian("tanggal", "Tanggal data", 13),
    KolomIsian("status_data", "Status data", 12, pilihan=STATUS_DATA),
)
PER_KUNCI = {satu.kunci: satu for satu in KOLOM}
DIISI = tuple(satu.kunci for satu in KOLOM if not satu.terkunci)
TERKUNCI = tuple(satu.kunci for satu in KOLOM if satu.terkunci)
NAMA_DI_MODEL = {
    "pendorong": "faktor_pendorong",
    "penghambat": "faktor_penghambat",
    "akar": "akar_masalah",
    "tanggal": "data_tanggal",
}


@dataclass(frozen=True, slots=True)
class AsalBaris:
    """A row as it stood when the template was made: its versi, and each cell in plain form."""

    versi: int
    isi: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cap:
    """The hidden stamp: what this workbook was made for, when, and from which values."""

    jenis: str
    opd: int
    opd_nama: str
    tahun: int
    triwulan: int
    dibuat: datetime
    baris: Mapping[str, AsalBaris]


@dataclass(frozen=True, slots=True)
class AcuanBaris:
    """An indikator with its quarter as the database has it now; `isi` in plain form.

    `halangan`: why this row cannot be changed, "" when it can.
    """

    pk: int
    opd_id: int
    kode: str
    nama: str
    satuan: str
    desimal: int
    persen: bool
    berpagu: bool
    predikat: tuple[str, ...]
    target: str
    isi: Mapping[str, str]
    versi: int
    halangan: str = ""
    oleh: str = ""
    pada: datetime | None = None


def polos(nilai: Decimal | None) -> str:
    """A number in the one form in which two are compared: "71.5", never "71.50" or "7E+1"."""
    if nilai is None:
        return ""
    teks = f"{nilai:f}"
    teks = teks.rstrip("0").rstrip(".") if "." in teks else teks
    return "0" if teks in ("", "-0") else teks


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


def tanggal_polos(nilai: date | None) -> str:
    return nilai.isoformat() if nilai else ""


def rapikan(teks: str) -> str:
    """Text as it is compared: programs change line ends and drop blanks at the edges."""
    return teks.replace("\r\n", "\n").replace("\r", "\n").strip()
