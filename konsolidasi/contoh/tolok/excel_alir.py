"""100,000 rows of 20 formatted cells, by ours and by hand; each in a process of its own.

    python -m konsolidasi.contoh.tolok.excel_alir kita|tangan

By hand: one f-string for each row that knows which column is what, and the same zip. It cleans no
text, looks at no type, and so it is the least that any program has to do to write these bytes.
"""

import gc
import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from konsolidasi.inti.tata_letak import Angka, Kolom
from konsolidasi.inti.xlsx_alir import Isi, alirkan

BARIS, KOLOM = 100_000, 20
SEKALI = 500
TRIWULAN = ("I", "II", "III", "IV")
PADA = datetime(2026, 1, 22, 9, 0, tzinfo=UTC)
JUDUL = (
    "Tahun,Triwulan,Klaster,Kode OPD,OPD,Kode,Indikator,Satuan,Formula,Target,Target TW,Realisasi,"
    "Capaian TW,Capaian,Pagu,Realisasi anggaran,Status,Terlambat,Diverifikasi,Catatan"
)
HARI = "46044.6666666667"
"""PADA on the clock of Jakarta, in the count of spreadsheets."""


def isi(n: int) -> tuple:
    """What is known of row `n`, in plain values."""
    return (
        2025,
        TRIWULAN[n % 4],
        "Pembangunan Manusia dan Pemerintahan",
        f"1.02.{n % 78:02}",
        f"Dinas Contoh Nomor {n % 78} & Pemberdayaan Masyarakat",
        f"1.02.{n % 78:02}.{n % 300:04}",
        f"Persentase layanan ke-{n} yang memenuhi standar pelayanan minimal",
        "%",
        "Makin besar makin baik",
        Decimal(8000 + n % 1500) / 100,
        Decimal(2000 + n % 700) / 100,
        Decimal(1900 + n % 800) / 100,
        Decimal(9000 + n % 1300) / 100,
        Decimal(9100 + n % 1200) / 100,
        Decimal(100_000_000 + n * 1000),
        Decimal(90_000_000 + n * 1000),
        "Terverifikasi",
        n % 9,
        PADA,
        "" if n % 3 else "Menunggu data 8 klinik swasta",
    )


def kita() -> IO[bytes]:
    return alirkan("Tolok", _kolom(), _baris(), PADA)


def _kolom() -> list[Kolom]:
    return [Kolom(k, k, 14) for k in JUDUL.split(",")]


def _baris() -> Iterator[tuple[Isi, ...]]:
    for n in range(BARIS):
        satu = isi(n)
        angka = (Angka(satu[k], 2) for k in range(9, 14))
        rupiah = (Angka(satu[k], 0) for k in (14, 15))
        yield (*satu[:9], *angka, *rupiah, *satu[16:])


def tangan() -> IO[bytes]:
    """The parts around the sheet are those of ours: they are a few kilobytes."""
    keluar = TemporaryFile()  # noqa: SIM115  its only reader closes it
    with ZipFile(kita_kosong()) as asal, ZipFile(keluar, "w", ZIP_DEFLATED) as tujuan:
        for nama in asal.namelist():
            if not nama.endswith("sheet1.xml"):
                tujuan.writestr(nama, asal.read(nama))
                continue
            awal, akhir = asal.read(nama).split(b"</sheetData>")
            with tujuan.open(nama, "w", force_zip64=True) as lembar:
                lembar.write(awal)
                for mulai in range(0, BARIS, SEKALI):
                    lembar.write("".join(map(_satu, range(mulai, mulai + SEKALI))).encode())
                lembar.write(b"</sheetData>" + akhir)
    return keluar


def kita_kosong() -> IO[bytes]:
    return alirkan("Tolok", _kolom(), (), PADA)


def _satu(n: int) -> str:
    i = isi(n)
    teks = 't="inlineStr"><is><t xml:space="preserve">'
    tutup = "</t></is></c>"
    catatan = f"<c {teks}{i[19]}{tutup}" if i[19] else "<c/>"
    return (
        f"<row><c><v>{i[0]}</v></c><c {teks}{i[1]}{tutup}<c {teks}{i[2]}{tutup}<c {teks}{i[3]}"
        f"{tutup}<c {teks}{escape(i[4])}{tutup}<c {teks}{i[5]}{tutup}<c {teks}{i[6]}{tutup}"
        f"<c {teks}{i[7]}{tutup}<c {teks}{i[8]}{tutup}"
        f'<c s="6"><v>{i[9]}</v></c><c s="6"><v>{i[10]}</v></c><c s="6"><v>{i[11]}</v></c>'
        f'<c s="6"><v>{i[12]}</v></c><c s="6"><v>{i[13]}</v></c>'
        f'<c s="4"><v>{i[14]}</v></c><c s="4"><v>{i[15]}</v></c><c {teks}{i[16]}{tutup}'
        f'<c><v>{i[17]}</v></c><c s="3"><v>{HARI}</v></c>{catatan}</row>'
    )


def ukur(kerja: Callable[[], IO[bytes]]) -> dict[str, int]:
    """CPU and clock in nanoseconds; peak memory above idle in kB."""
    gc.collect()
    puncak_baru()
    diam, cpu, jam = memori("VmRSS"), time.process_time_ns(), time.perf_counter_ns()
    with kerja() as berkas:
        hasil = {
            "cpu": time.process_time_ns() - cpu,
            "jam": time.perf_counter_ns() - jam,
            "memori": memori("VmHWM") - diam,
            "byte": berkas.seek(0, 2),
        }
    return hasil


def puncak_baru() -> None:
    """Forget the highest memory so far."""
    Path("/proc/self/clear_refs").write_text("5")


def memori(nama: str) -> int:
    """kB of this process."""
    baris = Path("/proc/self/status").read_text().splitlines()
    return int(next(b for b in baris if b.startswith(f"{nama}:")).split()[1])


if __name__ == "__main__":
    print(json.dumps(ukur({"kita": kita, "tangan": tangan}[sys.argv[1]])))
