"""Whose material is missing, the reminder for it, and the bahan rapat as PDF."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from capaian.models import Indikator, UsulanTarget
from capaian.pilihan import StatusData, StatusRealisasi
from capaian.rumus import Alasan
from konsolidasi.inti import waktu
from rapat.kode import kode_kerja
from rapat.layar.kesiapan import susun_kesiapan
from rapat.layar.perhatian import sebab
from rapat.models import Agenda, RencanaHadir, TanggapanIndikator, Undangan
from rapat.pilihan import StatusTindakLanjut
from tests import pabrik

PADA = datetime(2026, 1, 15, 9, tzinfo=waktu.ZONA)
KUERI = 20


@pytest.fixture
def undang(meja):
    Undangan.objects.create(
        sesi=meja.sesi,
        hal="Undangan",
        tutup_pada=datetime(2026, 1, 19, 16, tzinfo=waktu.ZONA),
    )
    return meja


def susun(meja):
    return susun_kesiapan(
        meja.sesi,
        lambda pk: f"https://contoh/{pk}",
        lambda pk: f"https://contoh/masuk/{pk}",
        PADA,
    )


def dinkes(meja):
    return susun(meja).semua[0]


def jadikan(indikator: Indikator, status: str) -> None:
    saat = {"diajukan_pada": pabrik.LAMA, "diajukan_pertama_pada": pabrik.LAMA}
    tetap = {"status_data": StatusData.TETAP, "terlambat_hari": 0}
    indikator.realisasi.update(status=status, **saat, **tetap)


def lengkapi(meja) -> None:
    """Everything that Disdik has to do."""
    RencanaHadir.objects.create(agenda=meja.disdik, keadaan="pimpinan", nama="Joko", nip="1" * 18)
    jadikan(meja.lulus, StatusRealisasi.TERVERIFIKASI)
    for satu in susun(meja).semua[1].tanggapan.kurang:
        assert satu == meja.lulus.nama
        TanggapanIndikator.objects.create(agenda=meja.disdik, indikator=meja.lulus, teks="ya")


def test_each_opd_says_in_words_and_numbers_what_is_missing(undang):
    pabrik.buat_tindak_lanjut(agenda=undang.dinkes)
    satu = dinkes(undang)
    assert satu.jawaban is None and not satu.lengkap
    assert satu.tanggapan.kata == "0 dari 3 ditanggapi"
    assert satu.lanjutan.kata == "0 dari 1 dijawab"
    assert satu.usulan.kata == "2 dari 3 diusulkan"
    assert satu.data.kata == "0 dari 3 diajukan, 0 terverifikasi"
    assert {s.ragam for s in (satu.tanggapan, satu.lanjutan, satu.usulan, satu.data)} == {"waspada"}


def test_green_comes_with_completeness_only(undang):
    for indikator in (undang.stunting, undang.kematian):
        jadikan(indikator, StatusRealisasi.DIAJUKAN)
    Indikator.objects.filter(pk=undang.sakip.pk).update(aktif=False)
    satu = dinkes(undang)
    assert satu.data.lengkap and satu.data.ragam == "info"
    assert satu.data.kata == "2 dari 2 diajukan, 0 terverifikasi"
    jadikan(undang.stunting, StatusRealisasi.TERVERIFIKASI)
    assert dinkes(undang).data.ragam == "info"
    jadikan(undang.kematian, StatusRealisasi.TERKUNCI)
    assert dinkes(undang).data.ragam == "baik"
    assert dinkes(undang).usulan.ragam == "baik"


def test_a_figure_that_is_not_due_asks_for_no_explanation():
    def hasil(alasan: Alasan) -> str:
        tahun = SimpleNamespace(
            peringkat=None, sementara=False, hasil=SimpleNamespace(alasan=alasan, persen=None)
        )
        return sebab(tahun, SimpleNamespace(realisasi=None, sementara=True))

    assert hasil(Alasan.BELUM_WAKTUNYA) == "" and hasil(Alasan.TIDAK_BERLAKU) == ""
    assert hasil(Alasan.REALISASI_KOSONG) == "realisasi kosong"


def test_a_follow_up_counts_once_it_is_reported(undang):
    satu = pabrik.buat_tindak_lanjut(agenda=undang.dinkes)
    pabrik.buat_tindak_lanjut(agenda=undang.dinkes, uraian="Kedua")
    type(satu).objects.filter(pk=satu.pk).update(status=StatusTindakLanjut.DILAPORKAN)
    assert dinkes(undang).lanjutan.kata == "1 dari 2 dijawab"
    assert dinkes(undang).lanjutan.kurang == ("Kedua",)


def test_the_reminder_names_rows_deadline_and_link(undang):
    teks = dinkes(undang).pengingat
    for kata in (
        "Yth. Bapak/Ibu pimpinan dan operator Dinas Kesehatan",
        "usulan target 2026: 2 dari 3 diusulkan, belum: Nilai SAKIP",
        "Prevalensi stunting",
        "data TW IV 2025",
        "Senin, 19 Januari 2026, 16.00 WIB",
        f"https://contoh/{undang.dinkes.pk}",
        "Terima kasih",
    ):
        assert kata in teks
    assert "Angka kelulusan" not in teks


def test_who_is_complete_is_not_reminded(undang):
    lengkapi(undang)
    layar = susun(undang)
    assert layar.semua[1].lengkap and layar.semua[1].pengingat == ""
    assert [b.agenda.pk for b in layar.belum] == [undang.dinkes.pk]
    assert "Dinas Kesehatan" in layar.pengingat and "Dinas Pendidikan" not in layar.pengingat


def test_the_message_for_the_group_carries_no_signed_link(undang):
    teks = susun(undang).pengingat
    assert f"https://contoh/masuk/{undang.dinkes.pk}" in teks
    assert f"https://contoh/{undang.dinkes.pk}" not in teks
    assert "usulan: 2 dari 3 diusulkan" in teks and "kehadiran belum dijawab" in teks


def test_the_page_filters_and_hides_the_nip(undang, nana, masuk_sebagai):
    lengkapi(undang)
    alamat = reverse("rapat:kesiapan", args=[undang.sesi.pk])
    client = masuk_sebagai(nana)
    isi = client.get(alamat).content.decode()
    assert "Dinas Pendidikan" in isi and "1" * 18 not in isi
    assert f"http://testserver/rapat/kerja/{kode_kerja(undang.dinkes.pk)}/" in isi
    belum = client.get(alamat, {"saring": "belum"}).content.decode()
    assert "1 OPD belum lengkap" in belum and "Dinas Pendidikan" not in belum


def test_when_nothing_is_missing_the_page_says_so(undang, nana, masuk_sebagai):
    lengkapi(undang)
    undang.dinkes.delete()
    alamat = reverse("rapat:kesiapan", args=[undang.sesi.pk])
    isi = masuk_sebagai(nana).get(alamat, {"saring": "belum"}).content.decode()
    assert "Semua OPD sudah lengkap" in isi and "Pengingat untuk semua" not in isi
    undang.disdik.rencana_hadir.delete()
    TanggapanIndikator.objects.all().delete()
    Agenda.objects.all().delete()
    assert "Agenda sesi masih kosong" in masuk_sebagai(nana).get(alamat).content.decode()


def test_who_reads_kesiapan_and_bahan(undang, rina, nana, pak_budi, sari, joko, masuk_sebagai):
    siap = reverse("rapat:kesiapan", args=[undang.sesi.pk])
    satu = reverse("rapat:bahan_pdf", args=[undang.dinkes.pk])
    semua = reverse("rapat:bahan_semua_pdf", args=[undang.sesi.pk])
    for orang, boleh in (
        (rina, (200, 200, 200)),
        (nana, (200, 200, 200)),
        (pak_budi, (403, 200, 200)),
        (sari, (403, 200, 403)),
        (joko, (403, 404, 403)),
    ):
        client = masuk_sebagai(orang)
        assert tuple(client.get(a).status_code for a in (siap, satu, semua)) == boleh
    assert masuk_sebagai(sari).get(satu).content.startswith(b"%PDF")
    assert [Client().get(a).status_code for a in (siap, satu, semua)] == [302, 302, 302]


def test_many_opd_cost_the_same(undang, nana, masuk_sebagai, django_assert_num_queries):
    client = masuk_sebagai(nana)
    alamat = reverse("rapat:kesiapan", args=[undang.sesi.pk])
    client.get(alamat)
    with django_assert_num_queries(KUERI):
        client.get(alamat)
    for nomor in range(3, 13):
        opd = pabrik.buat_opd(nama=f"Dinas {nomor}", singkatan=f"D{nomor}")
        agenda = pabrik.buat_agenda(opd=opd, sesi=undang.sesi, urutan=nomor)
        RencanaHadir.objects.create(agenda=agenda, keadaan="pimpinan")
        pabrik.buat_tindak_lanjut(agenda=agenda)
        for _ in range(5):
            indikator = pabrik.buat_indikator(opd=opd)
            pabrik.buat_target(indikator=indikator)
            pabrik.buat_realisasi(indikator=indikator)
    assert UsulanTarget.objects.exists()
    with django_assert_num_queries(KUERI):
        assert client.get(alamat).status_code == 200
