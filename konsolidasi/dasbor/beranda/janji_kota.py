"""Promises kept and broken: agreed targets of the year against what was reached, follow-ups."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from capaian.models import Indikator
from konsolidasi.dasbor.beranda.hasil_janji import Capai, Sidik, hasil_sepakat
from konsolidasi.dasbor.beranda.kalimat_pimpinan import Janji
from konsolidasi.dasbor.beranda.tindakan import pendek
from konsolidasi.inti.alamat import alamat_halaman
from opd.lingkup import Penanya, kueri_untuk
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
    return _sepakat(pengguna, tahun=tahun)


@kueri_untuk
def _sepakat(siapa: Penanya, *, tahun: int) -> QuerySet:
    semua = Kesepakatan.objects.untuk(siapa).filter(
        agenda__sesi__rapat__tahun_target=tahun,
        agenda__sesi__ditetapkan_pada__isnull=False,
        putusan__in=DISEPAKATI,
    )
    return semua.order_by("pk").values_list("indikator", flat=True)


def _hitung_lanjutan(pengguna: AbstractBaseUser, hari: date) -> dict[str, int]:
    """One query."""
    hitung = dict(selesai=0, terbuka=0, lewat=0)
    for status, lewat, banyak in _lanjutan(pengguna, hari=hari):
        if status == StatusTindakLanjut.SELESAI:
            hitung["selesai"] += banyak
        elif status in MASIH_TERBUKA:
            hitung["terbuka"] += banyak
            hitung["lewat"] += banyak if lewat else 0
    return hitung


@kueri_untuk
def _lanjutan(siapa: Penanya, *, hari: date) -> QuerySet:
    milik = TindakLanjut.objects.filter(pk__in=TindakLanjut.objects.untuk(siapa).values("pk"))
    lewat = Q(batas_tanggal__lt=hari)
    semua = milik.order_by().annotate(lewat=ExpressionWrapper(lewat, BooleanField()))
    return semua.values_list("status", "lewat").annotate(banyak=Count("pk"))


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
            f"{alamat_halaman('capaian:indikator_rinci', satu)}?tahun={tahun}",
            capai[satu].persen,
        )
        for satu in pk
    )


def _lewat(pengguna: AbstractBaseUser, hari: date) -> tuple[BarisIngkar, ...]:
    """The follow-ups that are overdue longest. One query."""
    return tuple(
        BarisIngkar(
            pendek(uraian, PANJANG),
            opd,
            f"lewat {(hari - batas).days} hari",
            alamat_halaman("rapat:tindak_lanjut_rinci", pk),
        )
        for pk, uraian, opd, batas in _terlama(pengguna, hari=hari)
    )


@kueri_untuk
def _terlama(siapa: Penanya, *, hari: date) -> QuerySet:
    semua = TindakLanjut.objects.untuk(siapa).lewat_batas(hari).order_by("batas_tanggal", "pk")
    return semua.values_list("pk", "uraian", "opd__singkatan", "batas_tanggal")[:LANJUTAN_TAMPIL]
