"""Rules between indikator of several OPD, and about priorities."""

from dataclasses import replace
from decimal import Decimal

from capaian.keselarasan import Bahan
from capaian.keselarasan.antar import (
    Cara,
    Rincian,
    angka_berbeda,
    dua_sumber_antar,
    jumlah,
    nama_mirip,
    rincian_dari_nama,
)
from capaian.keselarasan.bahan import (
    Berteks,
    OpdTanpaPrioritas,
    PrioritasDinilai,
    Sebutan,
    Tahunan,
)
from capaian.keselarasan.prioritas import tanpa_pj, tanpa_prioritas
from capaian.models import CaraRincian
from capaian.rumus import Rentang
from tests.capaian.test_keselarasan_target import INDIKATOR

UNIT = {
    "satuan": "unit",
    "desimal": 0,
    "jenis_nilai": "angka",
    "konsolidasi": "jumlah",
    "isian": "triwulan",
}
SINGKATAN = {1: "Dinkes", 2: "DP3A", 3: "Perkim", 4: "Dinsos", 5: "Dagperin", 6: "DLH"}


def milik(opd: int, nilai: object, nama: str = "Posyandu aktif", **i: object) -> Bahan:
    isi = Decimal(nilai) if isinstance(nilai, str) else nilai
    satu = replace(INDIKATOR, pk=opd * 10, nama=nama, opd_id=opd, opd=SINGKATAN[opd], **(UNIT | i))
    target = Berteks("Target 2026", isi, satu.desimal)
    return Bahan(i=satu, tahun=2026, dinilai=target, target=target)


def test_one_number_written_differently_in_two_opd():
    d = angka_berbeda("k", [milik(1, "118"), milik(2, "121")])
    assert d.judul == "Posyandu aktif ditulis 118 dan 121 unit"
    assert d.kalimat == (
        "Dinkes menargetkan 118 unit dan DP3A menargetkan 121 unit,"
        " untuk indikator yang sama pada 2026."
    )
    assert d.indikator == (10, 20)
    assert d.opd == (1, 2)


def test_another_unit_or_direction_weighs_more_than_another_number():
    d = angka_berbeda("k", [milik(1, "118"), milik(2, "60", satuan="%")])
    assert d.judul == "Posyandu aktif bersatuan unit dan %"
    d = angka_berbeda("k", [milik(1, "118"), milik(2, "118", formula="negatif")])
    assert d.judul == "Posyandu aktif dihitung ke arah yang berlawanan"
    assert "DP3A menargetkan 118 unit (makin kecil makin baik)" in d.kalimat


def test_same_numbers_one_opd_or_a_number_of_each_opd_ask_nothing():
    assert angka_berbeda("k", [milik(1, "118"), milik(2, "118", satuan="Unit")]) is None
    assert angka_berbeda("k", [milik(1, "118"), milik(1, "121")]) is None
    sendiri = "Nilai SAKIP"
    assert angka_berbeda("k", [milik(1, "118", sendiri), milik(2, "121", sendiri)]) is None
    semua = [milik(opd, str(opd)) for opd in SINGKATAN]
    assert angka_berbeda("k", semua) is None
    assert angka_berbeda("k", semua[:5]) is not None


def test_names_that_look_alike_with_something_that_differs():
    a = milik(1, "60", "Jumlah UMKM naik kelas", satuan="UMKM")
    b = milik(5, "45", "Jumlah UMKM nak kelas", satuan="usaha")
    d = nama_mirip(a, b, "a-b")
    assert d.judul.startswith("Dua indikator bernama mirip ")
    assert d.kalimat == (
        "“Jumlah UMKM naik kelas” 60 UMKM (Dinkes) dan “Jumlah UMKM nak kelas” 45 usaha"
        " (Dagperin). Apakah dihitung dua kali?"
    )
    assert nama_mirip(a, milik(5, "60", "Jumlah UMKM nak kelas", satuan="UMKM"), "a-b") is None


def test_sum_of_opd_that_is_not_the_citys_number():
    r = Rincian(milik(1, "350", "Rumah layak huni"), (milik(3, "220"), milik(4, "90")))
    d = jumlah(r)
    assert d.judul == "Rumah layak huni kurang 40 unit"
    assert d.kalimat == "Target kota 350 unit. Perkim 220 + Dinsos 90 = 310 unit."
    cocok = replace(r, bagian=(milik(3, "220"), milik(4, "130")))
    assert jumlah(cocok) is None
    lebih = replace(r, bagian=(milik(3, "220"), milik(4, "140")))
    assert jumlah(lebih).judul == "Rumah layak huni lebih 10 unit"


def test_the_rule_of_the_sum_may_be_a_mean_or_the_same_number():
    r = Rincian(milik(1, "80"), (milik(3, "70"), milik(4, "80")), Cara.RATA_RATA)
    assert jumlah(r).kalimat == "Target kota 80 unit. Rata-rata Perkim 70, Dinsos 80 = 75 unit."
    assert jumlah(replace(r, bagian=(milik(3, "70"), milik(4, "90")))) is None
    sama = replace(r, cara=Cara.SAMA)
    assert jumlah(sama).kalimat == "Target kota 80 unit. Perkim 70 unit."
    assert jumlah(replace(sama, bagian=(milik(3, "80"),))) is None
    assert {c.value for c in Cara} == set(CaraRincian.values)


def test_ranges_are_added_bound_by_bound():
    rentang = Rentang(Decimal(10), Decimal(20))
    kota = milik(1, Rentang(Decimal(20), Decimal(40)))
    assert jumlah(Rincian(kota, (milik(3, rentang), milik(4, rentang)))) is None
    assert jumlah(Rincian(kota, (milik(3, rentang), milik(4, "10")))) is not None


def test_a_sum_with_a_part_missing_or_in_another_unit_says_nothing():
    kota = milik(1, "350")
    assert jumlah(Rincian(kota, (milik(3, None), milik(4, "90")))) is None
    assert jumlah(Rincian(kota, (milik(3, "220", satuan="%"),))) is None
    assert jumlah(Rincian(kota, ())) is None


def test_a_citys_number_and_its_parts_are_seen_by_name():
    kota = milik(1, "350", jenis="iku")
    r = rincian_dari_nama([milik(3, "220"), kota, milik(4, "90")])
    assert r == Rincian(kota, (milik(3, "220"), milik(4, "90")))
    assert rincian_dari_nama([kota, milik(3, "220")]) is None
    rata = milik(4, "90", konsolidasi="posisi_akhir")
    assert rincian_dari_nama([kota, milik(3, "220"), rata]) is None


def test_two_official_sources_for_last_year():
    dulu = {"satuan": "%", "desimal": 2}
    a = milik(1, "5", "Prevalensi stunting", sumber_data="SSGI", **dulu)
    b = milik(2, "2", "Prevalensi stunting", sumber_data="e-PPGBM", **dulu)
    a = replace(a, realisasi={2025: Tahunan(Decimal("5.6"))})
    b = replace(b, realisasi={2025: Tahunan(Decimal("1.91"))})
    d = dua_sumber_antar("k", [a, b])
    assert d.kalimat == (
        "Realisasi 2025: 5,60\u00a0% menurut SSGI (Dinkes) dan 1,91\u00a0% menurut e-PPGBM (DP3A)."
    )
    assert dua_sumber_antar("k", [a, replace(b, realisasi=a.realisasi)]) is None
    sama = replace(b, i=replace(b.i, sumber_data="ssgi"))
    assert dua_sumber_antar("k", [a, sama]) is None


def test_priority_without_anybody_and_with_supporters_only():
    p = PrioritasDinilai(3, "6", "Air bersih", ())
    assert tanpa_pj(p).kalimat == (
        "Belum ada OPD yang punya indikator di bawah prioritas ini."
        " Tanpa penanggung jawab, prioritas 6 tidak dilaporkan siapa pun."
    )
    dua = replace(p, opd=((1, "PUTR", 2), (2, "Perkim", 1)))
    assert tanpa_pj(dua) is None
    ditanya = replace(dua, penanggung_jawab="")
    assert tanpa_pj(ditanya).judul == "Air bersih belum punya penanggung jawab"
    assert tanpa_pj(ditanya).kalimat.startswith(
        "PUTR (2 indikator) dan Perkim (1 indikator) sama-sama pendukung."
    )
    assert tanpa_pj(replace(dua, penanggung_jawab="PUTR")) is None


def test_what_an_opd_has_under_no_priority_is_one_question():
    semua = tuple(Sebutan(n, f"1.0{n}", f"Indikator {n}", False) for n in range(1, 8))
    satu = tanpa_prioritas(OpdTanpaPrioritas(2, "Perpusip", semua[:1]))
    assert satu.judul == "Indikator 1 tidak di bawah prioritas mana pun"
    d = tanpa_prioritas(OpdTanpaPrioritas(2, "Perpusip", semua))
    assert d.judul == "7 indikator Perpusip tidak di bawah prioritas mana pun"
    assert d.kalimat == ("Indikator 1, Indikator 2, Indikator 3, Indikator 4, dan 3 lainnya.")
    assert d.kunci == satu.kunci
    assert tanpa_prioritas(OpdTanpaPrioritas(2, "Perpusip", ())) is None
