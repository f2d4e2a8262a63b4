"""The state of a row of Isian Saya in one badge and a few words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from capaian.bacaan import RealisasiBaca
from capaian.layar.isian_medan import BIASA, Balasan
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from konsolidasi.inti import waktu

KEMBALI, BELUM, SIAP, LEPAS, BERES = "kembali", "belum", "siap", "lepas", "beres"
LENCANA = {
    "kosong": ("kosong", "circle-dashed"),
    StatusRealisasi.DRAF: ("netral", "pencil"),
    SIAP: ("siap", "circle-check"),
    StatusRealisasi.MENUNGGU_KEPALA: ("waspada", "hourglass"),
    StatusRealisasi.DIAJUKAN: ("info", "send"),
    StatusRealisasi.PERBAIKAN: ("buruk", "arrow-back-up"),
    StatusRealisasi.TERVERIFIKASI: ("baik", "circle-check"),
    StatusRealisasi.TERKUNCI: ("netral", "lock"),
    "tanya": ("waspada", "alert-triangle"),
    "salah": ("buruk", "circle-x"),
}


@dataclass(frozen=True, slots=True)
class Lencana:
    """`saat`: when it came to this; `rinci`: what is missing, or what else there is to know."""

    ragam: str
    ikon: str
    kata: str
    saat: str = ""
    rinci: str = ""


def susun_lencana(
    realisasi: RealisasiBaca | None,
    kesiapan: str,
    kurang: Sequence[str],
    balasan: Balasan,
    pada: datetime,
) -> Lencana:
    if balasan is not BIASA and (tanya := _belum_tersimpan(balasan)):
        return tanya
    if realisasi is None:
        return Lencana(*LENCANA["kosong"], "Belum diisi")
    status = realisasi.status
    tersimpan = f"Tersimpan {saat(realisasi.diubah_pada, pada)}"
    if status == StatusRealisasi.PERBAIKAN:
        kata = StatusRealisasi.PERBAIKAN.label
        if kesiapan == SIAP:
            return Lencana(*LENCANA[status], kata, tersimpan, "Sudah diperbaiki, ikut diajukan.")
        return Lencana(*LENCANA[status], kata, _diajukan(realisasi, pada), " ".join(kurang))
    if status != StatusRealisasi.DRAF:
        hari = realisasi.terlambat_hari
        terlambat = f"Terlambat {hari} hari" if hari else ""
        kapan = _diajukan(realisasi, pada)
        if status == StatusRealisasi.MENUNGGU_KEPALA:
            kapan, terlambat = f"Diserahkan {saat(realisasi.diubah_pada, pada)}", " ".join(kurang)
        return Lencana(*LENCANA[status], StatusRealisasi(status).label, kapan, terlambat)
    if kesiapan == SIAP:
        return Lencana(*LENCANA[SIAP], "Siap diajukan", tersimpan)
    kosong = realisasi.keadaan == KeadaanNilai.KOSONG
    kode, kata = ("kosong", "Belum diisi") if kosong else (StatusRealisasi.DRAF, "Draf")
    return Lencana(*LENCANA[kode], kata, tersimpan, " ".join(kurang))


def _belum_tersimpan(balasan: Balasan) -> Lencana | None:
    if balasan.dua_arti:
        return Lencana(*LENCANA["tanya"], "Pilih dulu", "belum disimpan")
    if balasan.lawan:
        return Lencana(*LENCANA["tanya"], "Pilih dulu", "Orang lain sudah menyimpan baris ini.")
    if balasan.ditolak:
        return Lencana(*LENCANA["salah"], "Belum tersimpan", "Perbaiki yang ditandai.")
    if balasan.titipan:
        return Lencana(*LENCANA["tanya"], "Belum tersimpan", "Ketikan sebelum sesi berakhir.")
    return None


def _diajukan(realisasi: RealisasiBaca, pada: datetime) -> str:
    """A row that the own kepala gave back was never submitted."""
    kapan = realisasi.diajukan_pada
    return f"Diajukan {saat(kapan, pada)}" if kapan else ""


def saat(kapan: datetime, pada: datetime) -> str:
    lokal = kapan.astimezone(waktu.ZONA)
    hari_ini = pada.astimezone(waktu.ZONA).date()
    if lokal.date() == hari_ini:
        return waktu.pukul(lokal)
    tahun = f" {lokal.year}" if lokal.year != hari_ini.year else ""
    return f"{waktu.tanggal_singkat(lokal)}{tahun}, {waktu.jam(lokal)}"
