"""Where a row should stand today and what is left to do, in words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from capaian.bacaan import RealisasiBaca, TargetBaca
from capaian.gabungan import Isian, Konsolidasi
from capaian.harapan import (
    MAKIN_KECIL,
    TANPA_ARAH,
    Harapan,
    Sisa,
    Ukuran,
    harapan,
    perlu_triwulanan,
    sisa,
)
from capaian.layar.isian_muat import IndikatorBaca, Lampau
from capaian.perhitungan import target_triwulan
from capaian.rumus import Formula
from konsolidasi.inti import angka
from konsolidasi.inti.waktu import Triwulan


def tulis_harapan(
    indikator: IndikatorBaca,
    target: TargetBaca | None,
    realisasi: Mapping[int, RealisasiBaca | Lampau],
    tw: Triwulan,
    *,
    hari_ini: date,
) -> tuple[str, str]:
    """Both sentences, each empty where it would say nothing. `target`: of the year, in force."""
    formula = Formula(indikator.formula)
    if formula in TANPA_ARAH or target is None:
        return "", ""
    ukuran = Ukuran(
        formula, Konsolidasi(indikator.konsolidasi), Isian(indikator.isian), indikator.desimal
    )
    nilai = {n: r.nilai for n, r in realisasi.items() if r.nilai is not None}
    seharusnya = None
    if perlu_triwulanan(ukuran, tw, hari_ini):
        per_triwulan = {
            n: baris.sebagai_target()
            for n in range(1, tw.nomor + 1)
            if (baris := target_triwulan(indikator, target, n)) is not None
        }
        seharusnya = harapan(ukuran, per_triwulan, nilai, tw, hari_ini)
    sisanya = sisa(ukuran, target.sebagai_target(), nilai, tw.nomor)
    return (
        _seharusnya(seharusnya, ukuran, tw) if seharusnya else "",
        _sisa(sisanya, ukuran) if sisanya else "",
    )


def _seharusnya(h: Harapan, ukuran: Ukuran, tw: Triwulan) -> str:
    kapan = "hari ini" if h.berjalan else f"s.d. {tw.singkat}"
    batas = "paling banyak " if ukuran.formula in MAKIN_KECIL else ""
    tercapai = ""
    if ukuran.dijumlah and h.tercapai is not None:
        tercapai = f", tercatat {angka.tulis(h.tercapai, ukuran.desimal)}"
    return f"Seharusnya {kapan} {batas}{angka.tulis(h.seharusnya, ukuran.desimal)}{tercapai}."


def _sisa(s: Sisa, ukuran: Ukuran) -> str:
    if s.lewat:
        return "Batas setahun sudah terlampaui."
    if s.cukup or s.perlu is None:
        return "Target setahun sudah tercapai."
    kapan = f"per triwulan, {s.triwulan} triwulan tersisa" if s.triwulan > 1 else "pada TW IV"
    return f"{_kata(s.perlu, ukuran)} {angka.tulis(abs(s.perlu).normalize())} {kapan}."


def _kata(perlu: Decimal, ukuran: Ukuran) -> str:
    kecil = ukuran.formula in MAKIN_KECIL
    if ukuran.dirata:
        return "Paling banyak rata-rata" if kecil else "Perlu rata-rata"
    if ukuran.dijumlah:
        return "Paling banyak" if kecil else "Perlu"
    if ukuran.konsolidasi == Konsolidasi.JUMLAH:
        return "Paling banyak tambah" if kecil else "Perlu tambah"
    return "Perlu naik" if perlu > 0 else "Perlu turun"
