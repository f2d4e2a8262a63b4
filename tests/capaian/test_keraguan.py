"""Each doubt: an example, a counter-example, and the edges."""

from dataclasses import replace
from decimal import Decimal

import pytest

from capaian.gabungan import Isian, Konsolidasi
from capaian.keraguan import Bahan, BuktiDinilai, Koreksi, Ukuran, keraguan, persis
from capaian.rumus import Formula, Keadaan, Predikat, Rentang, hitung
from konsolidasi.inti.waktu import Triwulan

TW = Triwulan(2025, 4)
UMKM = Ukuran(Formula.POSITIF, Konsolidasi.POSISI_AKHIR, Isian.KUMULATIF, "UMKM", 0)
PERSEN = replace(UMKM, satuan="%", desimal=2)
BB, B = Predikat("BB", Decimal(5)), Predikat("B", Decimal(4))


def bahan(nilai="55", target="60", **lain) -> Bahan:
    """A harmless row; `persen` follows from the formula."""
    ukuran = lain.pop("ukuran", UMKM)
    keadaan = lain.pop("keadaan", Keadaan.NILAI)
    nilai = Decimal(nilai) if isinstance(nilai, str) else nilai
    target = Decimal(target) if isinstance(target, str) else target
    riwayat = {
        Triwulan(*kapan): Decimal(n) if isinstance(n, str) else n
        for kapan, n in lain.pop("riwayat", {}).items()
    }
    return Bahan(
        tw=lain.pop("tw", TW),
        ukuran=ukuran,
        keadaan=keadaan,
        nilai=nilai,
        target=target,
        asal_target="Renja 2025",
        persen=hitung(ukuran.formula, target, nilai, keadaan=keadaan).persen,
        penghambat=lain.pop("penghambat", "Pengadaan terlambat"),
        riwayat=riwayat,
        **lain,
    )


def kode(b: Bahan) -> list[str]:
    return [k.kode for k in keraguan(b)]


def satu(b: Bahan):
    (hasil,) = keraguan(b)
    return hasil


def test_ordinary_row_without_history_raises_no_doubt():
    assert keraguan(bahan()) == ()


def test_row_of_the_mockup_is_asked_about_target_and_jump():
    tahunan = {(2025, 1): "12", (2025, 2): "29", (2025, 3): "51"}
    lalu = {(2024, 1): "9", (2024, 2): "21", (2024, 3): "34", (2024, 4): "48"}
    tinggi, naik = keraguan(bahan("214", riwayat=tahunan | lalu))
    assert tinggi.judul == "Capaian di atas 150\u00a0%"
    assert tinggi.kalimat == (
        "Apakah target dan satuannya benar? Target 60 ditetapkan di Renja 2025."
    )
    assert naik.judul == "Naik 163 dari TW III"
    assert naik.kalimat == "Perubahan terbesar sebelumnya 22 per triwulan. Apa sebabnya?"
    assert "?" in tinggi.kalimat and "?" in naik.kalimat


@pytest.mark.parametrize(
    ("nilai", "harapan"),
    [("90", []), ("91", ["capaian_tinggi"]), ("30", []), ("29", ["capaian_rendah"])],
)
def test_capaian_is_doubted_beyond_150_and_below_50_percent(nilai, harapan):
    assert kode(bahan(nilai)) == harapan


def test_capaian_that_cannot_be_computed_is_no_doubt():
    assert kode(bahan("55", None)) == []
    assert kode(bahan("55", "0")) == []


DULU = {(2022, 4): "40", (2023, 4): "44", (2024, 4): "48"}


@pytest.mark.parametrize(
    ("nilai", "harapan"),
    [("52", []), ("36", []), ("53", ["luar_rentang"]), ("35", ["luar_rentang"])],
)
def test_range_of_earlier_years_is_widened_by_their_largest_step(nilai, harapan):
    assert kode(bahan(nilai, riwayat=DULU)) == harapan


def test_range_names_years_and_bounds():
    hasil = satu(bahan("58", riwayat=DULU))
    assert hasil.judul == "Jauh di atas tahun-tahun lalu"
    assert hasil.kalimat == "TW IV 2022–2024 antara 40 dan 48. Apa yang berbeda tahun ini?"


def test_constant_years_make_any_other_value_a_question():
    hasil = satu(bahan("41", riwayat={(2023, 4): "40", (2024, 4): "40"}))
    assert hasil.kalimat.startswith("TW IV 2023–2024 selalu 40.")


def test_one_year_or_another_quarter_is_no_range():
    assert kode(bahan("55", riwayat={(2024, 4): "20"})) == []
    assert kode(bahan("55", riwayat={(2024, 2): "20", (2023, 2): "20"})) == []
    assert kode(bahan("55", riwayat={(2018, 4): "20", (2019, 4): "20"})) == []


def test_same_digits_as_the_target():
    assert satu(bahan("60")).judul == "Persis target"
    hasil = satu(bahan("60", persis_lalu=4))
    assert hasil.judul == "Persis target, 5 triwulan"
    assert "5 triwulan berturut-turut" in hasil.kalimat
    assert hasil.bobot > satu(bahan("60", persis_lalu=1)).bobot > satu(bahan("60")).bobot


def test_full_coverage_and_zero_of_zero_are_no_coincidence():
    assert kode(bahan("100", "100", ukuran=PERSEN)) == []
    kecil = replace(UMKM, formula=Formula.NEGATIF)
    assert kode(bahan("0", "0", ukuran=kecil)) == []
    assert kode(bahan("100", "100")) == ["persis_target"]


def test_range_and_predikat_never_are_the_same_digits():
    assert not persis(Decimal(60), Rentang(Decimal(60), Decimal(60)))
    assert not persis(BB, BB)
    assert not persis(Decimal(60), None)
    assert kode(bahan("60", Rentang(Decimal(60), Decimal(70)))) == []


def test_shifted_comma_is_asked_about():
    hasil = keraguan(bahan("785", "78.50", ukuran=PERSEN))
    assert [k.kode for k in hasil] == ["capaian_tinggi", "koma_bergeser"]
    assert hasil[1].kalimat.startswith("Target 78,50, realisasi 785,00.")


@pytest.mark.parametrize(("nilai", "target"), [("600", "6"), ("587", "78.5"), ("0", "78.5")])
def test_other_digits_or_a_single_one_are_no_shifted_comma(nilai, target):
    assert "koma_bergeser" not in kode(bahan(nilai, target))


def test_cumulative_value_below_the_quarter_before():
    hasil = keraguan(bahan("41.20", "85", ukuran=PERSEN, riwayat={(2025, 3): "79.80"}))
    assert [k.kode for k in hasil] == ["turun", "capaian_rendah"]
    assert hasil[0].judul == "Turun 38,60 poin dari TW III"


def test_what_may_fall_is_not_doubted():
    turun = {"riwayat": {(2025, 3): "56"}}
    assert kode(bahan("55", **turun)) == ["turun"]
    assert kode(bahan("55", ukuran=replace(UMKM, isian=Isian.TRIWULAN), **turun)) == []
    kecil = replace(UMKM, formula=Formula.NEGATIF)
    assert kode(bahan("55", ukuran=kecil, **turun)) == []
    dijumlah = replace(kecil, konsolidasi=Konsolidasi.JUMLAH)
    assert kode(bahan("55", ukuran=dijumlah, **turun)) == ["turun"]


def test_first_quarter_begins_anew():
    assert kode(bahan("15", "20", tw=Triwulan(2025, 1), riwayat={(2024, 4): "60"})) == []


def test_predikat_is_compared_by_rank():
    sakip = replace(UMKM, formula=Formula.PREDIKAT)
    hasil = satu(bahan(B, B, ukuran=sakip, riwayat={(2025, 3): BB}))
    assert (hasil.judul, hasil.kalimat) == (
        "Turun dari BB pada TW III",
        "Apa yang membuatnya menjadi B?",
    )
    assert kode(bahan(BB, B, ukuran=sakip, riwayat={(2025, 3): BB})) == []
    assert kode(bahan(BB, B, ukuran=sakip, riwayat={(2025, 3): Decimal(4)})) == []


TENANG = {(2025, 1): "10", (2025, 2): "20", (2025, 3): "30"}


@pytest.mark.parametrize(("nilai", "harapan"), [("49", []), ("50", ["lonjakan"])])
def test_jump_is_at_least_twice_the_largest_before(nilai, harapan):
    assert kode(bahan(nilai, "55", riwayat=TENANG)) == harapan


def test_jump_needs_two_earlier_changes():
    assert kode(bahan("55", riwayat={(2025, 2): "10", (2025, 3): "12"})) == []
    assert kode(bahan("55", riwayat={(2025, 1): "1", (2025, 2): "2"})) == []


def test_fall_per_quarter_is_a_jump_and_crosses_the_year():
    per_triwulan = replace(UMKM, isian=Isian.TRIWULAN)
    dulu = {(2024, 2): "50", (2024, 3): "55", (2024, 4): "52"}
    hasil = satu(bahan("30", "31", tw=Triwulan(2025, 1), ukuran=per_triwulan, riwayat=dulu))
    assert hasil.judul == "Turun 22 dari TW IV"
    assert "terbesar sebelumnya 5" in hasil.kalimat


def test_value_that_never_moved_before():
    diam = {(2025, n): "50" for n in (1, 2, 3)}
    hasil = satu(bahan("51", riwayat=diam))
    assert hasil.kalimat.startswith("Sebelumnya angkanya tidak pernah berubah.")
    assert kode(bahan("50", riwayat=diam)) == []


def test_fall_is_told_once():
    assert kode(bahan("31", "60", riwayat=TENANG | {(2025, 3): "60"})) == ["turun"]


def test_zero_without_penghambat():
    assert "nol_tanpa_penghambat" in kode(bahan("0", penghambat="-"))
    assert "nol_tanpa_penghambat" not in kode(bahan("0"))
    assert "nol_tanpa_penghambat" not in kode(bahan("1", penghambat=""))
    kecil = replace(UMKM, formula=Formula.NEGATIF)
    assert kode(bahan("0", "3", ukuran=kecil, penghambat="")) == ["capaian_tinggi"]


def test_hundred_percent_five_quarters_on_end():
    rentang = Rentang(Decimal(50), Decimal(70))
    assert kode(bahan("60", rentang, seratus_lalu=4)) == ["seratus"]
    assert kode(bahan("60", rentang, seratus_lalu=3)) == []
    assert kode(bahan("75", rentang, seratus_lalu=9)) == []
    assert kode(bahan("60", "60", persis_lalu=4, seratus_lalu=4)) == ["persis_target"]


@pytest.mark.parametrize("keadaan", [Keadaan.TIDAK_BERLAKU, Keadaan.BELUM_WAKTUNYA])
def test_value_that_disappeared(keadaan):
    hilang = bahan(None, keadaan=keadaan, riwayat={(2025, 3): "51"})
    assert satu(hilang).judul == "Tanpa nilai, padahal TW III 2025 terisi"
    assert kode(bahan(None, keadaan=keadaan)) == []


def test_evidence_is_asked_for_only_where_it_is_due():
    assert kode(bahan(wajib_bukti=True)) == ["tanpa_bukti"]
    assert kode(bahan(wajib_bukti=False)) == []
    assert kode(bahan(wajib_bukti=True, bukti=(BuktiDinilai("Rekap.pdf", False),))) == []
    tanpa_nilai = bahan(None, keadaan=Keadaan.TIDAK_BERLAKU, wajib_bukti=True)
    assert kode(tanpa_nilai) == []


def test_warnings_of_one_file_are_one_doubt():
    peringatan = ("Berkas yang sama juga menjadi bukti TW III 2025.", "Tanggal dokumen lama.")
    hasil = satu(bahan(bukti=(BuktiDinilai("Rekap.pdf", False, peringatan),)))
    assert hasil.judul == "Berkas yang sama juga menjadi bukti TW III 2025"
    assert hasil.kalimat == "Tanggal dokumen lama. Berkas: Rekap.pdf."
    ditolak = satu(bahan(bukti=(BuktiDinilai("Rekap.pdf", True, ("Ditolak: buram.",)),)))
    assert (ditolak.kode, ditolak.bobot > hasil.bobot) == ("bukti_ditolak", True)


@pytest.mark.parametrize(
    ("kembali", "diajukan", "ada"), [(3, 9, True), (3, 10, False), (2, 2, False), (0, 9, False)]
)
def test_opd_with_many_returned_rows(kembali, diajukan, ada):
    hasil = keraguan(bahan(koreksi=Koreksi(kembali, diajukan)))
    assert bool(hasil) == ada
    if ada:
        assert hasil[0].kalimat.startswith("3 dari 9 barisnya")


def test_heaviest_doubt_comes_first():
    semua = keraguan(bahan("0", penghambat="", koreksi=Koreksi(5, 6), wajib_bukti=True))
    bobot = [k.bobot for k in semua]
    assert len(semua) == 4
    assert bobot == sorted(bobot, reverse=True)
