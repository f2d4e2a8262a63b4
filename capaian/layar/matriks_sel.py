"""One OPD in one quarter: a word and a number, never a colour alone."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from capaian.layar.matriks_hitung import Hitungan
from capaian.models import Periode
from konsolidasi.inti import waktu

BELUM_DIBUKA, BELUM, MENGISI, TERLAMBAT = "belum_dibuka", "belum", "mengisi", "terlambat"
PERBAIKAN, MENUNGGU, BERES, TERKUNCI = "perbaikan", "menunggu", "beres", "terkunci"
# Look and icon of each kind. Green is for complete and verified only.
RUPA = {
    BELUM_DIBUKA: ("tenang", "calendar-time"),
    BELUM: ("netral", "circle-dashed"),
    MENGISI: ("netral", "pencil"),
    TERLAMBAT: ("waspada", "clock-exclamation"),
    PERBAIKAN: ("buruk", "arrow-back-up"),
    MENUNGGU: ("info", "send"),
    BERES: ("baik", "circle-check"),
    TERKUNCI: ("tenang", "lock"),
}
# Kinds that need nothing from anybody: they say it in one line.
TENANG = (BELUM_DIBUKA, BERES, TERKUNCI)


@dataclass(frozen=True, slots=True)
class Sel:
    """`rinci`: the rest of the numbers; `waktu`: lateness and extension."""

    jenis: str
    kata: str
    rinci: str = ""
    waktu: str = ""
    ikon: str = ""

    @property
    def ragam(self) -> str:
        return RUPA[self.jenis][0]

    @property
    def gambar(self) -> str:
        return self.ikon or RUPA[self.jenis][1]

    @property
    def teks(self) -> str:
        """All of it in one line, as the workbook has it."""
        return ", ".join(filter(None, (self.kata, self.rinci, self.waktu)))


TANPA_JADWAL = Sel(BELUM_DIBUKA, "Belum dibuka", "belum dijadwalkan")


def susun_sel(h: Hitungan, periode: Periode | None, sampai: datetime | None, pada: datetime) -> Sel:
    """`sampai`: end of the extension of this OPD."""
    if periode is None:
        return TANPA_JADWAL
    keadaan = periode.keadaan(pada, sampai)
    if keadaan == "belum_dibuka":
        buka = waktu.tanggal_singkat(periode.dibuka_pada)
        return Sel(BELUM_DIBUKA, "Belum dibuka", f"{h.wajib} baris, dibuka {buka}")
    if keadaan == "terkunci":
        banyak = f"{h.terkunci} dari {h.wajib}" if h.wajib else "tidak ada baris"
        return Sel(TERKUNCI, "Terkunci", banyak, _terlambat(h))
    lanjut = sampai if sampai is not None and pada <= sampai else None
    tambahan = ", ".join(filter(None, (_terlambat(h), _perpanjangan(lanjut))))
    if h.perbaikan:
        kata = f"Perlu perbaikan ({h.perbaikan})"
        return Sel(PERBAIKAN, kata, _rinci(h, h.pasti, h.diajukan), tambahan)
    if not h.belum_diajukan:
        if h.diajukan:
            rinci = f"{h.pasti} dari {h.wajib} terverifikasi"
            return Sel(MENUNGGU, f"Menunggu verifikasi ({h.diajukan})", rinci, tambahan)
        return Sel(BERES, "Terverifikasi", f"{h.pasti} dari {h.wajib}", tambahan)
    if pada > periode.batas_pada and lanjut is None:
        return _lewat(h, periode, pada, tutup=keadaan == "ditutup", tambahan=tambahan)
    return _mengisi(h, tambahan, diperpanjang=lanjut is not None)


def _mengisi(h: Hitungan, tambahan: str, *, diperpanjang: bool) -> Sel:
    ikon = "calendar-time" if diperpanjang else ""
    if not h.terisi:
        return Sel(BELUM, "Belum diisi", f"0 dari {h.wajib}", tambahan, ikon)
    return Sel(MENGISI, f"Mengisi, {h.terisi} dari {h.wajib}", _sudah(h), tambahan, ikon)


def _lewat(h: Hitungan, periode: Periode, pada: datetime, *, tutup: bool, tambahan: str) -> Sel:
    """The deadline has passed without everything being there."""
    ada = f"baru {h.terisi} dari {h.wajib} terisi"
    isi = ada if h.terisi else f"0 dari {h.wajib}, belum diisi"
    rinci = ", ".join(filter(None, (isi, _sudah(h))))
    if tutup:
        return Sel(TERLAMBAT, "Ditutup, belum lengkap", rinci, tambahan)
    hari = (timezone.localdate(pada) - timezone.localdate(periode.batas_pada)).days
    kata = f"Terlambat {hari} hari" if hari else "Lewat batas hari ini"
    # The delay of rows that were submitted late would only say the same a second time.
    return Sel(TERLAMBAT, kata, rinci, tambahan if h.hari != hari else "")


def _rinci(h: Hitungan, pasti: int, diajukan: int) -> str:
    rinci = f"{pasti} dari {h.wajib} terverifikasi"
    menunggu = f"{diajukan} menunggu" if diajukan else ""
    belum = f"{h.belum_diisi} belum diisi" if h.belum_diisi else ""
    return ", ".join(filter(None, (rinci, menunggu, belum)))


def _sudah(h: Hitungan) -> str:
    """What of it has gone on already."""
    bagian = (
        (h.pasti, "terverifikasi"),
        (h.diajukan, "menunggu verifikasi"),
        (h.kepala, "menunggu kepala OPD"),
    )
    return ", ".join(f"{n} {kata}" for n, kata in bagian if n)


def _terlambat(h: Hitungan) -> str:
    return f"terlambat {h.hari} hari" if h.hari else ""


def _perpanjangan(sampai: datetime | None) -> str:
    return f"perpanjangan s.d. {waktu.tanggal_singkat(sampai)}" if sampai else ""
