"""A returned row: the reviewer's sentence, the answer, and what is submitted again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from capaian.alur import ALUR_REALISASI
from capaian.models import Bukti, Indikator, LogRealisasi, Realisasi
from capaian.pilihan import StatusRealisasi
from opd.models import Opd, Pengguna
from tests import pabrik

HTMX = {"HX-Request": "true"}
LENGKAP = {
    "faktor_penghambat": "Stok vaksin kosong tiga minggu",
    "akar_masalah": "Pengadaan menunggu pagu pusat",
}
TANYA, JAWAB = "Satuan berbeda, periksa lagi.", "Sudah diganti menjadi jumlah kasus."


@pytest.fixture
def klien(masuk_sebagai: Callable, sari: Pengguna) -> Client:
    return masuk_sebagai(sari)


@pytest.fixture
def indikator(dinkes: Opd) -> Indikator:
    pabrik.buat_periode()
    satu = pabrik.buat_indikator(opd=dinkes, nama="Kematian ibu")
    pabrik.buat_target(indikator=satu)
    return satu


@pytest.fixture
def kembali(indikator: Indikator, sari: Pengguna, rina: Pengguna) -> Realisasi:
    """Submitted by Sari, returned by Rina."""
    r = pabrik.buat_realisasi(indikator=indikator, **LENGKAP)
    ALUR_REALISASI.jalankan("ajukan", r, oleh=sari)
    return ALUR_REALISASI.jalankan("kembalikan", r, oleh=rina, catatan=TANYA)


def teks(jawaban) -> str:
    return " ".join(jawaban.content.decode().split())


def buka(klien: Client, opd: Opd) -> str:
    return teks(klien.get(reverse("capaian:isian_opd", args=[opd.pk, 2025, 4])))


def simpan(klien: Client, r: Realisasi, **medan: str):
    """What the row posts: all its fields as they are shown, and what was typed into them."""
    halaman = klien.get(
        reverse("capaian:isian_opd", args=[r.indikator.opd_id, 2025, 4])
    ).content.decode()
    asal = halaman.split(f'name="asal-{r.indikator_id}" value="')[1].split('"')[0]
    r.refresh_from_db()
    isi = {
        "versi": r.versi,
        "asal": asal,
        "nilai": "72,00",
        "keadaan": "",
        "alasan": "",
        "penghambat": r.faktor_penghambat,
        "akar": r.akar_masalah,
        "sumber": "",
        "tanggal": "",
        "status_data": r.status_data,
        "jawaban": "",
        "aksi": "",
    } | medan
    url = reverse("capaian:realisasi_simpan", args=[2025, 4, r.indikator_id])
    return klien.post(url, {f"{n}-{r.indikator_id}": v for n, v in isi.items()}, headers=HTMX)


def kirim(klien: Client, opd: Opd, **isi: str):
    return klien.post(reverse("capaian:isian_simpan", args=[opd.pk, 2025, 4]), isi)


def status(r: Realisasi) -> str:
    r.refresh_from_db()
    return r.status


def test_page_says_who_returned_it_and_with_which_words(klien, dinkes, kembali):
    isi = buka(klien, dinkes)
    assert "<strong>Rina Sinaga, Bapperida</strong>" in isi
    assert f"“{TANYA}”" in isi
    assert "Tulis apa yang sudah diperbaiki" in isi
    assert "Jawab dan ajukan lagi" in isi


def test_answer_submits_this_row_alone_and_stays_in_its_thread(klien, dinkes, kembali):
    lain = pabrik.buat_realisasi(indikator=pabrik.buat_indikator(opd=dinkes))
    jawaban = simpan(klien, kembali, aksi="jawab", jawaban=JAWAB)
    assert jawaban.status_code == 200
    assert "Menunggu verifikasi" in teks(jawaban)
    assert status(kembali) == StatusRealisasi.DIAJUKAN
    assert status(lain) == StatusRealisasi.DRAF
    log = LogRealisasi.objects.order_by("pk").last()
    assert (log.transisi, log.catatan) == ("ajukan", JAWAB)
    isi = buka(klien, dinkes)
    assert "Percakapan (2)" in isi
    assert "<strong>Sari Nasution, Dinkes</strong>" in isi and f"“{JAWAB}”" in isi


def test_answer_saves_what_was_changed_with_it(klien, kembali):
    assert simpan(klien, kembali, nilai="71", aksi="jawab", jawaban=JAWAB).status_code == 200
    kembali.refresh_from_db()
    assert (kembali.nilai, kembali.status) == (71, StatusRealisasi.DIAJUKAN)


def test_answer_alone_does_not_count_as_a_change_of_the_figure(klien, kembali):
    versi = kembali.versi
    simpan(klien, kembali, jawaban=JAWAB)
    kembali.refresh_from_db()
    assert kembali.versi == versi
    assert kembali.status == StatusRealisasi.PERBAIKAN


@pytest.mark.parametrize("kosong", ["", "   "])
def test_empty_answer_is_asked_for(kosong: str, klien, kembali):
    jawaban = simpan(klien, kembali, aksi="jawab", jawaban=kosong)
    assert jawaban.status_code == 422
    assert "Tulis apa yang sudah diperbaiki." in teks(jawaban)
    assert status(kembali) == StatusRealisasi.PERBAIKAN


def test_answer_to_an_incomplete_row_keeps_its_words(klien, kembali):
    jawaban = simpan(klien, kembali, akar="", aksi="jawab", jawaban=JAWAB)
    isi = teks(jawaban)
    assert jawaban.status_code == 422
    assert "Belum diajukan. Tulis akar masalah, minimal 10 huruf." in isi
    assert JAWAB in isi
    kembali.refresh_from_db()
    assert (kembali.akar_masalah, kembali.status) == ("", StatusRealisasi.PERBAIKAN)


def test_answer_typed_beside_another_change_is_still_there_after_the_save(klien, kembali):
    jawaban = simpan(klien, kembali, nilai="71", jawaban=JAWAB)
    assert jawaban.status_code == 200
    assert JAWAB in teks(jawaban)
    assert "Sudah diperbaiki, ikut diajukan." in teks(jawaban)


def test_control_characters_in_an_answer_are_refused_beside_it(klien, kembali):
    jawaban = simpan(klien, kembali, aksi="jawab", jawaban="Sudah\x00 diganti")
    assert jawaban.status_code == 422
    assert "Ada karakter yang tidak terbaca." in teks(jawaban)
    assert status(kembali) == StatusRealisasi.PERBAIKAN


def test_ajukan_takes_a_returned_row_that_was_answered(klien, dinkes, kembali):
    kirim(klien, dinkes, aksi="ajukan", **{f"jawaban-{kembali.indikator_id}": JAWAB})
    assert status(kembali) == StatusRealisasi.DIAJUKAN
    assert LogRealisasi.objects.order_by("pk").last().catatan == JAWAB


def test_ajukan_leaves_a_returned_row_that_nobody_touched(klien, dinkes, kembali):
    jawaban = kirim(klien, dinkes, aksi="ajukan")
    assert status(kembali) == StatusRealisasi.PERBAIKAN
    assert "Kematian ibu: belum diperbaiki atau dijawab" in teks(klien.get(jawaban.url))


def test_new_evidence_counts_as_a_correction_without_changing_the_figure(klien, dinkes, kembali):
    lama = Bukti.objects.create(
        indikator=kembali.indikator, periode=kembali.periode, nama="Lama", tautan="https://a.id/1"
    )
    Bukti.objects.filter(pk=lama.pk).update(diunggah_pada=timezone.now() - timedelta(days=1))
    kirim(klien, dinkes, aksi="ajukan")
    assert status(kembali) == StatusRealisasi.PERBAIKAN
    Bukti.objects.create(
        indikator=kembali.indikator, periode=kembali.periode, nama="Baru", tautan="https://a.id/2"
    )
    versi = kembali.versi
    assert "Sudah diperbaiki, ikut diajukan." in buka(klien, dinkes)
    kembali.refresh_from_db()
    assert kembali.versi == versi
    kirim(klien, dinkes, aksi="ajukan")
    assert status(kembali) == StatusRealisasi.DIAJUKAN


def test_verified_rows_stay_verified(klien, dinkes, kembali):
    beres = pabrik.buat_realisasi(
        indikator=pabrik.buat_indikator(opd=dinkes), status=StatusRealisasi.TERVERIFIKASI
    )
    kirim(klien, dinkes, aksi="ajukan", **{f"jawaban-{kembali.indikator_id}": JAWAB})
    assert status(beres) == StatusRealisasi.TERVERIFIKASI


def test_touched_after_verification_is_said_in_the_row(klien, dinkes, indikator, rina):
    r = pabrik.buat_realisasi(indikator=indikator, status=StatusRealisasi.TERVERIFIKASI, **LENGKAP)
    ALUR_REALISASI.jalankan("buka_kembali", r, oleh=rina, catatan="Angka BPS berubah.")
    isi = buka(klien, dinkes)
    assert "Diubah setelah verifikasi, 1×" in isi
    assert "“Angka BPS berubah.”" in isi


def test_without_javascript_the_answer_is_a_button_of_the_whole_form(klien, dinkes, kembali):
    pk = kembali.indikator_id
    kosong = kirim(klien, dinkes, **{f"aksi-{pk}": "jawab", f"jawaban-{pk}": ""})
    assert kosong.status_code == 422
    assert "Tulis apa yang sudah diperbaiki." in teks(kosong)
    jawaban = kirim(klien, dinkes, **{f"aksi-{pk}": "jawab", f"jawaban-{pk}": JAWAB})
    assert jawaban.status_code == 302
    assert "1 baris dijawab dan dikirim lagi" in teks(klien.get(jawaban.url))
    assert status(kembali) == StatusRealisasi.DIAJUKAN


def test_answer_twice_is_one_submission(klien, dinkes, kembali):
    pk = kembali.indikator_id
    isi = {f"aksi-{pk}": "jawab", f"jawaban-{pk}": JAWAB}
    for _ in range(2):
        assert kirim(klien, dinkes, **isi).status_code == 302
    assert LogRealisasi.objects.filter(transisi="ajukan").count() == 2


def test_other_opd_cannot_answer(masuk_sebagai, joko, dinkes, kembali):
    pk = kembali.indikator_id
    isi = {f"aksi-{pk}": "jawab", f"jawaban-{pk}": JAWAB}
    assert kirim(masuk_sebagai(joko), dinkes, **isi).status_code == 404
    assert status(kembali) == StatusRealisasi.PERBAIKAN
