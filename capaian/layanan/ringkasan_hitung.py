"""Figures of an OPD and a year from its rows, by the rules of Penghitung; nothing is stored."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q

from capaian import rumus
from capaian.bacaan import baca_realisasi, baca_target, berurut, kelompokkan
from capaian.bacaan_bentuk import RealisasiBaca
from capaian.gabungan import Isian, Konsolidasi, NilaiTriwulan, setahun
from capaian.hasil import HasilTahun, HasilTriwulan, VersiTarget
from capaian.models import Indikator, Realisasi
from capaian.perhitungan import SEMUA_TRIWULAN, Penghitung
from capaian.pilihan import SUDAH_PASTI, KeadaanNilai
from capaian.ringkasan import KOSONG, Ringkas, Terendah, tambah, terkecil
from capaian.rumus import Keadaan
from capaian.skala import Skala

TANPA_TRIWULAN = HasilTriwulan(
    None, None, rumus.tidak_dapat(rumus.Alasan.REALISASI_KOSONG), None, True
)
MEDAN = (
    "opd_id",
    "prioritas_id",
    "urusan_id",
    "formula",
    "konsolidasi",
    "isian",
    "desimal",
    "jenis_nilai",
    "berpagu",
    "contoh",
)
Terpakai = Mapping[int, Decimal]
"""Spent by quarter, in Rupiah, as it was typed."""


@dataclass(frozen=True, slots=True)
class Bagian:
    """The rows of one OPD with the same prioritas and urusan, up to one quarter."""

    sampai: int
    prioritas: int | None
    urusan: int | None
    ringkas: Ringkas
    terendah: tuple[Terendah, ...] = ()


class _Setahun(Penghitung):
    """The figures of the year alone, for indikator whose rows are already there."""

    def __init__(self, tahun: int, skala: Skala, *, sampai: int) -> None:
        super().__init__(tahun, sampai=sampai)
        self.skala = skala

    def satu(
        self,
        indikator: Indikator,
        versi: Sequence[VersiTarget],
        realisasi: Mapping[int, RealisasiBaca],
    ) -> HasilTahun:
        """Quarters after `sampai` are as if they had not come yet."""
        terisi = {n: r for n, r in realisasi.items() if n <= self.sampai}
        return self._setahun(indikator, versi, terisi)

    def triwulan(self, *_: Any, **__: Any) -> HasilTriwulan:
        return TANPA_TRIWULAN


def hitung(
    tahun: int, opd: Collection[int], skala: Skala, sampai: Collection[int] = SEMUA_TRIWULAN
) -> dict[int, list[Bagian]]:
    """By OPD, every one that was asked for, up to each of these quarters. Four queries."""
    per_opd: dict[int, list[Bagian]] = {pk: [] for pk in opd}
    semua = _indikator(tahun, opd)
    if not semua:
        return per_opd
    pk = [i.pk for i in semua]
    versi = kelompokkan(baca_target(triwulan=Q(pk__in=()), indikator__in=pk, tahun=tahun))
    realisasi = berurut(baca_realisasi(indikator__in=pk, periode__tahun=tahun, ringkas=True))
    terpakai = _terpakai(tahun, [i.pk for i in semua if i.berpagu])
    per_sel: dict[tuple[int, int | None, int | None], list[Indikator]] = defaultdict(list)
    for i in semua:
        per_sel[i.opd_id, i.prioritas_id, i.urusan_id].append(i)
    for nomor in sampai:
        penghitung = _Setahun(tahun, skala, sampai=nomor)
        for (satu, prioritas, urusan), milik in per_sel.items():
            hasil = [
                (penghitung.satu(i, versi[i.pk], realisasi[i.pk]), realisasi[i.pk], terpakai[i.pk])
                for i in milik
            ]
            rendah = terkecil(_terendah(h) for h, *_ in hasil if h.hasil.persen is not None)
            ringkas = jumlahkan(hasil, nomor)
            per_opd[satu].append(Bagian(nomor, prioritas, urusan, ringkas, rendah))
    return per_opd


def _terendah(h: HasilTahun) -> Terendah:
    return Terendah(h.hasil.persen, h.indikator.pk, h.peringkat.urutan, h.sementara)


def jumlahkan(
    semua: Iterable[tuple[HasilTahun, Mapping[int, RealisasiBaca], Terpakai]], sampai: int
) -> Ringkas:
    """Many results as one Ringkas. No query."""
    angka: dict[str, Any] = defaultdict(int)
    peringkat, peringkat_pasti = dict(KOSONG), dict(KOSONG)
    persen = pagu = dibelanjakan = None
    for hasil, realisasi, terpakai in semua:
        pasti = not hasil.sementara
        angka["indikator"] += 1
        angka["pasti"] += pasti
        angka["contoh"] += hasil.contoh
        angka["belum_diisi"] += hasil.realisasi.keadaan == Keadaan.KOSONG
        status = [r.status for n, r in realisasi.items() if n <= sampai]
        angka["terverifikasi"] += bool(status) and all(s in SUDAH_PASTI for s in status)
        if hasil.hasil.persen is not None:
            angka["terhitung"] += 1
            persen = tambah(persen, hasil.hasil.persen)
            peringkat[hasil.peringkat.urutan] += 1
            peringkat_pasti[hasil.peringkat.urutan] += pasti
        if hasil.indikator.berpagu and hasil.target and hasil.target.pagu is not None:
            belanja = _belanja(hasil.indikator, terpakai, sampai)
            angka["berpagu"] += 1
            angka["beranggaran"] += belanja is not None
            pagu, dibelanjakan = tambah(pagu, hasil.target.pagu), tambah(dibelanjakan, belanja)
    return Ringkas(
        **angka,
        jumlah_persen=persen or Ringkas().jumlah_persen,
        per_peringkat=peringkat,
        per_peringkat_pasti=peringkat_pasti,
        pagu=pagu,
        realisasi_anggaran=dibelanjakan,
    )


def _belanja(indikator: Indikator, terpakai: Terpakai, sampai: int) -> Decimal | None:
    """Spent in the year so far: typed as the value is, quarter by quarter or cumulative."""
    nilai = [NilaiTriwulan(n, Keadaan.NILAI, rupiah) for n, rupiah in terpakai.items()]
    return setahun(Konsolidasi.JUMLAH, Isian(indikator.isian), nilai, sampai=sampai).nilai


def _indikator(tahun: int, opd: Collection[int]) -> list[Indikator]:
    """Those of ekspor.rekap.pada_tahun. One query."""
    terisi = Realisasi.objects.filter(
        indikator=OuterRef("pk"), periode__tahun=tahun, keadaan=KeadaanNilai.NILAI
    )
    milik = Indikator.objects.filter(opd__in=opd).order_by("pk").only(*MEDAN)
    return list(milik.filter(Q(aktif=True, opd__aktif=True) | Exists(terisi)))


def _terpakai(tahun: int, indikator: Sequence[int]) -> dict[int, dict[int, Decimal]]:
    """One query, none where no indikator has a budget."""
    hasil: dict[int, dict[int, Decimal]] = defaultdict(dict)
    if indikator:
        baris = Realisasi.objects.filter(
            indikator__in=indikator, periode__tahun=tahun, anggaran__isnull=False
        ).order_by("pk")
        for pk, nomor, rupiah in baris.values_list("indikator", "periode__triwulan", "anggaran"):
            hasil[pk][nomor] = rupiah
    return hasil
