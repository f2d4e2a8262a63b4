"""A list as a workbook: exactly the rows that were filtered, in the order they stood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from konsolidasi.inti import waktu
from konsolidasi.inti.tata_letak import Baris, Buku, Kolom, Lembar, Teks

PEMBUAT = "Konsolidasi Kota Tanjungbalai"
TERBANYAK = 10_000
DATA_CONTOH = "DATA CONTOH: bukan angka resmi."
BELUM_ADA = "belum ada"
LEBAR_A4 = 200
"""Wider tables are printed on F4, the longer paper that offices here have."""


@dataclass(frozen=True)
class Keterangan:
    """What is said about the printing itself; `saringan` in words, "" when all rows are in."""

    pada: datetime
    oleh: str
    saringan: str = ""

    @property
    def data_per(self) -> str:
        saat = self.pada.astimezone(waktu.ZONA)
        return f"Data per {waktu.tanggal_singkat(saat)} {saat.year} {waktu.pukul(saat)}"


def susun_buku(
    judul: str,
    kolom: Sequence[Kolom],
    baris: Sequence[Baris],
    ket: Keterangan,
    *,
    benda: str,
    gulir_mulai: str,
    contoh: bool = False,
    catatan: Sequence[str] = (),
) -> Buku:
    atas = [
        Teks(judul.upper(), "judul", 18),
        Teks(f"{ket.data_per} · {len(baris)} {benda} · diunduh oleh {ket.oleh}"),
    ]
    if ket.saringan:
        atas.append(Teks(f"Hanya memuat: {ket.saringan}"))
    if contoh:
        atas.append(Teks(DATA_CONTOH, "peringatan"))
    kosong = Baris(
        {kolom[0].kunci: f"Tidak ada {benda} yang sesuai saringan."},
        "kelompok",
        (kolom[0].kunci, kolom[-1].kunci),
    )
    lembar = Lembar(
        nama=benda[0].upper() + benda[1:],
        kolom=kolom,
        baris=baris or [kosong],
        atas=tuple(atas),
        bawah=[Teks(satu) for satu in catatan],
        gulir_mulai=gulir_mulai,
    )
    return Buku(
        judul=judul,
        lembar=[lembar],
        pada=ket.pada,
        pembuat=PEMBUAT,
        kertas="f4" if sum(k.lebar for k in kolom) > LEBAR_A4 else "a4",
        kaki=f"{judul} · {ket.data_per}",
    )


def nama_berkas(judul: str, pada: datetime, akhiran: str = "xlsx") -> str:
    aman = "".join(huruf if huruf not in '\\/:*?"<>|' else "-" for huruf in judul)
    return f"{aman} - per {pada.astimezone(waktu.ZONA):%Y%m%d-%H%M}.{akhiran}"
