"""docs/kinerja.md: what was measured, as ratios of one run."""

import os
import platform
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import connection

from konsolidasi.contoh.tolok.isi import Besaran
from konsolidasi.contoh.tolok.lari import Baris
from konsolidasi.contoh.tolok.layar import UkuranLayar, tabel_layar
from konsolidasi.inti import angka

KEPALA = """# Kinerja

Written by `make tolok`; every figure below comes from one run on one machine. Read the ratios:
milliseconds differ from machine to machine. CPU is the median of this process alone; the clock
includes the database. The constant page has the same bytes: each text of it is one template
variable, without a query, a condition or a number to format. Isian Saya is held against an entry
grid written by hand that prints the same rows from plain dicts inside the same base page, for a
person who is logged in; saving a row against the cheapest logged-in page with one query.

"""
BATAS_TUMBUH = Decimal("1.3")
BATAS_NASKAH = Decimal(3)
KOLOM_TUMBUH = (
    "| Page or work | Clock ms | Clock ms, grown | Ratio | Met |\n|---|---:|---:|---:|---|\n"
)
KOLOM = (
    "| Page or work | CPU ms | Clock ms | Queries | kB | Measured against | Ratio | Goal | Met |\n"
    "|---|---:|---:|---:|---:|---|---:|---:|---|\n"
)


def tulis_laporan(
    berkas: Path,
    besaran: Besaran,
    hasil: Sequence[Baris],
    besar: Sequence[Baris],
    lain: tuple[str, str],
    naskah: tuple[Decimal, Decimal],
    layar: UkuranLayar,
    *,
    ulang: int,
) -> None:
    """`besar`: the same rows measured again on the grown database; empty when that was left out.

    `lain`: a sentence about the findings, one about the kept figures.
    `naskah`: milliseconds of a berita acara, ours and typst alone.
    """
    with connection.cursor() as kursor:
        kursor.execute("SHOW server_version")
        postgres = kursor.fetchone()[0]
    isi = (
        f"Data: {besaran.opd} OPD × {besaran.indikator} indikator × {besaran.tahun} years × 4"
        f" quarters = {angka.tulis(Decimal(besaran.realisasi), 0)} realisasi. {ulang} runs each."
        f" {os.cpu_count()} cores, Python {platform.python_version()}, PostgreSQL {postgres},"
        f" {date.today().isoformat()}.\n\n"
    )
    baris = "".join(
        f"| {b.nama} | {b.ukuran.cpu} | {b.ukuran.jam} | {b.ukuran.kueri} |"
        f" {b.ukuran.byte // 1000} | {b.pembanding}, {b.cpu_pembanding} ms | {b.rasio} |"
        f" ≤ {b.batas} | {'yes' if b.rasio <= Decimal(b.batas) else 'no'} |\n"
        for b in hasil
    )
    tumbuh = _tumbuh(besaran, hasil, besar)
    temuan = (
        f"\n## Findings of keselarasan\n\n{lain[0]}\n"
        f"\n## Kept figures of the dashboards\n\n{lain[1]}\n"
    )
    berkas.write_text(
        KEPALA + isi + KOLOM + baris + tumbuh + temuan + _naskah(*naskah) + tabel_layar(layar)
    )


def _tumbuh(besaran: Besaran, hasil: Sequence[Baris], besar: Sequence[Baris]) -> str:
    """The clock, because growth is paid in the database."""
    if not besar:
        return ""
    baris = "".join(
        f"| {a.nama} | {a.ukuran.jam} | {b.ukuran.jam} | {rasio} |"
        f" {'yes' if rasio <= BATAS_TUMBUH else 'no'} |\n"
        for a, b in zip(hasil, besar, strict=True)
        for rasio in [(b.ukuran.jam / a.ukuran.jam).quantize(Decimal("0.01"))]
    )
    banyak = angka.tulis(Decimal(besaran.realisasi_arsip), 0)
    return (
        f"\n## The same pages with {banyak} realisasi in the tables\n\n"
        f"{besaran.arsip} OPD that were closed in 2020 added, with {besaran.tahun_arsip} years of"
        f" their figures. Goal: clock at most {BATAS_TUMBUH} times.\n\n" + KOLOM_TUMBUH + baris
    )


def _naskah(kita: Decimal, dasar: Decimal) -> str:
    rasio = (kita / dasar).quantize(Decimal("0.01"))
    return (
        "\n## A berita acara as PDF\n\n"
        "16 OPD × 10 indikator from frozen content, against typst compiling the same document from"
        " a file.\n\n"
        "| Work | Clock ms | Measured against | Ratio | Goal | Met |\n"
        "|---|---:|---|---:|---:|---|\n"
        f"| Berita acara, PDF | {kita} | typst from a file, {dasar} ms | {rasio} |"
        f" ≤ {BATAS_NASKAH} | {'yes' if rasio <= BATAS_NASKAH else 'no'} |\n"
    )
