"""Every cell of a filled sheet gets its mark: three values meet, all errors are said at once."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from capaian.impor.baris import periksa
from capaian.impor.hasil import Pratinjau, Tanda
from capaian.impor.jenis import Tempat
from capaian.impor.lembar import LembarIsian
from capaian.impor.realisasi.jenis import JenisRealisasi
from capaian.impor.realisasi.kolom import DIISI, KOLOM, AcuanRealisasi
from capaian.lembar_isian import AsalBaris
from konsolidasi.inti.xlsx_sel import Sel, huruf_kolom

HURUF = {k.kunci: huruf_kolom(n) for n, k in enumerate(KOLOM, start=1)}
JENIS, TEMPAT = JenisRealisasi(), Tempat("realisasi", tahun=2025, triwulan=4)
KOSONG = dict.fromkeys(DIISI, "") | {"status_data": "sementara"}
ISI = {"nilai": "72", "pendorong": "Rujukan baik"}


def acuan(kode: str = "1.02.01", **lain: object) -> AcuanRealisasi:
    isi = KOSONG | lain.pop("isi", ISI)
    bawaan = {
        "pk": 1,
        "opd_id": 1,
        "nama": "Balita stunting",
        "satuan": "%",
        "desimal": 2,
        "persen": True,
        "berpagu": True,
        "predikat": (),
        "target": "1,60–1,70",
        "versi": 1,
    }
    return AcuanRealisasi(kode=kode, isi=isi, **(bawaan | lain))


def periksa_satu(
    sel: dict[str, Sel | str],
    sistem: AcuanRealisasi | None = None,
    asal: dict[str, str] | None = None,
    jawaban: dict[str, dict[str, str]] | None = None,
    gabung: dict[str, str] | None = None,
) -> Pratinjau:
    """One row at number 8 of a template that was made when the system held ISI."""
    isi = {k: Sel("s", s) if isinstance(s, str) else s for k, s in sel.items()}
    lembar = LembarIsian("Isian", "x", 7, HURUF, [(8, {"kode": Sel("s", "1.02.01"), **isi})])
    sistem = sistem or acuan()
    awal = {"nama": "Balita stunting", "satuan": "%", "target": "1,60–1,70"}
    awal |= KOSONG | (ISI if asal is None else asal)
    return periksa(
        JENIS,
        TEMPAT,
        replace(lembar, gabung=gabung or {}),
        {"1.02.01": AsalBaris(1, awal)},
        {sistem.kode: sistem},
        jawaban or {},
    )


def tanda(hasil: Pratinjau, kunci: str = "nilai") -> tuple[Tanda, str]:
    sel = hasil.baris[0].sel[kunci]
    return sel.tanda, sel.kata


@pytest.mark.parametrize(
    ("isi", "sistem", "asal", "hasil"),
    [
        (Sel("n", "72"), ISI, ISI, (Tanda.SAMA, "")),
        (Sel("n", "75"), ISI, ISI, (Tanda.BERUBAH, "berubah")),
        (Sel("n", "75"), {}, {}, (Tanda.BARU, "baru")),
        (Sel("n", "0"), {}, {}, (Tanda.BARU, "baru, nol")),
        (Sel("s", ""), ISI, ISI, (Tanda.SAMA, "kosong, tidak mengubah")),
        # The person did not touch the cell; somebody else did.
        (Sel("n", "72"), {"nilai": "80"}, ISI, (Tanda.SAMA, "di sistem kini 80,00")),
        # Both did, and came to the same number.
        (Sel("n", "80"), {"nilai": "80"}, ISI, (Tanda.SAMA, "")),
        (Sel("n", "75"), {"nilai": "80"}, ISI, (Tanda.BENTROK, "bentrok")),
        (Sel("n", "75"), {}, ISI, (Tanda.BENTROK, "bentrok")),
    ],
)
def test_a_cell_is_what_the_three_values_make_of_it(isi: Sel, sistem, asal, hasil):
    assert tanda(periksa_satu({"nilai": isi}, acuan(isi=sistem), asal)) == hasil


def test_a_conflict_says_who_wrote_what_and_is_never_written():
    sistem = acuan(
        isi={"nilai": "81.35"}, oleh="Sari N.", pada=datetime(2026, 1, 8, 4, 2, tzinfo=UTC)
    )
    hasil = periksa_satu({"nilai": "80,10"}, sistem)
    sel = hasil.baris[0].sel["nilai"]
    assert sel.pesan == (
        "Sari N. mengisi 81,35 di sistem 8 Jan 11.02 WIB, setelah templat diunduh. Berkas: 80,10."
    )
    assert sel.pilihan == (("Tetap 81,35", "sistem"), ("Pakai 80,10", "berkas"))
    assert not hasil.ditulis


@pytest.mark.parametrize(
    ("pilih", "dilihat", "hasil"),
    [
        ("berkas", "80", (Tanda.BERUBAH, "berubah")),
        ("sistem", "80", (Tanda.SAMA, "tetap isi sistem")),
        # The system moved on after the answer: asked again.
        ("berkas", "79", (Tanda.BENTROK, "bentrok")),
    ],
)
def test_an_answer_counts_while_the_system_is_as_it_was_seen(pilih, dilihat, hasil):
    jawaban = {"E8": {"pilih": pilih, "sistem": dilihat}}
    sistem = acuan(isi={"nilai": "80"})
    assert tanda(periksa_satu({"nilai": "75"}, sistem, jawaban=jawaban)) == hasil


def test_what_is_typed_on_the_page_takes_the_place_of_the_cell():
    jawaban = {"E8": {"teks": "92,4", "sistem": "72"}}
    hasil = periksa_satu({"nilai": "92,4 persen"}, jawaban=jawaban)
    assert hasil.baris[0].isi["nilai"] == Decimal("92.4")


def test_locked_columns_are_never_taken():
    hasil = periksa_satu({"nama": "Lain", "target": "1,70–1,60", "satuan": " % "})
    assert tanda(hasil, "nama") == (Tanda.DIKUNCI, "dikunci, tetap Balita stunting")
    assert tanda(hasil, "target")[0] == tanda(hasil, "satuan")[0] == Tanda.SAMA
    assert tanda(periksa_satu({"target": Sel("n", "2")}), "target")[0] == Tanda.DIKUNCI


def test_a_row_that_was_handed_on_is_locked_as_a_whole():
    sistem = acuan(halangan="baris ini Terverifikasi")
    hasil = periksa_satu({"nilai": "salah", "pendorong": "Lain sekali"}, sistem)
    assert tanda(hasil) == (Tanda.DIKUNCI, "dikunci, baris ini Terverifikasi")
    assert (hasil.banyak["dikunci"], hasil.banyak_masalah, hasil.ditulis) == (2, 0, [])


def test_all_errors_of_a_row_are_said_at_once():
    hasil = periksa_satu({"nilai": "abc", "tanggal": "kemarin", "anggaran": "x", "keadaan": "?"})
    assert [s.alamat for _, s in hasil.masalah] == ["E8", "I8", "K8", "M8"]


def test_good_cells_of_a_row_are_written_beside_a_bad_one():
    hasil = periksa_satu({"nilai": "abc", "penghambat": "Klinik belum lapor"})
    assert hasil.baris[0].isi == {"faktor_penghambat": "Klinik belum lapor"}


def test_a_value_and_a_reason_for_none_exclude_each_other():
    hasil = periksa_satu({"nilai": "75", "keadaan": "Tidak berlaku", "alasan": "Tidak diukur"})
    assert [s.alamat for _, s in hasil.masalah] == ["E8", "I8"]
    assert not hasil.ditulis


def test_a_row_without_a_value_needs_its_reason():
    hasil = periksa_satu({"keadaan": "Tidak berlaku"})
    assert tanda(hasil, "alasan")[0] == Tanda.SALAH and not hasil.ditulis
    hasil = periksa_satu({"keadaan": "Tidak berlaku", "alasan": "Tidak diukur tahun ini"})
    assert hasil.baris[0].isi == {
        "keadaan": "tidak_berlaku",
        "nilai": None,
        "predikat": None,
        "alasan": "Tidak diukur tahun ini",
    }


def test_the_answer_to_not_available_becomes_the_mark_of_the_row():
    sel = {"nilai": "n/a"}
    assert tanda(periksa_satu(sel)) == (Tanda.TANYA, "dua arti")
    jawaban = {"E8": {"teks": "Belum waktunya", "sistem": "72"}}
    hasil = periksa_satu(sel, jawaban=jawaban)
    assert hasil.baris[0].isi["keadaan"] == "belum_waktunya"
    assert hasil.baris[0].isi["nilai"] is None


@pytest.mark.parametrize(
    ("kode", "kalimat"),
    [
        ("1.02.10", "kode 1.02.10 tidak ada. Terdekat 1.02.01."),
        ("9", "kode 9 tidak ada. Kode OPD lain tidak dapat diisi di sini."),
        ("", "kodenya kosong, padahal barisnya berisi."),
    ],
)
def test_a_code_that_is_not_ours_says_the_nearest(kode: str, kalimat: str):
    hasil = periksa_satu({"kode": kode, "nilai": "75"})
    sel = hasil.baris[0].sel["kode"]
    assert (sel.pesan, sel.pilihan[0][0]) == (kalimat, "Lewati baris 8")
    dilewati = periksa_satu({"kode": kode}, jawaban={"baris:8": {"pilih": "lewati"}})
    assert (dilewati.banyak_masalah, dilewati.baris[0].dilewati) == (0, True)


def test_the_second_row_of_a_code_is_an_error():
    baris = {"kode": Sel("s", "1.02.01"), "nilai": Sel("n", "75")}
    lembar = LembarIsian("Isian", "x", 7, HURUF, [(8, baris), (9, baris)])
    hasil = periksa(JENIS, TEMPAT, lembar, {}, {"1.02.01": acuan()}, {})
    assert hasil.baris[1].sel["kode"].pesan == "kode 1.02.01 sudah ada di baris 8."


def test_a_cell_under_a_merge_is_an_error_and_not_an_empty_cell():
    hasil = periksa_satu({}, gabung={"E8": "E7"})
    assert hasil.baris[0].sel["nilai"].pesan == (
        "digabung dengan E7. Pisahkan, lalu isi masing-masing."
    )


def test_a_budget_where_there_is_none_is_an_error():
    hasil = periksa_satu({"anggaran": Sel("n", "5")}, acuan(berpagu=False))
    assert "tidak punya anggaran" in hasil.baris[0].sel["anggaran"].pesan


def test_a_predikat_is_one_of_its_letters():
    sistem = acuan(predikat=("A", "BB"), isi={})
    assert periksa_satu({"nilai": "bb"}, sistem, {}).baris[0].isi["predikat"] == "BB"
    assert tanda(periksa_satu({"nilai": "Z"}, sistem, {}))[0] == Tanda.SALAH
