"""The state of a row of Isian Saya in one badge and a few words."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from capaian.layar.isian_medan import Balasan
from capaian.models import Realisasi
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from konsolidasi.inti import waktu

KEMBALI, BELUM, SIAP, BERES = "kembali", "belum", "siap", "beres"
LENCANA = {
    "kosong": ("kosong", "circle-dashed"),
    StatusRealisasi.DRAF: ("netral", "pencil"),
    SIAP: ("siap", "circle-check"),
    StatusRealisasi.DIAJUKAN: ("info", "send"),
    StatusRealisasi.PERBAIKAN: ("buruk", "arrow-back-up"),
    StatusRealisasi.TERVERIFIKASI: ("baik", "circle-check"),
    StatusRealisasi.TERKUNCI: ("netral", "lock"),
    "tanya": ("waspada", "alert-triangle"),
    "salah": ("buruk", "circle-x"),
}


@dataclass(frozen=True)
class Lencana:
    ragam: str
    ikon: str
    kata: str
    rinci: tuple[str, ...] = ()


def susun_lencana(
    realisasi: Realisasi | None,
    kesiapan: str,
    kurang: list[str],
    balasan: Balasan,
    pada: datetime,
) -> Lencana:
    if balasan.dua_arti:
        return Lencana(*LENCANA["tanya"], "Pilih dulu", ("belum disimpan",))
    if balasan.lawan:
        return Lencana(*LENCANA["tanya"], "Pilih dulu", ("Orang lain sudah menyimpan baris ini.",))
    if balasan.ditolak:
        return Lencana(*LENCANA["salah"], "Belum tersimpan", ("Perbaiki yang ditandai.",))
    if balasan.titipan:
        return Lencana(*LENCANA["tanya"], "Belum tersimpan", ("Ketikan sebelum sesi berakhir.",))
    if realisasi is None:
        return Lencana(*LENCANA["kosong"], "Belum diisi")
    tersimpan = f"Tersimpan {saat(realisasi.diubah_pada, pada)}"
    if realisasi.status == StatusRealisasi.PERBAIKAN:
        if kesiapan == SIAP:
            rinci = [tersimpan, "Sudah diperbaiki, ikut diajukan."]
        else:
            rinci = [f"Diajukan {saat(realisasi.diajukan_pada, pada)}", *kurang]
        return Lencana(*LENCANA[realisasi.status], "Perlu perbaikan", tuple(rinci))
    if realisasi.status != StatusRealisasi.DRAF:
        rinci = [f"Diajukan {saat(realisasi.diajukan_pada, pada)}"]
        if realisasi.terlambat_hari:
            rinci.append(f"Terlambat {realisasi.terlambat_hari} hari")
        kata = realisasi.get_status_display()
        return Lencana(*LENCANA[realisasi.status], kata, tuple(rinci))
    if kesiapan == SIAP:
        return Lencana(*LENCANA[SIAP], "Siap diajukan", (tersimpan,))
    kosong = realisasi.keadaan == KeadaanNilai.KOSONG
    kode, kata = ("kosong", "Belum diisi") if kosong else (StatusRealisasi.DRAF, "Draf")
    return Lencana(*LENCANA[kode], kata, (tersimpan, *kurang))


def saat(kapan: datetime, pada: datetime) -> str:
    lokal = timezone.localtime(kapan)
    hari_ini: date = timezone.localtime(pada).date()
    if lokal.date() == hari_ini:
        return waktu.pukul(lokal)
    tahun = f" {lokal.year}" if lokal.year != hari_ini.year else ""
    return f"{waktu.tanggal_singkat(lokal)}{tahun}, {waktu.jam(lokal)}"
