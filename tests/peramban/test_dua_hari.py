"""The rapat konsolidasi of 20 and 21 January 2026 from its invitation to the targets in force.

One scenario, several people at once: Rina and Nana who write, the screen, phones of an OPD.
Its pictures are those of the user guide.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from opd.models import Pengguna
from rapat.models import Agenda, Sesi
from tests.peramban.conftest import TELEPON
from tests.peramban.gambar import potret
from tests.peramban.sesudah_dua_hari import (
    edarkan,
    finalkan,
    periksa_dokumen,
    periksa_umum_dan_rekap,
    tahun_depan,
)
from tests.peramban.sidang_dua_hari import (
    BAHASAN,
    DINKES,
    IBU,
    IMUNISASI,
    JALAN,
    JANJI,
    JANJI_LAMA,
    PROYEKTOR,
    SEGERA,
    SSGI,
    STUNTING,
    SYARAT,
    TUNDA,
    Cerita,
    Jam,
    alamat_qr,
    baris,
    ke_sesi,
    putus_sisa,
    sidangkan_sisanya,
    simpan,
    titip_janji_lama,
    tulis,
)

pytestmark = pytest.mark.peramban


@pytest.fixture
def kisah(buka: Callable[..., Page], monkeypatch: pytest.MonkeyPatch) -> Cerita:
    titip_janji_lama()
    return Cerita(
        buka, Jam(monkeypatch), {s.nomor: s for s in Sesi.objects.select_related("rapat")}
    )


def test_two_days_from_the_invitation_to_the_targets_in_force(kisah: Cerita):
    undang(kisah)
    bersiap(kisah)
    nana, rina, layar = hari_pertama(kisah)
    dinas_kesehatan(kisah, nana, rina, layar)
    kepala_mengonfirmasi(kisah)
    kisah.harapan[1] |= sidangkan_sisanya(
        kisah.sesi[1], Pengguna.objects.get(username="nana"), kisah.jam
    )
    hari_kedua(kisah)
    edarkan(kisah)
    finalkan(kisah)
    periksa_dokumen(kisah)
    periksa_umum_dan_rekap(kisah)
    tahun_depan(kisah)


def undang(kisah: Cerita) -> None:
    """14 January: Rina writes the invitation, an OPD answers from its link without an account."""
    kisah.jam.ke(2026, 1, 14, 9)
    rina = ke_sesi(kisah.buka, "rina", kisah.sesi[1].judul)
    rina.get_by_role("link", name="undangan", exact=True).click()
    rina.get_by_label("Nomor", exact=True).fill("000.1.5/12/Bapperida/2026")
    rina.get_by_label("Yang perlu dibawa").fill("Data triwulan IV dan usulan target 2026.")
    rina.get_by_role("button", name="Simpan undangan").click()
    expect(rina.get_by_text("Undangan tersimpan.")).to_be_visible()
    potret(rina, "1-undangan")
    butir = rina.get_by_role("listitem").filter(has_text=DINKES)
    butir.get_by_text("Teks WhatsApp dan tautan").click()
    tautan = butir.get_by_label("Tautan halaman kerja").input_value()
    assert tautan in butir.get_by_label("Teks WhatsApp untuk").input_value()
    telepon = kisah.buka("", tautan[tautan.index("/rapat/") :], ukuran=TELEPON)
    telepon.get_by_label("Diwakili").check()
    telepon.get_by_label("Nama lengkap").fill("Dewi Siregar")
    telepon.get_by_label("Jabatan").fill("Sekretaris Dinas")
    telepon.get_by_role("button", name="Kirim jawaban").scroll_into_view_if_needed()
    potret(telepon, "1-siapa-hadir")
    telepon.get_by_role("button", name="Kirim jawaban").click()
    expect(telepon.get_by_text("Sudah dijawab")).to_be_visible()
    expect(telepon.get_by_text("Dewi Siregar")).to_have_count(0)


def bersiap(kisah: Cerita) -> None:
    """16 January: the work page of the OPD, and who is not ready yet."""
    kisah.jam.ke(2026, 1, 16, 10)
    sari = kisah.buka("sari", "/rapat/")
    sari.get_by_role("link", name="Persiapan OPD").click()
    expect(sari.get_by_text("Dewi Siregar").first).to_be_visible()
    butir = sari.get_by_role("listitem").filter(has=sari.get_by_role("link", name=IBU))
    butir.get_by_text("Tulis tanggapan").click()
    potret(sari, "1-halaman-kerja")
    butir.get_by_label("Tanggapan OPD").fill("Dua kasus rujukan terlambat; rujukan dini berjalan.")
    butir.get_by_role("button", name="Simpan tanggapan").click()
    expect(sari.get_by_text(f"Tanggapan atas {IBU} tersimpan.")).to_be_visible()
    lama = sari.get_by_role("listitem").filter(has=sari.get_by_role("link", name=JANJI_LAMA))
    lama.locator("summary").click()
    lama.locator("textarea").fill("Sembilan dari 14 lingkungan sudah berkader.")
    lama.get_by_role("button", name="Kirim jawaban").click()
    expect(sari.get_by_text("Jawaban terkirim.")).to_be_visible()

    rina = ke_sesi(kisah.buka, "rina", kisah.sesi[1].judul)
    rina.get_by_role("link", name="kesiapan semua OPD").click()
    satu = rina.get_by_role("row").filter(has_text=DINKES)
    expect(satu).to_contain_text("Dewi Siregar")
    expect(satu).to_contain_text(re.compile(r"1 dari \d+"))
    expect(rina.get_by_role("row").filter(has_text="Dinas Sosial")).to_contain_text("Belum dijawab")
    potret(rina, "1-kesiapan")


def hari_pertama(kisah: Cerita) -> tuple[Page, Page, Page]:
    """20 January: the sesi begins, the screen is on, the first OPD is decided."""
    kisah.jam.ke(2026, 1, 20, 9)
    nana = ke_sesi(kisah.buka, "nana", kisah.sesi[1].judul)
    nana.get_by_role("button", name="Mulai sesi").click()
    expect(nana.get_by_text("dimulai. Kesepakatan dapat dicatat.")).to_be_visible()
    layar = ke_sesi(kisah.buka, "nana", kisah.sesi[1].judul, ukuran=PROYEKTOR)
    layar.get_by_role("link", name="Buka layar").click()
    judul = layar.get_by_role("heading", level=1)
    expect(judul).to_have_text("Rekap sesi")
    nana.get_by_role("button", name="Bahas sekarang").click()
    expect(judul).to_have_text("Dinas Pendidikan", timeout=SEGERA)
    nana.get_by_label("Hadir, pimpinan").check()
    nana.get_by_role("button", name="Simpan kehadiran").click()
    expect(nana.get_by_text("Hadir 1 dari 10 OPD")).to_be_visible()
    simpan(nana, "Harapan lama sekolah", "13,05", "Sepakat")
    kisah.catat(1, "Harapan lama sekolah", "13,05")
    di_layar = layar.get_by_role("row").filter(has_text="Harapan lama sekolah")
    expect(di_layar).to_contain_text("13,05", timeout=SEGERA)
    disdik = Agenda.objects.get(sesi=kisah.sesi[1], urutan=1)
    kisah.harapan[1] |= putus_sisa(disdik, Pengguna.objects.get(username="nana"))
    kisah.jam.maju(36)
    nana.reload()
    nana.get_by_role("button", name="Selesai dibahas").click()
    expect(judul).to_have_text("Dinas Perpustakaan dan Arsip", timeout=SEGERA)
    rina = ke_sesi(kisah.buka, "rina", kisah.sesi[1].judul)
    return nana, rina, layar


def dinas_kesehatan(kisah: Cerita, nana: Page, rina: Page, layar: Page) -> None:
    """Represented; agreed, with a condition, postponed; Rina writes on another OPD meanwhile."""
    giliran = nana.get_by_role("navigation", name=re.compile("OPD"))
    giliran.get_by_role("link", name=DINKES).click()
    nana.get_by_role("button", name="Bahas sekarang").click()
    expect(layar.get_by_role("heading", level=1)).to_have_text(DINKES, timeout=SEGERA)
    hadir_lewat_qr(kisah, nana, layar)
    kisah.jam.maju(17)
    rina.get_by_role("link", name="Dinas Perpustakaan dan Arsip").first.click()
    rina.get_by_role("textbox", name="Pembahasan").fill("Pojok baca kelurahan bertambah tiga.")
    rina.locator("#j-opd").click()
    expect(rina.locator("#kotak-pembahasan [data-k-keadaan]")).not_to_be_empty()

    ditolak = tulis(nana, SSGI, "", "Ditunda")
    expect(ditolak).to_contain_text("Tulis mengapa ditunda.")
    simpan(nana, SSGI, "", "Ditunda", TUNDA)
    for nama, teks, putusan, catatan in (
        (STUNTING, "1,60–1,70", "Sepakat", ""),
        (IBU, "3", "Dengan catatan", SYARAT),
        (IMUNISASI, "80,00", "Sepakat", ""),
    ):
        simpan(nana, nama, teks, putusan, catatan)
        kisah.catat(1, nama, teks)
        di_layar = layar.get_by_role("row").filter(has_text=nama)
        expect(di_layar).to_contain_text(teks, timeout=SEGERA)
    expect(di_layar).to_contain_text("lebih rendah daripada RPJMD 2026 (92,00)")
    expect(baris(nana, IMUNISASI)).to_contain_text("Sepakat 80,00 lebih rendah daripada RPJMD")
    expect(nana.get_by_role("region", name="Tindak lanjut lama")).to_contain_text(JANJI_LAMA)
    nana.get_by_role("textbox", name="Pembahasan").fill(BAHASAN)
    nana.locator("#j-opd").click()
    expect(nana.locator("#kotak-pembahasan [data-k-keadaan]")).not_to_be_empty()
    nana.get_by_label("Tindak lanjut", exact=True).fill(JANJI)
    nana.get_by_label("Batas waktu").fill("2026-02-28")
    nana.get_by_role("button", name="Tambah", exact=True).click()
    expect(nana.locator("#kotak-tindak li").first).to_contain_text("batas 28 Februari 2026")
    nana.reload()
    expect(giliran).to_contain_text("Rina Siregar")
    potret(nana, "2-lembar-sesi")
    potret(layar, "2-layar")
    dinkes = Agenda.objects.get(sesi=kisah.sesi[1], opd__singkatan="Dinkes")
    kisah.harapan[1] |= putus_sisa(dinkes, Pengguna.objects.get(username="nana"))
    nana.reload()
    nana.get_by_role("button", name="Selesai dibahas").click()
    expect(layar.get_by_role("heading", level=1)).not_to_have_text(DINKES, timeout=SEGERA)


def hadir_lewat_qr(kisah: Cerita, nana: Page, layar: Page) -> None:
    layar.keyboard.press("h")
    expect(layar.get_by_role("heading", name="Pindai dengan kamera telepon")).to_be_visible()
    potret(layar, "2-kode-qr")
    telepon = kisah.buka("", alamat_qr(layar, kisah.sesi[1]), ukuran=TELEPON)
    telepon.get_by_label("OPD").select_option(label=DINKES)
    telepon.get_by_label("Nama lengkap").fill("Dewi Siregar")
    telepon.get_by_label("Jabatan").fill("Sekretaris Dinas")
    telepon.get_by_label("Mewakili pimpinan").check()
    potret(telepon, "2-telepon")
    telepon.get_by_role("button", name="Saya hadir").click()
    expect(telepon.get_by_text("Anda tercatat hadir")).to_be_visible()
    nana.reload()
    nana.get_by_role("button", name="Cocokkan").click()
    expect(nana.get_by_text("Diwakili Dewi Siregar, Sekretaris Dinas").first).to_be_visible()
    expect(layar.locator(".k-layar__waktu")).to_contain_text("2 dari 10 OPD", timeout=SEGERA)
    layar.keyboard.press("o")
    expect(layar.get_by_role("heading", level=1)).to_have_text(DINKES)


def kepala_mengonfirmasi(kisah: Cerita) -> None:
    """What the representative agreed waits for the head of the OPD, who answers on a phone."""
    rina = ke_sesi(kisah.buka, "rina", kisah.sesi[1].judul)
    rina.get_by_role("link", name="Tetapkan kesepakatan").first.click()
    expect(rina.get_by_text("menunggu konfirmasi kepala OPD")).to_be_visible()
    ani = ke_sesi(kisah.buka, "dr_ani", kisah.sesi[1].judul, ukuran=TELEPON)
    ani.get_by_role("link", name="Buka konfirmasi").click()
    expect(ani.get_by_role("row").filter(has_text=STUNTING)).to_contain_text("1,60–1,70")
    ani.get_by_label("Setuju", exact=True).check()
    potret(ani, "2-konfirmasi")
    ani.get_by_role("button", name="Kirim jawaban").click()
    expect(ani.get_by_text("Jawaban Anda tersimpan")).to_be_visible()
    rina.reload()
    expect(rina.get_by_text("menunggu konfirmasi kepala OPD")).to_have_count(0)


def hari_kedua(kisah: Cerita) -> None:
    """21 January, in short: the first OPD in the browser, the other five as on day one."""
    kisah.jam.ke(2026, 1, 21, 9)
    nana = ke_sesi(kisah.buka, "nana", kisah.sesi[2].judul)
    nana.get_by_role("button", name="Mulai sesi").click()
    layar = ke_sesi(kisah.buka, "nana", kisah.sesi[2].judul, ukuran=PROYEKTOR)
    layar.get_by_role("link", name="Buka layar").click()
    nana.get_by_role("button", name="Bahas sekarang").click()
    nana.get_by_label("Hadir, pimpinan").check()
    nana.get_by_role("button", name="Simpan kehadiran").click()
    kisah.jam.maju(38)
    simpan(nana, JALAN, "75,50", "Sepakat")
    kisah.catat(2, JALAN, "75,50")
    di_layar = layar.get_by_role("row").filter(has_text=JALAN)
    expect(di_layar).to_contain_text("75,50", timeout=SEGERA)
    oleh = Pengguna.objects.get(username="nana")
    putr = Agenda.objects.get(sesi=kisah.sesi[2], urutan=1)
    kisah.harapan[2] |= putus_sisa(putr, oleh) | sidangkan_sisanya(kisah.sesi[2], oleh, kisah.jam)
    layar.keyboard.press("r")
    expect(layar.locator(".k-layar__bawah")).to_contain_text("6 dari 6 OPD hadir", timeout=SEGERA)
    potret(layar, "2-rekap-sesi")
