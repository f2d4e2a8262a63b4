"""Entries through the QR wait for the notulis; a flood of false ones is bounded and undone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rapat.kode import buat_tiket, hadir_berlaku, kode_hadir
from rapat.layanan.hadir import (
    SATU_OPD,
    SEMENIT,
    TerlaluRamai,
    catat_peserta,
    cocokkan,
    isian_sendiri,
)
from rapat.layar.hadir import keterwakilan, susun_daftar
from rapat.models import Agenda, Kehadiran, Peserta, Sesi
from rapat.pilihan import CaraHadir, KeadaanHadir
from tests import pabrik

PALSU = 500


def alamat(nama: str, meja, *lain: int) -> str:
    return reverse(f"rapat:{nama}", args=[meja.sesi.pk, *lain])


def lewat_qr(agenda: Agenda, nama: str, **lain: object) -> Peserta:
    return pabrik.buat_peserta(
        agenda=agenda,
        nama=nama,
        **{"cara": CaraHadir.QR, "kedudukan": "wakil"} | lain,
    )


def cocok(meja, client: Client, **ganti: object):
    sampai = Peserta.objects.order_by("-pk").values_list("pk", flat=True).first()
    return client.post(alamat("peserta_cocokkan", meja), {"sampai": sampai} | ganti)


def test_an_entry_through_the_qr_counts_but_is_marked_until_the_notulis_matches_it(
    meja, nana, masuk_sebagai
):
    lewat_qr(meja.dinkes, "Siti Aminah")
    client = masuk_sebagai(nana)
    isi = client.get(alamat("peserta_daftar", meja)).text
    assert "1 dari 2 OPD hadir" in isi and "belum dicocokkan notulis" in isi
    assert not Kehadiran.objects.exists()
    assert cocok(meja, client).status_code == 302
    hadir = Kehadiran.objects.get()
    assert (hadir.agenda, hadir.keadaan, hadir.nama) == (meja.dinkes, "diwakili", "Siti Aminah")
    assert hadir.dicatat_oleh == nana
    isi = client.get(alamat("peserta_daftar", meja)).text
    assert "isi sendiri lewat QR, dicocokkan oleh Nana Hasibuan" in isi
    assert "belum dicocokkan notulis" not in isi


def test_one_click_matches_all_of_them_and_a_second_click_nothing_more(meja, nana, masuk_sebagai):
    lewat_qr(meja.dinkes, "Wakil")
    lewat_qr(meja.dinkes, "Kepala", kedudukan="pimpinan")
    lewat_qr(meja.disdik, "Pendamping", kedudukan="pendamping")
    client = masuk_sebagai(nana)
    cocok(meja, client)
    versi = Sesi.objects.get().versi_layar
    cocok(meja, client)
    assert Kehadiran.objects.get().keadaan == KeadaanHadir.PIMPINAN
    assert Peserta.objects.filter(dicatat_oleh=nana).count() == 3
    assert Sesi.objects.get().versi_layar == versi


def test_who_entered_after_the_page_was_opened_is_not_matched_unseen(meja, nana):
    lama = lewat_qr(meja.dinkes, "Lama")
    lewat_qr(meja.disdik, "Baru")
    assert cocokkan(sesi=meja.sesi, sampai=lama.pk, oleh=nana) == 1
    assert list(isian_sendiri(meja.sesi)) == [meja.disdik.pk]


def test_one_opd_is_matched_from_the_run_sheet(meja, nana, masuk_sebagai):
    lewat_qr(meja.dinkes, "Siti")
    lewat_qr(meja.disdik, "Joko")
    isi = {"agenda": meja.disdik.pk, "kembali": "sesi"}
    jawaban = cocok(meja, masuk_sebagai(nana), **isi)
    assert jawaban.url == meja.disdik.get_absolute_url()
    assert Kehadiran.objects.get().agenda == meja.disdik


@pytest.mark.parametrize("ganti", [{"agenda": "999999"}, {"agenda": "x"}, {"agenda": "9" * 40}])
def test_a_strange_item_is_404(meja, nana, masuk_sebagai, ganti):
    lewat_qr(meja.dinkes, "Siti")
    assert cocok(meja, masuk_sebagai(nana), **ganti).status_code == 404
    assert cocok(meja, masuk_sebagai(nana), sampai="😀").status_code == 302
    assert not Kehadiran.objects.exists()


def test_nobody_but_a_notulis_matches(meja, sari, pak_budi, masuk_sebagai):
    lewat_qr(meja.dinkes, "Siti")
    for orang in (sari, pak_budi):
        assert cocok(meja, masuk_sebagai(orang)).status_code == 403
    assert cocok(meja, Client()).status_code == 302
    assert not Kehadiran.objects.exists() and not Peserta.objects.filter(dicatat_oleh__gt=0)


def test_an_opd_that_was_noted_absent_and_came_late_becomes_present(meja, nana):
    Kehadiran.objects.create(
        agenda=meja.dinkes, keadaan=KeadaanHadir.TANPA_KETERANGAN, dicatat_oleh=nana
    )
    satu = lewat_qr(meja.dinkes, "Siti")
    assert susun_daftar(meja.sesi).opd[0].sendiri
    cocokkan(sesi=meja.sesi, sampai=satu.pk, oleh=nana)
    assert Kehadiran.objects.get().keadaan == KeadaanHadir.DIWAKILI


def test_what_the_notulis_recorded_is_not_overwritten(meja, nana):
    Kehadiran.objects.create(agenda=meja.dinkes, keadaan="pimpinan", dicatat_oleh=nana)
    satu = lewat_qr(meja.dinkes, "Siti")
    cocokkan(sesi=meja.sesi, sampai=satu.pk, oleh=nana)
    assert Kehadiran.objects.get().keadaan == KeadaanHadir.PIMPINAN


def test_false_entries_are_cancelled_together_with_a_reason(meja, nana, masuk_sebagai):
    lewat_qr(meja.dinkes, "Palsu")
    pabrik.buat_peserta(agenda=meja.dinkes, nama="Sungguhan", dicatat_oleh=nana)
    client = masuk_sebagai(nana)
    jawaban = cocok(meja, client, langkah="batal", alasan=" ")
    assert jawaban.status_code == 422 and "Tulis mengapa dibatalkan." in jawaban.text
    cocok(meja, client, langkah="batal", alasan="isian palsu")
    tersisa = Peserta.objects.filter(dibatalkan_pada=None)
    assert [satu.nama for satu in tersisa] == ["Sungguhan"]


def test_500_false_entries_are_throttled_and_the_list_stays_usable(
    meja, nana, masuk_sebagai, jumlah_kueri
):
    jalur, client = alamat("hadir_simpan", meja), Client()
    isi = {"jabatan": "Staf", "instansi": "Entah", "kedudukan": "tamu"}
    kirim = isi | {"tiket": buat_tiket(meja.sesi.pk)}
    status = [client.post(jalur, kirim | {"nama": f"Palsu {n}"}).status_code for n in range(60)]
    assert status.count(200) == SEMENIT and status.count(429) == 60 - SEMENIT
    for n in range(60, PALSU):
        with pytest.raises(TerlaluRamai):
            catat_peserta(
                sesi=meja.sesi,
                isi=isi | {"nama": f"Palsu {n}", "agenda": None},
                cara=CaraHadir.QR,
                oleh=None,
            )
    client = masuk_sebagai(nana)
    with jumlah_kueri("rapat:peserta_daftar"):
        jawaban = client.get(alamat("peserta_daftar", meja))
    assert jawaban.text.count("Palsu ") < 2 * SEMENIT and f"{SEMENIT} orang" in jawaban.text
    simpan = alamat("peserta_simpan", meja)
    baru = isi | {"nama": "Sungguhan"}
    assert client.post(simpan, baru).status_code == 302


def test_the_page_costs_the_same_with_one_person(meja, nana, masuk_sebagai, jumlah_kueri):
    lewat_qr(meja.dinkes, "Siti")
    client = masuk_sebagai(nana)
    with jumlah_kueri("rapat:peserta_daftar"):
        client.get(alamat("peserta_daftar", meja))


def test_one_opd_cannot_be_flooded_while_the_others_go_on(meja):
    Peserta.objects.bulk_create(
        Peserta(
            sesi=meja.sesi,
            agenda=meja.dinkes,
            nama=f"Palsu {n}",
            jabatan="Staf",
            kedudukan="pendamping",
            cara=CaraHadir.QR,
            hadir_pada=timezone.now(),
        )
        for n in range(SATU_OPD)
    )
    isi = {"tiket": buat_tiket(meja.sesi.pk), "nama": "Siti", "jabatan": "Staf"}
    isi |= {"kedudukan": "wakil"}
    kirim = [
        Client().post(alamat("hadir_simpan", meja), isi | {"agenda": agenda.pk})
        for agenda in (meja.dinkes, meja.disdik)
    ]
    assert [jawaban.status_code for jawaban in kirim] == [429, 200]
    assert "Minta notulis mencocokkan" in kirim[0].text


def test_a_code_is_good_for_its_minute_and_the_next_only(meja):
    kini = timezone.now()
    menit = {n: kini + timedelta(minutes=n) for n in (-2, -1, 0, 1)}
    kode = {n: kode_hadir(meja.sesi.pk, saat) for n, saat in menit.items()}
    assert [hadir_berlaku(meja.sesi.pk, kode[n], kini) for n in kode] == [False, True, True, False]


def test_representation_is_told_over_the_years(meja, nana, dinkes):
    tahun_lalu = {2023: "pimpinan", 2024: "diwakili", 2025: "diwakili"}
    for nomor, (tahun, keadaan) in enumerate(tahun_lalu.items()):
        sesi = pabrik.buat_sesi(rapat=pabrik.buat_rapat(nama=f"Rapat {tahun}"), nomor=nomor + 1)
        Sesi.objects.filter(pk=sesi.pk).update(tanggal=f"{tahun}-01-20")
        Kehadiran.objects.create(
            agenda=pabrik.buat_agenda(opd=dinkes, sesi=sesi),
            keadaan=keadaan,
            nama="Dewi",
            jabatan="Sekretaris",
            dicatat_oleh=nana,
        )
    satu = lewat_qr(meja.dinkes, "Siti")
    cocokkan(sesi=meja.sesi, sampai=satu.pk, oleh=nana)
    hasil = keterwakilan(meja.sesi, [dinkes.pk])[dinkes.pk]
    assert hasil.kalimat == "Diwakili 3 dari 4 kali hadir, 3 kali terakhir diwakili"
    assert hasil.tahun[0] == (meja.sesi.tanggal.year, "diwakili")
    assert hasil.tahun[-1] == (2023, "pimpinan")


def test_the_run_sheet_shows_the_entry_and_matches_it(meja, nana, masuk_sebagai):
    lewat_qr(meja.dinkes, "Siti Aminah")
    client = masuk_sebagai(nana)
    isi = client.get(meja.halaman).text
    assert "Isi sendiri lewat QR, belum dicocokkan notulis." in isi and "Hadir 1 dari 2 OPD" in isi
    jawaban = cocok(meja, client, agenda=meja.dinkes.pk, kembali="sesi")
    isi = client.get(jawaban.url).text
    assert "Diwakili Siti Aminah, Kepala Dinas" in isi and "belum dicocokkan" not in isi
