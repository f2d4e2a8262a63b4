"""The benchmark of the screens counts what every screen saw, and says when a goal is missed."""

from dataclasses import replace
from decimal import Decimal

from konsolidasi.contoh.tolok.layar import Babak, Ruang, UkuranLayar, _hasil, tabel_layar

BABAK = Babak(detik=Decimal(40), cpu=Decimal(8), berisi=1000, kosong=3000)


def ukuran() -> UkuranLayar:
    ruang = Ruang(port=0, sesi=0, ramai=BABAK, diam=replace(BABAK, cpu=Decimal(2), berisi=0))
    return _hasil([Decimal(n) / 100 for n in range(1, 201)], 0, ruang)


def test_what_was_seen_becomes_percentiles_cores_and_shares():
    hasil = ukuran()
    assert (hasil.p50, hasil.p95, hasil.terlama) == (
        Decimal("1.00"),
        Decimal("1.91"),
        Decimal("2.00"),
    )
    assert (hasil.inti, hasil.inti_diam) == (Decimal("0.20"), Decimal("0.05"))
    assert (hasil.tetap, hasil.tetap_diam) == (Decimal("75.00"), Decimal("100.00"))
    assert hasil.per_detik == 100


def test_a_missed_goal_is_said():
    hasil = ukuran()
    assert "Goals met: yes" in tabel_layar(hasil)
    for ganti in ({"p95": Decimal("2.21")}, {"inti": Decimal("0.51")}, {"tak_sampai": 1}):
        assert "Goals met: no" in tabel_layar(replace(hasil, **ganti))
