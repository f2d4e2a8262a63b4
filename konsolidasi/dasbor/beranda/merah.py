"""What is red and why: the lowest indikator, with what their OPD wrote about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from capaian.models import Indikator, Realisasi
from capaian.ringkasan import Ringkas, Terendah
from capaian.skala import Skala
from konsolidasi.dasbor.beranda.tindakan import pendek
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
    """Those of the lowest that are red. Two queries, none when nothing is."""
    tampil = [c for c in terendah if c.urutan in MERAH][:TAMPIL]
    if not tampil:
        return []
    pk = [c.indikator for c in tampil]
    kolom = ("nama", "opd__singkatan")
    indikator = {i[0]: i[1:] for i in Indikator.objects.filter(pk__in=pk).values_list("pk", *kolom)}
    sebab = _sebab(pk, tahun, sampai)
    hasil = []
    for c in tampil:
        nama, opd = indikator[c.indikator]
        nomor, teks = sebab.get(c.indikator, (sampai, ""))
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
                f"{reverse('capaian:indikator_rinci', args=[c.indikator])}?tahun={tahun}",
                reverse("capaian:bukti_indikator", args=[tahun, nomor, c.indikator]),
            )
        )
    return hasil


def _sebab(pk: list[int], tahun: int, sampai: int) -> dict[int, tuple[int, str]]:
    """The newest quarter with a row, and the newest faktor penghambat up to it. One query."""
    baris = Realisasi.objects.filter(
        indikator__in=pk, periode__tahun=tahun, periode__triwulan__lte=sampai
    ).order_by("periode__triwulan", "pk")
    hasil: dict[int, tuple[int, str]] = {}
    for i, nomor, teks in baris.values_list("indikator", "periode__triwulan", "faktor_penghambat"):
        if teks.strip() or i not in hasil:
            hasil[i] = (nomor, teks.strip())
    return hasil
