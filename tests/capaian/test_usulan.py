"""Sari proposes the targets of Dinkes: hints as questions, reasons, two people, withdrawing."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from capaian.forms.usulan import tulis_sidik
from capaian.models import UsulanTarget
from capaian.pilihan import FormulaCapaian, SumberTarget
from tests import pabrik

ALASAN = "Anggaran berkurang, sasaran dipangkas."


@pytest.fixture
def imunisasi(dinkes):
    indikator = pabrik.buat_indikator(opd=dinkes, kode="1.02.04", nama="Imunisasi lengkap")
    pabrik.buat_target(indikator=indikator, nilai="80")
    pabrik.buat_realisasi(indikator=indikator, nilai="81.35")
    pabrik.buat_target(indikator=indikator, nilai="84", tahun=2026, sumber=SumberTarget.RPJMD)
    return indikator


@pytest.fixture
def stunting(dinkes):
    indikator = pabrik.buat_indikator(
        opd=dinkes, kode="1.02.01", nama="Stunting", formula=FormulaCapaian.NEGATIF
    )
    pabrik.buat_target(indikator=indikator, nilai="1.75", tahun=2026)
    return indikator


def halaman(client, **kueri) -> str:
    balasan = client.get(reverse("capaian:usulan"), {"tahun": 2026} | kueri)
    assert balasan.status_code == 200
    return balasan.content.decode()


def simpan(client, opd, isi: dict, **lain):
    return client.post(reverse("capaian:usulan_simpan", args=[opd.pk, 2026]), isi | lain)


def baris(indikator, teks: str, alasan: str = "", usulan: UsulanTarget | None = None) -> dict:
    """One row as the page sends it, opened when `usulan` stood there."""
    lama = usulan.tertulis(indikator.desimal) if usulan else ""
    sidik = tulis_sidik(
        usulan.diusulkan_pada if usulan else None, lama, usulan.alasan if usulan else ""
    )
    return {
        f"nilai-{indikator.pk}": teks,
        f"alasan-{indikator.pk}": alasan,
        f"sidik-{indikator.pk}": sidik,
    }


def tersimpan(indikator) -> UsulanTarget | None:
    return UsulanTarget.objects.filter(indikator=indikator, tahun=2026).first()


def test_page_shows_what_a_proposal_is_held_against(masuk_sebagai, sari, imunisasi, disdik):
    lain = pabrik.buat_indikator(opd=disdik, nama="Lama sekolah")
    isi = halaman(masuk_sebagai(sari))
    for teks in ("Imunisasi lengkap", "80,00", "81,35", "84,00", "RPJMD, versi 1"):
        assert teks in isi
    assert lain.nama not in isi


def test_proposals_are_saved_with_reason_and_person(
    masuk_sebagai, sari, dinkes, imunisasi, stunting
):
    client = masuk_sebagai(sari)
    isi = baris(imunisasi, "82", ALASAN) | baris(stunting, "1,60-1,70")
    assert simpan(client, dinkes, isi).status_code == 302
    assert "2 usulan tersimpan" in halaman(client)
    satu, dua = tersimpan(imunisasi), tersimpan(stunting)
    assert (satu.nilai, satu.alasan, satu.diusulkan_oleh) == (82, ALASAN, sari)
    assert (dua.batas_bawah, dua.batas_atas, dua.alasan) == (Decimal("1.6"), Decimal("1.7"), "")


def test_soft_proposal_is_asked_about_not_refused(masuk_sebagai, sari, dinkes, imunisasi):
    client = masuk_sebagai(sari)
    simpan(client, dinkes, baris(imunisasi, "80", ALASAN))
    isi = halaman(client)
    assert "Lebih rendah daripada RPJMD (84,00). Apa sebabnya?" in isi
    assert "Lebih rendah daripada realisasi 2025 (81,35). Apa sebabnya?" in isi
    assert "Sama dengan target 2025 (80,00). Memang tetap?" in isi


@pytest.mark.parametrize(("alasan", "status"), [("", 422), ("pendek", 422), (ALASAN, 302)])
def test_reason_is_required_below_realisasi_or_rpjmd(
    masuk_sebagai, sari, dinkes, imunisasi, alasan, status
):
    balasan = simpan(masuk_sebagai(sari), dinkes, baris(imunisasi, "82", alasan))
    assert balasan.status_code == status
    assert bool(tersimpan(imunisasi)) == (status == 302)
    if status == 422:
        isi = balasan.content.decode()
        assert "lebih ringan daripada RPJMD (84,00). Tulis alasannya" in isi
        assert 'value="82"' in isi


def test_proposal_that_asks_more_needs_no_reason(masuk_sebagai, sari, dinkes, imunisasi):
    assert simpan(masuk_sebagai(sari), dinkes, baris(imunisasi, "85")).status_code == 302


@pytest.mark.parametrize(
    ("teks", "alasan", "kalimat"),
    [
        ("9o,5", "", "“9o,5” bukan angka"),
        ("85,123", "", "Paling banyak 2 angka di belakang koma"),
        ("9" * 200, "", "terlalu panjang"),
        ("1.184", "", "punya dua arti"),
        ("", ALASAN, "Alasannya ada, angkanya belum."),
        ("90", "x" * 501, "Paling banyak 500 huruf."),
        ("90", "bel\x07 berbunyi", "karakter yang tidak terlihat"),
        ("9\x000", "", "bukan angka"),
    ],
)
def test_what_is_wrong_stands_in_its_row_and_good_rows_are_saved(
    masuk_sebagai, sari, dinkes, imunisasi, stunting, teks, alasan, kalimat
):
    isi = baris(imunisasi, teks, alasan) | baris(stunting, "1,7")
    balasan = simpan(masuk_sebagai(sari), dinkes, isi)
    assert balasan.status_code == 422
    assert kalimat in balasan.content.decode()
    assert "1 baris belum tersimpan" in balasan.content.decode()
    assert tersimpan(imunisasi) is None
    assert tersimpan(stunting).nilai == Decimal("1.7")


def test_answer_to_a_number_with_two_meanings_is_taken(masuk_sebagai, sari, dinkes, imunisasi):
    client = masuk_sebagai(sari)
    tanya = simpan(client, dinkes, baris(imunisasi, "1.184")).content.decode()
    assert f'name="arti" value="{imunisasi.pk}:1184"' in tanya
    simpan(client, dinkes, baris(imunisasi, "1.184"), arti=f"{imunisasi.pk}:1184")
    assert tersimpan(imunisasi).nilai == 1184


def test_emptying_a_cell_does_not_withdraw(masuk_sebagai, sari, dinkes, imunisasi):
    usulan = pabrik.buat_usulan(indikator=imunisasi)
    balasan = simpan(masuk_sebagai(sari), dinkes, baris(imunisasi, "", usulan=usulan))
    assert balasan.status_code == 422
    assert "Kosong tidak menarik usulan." in balasan.content.decode()
    assert tersimpan(imunisasi).nilai == 85


def test_only_touched_rows_are_written(masuk_sebagai, sari, dinkes, imunisasi):
    usulan = pabrik.buat_usulan(indikator=imunisasi)
    client = masuk_sebagai(sari)
    simpan(client, dinkes, baris(imunisasi, "85,00", usulan=usulan))
    assert "Tidak ada usulan yang berubah." in halaman(client)
    assert tersimpan(imunisasi).diusulkan_pada == usulan.diusulkan_pada


def test_two_people_see_both_versions_and_nothing_is_overwritten(
    masuk_sebagai, sari, kepala_dinkes, dinkes, imunisasi, stunting
):
    lama = pabrik.buat_usulan(indikator=imunisasi)
    simpan(masuk_sebagai(kepala_dinkes), dinkes, baris(imunisasi, "90", usulan=lama))
    isi = baris(imunisasi, "86", usulan=lama) | baris(stunting, "1,7")
    balasan = simpan(masuk_sebagai(sari), dinkes, isi)
    teks = balasan.content.decode()
    assert balasan.status_code == 409
    assert "Sekarang: <strong>90,00</strong>, oleh Ani Lubis" in teks
    assert "Ketikan Anda: <strong>86</strong>" in teks
    assert tersimpan(imunisasi).nilai == 90
    assert tersimpan(stunting).nilai == Decimal("1.7")
    kini = tersimpan(imunisasi)
    simpan(masuk_sebagai(sari), dinkes, baris(imunisasi, "86", usulan=kini))
    assert tersimpan(imunisasi).nilai == 86


def test_row_another_person_changed_but_this_one_did_not_touch_is_no_conflict(
    masuk_sebagai, sari, kepala_dinkes, dinkes, imunisasi
):
    lama = pabrik.buat_usulan(indikator=imunisasi)
    simpan(masuk_sebagai(kepala_dinkes), dinkes, baris(imunisasi, "90", usulan=lama))
    balasan = simpan(masuk_sebagai(sari), dinkes, baris(imunisasi, "85,00", usulan=lama))
    assert balasan.status_code == 302
    assert tersimpan(imunisasi).nilai == 90


def test_double_click_writes_once(masuk_sebagai, sari, dinkes, imunisasi):
    client = masuk_sebagai(sari)
    simpan(client, dinkes, baris(imunisasi, "90"))
    saat = tersimpan(imunisasi).diusulkan_pada
    assert simpan(client, dinkes, baris(imunisasi, "90")).status_code == 302
    assert tersimpan(imunisasi).diusulkan_pada == saat


def test_what_the_room_decided_is_named_and_proposing_stays_open(
    masuk_sebagai, sari, dinkes, imunisasi
):
    pabrik.buat_target(indikator=imunisasi, nilai="83", tahun=2026, sumber=SumberTarget.KESEPAKATAN)
    client = masuk_sebagai(sari)
    isi = halaman(client)
    assert "Kesepakatan rapat, versi 2" in isi
    assert "sudah diputuskan di rapat" in isi
    assert simpan(client, dinkes, baris(imunisasi, "85")).status_code == 302


def test_text_typed_before_the_session_ended_comes_back(masuk_sebagai, sari, dinkes, imunisasi):
    client = masuk_sebagai(sari)
    halaman(client)
    client.cookies.pop("sessionid")
    simpan(client, dinkes, baris(imunisasi, "86,5", "Alasan yang panjang"))
    client.force_login(sari, backend="konsolidasi.inti.izin.Backend")
    jalur = reverse("capaian:usulan_simpan", args=[dinkes.pk, 2026])
    isi = client.get(jalur, follow=True).content.decode()
    assert "Belum tersimpan." in isi
    assert 'value="86,5"' in isi
    assert "Alasan yang panjang</textarea>" in isi
    assert tersimpan(imunisasi) is None


def test_filters_keep_rows_with_or_without_a_proposal(masuk_sebagai, sari, imunisasi, stunting):
    pabrik.buat_usulan(indikator=imunisasi)
    client = masuk_sebagai(sari)
    assert "Stunting" not in halaman(client, keadaan="sudah")
    assert "Imunisasi" not in halaman(client, keadaan="belum")
    assert "Imunisasi" not in halaman(client, cari="stunt")
    assert "Tidak ada indikator yang cocok" in halaman(client, cari="tidak ada")
    assert "1 sudah diusulkan" in halaman(client)


def test_rows_of_a_unit_stand_on_the_page_of_its_opd(masuk_sebagai, sari, dinkes, imunisasi):
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)
    milik_unit = pabrik.buat_indikator(opd=rsud, nama="Angka kematian")
    client = masuk_sebagai(sari)
    assert "Angka kematian" in halaman(client)
    simpan(client, dinkes, baris(milik_unit, "3"))
    assert tersimpan(milik_unit).nilai == 3


def test_number_of_queries_is_fixed(masuk_sebagai, sari, dinkes, imunisasi):
    client = masuk_sebagai(sari)
    jumlah = []
    for banyak in (4, 45):
        for _ in range(banyak):
            satu = pabrik.buat_indikator(opd=dinkes)
            pabrik.buat_target(indikator=satu, tahun=2026, mulai=date(2026, 1, 1))
            pabrik.buat_target(indikator=satu)
            pabrik.buat_realisasi(indikator=satu)
            pabrik.buat_usulan(indikator=satu)
        halaman(client)
        with CaptureQueriesContext(connection) as rekaman:
            halaman(client)
        jumlah.append(len(rekaman))
    assert jumlah[0] == jumlah[1]
