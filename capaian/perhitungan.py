"""Numbers for a page of rows: a fixed number of queries in, rumus, a dict out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet

from capaian import rumus
from capaian.gabungan import Gabungan, Isian, Konsolidasi, NilaiTriwulan, setahun
from capaian.models import (
    Indikator,
    Realisasi,
    SkalaPeringkat,
    Target,
    TargetTriwulan,
)
from capaian.pilihan import SUDAH_PASTI, CaraIsian, CaraKonsolidasi, StatusData
from capaian.rumus import Formula, Hasil, Keadaan
from capaian.skala import BAWAAN, Peringkat, Skala
from konsolidasi.inti.waktu import Triwulan

SEMUA_TRIWULAN = (1, 2, 3, 4)


@dataclass(frozen=True)
class HasilTriwulan:
    """One quarter of one indikator."""

    target: Target | TargetTriwulan | None
    realisasi: Realisasi | None
    hasil: Hasil
    peringkat: Peringkat | None
    sementara: bool


@dataclass(frozen=True)
class HasilTahun:
    """One year of one indikator: the consolidated realisasi against the target of the year.

    `sementara` is true while a quarter is missing, unverified or carries provisional data: such a
    figure is never shown green.
    """

    indikator: Indikator
    target: Target | None
    realisasi: Gabungan
    hasil: Hasil
    peringkat: Peringkat | None
    sementara: bool
    contoh: bool
    triwulan: dict[int, HasilTriwulan]


def muat_skala(pada: date) -> Skala:
    """The scale in force on a date, the default one when the table is empty. Two queries."""
    return _sebagai_skala(SkalaPeringkat.objects.berlaku(pada))


def _sebagai_skala(skala: SkalaPeringkat | None) -> Skala:
    baris = [p.sebagai_peringkat() for p in skala.peringkat.all()] if skala else []
    # A table without its lowest step is unfinished: until then the default one counts.
    return Skala(tuple(baris)) if any(p.batas_bawah is None for p in baris) else BAWAAN


def hitung_hasil(
    indikator: Indikator, target: rumus.Target, realisasi: rumus.Realisasi, keadaan: str
) -> Hasil:
    """rumus.hitung with what the indikator says about itself.

    Satuan: percent, two decimals, half-up. Galat: none; a reason instead. Sumber: rumus.
    """
    return rumus.hitung(
        Formula(indikator.formula),
        target,
        realisasi,
        keadaan=Keadaan(keadaan),
        desimal=indikator.desimal,
    )


class Penghitung:
    """Results of one year for any number of indikator. Six queries, whatever the number.

    Satuan: percent, two decimals, half-up (rumus).
    Galat: nothing is raised; what cannot be computed carries its reason in Hasil.
    Sumber: target = version in force at the end of the quarter or year; fitur B13.
    """

    def __init__(self, tahun: int, *, sampai: int = 4) -> None:
        self.tahun = tahun
        self.sampai = sampai

    @cached_property
    def skala(self) -> Skala:
        return muat_skala(Triwulan(self.tahun, 4).akhir)

    def hitung(self, indikator: Iterable[Indikator]) -> dict[int, HasilTahun]:
        indikator = list(indikator)
        pk = [i.pk for i in indikator]
        versi = muat_versi_target(pk, self.tahun)
        realisasi = self._muat_realisasi(pk)
        return {i.pk: self._setahun(i, versi[i.pk], realisasi[i.pk]) for i in indikator}

    def _muat_realisasi(self, pk: Sequence[int]) -> dict[int, dict[int, Realisasi]]:
        hasil: dict[int, dict[int, Realisasi]] = defaultdict(dict)
        baris = Realisasi.objects.filter(indikator__in=pk, periode__tahun=self.tahun)
        for r in baris.select_related("predikat", "periode").order_by("pk"):
            hasil[r.indikator_id][r.periode.triwulan] = r
        return hasil

    def _setahun(
        self, indikator: Indikator, versi: list[Target], realisasi: dict[int, Realisasi]
    ) -> HasilTahun:
        per_triwulan = {
            n: self.triwulan(indikator, versi, realisasi.get(n), n) for n in SEMUA_TRIWULAN
        }
        gabungan = setahun(
            Konsolidasi(indikator.konsolidasi),
            Isian(indikator.isian),
            [_nilai_triwulan(n, realisasi.get(n)) for n in SEMUA_TRIWULAN],
            sampai=self.sampai,
        )
        target = berlaku_pada(versi, Triwulan(self.tahun, 4).akhir)
        hasil = hitung_hasil(
            indikator,
            target.sebagai_target() if target else None,
            gabungan.nilai,
            gabungan.keadaan,
        )
        terisi = list(realisasi.values())
        return HasilTahun(
            indikator=indikator,
            target=target,
            realisasi=gabungan,
            hasil=hasil,
            peringkat=self.peringkat(hasil),
            sementara=not gabungan.lengkap or not terisi or any(map(belum_pasti, terisi)),
            contoh=indikator.contoh
            or bool(target and target.contoh)
            or any(r.contoh for r in terisi),
            triwulan=per_triwulan,
        )

    def triwulan(
        self, indikator: Indikator, versi: list[Target], realisasi: Realisasi | None, nomor: int
    ) -> HasilTriwulan:
        tw = Triwulan(self.tahun, nomor)
        hasil = hasil_triwulan(indikator, versi, realisasi, tw)
        return HasilTriwulan(
            target=sasaran_triwulan(indikator, versi, realisasi, tw),
            realisasi=realisasi,
            hasil=hasil,
            peringkat=self.peringkat(hasil),
            sementara=realisasi is None or belum_pasti(realisasi),
        )

    def peringkat(self, hasil: Hasil) -> Peringkat | None:
        return None if hasil.persen is None else self.skala.peringkat(hasil.persen)


def hasil_triwulan(
    indikator: Indikator, versi: Sequence[Target], realisasi: Realisasi | None, tw: Triwulan
) -> Hasil:
    """One quarter of one indikator, from what is already loaded.

    Satuan: percent, two decimals, half-up. Galat: none; a reason instead. Sumber: rumus.
    """
    sasaran = sasaran_triwulan(indikator, versi, realisasi, tw)
    return hitung_hasil(
        indikator,
        sasaran.sebagai_target() if sasaran else None,
        realisasi.sebagai_realisasi() if realisasi else None,
        realisasi.keadaan if realisasi else Keadaan.KOSONG,
    )


def sasaran_triwulan(
    indikator: Indikator, versi: Sequence[Target], realisasi: Realisasi | None, tw: Triwulan
) -> Target | TargetTriwulan | None:
    """Target of the quarter. The version kept at submission wins over the one in force by date."""
    target = None
    if realisasi is not None and realisasi.target_id:
        target = next((v for v in versi if v.pk == realisasi.target_id), None)
    return target_triwulan(indikator, target or berlaku_pada(versi, tw.akhir), tw.nomor)


def hitung_tahunan(indikator: Indikator, tahun: Sequence[int]) -> dict[int, HasilTahun]:
    """Years of one indikator side by side. Five queries, whatever the number of years.

    Satuan: percent, two decimals, half-up (rumus).
    Galat: nothing is raised; what cannot be computed carries its reason in Hasil.
    Sumber: the same rules as Penghitung.
    """
    versi: dict[int, list[Target]] = defaultdict(list)
    for target in _baris_versi(indikator=indikator, tahun__in=tahun):
        versi[target.tahun_id].append(target)
    realisasi: dict[int, dict[int, Realisasi]] = defaultdict(dict)
    baris = Realisasi.objects.filter(indikator=indikator, periode__tahun__in=tahun)
    for r in baris.select_related("predikat", "periode").order_by("pk"):
        realisasi[r.periode.tahun_id][r.periode.triwulan] = r
    skala = list(SkalaPeringkat.objects.order_by("-mulai").prefetch_related("peringkat"))
    hasil = {}
    for satu in tahun:
        penghitung = Penghitung(satu)
        akhir = Triwulan(satu, 4).akhir
        penghitung.skala = _sebagai_skala(next((s for s in skala if s.mulai <= akhir), None))
        hasil[satu] = penghitung._setahun(indikator, versi[satu], realisasi[satu])
    return hasil


def muat_versi_target(pk: Sequence[int], tahun: int) -> dict[int, list[Target]]:
    """All target versions of a year, oldest first, with their quarters. Two queries."""
    hasil: dict[int, list[Target]] = defaultdict(list)
    for target in _baris_versi(indikator__in=pk, tahun=tahun):
        hasil[target.indikator_id].append(target)
    return hasil


def _baris_versi(**saring: Any) -> QuerySet[Target]:
    triwulanan = TargetTriwulan.objects.select_related("predikat").order_by("target", "triwulan")
    return (
        Target.objects.filter(**saring)
        .select_related("predikat")
        .prefetch_related(Prefetch("triwulanan", queryset=triwulanan))
        .order_by("mulai", "nomor")
    )


def berlaku_pada(versi: Sequence[Target], pada: date) -> Target | None:
    """The version in force on a date, from versions ordered oldest first. No query."""
    return next((v for v in reversed(versi) if v.mulai <= pada), None)


def target_triwulan(
    indikator: Indikator, target: Target | None, nomor: int
) -> Target | TargetTriwulan | None:
    """Target of one quarter; TW IV falls back to the year's where both mean the same."""
    if target is None:
        return None
    for baris in target.triwulanan.all():
        if baris.triwulan == nomor:
            return baris
    sama_dengan_tahun = (
        indikator.konsolidasi == CaraKonsolidasi.POSISI_AKHIR
        or indikator.isian == CaraIsian.KUMULATIF
    )
    return target if nomor == 4 and sama_dengan_tahun else None


def belum_pasti(realisasi: Realisasi) -> bool:
    return realisasi.status not in SUDAH_PASTI or realisasi.status_data != StatusData.TETAP


def _nilai_triwulan(nomor: int, realisasi: Realisasi | None) -> NilaiTriwulan:
    if realisasi is None:
        return NilaiTriwulan(nomor, Keadaan.KOSONG, None)
    return NilaiTriwulan(nomor, Keadaan(realisasi.keadaan), realisasi.sebagai_realisasi())
