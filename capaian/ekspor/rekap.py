"""Rows of "Rekap capaian … dan target …": the page and the workbook show the same ones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import Count, F, QuerySet

from capaian.gabungan import RataRata, rata_rata
from capaian.models import Indikator, NilaiTarget, Realisasi, Target, UsulanTarget
from capaian.perhitungan import HasilTahun, Penghitung, berlaku_pada, muat_versi_target
from capaian.pilihan import SUDAH_PASTI, KeadaanNilai, StatusData, StatusRealisasi, SumberTarget
from capaian.rumus import Hasil, Predikat, Rentang
from capaian.skala import Peringkat
from konsolidasi.inti import angka
from konsolidasi.inti.waktu import ROMAWI, Triwulan
from opd.models import Klaster, Opd

URUT_OPD = (
    F("opd__klaster__urutan").asc(nulls_last=True),
    F("opd__klaster").asc(nulls_last=True),
    "opd__urutan",
    "opd__kode",
    "opd",
)
URUT = (*URUT_OPD, "urutan", "kode", "pk")
DI_LUAR_KLASTER = "Di luar klaster"
# What needs somebody comes first.
URUT_STATUS = (StatusRealisasi.PERBAIKAN, StatusRealisasi.DRAF, StatusRealisasi.DIAJUKAN)


@dataclass(frozen=True)
class BarisRekap:
    """One indikator: capaian of the year, and the target of the year after it by its sources."""

    indikator: Indikator
    hasil: HasilTahun
    rpjmd: Target | None
    usulan: UsulanTarget | None
    berlaku: Target | None
    status: str
    catatan: str
    """Why a quarter has no value, as its OPD wrote it; that the indikator has ended."""
    contoh: bool

    @property
    def target(self) -> str:
        return _tulis(self.hasil.target, self.indikator)

    @property
    def realisasi(self) -> str:
        nilai = self.hasil.realisasi.nilai
        if isinstance(nilai, Decimal):
            return angka.tulis(nilai, self.indikator.desimal)
        return nilai.kode if nilai else KeadaanNilai(self.hasil.realisasi.keadaan).label

    @property
    def rpjmd_teks(self) -> str:
        return _tulis(self.rpjmd, self.indikator)

    @property
    def usulan_teks(self) -> str:
        return _tulis(self.usulan, self.indikator)

    @property
    def berlaku_teks(self) -> str:
        return _tulis(self.berlaku, self.indikator)

    @property
    def luar_biasa(self) -> bool:
        """The plain formula alone does not explain this result; its sentence must be told."""
        target = self.hasil.target.sebagai_target() if self.hasil.target else None
        aneh = isinstance(target, Rentang | Predikat) or target == 0
        return aneh or self.hasil.hasil.persen is None


@dataclass(frozen=True)
class Ringkas:
    """Unweighted mean over rows, its word, and whether any of them is still provisional."""

    rata: RataRata
    peringkat: Peringkat | None
    sementara: bool

    @property
    def banyak(self) -> int:
        return self.rata.dihitung + self.rata.dikecualikan


@dataclass(frozen=True)
class BagianOpd:
    opd: Opd
    nama: str
    """The name that was in use at the end of the year."""
    baris: tuple[BarisRekap, ...]
    ringkas: Ringkas


@dataclass(frozen=True)
class BagianKlaster:
    klaster: Klaster | None
    opd: tuple[BagianOpd, ...]
    ringkas: Ringkas

    @property
    def nama(self) -> str:
        return self.klaster.nama if self.klaster else DI_LUAR_KLASTER

    @property
    def baris(self) -> Iterator[BarisRekap]:
        return (b for opd in self.opd for b in opd.baris)

    @property
    def banyak(self) -> int:
        return self.ringkas.banyak

    @property
    def pasti(self) -> int:
        """Rows whose figures are verified, complete and final."""
        return sum(not b.hasil.sementara for b in self.baris)

    @property
    def contoh(self) -> bool:
        return any(b.contoh for b in self.baris)


@dataclass(frozen=True)
class Rekap:
    tahun: int
    klaster: tuple[BagianKlaster, ...]

    @property
    def tahun_target(self) -> int:
        return self.tahun + 1

    @property
    def contoh(self) -> bool:
        return any(k.contoh for k in self.klaster)

    @property
    def pasti(self) -> int:
        return sum(k.pasti for k in self.klaster)

    @property
    def sementara(self) -> int:
        return sum(k.banyak for k in self.klaster) - self.pasti


def susun_rekap(indikator: QuerySet[Indikator], tahun: int) -> Rekap:
    """Eleven queries, whatever the number of rows."""
    semua = list(
        indikator.select_related("opd__klaster")
        .prefetch_related("opd__riwayat_nama")
        .order_by(*URUT)
    )
    penghitung = Penghitung(tahun)
    hasil = penghitung.hitung(semua)
    pk = [i.pk for i in semua]
    versi = muat_versi_target(pk, tahun + 1)
    usulan = {
        u.indikator_id: u
        for u in UsulanTarget.objects.filter(indikator__in=pk, tahun=tahun + 1)
        .select_related("predikat")
        .order_by("pk")
    }
    baris = [_baris(hasil[i.pk], versi[i.pk], usulan.get(i.pk), tahun + 1) for i in semua]
    return Rekap(tahun, tuple(_kelompokkan(baris, penghitung)))


def bagi_halaman(indikator: QuerySet[Indikator], terbanyak: int) -> list[list[int]]:
    """OPD in order, packed into pages of about `terbanyak` rows, none of them split. One query."""
    hitung = indikator.order_by(*URUT_OPD).values_list("opd").annotate(banyak=Count("pk"))
    halaman: list[list[int]] = []
    isi = terbanyak
    for opd, banyak in hitung:
        if isi + banyak > terbanyak:
            halaman.append([])
            isi = 0
        halaman[-1].append(opd)
        isi += banyak
    return halaman


def _kelompokkan(baris: Sequence[BarisRekap], penghitung: Penghitung) -> Iterator[BagianKlaster]:
    akhir = Triwulan(penghitung.tahun, 4).akhir
    for _, isi_klaster in groupby(baris, key=lambda b: b.indikator.opd.klaster_id):
        milik = list(isi_klaster)
        opd = []
        for _, isi_opd in groupby(milik, key=lambda b: b.indikator.opd_id):
            bagian = tuple(isi_opd)
            satu = bagian[0].indikator.opd
            opd.append(BagianOpd(satu, satu.nama_pada(akhir), bagian, _ringkas(bagian, penghitung)))
        yield BagianKlaster(milik[0].indikator.opd.klaster, tuple(opd), _ringkas(milik, penghitung))


def _ringkas(baris: Sequence[BarisRekap], penghitung: Penghitung) -> Ringkas:
    rata = rata_rata(b.hasil.hasil for b in baris)
    return Ringkas(
        rata,
        None if rata.persen is None else penghitung.skala.peringkat(rata.persen),
        any(b.hasil.sementara for b in baris),
    )


def _baris(
    hasil: HasilTahun, versi: Sequence[Target], usulan: UsulanTarget | None, tahun_target: int
) -> BarisRekap:
    berlaku = berlaku_pada(versi, Triwulan(tahun_target, 4).akhir)
    rpjmd = next((v for v in reversed(versi) if v.sumber == SumberTarget.RPJMD), None)
    return BarisRekap(
        indikator=hasil.indikator,
        hasil=hasil,
        rpjmd=rpjmd,
        usulan=usulan,
        berlaku=berlaku,
        status=status_tahun(hasil),
        catatan=_catatan(hasil),
        contoh=hasil.contoh or any(x.contoh for x in (rpjmd, usulan, berlaku) if x),
    )


def status_tahun(hasil: HasilTahun) -> str:
    """How settled the figures of the year are, in the words of the rows; the weakest one wins."""
    terisi = {n: h.realisasi for n, h in hasil.triwulan.items() if h.realisasi}
    if not any(r.keadaan != KeadaanNilai.KOSONG for r in terisi.values()):
        return KeadaanNilai.KOSONG.label
    for status in URUT_STATUS:
        nomor = [n for n, r in terisi.items() if r.status == status]
        if nomor:
            return f"{status.label} ({_sebut(nomor)})"
    if not hasil.realisasi.lengkap:
        return "Belum lengkap"
    if any(r.status_data != StatusData.TETAP for r in terisi.values()):
        return "Data sementara"
    return _status_pasti(terisi.values())


def _status_pasti(terisi: Iterable[Realisasi]) -> str:
    status = {r.status for r in terisi}
    return next(s for s in SUDAH_PASTI if s in status).label


def _sebut(nomor: Sequence[int]) -> str:
    return "TW " + ", ".join(ROMAWI[n - 1] for n in nomor)


def _catatan(hasil: HasilTahun) -> str:
    catatan = []
    isi = [h.realisasi for _, h in sorted(hasil.triwulan.items()) if h.realisasi]
    if hasil.realisasi.nilai is None and isi and isi[-1].alasan:
        catatan.append(isi[-1].alasan)
    if not (hasil.indikator.aktif and hasil.indikator.opd.aktif):
        catatan.append("Sudah tidak aktif.")
    return " ".join(catatan)


def _tulis(target: NilaiTarget | None, indikator: Indikator) -> str:
    return target.tertulis(indikator.desimal) if target else ""


def tanpa_persen(hasil: Hasil) -> str:
    """What stands in the place of the percentage: the reason, never 0."""
    return hasil.alasan.value.capitalize() if hasil.alasan else ""
