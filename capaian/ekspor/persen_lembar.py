"""The live formula of a % cell. It recalculates to what rumus.hitung gave, to the last digit.

Differences are rounded to the six decimals that are stored before they are divided: a spreadsheet
counts in binary, and 2 × 2,3 − 4,59 would otherwise leave a remainder that tips a half.
"""

from collections.abc import Callable
from decimal import Decimal

from capaian.rumus import Formula, Predikat, Realisasi, Rentang, Target
from konsolidasi.inti.tata_letak import Alamat, termuat

BAWAH, TARGET, REALISASI = "target_bawah", "target", "realisasi"
_PECAHAN = {
    Formula.POSITIF: "{r}/{t}",
    Formula.ANGGARAN: "{r}/{t}",
    Formula.NEGATIF: "ROUND(2*{t}-{r},6)/{t}",
    Formula.NEGATIF_RASIO: "{t}/{r}",
    Formula.STABIL: "ROUND({t}-ABS({r}-{t}),6)/{t}",
}


def rumus_persen(
    formula: Formula, target: Target, realisasi: Realisasi, persen: Decimal
) -> Callable[[Alamat], str]:
    """Formula of a row that has a capaian; a constant where a cell cannot hold the numbers."""
    match target, realisasi:
        case Predikat(nilai=t), Predikat(nilai=r):
            return lambda _: f"IF({r:f}>={t:f},100,ROUND({r:f}/{t:f}*100,2))"
        case Rentang(bawah, atas), Decimal() if all(map(termuat, (bawah, atas, realisasi))):
            return lambda a: _rentang(formula, a)
        case Decimal(), Decimal() if termuat(target) and termuat(realisasi):
            nol = target == 0
            return lambda a: _tunggal(formula, a, nol=nol)
        case _:
            return lambda _: f"{persen:f}"


def _tunggal(formula: Formula, alamat: Alamat, *, nol: bool) -> str:
    t, r = alamat.sel(TARGET), alamat.sel(REALISASI)
    hitung = f"ROUND({_PECAHAN[formula].format(t=t, r=r)}*100,2)"
    return f"IF(AND({t}=0,{r}=0),100,{hitung})" if nol else hitung


def _rentang(formula: Formula, alamat: Alamat) -> str:
    """Inside 100; above it the upper bound, below it the lower one, chosen by the sheet itself."""
    bawah, atas, r = alamat.sel(BAWAH), alamat.sel(TARGET), alamat.sel(REALISASI)
    di_atas, di_bawah = (_PECAHAN[formula].format(t=t, r=r) for t in (atas, bawah))
    return f"IF(AND({r}>={bawah},{r}<={atas}),100,ROUND(IF({r}>{atas},{di_atas},{di_bawah})*100,2))"
