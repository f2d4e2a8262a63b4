"""Switches of Isian Saya: another OPD, another year, another quarter."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, Q
from django.urls import reverse

from capaian.models import Indikator, Periode, Realisasi
from capaian.pilihan import SUDAH_DIAJUKAN, StatusRealisasi
from konsolidasi.inti.waktu import Triwulan
from opd.lingkup import lingkup
from opd.models import Opd

KATA_JENDELA = {
    "belum_dibuka": "belum dibuka",
    "dibuka": "dibuka",
    "tenggang": "tenggang",
    "ditutup": "ditutup",
    "terkunci": "terkunci",
}


@dataclass(frozen=True)
class PilihanOpd:
    """One OPD to look at, with how far it is."""

    opd: Opd
    url: str
    indikator: int
    diajukan: int
    kembali: int


@dataclass(frozen=True)
class PilihanTriwulan:
    label: str
    kata: str
    url: str
    kini: bool


@dataclass(frozen=True)
class Pemilih:
    tahun: int
    sebelum: tuple[int, str] | None
    sesudah: tuple[int, str] | None
    triwulan: tuple[PilihanTriwulan, ...]
    ganti_opd: bool
    """Whether there is another OPD to look at."""


def susun_pilihan(pengguna: AbstractBaseUser, periode: Periode | None) -> list[PilihanOpd]:
    """Every OPD in scope that has indikator. Three queries."""
    if periode is None:
        return []
    indikator = dict(
        Indikator.objects.untuk(pengguna)
        .aktif()
        .order_by()
        .values_list("opd")
        .annotate(jumlah=Count("pk"))
    )
    baris = Realisasi.objects.filter(
        periode=periode, indikator__aktif=True, indikator__opd__in=indikator
    )
    hitung = {
        opd: (diajukan, kembali)
        for opd, diajukan, kembali in baris.order_by()
        .values("indikator__opd")
        .annotate(
            diajukan=Count("pk", filter=Q(status__in=SUDAH_DIAJUKAN)),
            kembali=Count("pk", filter=Q(status=StatusRealisasi.PERBAIKAN)),
        )
        .values_list("indikator__opd", "diajukan", "kembali")
    }
    opd = (
        Opd.objects.filter(pk__in=indikator)
        .select_related("klaster")
        .order_by("klaster__urutan", "klaster", "urutan", "kode", "pk")
    )
    return [
        PilihanOpd(o, _url(o.pk, periode.tw), indikator[o.pk], *hitung.get(o.pk, (0, 0)))
        for o in opd
    ]


def susun_periode(
    opd: Opd, periode: Periode, pada: datetime, *, pengguna: AbstractBaseUser
) -> Pemilih:
    """The years that have quarters, and the quarters of this year. One query."""
    semua = {p.tw: p for p in Periode.objects.order_by("tahun", "triwulan")}
    ruang = lingkup(pengguna)
    return Pemilih(
        tahun=periode.tahun_id,
        sebelum=_tahun_tetangga(opd, periode.tw, semua, -1),
        sesudah=_tahun_tetangga(opd, periode.tw, semua, 1),
        triwulan=tuple(
            PilihanTriwulan(
                label=tw.singkat,
                kata=KATA_JENDELA[satu.keadaan(pada)],
                url=_url(opd.pk, tw),
                kini=tw == periode.tw,
            )
            for tw, satu in semua.items()
            if tw.tahun == periode.tahun_id
        ),
        ganti_opd=ruang.semua or len(ruang.opd_ids) > 1,
    )


def _tahun_tetangga(
    opd: Opd, kini: Triwulan, semua: dict[Triwulan, Periode], arah: int
) -> tuple[int, str] | None:
    """The same quarter of the next year that has quarters, else the one nearest to it."""
    calon = [tw for tw in semua if tw.tahun == kini.tahun + arah]
    if not calon:
        return None
    terdekat = min(calon, key=lambda tw: (abs(tw.nomor - kini.nomor), tw.nomor))
    return terdekat.tahun, _url(opd.pk, terdekat)


def _url(opd: int, tw: Triwulan) -> str:
    return reverse("capaian:isian_opd", args=[opd, tw.tahun, tw.nomor])
