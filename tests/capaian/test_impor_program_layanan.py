"""The cascade written in one go: parents in the same sheet, versions of pagu, taking it back."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from capaian.layanan.program_banyak import (
    TulisanSimpul,
    kembalikan_simpul,
    kode_induk,
    muat_simpul,
    tingkat_kode,
    tulis_simpul,
)
from capaian.models import Kegiatan, Pagu, Program, SubKegiatan
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh
from tests import pabrik, pabrik_pohon

PADA = date(2025, 6, 2)
P, K, S = "1.02.02", "1.02.02.2.01", "1.02.02.2.01.0003"


def tulis(dinkes, admin, *baris, pada=PADA):
    pabrik.buat_tahun()
    return tulis_simpul(opd=dinkes, tahun=2025, baris=baris, oleh=admin, pada=pada)


def pohon_baru(uang: int = 500) -> list[TulisanSimpul]:
    """Written from the bottom up: the order of the sheet is not the order of the tree."""
    nama = {S: "Pengadaan Obat", K: "Penyediaan Layanan", P: "Pemenuhan Upaya Kesehatan"}
    return [TulisanSimpul(k, 0, {"nama": n}, {"dpa": Decimal(uang)}) for k, n in nama.items()]


def kini(dinkes, kode, pada=PADA):
    return muat_simpul(dinkes, 2025, pada)[kode]


@pytest.mark.parametrize(
    ("kode", "tingkat", "induk"),
    [
        (P, "program", ""),
        (K, "kegiatan", P),
        (S, "sub_kegiatan", K),
        ("X.XX.01.2.06.07", "sub_kegiatan", "X.XX.01.2.06"),
        ("1.02", "", ""),
        ("1.02.02.3.01", "", ""),
        (f"{P}\n", "", ""),
    ],
)
def test_the_level_is_told_by_the_code(kode: str, tingkat: str, induk: str):
    assert (tingkat_kode(kode), kode_induk(kode)) == (tingkat, induk)


def test_parents_that_are_new_in_the_same_sheet_come_first(dinkes, admin):
    hasil = tulis(dinkes, admin, *pohon_baru())
    sub = SubKegiatan.objects.select_related("kegiatan__program").get()
    assert (sub.kegiatan.kode, sub.kegiatan.program.kode) == (K, P)
    assert [(h.kode, h.dibuat, len(h.pagu)) for h in hasil] == [
        (S, True, 1),
        (K, True, 1),
        (P, True, 1),
    ]
    pagu = Pagu.objects.get(sub_kegiatan=sub)
    assert (pagu.sumber, pagu.nilai, pagu.mulai, pagu.tahun_id) == ("dpa", 500, PADA, 2025)


@pytest.mark.parametrize(
    ("tulisan", "kalimat"),
    [
        (TulisanSimpul(K, 0, {"nama": "A"}), "program 1.02.02 tidak ada"),
        (TulisanSimpul("1.02", 0, {"nama": "A"}), "bukan kode program"),
        (TulisanSimpul(P, 0, {}), "namanya belum ada"),
        (
            TulisanSimpul(P, 0, {"nama": "A"}, {"dpa": Decimal(1)}, date(2025, 6, 3)),
            "paling lambat hari ini",
        ),
    ],
)
def test_what_cannot_stand_is_a_sentence_and_nothing_is_written(
    dinkes, admin, tulisan, kalimat: str
):
    with pytest.raises(SalahKeadaan, match=kalimat):
        tulis(dinkes, admin, tulisan)
    assert not Program.objects.exists()


def test_only_who_sets_up_the_cascade_writes_it(dinkes, sari, rina):
    for oleh in (sari, rina):
        with pytest.raises(TidakBoleh):
            tulis(dinkes, oleh, *pohon_baru())


def test_a_pagu_is_a_new_version_and_a_stale_row_is_refused(dinkes, admin):
    tulis(dinkes, admin, *pohon_baru())
    dulu = kini(dinkes, S)
    ubah = TulisanSimpul(S, dulu.versi, {"nama": "Obat"}, {"dpa": Decimal(700)}, acuan="DPPA 1")
    tulis(dinkes, admin, ubah, pada=date(2025, 9, 1))
    assert Pagu.objects.filter(sub_kegiatan=dulu.objek.pk).count() == 2
    assert kini(dinkes, S, date(2025, 9, 1)).pagu == {"dpa": 700}
    assert kini(dinkes, S).pagu == {"dpa": 500}
    with pytest.raises(SudahBerubah):
        tulis(dinkes, admin, ubah, pada=date(2025, 9, 1))
    segar = kini(dinkes, S, date(2025, 9, 1))
    mundur = TulisanSimpul(S, segar.versi, {}, {"dpa": Decimal(1)}, date(2025, 8, 1))
    with pytest.raises(SalahKeadaan, match="berlaku mulai 1 September 2025"):
        tulis(dinkes, admin, mundur, pada=date(2025, 9, 1))


def test_taking_back_leaves_everything_as_before(dinkes, admin):
    program = pabrik_pohon.buat_program(opd=dinkes, kode=P)
    pabrik_pohon.buat_pagu(program=program, nilai=400)
    semula = kini(dinkes, P)
    ubah = TulisanSimpul(P, semula.versi, {"nama": "Baru"}, {"dpa": Decimal(900)})
    hasil = tulis(dinkes, admin, ubah, *pohon_baru()[:2])
    assert kembalikan_simpul(opd=dinkes, tahun=2025, baris=hasil, oleh=admin, pada=PADA) == 3
    assert not SubKegiatan.objects.exists() and not Kegiatan.objects.exists()
    assert kini(dinkes, P).versi == semula.versi
    assert Pagu.objects.get().nilai == 400


def test_a_new_node_that_something_hangs_at_is_ended_not_removed(dinkes, admin):
    hasil = tulis(dinkes, admin, *pohon_baru())
    kegiatan = Kegiatan.objects.get()
    pabrik.buat_indikator(opd=dinkes, kegiatan=kegiatan)
    kembalikan_simpul(opd=dinkes, tahun=2025, baris=hasil, oleh=admin, pada=PADA)
    assert not SubKegiatan.objects.exists() and not Pagu.objects.exists()
    assert [Program.objects.get().aktif, Kegiatan.objects.get().aktif] == [False, False]


def test_nothing_is_taken_back_once_somebody_touched_a_row(dinkes, admin):
    hasil = tulis(dinkes, admin, *pohon_baru())
    pabrik_pohon.buat_pagu(program=Program.objects.get(), nilai=9, mulai=PADA)
    with pytest.raises(SalahKeadaan, match=r"1\.02\.02 sudah diubah sesudah impor ini"):
        kembalikan_simpul(opd=dinkes, tahun=2025, baris=hasil, oleh=admin, pada=PADA)
    assert SubKegiatan.objects.exists()


def test_statements_do_not_grow_with_the_rows(dinkes, admin):
    def banyak(n: int, program: str) -> list[TulisanSimpul]:
        kode = [program, f"{program}.2.01", *(f"{program}.2.01.{i:04}" for i in range(1, n))]
        return [TulisanSimpul(k, 0, {"nama": k}, {"dpa": Decimal(1)}) for k in kode]

    hitung = []
    for n, program in ((3, "1.02.03"), (200, "1.02.04")):
        with CaptureQueriesContext(connection) as tulisan:
            hasil = tulis(dinkes, admin, *banyak(n, program))
        with CaptureQueriesContext(connection) as balik:
            kembalikan_simpul(opd=dinkes, tahun=2025, baris=hasil, oleh=admin, pada=PADA)
        hitung.append((len(tulisan), len(balik)))
    # The first time also asks what the person may do.
    assert hitung[1][0] <= hitung[0][0] <= 20
    assert hitung[0][1] == hitung[1][1]
