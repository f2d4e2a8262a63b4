"""Isian Saya: all indikator of one OPD in one quarter. A fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from django.utils.safestring import SafeString

from capaian.layar.bukti import muat_bukti
from capaian.layar.isian_bahan import Bahan, Baris, susun_sekarang
from capaian.layar.isian_baris import susun_baris
from capaian.layar.isian_cetakan import cetak
from capaian.layar.isian_jendela import Jendela, muat_jendela
from capaian.layar.isian_lencana import BELUM, BERES, KEMBALI, LEPAS, SIAP
from capaian.layar.isian_medan import BIASA, Balasan
from capaian.layar.isian_muat import (
    IndikatorBaca,
    baca_indikator,
    indikator_lembar,
    muat_bukti_terakhir,
    muat_pilihan,
    muat_terisi,
    muat_wenang,
)
from capaian.layar.isian_tombol import Tombol, susun_tombol
from capaian.layar.isian_utas import TANPA_UTAS, muat_utas
from capaian.models import Periode
from capaian.perhitungan import Penghitung, muat_sasaran
from konsolidasi.inti.waktu import Triwulan
from opd.models import Opd, Penugasan
from opd.pilihan import KedudukanPejabat

# In the order of the page; what waits for the reader comes first.
KELOMPOK = (
    (KEMBALI, "Perlu perbaikan", "arrow-back-up"),
    (BELUM, "Belum lengkap", "circle-dashed"),
    (SIAP, "Siap diajukan", "circle-check"),
    (LEPAS, "Menunggu kepala OPD", "hourglass"),
    (BERES, "Menunggu verifikasi dan terverifikasi", "send"),
)
MENUNGGU_ANDA = (LEPAS, "Menunggu Anda lepas", "hourglass")


@dataclass(frozen=True)
class Kelompok:
    """`jumlah` counts the whole group, `html` has the rows that the search left."""

    kode: str
    kata: str
    ikon: str
    jumlah: int
    html: tuple[SafeString, ...]


@dataclass(frozen=True)
class Hitung:
    """How many rows are where. `perlu` is what this person still has to submit."""

    siap: int
    kembali: int
    belum: int
    lepas: int
    beres: int

    @property
    def perlu(self) -> int:
        return self.siap + self.kembali + self.belum

    @property
    def lebar_ruas(self) -> int:
        return 20 * self.perlu

    @property
    def ruas(self) -> list[tuple[int, str]]:
        """One segment per row: its x and its kind; ready rows first."""
        jenis = ["siap"] * self.siap + ["buruk"] * self.kembali + ["kosong"] * self.belum
        return [(20 * n, kelas) for n, kelas in enumerate(jenis)]


@dataclass(frozen=True)
class Lembar:
    opd: Opd
    periode: Periode
    baris: tuple[Baris, ...]
    kelompok: tuple[Kelompok, ...]
    hitung: Hitung
    jendela: Jendela
    tombol: tuple[Tombol, ...]
    kepala: str
    """Who has to release the rows that wait for it; empty where nobody has to."""
    cari: str
    tampil: int

    @property
    def tw(self) -> Triwulan:
        return self.periode.tw

    @property
    def jumlah(self) -> int:
        return len(self.baris)

    @property
    def bisa_diisi(self) -> bool:
        return any(satu.bentuk.bisa for satu in self.baris)

    @property
    def bisa_dilepas(self) -> bool:
        return any(satu.bisa_dilepas for satu in self.baris)

    @property
    def contoh(self) -> bool:
        return any(
            satu.indikator.contoh or (satu.realisasi is not None and satu.realisasi.contoh)
            for satu in self.baris
        )


def susun_lembar(
    opd: Opd,
    periode: Periode,
    *,
    pengguna: AbstractBaseUser,
    pada: datetime,
    balasan: Mapping[int, Balasan] | None = None,
    cari: str = "",
) -> Lembar:
    """At most fourteen queries."""
    indikator = baca_indikator(indikator_lembar(opd))
    baris = susun_semua(
        indikator, periode, opd=opd, pengguna=pengguna, pada=pada, balasan=balasan or {}
    )
    hitung = Counter(satu.bentuk.kesiapan for satu in baris)
    cocok = [satu for satu in baris if _cocok(satu.indikator, cari)]
    return Lembar(
        opd=opd,
        periode=periode,
        baris=tuple(baris),
        kelompok=_kelompokkan(baris, cocok),
        hitung=Hitung(*(hitung[kode] for kode in (SIAP, KEMBALI, BELUM, LEPAS, BERES))),
        jendela=muat_jendela(periode, opd, pada),
        tombol=susun_tombol(baris),
        kepala=_kepala(opd, pada) if any(i.wajib_rilis for i in indikator) else "",
        cari=cari,
        tampil=len(cocok),
    )


def _kelompokkan(baris: Sequence[Baris], cocok: Sequence[Baris]) -> tuple[Kelompok, ...]:
    jumlah = Counter(satu.bentuk.tempat for satu in baris)
    html: dict[str, list[SafeString]] = defaultdict(list)
    for satu, tercetak in zip(cocok, cetak(cocok), strict=True):
        html[satu.bentuk.tempat].append(tercetak)
    urut = KELOMPOK
    if any(satu.bisa_dilepas for satu in baris):
        urut = (MENUNGGU_ANDA, *(k for k in KELOMPOK if k[0] != LEPAS))
    return tuple(
        Kelompok(kode, kata, ikon, jumlah[kode], tuple(html[kode]))
        for kode, kata, ikon in urut
        if html[kode]
    )


def _cocok(indikator: IndikatorBaca, cari: str) -> bool:
    """Every word of the search occurs in what the first cell of the row says."""
    teks = f"{indikator.kode} {indikator.nama} {indikator.unit}".casefold()
    return all(kata in teks for kata in cari.casefold().split())


def _kepala(opd: Opd, pada: datetime) -> str:
    """Name of the head or acting head. One query."""
    tugas = Penugasan.objects.kepala([opd.pk], timezone.localdate(pada)).get(opd.pk)
    if tugas is None:
        return "belum ada kepala OPD"
    if tugas.kedudukan == KedudukanPejabat.DEFINITIF:
        return tugas.pengguna.nama
    return f"{tugas.get_kedudukan_display()} {tugas.pengguna.nama}"


def susun_semua(
    indikator: Iterable[IndikatorBaca],
    periode: Periode,
    *,
    opd: Opd,
    pengguna: AbstractBaseUser,
    pada: datetime,
    balasan: Mapping[int, Balasan],
) -> list[Baris]:
    """Rows in the order given. At most eleven queries, some only where they are needed."""
    indikator = list(indikator)
    tw, pk = periode.tw, [i.pk for i in indikator]
    versi = muat_sasaran(pk, tw.tahun)
    terisi = muat_terisi(pk, periode)
    kini = [satu.kini for satu in terisi.values()]
    utas = muat_utas(kini, opd.singkatan, pada)
    bukti = muat_bukti(pk, periode, pengguna=pengguna)
    bukti_pada = muat_bukti_terakhir(kini, periode)
    wenang = muat_wenang(indikator, periode, pengguna, pada)
    pilihan = muat_pilihan(indikator)
    penghitung = Penghitung(tw.tahun)
    sekarang = susun_sekarang(tw, pada, opd=opd.pk)
    hasil = []
    for satu in indikator:
        r = terisi[satu.pk].kini
        bahan = Bahan(
            indikator=satu,
            versi=versi[satu.pk],
            terisi=terisi[satu.pk],
            hasil=penghitung.triwulan(satu, versi[satu.pk], r, tw.nomor),
            utas=utas.get(r.pk, TANPA_UTAS) if r else TANPA_UTAS,
            wenang=wenang[satu.opd_id],
            bukti=bukti.get(satu.pk, ()),
            bukti_pada=bukti_pada.get(satu.pk),
            pilihan=pilihan.get(satu.skala_predikat_id, ()),
            balasan=balasan.get(satu.pk, BIASA),
        )
        hasil.append(susun_baris(bahan, sekarang))
    return hasil
