"""Files are taken by their content, stored once, and refused with a sentence before anything."""

import hashlib
import threading
from pathlib import Path

import pytest
from django.db import connection, transaction

from konsolidasi.inti import lampiran
from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.jenis_berkas import DOCX, JPEG, PDF, PNG, WEBP, XLSX, kenali
from konsolidasi.inti.lampiran import bersihkan_nama, periksa, simpan, ukuran_kata
from konsolidasi.inti.models import Lampiran
from tests import berkas

gudang = berkas.gudang
MAKRO = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def bom() -> bytes:
    return berkas.office(**{"xl/worksheets/sheet1.xml": b"0" * (20 * 1024 * 1024)})


def tumpang_tindih() -> bytes:
    """Two entries of the directory that point at the same bytes."""
    isi = berkas.office(a=b"x" * 50)
    letak = isi.index(b"PK\x01\x02")
    satu = isi[letak : isi.index(b"PK\x01\x02", letak + 4)]
    akhir = bytearray(isi[isi.index(b"PK\x05\x06") :])
    akhir[8] = akhir[10] = akhir[8] + 1
    ukuran = int.from_bytes(akhir[12:16], "little") + len(satu)
    akhir[12:16] = ukuran.to_bytes(4, "little")
    return isi[: isi.index(b"PK\x05\x06")] + satu + bytes(akhir)


DITERIMA = {
    PDF: berkas.pdf(3),
    PNG: berkas.png(),
    JPEG: berkas.jpeg(),
    WEBP: berkas.webp(),
    XLSX: berkas.office(XLSX),
    DOCX: berkas.office(DOCX),
}
DITOLAK = {
    "0 byte": (b"", "kosong (0 byte)"),
    "exe named pdf": (berkas.EXE, "Isinya program komputer"),
    "svg": (berkas.SVG, "Isinya gambar SVG"),
    "html": (berkas.HTML, "Isinya halaman web"),
    "text": (b"nilai;72\n", "bukan jenis yang diterima"),
    "pdf cut": (berkas.pdf(9)[:400], "rusak atau terpotong"),
    "pdf with its end only": (b"%PDF-1.4\n%%EOF\n", "rusak atau terpotong"),
    "pdf with a password": (berkas.pdf(sandi=True), "PDF ini berkata sandi"),
    "pdf of 2001 pages": (berkas.pdf(2001), "2001 halaman, paling banyak 2000"),
    "png cut": (berkas.png(50, 50)[:-20], "rusak atau terpotong"),
    "png with one wrong byte": (berkas.png().replace(b"IDATx", b"IDATy"), "rusak"),
    "png of a billion dots": (berkas.png(40000, 40000), "terlalu besar untuk dibuka"),
    "jpeg cut": (berkas.jpeg()[:-3], "rusak atau terpotong"),
    "jpeg of one line": (b"\xff\xd8\xff\xe0", "rusak atau terpotong"),
    "webp cut": (berkas.webp()[:-4], "rusak atau terpotong"),
    "webp of nothing": (b"RIFF\4\0\0\0WEBP", "rusak atau terpotong"),
    "xlsx cut": (berkas.office()[:-30], "rusak atau terpotong"),
    "zip": (berkas.arsip({"a.txt": b"x"}), "Isinya berkas ZIP"),
    "zip bomb": (bom(), "bom ZIP"),
    "zip of 4000 entries": (berkas.arsip({f"{n}": b"" for n in range(4000)}), "bom ZIP"),
    "zip that counts bytes twice": (tumpang_tindih(), "bom ZIP"),
    "zip with a way out": (berkas.office(**{"xl/../../x": b"x"}), "rusak"),
    "xlsm": (berkas.office(jenis=MAKRO), "berisi makro"),
    "xlsx with hidden macro": (berkas.office(**{"xl/vbaProject.bin": b"x"}), "berisi makro"),
    "pptx": (berkas.office(jenis="presentationml.main+xml"), "bukan Excel atau Word"),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office lama"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0", "simpan dulu sebagai JPEG"),
}


@pytest.mark.parametrize("mime", DITERIMA)
def test_content_is_recognised_whatever_the_name_says(mime: str):
    hasil = periksa(berkas.kirim(DITERIMA[mime], "apa saja.exe"))
    assert hasil.jenis.mime == mime
    assert hasil.jenis.halaman == (3 if mime == PDF else None)


@pytest.mark.parametrize("apa", DITOLAK)
def test_bad_file_is_refused_with_a_sentence_and_nothing_is_stored(apa: str, db, gudang):
    isi, kalimat = DITOLAK[apa]
    with pytest.raises(GalatDomain, match=kalimat.replace("(", r"\(").replace(")", r"\)")) as galat:
        simpan(periksa(berkas.kirim(isi, "Laporan.pdf")), oleh=None)
    assert galat.value.kode_http == 422
    assert galat.value.pesan.endswith(".")
    assert not Lampiran.objects.exists()
    assert not berkas.di_gudang()


def test_every_way_of_cutting_a_good_file_is_refused():
    for mime, isi in DITERIMA.items():
        for panjang in range(1, len(isi) - 2, max(len(isi) // 40, 1)):
            with pytest.raises(GalatDomain):
                kenali(isi[:panjang])
                pytest.fail(f"{mime} of {panjang} bytes was taken")


def test_limit_is_told_and_kept(settings, db):
    settings.LAMPIRAN_TERBESAR = 2 * 1024 * 1024
    assert lampiran.kalimat_batas().endswith("paling besar 2 MB per berkas.")
    with pytest.raises(lampiran.TerlaluBesar, match="lebih besar dari 2 MB") as galat:
        periksa(berkas.kirim(berkas.pdf() + b"\0" * settings.LAMPIRAN_TERBESAR))
    assert galat.value.kode_http == 413


@pytest.mark.parametrize(
    ("nama", "mime", "bersih"),
    [
        ("Laporan TW IV.pdf", PDF, "Laporan TW IV.pdf"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("C:\\Users\\sari\\Rekap.PDF", PDF, "Rekap.PDF"),
        ("rekap.pdf.exe", PDF, "rekap.pdf.pdf"),
        ("foto.pdf", JPEG, "foto.jpg"),
        ("foto.jpeg", JPEG, "foto.jpeg"),
        ("Rekap v2.2025", XLSX, "Rekap v2.2025.xlsx"),
        ("gpj.\u202efdp.exe", PDF, "gpj.fdp.pdf"),
        ("a\x00b\r\nSet-Cookie: x.pdf", PDF, "abSet-Cookie- x.pdf"),
        ('<script>"x"|?*.pdf', PDF, "-script--x----.pdf"),
        ("  ..  .pdf", PDF, "berkas.pdf"),
        (".pdf", PDF, "berkas.pdf"),
        ("", PNG, "berkas.png"),
    ],
)
def test_name_is_safe_to_show_and_says_what_the_file_is(nama: str, mime: str, bersih: str):
    assert bersihkan_nama(nama, mime) == bersih


def test_very_long_name_keeps_its_extension():
    bersih = bersihkan_nama("../" * 20 + "b" * 236 + ".pdf", PDF)
    assert bersih == "b" * 146 + ".pdf"


def test_sizes_are_written_as_people_read_them():
    assert [ukuran_kata(n) for n in (1, 421_000, 1_500_000, 10 * 1024 * 1024)] == [
        "1 KB",
        "412 KB",
        "1,4 MB",
        "10 MB",
    ]


def test_same_bytes_are_stored_once_and_privately(db, gudang):
    isi = berkas.pdf(2)
    pertama = simpan(periksa(berkas.kirim(isi, "a.pdf")), oleh=None)
    kedua = simpan(periksa(berkas.kirim(isi, "b.pdf")), oleh=None)
    sha = hashlib.sha256(isi).hexdigest()
    assert pertama == kedua
    assert (pertama.sha256, pertama.ukuran, pertama.halaman) == (sha, len(isi), 2)
    (satu,) = berkas.di_gudang()
    assert satu == gudang / sha[:2] / sha
    assert satu.read_bytes() == isi
    assert satu.stat().st_mode & 0o777 == 0o600
    assert satu.parent.stat().st_mode & 0o777 == 0o700


def test_lost_bytes_come_back_with_the_next_upload(db, gudang):
    satu = simpan(periksa(berkas.kirim(berkas.pdf())), oleh=None)
    Path(satu.berkas.path).unlink()
    assert simpan(periksa(berkas.kirim(berkas.pdf())), oleh=None) == satu
    assert Path(satu.berkas.path).read_bytes() == berkas.pdf()


def test_undone_transaction_leaves_no_row_without_file(transactional_db, gudang):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        simpan(periksa(berkas.kirim(berkas.pdf())), oleh=None)
        raise ZeroDivisionError
    assert not Lampiran.objects.exists()
    assert len(berkas.di_gudang()) == 1


def test_two_uploads_at_the_same_moment_make_one_row(transactional_db, gudang):
    isi, hasil = berkas.pdf(), []
    gerbang = threading.Barrier(4)

    def unggah() -> None:
        terperiksa = periksa(berkas.kirim(isi))
        gerbang.wait()
        with transaction.atomic():
            hasil.append(simpan(terperiksa, oleh=None).pk)
        connection.close()

    utas = [threading.Thread(target=unggah) for _ in range(4)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()
    assert hasil == [hasil[0]] * 4
    assert Lampiran.objects.count() == len(berkas.di_gudang()) == 1
