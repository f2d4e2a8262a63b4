"""Janji vs kenyataan: what was agreed in past sesi, and what became of it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from capaian.layar.indikator import tulis_gabungan
from capaian.perhitungan import HasilTahun, Penghitung
from capaian.pilihan import KeadaanNilai
from rapat.layar.baris import tertulis
from rapat.models import Kesepakatan
from rapat.pilihan import DISEPAKATI, Putusan
from rapat.querysets import KesepakatanQuerySet

SERATUS = Decimal(100)
TERCAPAI, BELUM_TERCAPAI, BERJALAN = "tercapai", "belum", "berjalan"
KATA = {
    TERCAPAI: ("Tercapai", "baik", "circle-check"),
    BELUM_TERCAPAI: ("Belum tercapai", "buruk", "circle-x"),
    BERJALAN: ("Masih berjalan", "info", "clock"),
}
TANPA_TARGET = {
    Putusan.DITUNDA: ("Ditunda", "waspada", "clock"),
    Putusan.TIDAK_DIBAHAS: ("Tidak dibahas", "kosong", "circle-minus"),
    Putusan.BELUM: ("Belum diputuskan", "kosong", "circle-dashed"),
}


@dataclass(frozen=True)
class BarisJanji:
    """One decision and its outcome. `keadaan` is a key of KATA, "" when nothing was promised."""

    kesepakatan: Kesepakatan
    sepakat: str
    realisasi: str
    hasil: HasilTahun | None
    keadaan: str
    kata: str
    ragam: str
    ikon: str

    @property
    def persen(self) -> Decimal | None:
        return self.hasil.hasil.persen if self.hasil else None

    @property
    def kalimat(self) -> str:
        return self.hasil.hasil.kalimat if self.hasil else ""


@dataclass(frozen=True)
class Ringkas:
    sepakat: int
    tercapai: int
    belum: int
    berjalan: int


def daftar_janji(pengguna: AbstractBaseUser, tahun: int) -> KesepakatanQuerySet:
    """Decisions for the targets of a year, of every sesi that is ditetapkan."""
    return (
        Kesepakatan.objects.untuk(pengguna)
        .filter(
            agenda__sesi__rapat__tahun_target=tahun, agenda__sesi__ditetapkan_pada__isnull=False
        )
        .select_related(
            "indikator__opd",
            "indikator__skala_predikat",
            "predikat",
            "agenda__sesi__rapat",
            "target_baru__predikat",
        )
        .order_by("indikator__opd__urutan", "indikator__urutan", "indikator__kode", "pk")
    )


def susun_janji(baris: QuerySet[Kesepakatan], tahun: int, pada: date) -> tuple[BarisJanji, ...]:
    """Seven queries, whatever the number of rows."""
    baris = list(baris)
    hasil = Penghitung(tahun).hitung([k.indikator for k in baris])
    return tuple(_baris(k, hasil[k.indikator_id], tahun, pada) for k in baris)


def _baris(k: Kesepakatan, hasil: HasilTahun, tahun: int, pada: date) -> BarisJanji:
    if k.putusan not in DISEPAKATI:
        kata, ragam, ikon = TANPA_TARGET[k.putusan]
        return BarisJanji(k, "", tulis_gabungan(hasil), None, "", kata, ragam, ikon)
    keadaan = _keadaan(hasil, tahun, pada)
    kata, ragam, ikon = KATA[keadaan]
    if hasil.sementara and keadaan != BERJALAN:
        kata, ragam = f"{kata}, sementara", "netral"  # never green before it is verified
    return BarisJanji(
        kesepakatan=k,
        sepakat=tertulis(k.indikator, k),
        realisasi=tulis_gabungan(hasil),
        hasil=hasil,
        keadaan=keadaan,
        kata=kata,
        ragam=ragam,
        ikon=ikon,
    )


def _keadaan(hasil: HasilTahun, tahun: int, pada: date) -> str:
    """A year that is not over, or without its figure, is still under way."""
    persen = hasil.hasil.persen
    if pada.year <= tahun or persen is None or hasil.realisasi.keadaan != KeadaanNilai.NILAI:
        return BERJALAN
    return TERCAPAI if persen >= SERATUS else BELUM_TERCAPAI


def ringkas(baris: Sequence[BarisJanji]) -> Ringkas:
    hitung: dict[str, int] = defaultdict(int)
    for satu in baris:
        hitung[satu.keadaan] += 1
    sepakat = sum(n for keadaan, n in hitung.items() if keadaan)
    return Ringkas(sepakat, hitung[TERCAPAI], hitung[BELUM_TERCAPAI], hitung[BERJALAN])


def per_opd(baris: Sequence[BarisJanji]) -> Iterator[tuple[str, Ringkas, list[BarisJanji]]]:
    """OPD, its counts, its rows; in the order of the rows."""
    kelompok: dict[str, list[BarisJanji]] = defaultdict(list)
    for satu in baris:
        kelompok[satu.kesepakatan.indikator.opd.nama].append(satu)
    for nama, milik in kelompok.items():
        yield nama, ringkas(milik), milik
