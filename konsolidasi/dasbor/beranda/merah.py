"""What is red and why: the lowest indikator, with what their OPD wrote about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from capaian.models import Realisasi
from capaian.ringkasan import Ringkas, Terendah
from capaian.skala import Skala
from konsolidasi.dasbor.beranda.tindakan import pendek
from konsolidasi.inti.alamat import alamat_halaman
from konsolidasi.inti.kueri import kueri
from konsolidasi.inti.waktu import ROMAWI

MERAH = (1, 2)
"""The two lowest steps of the scale."""
TAMPIL, PANJANG, PANJANG_NAMA = 4, 90, 60


@dataclass(frozen=True, slots=True)
class BarisMerah:
    """`sebab` in the words of the OPD, "" while it wrote nothing; `url_bukti`: its evidence."""

    nama: str
    opd: str
    persen: Decimal
    peringkat: str
    urutan: int
    sementara: bool
    sebab: str
    asal: str
    url: str
    url_bukti: str


def hitung_merah(r: Ringkas) -> int:
    return sum(r.per_peringkat[n] for n in MERAH)


def susun_merah(
    terendah: Iterable[Terendah], tahun: int, sampai: int, skala: Skala
) -> list[BarisMerah]:
    """Those of the lowest that are red. One query, none when nothing is."""
    tampil = [c for c in terendah if c.urutan in MERAH][:TAMPIL]
    if not tampil:
        return []
    pk = [c.indikator for c in tampil]
    sebab = _sebab(pk, tahun, sampai)
    hasil = []
    for c in tampil:
        nama, opd, nomor, teks = sebab[c.indikator]
        hasil.append(
            BarisMerah(
                pendek(nama, PANJANG_NAMA),
                opd,
                c.persen,
                skala.peringkat(c.persen).kata,
                c.urutan,
                c.sementara,
                pendek(teks, PANJANG),
                f"{opd}, TW {ROMAWI[nomor - 1]}" if teks else "",
                f"{alamat_halaman('capaian:indikator_rinci', c.indikator)}?tahun={tahun}",
                alamat_halaman("capaian:bukti_indikator", tahun, nomor, c.indikator),
            )
        )
    return hasil


def _sebab(pk: list[int], tahun: int, sampai: int) -> dict[int, tuple[str, str, int, str]]:
    """By indikator, each of which has a row: what has a percentage has a realisasi. Its name, its
    OPD, the newest quarter, and the newest faktor penghambat up to it. One query."""
    hasil: dict[int, tuple[str, str, int, str]] = {}
    for i, nama, opd, nomor, teks in _tulisan(pk=pk, tahun=tahun, sampai=sampai):
        if teks.strip() or i not in hasil:
            hasil[i] = (nama, opd, nomor, teks.strip())
    return hasil


@kueri
def _tulisan(*, pk: Sequence[int], tahun: int, sampai: int) -> QuerySet:
    baris = Realisasi.objects.filter(
        indikator__in=pk, periode__tahun=tahun, periode__triwulan__lte=sampai
    ).order_by("periode__triwulan", "pk")
    milik = ("indikator", "indikator__nama", "indikator__opd__singkatan")
    return baris.values_list(*milik, "periode__triwulan", "faktor_penghambat")
