"""Capaian of one indikator: pure arithmetic with units, sources and a sentence. Decimal only.

Every percentage of the application comes from here; nothing else computes one.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from enum import StrEnum

from capaian import kalimat
from konsolidasi.inti import angka

VERSI_RUMUS = 1
SERATUS = Decimal(100)
PRESISI_TINGGI = Context(prec=200)
# Beyond these a figure is a slip of the keyboard, and its quotient would not be exact any more.
PANGKAT_TERBESAR = 30
PANGKAT_TERKECIL = -60


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
    REALISASI_NEGATIF = "realisasi negatif"
    BELUM_WAKTUNYA = "belum waktunya"
    TIDAK_BERLAKU = "tidak berlaku"
    BUKAN_ANGKA = "satuan bukan angka"
    SKALA_BEDA = "predikat dari skala yang berbeda"
    TRIWULAN_KOSONG = "triwulan belum lengkap"


@dataclass(frozen=True)
class Rentang:
    """Bounds in either order; they are kept low and high."""

    bawah: Decimal
    atas: Decimal

    def __post_init__(self) -> None:
        """Put the bounds in order.

        Satuan: that of the indikator.
        Galat: none; bounds that are not numbers stay as they are, `hitung` refuses them.
        Sumber: domain facts §8.2, ranges are printed in both orders.
        """
        if self.bawah.is_finite() and self.atas.is_finite() and self.bawah > self.atas:
            bawah, atas = self.atas, self.bawah
            object.__setattr__(self, "bawah", bawah)
            object.__setattr__(self, "atas", atas)


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
            Alasan.TARGET_TAK_TERBACA, f"target tercetak '{angka.kutip(target.teks)}' bukan angka"
        )
    if not (_wajar(target) and _wajar(realisasi)):
        return tidak_dapat(Alasan.BUKAN_ANGKA, "nilainya bukan angka yang wajar")
    if formula == Formula.PREDIKAT or isinstance(target, Predikat):
        return _predikat(target, realisasi)
    if isinstance(realisasi, Predikat):
        return tidak_dapat(Alasan.BUKAN_ANGKA)
    if isinstance(target, Rentang):
        if formula == Formula.ANGGARAN:  # a pagu is one number
            return tidak_dapat(Alasan.BUKAN_ANGKA, "pagu berupa rentang")
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

    Satuan: none.
    Galat: none.
    Sumber: domain facts §4.5: never a silent zero.
    """
    return Hasil(None, alasan, f"Tidak dapat dihitung: {rinci or alasan.value}.")


def _penuh(sebab: str) -> Hasil:
    """100 without a quotient.

    Satuan: percent.
    Galat: none.
    Sumber: PermenPANRB 8/2021 Lampiran hlm. 99 (range); domain facts §4.2, §4.5.
    """
    return Hasil(SERATUS, None, f"Capaian {kalimat.tulis_persen(SERATUS)}: {sebab}")


def _angka(
    formula: Formula, target: Decimal, realisasi: Decimal, desimal: int, catatan: str
) -> Hasil:
    """The formulas on two plain numbers; `catatan` says which bound of a range is meant.

    Satuan: as `hitung`.
    Galat: a target of zero or below, and a divisor R of zero or below, have a reason.
    Sumber: domain facts §4.2, §4.5.
    """
    if target == 0 and realisasi == 0 and formula in (Formula.NEGATIF, Formula.NEGATIF_RASIO):
        return _penuh(f"target nol dan realisasi nol. {ARAH[formula]}")
    if target == 0:
        return tidak_dapat(Alasan.TARGET_NOL)
    if target < 0:
        return tidak_dapat(Alasan.TARGET_NEGATIF)
    if formula == Formula.NEGATIF_RASIO and realisasi == 0:
        return tidak_dapat(Alasan.REALISASI_NOL, "realisasi nol, pembagi T ÷ R")
    if formula == Formula.NEGATIF_RASIO and realisasi < 0:
        return tidak_dapat(Alasan.REALISASI_NEGATIF, "realisasi negatif, pembagi T ÷ R")
    t, r = kalimat.tulis(target, desimal), kalimat.tulis(realisasi, desimal)
    with localcontext(PRESISI_TINGGI):
        match formula:
            case Formula.POSITIF | Formula.ANGGARAN:
                rasio, isi = realisasi / target, f"{r} ÷ {t}"
            case Formula.NEGATIF:
                rasio, isi = (2 * target - realisasi) / target, f"(2 × {t} − {r}) ÷ {t}"
            case Formula.NEGATIF_RASIO:
                rasio, isi = target / realisasi, f"{t} ÷ {r}"
            case Formula.STABIL:
                rasio = 1 - abs(realisasi - target) / target
                isi = f"1 − |{r} − {t}| ÷ {t}"
            case _:
                return tidak_dapat(Alasan.BUKAN_ANGKA)
        persen = bulatkan(rasio * SERATUS, 2)
    tertulis = kalimat.tulis_persen(persen)
    return Hasil(persen, None, f"Capaian {tertulis} = {isi}. {catatan}{ARAH[formula]}")


def _rentang(formula: Formula, target: Rentang, realisasi: Decimal, desimal: int) -> Hasil:
    """Inside the range 100; above it the upper bound counts, below it the lower one.

    Satuan: as `hitung`.
    Galat: as for the bound that is used.
    Sumber: PermenPANRB 8/2021 Lampiran hlm. 99-100.
    """
    if target.bawah <= realisasi <= target.atas:
        bentang = kalimat.tulis_rentang(target.bawah, target.atas, desimal)
        r = kalimat.tulis(realisasi, desimal)
        return _penuh(f"{r} di dalam rentang {bentang}. {ARAH[formula]}")
    if realisasi > target.atas:
        batas, catatan = target.atas, "Di atas rentang, dipakai batas atas. "
    else:
        batas, catatan = target.bawah, "Di bawah rentang, dipakai batas bawah. "
    return _angka(formula, batas, realisasi, desimal, catatan)


def _predikat(target: Target, realisasi: Realisasi) -> Hasil:
    """Equal or better is 100; worse is the quotient of the ranks.

    Satuan: ranks without unit, the result in percent.
    Galat: a reason where one is no predikat, or one letter has two ranks.
    Sumber: LAKIP Kota Palembang 2016 Tabel III.5; domain facts §4.2.
    """
    if not isinstance(target, Predikat) or not isinstance(realisasi, Predikat):
        return tidak_dapat(Alasan.BUKAN_ANGKA)
    if target.nilai <= 0:
        return tidak_dapat(Alasan.TARGET_NOL)
    if realisasi.kode == target.kode and realisasi.nilai != target.nilai:
        return tidak_dapat(Alasan.SKALA_BEDA)
    if realisasi.nilai >= target.nilai:
        kata = "sama dengan" if realisasi.nilai == target.nilai else "lebih baik dari"
        return _penuh(f"{realisasi.kode} {kata} target {target.kode}.")
    with localcontext(PRESISI_TINGGI):
        persen = bulatkan(realisasi.nilai / target.nilai * SERATUS, 2)
    r, t = angka.tulis(realisasi.nilai), angka.tulis(target.nilai)
    return Hasil(
        persen,
        None,
        f"Capaian {kalimat.tulis_persen(persen)} = {r} ÷ {t}."
        f" Peringkat {realisasi.kode} terhadap {target.kode} pada skalanya.",
    )


def bulatkan(nilai: Decimal, desimal: int) -> Decimal:
    """Round once, half-up, whatever the size of the number.

    Satuan: that of `nilai`; never a negative zero.
    Galat: none for finite numbers of a sensible size.
    Sumber: domain facts §4.4.
    """
    with localcontext(PRESISI_TINGGI):
        bulat = nilai.quantize(Decimal(1).scaleb(-desimal), rounding=ROUND_HALF_UP)
    return bulat if bulat else bulat.copy_abs()


def _wajar(nilai: Target | Realisasi) -> bool:
    """Whether the arithmetic here holds for the numbers in this target or realisasi.

    Satuan: any.
    Galat: none; False for NaN, Infinity and absurd sizes, True where there is no number.
    Sumber: the database keeps 18 digits before the comma and 6 after it.
    """
    match nilai:
        case Rentang(bawah, atas):
            return _wajar(bawah) and _wajar(atas)
        case Predikat(_, peringkat):
            return _wajar(peringkat)
        case Decimal() if not nilai.is_finite():
            return False
        case Decimal() if nilai:
            if not PANGKAT_TERKECIL <= nilai.adjusted() <= PANGKAT_TERBESAR:
                return False
            return -kalimat.banyak_desimal(nilai, 0) >= PANGKAT_TERKECIL
        case _:
            return True
