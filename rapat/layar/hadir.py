"""The attendance of a sesi: the OPD as the unit, then the people."""

from collections import defaultdict
from dataclasses import dataclass

from konsolidasi.inti import waktu
from rapat.models import Agenda, Peserta, Sesi
from rapat.pilihan import HADIR, KeadaanHadir


@dataclass(frozen=True)
class Orang:
    peserta: Peserta
    pukul: str
    keterangan: str
    """How and when it was recorded, where that is worth saying."""


@dataclass(frozen=True)
class HadirOpd:
    agenda: Agenda
    kata: str
    ragam: str
    wakil_berturut: int
    """How many sesi in a row, this one included, the OPD was represented."""
    orang: tuple[Orang, ...]


@dataclass(frozen=True)
class DaftarHadir:
    opd: tuple[HadirOpd, ...]
    tamu: tuple[Orang, ...]
    hadir: int
    banyak_orang: int


def susun_daftar(sesi: Sesi) -> DaftarHadir:
    """Three queries, whatever the number of people."""
    agenda = list(sesi.agenda.select_related("opd", "kehadiran").order_by("urutan", "pk"))
    per_opd: dict[int | None, list[Orang]] = defaultdict(list)
    aktif = 0
    for satu in sesi.peserta.select_related("dicatat_oleh").order_by("hadir_pada", "pk"):
        per_opd[satu.agenda_id].append(Orang(satu, _pukul(satu), _keterangan(satu)))
        aktif += satu.dibatalkan_pada is None
    wakil = _berturut([a.opd_id for a in agenda], sesi)
    opd = tuple(_opd(a, tuple(per_opd[a.pk]), wakil.get(a.opd_id, 0)) for a in agenda)
    return DaftarHadir(
        opd=opd,
        tamu=tuple(per_opd[None]),
        hadir=sum(1 for o in opd if o.ragam in ("baik", "waspada")),
        banyak_orang=aktif,
    )


def _opd(agenda: Agenda, orang: tuple[Orang, ...], wakil: int) -> HadirOpd:
    kehadiran = getattr(agenda, "kehadiran", None)
    if kehadiran is not None:
        ragam = "baik" if kehadiran.keadaan == KeadaanHadir.PIMPINAN else "waspada"
        if kehadiran.keadaan not in HADIR:
            ragam = "kosong"
        return HadirOpd(agenda, kehadiran.get_keadaan_display(), ragam, wakil, orang)
    kata = "Ada yang mengisi, belum dicatat notulis" if orang else "Belum hadir"
    return HadirOpd(agenda, kata, "netral", wakil, orang)


def _berturut(opd: list[int], sesi: Sesi) -> dict[int, int]:
    """Sesi in a row with a representative, the newest first. One query."""
    baris = (
        Agenda.objects.filter(opd__in=opd, kehadiran__isnull=False)
        .filter(sesi__tanggal__lte=sesi.tanggal)
        .order_by("opd", "-sesi__tanggal", "-sesi__nomor", "-pk")
        .values_list("opd_id", "kehadiran__keadaan")
    )
    hasil: dict[int, int] = {}
    putus: set[int] = set()
    for satu, keadaan in baris:
        if satu in putus:
            continue
        if keadaan == KeadaanHadir.DIWAKILI:
            hasil[satu] = hasil.get(satu, 0) + 1
        else:
            putus.add(satu)
    return hasil


def _pukul(satu: Peserta) -> str:
    pulang = f"–{waktu.jam(satu.pulang_pada)}" if satu.pulang_pada else ""
    return f"{waktu.jam(satu.hadir_pada)}{pulang}"


def _keterangan(satu: Peserta) -> str:
    if satu.dibatalkan_pada is not None:
        return f"dibatalkan: {satu.alasan_batal}"
    if satu.susulan:
        oleh = f" oleh {satu.dicatat_oleh.nama}" if satu.dicatat_oleh else ""
        return f"ditambahkan {waktu.tanggal(satu.dicatat_pada)}{oleh}"
    return "" if satu.dicatat_oleh else "isi sendiri"
