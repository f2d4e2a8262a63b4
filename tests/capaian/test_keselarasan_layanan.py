"""Findings kept: found, changed, gone and back; settled by people; around one indikator alone."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from capaian.layanan.keselarasan import (
    jelaskan,
    perbarui_tahun,
    putuskan,
    segarkan,
    segarkan_prioritas,
)
from capaian.models import LogTemuan, Prioritas, RincianKota, Tahun, Temuan, Visi
from capaian.pilihan import StatusRealisasi, SumberTarget
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from tests import pabrik

PADA = date(2026, 1, 19)
ALASAN = "Dihitung dari sasaran yang berbeda"


@pytest.fixture
def prioritas(db) -> Prioritas:
    visi = Visi.objects.create(
        nama="EMAS", uraian="Elok, maju", tahun_mulai=2025, tahun_selesai=2029
    )
    return Prioritas.objects.create(visi=visi, kode="6", nama="Air bersih")


@pytest.fixture
def posyandu(dinkes, disdik, prioritas):
    """One number, two OPD, two targets: 118 and 121."""
    isi = {"satuan": "unit", "desimal": 0, "prioritas": prioritas}
    a = pabrik.buat_indikator(opd=dinkes, nama="Jumlah posyandu aktif", **isi)
    b = pabrik.buat_indikator(opd=disdik, nama="Posyandu yang aktif (jumlah)", **isi)
    pabrik.buat_target(indikator=a, nilai="118", tahun=2026)
    pabrik.buat_target(indikator=b, nilai="121", tahun=2026)
    return a, b


def periksa() -> None:
    perbarui_tahun(tahun=2026, pada=PADA)


def temuan(aturan: str = "angka_berbeda") -> Temuan:
    return Temuan.objects.get(tahun=2026, aturan=aturan)


def ganti(indikator, nilai: str) -> None:
    pabrik.buat_target(indikator=indikator, nilai=nilai, tahun=2026)
    segarkan(indikator=[indikator.pk], tahun=[2026, 2027], pada=PADA)


def test_a_year_is_checked_as_a_whole_and_twice_is_once(posyandu):
    hasil = perbarui_tahun(tahun=2026, pada=PADA)
    assert (hasil.baru, hasil.seluruhnya) == (1, 1)
    satu = temuan()
    assert satu.judul == "Jumlah posyandu aktif ditulis 118 dan 121 unit"
    assert {k.indikator for k in satu.tautan.all()} == set(posyandu)
    ulang = perbarui_tahun(tahun=2026, pada=PADA)
    assert (ulang.baru, ulang.berubah, ulang.hilang, ulang.seluruhnya) == (0, 0, 0, 1)
    assert temuan().versi == 1


def test_what_is_no_problem_comes_back_only_when_the_numbers_change(posyandu, rina):
    periksa()
    putuskan(temuan=temuan(), langkah="bukan", catatan=ALASAN, versi=1, oleh=rina)
    periksa()
    assert (temuan().status, temuan().alasan) == ("bukan_masalah", ALASAN)
    ganti(posyandu[0], "119")
    satu = temuan()
    assert (satu.status, satu.alasan, satu.sidik_diterima) == ("baru", "", "")
    assert "119 dan 121" in satu.judul
    assert satu.log.first().transisi == "berubah"


def test_no_problem_survives_being_gone_as_long_as_the_numbers_are_the_same(posyandu, rina):
    periksa()
    putuskan(temuan=temuan(), langkah="bukan", catatan=ALASAN, versi=1, oleh=rina)
    ganti(posyandu[0], "121")
    assert temuan().status == "hilang"
    ganti(posyandu[0], "118")
    assert (temuan().status, temuan().alasan) == ("bukan_masalah", ALASAN)
    ganti(posyandu[0], "121")
    ganti(posyandu[0], "117")
    assert temuan().status == "baru"
    assert [b.transisi for b in temuan().log.all()][:2] == ["muncul", "hilang"]


def test_a_question_stands_when_the_numbers_change(posyandu, rina):
    periksa()
    putuskan(temuan=temuan(), langkah="bahas", catatan="", versi=1, oleh=rina)
    ganti(posyandu[1], "125")
    assert (temuan().status, temuan().versi) == ("bahas", 3)


def test_incremental_and_whole_check_find_the_same(posyandu):
    periksa()
    ganti(posyandu[0], "90")
    sendiri = list(Temuan.objects.order_by("kunci").values("kunci", "sidik", "status", "kalimat"))
    hasil = perbarui_tahun(tahun=2026, pada=PADA)
    assert (hasil.baru, hasil.berubah, hasil.hilang) == (0, 0, 0)
    semua = Temuan.objects.order_by("kunci").values("kunci", "sidik", "status", "kalimat")
    assert list(semua) == sendiri


def test_a_year_that_was_never_checked_stays_unchecked(posyandu):
    segarkan(indikator=[posyandu[0].pk], tahun=[2026], pada=PADA)
    assert not Temuan.objects.exists()


def test_a_new_look_alike_is_found_at_once(posyandu, dinkes):
    periksa()
    lain = pabrik.buat_opd(nama="Dinas Sosial", singkatan="Dinsos")
    mirip = pabrik.buat_indikator(
        opd=lain, nama="Jumlah posyandu aktiff", satuan="unit", desimal=0, prioritas_id=None
    )
    ganti(mirip, "60")
    d = temuan("nama_mirip")
    assert "(Dinkes)" in d.kalimat
    segarkan_prioritas(tahun=2026)
    assert temuan("tanpa_prioritas").judul.startswith("Jumlah posyandu aktiff tidak di bawah")


def test_queries_of_one_change_do_not_grow_with_the_city(posyandu, dinkes):
    periksa()

    def banyak_kueri() -> int:
        with CaptureQueriesContext(connection) as rekaman:
            segarkan(indikator=[posyandu[0].pk], tahun=[2026], pada=PADA)
        return len(rekaman)

    dulu = banyak_kueri()
    for n in range(20):
        i = pabrik.buat_indikator(opd=dinkes, nama=f"Panjang saluran nomor {n}")
        pabrik.buat_target(indikator=i, tahun=2026)
    periksa()
    assert banyak_kueri() == dulu <= 40


def test_weaker_than_rpjmd_and_realisasi_of_the_year_before(dinkes, prioritas):
    i = pabrik.buat_indikator(opd=dinkes, nama="Imunisasi lengkap", prioritas=prioritas)
    pabrik.buat_target(
        indikator=i, nilai="92", tahun=2026, sumber=SumberTarget.RPJMD, mulai=date(2025, 8, 1)
    )
    pabrik.buat_target(indikator=i, nilai="85", tahun=2026)
    pabrik.buat_usulan(indikator=i, nilai="80")
    pabrik.buat_realisasi(indikator=i, nilai="81.35", status=StatusRealisasi.DIAJUKAN)
    periksa()
    assert temuan("melunak").kalimat == (
        "Usulan 2026 80,00\u00a0%."
        " Lebih rendah daripada RPJMD (92,00\u00a0%)."
        " Lebih rendah daripada realisasi 2025 (81,35\u00a0%, sementara)."
        " Lebih rendah daripada target 2026 (85,00\u00a0%)."
    )


def test_drafts_are_nobodys_word_yet(dinkes, prioritas):
    i = pabrik.buat_indikator(opd=dinkes, nama="Imunisasi lengkap", prioritas=prioritas)
    pabrik.buat_target(indikator=i, nilai="80", tahun=2026)
    pabrik.buat_realisasi(indikator=i, nilai="95")
    periksa()
    assert not Temuan.objects.filter(aturan="melunak").exists()


def test_sum_of_the_city_by_what_the_office_wrote_down(posyandu, dinkes, prioritas):
    kota = pabrik.buat_indikator(
        opd=dinkes, nama="Posyandu se-kota", satuan="unit", desimal=0, prioritas=prioritas
    )
    pabrik.buat_target(indikator=kota, nilai="240", tahun=2026)
    RincianKota.objects.bulk_create(RincianKota(kota=kota, bagian=i) for i in posyandu)
    periksa()
    assert temuan("jumlah").kalimat == "Target kota 240 unit. Dinkes 118 + Disdik 121 = 239 unit."
    # Parts of one sum are not the same number any more.
    assert not Temuan.objects.filter(aturan="angka_berbeda").exists()
    ganti(posyandu[0], "119")
    assert temuan("jumlah").status == "hilang"


def test_hundreds_sources_and_provisional_data_come_from_the_quarters(dinkes, prioritas):
    i = pabrik.buat_indikator(opd=dinkes, nama="Persentase balita diukur", prioritas=prioritas)
    isi = {"status": StatusRealisasi.DIAJUKAN, "nilai": "80"}
    for tahun, tw in ((2024, 4), (2025, 1), (2025, 2), (2025, 3), (2025, 4)):
        if not i.target.filter(tahun=tahun).exists():
            pabrik.buat_target(
                indikator=i, tahun=tahun, nilai="80", triwulanan=dict.fromkeys((1, 2, 3), "80")
            )
        periode = pabrik.buat_periode(tahun=tahun, triwulan=tw)
        sumber = "SSGI" if tw == 1 else "e-PPGBM"
        pabrik.buat_realisasi(indikator=i, periode=periode, sumber=sumber, **isi)
    pabrik.buat_target(indikator=i, tahun=2026, nilai="80")
    periksa()
    assert temuan("seratus").judul.endswith("capaian 100,00\u00a0%, 5 triwulan berturut-turut")
    assert temuan("dua_sumber").judul == "Persentase balita diukur memakai 2 sumber"
    assert "TW I 2025 dan TW II 2025 masih" in temuan("sementara").kalimat


def test_priority_that_nobody_works_for_appears_and_goes(prioritas, dinkes):
    pabrik.buat_tahun(2026)
    periksa()
    assert temuan("tanpa_pj").judul == "Air bersih belum punya penanggung jawab"
    pabrik.buat_indikator(opd=dinkes, prioritas=prioritas)
    segarkan_prioritas(tahun=2026)
    assert temuan("tanpa_pj").status == "hilang"


def test_steps_need_the_right_person_state_reason_and_version(posyandu, rina, sari, pak_budi):
    periksa()
    satu = temuan()
    for oleh in (sari, pak_budi):
        with pytest.raises(TidakBoleh):
            putuskan(temuan=satu, langkah="bahas", catatan="", versi=1, oleh=oleh)
    with pytest.raises(TidakLengkap):
        putuskan(temuan=satu, langkah="bukan", catatan=" ", versi=1, oleh=rina)
    with pytest.raises(SalahKeadaan):
        putuskan(temuan=satu, langkah="buka", catatan=ALASAN, versi=1, oleh=rina)
    with pytest.raises(SudahBerubah):
        putuskan(temuan=satu, langkah="bahas", catatan="", versi=9, oleh=rina)
    assert not LogTemuan.objects.exists()


def test_twice_is_once(posyandu, rina):
    periksa()
    for _ in range(2):
        putuskan(temuan=temuan(), langkah="bukan", catatan=ALASAN, versi=1, oleh=rina)
    assert (temuan().versi, LogTemuan.objects.count()) == (2, 1)


def test_opd_answers_what_touches_its_own_indikator(posyandu, sari, joko, rina):
    periksa()
    jelaskan(temuan=temuan(), jawaban="Dihitung per Desember", versi=1, oleh=sari)
    satu = temuan()
    assert satu.status == "jelaskan"
    with pytest.raises(TidakBoleh):
        jelaskan(temuan=satu, jawaban="Bukan saya", versi=2, oleh=rina)
    jelaskan(temuan=satu, jawaban="Kami menghitung per Juni", versi=2, oleh=joko)
    jelaskan(temuan=satu, jawaban="Dihitung per 31 Desember", versi=3, oleh=sari)
    assert [(p.opd.singkatan, p.teks, p.oleh) for p in satu.penjelasan.order_by("opd")] == [
        ("Dinkes", "Dihitung per 31 Desember", sari),
        ("Disdik", "Kami menghitung per Juni", joko),
    ]


def test_a_priority_without_indikator_is_discussed_with_an_opd_that_is_named(
    prioritas, dinkes, sari, joko, rina
):
    Tahun.objects.get_or_create(tahun=2026)
    periksa()
    satu = temuan("tanpa_pj")
    with pytest.raises(TidakLengkap, match="Pilih OPD") as galat:
        putuskan(temuan=satu, langkah="bahas", catatan="", versi=1, oleh=rina)
    assert galat.value.medan == "opd"
    kini = putuskan(temuan=satu, langkah="bahas", catatan="", versi=1, oleh=rina, opd=dinkes)
    assert (kini.status, kini.dibahas_opd) == ("bahas", dinkes)
    assert Temuan.objects.untuk(sari).get() == satu
    assert not Temuan.objects.untuk(joko).exists()
    putuskan(temuan=kini, langkah="minta", catatan="", versi=2, oleh=rina)
    jelaskan(temuan=kini, jawaban="Kami siap memimpin", versi=3, oleh=sari)
    assert satu.penjelasan.get().opd == dinkes


def test_findings_are_seen_by_those_they_touch(posyandu, sari, rina, pak_budi, tamu):
    periksa()
    lain = pabrik.buat_opd(nama="Dinas Sosial", singkatan="Dinsos")
    asing = pabrik.buat_pengguna(username="asing", nama="A", peran="operator", opd=lain)
    terlihat = {p.username: Temuan.objects.untuk(p).count() for p in (sari, rina, pak_budi, asing)}
    assert terlihat == {"sari": 1, "rina": 1, "pak_budi": 1, "asing": 0}
    assert not Temuan.objects.untuk(tamu).exists()


def test_command_tries_first_and_names_unknown_years(posyandu, capsys):
    call_command("keselarasan", "2026", "--uji-coba")
    assert not Temuan.objects.exists()
    call_command("keselarasan")
    assert temuan().angka[0][1] == "118 unit"
    assert "2026: 1 temuan, 1 baru" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("keselarasan", "1999")


def test_pagu_is_read_from_the_target_in_force(dinkes, prioritas):
    i = pabrik.buat_indikator(opd=dinkes, nama="Rumah sakit", berpagu=True, prioritas=prioritas)
    pabrik.buat_target(indikator=i, tahun=2026)
    periksa()
    assert temuan("pagu").status == "baru"
    pabrik.buat_target(indikator=i, tahun=2026, pagu=Decimal(5_000_000))
    segarkan(indikator=[i.pk], tahun=[2026], pada=PADA)
    assert temuan("pagu").status == "hilang"
