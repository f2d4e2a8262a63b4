"""Numbers as Indonesians write them: 1.234,56 in and out, and no silent guess."""

import re
import unicodedata
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal

from konsolidasi.inti.galat import GalatDomain

PANJANG_TEKS = 60
PANJANG_TEKS_RENTANG = 120
PANJANG_KUTIPAN = 30
DIGIT_BULAT = 15

# Numbers of a page are written with one shared context, made for 60 digits.
_DIGIT_CEPAT = 40
_KONTEKS = Context(prec=60, rounding=ROUND_HALF_UP, Emax=MAX_EMAX, Emin=MIN_EMIN)
_LANGKAH = {n: Decimal(1).scaleb(-n) for n in range(7)}

RUANG_KERAS = "\u00a0"
_SPASI = " \u00a0\u202f"
_MINUS = "-\u2212\u2013"
_LAMBANG = re.compile(rf"\A(?P<tanda>[{_MINUS}+]?)(?P<isi>[0-9][0-9.,]*)\Z")
_RUPIAH = re.compile(rf"\A(?P<tanda>[{_MINUS}+]?)rp\.?[{_SPASI}]*", re.IGNORECASE)
_RIBUAN_TITIK = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_RIBUAN_KOMA = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_SATU = rf"(?:[{_MINUS}+]?rp\.?[{_SPASI}]*)?[{_MINUS}+]?[0-9][0-9.,]*?(?:,-)?[{_SPASI}]*%?"
_RENTANG = re.compile(
    rf"\A(?P<a>{_SATU})[{_SPASI}]*(?:[{_MINUS}\u2014]|s\.?d\.?|s/d|sampai)[{_SPASI}]*(?P<b>{_SATU})\Z",
    re.IGNORECASE,
)


class AngkaSalah(GalatDomain):
    """The text is not a number, or not one this field can hold."""


class AngkaDuaArti(GalatDomain):
    """Two readings: `arti` is (as thousands, as decimals), `teks` the piece that is meant."""

    def __init__(
        self, pesan: str, arti: tuple[Decimal, Decimal], medan: str = "", *, teks: str = ""
    ) -> None:
        super().__init__(pesan, medan)
        self.arti = arti
        self.teks = teks


def kutip(teks: str) -> str:
    """At most 30 characters of a text, safe to repeat in a message."""
    pendek = teks[: PANJANG_KUTIPAN + 1].strip()
    # Control, format, surrogate and line-separating characters would disturb the page or the log.
    bersih = "".join(
        "\ufffd" if unicodedata.category(huruf) in ("Cc", "Cf", "Cs", "Zl", "Zp") else huruf
        for huruf in pendek
    )
    if len(teks) > PANJANG_KUTIPAN:
        return bersih[: PANJANG_KUTIPAN - 1] + "…"
    return bersih


def urai(teks: str, *, desimal: int) -> Decimal | None:
    """Read one number of at most `desimal` decimals; empty text is None.

    Raises AngkaSalah, or AngkaDuaArti for a text such as 1.184 where decimals are allowed.
    """
    _tolak_terlalu_panjang(teks, PANJANG_TEKS)
    asli = teks.strip(_SPASI)
    if not asli:
        return None
    polos, pasti_ribuan = _lepas_satuan(asli)
    cocok = _LAMBANG.match(polos)
    if cocok is None:
        raise _bukan_angka(asli, desimal)
    bulat, pecahan, dua_arti = _pisah(cocok["isi"])
    if bulat is None:
        raise _bukan_angka(asli, desimal)
    minus = cocok["tanda"] in tuple(_MINUS)
    if dua_arti and desimal > 0 and not pasti_ribuan:
        arti = (_bentuk(minus, bulat + pecahan, ""), _bentuk(minus, bulat, pecahan))
        _tolak_terlalu_besar(asli, bulat + pecahan)
        raise AngkaDuaArti(f"{kutip(asli)} punya dua arti. Yang mana?", arti, teks=asli)
    if dua_arti:
        bulat, pecahan = bulat + pecahan, ""
    _tolak_terlalu_besar(asli, bulat)
    pecahan = _pas_desimal(asli, pecahan, desimal)
    return _bentuk(minus, bulat, pecahan)


def urai_rentang(teks: str, *, desimal: int) -> Decimal | tuple[Decimal, Decimal] | None:
    """Read a number or a range; a range comes back as (low, high) whichever way it was written.

    Raises as `urai`; AngkaDuaArti.teks then says which of the two pieces is meant.
    """
    _tolak_terlalu_panjang(teks, PANJANG_TEKS_RENTANG)
    cocok = _RENTANG.match(teks.strip(_SPASI))
    if cocok is None:
        return urai(teks, desimal=desimal)
    a = urai(cocok["a"], desimal=desimal)
    b = urai(cocok["b"], desimal=desimal)
    if a is None or b is None:
        raise _bukan_angka(teks, desimal)
    return (a, b) if a <= b else (b, a)


def tulis(nilai: Decimal, desimal: int | None = None) -> str:
    """Write 1.234,56; `desimal` None keeps what is stored without trailing zeros.

    The sign is U+2212. Shown half-up. Raises ValueError for NaN and Infinity.
    """
    if not nilai.is_finite():
        raise ValueError("Bukan angka yang dapat ditulis.")
    if desimal in _LANGKAH and nilai.adjusted() < _DIGIT_CEPAT:
        return _tulis_cepat(nilai, _LANGKAH[desimal])
    return _tulis_teliti(nilai, desimal)


def _tulis_cepat(nilai: Decimal, langkah: Decimal) -> str:
    """The usual number of a page: str() writes it plainly, as it has at most six decimals."""
    bulatan = nilai.quantize(langkah, None, _KONTEKS)
    bulat, koma, pecahan = str(bulatan).partition(".")
    if len(bulat) > 3:
        bulat = f"{int(bulat):,}".replace(",", ".")
    if bulat[0] == "-":
        bulat = f"\u2212{bulat[1:]}" if bulatan else bulat[1:]
    return f"{bulat},{pecahan}" if koma else bulat


def _tulis_teliti(nilai: Decimal, desimal: int | None) -> str:
    """Any size and any number of decimals; `tulis` takes the short way where 60 digits do."""
    # The default context would round to 28 digits before the decimals are cut.
    teliti = len(nilai.as_tuple().digits) + abs(nilai.adjusted()) + (desimal or 0) + 2
    konteks = Context(prec=teliti, rounding=ROUND_HALF_UP, Emax=MAX_EMAX, Emin=MIN_EMIN)
    if desimal is None:
        bulatan = nilai.normalize(konteks)
    else:
        bulatan = nilai.quantize(Decimal(1).scaleb(-desimal), context=konteks)
    bulat, _, pecahan = f"{bulatan.copy_abs():f}".partition(".")
    tanda = "\u2212" if bulatan < 0 else ""
    return tanda + f"{int(bulat):,}".replace(",", ".") + (f",{pecahan}" if pecahan else "")


def tulis_rentang(bawah: Decimal, atas: Decimal, desimal: int | None = None) -> str:
    return f"{tulis(bawah, desimal)}–{tulis(atas, desimal)}"


def rupiah(nilai: Decimal | int) -> str:
    """Rp 1.234.567; sen are written only where there are any."""
    angka = Decimal(nilai)
    teks = tulis(angka.copy_abs(), 0 if angka == angka.to_integral_value() else 2)
    return f"{'−' if angka < 0 else ''}Rp {teks}"


def _lepas_satuan(teks: str) -> tuple[str, bool]:
    """Drop Rp, ",-" and %; the flag says that money was written, so dots are thousands."""
    if teks.endswith("%"):
        teks = teks[:-1].rstrip(_SPASI)
    awalan = _RUPIAH.match(teks)
    polos = awalan["tanda"] + teks[awalan.end() :] if awalan else teks
    if polos.endswith(",-"):
        return polos[:-2], True
    return polos, awalan is not None


def _pisah(isi: str) -> tuple[str | None, str, bool]:
    """Split into (whole, fraction, has two meanings); whole is None when it is no number."""
    titik, koma = isi.count("."), isi.count(",")
    if titik and koma:
        pemisah = "," if isi.rindex(",") > isi.rindex(".") else "."
        pola = _RIBUAN_TITIK if pemisah == "," else _RIBUAN_KOMA
        depan, _, belakang = isi.partition(pemisah)
        sah = pola.fullmatch(depan) and belakang.isdigit()
        return (re.sub(r"[.,]", "", depan), belakang, False) if sah else (None, "", False)
    if titik + koma > 1:
        sah = (_RIBUAN_TITIK if titik else _RIBUAN_KOMA).fullmatch(isi)
        return (re.sub(r"[.,]", "", isi), "", False) if sah else (None, "", False)
    depan, pemisah, belakang = isi.partition("." if titik else ",")
    if pemisah and not belakang:
        return None, "", False
    return depan, belakang, bool(titik and _RIBUAN_TITIK.fullmatch(isi))


def _pas_desimal(asli: str, pecahan: str, desimal: int) -> str:
    """Surplus zeros are no information, except three of them: 12,500 may be twelve thousand."""
    if len(pecahan) <= desimal:
        return pecahan
    if len(pecahan) != 3 and not pecahan[desimal:].strip("0"):
        return pecahan[:desimal]
    punya = f"“{kutip(asli)}” punya {len(pecahan)}."
    if desimal == 0:
        raise AngkaSalah(f"Harus bilangan bulat (0 angka di belakang koma); {punya}")
    raise AngkaSalah(f"Paling banyak {desimal} angka di belakang koma; {punya}")


def _bentuk(minus: bool, bulat: str, pecahan: str) -> Decimal:
    nilai = Decimal(f"{bulat}.{pecahan}" if pecahan else bulat)
    return nilai.copy_negate() if minus and nilai else nilai


def _tolak_terlalu_panjang(teks: str, batas: int) -> None:
    if len(teks) > batas:
        raise AngkaSalah(f"“{kutip(teks)}” terlalu panjang untuk sebuah angka.")


def _tolak_terlalu_besar(asli: str, bulat: str) -> None:
    if len(bulat.lstrip("0")) > DIGIT_BULAT:
        raise AngkaSalah(
            f"“{kutip(asli)}” terlalu besar: paling banyak {DIGIT_BULAT} angka di depan koma."
        )


def _bukan_angka(teks: str, desimal: int) -> AngkaSalah:
    contoh = "1.234" if desimal == 0 else "1.234," + "567890"[:desimal]
    return AngkaSalah(f"“{kutip(teks)}” bukan angka. Tulis seperti {contoh}.")
