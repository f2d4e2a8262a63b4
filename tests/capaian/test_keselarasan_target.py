"""Rules about one indikator: when each asks, when it is silent, and the sentence."""

from dataclasses import replace
from decimal import Decimal

import pytest

from capaian.keselarasan import Bahan, Didapat, periksa_satu
from capaian.keselarasan.aturan import ATURAN, HUKUM
from capaian.keselarasan.bahan import Berteks, IndikatorDinilai, SumberTercatat, Tahunan
from capaian.pilihan import SumberTarget
from capaian.rumus import Predikat, Rentang, TakTerbaca
from konsolidasi.inti.waktu import Triwulan

INDIKATOR = IndikatorDinilai(
    pk=7,
    kode="1.02.03",
    nama="Imunisasi dasar lengkap",
    opd_id=1,
    opd="Dinkes",
    prioritas_id=5,
    satuan="%",
    desimal=2,
    jenis="ikk",
    jenis_nilai="persen",
    formula="positif",
    konsolidasi="posisi_akhir",
    isian="kumulatif",
    berpagu=False,
    sumber_data="",
    contoh=False,
)


def teks(kata: str, nilai: object) -> Berteks:
    isi = Decimal(nilai) if isinstance(nilai, str) else nilai
    return Berteks(kata, isi, 2)


def target(nilai: object, kata: str = "Target 2026") -> Berteks:
    return teks(kata, nilai)


def bahan(nilai: object = "80", *, i: dict | None = None, **lain: object) -> Bahan:
    lain.setdefault("target", target(nilai) if nilai is not None else None)
    lain.setdefault("dinilai", lain["target"])
    return Bahan(i=replace(INDIKATOR, **(i or {})), tahun=2026, **lain)


def dokumen(**isi: object) -> dict[SumberTarget, Berteks]:
    return {
        SumberTarget(k): Berteks(SumberTarget(k).label, t.nilai, 2)
        for k, v in isi.items()
        for t in (target(v),)
    }


def realisasi(**isi: str) -> dict[int, Tahunan]:
    return {int(t[1:]): Tahunan(Decimal(v)) for t, v in isi.items()}


def satu(b: Bahan, aturan: str) -> Didapat | None:
    return next((d for d in periksa_satu(b) if d.aturan == aturan), None)


def test_an_indikator_that_fits_everything_is_asked_nothing():
    b = bahan(
        dokumen=dokumen(rpjmd="78", renja="80", pk="80"),
        realisasi=realisasi(t2024="76", t2025="79"),
    )
    assert periksa_satu(b) == []


def test_proposal_weaker_than_rpjmd_and_last_realisasi_says_all_numbers():
    b = bahan(
        "85",
        dinilai=target("80", "Usulan 2026"),
        dokumen=dokumen(rpjmd="92"),
        realisasi={2025: Tahunan(Decimal("81.35"), sementara=True)},
    )
    d = satu(b, "melunak")
    assert d.judul == "Imunisasi dasar lengkap: usulan 2026 lebih ringan daripada RPJMD"
    assert d.kalimat == (
        "Usulan 2026 80,00\u00a0%."
        " Lebih rendah daripada RPJMD (92,00\u00a0%)."
        " Lebih rendah daripada realisasi 2025 (81,35\u00a0%, sementara)."
        " Lebih rendah daripada target 2026 (85,00\u00a0%)."
    )
    assert [a.label for a in d.angka] == ["Usulan 2026", "RPJMD", "realisasi 2025", "Target 2026"]


def test_weaker_where_smaller_is_better_and_the_other_is_a_range():
    kecil = {"nama": "Prevalensi stunting", "formula": "negatif"}
    rpjmd = dokumen(rpjmd=Rentang(Decimal("1.60"), Decimal("1.70")))
    d = satu(bahan("1.75", i=kecil, dokumen=rpjmd), "melunak")
    assert "Lebih longgar (lebih tinggi) daripada RPJMD (1,60–1,70\u00a0%)." in d.kalimat
    assert satu(bahan("1.70", i=kecil, dokumen=rpjmd), "melunak") is None


@pytest.mark.parametrize("lawan", ["78", "80"])
def test_as_much_or_more_than_before_is_not_weaker(lawan: str):
    b = bahan(dokumen=dokumen(rpjmd=lawan, renstra=lawan), target_lalu=target(lawan, "Target 2025"))
    assert satu(b, "melunak") is None


def test_lower_than_last_years_target_and_a_lower_predikat_are_weaker():
    d = satu(bahan(target_lalu=target("82", "Target 2025")), "melunak")
    assert d.kalimat.endswith("Lebih rendah daripada target 2025 (82,00\u00a0%).")
    huruf = {"formula": "predikat", "satuan": "predikat", "jenis_nilai": "predikat"}
    b = bahan(
        Predikat("B", Decimal(4)),
        i=huruf,
        target_lalu=target(Predikat("BB", Decimal(5)), "Target 2025"),
    )
    assert "(BB predikat)" in satu(b, "melunak").kalimat


def test_closer_is_better_has_no_weaker():
    b = bahan("5", i={"formula": "stabil"}, dokumen=dokumen(rpjmd="7"))
    assert satu(b, "melunak") is None


RIWAYAT = {"t2020": "73", "t2021": "74", "t2022": "74.5", "t2023": "75", "t2024": "75.95"}


def test_a_jump_larger_than_the_best_year():
    b = bahan("81", realisasi=realisasi(**RIWAYAT, t2025="76.7"))
    d = satu(b, "lonjakan")
    assert d.judul == "Imunisasi dasar lengkap: target 2026 melompat 4,30 poin"
    assert d.kalimat == (
        "Realisasi 2025 76,70\u00a0%, target 2026 81,00\u00a0%."
        " Lima tahun terakhir paling banyak 1,00 poin setahun."
    )


def test_a_step_like_the_best_year_is_no_jump():
    assert satu(bahan("77.7", realisasi=realisasi(**RIWAYAT, t2025="76.7")), "lonjakan") is None
    assert satu(bahan("70", realisasi=realisasi(**RIWAYAT, t2025="76.7")), "lonjakan") is None
    assert satu(bahan("99", realisasi=realisasi(t2024="70", t2025="71")), "lonjakan") is None


def test_a_jump_where_smaller_is_better_counts_downward():
    dulu = realisasi(t2022="14", t2023="13.5", t2024="13", t2025="12.8")
    d = satu(bahan("10", i={"formula": "negatif"}, realisasi=dulu), "lonjakan")
    assert "melompat 2,80 poin" in d.judul


def test_what_never_improved_is_asked_only_for_more_than_a_twentieth():
    dulu = realisasi(t2023="50", t2024="49", t2025="48")
    assert satu(bahan("50", realisasi=dulu), "lonjakan") is None
    assert "tidak pernah membaik" in satu(bahan("51", realisasi=dulu), "lonjakan").kalimat


def test_quarters_that_do_not_make_the_year():
    jumlah = {"konsolidasi": "jumlah", "isian": "triwulan", "satuan": "unit", "desimal": 0}
    tw = {n: Decimal(50) for n in (1, 2, 3, 4)}
    d = satu(bahan("220", i=jumlah, triwulanan=tw), "triwulan")
    assert d.kalimat == "Jumlah target triwulan 200, sedangkan setahun 220."
    assert satu(bahan("200", i=jumlah, triwulanan=tw), "triwulan") is None
    assert satu(bahan("220", i=jumlah, triwulanan={1: Decimal(50)}), "triwulan") is None


def test_documents_of_the_year_that_differ():
    d = satu(bahan(dokumen=dokumen(rpjmd="75", renja="80", pk="78")), "dokumen")
    assert d.judul == "Imunisasi dasar lengkap: target Renja dan Perjanjian Kinerja berbeda"
    assert d.kalimat == (
        "Renja 80,00\u00a0% dan Perjanjian Kinerja 78,00\u00a0%,"
        " untuk indikator dan tahun yang sama."
    )
    assert satu(bahan(dokumen=dokumen(rpjmd="75", renja="80", pk="80.0")), "dokumen") is None
    d = satu(bahan(dokumen=dokumen(renja="80", dpa="78", pk="80")), "dokumen")
    assert d.judul == "Imunisasi dasar lengkap: target Renja, DPA, dan Perjanjian Kinerja berbeda"


def test_money_without_target_and_target_without_money():
    b = bahan(TakTerbaca("menyesuaikan"), pagu=Decimal(250_000_000))
    assert satu(b, "pagu").kalimat == "Pagu 2026 Rp 250.000.000, target menyesuaikan."
    d = satu(bahan(i={"berpagu": True}), "pagu")
    assert d.kalimat == "Target 2026 80,00\u00a0%, pagunya belum dicatat."
    assert satu(bahan(i={"berpagu": True}, pagu=Decimal(1)), "pagu") is None
    assert satu(bahan(), "pagu") is None


def test_two_sources_are_seen_but_not_the_same_source_of_two_quarters():
    dua = (
        SumberTercatat("SSGI 2024", Triwulan(2025, 4), "5,60"),
        SumberTercatat("e-PPGBM Desember 2025", Triwulan(2026, 1), "1,91"),
    )
    d = satu(bahan(sumber=dua), "dua_sumber")
    assert d.kalimat == (
        "TW I 2026 1,91\u00a0% menurut “e-PPGBM Desember 2025” dan"
        " TW IV 2025 5,60\u00a0% menurut “SSGI 2024”."
    )
    sama = tuple(
        replace(s, teks=f"Laporan e-PPGBM TW {n}") for s, n in zip(dua, ("IV", "I"), strict=True)
    )
    assert satu(bahan(sumber=sama), "dua_sumber") is None


@pytest.mark.parametrize(
    ("i", "kalimat"),
    [
        ({"nama": "Persentase jalan baik", "satuan": "km"}, "Namanya persentase, satuannya “km”."),
        ({"nama": "Jumlah koperasi"}, "Namanya jumlah, satuannya “%”."),
        ({"satuan": "orang"}, "Jenis nilainya persen, satuannya “orang”."),
        (
            {"satuan": "orang", "jenis_nilai": "rupiah"},
            "Jenis nilainya rupiah, satuannya “orang”.",
        ),
    ],
)
def test_unit_that_does_not_fit(i: dict, kalimat: str):
    assert satu(bahan(i=i), "satuan").kalimat == kalimat


@pytest.mark.parametrize(
    "i",
    [
        {"nama": "Persentase jalan baik"},
        {"nama": "Jumlah koperasi", "satuan": "koperasi", "jenis_nilai": "angka"},
        {"nama": "PDRB per kapita", "satuan": "juta Rp", "jenis_nilai": "rupiah"},
    ],
)
def test_unit_that_fits(i: dict):
    assert satu(bahan(i=i), "satuan") is None


def test_old_provisional_data():
    d = satu(bahan(sementara=(Triwulan(2025, 2), Triwulan(2025, 1))), "sementara")
    assert d.kalimat == (
        "TW I 2025 dan TW II 2025 masih berstatus sementara, padahal TW I 2025 berakhir"
        " 31 Maret 2025, lebih dari 6 bulan lalu."
    )


def test_five_hundreds_on_end():
    d = satu(bahan(seratus=6, seratus_tw=Triwulan(2026, 1)), "seratus")
    assert d.kalimat == (
        "Capaian 100,00\u00a0%, 6 triwulan berturut-turut, sampai TW I 2026."
        " Apakah targetnya masih menantang?"
    )
    assert satu(bahan(seratus=4, seratus_tw=Triwulan(2026, 1)), "seratus") is None


def test_fingerprint_changes_with_the_numbers_and_only_then():
    lama = satu(bahan(dokumen=dokumen(rpjmd="92")), "melunak")
    sama = satu(bahan(i={"nama": "Imunisasi lengkap"}, dokumen=dokumen(rpjmd="92")), "melunak")
    lain = satu(bahan(dokumen=dokumen(rpjmd="93")), "melunak")
    assert lama.kunci == sama.kunci == lain.kunci == "melunak:7"
    assert lama.sidik == sama.sidik != lain.sidik


def test_every_rule_says_where_it_comes_from():
    assert all(a.sumber and a.tanya.endswith("?") and a.berat in (1, 2, 3) for a in ATURAN.values())
    hukum = {a.sumber for a in ATURAN.values() if a.jenis_sumber == HUKUM}
    assert all(s.startswith(("Permendagri 86/2017", "PermenPANRB 89/2021")) for s in hukum)
