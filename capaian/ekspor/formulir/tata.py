"""What the layout of a form is. The layouts themselves are e78, e79, e80 and e81."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from capaian.ekspor.formulir.angka import Angka, AngkaIndikator, Uang
from capaian.ekspor.formulir.isi import Isian
from capaian.pilihan import SumberTarget
from konsolidasi.inti.tata_letak import Kolom

SEMUA_TINGKAT = ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan")
LEBAR_K, LEBAR_RP = 9, 14
RATA, PREDIKAT = "rata", "predikat"
PENDORONG, PENGHAMBAT = "pendorong", "penghambat"
LANJUT_TRIWULAN, LANJUT_TAHUN, LANJUT_MASA = "lanjut_triwulan", "lanjut_tahun", "lanjut_masa"


@dataclass(frozen=True)
class Tanda:
    """A block of signatures: its word, and who signs ("opd", "bapperida" or "wali_kota")."""

    kata: str
    siapa: str


@dataclass(frozen=True)
class Formulir:
    """`judul`, titles of `kolom`: with {tahun}, {akhir}, {opd}, {periode}, {sasaran} to be filled.

    `simpul`: key of the column with the name of a program, kegiatan or sub kegiatan.
    """

    kode: str
    nama: str
    judul: tuple[str, ...]
    kolom: tuple[Kolom, ...]
    penutup: tuple[tuple[str, str], ...]
    """Rows below the table: what they say, and their label."""
    rata: tuple[str, ...]
    """Keys of the percentages whose means stand below them."""
    kiri: Tanda
    kanan: Tanda
    sumber_akhir: tuple[SumberTarget, ...]
    sumber_tahun: tuple[SumberTarget, ...]
    isi_k: Callable[[AngkaIndikator, Angka], Isian]
    isi_rp: Callable[[Uang, Angka], Isian]
    kaki: tuple[str, ...]
    """Explanations in small print."""
    gulir: str = "akhir_k"
    se_kota: bool = False
    berkode: bool = False
    """Codes stand in columns of their own, one part each."""
    tingkat: tuple[str, ...] = SEMUA_TINGKAT

    def berjudul(self, **isi: str) -> tuple[Kolom, ...]:
        """The columns with their titles filled in."""
        return tuple(
            replace(
                k,
                judul=k.judul.format(**isi),
                kelompok=k.kelompok.format(**isi),
                atasan=tuple(satu.format(**isi) for satu in k.atasan),
            )
            for k in self.kolom
        )


def tunggal(kunci: str, nomor: int, judul: str, lebar: int, rata: str = "left") -> Kolom:
    return Kolom(kunci, judul, lebar, rata=rata, nomor=str(nomor))


def pasangan(kunci: str, nomor: int, judul: str, *atasan: str) -> tuple[Kolom, Kolom]:
    """K and Rp under one title and one number; `atasan` stands above the title."""
    lain = {"kelompok": judul, "rata": "right", "atasan": atasan, "nomor": str(nomor)}
    return (
        Kolom(f"{kunci}_k", "K", LEBAR_K, **lain),
        Kolom(f"{kunci}_rp", "Rp", LEBAR_RP, **lain),
    )
