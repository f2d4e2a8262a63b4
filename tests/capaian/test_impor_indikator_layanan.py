"""Indikator written in one go by the rules of the admin site, and taken back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from capaian.layanan.indikator_banyak import (
    TulisanIndikator,
    kembalikan_indikator,
    muat_indikator,
    tulis_indikator,
)
from capaian.layanan.kunci import kunci_periode
from capaian.models import Indikator, IndikatorPendukung
from capaian.pilihan import StatusRealisasi
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh
from tests import pabrik, pabrik_pohon

KODE = "IKK.01"
BARU = {"nama": "Cakupan imunisasi", "satuan": "%"}


def tulis(dinkes, admin, kode=KODE, versi=0, **isi):
    return tulis_indikator(opd=dinkes, baris=[TulisanIndikator(kode, versi, isi)], oleh=admin)


def kini(dinkes, kode=KODE):
    return muat_indikator(dinkes)[kode]


def test_a_new_row_with_its_node_and_pendukung(dinkes, disdik, admin):
    sub = pabrik_pohon.buat_sub(
        kegiatan=pabrik_pohon.buat_kegiatan(program=pabrik_pohon.buat_program(opd=dinkes))
    )
    hasil = tulis(dinkes, admin, **BARU, sub_kegiatan=sub.pk, pendukung=frozenset({disdik.pk}))
    i = Indikator.objects.get(kode=KODE)
    assert (i.sub_kegiatan, list(i.pendukung.all())) == (sub, [disdik])
    assert (hasil[0].dibuat, hasil[0].versi) == (True, kini(dinkes).versi)


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"nama": "A"}, "satuan belum ada"),
        (BARU | {"jenis_nilai": "predikat"}, "wajib memakai formula predikat"),
        (BARU | {"desimal": 7}, "paling banyak 6"),
    ],
)
def test_what_the_model_forbids_is_its_sentence(dinkes, admin, isi, kalimat: str):
    with pytest.raises(SalahKeadaan, match=kalimat):
        tulis(dinkes, admin, **isi)


def test_a_code_and_a_program_of_another_opd_are_refused(dinkes, disdik, admin):
    pabrik.buat_indikator(opd=disdik, kode=KODE)
    with pytest.raises(SalahKeadaan, match="sudah memakai kode"):
        tulis(dinkes, admin, **BARU)
    program = pabrik_pohon.buat_program(opd=disdik)
    with pytest.raises(SalahKeadaan, match="milik OPD lain"):
        tulis(dinkes, admin, "IKK.02", **BARU, program=program.pk)


def test_a_unit_takes_a_program_of_the_opd_above_it(dinkes, admin):
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)
    program = pabrik_pohon.buat_program(opd=dinkes)
    tulis(rsud, admin, **BARU, program=program.pk)
    assert Indikator.objects.get().program == program


def test_what_a_locked_result_is_made_of_stays(dinkes, admin, rina):
    indikator, periode = pabrik.buat_indikator(opd=dinkes, kode=KODE), pabrik.buat_periode()
    pabrik.buat_target(indikator=indikator)
    pabrik.buat_realisasi(indikator=indikator, status=StatusRealisasi.TERVERIFIKASI)
    kunci_periode(periode=periode, jumlah=1, oleh=rina)
    versi = kini(dinkes).versi
    with pytest.raises(SalahKeadaan, match="satuan tidak dapat diubah karena hasilnya"):
        tulis(dinkes, admin, versi=versi, satuan="orang")
    tulis(dinkes, admin, versi=versi, nama="Nama boleh")
    assert Indikator.objects.get().nama == "Nama boleh"


def test_only_who_sets_up_indikator_writes_them(dinkes, sari, rina):
    for oleh in (sari, rina):
        with pytest.raises(TidakBoleh):
            tulis(dinkes, oleh, **BARU)


def test_a_row_that_is_not_as_it_was_seen_is_refused(dinkes, disdik, admin):
    indikator = pabrik.buat_indikator(opd=dinkes, kode=KODE)
    versi = kini(dinkes).versi
    IndikatorPendukung.objects.create(indikator=indikator, opd=disdik)
    with pytest.raises(SudahBerubah):
        tulis(dinkes, admin, versi=versi, nama="X")


def test_taking_back_leaves_everything_as_before(dinkes, disdik, admin):
    lama = pabrik.buat_indikator(opd=dinkes, kode=KODE)
    IndikatorPendukung.objects.create(indikator=lama, opd=disdik)
    versi = kini(dinkes).versi
    isi = {"nama": "Lain", "pendukung": frozenset()}
    hasil = tulis(dinkes, admin, versi=versi, **isi) + tulis(dinkes, admin, "IKK.02", **BARU)
    assert kembalikan_indikator(opd=dinkes, baris=hasil, oleh=admin) == 2
    assert kini(dinkes).versi == versi
    assert not Indikator.objects.filter(kode="IKK.02").exists()


def test_a_new_indikator_with_a_target_is_ended_not_removed(dinkes, disdik, admin):
    hasil = tulis(dinkes, admin, **BARU, pendukung=frozenset({disdik.pk}))
    pabrik.buat_target(indikator=Indikator.objects.get())
    kembalikan_indikator(opd=dinkes, baris=hasil, oleh=admin)
    assert not Indikator.objects.get().aktif


def test_nothing_is_taken_back_once_somebody_touched_a_row(dinkes, admin):
    hasil = tulis(dinkes, admin, **BARU)
    Indikator.objects.update(nama="Diubah orang")
    with pytest.raises(SalahKeadaan, match="IKK.01 sudah diubah sesudah impor ini"):
        kembalikan_indikator(opd=dinkes, baris=hasil, oleh=admin)


def test_statements_do_not_grow_with_the_rows(dinkes, disdik, admin):
    hitung = []
    for n, awal in ((2, "A"), (150, "B")):
        isi = BARU | {"pendukung": frozenset({disdik.pk})}
        baris = [TulisanIndikator(f"{awal}.{i}", 0, isi) for i in range(n)]
        with CaptureQueriesContext(connection) as tulisan:
            hasil = tulis_indikator(opd=dinkes, baris=baris, oleh=admin)
        with CaptureQueriesContext(connection) as balik:
            kembalikan_indikator(opd=dinkes, baris=hasil, oleh=admin)
        hitung.append((len(tulisan), len(balik)))
    assert hitung[1][0] <= hitung[0][0] <= 20
    assert hitung[0][1] == hitung[1][1] <= 20
