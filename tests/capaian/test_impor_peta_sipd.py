"""Codes, titles and rows of SIPD exports, as texts alone."""

from collections.abc import Sequence

import pytest

from capaian.impor.program.sipd_baris import IsiSipd, baca_sipd, lembar_program
from capaian.impor.program.sipd_judul import tebak_arti
from capaian.impor.program.sipd_kode import kode_urusan, susun_kode
from konsolidasi.inti.xlsx_baca import LembarMasuk
from konsolidasi.inti.xlsx_sel import ANGKA, TEKS, Sel

S = "1.02.02.2.01.0003"


def t(isi: str) -> Sel:
    return Sel(TEKS, isi)


def n(isi: str) -> Sel:
    return Sel(ANGKA, isi)


@pytest.mark.parametrize(
    ("sel", "kode", "nama"),
    [
        ([t(S)], S, ""),
        ([t(" 1 . 02 . 02.2.01.0003. ")], S, ""),
        ([t(f"{S} - Pengadaan Obat")], S, "Pengadaan Obat"),
        ([t("1.02.02 PROGRAM PEMENUHAN\nUPAYA")], "1.02.02", "PROGRAM PEMENUHAN UPAYA"),
        ([t("X.XX.01.2.06.07")], "X.XX.01.2.06.07", ""),
        ([t("5.1.02.01.01.0001")], "5.1.02.01.01.0001", ""),
        ([t("Jumlah")], "Jumlah", ""),
        # A piece in each column, as text and as numbers that lost their zeros.
        ([t("1"), t("02"), t("02"), t("2.01"), t("0003")], S, ""),
        ([n("1"), n("2"), n("2"), n("2.01"), n("3")], S, ""),
        ([n("1"), n("2"), n("2"), n("2.1"), n("3")], "1.02.02.2.10.0003", ""),
        ([t("1"), t("02"), t("02"), None, None], "1.02.02", ""),
        ([n("1"), n("1"), n("2"), None], "1.01.02", ""),
        # The code down to its level in each column.
        ([t("1.02"), t("1.02.02"), t("1.02.02.2.01"), t(S)], S, ""),
        ([t("1.02.02"), t("1.02.02.2.01"), None], "1.02.02.2.01", ""),
        ([n("1.02")], "1.02", ""),
        ([None], "", ""),
    ],
)
def test_codes_are_put_together(sel, kode: str, nama: str):
    assert susun_kode(sel) == (kode, nama)


@pytest.mark.parametrize(
    ("kode", "ya"), [("1", True), ("1.02", True), ("X.XX", True), ("1.02.02", False), ("", False)]
)
def test_urusan_stand_above_the_programs(kode: str, ya: bool):
    assert kode_urusan(kode) is ya


@pytest.mark.parametrize(
    ("judul", "arti"),
    [
        ("Kode", "kode"),
        ("KODE REKENING", "kode"),
        ("Kode Sub Kegiatan", "kode"),
        ("Kode SKPD", ""),
        ("Kode Sumber Dana", ""),
        ("Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan/Sub Kegiatan", "nama"),
        ("Nama Sub Kegiatan", "nama"),
        ("Uraian", "nama"),
        ("Nama SKPD", ""),
        ("Indikator Kinerja Program", ""),
        ("Pagu Anggaran (Rp)", "pagu_dpa"),
        ("Pagu Indikatif 2026", "pagu_renja"),
        ("Pagu RKPD", "pagu_rkpd"),
        ("Anggaran / Setelah Perubahan", "pagu_perubahan"),
        ("Prakiraan Maju N+1 / Pagu", ""),
        ("Realisasi Anggaran (Rp)", "realisasi"),
        ("Realisasi", "realisasi"),
        ("Realisasi Kinerja", ""),
        ("% Realisasi", ""),
        ("Sisa Pagu", ""),
        ("Target", ""),
        ("Sumber Dana", ""),
    ],
)
def test_a_title_tells_what_a_column_is(judul: str, arti: str):
    assert tebak_arti(judul) == arti


def lembar(*baris: list, gabungan: Sequence[tuple[int, int, int, int]] = ()) -> LembarMasuk:
    """Rows from 2 on, below a head in row 1; numbers as numbers, None as nothing."""
    hasil = LembarMasuk("Laporan", "", gabungan=list(gabungan))
    for nomor, isi in enumerate(baris, start=2):
        sel = {k: t(v) if isinstance(v, str) else n(str(v)) for k, v in enumerate(isi, 1) if v}
        hasil.baris[nomor] = sel
    return hasil


def baca(satu: LembarMasuk, *arti: str) -> IsiSipd:
    return baca_sipd(satu, 1, dict(enumerate(arti, start=1)))


def terbaca(isi: IsiSipd) -> list[tuple[int, str, str]]:
    return [(b.nomor, b.kode, b.nama.isi if b.nama else "") for b in isi.baris]


def test_a_flat_export_also_gives_the_nodes_above():
    isi = baca(
        lembar(
            ["1.02.02", "Upaya", "1.02.02.2.01", "Layanan", S, "Obat", "Rp 5"],
            ["1.02.02", "Upaya", "1.02.02.2.01", "Layanan", "1.02.02.2.01.0004", "Gizi", "6"],
        ),
        *("kode", "nama", "kode", "nama", "kode", "nama", "pagu_dpa"),
    )
    assert terbaca(isi) == [
        (2, S, "Obat"),
        (3, "1.02.02.2.01.0004", "Gizi"),
        (4, "1.02.02", "Upaya"),
        (5, "1.02.02.2.01", "Layanan"),
    ]
    program = lembar_program(isi, {S: "OBAT"})
    assert program.huruf == {"kode": "A", "nama": "F", "pagu_dpa": "G"}
    # Capital letters alone change no name; no cell of the nodes above has money.
    assert [b["nama"].isi for _, b in program.baris] == ["OBAT", "Gizi", "Upaya", "Layanan"]
    assert ["pagu_dpa" in b for _, b in program.baris] == [True, True, False, False]


def test_pieces_of_a_code_that_are_merged_over_their_rows_count_in_each():
    isi = baca(
        lembar(
            [1, "02", "02", None, None, "Upaya"],
            [None, None, None, 2.01, None, "Layanan"],
            [None, None, None, None, "0003", "Obat"],
            gabungan=[(2, 4, 1, 1), (2, 4, 2, 2), (2, 4, 3, 3), (3, 4, 4, 4)],
        ),
        *("kode", "kode", "kode", "kode", "kode", "nama"),
    )
    assert [kode for _, kode, _ in terbaca(isi)] == ["1.02.02", "1.02.02.2.01", S]


def test_rows_that_are_no_node_are_counted_by_kind():
    isi = baca(
        lembar(
            ["1", "URUSAN WAJIB"],
            ["1.02", "KESEHATAN"],
            [S, "Obat", "Rp 5,00"],
            [S, "Obat", 5],
            [S, "Obat"],
            [S, "Obat", 7],
            ["5.1.02.01.01.0001", "Belanja", 5],
            ["Sub Total", None, 5],
            [None, "JUMLAH", 5],
        ),
        *("kode", "nama", "pagu_dpa"),
    )
    # The same node with other money is for people to decide.
    assert [nomor for nomor, _, _ in terbaca(isi)] == [4, 7]
    assert isi.kata_dilewati == ("2 baris jumlah, 2 baris urusan, 2 baris lanjutan, 1 baris lain")


def test_a_name_may_stand_behind_the_code_in_one_cell():
    isi = baca(lembar([f"{S} Obat", "Rp 5"], ["1.02.02 - Upaya", "5"]), "kode", "pagu_renja")
    assert terbaca(isi) == [(2, S, "Obat"), (3, "1.02.02", "Upaya")]
    # The name has no column of its own, so it has an address beyond the sheet.
    assert lembar_program(isi, {}).huruf["nama"] == "C"
