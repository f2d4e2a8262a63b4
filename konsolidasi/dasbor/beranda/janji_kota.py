"""Promises kept and broken: agreed targets of the year against what was reached, follow-ups."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, Q
from django.urls import reverse

from capaian.models import Indikator
from konsolidasi.dasbor.beranda.hasil_janji import Capai, Sidik, hasil_sepakat
from konsolidasi.dasbor.beranda.kalimat_pimpinan import Janji
from konsolidasi.dasbor.beranda.tindakan import pendek
from rapat.layar.janji import SERATUS
from rapat.models import Kesepakatan, TindakLanjut
from rapat.pilihan import DISEPAKATI, MASIH_TERBUKA, StatusTindakLanjut

TARGET_TAMPIL, LANJUTAN_TAMPIL, PANJANG = 2, 2, 50
"""So many fit on one sheet beside everything else."""


@dataclass(frozen=True, slots=True)
class BarisIngkar:
    """A promise that was not kept: `ket` says by how much or since when."""

    kalimat: str
    opd: str
    ket: str
    url: str
    persen: Decimal | None = None


@dataclass(frozen=True)
class JanjiKota:
    jumlah: Janji
    target: tuple[BarisIngkar, ...]
    lanjutan: tuple[BarisIngkar, ...]


def susun_janji(
    pengguna: AbstractBaseUser, tahun: int, sidik: Mapping[int, Sidik], hari: date
) -> JanjiKota:
    """Four queries at most, and those of hasil_sepakat() for a year that is over."""
    sepakat = _disepakati(pengguna, tahun)
    capai = hasil_sepakat(tahun, sidik, sepakat) if hari.year > tahun else {}
    hitung = [keadaan_janji(capai.get(pk), tahun, hari) for pk in sepakat]
    ingkar = {pk for pk, satu in zip(sepakat, hitung, strict=True) if satu == "belum"}
    terendah = sorted(ingkar, key=lambda pk: (capai[pk].persen, pk))
    tl = _hitung_lanjutan(pengguna, hari)
    return JanjiKota(
        Janji(
            sepakat=len(sepakat),
            tercapai=hitung.count("tercapai"),
            belum=hitung.count("belum"),
            berjalan=hitung.count("berjalan"),
            **tl,
        ),
        _target(terendah[:TARGET_TAMPIL], capai, tahun),
        _lewat(pengguna, hari) if tl["lewat"] else (),
    )


def keadaan_janji(capai: Capai | None, tahun: int, hari: date) -> str:
    """The rule of rapat.layar.janji: a year that is not over, or without its figure, goes on."""
    if capai is None or hari.year <= tahun or capai.persen is None or not capai.bernilai:
        return "berjalan"
    return "tercapai" if capai.persen >= SERATUS else "belum"


def _disepakati(pengguna: AbstractBaseUser, tahun: int) -> list[int]:
    """Indikator with an agreed target of that year, as often as it was agreed. One query."""
    semua = Kesepakatan.objects.untuk(pengguna).filter(
        agenda__sesi__rapat__tahun_target=tahun,
        agenda__sesi__ditetapkan_pada__isnull=False,
        putusan__in=DISEPAKATI,
    )
    return list(semua.order_by("pk").values_list("indikator", flat=True))


def _hitung_lanjutan(pengguna: AbstractBaseUser, hari: date) -> dict[str, int]:
    terbuka = Q(status__in=MASIH_TERBUKA)
    return TindakLanjut.objects.untuk(pengguna).aggregate(
        selesai=Count("pk", filter=Q(status=StatusTindakLanjut.SELESAI)),
        terbuka=Count("pk", filter=terbuka),
        lewat=Count("pk", filter=terbuka & Q(batas_tanggal__lt=hari)),
    )


def _target(pk: list[int], capai: Mapping[int, Capai], tahun: int) -> tuple[BarisIngkar, ...]:
    """One query, none without such a promise."""
    if not pk:
        return ()
    baris = Indikator.objects.filter(pk__in=pk).values_list("pk", "nama", "opd__singkatan")
    nama = {satu: (judul, opd) for satu, judul, opd in baris}
    return tuple(
        BarisIngkar(
            pendek(nama[satu][0], PANJANG),
            nama[satu][1],
            "sementara" if capai[satu].sementara else "",
            f"{reverse('capaian:indikator_rinci', args=[satu])}?tahun={tahun}",
            capai[satu].persen,
        )
        for satu in pk
    )


def _lewat(pengguna: AbstractBaseUser, hari: date) -> tuple[BarisIngkar, ...]:
    """The follow-ups that are overdue longest. One query."""
    semua = TindakLanjut.objects.untuk(pengguna).lewat_batas(hari).order_by("batas_tanggal", "pk")
    kolom = ("pk", "uraian", "opd__singkatan", "batas_tanggal")
    return tuple(
        BarisIngkar(
            pendek(uraian, PANJANG),
            opd,
            f"lewat {(hari - batas).days} hari",
            reverse("rapat:tindak_lanjut_rinci", args=[pk]),
        )
        for pk, uraian, opd, batas in semua[:LANJUTAN_TAMPIL].values_list(*kolom)
    )
