"""What a representative agreed waits for the kepala OPD: when, who may answer, until when."""

from datetime import date

import pytest

from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from opd.pilihan import KedudukanPejabat, Peran
from rapat.layanan.kesepakatan import catat_kehadiran
from rapat.layanan.konfirmasi import (
    catat_konfirmasi,
    disepakati,
    putuskan_konfirmasi,
    siapkan_konfirmasi,
    sidik_sepakat,
)
from rapat.layar.konfirmasi import keadaan_konfirmasi
from rapat.models import BeritaAcara, Kesepakatan, KonfirmasiKepala
from rapat.pilihan import Putusan, StatusKonfirmasi
from rapat.tenggat import tambah_hari_kerja
from tests import pabrik


@pytest.fixture
def hadir(meja, nana):
    def catat(keadaan: str = "diwakili"):
        return catat_kehadiran(
            agenda=meja.dinkes,
            keadaan=keadaan,
            nama="Siti Aminah",
            jabatan="Sekretaris",
            surat_tugas="094/1",
            oleh=nana,
        )

    return catat


@pytest.fixture
def diwakili(meja, hadir) -> KonfirmasiKepala:
    """Dinkes sent a representative who agreed to one target."""
    hadir()
    pabrik.buat_kesepakatan(agenda=meja.dinkes, indikator=meja.stunting, nilai="2.5")
    assert siapkan_konfirmasi(meja.sesi) == 1
    return KonfirmasiKepala.objects.get()


def sidik(meja) -> str:
    return sidik_sepakat(disepakati([meja.dinkes.pk]))


def putus(meja, oleh, *, setuju: bool = True, alasan: str = "") -> KonfirmasiKepala:
    return putuskan_konfirmasi(
        agenda=meja.dinkes, setuju=setuju, alasan=alasan, sidik=sidik(meja), oleh=oleh
    )


def test_five_working_days_after_the_sesi(diwakili):
    assert diwakili.sampai_tanggal == date(2026, 1, 27)
    assert diwakili.status == StatusKonfirmasi.MENUNGGU
    assert tambah_hari_kerja(date(2026, 1, 23), 1) == date(2026, 1, 26)
    assert tambah_hari_kerja(date(2026, 1, 25), -1) == date(2026, 1, 23)


def test_asking_again_changes_nothing(meja, diwakili):
    assert siapkan_konfirmasi(meja.sesi) == 1
    assert siapkan_konfirmasi(meja.sesi, agenda=meja.dinkes) == 1
    assert [k.pk for k in KonfirmasiKepala.objects.all()] == [diwakili.pk]


@pytest.mark.parametrize("keadaan", ["pimpinan", "izin", "tanpa_keterangan"])
def test_only_a_representative_needs_it(meja, hadir, keadaan):
    hadir(keadaan)
    pabrik.buat_kesepakatan(agenda=meja.dinkes, indikator=meja.stunting)
    assert siapkan_konfirmasi(meja.sesi) == 0 and not KonfirmasiKepala.objects.exists()


def test_nothing_agreed_needs_nothing(meja, hadir):
    hadir()
    pabrik.buat_kesepakatan(
        agenda=meja.dinkes, indikator=meja.stunting, putusan=Putusan.DITUNDA, catatan="data"
    )
    assert siapkan_konfirmasi(meja.sesi) == 0 and not KonfirmasiKepala.objects.exists()


def test_a_kepala_who_came_after_all_is_not_asked_any_more(meja, diwakili, hadir):
    hadir("pimpinan")
    assert siapkan_konfirmasi(meja.sesi) == 0 and not KonfirmasiKepala.objects.exists()


def test_only_the_item_at_hand_is_looked_at(meja, diwakili, hadir):
    hadir("pimpinan")
    assert siapkan_konfirmasi(meja.sesi, agenda=meja.disdik) == 0
    assert KonfirmasiKepala.objects.count() == 1


def test_the_kepala_confirms_once_however_often_it_is_sent(meja, diwakili, kepala_dinkes):
    satu = putus(meja, kepala_dinkes)
    lagi = putus(meja, kepala_dinkes)
    assert satu.status == StatusKonfirmasi.DIKONFIRMASI and satu.diputus_oleh == kepala_dinkes
    assert satu.diputus_pada == lagi.diputus_pada
    assert siapkan_konfirmasi(meja.sesi) == 0
    keadaan = keadaan_konfirmasi(meja.dinkes, date(2026, 1, 22))
    assert not keadaan.menunggu and kepala_dinkes.nama in keadaan.siapa


def test_no_needs_a_reason(meja, diwakili, kepala_dinkes):
    with pytest.raises(TidakLengkap):
        putus(meja, kepala_dinkes, setuju=False, alasan="tidak")
    satu = putus(meja, kepala_dinkes, setuju=False, alasan="Anggaran belum tersedia")
    assert (satu.status, satu.alasan) == (StatusKonfirmasi.DITOLAK, "Anggaran belum tersedia")


def test_a_dated_plt_confirms_while_the_date_lasts(meja, diwakili, dinkes):
    def buat(nama: str, **lain):
        orang = pabrik.buat_pengguna(username=nama, nama=nama)
        pabrik.buat_penugasan(
            pengguna=orang, peran=Peran.KEPALA, opd=dinkes, kedudukan=KedudukanPejabat.PLT, **lain
        )
        return orang

    with pytest.raises(TidakBoleh):
        putus(meja, buat("bekas", selesai=date(2020, 6, 1)))
    assert putus(meja, buat("plt")).status == StatusKonfirmasi.DIKONFIRMASI


def test_nobody_else_confirms(meja, diwakili, sari, joko, rina, nana, pak_budi, admin):
    for orang in (sari, joko, rina, nana, pak_budi, admin):
        with pytest.raises(TidakBoleh):
            putus(meja, orang)
    asing = pabrik.buat_pengguna(
        username="kepala_disdik", nama="Asing", peran=Peran.KEPALA, opd=meja.disdik.opd
    )
    with pytest.raises(TidakBoleh):
        putus(meja, asing)
    diwakili.refresh_from_db()
    assert diwakili.status == StatusKonfirmasi.MENUNGGU


def test_an_answer_is_for_what_was_read(meja, diwakili, kepala_dinkes):
    lama = sidik(meja)
    Kesepakatan.objects.update(nilai="1", versi=2)
    with pytest.raises(SudahBerubah):
        putuskan_konfirmasi(
            agenda=meja.dinkes, setuju=True, alasan="", sidik=lama, oleh=kepala_dinkes
        )


def test_what_changes_after_the_answer_waits_anew(meja, diwakili, kepala_dinkes):
    putus(meja, kepala_dinkes)
    pabrik.buat_kesepakatan(agenda=meja.dinkes, indikator=meja.kematian, nilai="3")
    assert keadaan_konfirmasi(meja.dinkes, date(2026, 1, 22)).menunggu
    assert siapkan_konfirmasi(meja.sesi) == 1
    diwakili.refresh_from_db()
    assert (diwakili.status, diwakili.diputus_oleh) == (StatusKonfirmasi.MENUNGGU, None)


def test_bapperida_records_the_letter_and_stands_by_it(meja, diwakili, rina, nana):
    def catat(oleh, surat: str = "800/12/Dinkes"):
        return catat_konfirmasi(
            agenda=meja.dinkes,
            setuju=True,
            alasan="",
            surat_nomor=surat,
            sidik=sidik(meja),
            oleh=oleh,
        )

    with pytest.raises(TidakBoleh):
        catat(nana)
    with pytest.raises(TidakLengkap):
        catat(rina, " ")
    satu = catat(rina)
    assert (satu.surat_nomor, satu.diputus_oleh) == ("800/12/Dinkes", rina)
    siapa = keadaan_konfirmasi(meja.dinkes, date(2026, 1, 22)).siapa
    assert siapa == "dari surat nomor 800/12/Dinkes, dicatat Rina Sinaga"


def test_a_final_berita_acara_ends_it(meja, diwakili, kepala_dinkes, hadir):
    BeritaAcara.objects.create(
        sesi=meja.sesi,
        nomor="1",
        tanggal=date(2026, 1, 21),
        kode_periksa="x",
        status="final",
        isi={},
        sidik_jari="a",
        final_pada=pabrik.LAMA,
    )
    with pytest.raises(SalahKeadaan):
        putus(meja, kepala_dinkes)
    assert siapkan_konfirmasi(meja.sesi) == 0 and KonfirmasiKepala.objects.exists()


def test_what_nobody_asked_cannot_be_answered(meja, kepala_dinkes):
    with pytest.raises(SalahKeadaan):
        putus(meja, kepala_dinkes)


def test_the_sentence_says_until_when_and_that_it_is_late(meja, diwakili):
    kini = keadaan_konfirmasi(meja.dinkes, date(2026, 1, 27)).kalimat
    assert kini == "Menunggu konfirmasi kepala OPD s.d. 27 Januari 2026"
    assert "sudah lewat batas" in keadaan_konfirmasi(meja.dinkes, date(2026, 1, 28)).kalimat
    assert keadaan_konfirmasi(meja.disdik, date(2026, 1, 28)) is None
