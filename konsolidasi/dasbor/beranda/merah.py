"""What is red and why: the lowest indikator, with what their OPD wrote about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from capaian.models import Indikator, Realisasi
from capaian.skala import Skala
from konsolidasi.dasbor.beranda.hasil_opd import Capai
from konsolidasi.inti.waktu import ROMAWI

MERAH = (1, 2)
"""The two lowest steps of the scale."""
TAMPIL, PANJANG = 4, 90


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


def urutkan_merah(hasil: Mapping[int, tuple[Capai, ...]]) -> list[Capai]:
    """All of them, the lowest first. Pure."""
    semua = (c for milik in hasil.values() for c in milik if c.urutan in MERAH)
    return sorted(semua, key=lambda c: (c.persen, c.indikator))


def susun_merah(merah: list[Capai], tahun: int, sampai: int, skala: Skala) -> list[BarisMerah]:
    """The lowest few. Two queries, none when nothing is red."""
    tampil = merah[:TAMPIL]
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
                nama,
                opd,
                c.persen,
                skala.peringkat(c.persen).kata,
                c.urutan,
                c.sementara,
                ringkas(teks),
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


def ringkas(teks: str) -> str:
    satu = " ".join(teks.split())
    return satu if len(satu) <= PANJANG else f"{satu[: PANJANG - 1].rstrip()}…"
