"""The sesi page as one form, without JavaScript."""

from django.http import HttpResponse
from django.test import Client

from rapat.layar.ketikan import sidik
from rapat.models import Kesepakatan

KOSONG = {"target": "", "putusan": "belum", "catatan": ""}


def kirim_semua(client: Client, meja, *, aksi: str = "simpan", **ganti: dict) -> HttpResponse:
    """Every row as the page prints it, with what the person changed in some of them."""
    isi = {"aksi": aksi}
    for nama in ("stunting", "kematian", "sakip"):
        pk = getattr(meja, nama).pk
        isi |= {f"{m}-{pk}": t for m, t in (KOSONG | ganti.get(nama, {})).items()}
        isi |= {f"versi-{pk}": "0", f"asal-{pk}": sidik(KOSONG), f"aksi-{pk}": ""}
    return client.post(meja.simpan_semua, isi)


def test_only_touched_rows_are_saved(meja, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    jawaban = kirim_semua(client, meja, stunting={"target": "3", "putusan": "sepakat"})
    assert jawaban.url == meja.halaman
    assert Kesepakatan.objects.get().indikator == meja.stunting
    assert "1 baris tersimpan" in client.get(meja.halaman).text


def test_good_rows_are_saved_when_others_are_wrong(meja, rina, masuk_sebagai):
    jawaban = kirim_semua(
        masuk_sebagai(rina),
        meja,
        stunting={"target": "3", "putusan": "sepakat"},
        kematian={"target": "dua", "putusan": "sepakat", "catatan": "lihat lampiran"},
    )
    assert jawaban.status_code == 422
    assert "1 baris belum tersimpan" in jawaban.text
    assert 'value="dua"' in jawaban.text
    assert "lihat lampiran</textarea>" in jawaban.text
    assert Kesepakatan.objects.get().indikator == meja.stunting


def test_next_opens_the_following_opd(meja, rina, masuk_sebagai):
    jawaban = kirim_semua(masuk_sebagai(rina), meja, aksi="lanjut")
    assert jawaban.url == meja.disdik.get_absolute_url()


def test_nothing_changed_says_so(meja, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    kirim_semua(client, meja)
    assert "Tidak ada baris yang berubah." in client.get(meja.halaman).text
    assert not Kesepakatan.objects.exists()


def test_junk_without_any_row_is_harmless(meja, rina, masuk_sebagai):
    isi = {"target-": "3", "target-999999999999": "3", "versi-x": "😀", "aksi": "\x01"}
    assert masuk_sebagai(rina).post(meja.simpan_semua, isi).status_code == 302
    assert not Kesepakatan.objects.exists()
