"""The five sentences for Wali Kota and Sekda: each by a rule, with its numbers and a link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.http import urlencode

from capaian.ringkasan import Ringkas
from capaian.skala import Peringkat
from konsolidasi.dasbor.beranda.tindakan import pendek, sebut
from konsolidasi.dasbor.halaman_angka import alasan
from konsolidasi.inti import angka, waktu
from konsolidasi.inti.alamat import alamat_halaman
from konsolidasi.inti.waktu import Triwulan

PANJANG = 40
"""So much of a name is in a sentence: the sheet is one page, whatever the names."""


@dataclass(frozen=True, slots=True)
class Kalimat:
    """`ragam`: baik only for what is complete and settled."""

    aturan: str
    kalimat: str
    keterangan: str
    url: str
    tombol: str
    ragam: str


@dataclass(frozen=True, slots=True)
class Isian:
    """Rows of the quarter in the whole city; `terlambat` names OPD past the deadline."""

    wajib: int = 0
    pasti: int = 0
    menunggu: int = 0
    perbaikan: int = 0
    terlambat: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Janji:
    """Targets of the year that were agreed in a meeting, and follow-ups."""

    sepakat: int = 0
    tercapai: int = 0
    belum: int = 0
    berjalan: int = 0
    selesai: int = 0
    terbuka: int = 0
    lewat: int = 0


@dataclass(frozen=True)
class BahanPimpinan:
    hari: date
    tw: Triwulan
    ringkas: Ringkas
    peringkat: Peringkat | None
    isian: Isian
    merah: int
    merah_opd: tuple[tuple[str, int], ...]
    janji: Janji
    tahun_target: int
    temuan: int
    prioritas: int
    tanpa_pj: tuple[str, ...]
    sesi: date | None


def capaian_kota(b: BahanPimpinan) -> Kalimat:
    """How far the city is, and how much of it is settled."""
    r, url = b.ringkas, _url("capaian_kota", b)
    if r.rata is None:
        return Kalimat(
            "capaian_kota",
            f"Capaian {b.tw.tahun} s.d. {b.tw.singkat} belum ada angka: {alasan(r)}.",
            "Angka tampil setelah target dan realisasinya ada, dan disebut sementara sampai pasti.",
            url,
            "Lihat capaian",
            "netral",
        )
    kata = f" ({b.peringkat.kata})" if b.peringkat and not r.sementara else ""
    sementara = ", sementara" if r.sementara else ""
    return Kalimat(
        "capaian_kota",
        f"Rata-rata capaian {b.tw.tahun} s.d. {b.tw.singkat} {_persen(r.rata)}{kata}{sementara}.",
        f"Dari {r.terhitung} indikator yang dapat dihitung; {r.pasti} dari {r.indikator} indikator"
        " sudah pasti.",
        url,
        "Lihat capaian",
        "netral" if r.sementara else "baik",
    )


def isian_kota(b: BahanPimpinan) -> Kalimat:
    """Who has reported, and whose report is checked."""
    i = b.isian
    kueri = {"tahun": b.tw.tahun, "triwulan": b.tw.nomor}
    url = f"{alamat_halaman('capaian:matriks')}?{urlencode(kueri)}"
    if not i.wajib:
        kalimat = f"Belum ada baris {b.tw.label} yang wajib diisi."
        sisa = "Triwulan ini belum dijadwalkan, atau belum ada indikator."
        return Kalimat("isian_kota", kalimat, sisa, url, "Lihat OPD", "netral")
    if i.terlambat:
        sisa = f"{len(i.terlambat)} OPD melewati batas: {sebut(i.terlambat)}."
    elif i.pasti == i.wajib:
        sisa = "Semua OPD lengkap."
    else:
        sisa = "Belum ada OPD yang melewati batas."
    kembali = f", {i.perbaikan} dikembalikan ke OPD" if i.perbaikan else ""
    lengkap = i.pasti == i.wajib
    return Kalimat(
        "isian_kota",
        f"{i.pasti} dari {i.wajib} baris {b.tw.label} terverifikasi, {i.menunggu} menunggu"
        f" verifikasi{kembali}.",
        sisa,
        url,
        "Lihat OPD",
        "buruk" if i.terlambat else "baik" if lengkap else "netral",
    )


def indikator_merah(b: BahanPimpinan) -> Kalimat:
    """What lies in the two lowest steps of the scale."""
    if not b.merah:
        ada = b.ringkas.terhitung
        return Kalimat(
            "indikator_merah",
            f"Tidak satu pun dari {ada} indikator yang dapat dihitung berperingkat rendah."
            if ada
            else "Belum ada indikator yang dapat dinilai.",
            "Rendah berarti dua peringkat terbawah.",
            "#merah",
            "Lihat",
            "netral",
        )
    opd = sebut(f"{nama} {n}" for nama, n in b.merah_opd)
    return Kalimat(
        "indikator_merah",
        f"{b.merah} dari {b.ringkas.terhitung} indikator berperingkat rendah.",
        f"Terbanyak: {opd}. Sebabnya menurut OPD ada di bawah.",
        "#merah",
        "Lihat sebabnya",
        "buruk",
    )


def janji_rapat(b: BahanPimpinan) -> Kalimat:
    """What became of what was agreed."""
    j = b.janji
    if j.sepakat:
        kalimat = (
            f"Dari {j.sepakat} target {b.tw.tahun} yang disepakati di rapat, {j.tercapai} tercapai,"
            f" {j.belum} belum, {j.berjalan} masih berjalan."
        )
    else:
        kalimat = f"Belum ada target {b.tw.tahun} yang ditetapkan lewat rapat."
    lewat = f", {j.lewat} di antaranya lewat batas" if j.lewat else ""
    return Kalimat(
        "janji_rapat",
        kalimat,
        f"{j.terbuka} tindak lanjut terbuka{lewat}; {j.selesai} sudah selesai.",
        f"{alamat_halaman('rapat:janji')}?{urlencode({'tahun': b.tw.tahun})}",
        "Lihat janji",
        "buruk" if j.belum or j.lewat else "netral",
    )


def keselarasan_target(b: BahanPimpinan) -> Kalimat:
    """Whether the targets of next year fit each other, and who is in charge."""
    if b.tanpa_pj:
        nama = sebut(pendek(satu, PANJANG) for satu in b.tanpa_pj)
        pj = f"{len(b.tanpa_pj)} prioritas belum punya OPD penanggung jawab: {nama}."
    elif b.prioritas:
        pj = "Setiap prioritas punya OPD penanggung jawab."
    else:
        pj = f"Belum ada prioritas untuk {b.tahun_target}."
    kapan = ""
    if b.sesi is not None and b.sesi >= b.hari:
        kapan = f" Rapat berikutnya {waktu.hari_tanggal(b.sesi)}."
    return Kalimat(
        "keselarasan_target",
        f"{b.temuan} temuan keselarasan target {b.tahun_target} menunggu putusan."
        if b.temuan
        else f"Tidak ada temuan keselarasan target {b.tahun_target} yang menunggu putusan.",
        f"{pj}{kapan}",
        f"{alamat_halaman('capaian:keselarasan')}?{urlencode({'tahun': b.tahun_target})}",
        "Lihat temuan",
        "buruk" if b.tanpa_pj else "netral",
    )


ATURAN_PIMPINAN = (capaian_kota, isian_kota, indikator_merah, janji_rapat, keselarasan_target)


def susun_kalimat(b: BahanPimpinan) -> tuple[Kalimat, ...]:
    return tuple(aturan(b) for aturan in ATURAN_PIMPINAN)


def _persen(nilai: Decimal) -> str:
    return f"{angka.tulis(nilai, 2)}{angka.RUANG_KERAS}%"


def _url(nama: str, b: BahanPimpinan) -> str:
    return f"{alamat_halaman(nama)}?{urlencode({'tahun': b.tw.tahun, 'triwulan': b.tw.nomor})}"


def terbanyak(per_opd: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """OPD with such rows, the most of them first."""
    return tuple(sorted((satu for satu in per_opd if satu[1]), key=lambda satu: -satu[1]))
