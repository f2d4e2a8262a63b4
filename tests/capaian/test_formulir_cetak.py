"""The forms on paper: the figures of the sheet, the emblem of the city, widths that fit."""

from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile
from zlib import crc32

import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from capaian.ekspor.formulir.daftar import E79, E81, buat_opd
from capaian.ekspor.formulir.lebar import sesuaikan
from capaian.ekspor.formulir.tahunan import E80
from konsolidasi.inti import xlsx
from konsolidasi.inti.pdf_lembar import tulis_pdf
from konsolidasi.inti.tata_letak import Angka, Baris, Buku, Rumus, tampil
from konsolidasi.inti.waktu import Triwulan
from opd.admin_logo import periksa_lambang
from opd.models import Opd, OpdUrusan, Urusan
from tests import berkas, pabrik
from tests.capaian.test_formulir import alamat, renja  # noqa: F401  fixture
from tests.formulir import isian, keluhan

CETAK = {"pada": datetime(2026, 1, 21, 7, tzinfo=UTC), "oleh": "Rina Sinaga", "kertas": "f4"}


def angka(buku: Buku) -> Counter[str]:
    """Every number as the sheet shows it, with how often."""
    (lembar,) = buku.lembar
    isi = (b.isi.get(k.kunci) for b in lembar.baris for k in lembar.kolom)
    return Counter(tampil(satu) for satu in isi if isinstance(satu, Angka | Rumus))


def tercetak(isi: bytes) -> Counter[str]:
    """Words of the paper; the letter of a note stands close to its figure."""
    with pypdfium2.PdfDocument(isi) as naskah:
        teks = " ".join(hal.get_textpage().get_text_range() for hal in naskah)
    return Counter(kata.rstrip("abcdefghij") for kata in teks.split())


@pytest.mark.parametrize("formulir", [E81, E80])
def test_paper_has_every_figure_of_the_sheet(dinkes, renja, formulir):  # noqa: F811
    buku = buat_opd(formulir, dinkes, Triwulan(2026, 4), **CETAK)
    di_kertas, di_lembar = tercetak(tulis_pdf(buku)), angka(buku)
    kurang = {a: n for a, n in di_lembar.items() if di_kertas[a] < n}
    assert not kurang
    assert sum(di_lembar.values()) >= 20


def test_pdf_comes_on_f4_or_a3_and_not_for_another_opd(masuk_sebagai, sari, joko, dinkes, renja):  # noqa: F811
    balasan = masuk_sebagai(sari).get(alamat(dinkes), {"berkas": "pdf", "kertas": "a3"})
    assert balasan["Content-Type"] == "application/pdf"
    assert balasan["Content-Disposition"].endswith('.pdf"')
    with pypdfium2.PdfDocument(balasan.content) as naskah:
        assert tuple(round(s) for s in naskah[0].get_size()) == (1191, 842)
        teks = naskah[0].get_textpage().get_text_range()
    for satu in ("status verifikasi: ", " dari 3 indikator terverifikasi", f"oleh {sari.nama}"):
        assert satu in teks
    for jenis in ("pdf", "csv"):
        satu = masuk_sebagai(joko).get(alamat(dinkes), {"berkas": jenis})
        assert satu.status_code == 404


def test_columns_of_years_to_come_make_room_for_figures():
    kolom = E80.berjudul(opd="", masa="", sasaran="", tahun="2026", akhir="2029", periode="")
    rp = Angka(Decimal("51000000000"), 0)
    baris = [Baris({"t1_rp": rp, "t1_k": "60,00–85,00", "r1_k": "Belum waktunya"})]
    lebar = {k.kunci: k.lebar for k in sesuaikan(kolom, baris)}
    assert lebar["r5_k"] + lebar["r5_rp"] < 14 < lebar["t1_k"] + 7
    assert lebar["r1_k"] >= 9
    assert lebar["sasaran"] == 19


def test_node_is_bold_and_its_indikator_is_not(dinkes, renja):  # noqa: F811
    (lembar,) = buat_opd(E81, dinkes, Triwulan(2026, 4), **CETAK).lembar
    program = next(b for b in lembar.baris if b.ragam == "program")
    assert program.gaya("simpul") == "program" and program.gaya("target_rp") == "program"
    assert program.gaya("indikator") == program.gaya("target_k") == "biasa"
    assert not any(b.isi.get(k) is None for b in lembar.baris for k in b.redup)


def test_codes_of_e79_stand_between_lines():
    kode = [k for k in E79.kolom if k.kunci.startswith("kode")]
    assert len(kode) == 5 and all(k.sekat for k in kode)


@pytest.fixture
def bapperida(db) -> Opd:
    urusan = Urusan.objects.create(kode="5.01", nama="Perencanaan", jenis="penunjang")
    opd = pabrik.buat_opd(nama="Badan Perencanaan", singkatan="Bapperida", jenis="badan")
    OpdUrusan.objects.create(opd=opd, urusan=urusan, utama=True)
    return opd


def unggah(client, opd: Opd, isi: bytes, nama: str = "lambang.png", **lain):
    url = reverse("admin:opd_opd_change", args=[opd.pk])
    halaman = client.get(url)
    assert b'enctype="multipart/form-data"' in halaman.content
    data = isian(halaman, "opd_form")
    return client.post(url, data | lain | {"berkas_logo": berkas.kirim(isi, nama)})


def test_emblem_of_bapperida_is_on_every_kop(masuk_sebagai, admin, dinkes, renja, bapperida):  # noqa: F811
    logo, milik = berkas.png(80, 96), berkas.png(90, 90, warna=9)
    tanpa = buat_opd(E81, dinkes, Triwulan(2026, 4), **CETAK)
    assert tanpa.lembar[0].logo == b""
    client = masuk_sebagai(admin)
    assert unggah(client, bapperida, logo).status_code == 302
    buku = buat_opd(E81, dinkes, Triwulan(2026, 4), **CETAK)
    with ZipFile(BytesIO(xlsx.tulis(buku))) as arsip:
        assert arsip.read("xl/media/image1.png") == logo
    assert unggah(client, dinkes, milik).status_code == 302
    dinkes.refresh_from_db()
    assert buat_opd(E81, dinkes, Triwulan(2026, 4), **CETAK).lembar[0].logo == milik
    url = reverse("admin:opd_opd_change", args=[dinkes.pk])
    client.post(url, isian(client.get(url), "opd_form") | {"lepas_logo": "on"})
    dinkes.refresh_from_db()
    assert buat_opd(E81, dinkes, Triwulan(2026, 4), **CETAK).lembar[0].logo == logo


def rusak(png: bytes) -> bytes:
    """A PNG whose chunks are whole and whose picture is not."""
    awal = png.index(b"IDAT") - 4
    panjang = int.from_bytes(png[awal : awal + 4])
    isi = b"IDAT" + b"x" * panjang
    return png[: awal + 4] + isi + crc32(isi).to_bytes(4) + png[awal + 12 + panjang :]


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (berkas.EXE, "program komputer"),
        (berkas.SVG, "gambar SVG"),
        (berkas.pdf(), "harus gambar PNG atau JPEG"),
        (berkas.png(20, 20), "20 × 20 titik"),
        (berkas.png(80, 4000), "80 × 4000 titik"),
        (rusak(berkas.png(80, 90)), "tidak dapat dicetak"),
        (berkas.png(80, 80)[:-5], "rusak atau terpotong"),
    ],
)
def test_what_is_no_emblem_is_refused_with_a_sentence(isi, kalimat):
    with pytest.raises(ValidationError, match=kalimat):
        periksa_lambang(berkas.kirim(isi, "lambang.png"))


def test_refusal_stands_on_the_page_and_nothing_is_changed(masuk_sebagai, admin, bapperida):
    assert "program komputer" in keluhan(unggah(masuk_sebagai(admin), bapperida, berkas.EXE))
    bapperida.refresh_from_db()
    assert bapperida.logo is None
