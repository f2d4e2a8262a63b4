"""Workbooks of every kind of import broken on purpose; `make acak` breaks two thousand."""

from capaian.impor.jenis import semua_jenis
from konsolidasi.contoh.acak import CARA, DETIK_TERLAMA, acak, dasar, rusak
from konsolidasi.contoh.acak_isi import CONTOH


def test_broken_workbooks_end_as_a_sentence_or_a_preview():
    jenis = [satu.kode for satu in semua_jenis()]
    banyak = len(jenis) * len(CARA)
    semua = list(acak(banyak, 2026))
    assert [a.jenis for a in semua] == jenis * len(CARA)
    assert {a.kalimat == "" for a in semua} == {True, False}
    assert all(a.kalimat.endswith(".") for a in semua if a.kalimat)
    assert max(a.detik for a in semua) < DETIK_TERLAMA


def test_the_same_seed_breaks_the_same_bytes():
    asli = dasar(CONTOH["realisasi"])
    assert [rusak(asli, 7, n)[1] for n in (0, 2, 4)] == [rusak(asli, 7, n)[1] for n in (0, 2, 4)]
    assert rusak(asli, 7, 0)[1] != rusak(asli, 8, 0)[1]
