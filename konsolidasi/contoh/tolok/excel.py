"""Excel both ways: what a file costs, against the least possible and against the usual library."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from itertools import count
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from capaian.ekspor.mentah import KOLOM, baris_mentah, judul
from capaian.models import Indikator, Realisasi
from konsolidasi.contoh.tolok import excel_alir, excel_formulir, excel_impor
from konsolidasi.contoh.tolok.excel_dunia import Dunia, buat_dunia
from konsolidasi.contoh.tolok.isi import Besaran
from konsolidasi.contoh.tolok.ukur import median_cpu
from konsolidasi.inti import xlsx
from konsolidasi.inti.models import gudang
from konsolidasi.inti.xlsx_alir import alirkan

T = TypeVar("T")
SERATUS = Decimal("0.01")
PUSTAKA = "django-import-export"
JUDUL = "\n## Excel both ways\n"
PENGANTAR = """
Ratios of CPU in one run; below 1 ours is the quicker. The long export and its floor run in
processes of their own, one after the other. django-import-export is set up as quick as it can be:
instances cached for the preview, written in bulk; it checks no rule of ours.

"""
KOLOM_TABEL = (
    "| Work | Measured | Against | Ratio or figure | Goal | Met |\n|---|---|---|---:|---:|---|\n"
)
BATAS_ALIR, BATAS_MB = Decimal(3), Decimal(60)
BATAS_FORMULIR = BATAS_PRATINJAU = Decimal(2)
BATAS_PERNYATAAN = Decimal(20)


@dataclass(frozen=True)
class BarisExcel:
    """`angka` is held to `batas`; without a `batas` it only stands beside the others."""

    kerja: str
    ukuran: str
    pembanding: str
    angka: Decimal
    batas: Decimal | None = None
    satuan: str = ""

    def __str__(self) -> str:
        tujuan = f"≤ {self.batas}{self.satuan}" if self.batas else ""
        tercapai = ("yes" if self.angka <= self.batas else "no") if self.batas else ""
        sel = (self.kerja, self.ukuran, self.pembanding, f"{self.angka}{self.satuan}")
        return f"| {' | '.join((*sel, tujuan, tercapai))} |"


@dataclass(frozen=True)
class Hasil:
    """Milliseconds of CPU and clock, and how many statements."""

    cpu: Decimal
    jam: Decimal
    pernyataan: int

    def __str__(self) -> str:
        return f"{self.cpu} ms CPU, {self.jam} ms clock, {self.pernyataan} statements"


def ukur_excel(besaran: Besaran, *, ulang: int, kabar: Callable[[str], object]) -> list[BarisExcel]:
    """On a filled database; everything written is rolled back."""
    hasil: list[BarisExcel] = []
    tahun = besaran.awal + besaran.tahun - 1
    for bagian in (
        lambda: _alir(ulang),
        lambda: _formulir(tahun, ulang),
        lambda: _impor(tahun),
        lambda: _ekspor(tahun),
    ):
        for baris in bagian():
            kabar(str(baris))
            hasil.append(baris)
    return hasil


def _alir(ulang: int) -> list[BarisExcel]:
    """Alternately, so that both see the same noise; the median of each."""
    kita, tangan = [], []
    for _ in range(min(ulang, 5)):
        kita.append(_proses("kita"))
        tangan.append(_proses("tangan"))
    a, b = (sorted(satu["cpu"] for satu in s)[len(s) // 2] for s in (kita, tangan))
    memori = Decimal(max(satu["memori"] for satu in kita)) / 1024
    nama = f"Long export, {excel_alir.BARIS} × {excel_alir.KOLOM} formatted cells"
    lawan = f"XML and zip by hand, {_ms(b)} ms, {tangan[0]['byte'] // 1000} kB"
    byte = kita[0]["byte"] // 1000
    return [
        BarisExcel(nama, f"{_ms(a)} ms, {byte} kB", lawan, _bagi(a, b), BATAS_ALIR),
        BarisExcel("Its peak memory above idle", "", "", memori.quantize(SERATUS), BATAS_MB, " MB"),
    ]


def _proses(cara: str) -> dict[str, int]:
    perintah = [sys.executable, "-m", excel_alir.__name__, cara]
    keluaran = subprocess.run(
        perintah, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    return json.loads(keluaran.stdout)


def _formulir(tahun: int, ulang: int) -> list[BarisExcel]:
    with transaction.atomic():
        dunia = buat_dunia(excel_formulir.BARIS, tahun)
        buku, hasil = _sekali(lambda: excel_formulir.susun(dunia))
        susun, _ = median_cpu(lambda: excel_formulir.susun(dunia), ulang)
        tulis, _ = median_cpu(lambda: xlsx.tulis(buku), ulang)
        polos, _ = median_cpu(excel_formulir.polos(xlsx.tulis(buku)), ulang)
        transaction.set_rollback(True)
    nama = f"E.81 of {excel_formulir.BARIS} rows"
    lawan = f"openpyxl writing the same cells bare, {polos} ms"
    semua = f"{susun + tulis} ms CPU, {hasil.pernyataan} statements"
    return [
        BarisExcel(
            f"{nama}, written", f"{tulis} ms CPU", lawan, _bagi(tulis, polos), BATAS_FORMULIR
        ),
        BarisExcel(
            f"{nama}, its figures read and written", semua, lawan, _bagi(susun + tulis, polos)
        ),
    ]


def _impor(tahun: int) -> list[BarisExcel]:
    with _gudang_sementara(), transaction.atomic():
        dunia = buat_dunia(excel_impor.BARIS, tahun)
        with transaction.atomic():
            hasil, pratinjau, terap = _kita_mengimpor(dunia)
            transaction.set_rollback(True)
        hasil += _pustaka_mengimpor(dunia, pratinjau, terap)
        transaction.set_rollback(True)
    return hasil


def _kita_mengimpor(dunia: Dunia) -> tuple[list[BarisExcel], Hasil, Hasil]:
    isi = excel_impor.buku_diisi(dunia)
    dasar, _ = median_cpu(lambda: excel_impor.openpyxl_membaca(isi), 1)
    impor, pratinjau = _sekali(lambda: excel_impor.baca(dunia, isi))
    banyak, terap = _sekali(lambda: excel_impor.terapkan(dunia, impor))
    if banyak != excel_impor.BARIS:
        raise RuntimeError(f"{banyak} rows were applied")
    nama = f"{excel_impor.BARIS} changed rows"
    lawan = f"openpyxl reading the file, {dasar} ms"
    rasio = _bagi(pratinjau.cpu, dasar)
    return (
        [
            BarisExcel(f"Preview of {nama}", str(pratinjau), lawan, rasio, BATAS_PRATINJAU),
            BarisExcel(
                f"Applying {nama}",
                str(terap),
                "",
                Decimal(terap.pernyataan),
                BATAS_PERNYATAAN,
                " statements",
            ),
        ],
        pratinjau,
        terap,
    )


def _pustaka_mengimpor(dunia: Dunia, pratinjau: Hasil, terap: Hasil) -> list[BarisExcel]:
    pustaka = _pustaka()
    baris = Realisasi.objects.filter(indikator__opd=dunia.opd).order_by("pk")
    isi = pustaka.buku_diisi(baris)
    banyak, lihat = _sekali(lambda: pustaka.pratinjau(isi))
    sebanyak, tulis = _sekali(lambda: pustaka.terapkan(isi))
    if not banyak == sebanyak == excel_impor.BARIS:
        raise RuntimeError(f"{banyak} and {sebanyak} rows were imported")
    return [
        BarisExcel(
            "Ours to its preview (dry run)",
            str(pratinjau),
            f"{PUSTAKA}, {lihat}",
            _bagi(pratinjau.cpu, lihat.cpu),
        ),
        BarisExcel(
            "Ours to its applying (in bulk)",
            str(terap),
            f"{PUSTAKA}, {tulis}",
            _bagi(terap.cpu, tulis.cpu),
        ),
    ]


def _ekspor(tahun: int) -> list[BarisExcel]:
    """Ours has more columns and figures that are computed; theirs 20 fields as they are stored."""
    semua = Indikator.objects.aktif()

    def kita() -> int:
        with alirkan(judul(tahun), KOLOM, baris_mentah(semua, tahun), timezone.now()) as berkas:
            return berkas.seek(0, 2)

    byte, hasil = _sekali(kita)
    isi, lain = _sekali(lambda: _pustaka().ekspor(tahun))
    return [
        BarisExcel(
            f"Data mentah, {len(KOLOM)} columns of {semua.count()} indikator × 4 quarters",
            f"{hasil}, {byte // 1000} kB",
            f"{PUSTAKA}, 20 fields of the realisasi, {lain}, {len(isi) // 1000} kB",
            _bagi(hasil.cpu, lain.cpu),
        )
    ]


def _pustaka() -> ModuleType:
    """Only `make tolok` installs it; whoever imports this module need not have it."""
    return import_module("konsolidasi.contoh.tolok.excel_pustaka")


@contextmanager
def _gudang_sementara() -> Iterator[None]:
    """Files that are sent in go to a folder that is thrown away."""
    tempat = gudang()
    asal = tempat.location
    with TemporaryDirectory() as folder:
        vars(tempat)["location"] = folder
        try:
            yield
        finally:
            vars(tempat)["location"] = asal


def _sekali(kerja: Callable[[], T]) -> tuple[T, Hasil]:
    """What comes out, what it cost, and the statements it took, those in a batch as one."""
    banyak = count()

    def hitung(jalankan: Callable[..., object], *isi: object) -> object:
        next(banyak)
        return jalankan(*isi)

    with connection.execute_wrapper(hitung):
        cpu, jam = time.process_time_ns(), time.perf_counter_ns()
        isi = kerja()
        cpu, jam = time.process_time_ns() - cpu, time.perf_counter_ns() - jam
    return isi, Hasil(_ms(cpu), _ms(jam), next(banyak))


def _ms(nanodetik: int) -> Decimal:
    return (Decimal(nanodetik) / 1_000_000).quantize(Decimal(1))


def _bagi(a: Decimal | int, b: Decimal | int) -> Decimal:
    return (Decimal(a) / Decimal(b)).quantize(SERATUS)


def tabel_excel(hasil: Sequence[BarisExcel]) -> str:
    return JUDUL + PENGANTAR + KOLOM_TABEL + "".join(f"{baris}\n" for baris in hasil)


def ganti_bab(laporan: str, bab: str) -> str:
    """The report with this chapter in place of the one of the same title, or at its end."""
    judul_bab = bab.lstrip("\n").partition("\n")[0]
    awal, ada, sisa = laporan.partition(f"\n{judul_bab}\n")
    if not ada:
        return laporan + bab
    _, lain, akhir = sisa.partition("\n## ")
    return awal + bab + lain + akhir
