"""A finding settled in a sesi stands in the berita acara, and is settled once that is final."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from capaian.models import StatusTemuan, Temuan
from konsolidasi.contoh.tolok.dokumen import isi_contoh
from konsolidasi.inti.galat import TidakLengkap
from rapat.dokumen.bahan import susun_bahan
from rapat.dokumen.excel import lampiran_xlsx
from rapat.dokumen.isi import susun_isi
from rapat.dokumen.naskah import IsiBeritaAcara, sidik_jari
from rapat.dokumen.pdf import bahan_pdf, berita_acara_pdf, notulen_pdf, petikan_pdf
from rapat.dokumen.word import berita_acara_word, petikan_word
from rapat.layanan.berita_acara import buka
from rapat.models import BeritaAcara, PutusanTemuan, Sesi
from rapat.pilihan import HasilTemuan
from tests.rapat.naskah import NOMOR, final, lengkapi
from tests.rapat.sidang import CETAK, PADA, gelar_sidang
from tests.rapat.temuan import ALASAN, KALIMAT, buat_temuan, putus
from tests.rapat.test_dokumen_excel import lembar
from tests.rapat.test_dokumen_pdf import berurut, halaman
from tests.rapat.test_dokumen_word import teks_word, templat_kantor

HASIL = f"{KALIMAT} Bukan masalah: {ALASAN}"
SIDIK_LAMA = "ed0ea9e0b7d656c60b176bd0bde08342e2b318edc7e73c61239ce6b6fdfa5113"
"""Of the same content before findings were part of it."""


@pytest.fixture
def selesai(meja, rina):
    """One finding of Dinkes, settled as no problem in a sesi that may be final."""
    lengkapi(meja, rina)
    temuan = buat_temuan(meja.stunting)
    putus(meja.dinkes, temuan, rina)
    return temuan


def test_pdf_word_workbook_and_petikan_say_it_in_the_part_of_that_opd(meja, rina):
    gelar_sidang(meja, rina)
    putus(meja.dinkes, buat_temuan(meja.stunting), rina)
    isi = susun_isi(meja.sesi, pada=PADA)
    utuh = " ".join(halaman(berita_acara_pdf(isi, final=True, **CETAK)))
    baris = f"Keselarasan: 1. {HASIL}"
    assert berurut(utuh, "LAMPIRAN II ", "1. Dinas Kesehatan", baris, "2. Dinas Pendidikan")
    assert HASIL in " ".join(halaman(notulen_pdf(isi, **CETAK)))
    word = teks_word(berita_acara_word(isi, final=True, **CETAK))
    assert f"Keselarasan: 1. {HASIL}" in word
    baris = lembar(lampiran_xlsx(isi, final=True, **CETAK), "Lampiran II")
    assert [r[11] for r in baris if r[1] == "Keselarasan"] == [f"1. {HASIL}"]
    milik, lain = meja.dinkes.pk, meja.disdik.pk
    for naskah in (petikan_pdf, petikan_word):
        baca = teks_word if naskah is petikan_word else (lambda isi: " ".join(halaman(isi)))
        assert HASIL in baca(naskah(isi, milik, final=True, **CETAK))
        assert KALIMAT not in baca(naskah(isi, lain, final=True, **CETAK))
    assert "Keselarasan" not in str(isi.untuk_umum())


def test_the_opd_reads_it_before_it_answers(meja, rina, sari, joko, masuk_sebagai):
    gelar_sidang(meja, rina)
    putus(meja.dinkes, buat_temuan(meja.stunting), rina)
    BeritaAcara.objects.update(
        status="tanggapan", tanggapan_sampai=timezone.now() + timedelta(days=3)
    )
    for orang, agenda, ada in ((sari, meja.dinkes, True), (joko, meja.disdik, False)):
        alamat = reverse("rapat:tanggapan", args=[meja.sesi.pk, agenda.pk])
        assert (KALIMAT in masuk_sebagai(orang).get(alamat).text) is ada


def test_a_template_of_the_office_without_the_new_tag_still_works(meja, rina):
    gelar_sidang(meja, rina)
    putus(meja.dinkes, buat_temuan(meja.stunting), rina)
    templat = templat_kantor("{%p for o in bagian %}", "{{ o.nama }}", "{%p endfor %}")
    isi = susun_isi(meja.sesi, pada=PADA)
    assert "Dinas Kesehatan" in teks_word(berita_acara_word(isi, templat, final=True, **CETAK))


def test_content_frozen_before_findings_reads_and_keeps_its_fingerprint():
    isi = isi_contoh(opd=2, indikator=1)
    beku = json.loads(json.dumps(isi.ke_json()))
    assert not any(nama in bagian for bagian in beku["bagian"] for nama in ("temuan", "peran"))
    assert sidik_jari(beku) == SIDIK_LAMA == IsiBeritaAcara.dari_json(beku).sidik_jari()


def test_frozen_findings_read_back(selesai, meja, rina):
    satu = BeritaAcara.objects.get(pk=final(meja, rina).pk)
    isi = IsiBeritaAcara.dari_json(satu.isi)
    (baris,) = isi.bagian[0].temuan
    assert (baris.kalimat, baris.hasil) == (KALIMAT, f"Bukan masalah: {ALASAN}")
    assert sidik_jari(satu.isi) == isi.sidik_jari() == satu.sidik_jari


def test_final_settles_the_finding_for_the_numbers_that_were_read(selesai, meja, rina):
    final(meja, rina)
    selesai.refresh_from_db()
    assert selesai.status == StatusTemuan.BUKAN_MASALAH
    assert selesai.alasan == f"{ALASAN} (Berita Acara nomor {NOMOR})"
    assert selesai.sidik_diterima == "a" and selesai.log.get().oleh == rina
    assert PutusanTemuan.objects.get().berlaku


def test_other_numbers_by_then_are_another_question(selesai, meja, rina):
    Temuan.objects.update(sidik="b", kalimat="Dinkes 118, Disdik 130.")
    satu = final(meja, rina)
    selesai.refresh_from_db()
    assert selesai.status == StatusTemuan.BAHAS and not PutusanTemuan.objects.get().berlaku
    # What was settled is printed as it was read.
    assert IsiBeritaAcara.dari_json(satu.isi).bagian[0].temuan[0].kalimat == KALIMAT


def test_opened_again_another_outcome_puts_the_finding_back(selesai, meja, rina, admin):
    final(meja, rina)
    sesi = Sesi.objects.get(pk=meja.sesi.pk)
    buka(sesi=sesi, alasan="Target Disdik salah ketik", oleh=admin)
    meja.dinkes.refresh_from_db()
    putus(meja.dinkes, selesai, rina, HasilTemuan.TARGET_DIUBAH, versi=1)
    final(meja, rina)
    selesai.refresh_from_db()
    assert selesai.status == StatusTemuan.BAHAS
    assert [b.transisi for b in selesai.log.order_by("pk")] == ["bukan", "buka", "bahas"]
    assert not PutusanTemuan.objects.get().berlaku


def test_not_final_while_a_finding_has_no_outcome_or_the_reason_is_given(meja, rina):
    lengkapi(meja, rina)
    temuan = buat_temuan(meja.stunting, meja.lulus)
    with pytest.raises(TidakLengkap) as galat:
        final(meja, rina)
    assert galat.value.kekurangan == [
        "Dinas Kesehatan: 1 temuan keselarasan belum diputuskan.",
        "Dinas Pendidikan: 1 temuan keselarasan belum diputuskan.",
    ]
    alasan = "Menunggu data provinsi"
    satu = final(meja, rina, alasan_kurang=alasan)
    for bagian in IsiBeritaAcara.dari_json(satu.isi).bagian:
        assert bagian.temuan[0].hasil == f"Belum diputuskan: {alasan}"
    temuan.refresh_from_db()
    assert temuan.status == StatusTemuan.BAHAS  # it comes back on the next agenda


def test_bahan_names_what_is_open_and_stays_on_two_pages(meja, rina):
    gelar_sidang(meja, rina)
    for n in range(9):
        buat_temuan(meja.stunting, kalimat=f"Selisih nomor {n}. " + "panjang " * 40, berat=2)
    buat_temuan(meja.stunting, kalimat="Dibahas dulu", berat=1)
    Temuan.objects.exclude(kalimat="Dibahas dulu").update(status=StatusTemuan.BARU)
    buat_temuan(meja.stunting, kalimat="Sudah selesai", status=StatusTemuan.HILANG)
    satu = susun_bahan(meja.sesi, pada=PADA, agenda=meja.dinkes)[0]
    assert satu.temuan[0] == "Dibahas dulu" and satu.temuan_lain == 4
    semua = halaman(bahan_pdf([satu]))
    assert len(semua) <= 2
    teks = " ".join(semua)
    assert "5. Keselarasan target" in teks and "dan 4 temuan lain" in teks
    assert "Sudah selesai" not in teks
    assert susun_bahan(meja.sesi, pada=PADA, agenda=meja.disdik)[0].temuan == ()
