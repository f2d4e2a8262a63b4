"""Capaian of one indikator: pure arithmetic with units, sources and a sentence. Decimal only.

Every percentage of the application comes from here; nothing else computes one.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum

from konsolidasi.inti import angka

VERSI_RUMUS = 1
SERATUS = Decimal(100)
KERAS = "\u00a0"
PRESISI = 60


class Formula(StrEnum):
    POSITIF = "positif"
    NEGATIF = "negatif"
    NEGATIF_RASIO = "negatif_rasio"
    STABIL = "stabil"
    PREDIKAT = "predikat"
    ANGGARAN = "anggaran"


class Keadaan(StrEnum):
    NILAI = "nilai"
    KOSONG = "kosong"
    BELUM_WAKTUNYA = "belum_waktunya"
    TIDAK_BERLAKU = "tidak_berlaku"


class Alasan(StrEnum):
    """Why there is no percentage; the value is the clause of the sentence."""

    TARGET_KOSONG = "target kosong"
    TARGET_NOL = "target nol"
    TARGET_NEGATIF = "target negatif"
    TARGET_TAK_TERBACA = "target tercetak bukan angka"
    REALISASI_KOSONG = "realisasi kosong"
    REALISASI_NOL = "realisasi nol"
    BELUM_WAKTUNYA = "belum waktunya"
    TIDAK_BERLAKU = "tidak berlaku"
    BUKAN_ANGKA = "satuan bukan angka"
    SKALA_BEDA = "predikat dari skala yang berbeda"
    TRIWULAN_KOSONG = "triwulan belum lengkap"


@dataclass(frozen=True)
class Rentang:
    bawah: Decimal
    atas: Decimal


@dataclass(frozen=True)
class Predikat:
    """A letter or word; `nilai` is its rank on its scale, higher is better."""

    kode: str
    nilai: Decimal


@dataclass(frozen=True)
class TakTerbaca:
    """A target printed as something that is not a number."""

    teks: str


Target = Decimal | Rentang | Predikat | TakTerbaca | None
Realisasi = Decimal | Predikat | None


@dataclass(frozen=True)
class Hasil:
    """`persen` half-up to two decimals and uncapped, or the `alasan` why there is none."""

    persen: Decimal | None
    alasan: Alasan | None
    kalimat: str


ARAH = {
    Formula.POSITIF: "Makin besar makin baik.",
    Formula.ANGGARAN: "Serapan anggaran.",
    Formula.NEGATIF: "Makin kecil makin baik.",
    Formula.NEGATIF_RASIO: "Makin kecil makin baik.",
    Formula.STABIL: "Makin dekat target makin baik.",
}
TANPA_NILAI = {
    Keadaan.KOSONG: Alasan.REALISASI_KOSONG,
    Keadaan.BELUM_WAKTUNYA: Alasan.BELUM_WAKTUNYA,
    Keadaan.TIDAK_BERLAKU: Alasan.TIDAK_BERLAKU,
}


def hitung(
    formula: Formula,
    target: Target,
    realisasi: Realisasi,
    *,
    keadaan: Keadaan = Keadaan.NILAI,
    desimal: int = 2,
) -> Hasil:
    """Capaian of one indikator in one period, with the sentence that explains it.

    Satuan: target and realisasi in the unit of the indikator, written with `desimal` decimals;
        the result in percent, half-up to two decimals, neither capped nor floored.
    Galat: never raises; what cannot be computed has `persen` None and an `alasan`.
    Sumber: PermenPANRB 8/2021 Lampiran hlm. 99-100 (ranges, negatif); domain facts §4.2.
    """
    if keadaan != Keadaan.NILAI:
        return tidak_dapat(TANPA_NILAI[keadaan])
    if realisasi is None:
        return tidak_dapat(Alasan.REALISASI_KOSONG)
    if target is None:
        return tidak_dapat(Alasan.TARGET_KOSONG)
    if isinstance(target, TakTerbaca):
        return tidak_dapat(
            Alasan.TARGET_TAK_TERBACA, f"target tercetak '{target.teks}' bukan angka"
        )
    if formula == Formula.PREDIKAT or isinstance(target, Predikat):
        return _predikat(target, realisasi)
    if isinstance(realisasi, Predikat):
        return tidak_dapat(Alasan.BUKAN_ANGKA)
    if isinstance(target, Rentang):
        return _rentang(formula, target, realisasi, desimal)
    return _angka(formula, target, realisasi, desimal, "")


def serapan(pagu: Decimal | None, realisasi: Decimal | None) -> Hasil:
    """Share of the budget that was spent.

    Satuan: rupiah in, percent out, half-up to two decimals.
    Galat: never raises; a reason instead.
    Sumber: LAKIP Kab. Ogan Ilir 2016; domain facts §4.2 (anggaran).
    """
    return hitung(Formula.ANGGARAN, pagu, realisasi, desimal=0)


def tidak_dapat(alasan: Alasan, rinci: str = "") -> Hasil:
    """A result without a number.

    Satuan: none. Galat: none.
    Sumber: Keputusan: never a silent zero.
    """
    return Hasil(None, alasan, f"Tidak dapat dihitung: {rinci or alasan.value}.")


def _angka(
    formula: Formula, target: Decimal, realisasi: Decimal, desimal: int, catatan: str
) -> Hasil:
    if target == 0 and realisasi == 0 and formula in (Formula.NEGATIF, Formula.NEGATIF_RASIO):
        return Hasil(
            SERATUS,
            None,
            f"Capaian 100,00{KERAS}%: target nol dan realisasi nol. Makin kecil makin baik.",
        )
    if target == 0:
        return tidak_dapat(Alasan.TARGET_NOL)
    if target < 0:
        return tidak_dapat(Alasan.TARGET_NEGATIF)
    if formula == Formula.NEGATIF_RASIO and realisasi == 0:
        return tidak_dapat(Alasan.REALISASI_NOL, "realisasi nol, pembagi T ÷ R")
    t, r = _tulis(target, desimal), _tulis(realisasi, desimal)
    match formula:
        case Formula.POSITIF | Formula.ANGGARAN:
            persen, isi = _bagi(realisasi, target), f"{r} ÷ {t}"
        case Formula.NEGATIF:
            persen, isi = _bagi(2 * target - realisasi, target), f"(2 × {t} − {r}) ÷ {t}"
        case Formula.NEGATIF_RASIO:
            persen, isi = _bagi(target, realisasi), f"{t} ÷ {r}"
        case Formula.STABIL:
            persen, isi = _stabil(target, realisasi), f"1 − |{r} − {t}| ÷ {t}"
        case _:
            return tidak_dapat(Alasan.BUKAN_ANGKA)
    kalimat = f"Capaian {angka.tulis(persen, 2)}{KERAS}% = {isi}. {catatan}{ARAH[formula]}"
    return Hasil(persen, None, kalimat)


def _rentang(formula: Formula, target: Rentang, realisasi: Decimal, desimal: int) -> Hasil:
    """Inside the range 100; above it the upper bound counts, below it the lower one."""
    if target.bawah <= realisasi <= target.atas:
        bentang = angka.tulis_rentang(target.bawah, target.atas, _desimal(target.atas, desimal))
        r = _tulis(realisasi, desimal)
        return Hasil(
            SERATUS,
            None,
            f"Capaian 100,00{KERAS}%: {r} di dalam rentang {bentang}. {ARAH[formula]}",
        )
    if realisasi > target.atas:
        batas, catatan = target.atas, "Di atas rentang, dipakai batas atas. "
    else:
        batas, catatan = target.bawah, "Di bawah rentang, dipakai batas bawah. "
    return _angka(formula, batas, realisasi, desimal, catatan)


def _predikat(target: Target, realisasi: Realisasi) -> Hasil:
    if not isinstance(target, Predikat) or not isinstance(realisasi, Predikat):
        return tidak_dapat(Alasan.BUKAN_ANGKA)
    if target.nilai <= 0:
        return tidak_dapat(Alasan.TARGET_NOL)
    if realisasi.nilai >= target.nilai:
        kata = "sama dengan" if realisasi.nilai == target.nilai else "lebih baik dari"
        return Hasil(
            SERATUS, None, f"Capaian 100,00{KERAS}%: {realisasi.kode} {kata} target {target.kode}."
        )
    persen = _bagi(realisasi.nilai, target.nilai)
    r, t = angka.tulis(realisasi.nilai), angka.tulis(target.nilai)
    return Hasil(
        persen,
        None,
        f"Capaian {angka.tulis(persen, 2)}{KERAS}% = {r} ÷ {t}."
        f" Peringkat {realisasi.kode} terhadap {target.kode} pada skalanya.",
    )


def bulatkan(nilai: Decimal, desimal: int) -> Decimal:
    """Round once, half-up, whatever the size of the number.

    Satuan: that of `nilai`. Galat: none for finite numbers. Sumber: domain facts §4.4.
    """
    with localcontext() as konteks:
        konteks.prec = PRESISI
        return nilai.quantize(Decimal(1).scaleb(-desimal), rounding=ROUND_HALF_UP)


def _bagi(atas: Decimal, bawah: Decimal) -> Decimal:
    with localcontext() as konteks:
        konteks.prec = PRESISI
        return bulatkan(atas / bawah * SERATUS, 2)


def _stabil(target: Decimal, realisasi: Decimal) -> Decimal:
    with localcontext() as konteks:
        konteks.prec = PRESISI
        return bulatkan(SERATUS - abs(realisasi - target) / target * SERATUS, 2)


def _desimal(nilai: Decimal, desimal: int) -> int:
    """At least the indikator's decimals, and as many as the number really has."""
    return max(desimal, -int(nilai.normalize().as_tuple().exponent)) if nilai else desimal


def _tulis(nilai: Decimal, desimal: int) -> str:
    teks = angka.tulis(nilai, _desimal(nilai, desimal))
    return f"({teks})" if nilai < 0 else teks
