"""Forty workbooks broken on purpose; `make acak` breaks two thousand."""

from konsolidasi.contoh.acak import DETIK_TERLAMA, acak, dasar, rusak


def test_broken_workbooks_end_as_a_sentence_or_a_preview():
    semua = list(acak(40, 2026))
    assert len(semua) == 40
    assert {a.kalimat == "" for a in semua} == {True, False}
    assert all(a.kalimat.endswith(".") for a in semua if a.kalimat)
    assert max(a.detik for a in semua) < DETIK_TERLAMA


def test_the_same_seed_breaks_the_same_bytes():
    asli = dasar()
    assert [rusak(asli, 7, n)[1] for n in (0, 2, 4)] == [rusak(asli, 7, n)[1] for n in (0, 2, 4)]
    assert rusak(asli, 7, 0)[1] != rusak(asli, 8, 0)[1]
