"""The matrix prioritas × OPD of a sesi on the projector: who is in charge, who supports."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from capaian.layar.selaras import susun_matriks
from capaian.layar.selaras_bentuk import BarisPrioritas, KolomOpd, SelPelaksana
from rapat.layar.proyektor import menit
from rapat.models import Kesepakatan, Sesi
from rapat.perhitungan import indikator_sesi
from rapat.pilihan import Putusan

SEHALAMAN, KOLOM_TERBANYAK = 7, 16
"""What fits on a screen; more of either is the next page, never smaller type."""


@dataclass(frozen=True)
class BarisSelaras:
    prioritas: BarisPrioritas
    sel: tuple[tuple[SelPelaksana, str, bool], ...]
    """Cell, name of its OPD, whether that OPD is under discussion."""
    kini: bool


@dataclass(frozen=True)
class LayarSelaras:
    tahun: int
    kolom: tuple[tuple[KolomOpd, bool], ...]
    baris: tuple[BarisSelaras, ...]
    """Of this page; the counts are of the whole sesi."""
    halaman: int
    halaman_banyak: int
    disetujui: int
    jumlah: int
    tanpa_pj: int
    contoh: bool


def susun_layar_selaras(sesi: Sesi, pada: datetime) -> LayarSelaras:
    """The page with the priority under discussion; else pages take turns, each for a minute.

    As nobody in particular sees it: no finding and no link. A fixed number of queries.
    """
    tahun = sesi.rapat.tahun_target_id
    matriks = susun_matriks(tahun, AnonymousUser())
    agenda = list(sesi.agenda.order_by("urutan", "pk"))
    urutan = {a.opd_id: n for n, a in enumerate(agenda)}
    kolom = sorted((k for k in matriks.kolom if k.pk in urutan), key=lambda k: urutan[k.pk])
    opd_kini, prioritas_kini = _kini(sesi, agenda)
    letak = {k.pk: n for n, k in enumerate(matriks.kolom)}
    petak = [kolom[n : n + KOLOM_TERBANYAK] for n in range(0, len(kolom), KOLOM_TERBANYAK)] or [[]]
    potong = [
        matriks.baris[n : n + SEHALAMAN] for n in range(0, len(matriks.baris), SEHALAMAN)
    ] or [()]
    halaman = [(baris, milik) for baris in potong for milik in petak]
    nomor = _nomor(halaman, opd_kini, prioritas_kini, menit(pada))
    baris, milik = halaman[nomor]
    semua = [b.sel[letak[k.pk]] for b in matriks.baris for k in kolom]
    return LayarSelaras(
        tahun=tahun,
        kolom=tuple((k, k.pk == opd_kini) for k in milik),
        baris=tuple(
            BarisSelaras(
                b,
                tuple((b.sel[letak[k.pk]], k.singkatan, k.pk == opd_kini) for k in milik),
                b.pk == prioritas_kini,
            )
            for b in baris
        ),
        halaman=nomor + 1,
        halaman_banyak=len(halaman),
        disetujui=sum(s.status == "disetujui" for s in semua),
        jumlah=sum(bool(s.peran) for s in semua),
        tanpa_pj=sum(b.tanpa_pj for b in matriks.baris),
        contoh=matriks.contoh,
    )


def _nomor(halaman: list, opd: int | None, prioritas: int | None, giliran: int) -> int:
    cocok = [
        n
        for n, (baris, kolom) in enumerate(halaman)
        if any(b.pk == prioritas for b in baris) and any(k.pk == opd for k in kolom)
    ]
    return cocok[0] if cocok else giliran % len(halaman)


def _kini(sesi: Sesi, agenda: list) -> tuple[int | None, int | None]:
    """OPD under discussion, and the priority of its first indikator without a decision."""
    butir = next((a for a in agenda if a.pk == sesi.agenda_kini_id), None)
    if butir is None or sesi.terkunci:
        return None, None
    indikator = indikator_sesi(agenda, hanya=butir)[butir.pk]
    diputus = Kesepakatan.objects.filter(agenda=butir).exclude(putusan=Putusan.BELUM)
    putus = set(diputus.order_by().values_list("indikator", flat=True))
    belum = (i.prioritas_id for i in indikator if i.pk not in putus and i.prioritas_id)
    return butir.opd_id, next(belum, None)
