"""The list of realisasi: which rows come first is decided on keys, only one page is computed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from capaian.bacaan import RealisasiBaca, baca_realisasi
from capaian.layar.isian_lencana import saat
from capaian.layar.tanda import (
    Tanda,
    TandaCapaian,
    catatan_status,
    kata_nilai,
    tanda_capaian,
    tanda_status,
)
from capaian.models import Bukti, Indikator
from capaian.perhitungan import HasilTriwulan, Penghitung, VersiTarget, muat_sasaran

INDIKATOR = (
    "pk",
    "kode",
    "nama",
    "jenis",
    "satuan",
    "desimal",
    "formula",
    "jenis_nilai",
    "konsolidasi",
    "isian",
    "contoh",
    "opd",
    "opd__nama",
    "opd__singkatan",
)


@dataclass(frozen=True, slots=True)
class BarisRealisasi:
    """`tanpa_nilai` is the word for an absence, `realisasi` the number; never both."""

    kode: str
    nama: str
    url: str
    opd: str
    singkatan: str
    triwulan: str
    satuan: str
    target: str
    realisasi: str
    tanpa_nilai: str
    alasan: str
    nol: bool
    capaian: TandaCapaian
    status: Tanda
    catatan: tuple[str, ...]
    bukti: str
    url_bukti: str
    saat: str
    oleh: str
    contoh: bool
    desimal: int
    nilai: Decimal | None
    target_nilai: Decimal | None
    persen: Decimal | None
    pada: datetime | None


class _Bahan:
    """What a page of rows needs, loaded in six queries."""

    def __init__(self, pk: Sequence[int], tahun: int) -> None:
        self.tahun = tahun
        self.baris = {r.pk: r for r in baca_realisasi([Q(pk__in=pk)])} if pk else {}
        semua = {r.indikator_id for r in self.baris.values()}
        baris = Indikator.objects.filter(pk__in=semua).select_related("opd").order_by()
        self.indikator = {i.pk: i for i in baris.only(*INDIKATOR)}
        self.versi: dict[int, list[VersiTarget]] = muat_sasaran(sorted(semua), tahun)
        self.penghitung = Penghitung(tahun)
        self.bukti = _jumlah_bukti(self.baris.values())

    def hasil(self, r: RealisasiBaca) -> HasilTriwulan:
        i = self.indikator[r.indikator_id]
        return self.penghitung.triwulan(i, self.versi[i.pk], r, r.periode.triwulan)


def susun_realisasi(pk: Sequence[int], tahun: int, pada: datetime) -> list[BarisRealisasi]:
    """Rows of one year, in the order of `pk`. Six queries, whatever the number."""
    bahan = _Bahan(pk, tahun)
    pola = (
        reverse("capaian:indikator_rinci", args=[0]),
        reverse("capaian:bukti_indikator", args=[0, 1, 2]),
    )
    return [_baris(bahan, bahan.baris[satu], pola, pada) for satu in pk if satu in bahan.baris]


def _baris(
    bahan: _Bahan, r: RealisasiBaca, pola: tuple[str, str], pada: datetime
) -> BarisRealisasi:
    i, hasil, tw = bahan.indikator[r.indikator_id], bahan.hasil(r), r.periode.tw
    rinci, bukti = pola
    banyak = bahan.bukti.get((i.pk, r.periode_id), 0)
    return BarisRealisasi(
        kode=i.kode,
        nama=i.nama,
        url=f"{rinci.replace('/0/', f'/{i.pk}/')}?tahun={tw.tahun}#tw-{tw.nomor}",
        opd=i.opd.nama,
        singkatan=i.opd.singkatan,
        triwulan=tw.singkat,
        satuan=i.satuan,
        target=hasil.target.tertulis(i.desimal) if hasil.target else "",
        realisasi=r.tertulis(i.desimal),
        tanpa_nilai=kata_nilai(r),
        alasan=r.alasan,
        nol=r.nilai == 0,
        capaian=tanda_capaian(hasil.hasil, hasil.peringkat, sementara=hasil.sementara),
        status=tanda_status(r),
        catatan=catatan_status(r),
        bukti=f"{banyak} bukti" if banyak else "",
        url_bukti=bukti.replace("/0/1/2/", f"/{tw.tahun}/{tw.nomor}/{i.pk}/"),
        saat=saat(r.diubah_pada, pada) if r.diubah_pada else "",
        oleh=r.diubah_oleh.nama if r.diubah_oleh else "",
        contoh=i.contoh or r.contoh,
        desimal=i.desimal,
        nilai=r.nilai,
        target_nilai=hasil.target.nilai if hasil.target else None,
        persen=hasil.hasil.persen,
        pada=r.diubah_pada,
    )


def _jumlah_bukti(baris: Iterable[RealisasiBaca]) -> dict[tuple[Any, Any], int]:
    """Evidence that was not withdrawn, by indikator and quarter. One query."""
    indikator = {r.indikator_id for r in baris}
    periode = {r.periode_id for r in baris}
    semua = (
        Bukti.objects.berlaku()
        .filter(indikator__in=indikator, periode__in=periode)
        .order_by()
        .values_list("indikator", "periode")
        .annotate(banyak=Count("pk"))
    )
    return {(i, p): banyak for i, p, banyak in semua}
