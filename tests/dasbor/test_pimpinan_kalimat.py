"""The five sentences for the leader: their numbers, and never green before it is settled."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from capaian.ringkasan import Ringkas
from capaian.skala import BAWAAN
from konsolidasi.dasbor.beranda.hasil_janji import Capai
from konsolidasi.dasbor.beranda.janji_kota import keadaan_janji
from konsolidasi.dasbor.beranda.kalimat_pimpinan import (
    BahanPimpinan,
    Isian,
    Janji,
    capaian_kota,
    indikator_merah,
    isian_kota,
    janji_rapat,
    keselarasan_target,
    susun_kalimat,
    terbanyak,
)
from konsolidasi.dasbor.beranda.tindakan import pendek
from konsolidasi.inti.waktu import Triwulan

RATA = Ringkas(indikator=10, terhitung=8, jumlah_persen=Decimal("752.80"), pasti=6)
BAHAN = BahanPimpinan(
    hari=date(2026, 1, 19),
    tw=Triwulan(2025, 4),
    ringkas=RATA,
    peringkat=BAWAAN.peringkat(Decimal("94.10")),
    isian=Isian(wajib=162, pasti=79, menunggu=41, perbaikan=7),
    merah=0,
    merah_opd=(),
    janji=Janji(),
    tahun_target=2026,
    temuan=0,
    prioritas=7,
    tanpa_pj=(),
    sesi=None,
)


def test_there_are_five_and_none_is_green_while_figures_are_provisional():
    kalimat = susun_kalimat(BAHAN)
    assert len(kalimat) == 5
    assert {k.ragam for k in kalimat} == {"netral"}
    assert all(k.url and k.tombol for k in kalimat)


def test_capaian_is_provisional_until_every_indikator_is_settled():
    k = capaian_kota(BAHAN)
    assert k.kalimat == "Rata-rata capaian 2025 s.d. TW IV 94,10\N{NO-BREAK SPACE}%, sementara."
    assert k.keterangan == (
        "Dari 8 indikator yang dapat dihitung; 6 dari 10 indikator sudah pasti."
    )
    pasti = capaian_kota(replace(BAHAN, ringkas=replace(RATA, pasti=10)))
    assert pasti.kalimat.endswith("94,10\N{NO-BREAK SPACE}% (Sangat Tinggi).")
    assert pasti.ragam == "baik"
    kosong = capaian_kota(replace(BAHAN, ringkas=Ringkas(indikator=3), peringkat=None))
    assert kosong.kalimat == (
        "Capaian 2025 s.d. TW IV belum ada angka: tidak satu pun dari 3 indikator dapat dihitung."
    )


def test_isian_names_the_late_and_is_green_only_when_complete():
    k = isian_kota(BAHAN)
    assert k.kalimat == (
        "79 dari 162 baris TW IV 2025 terverifikasi, 41 menunggu verifikasi, 7 dikembalikan ke OPD."
    )
    assert k.keterangan == "Belum ada OPD yang melewati batas."
    lewat = isian_kota(replace(BAHAN, isian=Isian(10, 4, 1, 0, ("BPBD", "Dinkes"))))
    assert (lewat.keterangan, lewat.ragam) == ("2 OPD melewati batas: BPBD, Dinkes.", "buruk")
    assert isian_kota(replace(BAHAN, isian=Isian())).kalimat == (
        "Belum ada baris TW IV 2025 yang wajib diisi."
    )
    penuh = isian_kota(replace(BAHAN, isian=Isian(wajib=10, pasti=10)))
    assert (penuh.keterangan, penuh.ragam) == ("Semua OPD lengkap.", "baik")


def test_red_ones_are_counted_by_opd():
    k = indikator_merah(replace(BAHAN, merah=3, merah_opd=(("Dinkes", 2), ("BPBD", 1))))
    assert k.kalimat == "3 dari 8 indikator berperingkat rendah."
    assert k.keterangan == "Terbanyak: Dinkes 2, BPBD 1. Sebabnya menurut OPD ada di bawah."
    assert indikator_merah(BAHAN).kalimat.startswith("Tidak satu pun dari 8 indikator")
    assert terbanyak([("A", 1), ("B", 0), ("C", 4)]) == (("C", 4), ("A", 1))


def test_promises_and_follow_ups():
    j = Janji(sepakat=12, tercapai=5, belum=4, berjalan=3, selesai=6, terbuka=9, lewat=2)
    k = janji_rapat(replace(BAHAN, janji=j))
    assert k.kalimat == (
        "Dari 12 target 2025 yang disepakati di rapat, 5 tercapai, 4 belum, 3 masih berjalan."
    )
    assert k.keterangan == "9 tindak lanjut terbuka, 2 di antaranya lewat batas; 6 sudah selesai."
    assert janji_rapat(BAHAN).kalimat == "Belum ada target 2025 yang ditetapkan lewat rapat."


def test_keselarasan_names_priorities_without_penanggung_jawab():
    k = keselarasan_target(
        replace(BAHAN, temuan=8, tanpa_pj=("Air bersih",), sesi=date(2026, 1, 20))
    )
    assert k.kalimat == "8 temuan keselarasan target 2026 menunggu putusan."
    assert k.keterangan == (
        "1 prioritas belum punya OPD penanggung jawab: Air bersih."
        " Rapat berikutnya Selasa, 20 Januari 2026."
    )
    tanpa = keselarasan_target(replace(BAHAN, prioritas=0)).keterangan
    assert tanpa == "Belum ada prioritas untuk 2026."
    assert keselarasan_target(BAHAN).keterangan == "Setiap prioritas punya OPD penanggung jawab."
    assert keselarasan_target(BAHAN).kalimat.startswith("Tidak ada temuan")


def capai(pk: int, persen: str | None, bernilai: bool = True) -> Capai:
    return Capai(pk, Decimal(persen) if persen else None, False, bernilai)


@pytest.mark.parametrize(
    ("satu", "hari", "kata"),
    [
        (capai(1, "100"), date(2026, 1, 1), "tercapai"),
        (capai(1, "99.99"), date(2026, 1, 1), "belum"),
        (capai(1, "120"), date(2025, 12, 31), "berjalan"),
        (capai(1, None), date(2026, 1, 1), "berjalan"),
        (capai(1, "100", bernilai=False), date(2026, 1, 1), "berjalan"),
        (None, date(2026, 1, 1), "berjalan"),
    ],
)
def test_a_promise_is_judged_after_its_year(satu, hari, kata):
    assert keadaan_janji(satu, 2025, hari) == kata


def test_a_long_reason_is_cut_at_the_end():
    assert pendek("  pendek \n saja ", 90) == "pendek saja"
    assert len(pendek("panjang " * 40, 90)) <= 90
