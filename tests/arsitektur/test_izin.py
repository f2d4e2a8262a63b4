"""Every URL × every role is one line here; a URL that is missing fails the suite."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import pabrik

PERAN = ("anonim", "tamu", "sari", "kepala_dinkes", "joko", "rina", "nana", "pak_budi", "admin")

#                                 anonim tamu sari kepala joko rina nana budi admin
UMUM = (200, 200, 200, 200, 200, 200, 200, 200, 200)
MASUK = (302, 200, 200, 200, 200, 200, 200, 200, 200)
BERTUGAS = (302, 403, 200, 200, 200, 200, 200, 200, 200)
MILIK_DINKES = (302, 403, 200, 200, 404, 200, 200, 200, 200)
MATRIKS: dict[str, tuple[int, ...]] = {
    "beranda": MASUK,
    "sehat": UMUM,
    "opd:masuk": (200, 302, 302, 302, 302, 302, 302, 302, 302),
    "opd:akun": MASUK,
    "opd:sandi_ganti": MASUK,
    "opd:sandi_lupa": UMUM,
    "opd:sandi_terkirim": UMUM,
    "opd:sandi_baru": UMUM,
    "opd:sandi_selesai": UMUM,
    "opd:keluar": (302,) * 9,
    "capaian:isian": BERTUGAS,
    "capaian:isian_opd": MILIK_DINKES,
    "capaian:isian_simpan": (302, 403, 302, 302, 404, 403, 403, 403, 403),
    "capaian:realisasi_simpan": (302, 403, 200, 200, 404, 403, 403, 403, 403),
    "capaian:isian_ajukan": (302, 403, 302, 302, 404, 403, 403, 403, 403),
    "capaian:indikator_daftar": BERTUGAS,
    "capaian:indikator_rinci": MILIK_DINKES,
    "capaian:target_tabel": (302, 403, 403, 403, 403, 200, 403, 403, 403),
    "capaian:target_periksa": (302, 403, 403, 403, 403, 200, 403, 403, 403),
    "capaian:target_simpan": (302, 403, 403, 403, 403, 302, 403, 403, 403),
    "capaian:rekap": BERTUGAS,
    "capaian:rekap_unduh": BERTUGAS,
    "rapat:rapat_daftar": BERTUGAS,
    "rapat:rapat_rinci": MILIK_DINKES,
    "rapat:sesi_rinci": MILIK_DINKES,
    "rapat:agenda_rinci": MILIK_DINKES,
    "rapat:kesepakatan_simpan": (302, 403, 403, 403, 404, 200, 200, 403, 403),
    "rapat:agenda_simpan": (302, 403, 403, 403, 404, 302, 302, 403, 403),
    "rapat:kehadiran_simpan": (302, 403, 403, 403, 404, 302, 302, 403, 403),
    "rapat:sesi_mulai": (302, 403, 403, 403, 404, 302, 302, 403, 403),
    "rapat:sesi_tetapkan": (302, 403, 403, 403, 404, 200, 403, 403, 403),
    "rapat:sesi_tetapkan_simpan": (302, 403, 403, 403, 404, 302, 403, 403, 403),
}
# Django's own pages of the admin site; who gets in is tested with the admin site.
BUKAN_KITA = "admin:"


def semua_nama(pola: object = None, awalan: str = "") -> Iterator[str]:
    for satu in (pola or get_resolver()).url_patterns:
        if isinstance(satu, URLResolver):
            yield from semua_nama(satu, f"{satu.namespace}:" if satu.namespace else awalan)
        elif isinstance(satu, URLPattern):
            yield awalan + (satu.name or str(satu.pattern))


def test_every_url_is_in_the_matrix():
    ada = {nama for nama in semua_nama() if not nama.startswith(BUKAN_KITA)}
    assert ada == set(MATRIKS)
