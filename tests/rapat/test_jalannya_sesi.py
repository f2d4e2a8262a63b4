"""The course of a sesi: turns, clock, boxes, one more item, two people writing."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh
from konsolidasi.inti.waktu import ZONA
from rapat.layanan.jalannya import bahas, selesai_bahas, simpan_catatan, tambah_butir
from rapat.layar.jam import jam_butir, jam_sesi
from rapat.models import CatatanAgenda, Sesi, TindakLanjut
from tests import pabrik

HTMX = {"HX-Request": "true"}


def jalur(meja, nama: str, *lain: object) -> str:
    return reverse(f"rapat:{nama}", args=[meja.sesi.pk, meja.dinkes.pk, *lain])


def test_calling_an_opd_up_starts_its_clock_and_the_screen_follows(meja, nana):
    lama = meja.sesi.versi_layar
    bahas(agenda=meja.dinkes, oleh=nana)
    sesi = Sesi.objects.get(pk=meja.sesi.pk)
    assert sesi.agenda_kini_id == meja.dinkes.pk and sesi.versi_layar > lama
    assert meja.dinkes.mulai_pada is not None


def test_the_next_call_stops_the_clock_before_it(meja, nana):
    bahas(agenda=meja.dinkes, oleh=nana)
    bahas(agenda=meja.disdik, oleh=nana)
    meja.dinkes.refresh_from_db()
    assert meja.dinkes.selesai_pada is not None


def test_done_calls_up_the_next_that_was_not_discussed(meja, nana):
    bahas(agenda=meja.disdik, oleh=nana)
    assert selesai_bahas(agenda=meja.disdik, oleh=nana) == meja.dinkes
    assert selesai_bahas(agenda=meja.dinkes, oleh=nana) is None
    assert Sesi.objects.get(pk=meja.sesi.pk).agenda_kini is None


def test_an_opd_called_up_again_keeps_its_first_start(meja, nana):
    awal = bahas(agenda=meja.dinkes, oleh=nana).mulai_pada
    bahas(agenda=meja.disdik, oleh=nana)
    lagi = bahas(agenda=meja.dinkes, oleh=nana)
    assert (lagi.mulai_pada, lagi.selesai_pada) == (awal, None)


def test_an_opd_does_not_steer_the_sesi(meja, sari):
    with pytest.raises(TidakBoleh):
        bahas(agenda=meja.dinkes, oleh=sari)


def test_the_clock_tells_minutes_used_and_the_expected_end(meja):
    pada = datetime(2026, 1, 20, 15, 20, tzinfo=ZONA)
    meja.dinkes.mulai_pada = pada - timedelta(minutes=24)
    meja.sesi.agenda_kini = meja.dinkes
    butir = jam_butir(meja.dinkes, meja.dinkes.pk, pada)
    assert (butir.kata, butir.lewat, butir.lebar) == ("24 dari 35 mnt", False, 68)
    # 11 minutes of Dinkes and 35 of Disdik are left: 16.06, planned 16.00.
    jam = jam_sesi(meja.sesi, [meja.dinkes, meja.disdik], pada)
    assert (jam.jam, jam.perkiraan, jam.telat) == ("15.20", "16.06", "6 menit lebih lambat")


def test_over_the_planned_minutes_is_said(meja):
    pada = timezone.now()
    meja.dinkes.mulai_pada = pada - timedelta(minutes=40)
    assert jam_butir(meja.dinkes, None, pada).lewat


def test_an_item_is_added_in_the_middle(meja, nana):
    baru = pabrik.buat_opd(nama="Dinas Sosial", singkatan="Dinsos")
    tambah_butir(sesi=meja.sesi, opd=baru, judul="", menit=None, sesudah=meja.dinkes, oleh=nana)
    urut = meja.sesi.agenda.order_by("urutan").values_list("opd__singkatan", "urutan")
    assert list(urut) == [("Dinkes", 1), ("Dinsos", 2), ("Disdik", 3)]
    with pytest.raises(SalahKeadaan):
        tambah_butir(sesi=meja.sesi, opd=baru, judul="", menit=None, sesudah=None, oleh=nana)


def test_of_two_people_in_one_box_the_second_sees_both_versions(meja, nana, rina, masuk_sebagai):
    alamat = jalur(meja, "catatan_simpan", "pembahasan")
    isi = {"teks-pembahasan": "Versi Nana", "versi-pembahasan": "0"}
    assert masuk_sebagai(nana).post(alamat, isi, headers=HTMX).status_code == 200
    isi["teks-pembahasan"] = "Versi Rina"
    jawaban = masuk_sebagai(rina).post(alamat, isi, headers=HTMX)
    halaman = jawaban.content.decode()
    assert jawaban.status_code == 409
    assert "Versi Nana" in halaman and "Versi Rina" in halaman
    assert CatatanAgenda.objects.get().teks == "Versi Nana"
    timpa = isi | {"aksi-pembahasan": "timpa:1"}
    assert masuk_sebagai(rina).post(alamat, timpa, headers=HTMX).status_code == 200
    assert CatatanAgenda.objects.get().teks == "Versi Rina"


def test_the_same_text_sent_again_is_saved(meja, nana, masuk_sebagai):
    alamat = jalur(meja, "catatan_simpan", "keberatan")
    isi = {"teks-keberatan": "Stok vaksin", "versi-keberatan": "0"}
    for _ in range(2):
        assert masuk_sebagai(nana).post(alamat, isi, headers=HTMX).status_code == 200
    assert CatatanAgenda.objects.get().versi == 1


@pytest.mark.parametrize(
    ("teks", "kalimat"), [("a\x07b", "tidak terbaca"), ("x" * 60001, "Paling banyak 60.000 huruf")]
)
def test_a_refused_box_keeps_its_text_and_says_why(meja, nana, masuk_sebagai, teks, kalimat):
    isi = {"teks-pembahasan": teks, "versi-pembahasan": "0"}
    alamat = jalur(meja, "catatan_simpan", "pembahasan")
    jawaban = masuk_sebagai(nana).post(alamat, isi, headers=HTMX)
    assert jawaban.status_code == 422 and kalimat in jawaban.content.decode()
    assert not CatatanAgenda.objects.exists()


def test_a_long_discussion_is_kept_whole(meja, nana, masuk_sebagai):
    teks = "Pembahasan " * 4545 + "habis"
    assert len(teks) == 50_000
    isi = {"teks-pembahasan": teks, "versi-pembahasan": "0"}
    alamat = jalur(meja, "catatan_simpan", "pembahasan")
    assert masuk_sebagai(nana).post(alamat, isi, headers=HTMX).status_code == 200
    assert CatatanAgenda.objects.get().teks == teks


def test_braces_and_tags_are_printed_as_they_are(meja, nana, masuk_sebagai):
    teks = "{{ 7*7 }} {% now %} <b>tebal</b> \u202eabc"
    simpan_catatan(agenda=meja.dinkes, jenis="pembahasan", teks=teks, versi=0, oleh=nana)
    halaman = masuk_sebagai(nana).get(meja.halaman).content.decode()
    assert "{{ 7*7 }} {% now %} &lt;b&gt;tebal&lt;/b&gt;" in halaman


def test_the_big_form_saves_the_boxes_too(meja, nana, masuk_sebagai):
    isi = {"teks-pembahasan": "Dibahas", "versi-pembahasan": "0", "aksi": "simpan"}
    assert masuk_sebagai(nana).post(meja.simpan_semua, isi).status_code == 302
    assert CatatanAgenda.objects.get().teks == "Dibahas"


def test_a_stale_box_in_the_big_form_loses_nothing(meja, nana, rina, masuk_sebagai):
    simpan_catatan(agenda=meja.dinkes, jenis="pembahasan", teks="Rina", versi=0, oleh=rina)
    isi = {"teks-pembahasan": "Nana", "versi-pembahasan": "0", "aksi": "simpan"}
    jawaban = masuk_sebagai(nana).post(meja.simpan_semua, isi)
    halaman = jawaban.content.decode()
    assert jawaban.status_code == 409 and "Rina" in halaman and ">Nana</textarea>" in halaman


def test_writing_is_announced_to_the_others(meja, nana, rina, masuk_sebagai):
    isi = {"teks-pembahasan": "x", "versi-pembahasan": "0"}
    masuk_sebagai(nana).post(jalur(meja, "catatan_simpan", "pembahasan"), isi, headers=HTMX)
    kalimat = "Nana Hasibuan sedang menulis di OPD ini juga."
    assert kalimat in masuk_sebagai(rina).get(meja.halaman).content.decode()
    assert kalimat not in masuk_sebagai(nana).get(meja.halaman).content.decode()


def test_nothing_is_written_after_the_sesi_is_ditetapkan(
    meja, rina, kirim, tetapkan, masuk_sebagai
):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="3")
    tetapkan(client)
    with pytest.raises(SalahKeadaan):
        simpan_catatan(agenda=meja.dinkes, jenis="pembahasan", teks="x", versi=0, oleh=rina)


def test_a_new_follow_up_from_the_box(meja, nana, masuk_sebagai):
    alamat = jalur(meja, "tindak_lanjut_buat")
    isi = {
        "uraian": "Undang klinik",
        "opd": str(meja.dinkes.opd_id),
        "batas_tanggal": "2026-02-28",
        "indikator": str(meja.stunting.pk),
        "pendukung": [str(meja.disdik.opd_id)],
    }
    jawaban = masuk_sebagai(nana).post(alamat, isi, headers=HTMX)
    assert jawaban.status_code == 200 and "didukung Disdik" in jawaban.content.decode()
    assert TindakLanjut.objects.get().indikator == meja.stunting


@pytest.mark.parametrize("htmx", [True, False])
def test_a_follow_up_of_another_opd_is_refused(meja, nana, masuk_sebagai, htmx):
    isi = {"uraian": "Kerja lain", "opd": str(meja.disdik.opd_id), "batas_tanggal": "2026-02-28"}
    jawaban = masuk_sebagai(nana).post(
        jalur(meja, "tindak_lanjut_buat"), isi, headers=HTMX if htmx else {}
    )
    halaman = jawaban.content.decode()
    assert jawaban.status_code == 422
    assert "Pilih OPD dari daftarnya." in halaman and "Kerja lain" in halaman


def test_a_stale_version_of_nothing_is_no_crash(meja, nana):
    with pytest.raises(SalahKeadaan):
        simpan_catatan(agenda=meja.dinkes, jenis="pembahasan", teks="x", versi=3, oleh=nana)
    simpan_catatan(agenda=meja.dinkes, jenis="pembahasan", teks="x", versi=0, oleh=nana)
    with pytest.raises(SudahBerubah):
        simpan_catatan(agenda=meja.dinkes, jenis="pembahasan", teks="y", versi=9, oleh=nana)
