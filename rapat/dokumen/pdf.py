"""The documents of a meeting as PDF."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from konsolidasi.inti import dokumen
from rapat.dokumen.bahan import BahanOpd, data_bahan
from rapat.dokumen.lembar_hadir import (
    BARIS_KOSONG,
    susun_hadir_tercatat,
    susun_lembar_hadir,
)
from rapat.dokumen.logo import gambar_logo
from rapat.dokumen.naskah import IsiBeritaAcara
from rapat.dokumen.rekap import susun_notulen, susun_rekap
from rapat.dokumen.tampilan import Cetak, susun_data
from rapat.dokumen.undangan import IsiUndangan, data_undangan
from rapat.models import Sesi

CETAKAN = Path(__file__).parent / "cetakan"
TANPA_GAMBAR: Mapping[str, str] = MappingProxyType({})


def berita_acara_pdf(
    isi: IsiBeritaAcara,
    *,
    final: bool,
    kode_url: str = "",
    oleh: str,
    pada: datetime,
    kertas: str = "a4",
) -> bytes:
    """A final one is printed from its frozen `isi` alone; the same arguments, the same bytes."""
    cetak = Cetak(oleh, pada, final=final, kode_url=kode_url)
    gambar = {"qr": dokumen.qr_svg(kode_url)} if cetak.berkode else {}
    return _pdf("berita_acara.typ", susun_data(isi, cetak), kertas, gambar)


def petikan_pdf(
    isi: IsiBeritaAcara,
    agenda: int,
    *,
    final: bool,
    kode_url: str = "",
    oleh: str,
    pada: datetime,
    kertas: str = "a4",
) -> bytes:
    """Only the part of one OPD (pk of its agenda item). Raises KeyError when it is not in it."""
    return berita_acara_pdf(
        isi.petikan(agenda), final=final, kode_url=kode_url, oleh=oleh, pada=pada, kertas=kertas
    )


def notulen_pdf(isi: IsiBeritaAcara, *, oleh: str, pada: datetime, kertas: str = "a4") -> bytes:
    data = susun_notulen(isi, Cetak(oleh, pada))
    return _pdf("notulen.typ", data, kertas)


def rekap_rapat_pdf(
    semua: Sequence[IsiBeritaAcara], *, oleh: str, pada: datetime, kertas: str = "a4"
) -> bytes:
    """`semua`: the content of each sesi of one rapat. Raises ValueError without any."""
    data = susun_rekap(semua, Cetak(oleh, pada))
    return _pdf("rekap_rapat.typ", data, kertas)


def undangan_pdf(semua: Sequence[IsiUndangan], *, kertas: str = "a4") -> bytes:
    """One letter after another, each beginning on a page of its own. ValueError without any."""
    if not semua:
        raise ValueError("Tidak ada OPD pada agenda.")
    surat = [data_undangan(satu) for satu in semua]
    data = surat[0] | {"judul-dokumen": surat[0]["kaki"], "surat": surat}
    return _pdf("undangan.typ", data, kertas)


def daftar_hadir_pdf(sesi: Sesi, *, kosong: int = BARIS_KOSONG, kertas: str = "a4") -> bytes:
    """The sheet to sign by hand. Five queries."""
    data = susun_lembar_hadir(sesi, kosong=kosong)
    return _pdf("daftar_hadir.typ", data, kertas)


def hadir_tercatat_pdf(sesi: Sesi, *, kertas: str = "a4") -> bytes:
    """Who was there, with NIP and signature: internal. Seven queries."""
    data, gambar = susun_hadir_tercatat(sesi)
    return _pdf("hadir_tercatat.typ", data, kertas, gambar)


def bahan_pdf(semua: Sequence[BahanOpd], *, kertas: str = "a4") -> bytes:
    return _pdf("bahan.typ", data_bahan(semua), kertas)


def _pdf(
    cetakan: str, data: Mapping[str, Any], kertas: str, gambar: Mapping[str, str] = TANPA_GAMBAR
) -> bytes:
    """With the emblem of the kop, where there is one."""
    semua = {**gambar, **gambar_logo(data)}
    return dokumen.pdf(CETAKAN / cetakan, data, kertas=kertas, gambar=semua)
