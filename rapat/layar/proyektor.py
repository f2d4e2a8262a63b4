"""What the projector shows: one OPD under discussion, or the recap of the sesi."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from capaian.models import Indikator
from rapat.layar.baris import Baris, susun_baris, tertulis
from rapat.layar.jam import JamButir, jam_butir
from rapat.models import Agenda, Kesepakatan, Sesi
from rapat.perhitungan import indikator_sesi, jumlah_indikator
from rapat.pilihan import DISEPAKATI, Putusan

SEHALAMAN = 7
"""Rows that fit; more rows are the next page, never smaller type."""


@dataclass(frozen=True)
class BarisLayar:
    nama: str
    satuan: str
    target: str
    realisasi: str
    sementara: bool
    persen: object
    peringkat: object
    usulan: str
    sepakat: str
    putusan: str
    ingat: str
    kini: bool


@dataclass(frozen=True)
class LayarOpd:
    agenda: Agenda
    nomor: int
    banyak: int
    jam: JamButir
    baris: tuple[BarisLayar, ...]
    halaman: int
    halaman_banyak: int
    diputuskan: int
    jumlah: int
    berikutnya: str
    contoh: bool


@dataclass(frozen=True)
class BarisRekapSesi:
    nomor: int
    nama: str
    jumlah: int
    sepakat: int
    ditunda: int
    belum: int
    jam: JamButir


def token(sesi: Sesi, pada: datetime) -> str:
    """Changes when the sesi was written to, and with the minute on its clock."""
    return f"{sesi.versi_layar}.{int(pada.timestamp()) // 60:x}"


def susun_layar(sesi: Sesi, pada: datetime) -> LayarOpd | None:
    """The OPD under discussion; None while there is none. A fixed number of queries."""
    semua = list(sesi.agenda.select_related("opd", "sesi__rapat").order_by("urutan", "pk"))
    kini = next((a for a in semua if a.pk == sesi.agenda_kini_id), None)
    if kini is None:
        return None
    indikator = indikator_sesi(semua, hanya=kini)[kini.pk]
    baris = susun_baris(kini, indikator, {})
    belum = [n for n, b in enumerate(baris) if b.putusan == Putusan.BELUM]
    dibahas = belum[0] if belum else 0
    halaman = dibahas // SEHALAMAN
    potong = baris[halaman * SEHALAMAN : (halaman + 1) * SEHALAMAN]
    posisi = semua.index(kini)
    return LayarOpd(
        agenda=kini,
        nomor=posisi + 1,
        banyak=len(semua),
        jam=jam_butir(kini, kini.pk, pada),
        baris=tuple(_baris(b, b is baris[dibahas] and bool(belum)) for b in potong),
        halaman=halaman + 1,
        halaman_banyak=max(1, -(-len(baris) // SEHALAMAN)),
        diputuskan=len(baris) - len(belum),
        jumlah=len(baris),
        berikutnya=_berikutnya(semua, posisi),
        contoh=any(b.contoh for b in baris),
    )


def _berikutnya(semua: Sequence[Agenda], posisi: int) -> str:
    sesudah = (a for a in semua[posisi + 1 :] if a.mulai_pada is None)
    return next((a.nama for a in sesudah), "")


def _baris(b: Baris, kini: bool) -> BarisLayar:
    i: Indikator = b.indikator
    realisasi = b.lalu.realisasi.nilai
    return BarisLayar(
        nama=i.nama,
        satuan=i.satuan,
        target=tertulis(i, b.lalu.target),
        realisasi=b.lalu_teks.split(" dari ")[0] if realisasi is not None else "",
        sementara=b.lalu.sementara,
        persen=b.lalu.hasil.persen,
        peringkat=b.lalu.peringkat,
        usulan=b.usulan.teks,
        sepakat=b.teks["target"] if b.putusan in DISEPAKATI else "",
        putusan="" if b.putusan == Putusan.SEPAKAT else b.putusan.label.lower(),
        ingat=b.petunjuk[0] if b.petunjuk else "",
        kini=kini,
    )


def susun_rekap(sesi: Sesi, pada: datetime) -> tuple[BarisRekapSesi, ...]:
    """The whole sesi, one line per OPD. Four queries."""
    semua = list(sesi.agenda.select_related("opd").order_by("urutan", "pk"))
    jumlah = jumlah_indikator(semua)
    hitung: dict[int, dict[str, int]] = {a.pk: {} for a in semua}
    putusan = Kesepakatan.objects.filter(agenda__sesi=sesi, indikator__aktif=True)
    for agenda, kode in putusan.order_by().values_list("agenda", "putusan"):
        hitung[agenda][kode] = hitung[agenda].get(kode, 0) + 1
    return tuple(_rekap(n, a, jumlah[a.pk], hitung[a.pk], pada) for n, a in enumerate(semua, 1))


def _rekap(
    nomor: int, agenda: Agenda, jumlah: int, hitung: dict[str, int], pada: datetime
) -> BarisRekapSesi:
    sepakat = sum(hitung.get(kode, 0) for kode in DISEPAKATI)
    ditunda = hitung.get(Putusan.DITUNDA, 0) + hitung.get(Putusan.TIDAK_DIBAHAS, 0)
    return BarisRekapSesi(
        nomor=nomor,
        nama=agenda.nama,
        jumlah=jumlah,
        sepakat=sepakat,
        ditunda=ditunda,
        belum=max(0, jumlah - sepakat - ditunda),
        jam=jam_butir(agenda, None, pada),
    )
