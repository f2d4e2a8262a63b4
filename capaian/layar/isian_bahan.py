"""What a row of Isian Saya is made of, and the row itself; plain values without behaviour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone

from capaian.bacaan import RealisasiBaca, TargetBaca
from capaian.layar.bukti import KepingBukti
from capaian.layar.isian_lencana import KEMBALI, SIAP
from capaian.layar.isian_medan import BIASA, BUKAN_BARIS, MEDAN, NAMA_MEDAN, Balasan
from capaian.layar.isian_muat import IndikatorBaca, Terisi, Wenang
from capaian.layar.isian_utas import Utas
from capaian.perhitungan import HasilTriwulan
from konsolidasi.inti.waktu import Triwulan

Jalur = tuple[str, str]
"""An address before and after the key of the row."""


class Bentuk(NamedTuple):
    """What decides the shape of a row beside which of its texts there are; see isian_cetakan."""

    bisa: bool
    kesiapan: str
    tempat: str
    lengkap: bool
    tanda: str
    nol: bool
    faktor: str
    faktor_lengkap: bool
    berpagu: bool
    pilihan: tuple[str, ...]
    terpilih: str
    status_data: str
    urutan: str
    """Of the peringkat, "" without one."""
    sementara: bool
    ragam: str
    ikon: str


@dataclass(frozen=True, slots=True)
class Lawan:
    """The version that somebody else saved first: what differs, who, when."""

    siapa: str
    kapan: str
    beda: tuple[tuple[str, str], ...]
    versi: int


@dataclass(frozen=True, slots=True)
class Baris:
    """`teks`: everything a row prints, by name, "" where there is nothing to print."""

    indikator: IndikatorBaca
    realisasi: RealisasiBaca | None
    teks: Mapping[str, str]
    bentuk: Bentuk
    kurang: tuple[str, ...]
    utas: Utas
    bisa_dilepas: bool
    diserahkan: bool
    balasan: Balasan = BIASA
    lawan: Lawan | None = None
    bukti: Sequence[KepingBukti] = ()

    @property
    def ketikan_terbaca(self) -> list[tuple[str, str]]:
        ketikan = self.balasan.ketikan or {}
        nama = (*MEDAN, *BUKAN_BARIS)
        return [(NAMA_MEDAN[n].lower(), ketikan[n]) for n in nama if ketikan.get(n, "").strip()]

    @property
    def ketikan(self) -> Mapping[str, str]:
        """The answer and the sentence of the kepala, as typed; they are not stored in the row."""
        ketikan = self.balasan.ketikan or {}
        return {nama: ketikan.get(nama, "") for nama in BUKAN_BARIS}

    @property
    def ikut_diajukan(self) -> bool:
        return self.bentuk.bisa and self.bentuk.kesiapan == SIAP

    @property
    def menunggu_jawaban(self) -> bool:
        """Returned and complete, but nothing was changed since: an answer alone would do."""
        return self.bentuk.bisa and self.bentuk.lengkap and self.bentuk.kesiapan == KEMBALI

    @property
    def bercatatan(self) -> bool:
        return bool(
            self.utas.ucapan or self.bisa_dilepas or self.lawan or self.balasan.galat["baris"]
        )


@dataclass(frozen=True, slots=True)
class Bahan:
    """What one row is made of, read already."""

    indikator: IndikatorBaca
    versi: Sequence[TargetBaca]
    terisi: Terisi
    hasil: HasilTriwulan
    utas: Utas
    wenang: Wenang
    bukti: Sequence[KepingBukti]
    bukti_pada: datetime | None
    pilihan: tuple[str, ...]
    balasan: Balasan


@dataclass(frozen=True, slots=True)
class Sekarang:
    """What all rows of a page share, worked out once."""

    tw: Triwulan
    pada: datetime
    hari_ini: date
    akhir: date
    singkat: str
    triwulan_lalu: str
    tahun_lalu: str
    simpan: Jalur
    rinci: Jalur
    kembalikan: Jalur
    bukti: Jalur
    unggah: Jalur


def susun_sekarang(tw: Triwulan, pada: datetime, *, opd: int) -> Sekarang:
    """reverse() for each of 300 rows would cost more than the rows."""
    sebelum = tw.sebelum()
    masa = [tw.tahun, tw.nomor]
    return Sekarang(
        tw=tw,
        pada=pada,
        hari_ini=timezone.localdate(pada),
        akhir=tw.akhir,
        singkat=tw.singkat,
        triwulan_lalu=sebelum.singkat if sebelum.tahun == tw.tahun else sebelum.label,
        tahun_lalu=tw.setahun_lalu().label,
        simpan=_jalur("capaian:realisasi_simpan", *masa, 0),
        rinci=_jalur("capaian:indikator_rinci", 0),
        kembalikan=_jalur("capaian:isian_kembalikan", opd, *masa, 0),
        bukti=_jalur("capaian:bukti_indikator", *masa, 0),
        unggah=_jalur("capaian:bukti_tambah", *masa, 0),
    )


def _jalur(nama: str, *args: int) -> Jalur:
    depan, _, belakang = reverse(nama, args=args).rpartition("/0/")
    return f"{depan}/", f"/{belakang}"
