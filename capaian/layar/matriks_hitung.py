"""How many rows of each OPD are where, per quarter: counted by the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import (
    CharField,
    Count,
    F,
    Func,
    IntegerField,
    Max,
    Q,
    QuerySet,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Concat

from capaian.models import (
    HasilTerkunci,
    Indikator,
    KunciPeriode,
    Periode,
    Perpanjangan,
    Realisasi,
    Target,
)
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from konsolidasi.inti.kueri import kueri

# A row counts when it has a value or says why there is none (fitur B5).
TERISI = Q(keadaan=KeadaanNilai.NILAI) | (
    Q(keadaan__in=(KeadaanNilai.BELUM_WAKTUNYA, KeadaanNilai.TIDAK_BERLAKU)) & ~Q(alasan="")
)
# What an OPD owes is what is active; what was locked stays, whatever has ended since.
DIHITUNG = Q(indikator__aktif=True) | Q(status=StatusRealisasi.TERKUNCI)
PER_STATUS = {
    "draf": StatusRealisasi.DRAF,
    "kepala": StatusRealisasi.MENUNGGU_KEPALA,
    "diajukan": StatusRealisasi.DIAJUKAN,
    "perbaikan": StatusRealisasi.PERBAIKAN,
    "terverifikasi": StatusRealisasi.TERVERIFIKASI,
    "terkunci": StatusRealisasi.TERKUNCI,
}
KUNCI_TERBANYAK = 400
_wajib_terkunci: dict[int, dict[int, int]] = {}
"""By lock and OPD: how many results were kept. They can never change."""


@dataclass(frozen=True, slots=True)
class Hitungan:
    """Rows of one OPD in one quarter. `wajib`: all it owes, saved or not.

    `draf` are drafts with a value; `tepat` and `lambat` are decided at the first submission,
    `hari` is the longest delay among them.
    """

    wajib: int = 0
    terisi: int = 0
    draf: int = 0
    kepala: int = 0
    diajukan: int = 0
    perbaikan: int = 0
    terverifikasi: int = 0
    terkunci: int = 0
    tepat: int = 0
    lambat: int = 0
    hari: int = 0

    @property
    def pasti(self) -> int:
        return self.terverifikasi + self.terkunci

    @property
    def belum_diajukan(self) -> int:
        """Rows that Bapperida does not have, the returned ones among them."""
        return max(self.wajib - self.diajukan - self.pasti, 0)

    @property
    def belum_diisi(self) -> int:
        """Rows without anything to judge: never saved, or saved empty."""
        ada = self.draf + self.kepala + self.diajukan + self.perbaikan + self.pasti
        return max(self.wajib - ada, 0)

    @property
    def belum_waktu(self) -> int:
        """Rows that were never submitted, so that it is open whether they will be late."""
        return max(self.wajib - self.tepat - self.lambat, 0)

    def __add__(self, lain: "Hitungan") -> "Hitungan":
        medan = {n: getattr(self, n) + getattr(lain, n) for n in self.__slots__ if n != "hari"}
        return Hitungan(**medan, hari=max(self.hari, lain.hari))


@dataclass(frozen=True, slots=True)
class Milik:
    """One OPD in the quarters that were asked for, as the rows say it.

    `sidik`: whatever changes a figure of the year changes this.
    """

    aktif: int
    isi: Mapping[int, Hitungan]
    sidik: tuple[Any, ...]
    contoh: bool
    """Whether any of it is example data."""


@dataclass(frozen=True)
class Hitung:
    """Rows and locks together. `kunci`: by quarter and OPD, how many results its lock kept."""

    milik: Mapping[int, Milik]
    kunci: Mapping[int, Mapping[int, int]]
    perpanjangan: Mapping[tuple[int, int], datetime]

    def di(self, opd: int, periode: Periode) -> Hitungan:
        """What a locked quarter owed is what its lock kept, not what is active today."""
        milik = self.milik[opd]
        h = milik.isi.get(periode.pk) or Hitungan(wajib=milik.aktif)
        if not periode.terkunci:
            return h
        return replace(h, wajib=self.kunci.get(periode.pk, {}).get(opd, 0))

    @cached_property
    def beriwayat(self) -> frozenset[int]:
        """OPD that owe something, or did when a quarter was locked."""
        dulu = {opd for kunci in self.kunci.values() for opd in kunci}
        return frozenset(o for o, m in self.milik.items() if m.aktif or o in dulu)


def hitung(opd: Sequence[int], periode: Sequence[Periode], tahun: int) -> dict[int, Milik]:
    """Count the rows of these OPD. Three queries."""
    aktif, cap, contoh = _indikator(opd)
    target = _target(opd, tahun)
    isi: dict[int, dict[int, Hitungan]] = {pk: {} for pk in opd}
    jejak: dict[int, list[Any]] = {pk: [cap.get(pk), target.get(pk)] for pk in opd}
    for b in sorted(_realisasi(opd, periode), key=lambda b: b["p"]):
        o, p = b.pop("o"), b.pop("p")
        jejak[o] += [p, b.pop("banyak"), b.pop("versi_semua"), b.pop("ubah"), b["terverifikasi"]]
        b["hari"] = b["hari"] or 0
        if b.pop("contoh"):
            contoh.add(o)
        isi[o][p] = Hitungan(wajib=aktif.get(o, 0), **b)
    return {pk: Milik(aktif.get(pk, 0), isi[pk], tuple(jejak[pk]), pk in contoh) for pk in opd}


def gabungkan(milik: Mapping[int, Milik], periode: Sequence[Periode]) -> Hitung:
    """With the extensions and locks of these quarters. At most two queries, and two more for a
    locked one."""
    beri = _perpanjangan(periode=[p.pk for p in periode])
    return Hitung(
        milik=milik,
        kunci=_kunci([p.pk for p in periode if p.terkunci]),
        perpanjangan=Perpanjangan.objects.bagikan(beri, milik),
    )


@kueri
def _perpanjangan(*, periode: Sequence[int]) -> QuerySet:
    semua = Perpanjangan.objects.filter(periode__in=periode).order_by()
    return semua.values_list("opd", "periode", "sampai_pada")


def _indikator(opd: Sequence[int]) -> tuple[dict[int, int], dict[int, int], set[int]]:
    """Active ones by OPD, a checksum of the settings of all of them, OPD with example data."""
    semua = _cap_indikator(opd=opd)
    return (
        {pk: n for pk, n, *_ in semua},
        {pk: cap for pk, _, cap, _ in semua},
        {pk for pk, _, _, contoh in semua if contoh},
    )


@kueri
def _cap_indikator(*, opd: Sequence[int]) -> QuerySet:
    medan = ("pk", "formula", "konsolidasi", "isian", "desimal", "jenis_nilai", "aktif")
    teks = [bagian for n in medan for bagian in (Cast(n, CharField()), Value("|"))]
    return (
        Indikator.objects.filter(opd__in=opd)
        .order_by()
        .values_list("opd")
        .annotate(
            jumlah_aktif=Count("pk", filter=Q(aktif=True)),
            cap=Sum(Func(Concat(*teks), function="hashtext", output_field=IntegerField())),
            contoh=Count("pk", filter=Q(aktif=True, contoh=True)),
        )
    )


def _target(opd: Sequence[int], tahun: int) -> dict[int, tuple[int, int]]:
    """Versions are only ever added: their number and the newest say whether one came."""
    return {o: (banyak, terakhir) for o, banyak, terakhir in _versi(opd=opd, tahun=tahun)}


@kueri
def _versi(*, opd: Sequence[int], tahun: int) -> QuerySet:
    return (
        Target.objects.filter(tahun=tahun, indikator__opd__in=opd)
        .order_by()
        .values_list("indikator__opd")
        .annotate(banyak=Count("pk"), terakhir=Max("pk"))
    )


def _realisasi(opd: Sequence[int], periode: Sequence[Periode]) -> list[dict[str, Any]]:
    return _per_triwulan(opd=opd, periode=[p.pk for p in periode])


@kueri
def _per_triwulan(*, opd: Sequence[int], periode: Sequence[int]) -> QuerySet:
    status = {
        nama: Count("pk", filter=DIHITUNG & Q(status=kode)) for nama, kode in PER_STATUS.items()
    }
    status["draf"] = Count("pk", filter=DIHITUNG & TERISI & Q(status=StatusRealisasi.DRAF))
    return (
        Realisasi.objects.filter(periode__in=periode, indikator__opd__in=opd)
        .order_by()
        .values(o=F("indikator__opd"), p=F("periode"))
        .annotate(
            terisi=Count("pk", filter=DIHITUNG & TERISI),
            tepat=Count("pk", filter=DIHITUNG & Q(terlambat_hari=0)),
            lambat=Count("pk", filter=DIHITUNG & Q(terlambat_hari__gt=0)),
            hari=Max("terlambat_hari", filter=DIHITUNG),
            contoh=Count("pk", filter=Q(contoh=True)),
            banyak=Count("pk"),
            versi_semua=Sum("versi"),
            ubah=Max("diubah_pada"),
            **status,
        )
    )


def _kunci(terkunci: Sequence[int]) -> dict[int, Mapping[int, int]]:
    """Results that the lock of each quarter kept, by OPD."""
    if not terkunci:
        return {}
    berlaku = KunciPeriode.objects.filter(periode__in=terkunci, dibuka_pada=None).order_by()
    kunci = dict(berlaku.values_list("pk", "periode"))
    if baru := [pk for pk in kunci if pk not in _wajib_terkunci]:
        if len(_wajib_terkunci) + len(baru) > KUNCI_TERBANYAK:
            _wajib_terkunci.clear()
        hasil: dict[int, dict[int, int]] = {pk: {} for pk in kunci}
        baris = (
            HasilTerkunci.objects.filter(kunci__in=list(kunci))
            .order_by()
            .values_list("kunci", "indikator__opd")
            .annotate(banyak=Count("pk"))
        )
        for pk, opd, banyak in baris:
            hasil[pk][opd] = banyak
        _wajib_terkunci.update(hasil)
        return {periode: hasil[pk] for pk, periode in kunci.items()}
    return {periode: _wajib_terkunci[pk] for pk, periode in kunci.items()}
