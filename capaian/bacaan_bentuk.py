"""The plain values of capaian.bacaan: what a row answers when it was read for computing."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Self

from capaian import rumus
from capaian.models import Realisasi, Target, TargetTriwulan
from capaian.models.target import NilaiTarget
from capaian.pilihan import KeadaanNilai, StatusData, StatusRealisasi, SumberTarget
from konsolidasi.inti.waktu import Triwulan


class Triwulanan(tuple):
    """Quarter targets of one version; `all()` as on the related manager."""

    __slots__ = ()

    def all(self) -> Self:
        return self


TANPA_TRIWULAN = Triwulanan()


@dataclass(slots=True, frozen=True)
class ButirBaca:
    pk: int
    kode: str
    nilai: Decimal

    def sebagai_predikat(self) -> rumus.Predikat:
        return rumus.Predikat(self.kode, self.nilai)


@dataclass(slots=True, frozen=True)
class PeriodeBaca:
    pk: int
    tahun_id: int
    triwulan: int
    tw: Triwulan


@dataclass(slots=True, frozen=True)
class OrangBaca:
    pk: int
    nama: str


class _SamaBaris:
    """Equal to another reading of the same row, and to its model instance."""

    __slots__ = ()

    def __eq__(self, lain: object) -> bool:
        if not isinstance(lain, (self.model, type(self))):
            return NotImplemented
        return self.pk == lain.pk

    def __hash__(self) -> int:
        return hash(self.pk)


@dataclass(slots=True, eq=False)
class TriwulanBaca(_SamaBaris):
    """A TargetTriwulan."""

    pk: int
    triwulan: int
    nilai: Decimal | None
    batas_bawah: Decimal | None
    batas_atas: Decimal | None
    predikat_id: int | None
    teks_tercetak: str
    predikat: ButirBaca | None = None

    model = TargetTriwulan
    sebagai_target = NilaiTarget.sebagai_target
    tertulis = NilaiTarget.tertulis


@dataclass(slots=True, eq=False)
class TargetBaca(_SamaBaris):
    """A Target with its quarters."""

    pk: int
    indikator_id: int
    tahun_id: int
    nomor: int
    mulai: date
    sumber: str
    acuan: str
    dokumen_tanggal: date | None
    alasan: str
    pagu: Decimal | None
    contoh: bool
    ditetapkan_oleh_id: int | None
    ditetapkan_pada: datetime
    nilai: Decimal | None
    batas_bawah: Decimal | None
    batas_atas: Decimal | None
    predikat_id: int | None
    teks_tercetak: str
    predikat: ButirBaca | None = None
    triwulanan: Triwulanan = TANPA_TRIWULAN

    model = Target
    sebagai_target = NilaiTarget.sebagai_target
    tertulis = NilaiTarget.tertulis

    def get_sumber_display(self) -> str:
        return SumberTarget(self.sumber).label


@dataclass(slots=True, eq=False)
class RealisasiBaca(_SamaBaris):
    """A Realisasi. A short reading leaves everything after `contoh` at its default."""

    pk: int
    indikator_id: int
    periode_id: int
    keadaan: str
    nilai: Decimal | None
    predikat_id: int | None
    status: str
    status_data: str
    contoh: bool
    versi: int = 1
    target_id: int | None = None
    alasan: str = ""
    sumber: str = ""
    data_tanggal: date | None = None
    anggaran: Decimal | None = None
    faktor_pendorong: str = ""
    faktor_penghambat: str = ""
    akar_masalah: str = ""
    diajukan_pada: datetime | None = None
    diajukan_pertama_pada: datetime | None = None
    terlambat_hari: int | None = None
    diverifikasi_pada: datetime | None = None
    diverifikasi_oleh_id: int | None = None
    diubah_setelah_verifikasi: int = 0
    diubah_oleh_id: int | None = None
    diubah_pada: datetime | None = None
    diubah_oleh: OrangBaca | None = None
    predikat: ButirBaca | None = None
    periode: PeriodeBaca | None = field(default=None, repr=False)

    model = Realisasi
    sebagai_realisasi = Realisasi.sebagai_realisasi
    tertulis = Realisasi.tertulis

    def get_status_display(self) -> str:
        return StatusRealisasi(self.status).label

    def get_keadaan_display(self) -> str:
        return KeadaanNilai(self.keadaan).label

    def get_status_data_display(self) -> str:
        return StatusData(self.status_data).label
