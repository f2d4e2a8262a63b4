"""What a document is printed from: the frozen content, or the sesi as it is now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.crypto import constant_time_compare

from konsolidasi.inti.galat import GalatDomain
from rapat.dokumen.isi import susun_isi
from rapat.dokumen.naskah import IsiBeritaAcara, sidik_jari
from rapat.models import BeritaAcara, Sesi
from rapat.pilihan import JenisBeritaAcara, StatusBeritaAcara


class NaskahRusak(GalatDomain):
    """The frozen content is not the one that was fingerprinted, so it is not printed."""

    kode_http = 503

    def __init__(self) -> None:
        super().__init__(
            "Isi beku berita acara ini tidak cocok lagi dengan sidik jarinya, jadi tidak dicetak."
            " Pakai naskah bertanda tangan, dan beri tahu admin Konsolidasi."
        )


@dataclass(frozen=True)
class Naskah:
    """`berita_acara` is None for a sesi whose minutes nobody has begun."""

    isi: IsiBeritaAcara
    final: bool
    berita_acara: BeritaAcara | None = None


def muat_naskah(satu: BeritaAcara, *, pada: datetime) -> Naskah:
    """Final: from its frozen content alone. Raises NaskahRusak when that was changed."""
    if satu.status != StatusBeritaAcara.FINAL:
        return Naskah(susun_isi(satu.sesi, pada=pada, berita_acara=satu), False, satu)
    isi = baca_beku(satu)
    if isi is None or not utuh(satu):
        raise NaskahRusak
    return Naskah(isi, True, satu)


def muat_sesi(sesi: Sesi, *, pada: datetime) -> Naskah:
    """The minutes of a sesi itself, without its adendum. One query more than muat_naskah."""
    satu = induk_sesi([sesi]).get(sesi.pk)
    if satu is not None:
        return muat_naskah(satu, pada=pada)
    return Naskah(susun_isi(sesi, pada=pada), False)


def induk_sesi(sesi: Iterable[Sesi]) -> dict[int, BeritaAcara]:
    """By sesi. One query."""
    induk = BeritaAcara.objects.filter(sesi__in=list(sesi), jenis=JenisBeritaAcara.INDUK)
    return {b.sesi_id: b for b in induk.select_related("sesi__rapat").order_by("pk")}


def utuh(satu: BeritaAcara) -> bool:
    """Whether the stored content still has the stored fingerprint."""
    return satu.isi is not None and constant_time_compare(sidik_jari(satu.isi), satu.sidik_jari)


def baca_beku(satu: BeritaAcara) -> IsiBeritaAcara | None:
    """The frozen content, also while it is not final any more; None without a readable one."""
    try:
        return IsiBeritaAcara.dari_json(satu.isi) if satu.isi else None
    except (AttributeError, KeyError, TypeError):
        return None
