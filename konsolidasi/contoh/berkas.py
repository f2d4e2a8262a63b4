"""Reads the files under data/: what they say, before anything touches the database."""

import csv
import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
TAHUN_TARGET = range(2021, 2030)
TAHUN_REALISASI = range(2021, 2026)
TANPA = "-"
BELUM = "belum"
TIDAK_BERLAKU = "n/a"
KHUSUS = frozenset({TANPA, BELUM, TIDAK_BERLAKU})


@dataclass(frozen=True)
class Terbitan:
    """One published figure with the place where it was published."""

    indikator: str
    jenis: str
    tahun: int
    teks: str
    mulai: date | None
    acuan: str


@dataclass(frozen=True)
class RencanaIndikator:
    """One indikator as written in its file; figures still as text, one per year."""

    opd: str
    kode: str
    nama: str
    urusan: str
    urutan: int
    target: Any
    realisasi: Any
    jenis: str = "ikk"
    satuan: str = "%"
    desimal: int = 2
    nilai: str = ""
    formula: str = "positif"
    konsolidasi: str = "posisi_akhir"
    isian: str = "kumulatif"
    skala: str = ""
    prioritas: str = ""
    pendukung: tuple[str, ...] = ()
    definisi: str = ""
    rumus: str = ""
    sumber: str = ""
    pola: str = ""
    renja_2025: str = ""
    renja_2026: str = ""
    usulan_2026: str = ""
    alasan_renja: str = ""
    alasan: str = ""
    pagu: str = ""
    serapan: str = ""
    tw4: str = ""
    catatan: str = ""
    pendorong: str = ""
    penghambat: str = ""
    contoh: bool = True
    terbitan: str = ""
    terbit: tuple[Terbitan, ...] = field(default=())

    @property
    def jenis_nilai(self) -> str:
        return self.nilai or ("persen" if self.satuan == "%" else "angka")

    @property
    def pola_triwulan(self) -> str:
        if self.pola:
            return self.pola
        if self.konsolidasi == "posisi_akhir":
            return "tahunan" if self.nilai == "predikat" else "posisi"
        return {"jumlah": "jumlah", "rata_rata": "rata"}[self.konsolidasi]

    @property
    def berpagu(self) -> bool:
        return bool(self.pagu) or self.formula == "anggaran"

    @cached_property
    def teks_target(self) -> dict[int, str]:
        return _per_tahun(self.target, TAHUN_TARGET, self.kode)

    @cached_property
    def teks_realisasi(self) -> dict[int, str]:
        """Annual figures; a published one stands before what the file says."""
        dari_berkas = _per_tahun(self.realisasi, TAHUN_REALISASI, self.kode)
        return dari_berkas | {t.tahun: t.teks for t in self.terbit if t.jenis == "realisasi"}

    @property
    def terbit_realisasi(self) -> dict[int, Terbitan]:
        return {t.tahun: t for t in self.terbit if t.jenis == "realisasi"}


def _per_tahun(isi: str | list[str], tahun: range, kode: str) -> dict[int, str]:
    teks = isi.split() if isinstance(isi, str) else isi
    if len(teks) != len(tahun):
        raise ValueError(f"{kode}: {len(teks)} angka untuk {len(tahun)} tahun")
    return {t: satu for t, satu in zip(tahun, teks, strict=True) if satu != TANPA}


def baca_toml(nama: str) -> dict[str, Any]:
    return tomllib.loads((DATA / nama).read_text(encoding="utf-8"))


def baca_csv(nama: str) -> list[dict[str, str]]:
    with (DATA / nama).open(encoding="utf-8", newline="") as berkas:
        return list(csv.DictReader(berkas, delimiter=";"))


def baca_terbitan() -> list[Terbitan]:
    return [
        Terbitan(
            indikator=baris["indikator"],
            jenis=baris["jenis"],
            tahun=int(baris["tahun"]),
            teks=baris["teks"],
            mulai=date.fromisoformat(baris["mulai"]) if baris["mulai"] else None,
            acuan=baris["acuan"],
        )
        for baris in baca_csv("terbitan.csv")
    ]


def baca_indikator(opd: str, terbitan: list[Terbitan]) -> list[RencanaIndikator]:
    """Indikator of one OPD; keys above the first indikator are defaults for all of them."""
    isi = baca_toml(f"indikator/{opd}.toml")
    bawaan = {k: v for k, v in isi.items() if k not in ("indikator", "pendorong", "penghambat")}
    hasil = []
    for urutan, baris in enumerate(isi["indikator"], start=1):
        faktor = {
            nama: isi[nama][urutan % len(isi[nama])] if isi[nama] else ""
            for nama in ("pendorong", "penghambat")
        }
        hasil.append(
            RencanaIndikator(
                **(bawaan | faktor | baris),
                urutan=urutan,
                terbit=tuple(t for t in terbitan if t.indikator == baris["kode"]),
            )
        )
    return hasil
