"""What the projector shows of the whole sesi: the recap per OPD, and who is in the room."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from rapat.layanan.hadir import isian_sendiri
from rapat.layar.hadir import keadaan_hadir
from rapat.layar.jam import JamButir, JamSesi, jam_butir, jam_sesi
from rapat.layar.proyektor import menit
from rapat.models import Agenda, Kesepakatan, Peserta, Sesi
from rapat.perhitungan import jumlah_indikator
from rapat.pilihan import HADIR, KeadaanHadir, Putusan

SEHALAMAN = 10
"""OPD that fit; a longer agenda is shown page by page, each for a minute."""


@dataclass(frozen=True)
class BarisRekapSesi:
    nomor: int
    nama: str
    hadir: str
    sendiri: bool
    """Somebody entered through the QR and the notulis did not match it yet."""
    jumlah: int
    sepakat: int
    catatan: int
    ditunda: int
    jam: JamButir

    @property
    def belum(self) -> int:
        return max(0, self.jumlah - self.sepakat - self.catatan - self.ditunda)


@dataclass(frozen=True)
class RekapSesi:
    baris: tuple[BarisRekapSesi, ...]
    """Of this page only; the totals are of the whole sesi."""
    halaman: int
    halaman_banyak: int
    opd: int
    hadir: int
    diputuskan: int
    jumlah: int
    jam: JamSesi | None
    """None unless the sesi is under way."""

    @property
    def sendiri(self) -> bool:
        return any(satu.sendiri for satu in self.baris)


@dataclass(frozen=True)
class LayarHadir:
    opd: int
    hadir: int
    orang: int
    belum: tuple[str, ...]
    """OPD that nobody sits for yet; never the name of a person."""


def susun_rekap(sesi: Sesi, pada: datetime) -> RekapSesi:
    """Five queries, whatever the number of OPD."""
    semua = list(sesi.agenda.select_related("opd", "kehadiran").order_by("urutan", "pk"))
    jumlah, sendiri = jumlah_indikator(semua), isian_sendiri(sesi)
    hitung: dict[int, dict[str, int]] = {a.pk: {} for a in semua}
    putusan = Kesepakatan.objects.filter(agenda__sesi=sesi, indikator__aktif=True)
    for agenda, kode in putusan.order_by().values_list("agenda", "putusan"):
        hitung[agenda][kode] = hitung[agenda].get(kode, 0) + 1
    baris = [
        _rekap(n, a, jumlah[a.pk], hitung[a.pk], sendiri.get(a.pk), sesi, pada)
        for n, a in enumerate(semua, 1)
    ]
    banyak = max(1, -(-len(baris) // SEHALAMAN))
    halaman = menit(pada) % banyak
    return RekapSesi(
        baris=tuple(baris[halaman * SEHALAMAN : (halaman + 1) * SEHALAMAN]),
        halaman=halaman + 1,
        halaman_banyak=banyak,
        opd=len(baris),
        hadir=sum(keadaan_hadir(a, sendiri.get(a.pk)) in HADIR for a in semua),
        diputuskan=sum(b.jumlah - b.belum for b in baris),
        jumlah=sum(b.jumlah for b in baris),
        jam=jam_sesi(sesi, semua, pada) if sesi.berlangsung else None,
    )


def susun_layar_hadir(sesi: Sesi) -> LayarHadir:
    """Three queries."""
    semua = list(sesi.agenda.select_related("opd", "kehadiran").order_by("urutan", "pk"))
    sendiri = isian_sendiri(sesi)
    belum = [a for a in semua if keadaan_hadir(a, sendiri.get(a.pk)) not in HADIR]
    return LayarHadir(
        opd=len(semua),
        hadir=len(semua) - len(belum),
        orang=sesi.peserta.filter(dibatalkan_pada=None).count(),
        belum=tuple(a.opd.singkatan or a.nama for a in belum),
    )


KATA: Mapping[str, str] = {
    KeadaanHadir.PIMPINAN: "Pimpinan",
    KeadaanHadir.DIWAKILI: "Diwakili",
    KeadaanHadir.IZIN: "Izin",
    KeadaanHadir.TANPA_KETERANGAN: "Tanpa keterangan",
    "": "Belum hadir",
}


def _rekap(
    nomor: int,
    agenda: Agenda,
    jumlah: int,
    hitung: dict[str, int],
    sendiri: Peserta | None,
    sesi: Sesi,
    pada: datetime,
) -> BarisRekapSesi:
    kehadiran = getattr(agenda, "kehadiran", None)
    return BarisRekapSesi(
        nomor=nomor,
        nama=agenda.nama,
        hadir=KATA[keadaan_hadir(agenda, sendiri)],
        sendiri=sendiri is not None and (kehadiran is None or kehadiran.keadaan not in HADIR),
        jumlah=jumlah,
        sepakat=hitung.get(Putusan.SEPAKAT, 0),
        catatan=hitung.get(Putusan.DENGAN_CATATAN, 0),
        ditunda=hitung.get(Putusan.DITUNDA, 0) + hitung.get(Putusan.TIDAK_DIBAHAS, 0),
        jam=jam_butir(agenda, sesi.agenda_kini_id, pada),
    )
