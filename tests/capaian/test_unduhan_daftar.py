"""Lists as Excel, CSV and PDF: exactly the filter of the page, of one's own OPD only."""

import csv
from datetime import UTC, datetime
from html import unescape
from io import BytesIO, StringIO

import pypdfium2
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from capaian.layar.verifikasi_ingatan import lupakan
from capaian.pilihan import StatusRealisasi, SumberTarget
from tests import pabrik, pabrik_pohon


@pytest.fixture
def dua(dinkes, disdik):
    lupakan()
    semua = []
    for opd, kode, jenis in ((dinkes, "B", "ikk"), (disdik, "A", "iku")):
        satu = pabrik.buat_indikator(opd=opd, kode=kode, nama=f"Indikator {kode}", jenis=jenis)
        pabrik.buat_target(indikator=satu, nilai="80")
        pabrik.buat_target(indikator=satu, nilai="84", tahun=2026, sumber=SumberTarget.RPJMD)
        pabrik.buat_realisasi(
            indikator=satu,
            nilai="72" if kode == "A" else "240",
            status=StatusRealisasi.DIAJUKAN,
            diajukan_pada=datetime(2026, 1, 10, 3, tzinfo=UTC),
        )
        semua.append(satu)
    yield semua
    lupakan()


def tabel(balasan) -> list[list[str]]:
    assert balasan.status_code == 200
    assert balasan["Content-Type"].startswith("text/csv")
    teks = balasan.getvalue().decode("utf-8-sig")
    return list(csv.reader(StringIO(teks), delimiter=";"))


def sel(balasan) -> list[tuple]:
    assert balasan.status_code == 200
    return list(load_workbook(BytesIO(balasan.getvalue())).active.iter_rows(values_only=True))


def tautan(halaman: str, nama: str) -> str:
    """The address behind the word CSV that belongs to this download."""
    awal = next(p for p in halaman.split('href="')[1:] if p.startswith(nama) and "berkas=csv" in p)
    return unescape(awal.partition('"')[0])


def test_kind_of_file_does_not_replace_the_filter_of_the_page(masuk_sebagai, rina, dua):
    """Jenis is a filter of indikator; the kind of file has a name of its own."""
    client = masuk_sebagai(rina)
    halaman = client.get(reverse("capaian:indikator_daftar"), {"jenis": "iku"}).content.decode()
    isi = tabel(client.get(tautan(halaman, reverse("capaian:indikator_unduh"))))
    assert [b[0] for b in isi[1:]] == ["A"]
    pdf = client.get(reverse("capaian:indikator_unduh"), {"jenis": "iku", "berkas": "pdf"})
    with pypdfium2.PdfDocument(pdf.content) as naskah:
        teks = naskah[0].get_textpage().get_text_range()
    assert "Indikator A" in teks and "Indikator B" not in teks
    assert "Hanya memuat: Jenis IKU" in teks


def test_queue_of_verification_says_what_is_doubted(masuk_sebagai, rina, dua, jumlah_kueri):
    client, alamat = masuk_sebagai(rina), reverse("capaian:verifikasi_unduh")
    with jumlah_kueri("capaian:verifikasi_unduh"):
        baris = sel(client.get(alamat, {"tahun": 2025, "tw": 4, "jenis": "meragukan"}))
    b = next(s for s in baris if s[0] == "B")
    assert b[5:7] == (80, 240)
    assert "?" in b[8] and b[9] == 300
    assert "A" not in [s[0] for s in baris]
    biasa = tabel(client.get(alamat, {"tahun": 2025, "tw": 4, "jenis": "biasa", "berkas": "csv"}))
    assert [(s[0], s[8]) for s in biasa[1:]] == [("A", "tidak ada")]
    opd = {"opd": dua[0].opd_id, "jenis": "biasa", "tahun": 2025, "tw": 4, "berkas": "csv"}
    assert "Tidak ada" in tabel(client.get(alamat, opd))[1][0]
    lihat = client.get(reverse("capaian:verifikasi"), {"tahun": 2025, "tw": 4, "jenis": "biasa"})
    assert "jenis=biasa" in tautan(lihat.content.decode(), alamat)


def test_proposals_of_an_opd_with_the_filter_of_its_page(
    masuk_sebagai, sari, joko, dinkes, dua, jumlah_kueri
):
    lain = pabrik.buat_indikator(opd=dinkes, kode="C", nama="Tanpa usulan")
    pabrik.buat_usulan(indikator=dua[0], nilai="88.5")
    client, alamat = masuk_sebagai(sari), reverse("capaian:usulan_unduh", args=[dinkes.pk, 2026])
    with jumlah_kueri("capaian:usulan_unduh"):
        isi = tabel(client.get(alamat, {"berkas": "csv"}))
    judul = isi[0]
    b = dict(zip(judul, next(s for s in isi if s[0] == "B"), strict=True))
    assert (b["Tahun 2025 Target"], b["Tahun 2025 Realisasi"]) == ("80", "240")
    assert (b["Tahun 2026 RPJMD"], b["Tahun 2026 Usulan OPD"]) == ("84", "88,5")
    assert [s[0] for s in isi[1:]] == ["B", lain.kode]
    sudah = tabel(client.get(alamat, {"berkas": "csv", "keadaan": "sudah"}))
    assert [s[0] for s in sudah[1:]] == ["B"]
    assert masuk_sebagai(joko).get(alamat).status_code == 404


def test_imports_of_the_own_opd_are_a_list_too(masuk_sebagai, sari, dinkes):
    isi = tabel(masuk_sebagai(sari).get(reverse("capaian:impor_unduh"), {"berkas": "csv"}))
    assert isi[1][0] == "Tidak ada impor yang sesuai saringan."


def test_tree_has_the_nodes_that_are_open_on_the_page(masuk_sebagai, sari, dinkes, disdik):
    visi = pabrik_pohon.buat_visi(tahun_mulai=2025, tahun_selesai=2029)
    misi = pabrik_pohon.buat_misi(visi=visi)
    sasaran = pabrik_pohon.buat_sasaran(tujuan=pabrik_pohon.buat_tujuan(misi=misi), kode="1.1.1")
    for opd, nama in ((dinkes, "Melek huruf"), (disdik, "Milik Disdik")):
        satu = pabrik.buat_indikator(opd=opd, sasaran=sasaran, nama=nama, kode=f"9.{opd.pk}")
        pabrik.buat_target(indikator=satu, nilai="80")
        pabrik.buat_realisasi(indikator=satu, nilai="72", status=StatusRealisasi.TERVERIFIKASI)
    client = masuk_sebagai(sari)
    halaman = client.get(reverse("capaian:pohon"), {"tahun": 2025, "triwulan": 4})
    alamat = tautan(halaman.content.decode(), reverse("capaian:pohon_unduh"))
    baris = tabel(client.get(alamat))[1:]
    assert [b[0] for b in baris] == ["Visi", "Misi", "Tujuan", "Sasaran", "Indikator"]
    assert baris[4][2].strip() == "Melek huruf" and baris[4][2].startswith(" " * 16)
    assert baris[4][4:7] == ["80,00\u00a0%", "72,00\u00a0%", "90"]
    lipat = tabel(client.get(alamat, {"berkas": "csv", "tahun": 2025, "tutup": f"s{sasaran.pk}"}))
    assert [b[0] for b in lipat[1:]] == ["Visi", "Misi", "Tujuan", "Sasaran"]


@pytest.mark.parametrize(
    ("nama", "arg", "bagian"),
    [
        ("opd_rinci", "opd", "opd="),
        ("klaster_rinci", "klaster", "klaster="),
    ],
)
def test_pages_of_figures_offer_their_own_rows(masuk_sebagai, rina, dua, nama, arg, bagian):
    opd = dua[0].opd
    pk = opd.pk if arg == "opd" else opd.klaster_id
    client = masuk_sebagai(rina)
    halaman = client.get(reverse(nama, args=[pk]), {"tahun": 2025}).content.decode()
    url = reverse("capaian:indikator_unduh" if arg == "opd" else "capaian_kota_unduh")
    alamat = tautan(halaman, url)
    assert f"{bagian}{pk}" in alamat and "tahun=2025" in alamat
    isi = tabel(client.get(alamat))
    teks = str(isi)
    assert ("Indikator B" in teks) if arg == "opd" else ("Dinas Kesehatan" in teks)
    assert "Indikator A" not in teks
