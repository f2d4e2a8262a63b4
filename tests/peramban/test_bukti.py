"""Sari proves a figure: by choosing, dropping and pasting a file; Rina reads it in place."""

from base64 import b64encode
from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from capaian.models import Bukti, Indikator, Periode
from capaian.pilihan import StatusBukti
from tests import berkas
from tests.peramban.conftest import TELEPON

gudang = berkas.gudang
pytestmark = [pytest.mark.peramban, pytest.mark.usefixtures("gudang")]
ISIAN = "/capaian/isian/"
JENIS = "application/pdf"


@pytest.fixture
def tbc(cerita: None) -> Indikator:
    """A row of Dinkes that is still typed, without the evidence of the demo data."""
    satu = Indikator.objects.get(nama__icontains="pengobatan kasus tuberkulosis")
    Bukti.objects.filter(indikator=satu).update(dicabut_pada=timezone.now())
    return satu


@pytest.fixture
def alamat(tbc: Indikator) -> str:
    periode = Periode.objects.bawaan()
    return reverse("capaian:bukti_indikator", args=[periode.tahun_id, periode.triwulan, tbc.pk])


def kirim(isi: bytes, nama: str) -> dict[str, object]:
    return {"name": nama, "mimeType": JENIS, "buffer": isi}


def bawa(halaman: Page, peristiwa: str, sasaran: str, isi: bytes, nama: str) -> None:
    """A drop or a paste of one file, as the browser would announce it."""
    halaman.evaluate(
        """([peristiwa, sasaran, isi, nama]) => {
            const byte = Uint8Array.from(atob(isi), (h) => h.charCodeAt(0));
            const data = new DataTransfer();
            data.items.add(new File([byte], nama, {type: "application/pdf"}));
            const jenis = peristiwa === "paste" ? ClipboardEvent : DragEvent;
            const pilihan = {bubbles: true, cancelable: true};
            const e = new jenis(peristiwa, {...pilihan, clipboardData: data, dataTransfer: data});
            document.querySelector(sasaran).dispatchEvent(e);
        }""",
        [peristiwa, sasaran, b64encode(isi).decode(), nama],
    )


def test_page_of_a_row_takes_a_file_with_its_details(buka: Callable, aksesibel: Callable, alamat):
    halaman = buka("sari", alamat)
    aksesibel(halaman)
    halaman.get_by_label("Berkas", exact=True).set_input_files(
        kirim(berkas.pdf(3), "Lap. imunisasi.pdf")
    )
    halaman.get_by_label("Nomor dokumen").first.fill("440/12/Dinkes")
    halaman.get_by_label("Tanggal dokumen").first.fill("2020-01-31")
    halaman.get_by_role("button", name="Tambahkan bukti").click()
    expect(halaman.locator("#pesan")).to_contain_text("Lap. imunisasi.pdf menjadi bukti baris ini.")
    expect(halaman.get_by_text("Tanggal dokumen 31 Januari 2020, di luar")).to_be_visible()
    aksesibel(halaman)
    halaman.get_by_text("Ubah keterangan").click()
    aksesibel(halaman)
    halaman.get_by_role("button", name="Cabut").click()
    halaman.locator("#k-dialog button[value=ya]").click()
    expect(halaman.get_by_text("Belum ada bukti")).to_be_visible()


def test_dropped_and_pasted_files_go_into_the_form(buka: Callable, alamat):
    halaman = buka("sari", alamat)
    pilihan = halaman.get_by_label("Berkas", exact=True)
    for peristiwa in ("drop", "paste"):
        bawa(halaman, peristiwa, "#f-bukti", berkas.pdf(), f"{peristiwa}.pdf")
        assert pilihan.evaluate("(m) => m.files[0].name") == f"{peristiwa}.pdf"


def test_refused_file_keeps_the_details_and_says_why(buka: Callable, aksesibel: Callable, alamat):
    sebelum = berkas.di_gudang()
    halaman = buka("sari", alamat, ukuran=TELEPON)
    halaman.get_by_label("Berkas", exact=True).set_input_files(kirim(berkas.EXE, "Laporan.pdf"))
    halaman.get_by_label("Halaman").first.fill("4")
    halaman.get_by_role("button", name="Tambahkan bukti").click()
    expect(halaman.get_by_text("Laporan.pdf: Isinya program komputer.")).to_be_visible()
    expect(halaman.get_by_label("Halaman").first).to_have_value("4")
    aksesibel(halaman)
    assert berkas.di_gudang() == sebelum


def test_chip_takes_files_where_it_stands(buka: Callable, aksesibel: Callable, tbc):
    halaman = buka("sari", ISIAN)
    tempat = halaman.locator(f"#bukti-{tbc.pk}")
    with halaman.expect_file_chooser() as pemilih:
        tempat.get_by_text("Lampirkan bukti").click()
    assert ".pdf" in pemilih.value.element.get_attribute("accept")
    pemilih.value.set_files(kirim(berkas.pdf(2), "Rekap AMP.pdf"))
    expect(tempat.locator(".k-bukti__nama")).to_have_text("Rekap AMP.pdf")
    expect(tempat).to_contain_text("Tambah bukti")
    for peristiwa, jumlah in (("drop", 2), ("paste", 3)):
        bawa(
            halaman,
            peristiwa,
            f"#b{tbc.pk} th",
            berkas.pdf(jumlah, tanda=peristiwa),
            f"{peristiwa}.pdf",
        )
        expect(tempat.locator(".k-bukti__nama")).to_have_count(jumlah)
    aksesibel(halaman)
    assert Bukti.objects.berlaku().filter(indikator=tbc).count() == 3
    assert ISIAN in halaman.url


def test_chip_says_what_is_wrong(buka: Callable, aksesibel: Callable, tbc, settings):
    settings.LAMPIRAN_TERBESAR = 2 * 1024 * 1024
    halaman = buka("sari", ISIAN)
    tempat = halaman.locator(f"#bukti-{tbc.pk}")

    def pilih(isi: bytes, nama: str) -> None:
        with halaman.expect_file_chooser() as pemilih:
            tempat.get_by_text("Lampirkan bukti").click()
        pemilih.value.set_files(kirim(isi, nama))

    pilih(berkas.SVG, "gambar.pdf")
    expect(tempat).to_contain_text("gambar.pdf: Isinya gambar SVG.")
    pilih(b"\0" * 3 * 1024 * 1024, "besar.pdf")
    expect(tempat).to_contain_text("besar.pdf terlalu besar.")
    aksesibel(halaman)
    halaman.context.clear_cookies(name="sessionid")
    pilih(berkas.pdf(), "a.pdf")
    expect(tempat).to_contain_text("Belum terunggah:")
    expect(halaman.locator("#pesan")).to_contain_text("Masuk lagi")
    assert not Bukti.objects.berlaku().filter(indikator=tbc).exists()


def test_without_javascript_the_chip_is_a_way_to_the_page(buka: Callable, tbc):
    halaman = buka("sari", ISIAN, java_script_enabled=False)
    halaman.locator(f"#bukti-{tbc.pk}").get_by_text("Lampirkan bukti").click()
    halaman.get_by_label("Berkas", exact=True).set_input_files(kirim(berkas.pdf(), "a.pdf"))
    halaman.get_by_role("button", name="Tambahkan bukti").click()
    expect(halaman.locator("#pesan")).to_contain_text("a.pdf menjadi bukti baris ini.")


@pytest.mark.parametrize("ukuran", [{"width": 1440, "height": 900}, TELEPON])
def test_rina_reads_a_pdf_in_place_and_refuses_it(ukuran, buka: Callable, aksesibel: Callable, tbc):
    bukti = berkas.buat_bukti(
        indikator=tbc, periode=Periode.objects.bawaan(), isi=berkas.pdf(3), nama="Rekap.pdf"
    )
    halaman = buka("rina", reverse("capaian:bukti_lihat", args=[bukti.pk]), ukuran=ukuran)
    figur = halaman.locator("figure.k-berkas")
    expect(figur).to_contain_text("halaman 1 dari 3")
    gambar = figur.locator("img")
    assert gambar.evaluate("(g) => g.decode().then(() => g.naturalWidth)") > 1000
    figur.get_by_role("link", name="Halaman berikutnya").click()
    expect(figur).to_contain_text("halaman 2 dari 3")
    aksesibel(halaman)
    halaman.get_by_role("button", name="Tolak bukti").click()
    expect(halaman.get_by_text("Tulis mengapa bukti ini ditolak.")).to_be_visible()
    aksesibel(halaman)
    halaman.get_by_label("Alasan bila ditolak").fill("Halaman 2 buram")
    halaman.get_by_role("button", name="Tolak bukti").click()
    expect(halaman.locator("#pesan")).to_contain_text("Rekap.pdf ditolak.")
    bukti.refresh_from_db()
    assert (bukti.status, bukti.alasan) == (StatusBukti.DITOLAK, "Halaman 2 buram")
