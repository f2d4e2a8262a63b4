"""Capaian per klaster and prioritas on the front page: the lines of the entry page of capaian."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from capaian.layar.ringkasan import Keadaan, ringkasan
from capaian.models import Prioritas
from capaian.perhitungan import muat_skala
from konsolidasi.dasbor.halaman_angka import per_kunci
from konsolidasi.dasbor.halaman_capaian import (
    Kelompok,
    baris_klaster,
    baris_prioritas,
    berangka,
)
from konsolidasi.dasbor.halaman_masa import Masa
from konsolidasi.dasbor.halaman_ruang import Ruang
from konsolidasi.inti.kueri import kueri
from konsolidasi.inti.waktu import Triwulan


@dataclass(frozen=True)
class Capaian:
    masa: Masa
    kelompok: tuple[Kelompok, ...]
    contoh: bool


def susun_capaian(masa: Masa, ruang: Ruang, segar: Keadaan | None) -> Capaian:
    """Of the year up to the quarter; klaster and prioritas that have an indikator.

    Two queries, and those of two ringkasan after `segar`.
    """
    kini = replace(masa, deret=(masa.tahun,))
    pilihan = {"tahun": kini.deret, "sampai": masa.sampai, "opd": ruang.pk, "kini": segar}
    per_opd = per_kunci(ringkasan(**pilihan, per="opd"))
    per_prioritas = per_kunci(ringkasan(**pilihan, per="prioritas"))
    skala = muat_skala(Triwulan(masa.tahun, 4).akhir)
    opd = berangka(ruang, per_opd, None)
    kelompok = (
        Kelompok("Klaster", baris_klaster(opd, per_opd, kini, skala)),
        Kelompok("Prioritas pembangunan", baris_prioritas(per_prioritas, kini, skala)),
    )
    terisi = (Kelompok(k.nama, tuple(b for b in k.baris if b.ringkas.indikator)) for k in kelompok)
    return Capaian(
        masa,
        tuple(k for k in terisi if k.baris),
        any(r.contoh for satu in per_opd.values() for r in satu.values()),
    )


def prioritas_tahun(tahun: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    """Those of the visi of each year, in order. One query: there are few of them."""
    semua = _prioritas()
    return {
        t: [(pk, nama) for pk, nama, mulai, selesai in semua if mulai <= t <= selesai]
        for t in tahun
    }


@kueri
def _prioritas() -> QuerySet:
    kolom = ("pk", "nama", "visi__tahun_mulai", "visi__tahun_selesai")
    return Prioritas.objects.order_by("urutan", "kode", "pk").values_list(*kolom)
