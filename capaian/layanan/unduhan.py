"""Asking for a large file, calling it off, and whether it may be fetched."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q

from capaian.models import StatusUnduhan, Unduhan
from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh
from opd.lingkup import lingkup

SEORANG = 3
"""Files of one person that wait or are made at one time."""
SEBENTAR = timedelta(minutes=1)
"""So long after it is done the same question gets the same file."""
UMUR = timedelta(hours=24)
"""So long the file is kept."""


@transaction.atomic
def minta(
    *,
    pemilik: AbstractBaseUser,
    judul: str,
    alamat: str,
    kueri: str,
    kembali: str = "",
    pada: datetime,
) -> Unduhan:
    """The job that makes this file: the one under way when there is one. Four queries.

    Raises SalahKeadaan when the person has enough of them under way.
    """
    # Two tabs of one person come one after the other; a foreign key to the row may be made.
    get_user_model().objects.select_for_update(of=("self",), no_key=True).get(pk=pemilik.pk)
    milik, saringan = Unduhan.objects.untuk(pemilik), rapikan(kueri)
    baru_usai = Q(status=StatusUnduhan.SELESAI, usai_pada__gte=pada - SEBENTAR)
    sama = milik.filter(alamat=alamat, kueri=saringan)
    if ada := (sama.sedang() | sama.filter(baru_usai)).order_by("-pk").first():
        return ada
    if milik.sedang().count() >= SEORANG:
        raise SalahKeadaan(
            f"{SEORANG} berkas besar Anda masih disusun. Tunggu sampai satu selesai,"
            " atau batalkan satu."
        )
    return Unduhan.objects.create(
        pemilik=pemilik,
        judul=judul,
        alamat=alamat,
        kueri=saringan,
        kembali=kembali,
        dibuat_pada=pada,
    )


def batalkan(*, unduhan: Unduhan, pada: datetime) -> Unduhan:
    """Whoever makes it notices within seconds. Called off twice is called off once.

    Raises SalahKeadaan when it is over already.
    """
    milik = Unduhan.objects.filter(pk=unduhan.pk)
    if not milik.sedang().update(status=StatusUnduhan.BATAL, usai_pada=pada):
        segar = milik.get()
        if segar.status != StatusUnduhan.BATAL:
            raise SalahKeadaan(f"Berkas ini {segar.get_status_display().lower()}.")
    return milik.get()


def periksa_ambil(unduhan: Unduhan, pengguna: AbstractBaseUser, pada: datetime) -> None:
    """Whether the person may have this file now, not only when it was asked for.

    Raises SalahKeadaan when there is no file, TidakBoleh when rows are in it that the person may
    not read any more.
    """
    if not unduhan.terambil(pada):
        raise SalahKeadaan("Berkas ini tidak ada lagi atau belum jadi. Siapkan lagi.")
    if not tercakup(unduhan.lingkup, pengguna):
        raise TidakBoleh(
            "Penugasan Anda berubah sejak berkas ini disusun; di dalamnya ada OPD yang tidak lagi"
            " Anda baca. Siapkan lagi."
        )


def cap_lingkup(pengguna: AbstractBaseUser) -> dict[str, Any]:
    """Whose rows a person reads now, to be kept beside the file."""
    ruang = lingkup(pengguna)
    return {"semua": ruang.semua, "opd": sorted(ruang.opd_ids)}


def tercakup(cap: dict[str, Any], pengguna: AbstractBaseUser) -> bool:
    """Whether the person still reads all that `cap` holds."""
    ruang = lingkup(pengguna)
    return ruang.semua or (not cap["semua"] and ruang.opd_ids.issuperset(cap["opd"]))


def rapikan(kueri: str) -> str:
    """One filter written in one way: what is empty left out, in order of the names."""
    return urlencode(sorted(parse_qsl(kueri)))
