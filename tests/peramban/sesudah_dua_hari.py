"""After the two days: circulated, answered, final, read back, and open again a year later."""

import re

from playwright.sync_api import expect

from capaian.models import Target
from opd.models import Pengguna
from rapat.layanan.sesi import salin_rapat
from rapat.models import BeritaAcara
from tests.peramban.conftest import TELEPON
from tests.peramban.gambar import potret
from tests.peramban.sidang_dua_hari import (
    BA,
    BAHASAN,
    DINKES,
    JANJI,
    SSGI,
    STUNTING,
    SYARAT,
    TAHUN,
    TUNDA,
    Cerita,
    jawab_ya,
    ke_sesi,
    periksa_angka,
    periksa_berlaku,
    unduh,
)
from tests.rapat.test_dokumen_pdf import berurut, halaman
from tests.rapat.test_dokumen_word import teks_word


def edarkan(kisah: Cerita) -> None:
    """22 January: both go out; an OPD asks a correction, Bapperida makes it and answers."""
    kisah.jam.ke(2026, 1, 22, 9)
    for nomor in (1, 2):
        rina = ke_sesi(kisah.buka, "rina", kisah.sesi[nomor].judul)
        rina.get_by_role("link", name="Berita acara", exact=True).click()
        rina.get_by_label("Nomor berita acara").fill(BA[nomor])
        rina.get_by_label("Hari kerja untuk tanggapan OPD").fill("2")
        rina.get_by_role("button", name="Simpan", exact=True).click()
        jawab_ya(rina, "Edarkan untuk tanggapan OPD", "Edarkan")
        expect(rina.get_by_text("Belum menanggapi:")).to_be_visible()
        if nomor == 1:
            potret(rina, "3-diedarkan")
    sari = ke_sesi(kisah.buka, "sari", kisah.sesi[1].judul, ukuran=TELEPON)
    sari.get_by_role("link", name="Berita acara", exact=True).click()
    sari.get_by_role("link", name="petikan dan tanggapan").click()
    expect(sari.get_by_role("row").filter(has_text=STUNTING)).to_contain_text("1,60–1,70")
    sari.get_by_label("Yang perlu diperbaiki").fill("Klinik yang melapor baru 4 dari 14.")
    potret(sari.get_by_role("region", name="Minta perbaikan"), "3-minta-perbaikan")
    sari.get_by_role("button", name="Kirim tanggapan").click()
    expect(sari.get_by_text("Tanggapan terkirim.")).to_be_visible()

    rina = ke_sesi(kisah.buka, "rina", kisah.sesi[1].judul)
    rina.get_by_role("link", name="Berita acara", exact=True).click()
    rina.get_by_role("link", name="Buka halaman sesi OPD ini").click()
    rina.get_by_role("textbox", name="Pembahasan").fill(BAHASAN.replace("14 dari 14", "4 dari 14"))
    rina.locator("#j-opd").click()
    expect(rina.locator("#kotak-pembahasan [data-k-keadaan]")).to_contain_text("09.")
    rina.get_by_role("link", name="Berita acara", exact=True).click()
    rina.get_by_label("Diterima").check()
    rina.get_by_label("Jawaban untuk OPD").fill("Sudah diperbaiki di bagian pembahasan.")
    potret(rina.locator("#tanggapan"), "3-jawab")
    rina.get_by_role("button", name="Jawab", exact=True).click()
    expect(rina.get_by_text("Tidak ada yang menunggu jawaban")).to_be_visible()
    sari.reload()
    expect(sari.get_by_text("Sudah diperbaiki di bagian pembahasan.")).to_be_visible()


def finalkan(kisah: Cerita) -> None:
    """27 January, after the deadline: silence is agreement; the targets come into force."""
    kisah.jam.ke(2026, 1, 27, 9)
    for nomor in (1, 2):
        rina = ke_sesi(kisah.buka, "rina", kisah.sesi[nomor].judul)
        rina.get_by_role("link", name="Berita acara", exact=True).click()
        rina.get_by_role("link", name="Periksa dan finalkan").click()
        expect(rina.get_by_label("Nomor berita acara")).to_have_value(BA[nomor])
        expect(rina.get_by_role("region", name="Belum lengkap")).to_have_count(0)
        banyak = len(kisah.harapan[nomor])
        if nomor == 1:
            rina.get_by_label("Nomor berita acara").scroll_into_view_if_needed()
            potret(rina, "3-finalkan")
        jawab_ya(rina, f"Tetapkan {banyak} target", "Tetapkan")
        expect(rina.get_by_text(re.compile(r"^Berita acara .* final\. "))).to_be_visible()
        periksa_berlaku(kisah.sesi[nomor], BA[nomor], kisah.harapan[nomor])
    ssgi = Target.objects.filter(indikator__nama=SSGI, tahun=TAHUN).berlaku().get()
    assert ssgi.sumber != "kesepakatan"


def periksa_dokumen(kisah: Cerita) -> None:
    """Word, PDF and petikan as a person downloads them, read back."""
    for nomor in (1, 2):
        sesi = kisah.sesi[nomor]
        rina = ke_sesi(kisah.buka, "rina", sesi.judul)
        rina.get_by_role("link", name="Berita acara", exact=True).click()
        if nomor == 1:
            potret(rina, "3-final")
        word = teks_word(unduh(rina, rina.get_by_role("link", name="Word", exact=True)))
        pdf = " ".join(halaman(unduh(rina, rina.get_by_role("link", name="PDF", exact=True))))
        agenda = list(sesi.agenda.select_related("opd").order_by("urutan"))
        hari = {1: "Selasa tanggal Dua Puluh bulan", 2: "Rabu tanggal Dua Puluh Satu bulan"}
        opd = [f"{n}. {a.nama}" for n, a in enumerate(agenda, start=1)]
        for teks in (word, pdf):
            assert berurut(teks, BA[nomor], hari[nomor], "MENYEPAKATI", "LAMPIRAN II", *opd)
            assert "DRAF" not in teks
        periksa_angka(sesi, word, kisah.harapan[nomor])
        if nomor == 1:
            for teks in (word, pdf):
                assert "4 dari 14 klinik" in teks and "14 dari 14 klinik" not in teks
                assert SYARAT in teks and TUNDA in teks and JANJI in teks
                assert "Dewi Siregar" in teks
    sari = ke_sesi(kisah.buka, "sari", kisah.sesi[1].judul)
    sari.get_by_role("link", name="Berita acara", exact=True).click()
    petikan = unduh(sari, sari.get_by_role("link", name="Petikan PDF"))
    teks = " ".join(halaman(petikan))
    assert "PETIKAN" in teks and "1,60–1,70" in teks and "Harapan lama sekolah" not in teks
    word = teks_word(unduh(sari, sari.get_by_role("link", name="Petikan Word")))
    assert "1,60–1,70" in word and "Harapan lama sekolah" not in word


def periksa_umum_dan_rekap(kisah: Cerita) -> None:
    """Anybody with the paper checks its fingerprint; the recap counts both days."""
    satu = BeritaAcara.objects.get(sesi=kisah.sesi[1])
    rina = kisah.buka("rina", "/rapat/")
    rina.get_by_role("table").get_by_role("link", name=f"nomor {BA[1]}").click()
    jalur = rina.get_by_role("link", name="Halaman periksa untuk umum").get_attribute("href")
    umum = kisah.buka("", jalur, ukuran=TELEPON)
    expect(umum.get_by_text("Dihitung ulang dari isi tersimpan: cocok")).to_be_visible()
    umum.get_by_label("Sidik jari pada kertas").fill(satu.sidik_jari[:16].upper())
    umum.get_by_role("button", name="Cocokkan").click()
    expect(umum.get_by_text("kertas ini naskah final yang terdaftar")).to_be_visible()
    potret(umum.get_by_role("region", name="Sidik jari"), "3-periksa")
    rina.get_by_role("link", name=kisah.sesi[1].rapat.nama).click()
    rina.get_by_role("link", name="Rekap rapat").click()
    banyak = sum(map(len, kisah.harapan.values()))
    expect(rina.locator(".k-kepala__ket")).to_contain_text(
        f"{banyak + 1} indikator: {banyak - 1} disepakati, 1 dengan catatan, 1 ditunda"
    )
    expect(rina.locator(".k-kepala__ket")).to_contain_text("1 tindak lanjut baru")
    potret(rina, "3-rekap")
    pdf = " ".join(halaman(unduh(rina, rina.get_by_role("link", name="Unduh PDF"))))
    assert berurut(pdf, "Dinas Pendidikan", DINKES, "Dinas Perdagangan dan Perindustrian")


def tahun_depan(kisah: Cerita) -> None:
    """The copy of the meeting a year later: what is open is on the agenda of its OPD again."""
    salin_rapat(rapat=kisah.sesi[1].rapat, oleh=Pengguna.objects.get(username="admin"))
    kisah.jam.ke(2027, 1, 19, 9)
    nana = kisah.buka("nana", "/rapat/")
    nana.get_by_role("table").first.get_by_role("link", name=kisah.sesi[1].judul).first.click()
    nana.get_by_role("button", name="Mulai sesi").click()
    nana.get_by_role("link", name=DINKES).first.click()
    lama = nana.get_by_role("region", name="Tindak lanjut lama")
    expect(lama).to_contain_text(JANJI)
    expect(lama).to_contain_text("28 Februari 2026")
    nana.get_by_role("link", name="Persiapan Dinkes").click()
    janji = nana.get_by_role("region", name="Kesepakatan 2026 dan kenyataannya")
    tunda = janji.get_by_role("listitem").filter(has_text=SSGI)
    expect(tunda).to_contain_text("Ditunda")
    expect(tunda).to_contain_text(TUNDA)
