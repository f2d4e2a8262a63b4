"""Numbers for a page of rows: a fixed number of queries in, rumus, a dict out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, partial

from django.db.models import Prefetch

from capaian import rumus
from capaian.bacaan import (
    RealisasiBaca,
    TargetBaca,
    baca_realisasi,
    baca_skala,
    baca_target,
    baca_target_satu,
    berurut,
    kelompokkan,
)
from capaian.gabungan import Isian, Konsolidasi, NilaiTriwulan, setahun
from capaian.hasil import (
    HasilTahun,
    HasilTriwulan,
    HasilTunda,
    SasaranTriwulan,
    Terisi,
    VersiTarget,
)
from capaian.models import Indikator, Target, TargetTriwulan
from capaian.pilihan import SUDAH_PASTI, CaraIsian, CaraKonsolidasi, StatusData
from capaian.rumus import Formula, Hasil, Keadaan
from capaian.skala import BAWAAN, Peringkat, Skala
from konsolidasi.inti.kemajuan import terlapor
from konsolidasi.inti.waktu import Triwulan

SEMUA_TRIWULAN = (1, 2, 3, 4)
BANYAK = 1000
"""Indikator at one time whose computing is worth a report."""
BELUM_DIISI = rumus.tidak_dapat(rumus.Alasan.REALISASI_KOSONG)


def muat_skala(pada: date) -> Skala:
    """The scale in force on a date, the default one when the table is empty. One query."""
    return skala_pada(baca_skala(), pada)


def skala_pada(semua: Sequence[tuple[date, tuple[Peringkat, ...]]], pada: date) -> Skala:
    langkah = next((langkah for mulai, langkah in semua if mulai <= pada), ())
    # A table without its lowest step is unfinished: until then the default one counts.
    return Skala(langkah) if any(p.batas_bawah is None for p in langkah) else BAWAAN


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
    """Results of one year for any number of indikator. Four queries, whatever the number.

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
        versi = muat_sasaran(pk, self.tahun)
        realisasi = berurut(baca_realisasi(indikator__in=pk, periode__tahun=self.tahun))
        semua = terlapor(indikator, "indikator dihitung", len(indikator), sejak=BANYAK)
        return {i.pk: self._setahun(i, versi[i.pk], realisasi[i.pk]) for i in semua}

    def _setahun(
        self,
        indikator: Indikator,
        versi: Sequence[VersiTarget],
        realisasi: Mapping[int, Terisi],
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
        target = berlaku_pada(versi, self._akhir[4])
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
        self,
        indikator: Indikator,
        versi: Sequence[VersiTarget],
        realisasi: Terisi | None,
        nomor: int,
    ) -> HasilTriwulan:
        target = _sasaran(indikator, versi, realisasi, nomor, self._akhir[nomor])
        return HasilTunda(
            target,
            realisasi,
            realisasi is None or belum_pasti(realisasi),
            partial(self._hitung_triwulan, indikator, target, realisasi),
        )

    def _hitung_triwulan(
        self, indikator: Indikator, target: SasaranTriwulan | None, realisasi: Terisi | None
    ) -> tuple[Hasil, Peringkat | None]:
        hasil = _hasil(indikator, target, realisasi)
        return hasil, self.peringkat(hasil)

    @cached_property
    def _akhir(self) -> dict[int, date]:
        return {n: Triwulan(self.tahun, n).akhir for n in SEMUA_TRIWULAN}

    def peringkat(self, hasil: Hasil) -> Peringkat | None:
        return None if hasil.persen is None else self.skala.peringkat(hasil.persen)


def hasil_triwulan(
    indikator: Indikator, versi: Sequence[VersiTarget], realisasi: Terisi | None, tw: Triwulan
) -> Hasil:
    """One quarter of one indikator, from what is already loaded.

    Satuan: percent, two decimals, half-up. Galat: none; a reason instead. Sumber: rumus.
    """
    return _hasil(indikator, sasaran_triwulan(indikator, versi, realisasi, tw), realisasi)


def _hasil(indikator: Indikator, target: SasaranTriwulan | None, realisasi: Terisi | None) -> Hasil:
    if realisasi is None:
        return BELUM_DIISI
    return hitung_hasil(
        indikator,
        target.sebagai_target() if target else None,
        realisasi.sebagai_realisasi(),
        realisasi.keadaan,
    )


def sasaran_triwulan(
    indikator: Indikator, versi: Sequence[VersiTarget], realisasi: Terisi | None, tw: Triwulan
) -> SasaranTriwulan | None:
    """Target of the quarter. The version kept at submission wins over the one in force by date."""
    return _sasaran(indikator, versi, realisasi, tw.nomor, tw.akhir)


def _sasaran(
    indikator: Indikator,
    versi: Sequence[VersiTarget],
    realisasi: Terisi | None,
    nomor: int,
    akhir: date,
) -> SasaranTriwulan | None:
    target = None
    if realisasi is not None and realisasi.target_id:
        target = next((v for v in versi if v.pk == realisasi.target_id), None)
    return target_triwulan(indikator, target or berlaku_pada(versi, akhir), nomor)


def hitung_tahunan(indikator: Indikator, tahun: Sequence[int]) -> dict[int, HasilTahun]:
    """Years of one indikator side by side. Three queries, whatever the number of years.

    Satuan: percent, two decimals, half-up (rumus).
    Galat: nothing is raised; what cannot be computed carries its reason in Hasil.
    Sumber: the same rules as Penghitung.
    """
    versi: dict[int, list[TargetBaca]] = defaultdict(list)
    for target in baca_target_satu(indikator=indikator, tahun__in=tahun):
        versi[target.tahun_id].append(target)
    realisasi: dict[int, dict[int, RealisasiBaca]] = defaultdict(dict)
    for r in baca_realisasi(indikator=indikator, periode__tahun__in=tahun):
        realisasi[r.periode.tahun_id][r.periode.triwulan] = r
    skala = baca_skala()
    hasil = {}
    for satu in tahun:
        penghitung = Penghitung(satu)
        penghitung.skala = skala_pada(skala, penghitung._akhir[4])
        hasil[satu] = penghitung._setahun(indikator, versi[satu], realisasi[satu])
    return hasil


def muat_sasaran(pk: Sequence[int], tahun: int) -> dict[int, list[TargetBaca]]:
    """All target versions of a year, oldest first, read for computing. At most two queries."""
    if len(pk) == 1:
        return kelompokkan(baca_target_satu(indikator=pk[0], tahun=tahun))
    return kelompokkan(baca_target(indikator__in=pk, tahun=tahun))


def muat_versi_target(pk: Sequence[int], tahun: int) -> dict[int, list[Target]]:
    """The same versions as model instances, to write with. Two queries."""
    triwulanan = TargetTriwulan.objects.select_related("predikat").order_by("target", "triwulan")
    hasil: dict[int, list[Target]] = defaultdict(list)
    baris = Target.objects.filter(indikator__in=pk, tahun=tahun).select_related("predikat")
    for target in baris.prefetch_related(Prefetch("triwulanan", triwulanan)).order_by(
        "mulai", "nomor"
    ):
        hasil[target.indikator_id].append(target)
    return hasil


def berlaku_pada(versi: Sequence[VersiTarget], pada: date) -> VersiTarget | None:
    """The version in force on a date, from versions ordered oldest first. No query."""
    return next((v for v in reversed(versi) if v.mulai <= pada), None)


def target_triwulan(
    indikator: Indikator, target: VersiTarget | None, nomor: int
) -> SasaranTriwulan | None:
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


def belum_pasti(realisasi: Terisi) -> bool:
    return realisasi.status not in SUDAH_PASTI or realisasi.status_data != StatusData.TETAP


def _nilai_triwulan(nomor: int, realisasi: Terisi | None) -> NilaiTriwulan:
    if realisasi is None:
        return NilaiTriwulan(nomor, Keadaan.KOSONG, None)
    return NilaiTriwulan(nomor, Keadaan(realisasi.keadaan), realisasi.sebagai_realisasi())
