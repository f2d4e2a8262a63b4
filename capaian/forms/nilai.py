"""What people type for a value, understood with the indikator's own decimals and scale."""

from decimal import Decimal

from capaian.layanan.target import IsiTarget
from capaian.models import ButirPredikat, Indikator
from konsolidasi.inti import angka
from konsolidasi.inti.angka import AngkaSalah


def urai_target(teks: str, indikator: Indikator) -> IsiTarget | None:
    """A number, a range "1,60–1,70" or a predikat; None for empty text.

    Raises AngkaSalah or AngkaDuaArti with the sentence for the field. One query for the letters
    of a predikat scale that is not prefetched.
    """
    if indikator.berpredikat:
        butir = _urai_predikat(teks, indikator)
        return IsiTarget(predikat=butir) if butir else None
    hasil = angka.urai_rentang(teks, desimal=indikator.desimal)
    if isinstance(hasil, tuple):
        return IsiTarget(batas_bawah=hasil[0], batas_atas=hasil[1])
    return None if hasil is None else IsiTarget(nilai=hasil)


def urai_realisasi(teks: str, indikator: Indikator) -> tuple[Decimal | None, ButirPredikat | None]:
    """One number or one predikat; both None for empty text. Raises like urai_target."""
    if indikator.berpredikat:
        return None, _urai_predikat(teks, indikator)
    return angka.urai(teks, desimal=indikator.desimal), None


def _urai_predikat(teks: str, indikator: Indikator) -> ButirPredikat | None:
    dicari = teks.strip().casefold()
    if not dicari:
        return None
    butir = list(indikator.skala_predikat.butir.all())
    for satu in butir:
        if satu.kode.casefold() == dicari:
            return satu
    pilihan = ", ".join(satu.kode for satu in butir)
    raise AngkaSalah(f"Predikat tidak dikenal. Pilihannya: {pilihan}.")
