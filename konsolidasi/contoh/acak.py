"""Workbooks that were broken on purpose, by number: the same seed breaks the same bytes.

Each of them must end as one sentence or as a preview, within the limits, and what is previewed
must be markable. Nothing here needs a database.
"""

import random
import re
import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from capaian.impor.baris import periksa
from capaian.impor.jenis import semua_jenis
from capaian.impor.lembar import baca_berkas, dari_json, sebagai_json
from capaian.impor.tampil import catatan_sel, susun_baris, susun_butir, susun_kolom
from capaian.impor.templat import susun_templat
from konsolidasi.contoh.acak_isi import CONTOH, Contoh
from konsolidasi.inti import xlsx_isian
from konsolidasi.inti.xlsx_tandai import tandai
from konsolidasi.inti.xlsx_wadah import BukuDitolak

DETIK_TERLAMA, MB_TERBESAR = 10, 300
POTONGAN = (
    b"<v>",
    b"</v>",
    b"<f>E6</f>",
    b"<c r='ZZ9'>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"&b;",
    b"\0",
    b"\xff\xfe",
    b"<mergeCell ref='A1:XFD1048576'/>",
    b't="s"',
    b't="e"',
    b"#REF!",
    b"1E309",
    b"-",
    b"NaN",
    b"1.184",
    b"n/a",
    b"_x0000_",
    b"]]>",
    b"<![CDATA[",
    b"9" * 400,
    b'r="E0"',
    b"xmlns:",
)
SEL = (
    "92,4 persen",
    "1.184",
    "1,234.5",
    "n/a",
    "-",
    "=E6",
    "=1/0",
    "#REF!",
    "1,60–1,70",
    "",
    " ",
    "\u202e12",
    "x" * 20_000,
    "Rp 1.000.000,-",
    "31/13/2025",
    True,
    -1,
    10**300,
    Decimal("0.1"),
    "Tidak berlaku",
    datetime(2025, 12, 31),
    '=HYPERLINK("x")',
    "1" * 60,
    "\n",
    "1.02.03",
)


class BertandaLain(Exception):
    """A workbook with red cells says something else than it did without them."""


@dataclass(frozen=True)
class Akhir:
    """How one broken workbook ended; `kalimat` is "" for a preview."""

    nomor: int
    jenis: str
    cara: str
    kalimat: str
    detik: Decimal


def dasar(contoh: Contoh) -> bytes:
    """The workbook that is broken: a template with something in every column."""
    pada = datetime(2026, 1, 8, tzinfo=UTC)
    jenis, tempat = contoh.jenis, contoh.tempat
    buku = susun_templat(jenis, tempat, contoh.acuan, pada=pada, oleh="Sari", pembuat="Contoh")
    return xlsx_isian.tulis(buku)


def rusak(asli: bytes, benih: int, nomor: int) -> tuple[str, bytes]:
    """How it was broken, and what came of it."""
    dadu = random.Random(f"{benih}-{nomor}")
    cara = CARA[nomor % len(CARA)]
    return cara.__name__.strip("_"), cara(asli, dadu)


def _balik_byte(asli: bytes, dadu: random.Random) -> bytes:
    isi = bytearray(asli)
    for _ in range(dadu.choice((1, 2, 8, 64))):
        isi[dadu.randrange(len(isi))] ^= 1 << dadu.randrange(8)
    return bytes(isi)


def _potong(asli: bytes, dadu: random.Random) -> bytes:
    dari, sampai = sorted(dadu.randrange(len(asli) + 1) for _ in range(2))
    return asli[:sampai] if dadu.random() < 0.5 else asli[:dari] + asli[sampai:]


def _bagian(asli: bytes, ubah: Callable[[str, bytes], bytes | None]) -> bytes:
    keluar = BytesIO()
    with zipfile.ZipFile(BytesIO(asli)) as asal, zipfile.ZipFile(keluar, "w") as tujuan:
        for nama in asal.namelist():
            isi = ubah(nama, asal.read(nama))
            if isi is not None:
                tujuan.writestr(nama, isi, zipfile.ZIP_DEFLATED)
    return keluar.getvalue()


def _rusak_xml(asli: bytes, dadu: random.Random) -> bytes:
    """Pieces put into, taken out of, or doubled in one part."""
    nama_semua = zipfile.ZipFile(BytesIO(asli)).namelist()
    kena = dadu.choice(nama_semua)

    def ubah(nama: str, isi: bytes) -> bytes | None:
        if nama != kena:
            return isi
        if dadu.random() < 0.1:
            return None
        for _ in range(dadu.choice((1, 1, 3))):
            letak = dadu.randrange(len(isi) + 1)
            panjang = dadu.choice((0, 0, 1, 5, 40))
            sisip = dadu.choice((*POTONGAN, isi[letak : letak + 60]))
            isi = isi[:letak] + sisip + isi[letak + panjang :]
        return isi

    return _bagian(asli, ubah)


def _rusak_sifat(asli: bytes, dadu: random.Random) -> bytes:
    """Attributes of one part get values they were not made for; the XML stays whole."""
    nilai = (b"", b"0", b"-1", b"99999999999999999999", b"A1:XFD1048576", b"x", b"1e9", b"true")
    kena = dadu.choice([n for n in zipfile.ZipFile(BytesIO(asli)).namelist() if "xl/" in n])

    def ubah(nama: str, isi: bytes) -> bytes:
        if nama != kena:
            return isi
        cocok = list(re.finditer(rb'="([^"]*)"', isi))
        for satu in sorted(dadu.sample(cocok, min(len(cocok), 3)), key=lambda c: -c.start()):
            isi = isi[: satu.start(1)] + dadu.choice(nilai) + isi[satu.end(1) :]
        return isi

    return _bagian(asli, ubah)


def _ubah_sel(asli: bytes, dadu: random.Random) -> bytes:
    """Cells as people fill them in: well, badly, and over each other."""
    buku = load_workbook(BytesIO(asli))
    lembar = buku[dadu.choice(buku.sheetnames)]
    for _ in range(dadu.randrange(1, 25)):
        sel = lembar.cell(dadu.randrange(1, 30), dadu.randrange(1, 16))
        sel.value = dadu.choice(SEL)
        if dadu.random() < 0.3:
            sel.number_format = dadu.choice(("0%", "dd/mm/yyyy", "@", "0.00", "General"))
    if dadu.random() < 0.2:
        atas = dadu.randrange(1, 20)
        lembar.merge_cells(start_row=atas, end_row=atas + 3, start_column=4, end_column=7)
    keluar = BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


CARA = (_balik_byte, _ubah_sel, _rusak_xml, _rusak_sifat, _potong)


def jalani(isi: bytes, contoh: Contoh) -> str:
    """The whole way of an upload, without a database; the sentence, "" where it was previewed."""
    jenis = contoh.jenis
    try:
        cap, lembar = baca_berkas(isi, jenis)
    except BukuDitolak as galat:
        return galat.pesan
    asal, lembar = dari_json(sebagai_json(cap, lembar))
    hasil = periksa(jenis, contoh.tempat, lembar, asal, contoh.acuan, {})
    susun_kolom(jenis, contoh.tempat, hasil)
    susun_baris(jenis, hasil, hasil.baris[:200])
    susun_butir(jenis, hasil)
    assert len(hasil.sidik) == 16
    try:
        bertanda = tandai(isi, lembar.bagian, catatan_sel(hasil))
    except BukuDitolak as galat:
        return galat.pesan
    cap, lagi = baca_berkas(bertanda, jenis)
    if periksa(jenis, contoh.tempat, lagi, cap.baris, contoh.acuan, {}).banyak != hasil.banyak:
        raise BertandaLain(bertanda)
    return ""


def acak(banyak: int, benih: int, hanya: str = "") -> Iterator[Akhir]:
    """The registered kinds in turn. Raises whatever a workbook could not be refused for, by number.

    A kind without an entry in CONTOH stops it at once: no kind goes unbroken.
    """
    kode = [hanya] if hanya else [jenis.kode for jenis in semua_jenis()]
    semua = [(CONTOH[satu], dasar(CONTOH[satu])) for satu in kode]
    for nomor in range(banyak):
        contoh, asli = semua[nomor % len(semua)]
        # How it is broken follows the number within the kind, so that each kind sees every way.
        cara, isi = rusak(asli, benih, nomor // len(semua))
        mulai = time.perf_counter()
        try:
            kalimat = jalani(isi, contoh)
        except Exception as galat:
            galat.add_note(f"buku nomor {nomor}, {contoh.jenis.kode}, benih {benih}, {cara}")
            raise
        detik = Decimal(repr(time.perf_counter() - mulai))
        yield Akhir(nomor, contoh.tempat.jenis, cara, kalimat, detik)


def mb_terpakai() -> int:
    """The most memory this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
