"""Numbers inside the sentence of a capaian, written so that it can be checked by hand."""

from decimal import Context, Decimal

from konsolidasi.inti import angka

KERAS = angka.RUANG_KERAS
_TELITI = Context(prec=200)


def banyak_desimal(nilai: Decimal, desimal: int) -> int:
    """At least the indikator's decimals, and as many as the number has: nothing is rounded."""
    return max(desimal, -int(nilai.normalize(_TELITI).as_tuple().exponent)) if nilai else desimal


def tulis(nilai: Decimal, desimal: int) -> str:
    """A negative number stands in brackets, because a sign of the formula precedes it."""
    teks = angka.tulis(nilai, banyak_desimal(nilai, desimal))
    return f"({teks})" if nilai < 0 else teks


def tulis_rentang(bawah: Decimal, atas: Decimal, desimal: int) -> str:
    banyak = max(banyak_desimal(bawah, desimal), banyak_desimal(atas, desimal))
    return angka.tulis_rentang(bawah, atas, banyak)


def tulis_persen(persen: Decimal) -> str:
    return f"{angka.tulis(persen, 2)}{KERAS}%"
