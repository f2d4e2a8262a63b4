"""Years, quarters, scales and indikator in the admin site; official numbers read-only."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from capaian.models import (
    ButirPredikat,
    Indikator,
    LogRealisasi,
    PeringkatKinerja,
    Periode,
    Perpanjangan,
    SkalaPeringkat,
    Tahun,
    Visi,
)
from tests import pabrik
from tests.formulir import isian, keluhan

WIB = ZoneInfo("Asia/Jakarta")


@pytest.fixture
def client(admin, masuk_sebagai):
    return masuk_sebagai(admin)


def ubah(client, satu: object, /, **ganti: object):
    nama = satu._meta.model_name
    alamat = reverse(f"admin:capaian_{nama}_change", args=[satu.pk])
    data = isian(client.get(alamat), f"{nama}_form")
    return client.post(alamat, data | {k.replace("__", "-"): v for k, v in ganti.items()})


def tambah(client, model: str, /, **isi: object):
    alamat = reverse(f"admin:capaian_{model}_add")
    return client.post(alamat, isian(client.get(alamat), f"{model}_form") | isi)


def halaman(client, satu: object) -> str:
    nama = f"admin:capaian_{satu._meta.model_name}_change"
    return client.get(reverse(nama, args=[satu.pk])).content.decode()


def panjang(n: int, **ganti: object) -> dict[str, object]:
    data = {"sampai_pada_0": "28-02-2026", "sampai_pada_1": "16.00", "alasan": "Banjir"} | ganti
    return {f"perpanjangan__{n}__{medan}": nilai for medan, nilai in data.items()}


def test_a_perpanjangan_records_who_gave_it(client, admin, dinkes, disdik):
    periode = pabrik.buat_periode()
    satu = panjang(0, opd=dinkes.pk, diberikan_oleh=pabrik.buat_pengguna(username="x", nama="X").pk)
    assert ubah(client, periode, **satu, perpanjangan__TOTAL_FORMS=1).status_code == 302
    diberi = Perpanjangan.objects.get()
    assert (diberi.opd, diberi.diberikan_oleh) == (dinkes, admin)
    assert diberi.sampai_pada == datetime(2026, 2, 28, 16, tzinfo=WIB)


def test_correcting_a_perpanjangan_keeps_who_gave_it_first(client, rina, dinkes):
    periode = pabrik.buat_periode()
    diberi = Perpanjangan.objects.create(
        periode=periode, opd=dinkes, sampai_pada=pabrik.JAUH, alasan="Lama", diberikan_oleh=rina
    )
    assert ubah(client, periode, perpanjangan__0__alasan="Banjir").status_code == 302
    diberi.refresh_from_db()
    assert (diberi.alasan, diberi.diberikan_oleh) == ("Banjir", rina)


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"alasan": ""}, "Bidang ini tidak boleh kosong."),
        ({"sampai_pada_0": "30-02-2026"}, "Masukkan tanggal yang valid."),
        ({"sampai_pada_0": "01-01-0001"}, "Tahun pada tanggal harus 1945 sampai 2100."),
        ({"sampai_pada_1": "25.00"}, "Masukkan waktu yang valid."),
        ({"alasan": "x" * 10_000}, "paling banyak 300 karakter"),
    ],
)
def test_a_wrong_perpanjangan_is_refused_with_a_sentence(client, dinkes, ganti, kalimat):
    satu = panjang(0, opd=dinkes.pk, **ganti)
    jawaban = ubah(client, pabrik.buat_periode(), **satu, perpanjangan__TOTAL_FORMS=1)
    assert kalimat in keluhan(jawaban)


def test_one_opd_gets_one_perpanjangan_per_quarter(client, dinkes):
    dua = panjang(0, opd=dinkes.pk) | panjang(1, opd=dinkes.pk)
    jawaban = ubah(client, pabrik.buat_periode(), **dua, perpanjangan__TOTAL_FORMS=2)
    assert "OPD ini sudah mendapat perpanjangan pada triwulan itu." in keluhan(jawaban)


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"batas_pada_0": "01-01-2019"}, "Urutannya harus dibuka, batas, tenggang, lalu ditutup."),
        ({"ditutup_pada_0": "kapan-kapan"}, "Masukkan tanggal yang valid."),
        ({"triwulan": 5}, "Masukkan pilihan yang valid."),
        ({"tahun": 1999}, "Masukkan pilihan yang valid."),
    ],
)
def test_a_wrong_quarter_is_refused_with_a_sentence(client, ganti, kalimat):
    assert kalimat in keluhan(ubah(client, pabrik.buat_periode(), **ganti))


def test_the_same_quarter_twice_is_refused_with_a_sentence(client):
    pabrik.buat_periode(triwulan=1)
    jawaban = ubah(client, pabrik.buat_periode(triwulan=2), triwulan=1)
    assert "Triwulan ini sudah ada." in keluhan(jawaban)
    assert Periode.objects.count() == 2


@pytest.mark.parametrize("tahun", ["1999", "2101", "99999", "dua ribu"])
def test_a_year_outside_the_range_is_refused(client, tahun):
    assert tambah(client, "tahun", tahun=tahun, tahap="").status_code == 200
    assert not Tahun.objects.exists()


def test_the_number_of_a_year_does_not_change(client):
    satu = pabrik.buat_tahun(2025)
    assert ubah(client, satu, tahun=2030, tahap="Tahun ke-1").status_code == 302
    assert [(t.tahun, t.tahap) for t in Tahun.objects.all()] == [(2025, "Tahun ke-1")]


@pytest.fixture
def skala(db) -> SkalaPeringkat:
    satu = SkalaPeringkat.objects.create(nama="Baku", mulai="2020-01-01")
    for urutan, batas in enumerate((None, 51, 66, 76, 91), start=1):
        PeringkatKinerja.objects.create(
            skala=satu, urutan=urutan, kata=f"Kata {urutan}", batas_bawah=batas
        )
    return satu


def test_bounds_and_words_of_the_scale_are_written_with_a_comma(client, skala):
    assert 'value="91"' in halaman(client, skala)
    ganti = {"peringkat__0__batas_bawah": "90,5", "peringkat__0__kata": "Sangat Baik"}
    assert ubah(client, skala, **ganti).status_code == 302
    atas = skala.peringkat.get(urutan=5)
    assert (atas.kata, atas.batas_bawah) == ("Sangat Baik", Decimal("90.50"))
    assert 'value="90,5"' in halaman(client, skala)


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"peringkat__0__batas_bawah": ""}, "Hanya peringkat terendah yang tidak mempunyai batas"),
        ({"peringkat__4__batas_bawah": "5"}, "Hanya peringkat terendah yang tidak mempunyai batas"),
        ({"peringkat__0__urutan": 6}, "Urutan harus 1 sampai 5."),
        ({"peringkat__0__urutan": 4}, "Urutan ini sudah dipakai."),
        ({"peringkat__0__batas_bawah": "sembilan"}, "bukan angka"),
        ({"peringkat__0__batas_bawah": "9" * 12}, "tidak melebihi 7 angka"),
    ],
)
def test_a_wrong_scale_is_refused_with_a_sentence(client, skala, ganti, kalimat):
    assert kalimat in keluhan(ubah(client, skala, **ganti))


def test_a_predikat_needs_a_rank_above_zero(client):
    jawaban = ubah(client, pabrik.buat_skala_predikat(), butir__0__nilai="0")
    assert "Nilai predikat harus lebih besar dari nol." in keluhan(jawaban)
    assert not ButirPredikat.objects.filter(nilai=0).exists()


def test_a_visi_that_ends_before_it_starts_is_refused(client):
    isi = {"nama": "EMAS", "uraian": "Visi", "tahun_mulai": 2029, "tahun_selesai": 2025}
    jawaban = tambah(client, "visi", **isi)
    assert "Tahun selesai tidak boleh sebelum tahun mulai." in keluhan(jawaban)
    assert not Visi.objects.exists()


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"formula": "predikat"}, "Indikator predikat wajib memakai formula predikat"),
        ({"desimal": 7}, "Pastikan nilai ini lebih kecil dari atau sama dengan 6."),
        ({"opd": ""}, "Bidang ini tidak boleh kosong."),
        ({"opd": "abc"}, "Masukkan pilihan yang valid."),
        ({"nama": "x" * 10_000}, "paling banyak 300 karakter"),
        ({"definisi_operasional": "x" * 10_000}, "paling banyak 2000 karakter"),
        ({"satuan": "%\0"}, "Karakter null tidak diizinkan."),
    ],
)
def test_a_wrong_indikator_is_refused_with_a_sentence(client, dinkes, ganti, kalimat):
    assert kalimat in keluhan(ubah(client, pabrik.buat_indikator(opd=dinkes), **ganti))


def test_an_opd_supports_an_indikator_once(client, dinkes, disdik):
    dua = {"indikator_pendukung__0__opd": disdik.pk, "indikator_pendukung__1__opd": disdik.pk}
    satu = pabrik.buat_indikator(opd=dinkes)
    jawaban = ubah(client, satu, **dua, indikator_pendukung__TOTAL_FORMS=2)
    assert "OPD ini sudah tercatat sebagai pendukung." in keluhan(jawaban)


def test_indikator_are_found_and_filtered(client, dinkes, disdik):
    satu = pabrik.buat_indikator(opd=dinkes, nama="Angka stunting", kode="1.02.01")
    pabrik.buat_indikator(opd=disdik, nama="Angka melek huruf")
    for tanya in (
        {"q": "stunting"},
        {"q": "1.02.01"},
        {"q": "dinkes"},
        {"opd__id__exact": dinkes.pk},
    ):
        jawaban = client.get(reverse("admin:capaian_indikator_changelist"), tanya)
        assert list(jawaban.context["cl"].result_list) == [satu]


@pytest.fixture
def angka_resmi(dinkes, sari) -> list[object]:
    indikator = pabrik.buat_indikator(opd=dinkes)
    target = pabrik.buat_target(
        indikator=indikator, nilai="12.5", triwulanan={1: "3"}, pagu=Decimal("1500000")
    )
    realisasi = pabrik.buat_realisasi(indikator=indikator, nilai="11.25")
    LogRealisasi.objects.create(
        realisasi=realisasi, transisi="ajukan", dari="draf", ke="diajukan", oleh=sari
    )
    return [target, realisasi, pabrik.buat_usulan(indikator=indikator, nilai="13.75")]


def test_official_numbers_are_shown_as_people_read_them_and_not_changed(client, angka_resmi):
    tertulis = [("12,50", "3,00", "Rp 1.500.000"), ("11,25", "Sari Nasution"), ("13,75",)]
    for satu, teks in zip(angka_resmi, tertulis, strict=True):
        isi = halaman(client, satu)
        assert all(t in isi for t in teks), satu
        assert 'name="_save"' not in isi
        nama = f"admin:capaian_{satu._meta.model_name}"
        assert client.get(reverse(f"{nama}_add")).status_code == 403
        kirim = {"nilai": "1", "status": "terkunci"}
        assert client.post(reverse(f"{nama}_change", args=[satu.pk]), kirim).status_code == 403


def test_an_indikator_is_ended_not_deleted(client, dinkes):
    satu = pabrik.buat_indikator(opd=dinkes)
    alamat = reverse("admin:capaian_indikator_change", args=[satu.pk])
    data = isian(client.get(alamat), "indikator_form")
    del data["aktif"]
    assert client.post(alamat, data).status_code == 302
    assert not Indikator.objects.get().aktif
