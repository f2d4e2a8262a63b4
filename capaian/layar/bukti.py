"""Evidence as chips in a row; the pages behind them are in bukti_rinci."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from textwrap import shorten
from typing import NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.urls import reverse

from capaian import peringatan_bukti
from capaian.models import Bukti, Periode
from capaian.peringatan_bukti import Pemakaian
from capaian.pilihan import StatusBukti
from konsolidasi.inti.jenis_berkas import GAMBAR, PDF, XLSX
from konsolidasi.inti.kueri import kueri
from konsolidasi.inti.waktu import Triwulan
from opd.lingkup import lingkup

# A chip is one line; the whole reason stands among the warnings.
ALASAN_TERPANJANG = 40
RAGAM = {
    StatusBukti.MENUNGGU: "menunggu",
    StatusBukti.DITERIMA: "terima",
    StatusBukti.DITOLAK: "tolak",
}
MEDAN = (
    "pk",
    "indikator",
    "nama",
    "halaman",
    "status",
    "alasan",
    "dokumen_tanggal",
    "lampiran",
    "lampiran__jenis",
    "lampiran__halaman",
)


class Bahan(NamedTuple):
    """What a chip is made of, in the order of MEDAN; cheaper than 300 model objects."""

    pk: int
    indikator: int
    nama: str
    halaman: str
    status: str
    alasan: str
    dokumen_tanggal: date | None
    lampiran: int | None
    mime: str | None
    jumlah_halaman: int | None


@dataclass(frozen=True)
class KepingBukti:
    """One Bukti as a chip; the sentences are already those this reader may see."""

    pk: str
    nama: str
    ikon: str
    ragam: str
    keterangan: str
    url: str
    peringatan: tuple[str, ...] = ()
    dipakai: int = 1
    """In how many rows the file stands as evidence, among those this reader may know of."""


@cache
def _semua_bukti() -> QuerySet:
    """Made once and only filtered later."""
    return Bukti.objects.berlaku().order_by("indikator", "pk").values_list(*MEDAN)


@kueri
def _bukti_baris(*, periode: int, indikator: Sequence[int]) -> QuerySet:
    return _semua_bukti().filter(periode=periode, indikator__in=indikator)


def muat_bukti(
    indikator_pk: Sequence[int],
    periode: Periode,
    *,
    pengguna: AbstractBaseUser | None = None,
) -> dict[int, tuple[KepingBukti, ...]]:
    """Chips of every row that has evidence. Two queries, whatever the number of rows.

    Where else a file is used is told by name only to a `pengguna` who sees every OPD.
    """
    baris = _bukti_baris(periode=periode.pk, indikator=list(indikator_pk))
    bahan = [Bahan._make(satu) for satu in baris]
    keping = susun_keping(bahan, periode.tw, pengguna)
    hasil: dict[int, list[KepingBukti]] = defaultdict(list)
    for b in bahan:
        hasil[b.indikator].append(keping[b.pk])
    return {pk: tuple(deret) for pk, deret in hasil.items()}


def susun_keping(
    bahan: Sequence[Bahan], tw: Triwulan, pengguna: AbstractBaseUser | None
) -> dict[int, KepingBukti]:
    """One query, about where else the files are used; none when there is no file."""
    sebut = pengguna is not None and lingkup(pengguna).semua
    pakai = Bukti.objects.pemakaian({b.lampiran for b in bahan if b.lampiran})
    pola = reverse("capaian:bukti_lihat", args=[0])
    hasil = {}
    for b in bahan:
        tempat = pakai.get(b.lampiran, ())
        sini = next((p for p in tempat if p.indikator == b.indikator and p.tw == tw), None)
        terlihat = [p for p in tempat if sebut or sini is None or p.pangkal == sini.pangkal]
        hasil[b.pk] = KepingBukti(
            pk=str(b.pk),
            nama=b.nama,
            ikon=_ikon(b.mime),
            ragam=RAGAM[b.status],
            keterangan=_keterangan(b),
            url=pola.replace("/0/", f"/{b.pk}/"),
            peringatan=_peringatan(b, tw, sini, tempat, sebut=sebut),
            dipakai=max(len(terlihat), 1),
        )
    return hasil


def _peringatan(
    b: Bahan, tw: Triwulan, sini: Pemakaian | None, tempat: Sequence[Pemakaian], *, sebut: bool
) -> tuple[str, ...]:
    """Withdrawn evidence (`sini` is None) is not held against anything."""
    if sini is None and b.lampiran:
        return ()
    kalimat = [
        peringatan_bukti.ditolak(b.alasan) if b.status == StatusBukti.DITOLAK else "",
        peringatan_bukti.luar_triwulan(b.dokumen_tanggal, tw),
        peringatan_bukti.halaman_lewat(b.halaman, b.jumlah_halaman),
    ]
    if sini is not None:
        kalimat += [
            peringatan_bukti.triwulan_lain(sini, tempat),
            peringatan_bukti.opd_lain(sini, tempat, sebut=sebut),
        ]
    return tuple(k for k in kalimat if k)


def _ikon(mime: str | None) -> str:
    if mime is None:
        return "link"
    if mime in GAMBAR:
        return "photo"
    return {PDF: "file-type-pdf", XLSX: "file-spreadsheet"}.get(mime, "file-text")


def _keterangan(b: Bahan) -> str:
    if b.status == StatusBukti.DITOLAK:
        return shorten(b.alasan, ALASAN_TERPANJANG, placeholder=" …").rstrip(".")
    if b.halaman:
        return f"hlm. {b.halaman}"
    return "" if b.lampiran else "tautan"
