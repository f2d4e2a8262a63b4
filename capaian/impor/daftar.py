"""The entry page: the kinds that a person may start, and the imports that were."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser

from capaian.impor.jenis import Jenis, Tempat
from capaian.impor.simpan import jenis_impor, tempat_impor
from capaian.impor.tampil import Hitungan, susun_hitungan
from capaian.models import Impor


@dataclass(frozen=True, slots=True)
class JenisTampil:
    """A kind that the person may start; `pilihan`: slug and words of the places, if several."""

    kode: str
    judul: str
    uraian: str
    url: str
    tempat: str
    pilihan: Sequence[tuple[str, str]]


def susun_jenis(semua: Sequence[Jenis], pengguna: AbstractBaseUser) -> list[JenisTampil]:
    """Only kinds with a place. As many queries as their `tempat`."""
    hasil = []
    for jenis in semua:
        tempat = jenis.tempat(pengguna)
        if not tempat:
            continue
        nama = [(satu.slug, _sebut(jenis, satu)) for satu in tempat]
        url, pilihan = (tempat[0].alamat(), []) if len(tempat) == 1 else ("", nama)
        hasil.append(JenisTampil(jenis.kode, jenis.judul, jenis.uraian, url, nama[0][1], pilihan))
    return hasil


@dataclass(frozen=True, slots=True)
class BarisImpor:
    """One line of the list of imports."""

    impor: Impor
    untuk: str
    hitungan: Sequence[Hitungan]


def susun_daftar(semua: Iterable[Impor]) -> list[BarisImpor]:
    return [
        BarisImpor(
            impor,
            _sebut(jenis_impor(impor), tempat_impor(impor)),
            susun_hitungan(impor.banyak),
        )
        for impor in semua
    ]


def _sebut(jenis: Jenis, tempat: Tempat) -> str:
    nama = jenis.nama_tempat(tempat)
    return nama[:1].upper() + nama[1:]
