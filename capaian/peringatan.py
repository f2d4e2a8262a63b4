"""What deserves a second look before a target is put in force. Warnings, never errors; no query."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from capaian import rumus
from capaian.gabungan import Isian, Konsolidasi, NilaiTriwulan, setahun
from capaian.models import Indikator
from capaian.models.indikator import MAKIN_KECIL
from capaian.pilihan import CaraIsian, CaraKonsolidasi, FormulaCapaian
from capaian.rumus import Keadaan, Predikat, Rentang, bulatkan
from konsolidasi.inti import angka

SEMUA_TRIWULAN = (1, 2, 3, 4)


@dataclass(frozen=True)
class Pembanding:
    """Something a new target is held against, with the words and the text that name it."""

    kata: str
    nilai: rumus.Target
    teks: str


def bandingkan(indikator: Indikator, baru: rumus.Target, lama: rumus.Target) -> int | None:
    """1 when `baru` asks more than `lama`, 0 as much, -1 less; None when that cannot be said.

    Of a range the bound that is easier to reach counts first: the upper one where smaller is
    better, else the lower one.
    """
    if isinstance(baru, Predikat) and isinstance(lama, Predikat):
        return (baru.nilai > lama.nilai) - (baru.nilai < lama.nilai)
    a, b = batas(baru), batas(lama)
    if a is None or b is None or indikator.formula == FormulaCapaian.STABIL:
        return None
    if indikator.formula in MAKIN_KECIL:
        a, b = (-a[1], -a[0]), (-b[1], -b[0])
    return (a > b) - (a < b)


def batas(nilai: rumus.Target) -> tuple[Decimal, Decimal] | None:
    """Low and high bound; a number is a range of one value."""
    if isinstance(nilai, Decimal):
        return nilai, nilai
    return (nilai.bawah, nilai.atas) if isinstance(nilai, Rentang) else None


def lebih_ringan(indikator: Indikator, baru: rumus.Target, lawan: Pembanding) -> str:
    """A sentence when the new target asks less than what it is held against, else ""."""
    hasil = bandingkan(indikator, baru, lawan.nilai)
    if hasil is None:
        beda = lawan.nilai is not None and batas(baru) != batas(lawan.nilai)
        return f"Berbeda dari {lawan.kata} ({lawan.teks})." if beda else ""
    if hasil >= 0:
        return ""
    kecil = indikator.formula in MAKIN_KECIL
    kata = "Lebih longgar (lebih tinggi) daripada" if kecil else "Lebih rendah daripada"
    return f"{kata} {lawan.kata} ({lawan.teks})."


def triwulan_tidak_cocok(
    indikator: Indikator, tahun: rumus.Target, triwulanan: Mapping[int, rumus.Target]
) -> str:
    """A sentence when the quarter targets do not make the target of the year by its own rule.

    Satuan: that of the indikator; a mean is compared in the indikator's decimals.
    Galat: none; incomplete quarters and predikat say nothing.
    Sumber: domain facts, quarter rules of E.81; a difference is a warning, not an error.
    """
    target = batas(tahun)
    per_triwulan = {n: b for n, nilai in triwulanan.items() if (b := batas(nilai)) is not None}
    terakhir = (
        indikator.konsolidasi == CaraKonsolidasi.POSISI_AKHIR
        or indikator.isian == CaraIsian.KUMULATIF
    )
    perlu = (4,) if terakhir else SEMUA_TRIWULAN
    if target is None or any(n not in per_triwulan for n in perlu):
        return ""
    hasil = tuple(_gabung(indikator, per_triwulan, sisi) for sisi in (0, 1))
    if hasil == tuple(bulatkan(t, indikator.desimal) for t in target):
        return ""
    apa = "Target TW IV" if terakhir else _KATA[indikator.konsolidasi]
    return f"{apa} {_teks(hasil, indikator)}, sedangkan setahun {_teks(target, indikator)}."


_KATA = {
    CaraKonsolidasi.JUMLAH: "Jumlah target triwulan",
    CaraKonsolidasi.RATA_RATA: "Rata-rata target triwulan",
}


def _gabung(
    indikator: Indikator, per_triwulan: Mapping[int, tuple[Decimal, Decimal]], sisi: int
) -> Decimal:
    gabungan = setahun(
        Konsolidasi(indikator.konsolidasi),
        Isian(indikator.isian),
        [NilaiTriwulan(n, Keadaan.NILAI, b[sisi]) for n, b in sorted(per_triwulan.items())],
    )
    return bulatkan(gabungan.nilai, indikator.desimal)


def _teks(nilai: tuple[Decimal, Decimal], indikator: Indikator) -> str:
    bawah, atas = nilai
    if bawah == atas:
        return angka.tulis(bawah, indikator.desimal)
    return angka.tulis_rentang(bawah, atas, indikator.desimal)
