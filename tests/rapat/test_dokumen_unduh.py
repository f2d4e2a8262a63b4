"""Downloads: who gets which document, from what it is made, and what a failure says."""

from datetime import date
from io import BytesIO

import openpyxl
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from capaian.models import Realisasi
from konsolidasi.inti import dokumen
from rapat.dokumen.isi import sidik_pendek
from rapat.models import BeritaAcara, CatatanAgenda, Kesepakatan
from rapat.views import dokumen as unduhan
from tests import berkas, pabrik
from tests.rapat.naskah_beku import buat_final, finalkan
from tests.rapat.sidang import NIP_PENDAMPING, gelar_sidang
from tests.rapat.test_dokumen_pdf import berurut, halaman, ukuran
from tests.rapat.test_dokumen_word import teks_word

gudang = berkas.gudang
PERAN = ("anonim", "tamu", "sari", "joko", "rina", "nana", "pak_budi", "admin")
SEMUA = (302, 403, 403, 403, 200, 200, 200, 200)
PETIKAN_DINKES = (302, 403, 200, 404, 200, 200, 200, 200)
PENCATAT = (302, 403, 403, 403, 200, 200, 403, 403)
HAK = {
    "rapat:berita_acara_pdf": SEMUA,
    "rapat:berita_acara_word": SEMUA,
    "rapat:berita_acara_lampiran": SEMUA,
    "rapat:petikan_pdf": PETIKAN_DINKES,
    "rapat:petikan_word": PETIKAN_DINKES,
    "rapat:notulen_pdf": SEMUA,
    "rapat:rekap_pdf": SEMUA,
    "rapat:daftar_hadir_pdf": PENCATAT,
}


def alamat(nama: str, ba: BeritaAcara, meja) -> str:
    return reverse(
        nama,
        args={
            "rapat:petikan_pdf": [ba.pk, meja.dinkes.pk],
            "rapat:petikan_word": [ba.pk, meja.dinkes.pk],
            "rapat:notulen_pdf": [meja.sesi.pk],
            "rapat:rekap_pdf": [meja.sesi.rapat_id],
            "rapat:daftar_hadir_pdf": [meja.sesi.pk],
        }.get(nama, [ba.pk]),
    )


@pytest.fixture
def ba(meja, rina) -> BeritaAcara:
    gelar_sidang(meja, rina)
    return buat_final(meja)


@pytest.fixture
def ambil(meja, ba, rina, masuk_sebagai):
    client = masuk_sebagai(rina)

    def unduh(nama: str, kueri: str = ""):
        jawaban = client.get(alamat(f"rapat:{nama}", ba, meja) + kueri)
        assert jawaban.status_code == 200, jawaban.content[:2000]
        return jawaban.content

    return unduh


def test_each_role_gets_its_documents(meja, ba, request, masuk_sebagai, monkeypatch):
    """What is in them is tested below; here only the door."""
    tujuan = {nama: alamat(nama, ba, meja) for nama in HAK}
    monkeypatch.setattr(unduhan, "susun", lambda buat: b"isi")
    hasil = {}
    for peran in PERAN:
        client = Client() if peran == "anonim" else masuk_sebagai(request.getfixturevalue(peran))
        for nama, url in tujuan.items():
            hasil.setdefault(nama, []).append(client.get(url).status_code)
    assert {nama: tuple(baris) for nama, baris in hasil.items()} == HAK


def test_an_opd_outside_the_sesi_finds_nothing(meja, ba, masuk_sebagai):
    opd = pabrik.buat_opd(nama="Dinas Sosial", singkatan="Dinsos")
    luar = pabrik.buat_pengguna(username="luar", nama="Luar", peran="operator", opd=opd)
    client = masuk_sebagai(luar)
    for nama in HAK.keys() - {"rapat:daftar_hadir_pdf"}:
        assert client.get(alamat(nama, ba, meja)).status_code == 404, nama


def test_a_final_one_is_printed_from_its_frozen_content_alone(meja, ba, ambil):
    Realisasi.objects.filter(indikator=meja.stunting).update(nilai=1)
    Kesepakatan.objects.filter(indikator=meja.stunting).update(nilai="9.9", catatan="LAIN")
    CatatanAgenda.objects.update(teks="DIUBAH KEMUDIAN")
    baris = "Prevalensi stunting % 4,00 5,00* 75,00 Sedang 3,00 4,00 2,50 Dengan catatan"
    semua = halaman(ambil("berita_acara_pdf"))
    teks = " ".join(semua)
    assert baris in teks and "DIUBAH" not in teks and "DRAF" not in teks
    assert f"Sidik jari {sidik_pendek(ba.sidik_jari)}" in teks
    assert baris.replace(" ", "") in teks_word(ambil("berita_acara_word")).replace(
        " | ", ""
    ).replace(" ", "")
    buku = openpyxl.load_workbook(BytesIO(ambil("berita_acara_lampiran")))
    sel = [s.value for lembar in buku for satu in lembar.iter_rows() for s in satu]
    assert 75 in sel and not any("LAIN" in str(s) for s in sel)


def test_the_code_on_paper_is_the_address_of_the_check_page(ba, ambil, monkeypatch):
    tertulis = []
    asli = dokumen.qr_svg
    monkeypatch.setattr(dokumen, "qr_svg", lambda teks: tertulis.append(teks) or asli(teks))
    ambil("petikan_pdf")
    assert tertulis == [f"http://testserver/rapat/periksa/{ba.kode_periksa}/"]


def test_a_draft_is_assembled_now_and_marked(meja, rina, masuk_sebagai):
    gelar_sidang(meja, rina)
    ba = BeritaAcara.objects.get()
    client = masuk_sebagai(rina)
    CatatanAgenda.objects.update(teks="DITULIS BARU SAJA")
    semua = halaman(client.get(alamat("rapat:berita_acara_pdf", ba, meja)).content)
    assert all("DRAF" in h for h in semua) and "DITULIS BARU SAJA" in " ".join(semua)
    word = teks_word(client.get(alamat("rapat:petikan_word", ba, meja)).content)
    assert "DRAF, belum berlaku" in word and "PETIKAN" in word


def test_an_opd_waits_for_its_petikan_until_it_is_circulated(meja, rina, sari, masuk_sebagai):
    gelar_sidang(meja, rina)
    ba, klien = BeritaAcara.objects.get(), masuk_sebagai(sari)
    jawaban = klien.get(alamat("rapat:petikan_pdf", ba, meja))
    assert (
        jawaban.status_code == 403 and "sesudah Bapperida mengedarkan" in jawaban.content.decode()
    )
    BeritaAcara.objects.update(status="tanggapan")
    semua = halaman(klien.get(alamat("rapat:petikan_pdf", ba, meja)).content)
    assert all("DRAF" in h for h in semua)


def test_petikan_of_one_opd_holds_nothing_of_another(meja, ba, sari, masuk_sebagai):
    client = masuk_sebagai(sari)
    teks = " ".join(halaman(client.get(alamat("rapat:petikan_pdf", ba, meja)).content))
    assert berurut(teks, "PETIKAN BERITA ACARA", "Prevalensi stunting", "Memetakan posyandu")
    for lain in ("Angka kelulusan", "Menyamakan data lulusan", "Joko Siregar", "menunggu data"):
        assert lain not in teks
    milik_lain = reverse("rapat:petikan_pdf", args=[ba.pk, meja.disdik.pk])
    assert client.get(milik_lain).status_code == 404


def test_notulen_recap_and_adendum_come_from_the_frozen_content(meja, ba, ambil, rina):
    CatatanAgenda.objects.update(teks="DIUBAH KEMUDIAN")
    assert "Bapperida menanyakan selisih." in " ".join(halaman(ambil("notulen_pdf")))
    teks = " ".join(halaman(ambil("rekap_pdf")))
    assert berurut(teks, "REKAP", "1. Dinas Kesehatan", "Jumlah 4 0 1 1 0 2 2")
    adendum = finalkan(
        BeritaAcara(
            sesi=meja.sesi,
            jenis="adendum",
            uraian="Target TBC dibaca 85,00.",
            nomor="000.7.2/060/2026",
            tanggal=date(2026, 1, 26),
            kode_periksa="adendum",
        )
    )
    isi = halaman(ambil_pdf(adendum, rina))
    assert "nomor 000.7.2/057/2026 tanggal 20 Januari 2026" in " ".join(isi)


def ambil_pdf(ba: BeritaAcara, siapa) -> bytes:
    client = Client()
    client.force_login(siapa, backend="konsolidasi.inti.izin.Backend")
    return client.get(reverse("rapat:berita_acara_pdf", args=[ba.pk])).content


def test_paper_name_and_headers(meja, ba, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    for kertas, sisi in (("f4", (609, 935)), ("a4", (595, 842)), ("a0", (595, 842))):
        jawaban = client.get(alamat("rapat:berita_acara_pdf", ba, meja) + f"?kertas={kertas}")
        assert sisi in ukuran(jawaban.content)
    assert (
        'attachment; filename="Berita Acara 000.7.2-057-2026 Sesi I.pdf"'
        in jawaban.headers.values()
    )
    assert jawaban["Cache-Control"] == "private, no-store"
    assert jawaban["X-Content-Type-Options"] == "nosniff"


def test_attendance_sheet_prints_no_nip(ambil):
    with pypdfium2.PdfDocument(ambil("daftar_hadir_pdf")) as naskah:
        assert len(naskah) >= 1
    assert NIP_PENDAMPING not in " ".join(halaman(ambil("daftar_hadir_pdf")))


def test_the_recorded_list_has_nip_and_signature_for_who_records(meja, ambil, sari, masuk_sebagai):
    meja.sesi.peserta.filter(nip="").update(paraf="<script>alert(1)</script>")
    meja.sesi.peserta.exclude(nip="").update(paraf="M10 10L20 20L30 10", surat_tugas="094/1")
    isi = ambil("daftar_hadir_pdf", "?isi=tercatat&kertas=f4")
    teks = " ".join(halaman(isi))
    assert berurut(
        teks,
        "4 orang",
        "dr. Ani Lubis",
        "08.51",
        "Budi Pendamping",
        f"NIP {NIP_PENDAMPING}",
        "surat tugas 094/1",
    )
    assert berurut(teks, "Joko Siregar", "Diwakili", "Tamu Provinsi", "Bappelitbang")
    assert "Salah Ketik" not in teks
    with pypdfium2.PdfDocument(isi) as naskah:
        jenis = [benda.type for benda in naskah[0].get_objects(max_depth=5)]
    assert pypdfium2.raw.FPDF_PAGEOBJ_PATH in jenis
    url = reverse("rapat:daftar_hadir_pdf", args=[meja.sesi.pk]) + "?isi=tercatat"
    assert masuk_sebagai(sari).get(url).status_code == 403


def test_what_was_changed_behind_the_fingerprint_is_not_printed(meja, ba, rina, masuk_sebagai):
    ba.isi["bagian"][0]["baris"][0]["sepakat"] = {"teks": "99,00", "angka": "99"}
    BeritaAcara.objects.filter(pk=ba.pk).update(isi=ba.isi)
    jawaban = masuk_sebagai(rina).get(alamat("rapat:berita_acara_pdf", ba, meja))
    assert jawaban.status_code == 503
    assert "tidak cocok lagi dengan sidik jarinya" in jawaban.content.decode()


@pytest.mark.parametrize(("galat", "kode"), [(RuntimeError, 502), (MemoryError, 502), (None, 503)])
def test_a_document_that_fails_is_a_sentence(
    galat, kode, meja, ba, rina, masuk_sebagai, monkeypatch
):
    def gagal(*_, **__):
        raise galat("typst: rusak")

    if galat is None:
        monkeypatch.setattr(unduhan, "TUNGGU_DETIK", 0.01)
        monkeypatch.setattr(unduhan, "_giliran", unduhan.BoundedSemaphore(1))
        assert unduhan._giliran.acquire()
    else:
        monkeypatch.setattr(dokumen, "pdf", gagal)
    jawaban = masuk_sebagai(rina).get(alamat("rapat:berita_acara_pdf", ba, meja))
    assert jawaban.status_code == kode
    teks = jawaban.content.decode()
    assert "typst" not in teks and ("gagal disusun" in teks or "dokumen lain" in teks)
