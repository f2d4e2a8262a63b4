"""One row of the sesi table, saved by itself."""

from decimal import Decimal

import pytest

from rapat.models import Kesepakatan, Sesi


def test_notulis_records_an_agreed_target(meja, kirim, nana, masuk_sebagai):
    jawaban = kirim(masuk_sebagai(nana), meja.stunting, target="3,50")
    assert jawaban.status_code == 200
    assert "Tersimpan" in jawaban.text
    ada = meja.tersimpan(meja.stunting)
    assert (ada.nilai, ada.putusan, ada.versi) == (Decimal("3.5"), "sepakat", 1)
    assert ada.diubah_oleh == nana


def test_first_save_keeps_what_the_room_saw(meja, kirim, rina, masuk_sebagai):
    kirim(masuk_sebagai(rina), meja.stunting, target="3")
    ada = meja.tersimpan(meja.stunting)
    assert ada.capaian_lalu == Decimal("75.00")
    assert ada.capaian_lalu_kalimat.startswith("Capaian 75,00")
    assert ada.target_lama.nilai == 3


def test_a_range_may_be_typed_in_either_order(meja, kirim, rina, masuk_sebagai):
    kirim(masuk_sebagai(rina), meja.stunting, target="1,70 - 1,60")
    ada = meja.tersimpan(meja.stunting)
    assert (ada.batas_bawah, ada.batas_atas) == (Decimal("1.6"), Decimal("1.7"))


def test_a_predikat_is_chosen_by_its_letter(meja, kirim, rina, masuk_sebagai):
    kirim(masuk_sebagai(rina), meja.sakip, target="bb")
    assert meja.tersimpan(meja.sakip).predikat.kode == "BB"


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"target": ""}, "Tulis target yang disepakati."),
        ({"target": "abc"}, "bukan angka"),
        ({"target": "3,123"}, "angka di belakang koma"),
        ({"target": "😀"}, "bukan angka"),
        ({"target": "3\x00"}, "bukan angka"),
        ({"target": "9" * 40}, "terlalu besar"),
        ({"target": "9" * 5000}, "panjang"),
        ({"target": "3", "putusan": "dengan_catatan"}, "Tulis catatannya"),
        ({"putusan": "ditunda"}, "Tulis mengapa ditunda."),
        ({"target": "3", "putusan": "setuju"}, "Pilih dari daftarnya."),
        ({"target": "3", "putusan": ""}, "Pilih putusannya."),
        ({"target": "3", "catatan": "a\x07b"}, "karakter yang tidak terbaca"),
        ({"target": "3", "catatan": "x" * 2001}, "Paling banyak 2.000 huruf"),
    ],
)
def test_wrong_row_says_what_is_wrong_and_writes_nothing(
    isi, kalimat, meja, kirim, rina, masuk_sebagai
):
    jawaban = kirim(masuk_sebagai(rina), meja.stunting, **isi)
    assert jawaban.status_code == 422
    assert kalimat in jawaban.text
    assert "data-k-belum" in jawaban.text
    assert meja.tersimpan(meja.stunting) is None


def test_wrong_row_keeps_the_text_as_it_was_typed(meja, kirim, rina, masuk_sebagai):
    jawaban = kirim(masuk_sebagai(rina), meja.stunting, target="3,5 kasus", catatan="pakai 2025")
    assert 'value="3,5 kasus"' in jawaban.text
    assert "pakai 2025</textarea>" in jawaban.text


def test_number_with_two_meanings_is_asked_and_answered(meja, kirim, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    jawaban = kirim(client, meja.stunting, target="1.184")
    assert jawaban.status_code == 422
    assert 'value="arti:1,184"' in jawaban.text
    assert 'value="arti:1184"' in jawaban.text
    assert kirim(client, meja.stunting, target="1.184", aksi="arti:1184").status_code == 200
    assert meja.tersimpan(meja.stunting).nilai == 1184


def test_question_about_one_bound_keeps_the_other(meja, kirim, rina, masuk_sebagai):
    jawaban = kirim(masuk_sebagai(rina), meja.stunting, target="1.184-1.500,5")
    assert 'value="arti:1184-1.500,5"' in jawaban.text


def test_first_decision_is_open_until_the_sesi_starts(meja, kirim, rina, masuk_sebagai):
    Sesi.objects.filter(pk=meja.sesi.pk).update(status="terjadwal")
    jawaban = kirim(masuk_sebagai(rina), meja.stunting, target="3")
    assert jawaban.status_code == 409
    assert "Sesi belum dimulai" in jawaban.text
    assert "“3”" in jawaban.text
    assert not Kesepakatan.objects.exists()


def test_version_of_a_row_that_nobody_saved_is_a_sentence(meja, kirim, rina, masuk_sebagai):
    jawaban = kirim(masuk_sebagai(rina), meja.stunting, target="3", versi=7)
    assert jawaban.status_code == 409
    assert "Muat ulang halaman" in jawaban.text


def test_indikator_of_another_agenda_item_is_not_found(meja, kirim, rina, masuk_sebagai):
    assert kirim(masuk_sebagai(rina), meja.lulus, target="3").status_code == 404


def test_saved_row_brings_the_counts_of_the_page_along(meja, kirim, rina, masuk_sebagai):
    isi = kirim(masuk_sebagai(rina), meja.kematian, target="2").text
    assert 'id="tengah" hx-swap-oob="true">1 dari 3 indikator diputuskan' in isi
    assert 'Kematian ibu 2026: <span class="k-satu-baris">2 kasus</span>' in isi


def test_softer_agreement_is_questioned_never_refused(meja, kirim, rina, masuk_sebagai):
    jawaban = kirim(masuk_sebagai(rina), meja.stunting, target="6")
    assert jawaban.status_code == 200
    assert "Sepakat 6,00 lebih longgar (lebih tinggi) daripada RPJMD 2026 (3,00)." in jawaban.text
    assert "daripada realisasi 2025 (5,00)." in jawaban.text


def test_agreement_as_hard_as_before_says_nothing(meja, kirim, rina, masuk_sebagai):
    isi = kirim(masuk_sebagai(rina), meja.stunting, target="2,50–3,00").text
    assert "lebih longgar" not in isi


def test_without_javascript_a_row_answers_with_the_page(meja, kirim, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    assert kirim(client, meja.stunting, target="3", htmx=False).url == meja.halaman
    salah = kirim(client, meja.kematian, target="x", htmx=False)
    assert salah.status_code == 422
    assert "<h1>Sesi I" in salah.text
