"""Search: what is found, in which order, and for whom."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from capaian.models import Bukti, Prioritas, Temuan, Visi
from capaian.pilihan import JenisBukti
from konsolidasi.dasbor.cari import LayarCari, susun
from opd.models import NamaOpd
from rapat.models import BeritaAcara, TindakLanjut
from tests import pabrik


@pytest.fixture
def isi(dinkes, disdik):
    """Dinkes and Disdik, each with one of every kind about "imunisasi"."""
    for opd, kata in ((dinkes, "milik dinkes"), (disdik, "milik disdik")):
        i = pabrik.buat_indikator(opd=opd, nama=f"Cakupan imunisasi {kata}", kode=f"1.{opd.pk}")
        agenda = pabrik.buat_agenda(opd=opd, sesi=sesi(f"Bahas imunisasi {kata}"))
        pabrik.buat_tindak_lanjut(agenda=agenda, uraian=f"Undang klinik imunisasi {kata}")
        BeritaAcara.objects.create(
            sesi=agenda.sesi, nomor=f"050/{kata}/2026", kode_periksa=f"k{opd.pk}"
        )
        Bukti.objects.create(
            indikator=i,
            periode=pabrik.buat_periode(),
            jenis=JenisBukti.TAUTAN,
            tautan="https://contoh.go.id",
            nama=f"Rekap imunisasi {kata}",
        )
        temuan = Temuan.objects.create(
            tahun=pabrik.buat_tahun(2026),
            aturan="jumlah",
            kunci=f"u:{opd.pk}",
            sidik="x",
            judul=f"Target imunisasi {kata} berbeda",
        )
        temuan.tautan.create(indikator=i)


def sesi(nama: str):
    rapat = pabrik.buat_rapat(nama=f"Rapat {nama}")
    return pabrik.buat_sesi(rapat=rapat, nama=nama)


def cari(pengguna, q: str, **lain: str) -> LayarCari:
    return susun(pengguna, {"q": q, **lain})


def judul(layar: LayarCari) -> list[str]:
    polos = [t.judul for k in layar.kelompok for t in k.temu]
    return [j.replace("<mark>", "").replace("</mark>", "") for j in polos]


MILIK = ("indikator", "temuan", "bukti", "tindak_lanjut", "rapat", "sesi", "berita_acara")


def test_operator_finds_every_kind_of_own_and_nothing_of_others(isi, sari, joko):
    for orang, kata in ((sari, "milik dinkes"), (joko, "milik disdik")):
        layar = cari(orang, "imunisasi")
        assert {p.kode: p.banyak for p in layar.pilah} == {"": 7, **dict.fromkeys(MILIK, 1)}
        assert all(kata in satu for satu in judul(layar))


def test_text_and_number_of_another_opd_are_not_even_counted(isi, sari, disdik):
    for q in ("milik disdik", f"1.{disdik.pk}", "Disdik", "disdk imunisasi"):
        layar = cari(sari, q)
        assert not [j for j in judul(layar) if "disdik" in j.casefold()], q
    assert cari(sari, "Disdik").banyak == 0


@pytest.mark.parametrize("siapa", ["rina", "pak_budi", "nana"])
def test_who_sees_the_city_finds_both(isi, siapa, request):
    layar = cari(request.getfixturevalue(siapa), "imunisasi")
    assert {p.kode: p.banyak for p in layar.pilah} == {"": 14, **dict.fromkeys(MILIK, 2)}


def test_a_supporting_opd_finds_the_follow_up_once(isi, joko, disdik, dinkes):
    satu = TindakLanjut.objects.get(opd=dinkes)
    satu.pendukung.add(disdik)
    layar = cari(joko, "klinik")
    assert [(p.kode, p.banyak) for p in layar.pilah] == [("", 2), ("tindak_lanjut", 2)]


def test_exact_code_then_prefix_then_word_then_inside_a_word(dinkes, rina):
    for kode, nama in (
        ("9.1", "Rasio distribusi air"),
        ("9.2", "Kematian ibu hamil"),
        ("9.3", "Ibu hamil diperiksa"),
        ("ibu", "Angka lain"),
    ):
        pabrik.buat_indikator(opd=dinkes, kode=kode, nama=nama)
    harap = ["Angka lain", "Ibu hamil diperiksa", "Kematian ibu hamil", "Rasio distribusi air"]
    assert judul(cari(rina, "ibu", jenis="indikator")) == harap


def test_singkatan_brings_its_opd_first_and_narrows_other_words(isi, rina, dinkes):
    layar = cari(rina, "dinkes")
    assert layar.kelompok[0].jenis.kode == "opd"
    assert layar.kelompok[0].temu[0].url == f"{reverse('capaian:indikator_daftar')}?opd={dinkes.pk}"
    assert judul(cari(rina, "dinkes imunisasi cakupan")) == ["Cakupan imunisasi milik dinkes"]


def test_former_name_of_an_opd_finds_it(rina, dinkes):
    NamaOpd.objects.create(
        opd=dinkes, nama="Kantor Hygiene", singkatan="Kanhyg", mulai=date(2010, 1, 1)
    )
    for q in ("hygiene", "kanhyg"):
        temu = cari(rina, q).kelompok[0].temu[0]
        assert (temu.opd, "Kantor" in temu.keterangan) == ("Dinkes", True)


@pytest.mark.parametrize(
    ("ketikan", "usul"),
    [
        ("imunsasi", "imunisasi"),
        ("cakupan imuniasi dinkes", "cakupan imunisasi dinkes"),
        ("klinki", "klinik"),
    ],
)
def test_slips_of_the_pen_find_it_and_say_what_was_meant(isi, sari, ketikan, usul):
    layar = cari(sari, ketikan)
    assert layar.usul == usul
    assert any(
        f"<mark>{usul.split()[-2 if 'dinkes' in usul else 0]}</mark>" in t.judul
        for k in layar.kelompok
        for t in k.temu
    )


def test_two_letters_in_the_wrong_order_in_the_middle_of_a_word(dinkes, rina):
    pabrik.buat_indikator(opd=dinkes, nama="Rumah tangga bersanitasi, sanitasi layak")
    pabrik.buat_indikator(opd=dinkes, nama="Akses sanitasi aman")
    assert cari(rina, "santiasi", jenis="indikator").banyak == 2


def test_an_abbreviation_finds_the_words_it_stands_for(dinkes, rina):
    pabrik.buat_indikator(opd=dinkes, nama="Jumlah kematian ibu")
    assert judul(cari(rina, "AKI")) == ["Jumlah kematian ibu"]
    layar = cari(rina, "kematian ibu kota tanjungbalai")
    assert (judul(layar), layar.usul) == (["Jumlah kematian ibu"], "")


def test_a_year_narrows_what_has_one(isi, rina):
    tahun = {p.kode: p.banyak for p in cari(rina, "imunisasi 2025").pilah}
    assert (tahun["bukti"], tahun.get("temuan"), tahun["indikator"]) == (2, None, 2)


def test_prioritas_are_of_the_whole_city(sari):
    visi = Visi.objects.create(nama="V", uraian="u", tahun_mulai=2025, tahun_selesai=2029)
    satu = Prioritas.objects.create(visi=visi, kode="P3", nama="Kesehatan untuk semua")
    temu = cari(sari, "p3").kelompok[0].temu[0]
    assert temu.url.endswith(f"?prioritas={satu.pk}")


def test_number_of_queries_is_fixed(isi, rina, dinkes):
    def kueri(q: str) -> int:
        with CaptureQueriesContext(connection) as rekaman:
            susun(rina, {"q": q})
        return len(rekaman)

    cari(rina, "imunisasi")
    assert (kueri("imunisasi"), kueri("imunsasi"), kueri("a")) == (2, 4, 0)
    for n in range(30):
        pabrik.buat_indikator(opd=dinkes, nama=f"Imunisasi {n}")
    assert (kueri("imunisasi"), kueri("imunsasi")) == (2, 4)
