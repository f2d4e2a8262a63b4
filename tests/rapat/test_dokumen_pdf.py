"""The PDFs are read back: text, order, pages; one OPD never finds the part of another."""

import re
from dataclasses import replace

import pypdfium2
import pytest

from konsolidasi.contoh.tolok.dokumen import KODE_URL, isi_contoh
from rapat.dokumen.isi import Nilai, sidik_pendek, susun_isi
from rapat.dokumen.pdf import (
    berita_acara_pdf,
    daftar_hadir_pdf,
    notulen_pdf,
    petikan_pdf,
    rekap_rapat_pdf,
)
from rapat.models import RencanaHadir
from tests.rapat.sidang import CETAK, NIP_PENDAMPING, PADA, gelar_sidang

JAHAT = "{{ nomor }} {% if %} <b>x</b> & #set text(size: 1pt) $x$ *y* 😀 שלום"


def halaman(isi: bytes) -> list[str]:
    with pypdfium2.PdfDocument(isi) as naskah:
        semua = [h.get_textpage().get_text_range() for h in naskah]
    return [re.sub(r"\s+", " ", h.replace("\u200b", "").replace("\ufffe", "-")) for h in semua]


def ukuran(isi: bytes) -> list[tuple[int, int]]:
    with pypdfium2.PdfDocument(isi) as naskah:
        return [tuple(round(sisi) for sisi in h.get_size()) for h in naskah]


def berurut(teks: str, *potong: str) -> bool:
    letak = -1
    for satu in potong:
        letak = teks.find(satu, letak + 1)
        if letak < 0:
            return False
    return True


def test_final_berita_acara_says_what_was_recorded_in_order(meja, rina):
    gelar_sidang(meja, rina)
    isi = susun_isi(meja.sesi, pada=PADA)
    semua = halaman(berita_acara_pdf(isi, final=True, kode_url=KODE_URL, **CETAK))
    teks = " ".join(semua)
    assert berurut(
        teks,
        "BERITA ACARA",
        "Nomor: 000.7.2/057/2026",
        "Selasa tanggal Dua Puluh bulan Januari",
        "MENYEPAKATI",
        *("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA"),
        "Sidik jari " + sidik_pendek(isi.sidik_jari()),
        "bukan tanda tangan elektronik tersertifikasi",
        "PENGESAHAN PERANGKAT DAERAH",
        "LAMPIRAN I",
        "Pimpinan (Plt.)",
        "PESERTA LAIN",
        "LAMPIRAN II",
        "1. Dinas Kesehatan",
        "Pembahasan: Dinkes memaparkan stunting.",
        "Catatan atau keberatan perangkat daerah: Angka SSGI berbeda.",
        "2. Dinas Pendidikan",
        "LAMPIRAN III",
        "bergeser 2×",
    )
    assert "Prevalensi stunting % 4,00 5,00* 75,00 Sedang 3,00 4,00 2,50 Dengan catatan" in teks
    assert "DRAF" not in teks
    assert NIP_PENDAMPING not in teks
    assert "BSrE" in semua[0]


def test_a_draft_is_marked_on_every_page_and_has_no_code(meja):
    isi = susun_isi(meja.sesi, pada=PADA)
    semua = halaman(berita_acara_pdf(isi, final=False, kode_url=KODE_URL, **CETAK))
    assert all("DRAF" in h for h in semua)
    assert "Pindai" not in " ".join(semua)


def test_sixteen_opd_with_ten_indikator_keep_every_row_whole():
    isi = isi_contoh()
    berkas = berita_acara_pdf(isi, final=True, kode_url=KODE_URL, **CETAK)
    semua = halaman(berkas)
    assert 14 <= len(semua) <= 20
    assert [h for h in semua if "Halaman" not in h] == []
    assert f"Halaman {len(semua)} dari {len(semua)}" in semua[-1]
    for opd in isi.bagian:
        for baris in opd.baris:
            muat = [h for h in semua if baris.nama in h]
            assert len(muat) == 1, baris.nama
            ekor = muat[0].split(baris.nama)[1]
            assert berurut(ekor[:200], baris.capaian.teks, baris.peringkat.split()[0])
            # The name of its OPD stands on the same page, above it.
            assert berurut(muat[0], f"{opd.nomor}. {opd.nama}", baris.nama)
    lebar = [h for h, sisi in zip(semua, ukuran(berkas), strict=True) if sisi == (842, 595)]
    assert len(lebar) >= 8
    assert all("Indikator" in h and "Sepakat" in h for h in lebar if "Sangat" in h)


@pytest.mark.parametrize(("kertas", "sisi"), [("a4", (595, 842)), ("f4", (609, 935))])
def test_paper(kertas, sisi):
    isi = isi_contoh(opd=1, indikator=1)
    semua = ukuran(berita_acara_pdf(isi, final=True, kertas=kertas, **CETAK))
    assert set(semua) == {sisi, sisi[::-1]}


def test_the_same_frozen_content_makes_the_same_bytes():
    beku = isi_contoh(opd=2, indikator=2).ke_json()
    cetak = [
        berita_acara_pdf(
            type(isi_contoh(opd=1)).dari_json(beku), final=True, kode_url=KODE_URL, **CETAK
        )
        for _ in range(2)
    ]
    assert cetak[0] == cetak[1]


def test_hostile_and_endless_text_is_printed_literally():
    isi = isi_contoh(opd=1, indikator=1, pembahasan=f"{JAHAT} " + "kata " * 10_000 + "akhir.")
    baris = replace(isi.bagian[0].baris[0], catatan="y" * 2000, nama=JAHAT)
    isi = replace(isi, bagian=(replace(isi.bagian[0], baris=(baris,)),))
    teks = " ".join(halaman(berita_acara_pdf(isi, final=True, **CETAK)))
    for potong in ("{{ nomor }} {% if %} <b>x</b> &", "#set text(size: 1pt)", "$x$ *y*", "😀"):
        assert teks.count(potong) >= 2
    assert teks.count("kata") >= 10_000 and "akhir." in teks
    assert teks.replace(" ", "").count("y" * 2000) == 1


def test_petikan_shows_one_opd_and_the_fingerprint_of_the_whole():
    isi = isi_contoh(opd=3, indikator=2)
    teks = " ".join(halaman(petikan_pdf(isi, 2, final=True, kode_url=KODE_URL, **CETAK)))
    assert "PETIKAN BERITA ACARA" in teks
    assert f"bersidik jari {sidik_pendek(isi.sidik_jari())}" in teks
    assert "Indikator 2.1" in teks and "Pekerjaan 2" in teks
    for lain in ("Indikator 1.1", "Indikator 3.1", "Pekerjaan 1", "Orang 1", "Orang 3"):
        assert lain not in teks
    with pytest.raises(KeyError):
        petikan_pdf(isi, 99, final=True, **CETAK)


def test_adendum_says_what_it_changes():
    isi = replace(
        isi_contoh(opd=1, indikator=1),
        jenis="adendum",
        uraian="Target TBC dibaca 85,00.",
        induk="000.7.2/057/2026 tanggal 20 Januari 2026",
    )
    teks = " ".join(halaman(berita_acara_pdf(isi, final=True, **CETAK)))
    assert berurut(
        teks,
        "ADENDUM BERITA ACARA",
        "nomor 000.7.2/057/2026 tanggal 20 Januari 2026",
        "KESATU : Target TBC dibaca 85,00.",
    )


def test_notulen_tells_who_sat_and_what_was_said(meja, rina):
    gelar_sidang(meja, rina)
    isi = susun_isi(meja.sesi, pada=PADA)
    teks = " ".join(halaman(notulen_pdf(isi, **CETAK)))
    assert berurut(
        teks,
        "NOTULEN RAPAT",
        "Pimpinan rapat : Rahma Lubis",
        "Notulis : Rina Sinaga",
        "1. Dinas Kesehatan",
        "Bapperida menanyakan selisih.",
        "2. Dinas Pendidikan",
        "Joko Siregar",
        "KESIMPULAN",
        "Dari 4 indikator: 1 dengan catatan, 1 ditunda, 2 belum.",
        "Memetakan posyandu",
    )


def test_rekap_adds_the_sesi_up():
    satu = isi_contoh(opd=2, indikator=3)
    dua = replace(isi_contoh(opd=1, indikator=3), sesi="Sesi II: Ekonomi")
    teks = " ".join(halaman(rekap_rapat_pdf([satu, dua], **CETAK)))
    assert "Kehadiran : 3 dari 3 perangkat daerah" in teks
    assert berurut(teks, "Sesi I:", "Jumlah 6 2 2 2 0 0 2", "Sesi II: Ekonomi", "Jumlah 3 1 1 1")
    assert "Seluruh sesi 9 3 3 3 0 0 2" in teks
    with pytest.raises(ValueError, match="belum punya sesi"):
        rekap_rapat_pdf([], **CETAK)


def test_attendance_sheet_has_announced_names_and_room_for_more(meja):
    RencanaHadir.objects.create(
        agenda=meja.dinkes, keadaan="pimpinan", nama="Ani Lubis", jabatan="Kepala", nip="1965"
    )
    teks = " ".join(halaman(daftar_hadir_pdf(meja.sesi, kosong=5)))
    assert berurut(teks, "DAFTAR HADIR", "Selasa, 20 Januari 2026", "1 Ani Lubis", "9.")
    assert "1965" not in teks


def test_rupiah_stays_in_its_column():
    """Eleven digits are wider than the column: they get smaller, they never run into each other."""
    isi = isi_contoh(opd=1, indikator=1)
    besar = Nilai("845.300.000.000", "845300000000")
    baris = replace(
        isi.bagian[0].baris[0], target=besar, realisasi=besar, rpjmd=besar, usulan=besar
    )
    baris = replace(baris, sepakat=besar, lama=besar, sementara=True)
    isi = replace(isi, bagian=(replace(isi.bagian[0], baris=(baris,)),))
    with pypdfium2.PdfDocument(berita_acara_pdf(isi, final=True, **CETAK)) as naskah:
        teks = [h.get_textpage() for h in naskah]
        kotak = [
            halaman.get_charbox(letak + n)
            for halaman in teks
            for letak in [
                m.start()
                for m in re.finditer(re.escape("845.300.000.000"), halaman.get_text_range())
            ]
            for n in (0, 14)
        ]
    pasangan = list(zip(kotak[::2], kotak[1::2], strict=True))
    assert len(pasangan) == 5
    for (awal, akhir), (berikut, _) in zip(pasangan, pasangan[1:], strict=False):
        assert akhir[2] < berikut[0]
        assert akhir[2] - awal[0] < 17.8 / 25.4 * 72
