"""Findings on the run sheet: whose they are, what the room says, two windows at once."""

from datetime import date

import pytest
from django.urls import reverse

from capaian.models import StatusTemuan
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from opd.pilihan import Peran
from rapat.layanan.temuan_sesi import temuan_sesi
from rapat.models import PutusanTemuan, Sesi, TindakLanjut
from rapat.perhitungan import opd_agenda
from rapat.pilihan import HasilTemuan
from tests import pabrik
from tests.rapat.temuan import ALASAN, KALIMAT, buat_temuan, kirim_temuan, putus


def pada_butir(meja) -> dict[int, list[int]]:
    semua = temuan_sesi(meja.sesi, opd_agenda([meja.dinkes, meja.disdik]))
    return {pk: [b.temuan.pk for b in butir] for pk, butir in semua.items()}


def test_a_finding_marked_bahas_is_on_the_item_of_every_opd_it_is_about(meja):
    keduanya = buat_temuan(meja.stunting, meja.lulus)
    buat_temuan(meja.stunting, status=StatusTemuan.BARU)
    buat_temuan(meja.stunting, tahun=pabrik.buat_tahun(2030))
    berat = buat_temuan(meja.stunting, berat=3)
    assert pada_butir(meja) == {
        meja.dinkes.pk: [berat.pk, keduanya.pk],
        meja.disdik.pk: [keduanya.pk],
    }


def test_the_run_sheet_shows_sentence_numbers_and_a_form(meja, nana, sari, masuk_sebagai):
    temuan = buat_temuan(meja.stunting, meja.lulus)
    isi = masuk_sebagai(nana).get(meja.halaman).text
    assert KALIMAT in isi and "118 unit" in isi and f'name="putusan-t{temuan.pk}"' in isi
    baca = masuk_sebagai(sari).get(meja.halaman).text
    assert KALIMAT in baca and f'name="putusan-t{temuan.pk}"' not in baca


def test_a_saved_outcome_stays_with_its_sentence(meja, nana, masuk_sebagai):
    temuan = buat_temuan(meja.stunting)
    jawaban = kirim_temuan(masuk_sebagai(nana), meja.dinkes, temuan)
    assert jawaban.status_code == 200 and "tersimpan" in jawaban.text
    satu = PutusanTemuan.objects.get()
    assert (satu.putusan, satu.alasan, satu.kalimat) == ("bukan_masalah", ALASAN, KALIMAT)
    assert (satu.diubah_oleh, satu.agenda, satu.versi) == (nana, meja.dinkes, 1)
    temuan.refresh_from_db()
    assert temuan.status == StatusTemuan.BAHAS  # settled when the berita acara is final


def test_one_outcome_for_the_sesi_whichever_item_it_was_settled_under(meja, nana, masuk_sebagai):
    temuan = buat_temuan(meja.stunting, meja.lulus)
    putus(meja.dinkes, temuan, nana)
    isi = masuk_sebagai(nana).get(meja.disdik.get_absolute_url()).text
    assert "Diputus pada butir Dinas Kesehatan." in isi
    putus(meja.disdik, temuan, nana, HasilTemuan.TARGET_DIUBAH, versi=1)
    assert PutusanTemuan.objects.get().putusan == HasilTemuan.TARGET_DIUBAH


def test_second_window_sees_both_versions_and_wins_only_over_what_it_saw(
    meja, nana, rina, masuk_sebagai
):
    temuan = buat_temuan(meja.stunting)
    kirim_temuan(masuk_sebagai(nana), meja.dinkes, temuan)
    lain = {"putusan": "target_diubah", "alasan": "Target Dinkes menjadi 121"}
    client = masuk_sebagai(rina)
    jawaban = kirim_temuan(client, meja.dinkes, temuan, **lain)
    assert jawaban.status_code == 409 and "Nana Hasibuan" in jawaban.text
    assert ALASAN in jawaban.text and "Target Dinkes menjadi 121" in jawaban.text
    assert 'value="timpa:1"' in jawaban.text
    assert kirim_temuan(client, meja.dinkes, temuan, aksi="timpa:1", **lain).status_code == 200
    assert PutusanTemuan.objects.get().alasan == "Target Dinkes menjadi 121"
    buang = kirim_temuan(masuk_sebagai(nana), meja.dinkes, temuan, aksi="buang")
    assert buang.status_code == 200 and "Target Dinkes menjadi 121" in buang.text


def test_the_same_save_twice_is_one(meja, nana, masuk_sebagai):
    temuan = buat_temuan(meja.stunting)
    client = masuk_sebagai(nana)
    for _ in range(2):
        assert kirim_temuan(client, meja.dinkes, temuan).status_code == 200
    assert PutusanTemuan.objects.get().versi == 1


def test_other_numbers_than_those_read_are_refused(meja, nana):
    temuan = buat_temuan(meja.stunting)
    with pytest.raises(SalahKeadaan, match="Angka temuan ini berubah"):
        putus(meja.dinkes, temuan, nana, sidik="lama")
    with pytest.raises(SalahKeadaan, match="belum pernah disimpan"):
        putus(meja.dinkes, temuan, nana, versi=3)
    assert not PutusanTemuan.objects.exists()


def test_a_reason_and_a_due_date_are_asked_beside_their_field(meja, nana, masuk_sebagai):
    temuan = buat_temuan(meja.stunting)
    client = masuk_sebagai(nana)
    pendek = kirim_temuan(client, meja.dinkes, temuan, alasan="ya")
    assert pendek.status_code == 422 and "minimal 10 huruf" in pendek.text
    tanpa = kirim_temuan(client, meja.dinkes, temuan, putusan="tindak_lanjut")
    assert tanpa.status_code == 422 and "Isi batas waktunya." in tanpa.text
    lampau = kirim_temuan(
        client, meja.dinkes, temuan, putusan="tindak_lanjut", batas="2026-01-01", htmx=False
    )
    assert lampau.status_code == 422
    assert "sebelum tanggal sesi" in lampau.text and ALASAN in lampau.text
    with pytest.raises(TidakLengkap):
        putus(meja.dinkes, temuan, nana, alasan="ya")
    assert not PutusanTemuan.objects.exists()


def test_tindak_lanjut_is_made_once_and_corrected_while_it_is_new(meja, nana):
    temuan = buat_temuan(meja.stunting, meja.lulus)
    batas = date(2026, 3, 31)
    putus(meja.dinkes, temuan, nana, HasilTemuan.TINDAK_LANJUT, batas=batas)
    lanjut = TindakLanjut.objects.get()
    assert (lanjut.opd, lanjut.indikator, lanjut.uraian) == (
        meja.dinkes.opd,
        meja.stunting,
        ALASAN,
    )
    baru = "Menyamakan data posyandu dengan Disdik"
    putus(meja.dinkes, temuan, nana, HasilTemuan.TINDAK_LANJUT, alasan=baru, batas=batas, versi=1)
    assert TindakLanjut.objects.get().uraian == baru
    assert PutusanTemuan.objects.get().tindak_lanjut == lanjut


def test_an_opd_settles_nothing_and_a_closed_sesi_neither(meja, sari, nana, masuk_sebagai):
    temuan = buat_temuan(meja.stunting)
    assert kirim_temuan(masuk_sebagai(sari), meja.dinkes, temuan).status_code == 403
    with pytest.raises(TidakBoleh):
        putus(meja.dinkes, temuan, sari)
    Sesi.objects.update(status="terjadwal")
    with pytest.raises(SalahKeadaan):
        putus(meja.dinkes, temuan, nana)
    lain = buat_temuan(meja.lulus)
    assert kirim_temuan(masuk_sebagai(nana), meja.dinkes, lain).status_code == 404


def test_without_javascript_the_page_saves_findings_too(meja, nana, masuk_sebagai):
    temuan = buat_temuan(meja.stunting)
    pk = temuan.pk
    isi = {f"putusan-t{pk}": "target_diubah", f"alasan-t{pk}": ALASAN, f"versi-t{pk}": "0"}
    client = masuk_sebagai(nana)
    assert client.post(meja.simpan_semua, isi | {f"sidik-t{pk}": "a"}).status_code == 302
    assert PutusanTemuan.objects.get().putusan == HasilTemuan.TARGET_DIUBAH
    salah = client.post(
        meja.simpan_semua, isi | {f"sidik-t{pk}": "b", f"alasan-t{pk}": "lain " * 9}
    )
    assert salah.status_code == 409 and "lain lain" in salah.text


def test_text_of_an_expired_login_comes_back(meja, nana, masuk_sebagai):
    temuan = buat_temuan(meja.stunting)
    client = masuk_sebagai(nana)
    client.get(meja.halaman)
    del client.cookies["sessionid"]
    assert kirim_temuan(client, meja.dinkes, temuan).status_code == 401
    client.post("/akun/masuk/", {"username": "nana", "password": pabrik.SANDI})
    isi = client.get(meja.halaman).text
    assert ALASAN in isi and "1 baris yang Anda ketik" in isi
    assert not PutusanTemuan.objects.exists()


def test_a_unit_sees_findings_and_follow_ups_of_its_own_only(meja, dinkes, nana, masuk_sebagai):
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)
    operasi = pabrik.buat_indikator(opd=rsud, nama="Waktu tunggu operasi")
    budi = pabrik.buat_pengguna(username="budi", nama="Budi", peran=Peran.OPERATOR, opd=rsud)
    buat_temuan(operasi, judul="Waktu tunggu 30 dan 40 menit", kalimat="RSUD 30, Renja 40.")
    buat_temuan(meja.stunting)
    TindakLanjut.objects.create(
        opd=dinkes, uraian="Memetakan posyandu", batas_tanggal="2026-03-31", batas_awal="2026-03-31"
    ).bahasan.create(agenda=meja.dinkes)
    nana_client = masuk_sebagai(nana)
    nana_client.post(
        meja.hadir, {"keadaan": "diwakili", "nama": "Dewi Harahap", "jabatan": "Sekretaris"}
    )
    isi = masuk_sebagai(budi).get(meja.halaman).text
    assert "Waktu tunggu 30 dan 40 menit" in isi and "0 dari 1 diputuskan" in isi
    for milik_induk in (KALIMAT, "Memetakan posyandu", "Dewi Harahap", "Diwakili"):
        assert milik_induk not in isi
    penuh = nana_client.get(meja.halaman).text
    assert "Memetakan posyandu" in penuh and KALIMAT in penuh and "Dewi Harahap" in penuh


def test_the_page_of_a_finding_names_the_sesi_it_goes_to(meja, nana, joko, masuk_sebagai):
    temuan = buat_temuan(meja.stunting)
    alamat = reverse("rapat:temuan_panel", args=[temuan.pk])
    isi = masuk_sebagai(nana).get(alamat, headers={"HX-Request": "true"}).text
    assert meja.halaman in isi and "Ada pada agenda." in isi
    putus(meja.dinkes, temuan, nana)
    isi = masuk_sebagai(nana).get(alamat).text
    assert f"Bukan masalah: {ALASAN}. Berlaku setelah berita acara final." in isi
    assert masuk_sebagai(joko).get(alamat).status_code == 404


def test_a_stale_page_is_refused_in_the_service_too(meja, nana, rina):
    temuan = buat_temuan(meja.stunting)
    putus(meja.dinkes, temuan, nana)
    with pytest.raises(SudahBerubah) as galat:
        putus(meja.dinkes, temuan, rina, alasan="Alasan orang kedua")
    assert galat.value.sekarang.diubah_oleh == nana
