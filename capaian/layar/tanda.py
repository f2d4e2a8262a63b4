"""Badges and figures of a quarter as ready texts: no test is left for the template to make."""

from dataclasses import dataclass

from capaian.layar.isian_lencana import LENCANA
from capaian.perhitungan import Terisi
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from capaian.rumus import Hasil
from capaian.skala import Peringkat
from konsolidasi.inti import angka

RUANG = angka.RUANG_KERAS
TANPA_NILAI = {
    KeadaanNilai.BELUM_WAKTUNYA: ("kosong", "hourglass"),
    KeadaanNilai.TIDAK_BERLAKU: ("kosong", "circle-minus"),
}


@dataclass(frozen=True, slots=True)
class Tanda:
    """A badge: colour, icon, word."""

    ragam: str
    ikon: str
    kata: str


@dataclass(frozen=True, slots=True)
class TandaCapaian:
    """A capaian with its rank; both "" when it cannot be computed, then only the sentence."""

    persen: str
    ragam: str
    ikon: str
    kata: str
    kalimat: str


BELUM_WAKTUNYA = Tanda(*TANPA_NILAI[KeadaanNilai.BELUM_WAKTUNYA], KeadaanNilai.BELUM_WAKTUNYA.label)
BELUM_DIISI = Tanda(*LENCANA["kosong"], KeadaanNilai.KOSONG.label)
PER_STATUS = {s: Tanda(*LENCANA[s], s.label) for s in StatusRealisasi}


def tanda_status(realisasi: Terisi | None, *, belum_waktunya: bool = False) -> Tanda:
    """The state of a row; of a row that does not exist, why it need not or should."""
    if realisasi is None:
        return BELUM_WAKTUNYA if belum_waktunya else BELUM_DIISI
    if realisasi.keadaan == KeadaanNilai.KOSONG and realisasi.status == StatusRealisasi.DRAF:
        return BELUM_DIISI
    return PER_STATUS[realisasi.status]


def kata_nilai(realisasi: Terisi | None, *, belum_waktunya: bool = False) -> str:
    """Why there is no number, in words; "" when there is one."""
    if realisasi is None:
        kosong = KeadaanNilai.BELUM_WAKTUNYA if belum_waktunya else KeadaanNilai.KOSONG
        return kosong.label
    if realisasi.keadaan == KeadaanNilai.NILAI:
        return ""
    return KeadaanNilai(realisasi.keadaan).label


def tulis_persen(hasil: Hasil) -> str:
    return "" if hasil.persen is None else f"{angka.tulis(hasil.persen, 2)}{RUANG}%"


def tanda_capaian(
    hasil: Hasil, peringkat: Peringkat | None, *, sementara: bool, kalimat: str = ""
) -> TandaCapaian:
    persen = tulis_persen(hasil)
    kalimat = kalimat or hasil.kalimat
    if peringkat is None:
        return TandaCapaian(persen, "", "", "", kalimat)
    ragam = "sementara" if sementara else str(peringkat.urutan)
    kata = f"{peringkat.kata}, sementara" if sementara else peringkat.kata
    return TandaCapaian(persen, ragam, f"peringkat-{peringkat.urutan}", kata, kalimat)


def catatan_status(realisasi: Terisi | None) -> tuple[str, ...]:
    """What else there is to know of a row: late, or changed after it was verified."""
    if realisasi is None:
        return ()
    hari, kali = realisasi.terlambat_hari, realisasi.diubah_setelah_verifikasi
    semua = (
        f"Terlambat {hari} hari" if hari else "",
        f"Diubah setelah verifikasi {kali}×" if kali else "",
    )
    return tuple(filter(None, semua))
