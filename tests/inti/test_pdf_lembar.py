"""A workbook on paper and as CSV: the same figures, text that stays text, nothing lost."""

from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal

import pypdfium2
import pytest

from capaian.ekspor.berkas import tulis
from konsolidasi.inti.csv_lembar import alirkan_csv
from konsolidasi.inti.galat import TidakLengkap
from konsolidasi.inti.pdf_lembar import tulis_pdf
from konsolidasi.inti.tata_letak import (
    Angka,
    Baris,
    Buku,
    Kolom,
    Lembar,
    Rumus,
    Teks,
    tampil,
)
from tests import berkas

PADA = datetime(2026, 1, 21, 7, 5, tzinfo=UTC)
KOLOM = (
    Kolom("nama", "Nama", 24),
    Kolom("k", "K", 8, "Realisasi s/d TW I", "right"),
    Kolom("rp", "Rp", 8, "Realisasi s/d TW I", "right"),
)
BARIS = (
    Baris({"nama": "Kelompok"}, "kelompok", ("nama", "rp")),
    Baris({"nama": '#read("/etc/hostname") $x$ *b*', "k": Angka(Decimal("1234.5"), 2)}),
    Baris(
        {"nama": "=1+1", "k": Rumus(lambda a: "1", Decimal("66.666667"), 2), "rp": 7},
        redup=frozenset({"k"}),
        catatan={"k": "Bukan jumlah."},
    ),
    Baris({"nama": "Program", "rp": Angka(Decimal(18_600_000_000), 0)}, "program"),
)


def buku(*lembar: Lembar, **lain) -> Buku:
    return Buku("Rekap", lembar or (Lembar("Satu", KOLOM, BARIS),), PADA, "uji", **lain)


def teks(isi: bytes) -> str:
    with pypdfium2.PdfDocument(isi) as naskah:
        return "\n".join(hal.get_textpage().get_text_range() for hal in naskah)


def test_paper_holds_every_cell_and_its_notes():
    isi = teks(tulis_pdf(buku(kaki="Rekap · data per 21 Jan 2026")))
    rapat = "".join(isi.split())
    for satu in ("1.234,50", "66,67", "18.600.000.000", "=1+1", "Realisasis/dTWI", "Kelompok"):
        assert satu in rapat
    assert '#read("/etc/hostname")$x$*b*' in rapat
    assert "a)Bukanjumlah." in rapat
    assert "halaman1dari1" in rapat and "Rekap·dataper21Jan2026" in rapat


def test_paper_lies_on_its_side_and_may_be_a3():
    for kertas, ukuran in (("f4", (935, 609)), ("a3", (1191, 842)), ("a4", (842, 595))):
        with pypdfium2.PdfDocument(tulis_pdf(buku(kertas=kertas))) as naskah:
            assert tuple(round(sisi) for sisi in naskah[0].get_size()) == ukuran


def test_head_stands_on_every_page_and_no_row_is_lost():
    banyak = [Baris({"nama": f"Baris ke-{n}", "k": n}) for n in range(200)]
    isi = tulis_pdf(buku(Lembar("Satu", KOLOM, banyak)))
    with pypdfium2.PdfDocument(isi) as naskah:
        halaman = [hal.get_textpage().get_text_range() for hal in naskah]
    assert len(halaman) > 2
    assert all("Realisasi s/d TW I" in " ".join(satu.split()) for satu in halaman)
    kata = Counter(" ".join(halaman).split())
    assert all(kata[f"ke-{n}"] == 1 for n in range(200))


def test_both_signatures_stay_together_on_one_page():
    tanda = tuple(Teks(t, "tanda_tangan") for t in ("Disusun", "Kepala", "", "Ani Lubis"))
    banyak = [Baris({"nama": f"Baris {n}"}) for n in range(38)]
    lembar = Lembar("Satu", KOLOM, banyak, pengesahan=tanda, pengesahan_kiri=tanda)
    with pypdfium2.PdfDocument(tulis_pdf(buku(lembar))) as naskah:
        akhir = naskah[len(naskah) - 1].get_textpage().get_text_range()
    assert (akhir.count("Disusun"), akhir.count("Ani Lubis")) == (2, 2)


def test_logo_is_printed_and_the_same_book_gives_the_same_bytes():
    kop = (Teks("PEMERINTAH KOTA", "kop"),)
    polos, berlogo = (
        tulis_pdf(buku(Lembar("Satu", KOLOM, BARIS, atas=kop, logo=logo)))
        for logo in (b"", berkas.png(80, 90))
    )
    assert berlogo == tulis_pdf(
        buku(Lembar("Satu", KOLOM, BARIS, atas=kop, logo=berkas.png(80, 90)))
    )
    assert _gambar(berlogo) == 1 and _gambar(polos) == 0


def _gambar(isi: bytes) -> int:
    with pypdfium2.PdfDocument(isi) as naskah:
        benda = naskah[0].get_objects(max_depth=5)
        return sum(satu.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for satu in benda)


def test_table_without_end_is_refused_on_paper_only():
    besar = buku(Lembar("Satu", KOLOM, [BARIS[1]] * 7000))
    with pytest.raises(TidakLengkap, match="Terlalu panjang untuk PDF"):
        tulis(besar, "pdf")
    assert tulis(besar, "csv").nama == "Rekap - per 20260121-1405.csv"


def test_csv_of_several_sheets_names_them_under_one_head():
    lembar = [Lembar(nama, KOLOM, BARIS[1:2]) for nama in ("=Satu", "Dua")]
    isi = tulis(buku(*lembar), "csv").isi.decode().split("\r\n")
    assert isi[0] == "\ufeffLembar;Nama;Realisasi s/d TW I K;Realisasi s/d TW I Rp"
    assert [b.split(";")[0] for b in isi[1:-1]] == ["'=Satu", "Dua"]
    assert isi[1].endswith(";1234,5;")


def test_streamed_csv_keeps_numbers_moments_and_text():
    baris = [("@x", Decimal("0.500000"), PADA), (None, 3, "a;b")]
    with alirkan_csv(KOLOM, iter(baris)) as keluar:
        isi = keluar.read().decode()
    assert isi.startswith("\ufeff")
    assert isi.split("\r\n")[1:3] == ["'@x;0,5;2026-01-21 14:05", ';3;"a;b"']


def test_cell_shows_the_decimals_of_its_row():
    assert tampil(Angka(Decimal("1.7"), 1, "–")) == "–1,7"
    assert (tampil(None), tampil(5), tampil("5,0")) == ("", "5", "5,0")
