"""The fields of a row of Isian Saya as texts: stored, typed, and told apart by a fingerprint."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from zlib import crc32

from capaian.bacaan import RealisasiBaca
from capaian.models import Realisasi
from capaian.pilihan import KeadaanNilai, StatusData
from konsolidasi.inti import angka

# Fields of a posted row, in the order in which they are fingerprinted.
MEDAN = (
    "nilai",
    "keadaan",
    "alasan",
    "anggaran",
    "pendorong",
    "penghambat",
    "akar",
    "sumber",
    "tanggal",
    "status_data",
)
JAWABAN = "jawaban"
"""What is answered to the person who returned the row."""
KEMBALIKAN = "kembali"
"""What the kepala asks for when they give a row back."""
BUKAN_BARIS = (JAWABAN, KEMBALIKAN)
"""Typed beside the row: they go to its log, not into it."""
TANDA = (KeadaanNilai.BELUM_WAKTUNYA, KeadaanNilai.TIDAK_BERLAKU)
NAMA_MEDAN = {
    "nilai": "Realisasi",
    "keadaan": "Tanda",
    "alasan": "Alasan",
    "anggaran": "Anggaran",
    "pendorong": "Pendorong",
    "penghambat": "Penghambat",
    "akar": "Akar masalah",
    "sumber": "Sumber data",
    "tanggal": "Tanggal data",
    "status_data": "Status data",
    JAWABAN: "Jawaban",
    KEMBALIKAN: "Alasan dikembalikan",
}
# The texts that a result asks for; a row shows (and posts) only these.
FAKTOR = {"": (), "pendorong": ("pendorong",), "penghambat": ("penghambat", "akar")}
_SELALU = tuple(n for n in MEDAN if n not in ("pendorong", "penghambat", "akar", "anggaran"))

# Every place of a row that can say what is wrong; "baris" is the row as a whole.
SEMUA_GALAT = (*MEDAN, *BUKAN_BARIS, "baris")


@dataclass(frozen=True)
class Balasan:
    """What a save made of a row: the text as typed, and why it was not kept."""

    ketikan: Mapping[str, str] | None = None
    galat: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(SEMUA_GALAT, ""))
    dua_arti: tuple[str, ...] = ()
    lawan: Realisasi | None = None
    versi: int | None = None
    asal: str | None = None
    titipan: bool = False

    @property
    def ditolak(self) -> bool:
        """Something typed into the row was not stored; an answer is not part of the row."""
        return bool(self.lawan or any(self.galat[n] for n in (*MEDAN, "baris")))


def susun_galat(galat: Mapping[str, str]) -> dict[str, str]:
    return {**dict.fromkeys(SEMUA_GALAT, ""), **galat}


BIASA = Balasan()


def sisakan(ketikan: Mapping[str, str], **galat: str) -> Balasan:
    """After a save: the row as it is stored, with what was typed beside it still there."""
    sisa = {n: ketikan[n] for n in BUKAN_BARIS if ketikan.get(n, "").strip()}
    if not sisa and not galat:
        return BIASA
    return Balasan(ketikan=sisa, galat=susun_galat(galat))


def sidik(teks: Mapping[str, str]) -> str:
    """Fingerprint of the texts of a row, to tell a row that was touched from one that was not."""
    bahan = "\x1f".join([" ".join(teks[nama].split()) for nama in MEDAN if nama in teks])
    return f"{crc32(bahan.encode()):08x}"


def teks_medan(desimal: int, realisasi: Realisasi | RealisasiBaca | None) -> dict[str, str]:
    """Stored values as their fields show them; no query when predikat is loaded."""
    if realisasi is None:
        return dict.fromkeys(MEDAN, "") | {"status_data": StatusData.SEMENTARA.value}
    r = realisasi
    return {
        "nilai": r.tertulis(desimal).replace("\u2212", "-"),
        "keadaan": r.keadaan if r.keadaan in TANDA else "",
        "alasan": r.alasan,
        "anggaran": tulis_uang(r.anggaran),
        "pendorong": r.faktor_pendorong,
        "penghambat": r.faktor_penghambat,
        "akar": r.akar_masalah,
        "sumber": r.sumber,
        "tanggal": r.data_tanggal.isoformat() if r.data_tanggal else "",
        "status_data": r.status_data,
    }


def tulis_uang(nilai: Decimal | None) -> str:
    if nilai is None:
        return ""
    return angka.tulis(nilai, 0 if nilai == nilai.to_integral_value() else 2)


def asal_medan(teks: Mapping[str, str], faktor: str, *, berpagu: bool) -> str:
    """Only of the fields that the row shows, because only these come back."""
    tampil = (*_SELALU, *FAKTOR[faktor], *(("anggaran",) if berpagu else ()))
    return sidik({nama: teks[nama] for nama in tampil})
