"""Which nodes are open, from the address and back. Pure."""

import pytest

from capaian.layar.pohon_buka import TERBANYAK, Buka, baca_kunci

INDUK = {"m1": "v1", "t1": "m1", "s1": "t1", "r4": "s1", "l1": "s1", "r9": "v1"}
KOSONG: frozenset[str] = frozenset()


def keadaan(buka: str = "", tutup: str = "") -> Buka:
    return Buka(baca_kunci(buka), baca_kunci(tutup), INDUK)


@pytest.mark.parametrize(
    "kunci", ["v1", "m12", "x", "y", "r4", "l1-p5", "y-p5-k3", "r4-p15-k3-b9", "p5", "p5-k3"]
)
def test_names_of_nodes_are_read(kunci):
    assert baca_kunci(kunci) == {kunci}


@pytest.mark.parametrize("teks", ["", "r0", "q1", "r4-k3", "p5-b9", "k3", "r4-p٣", "x-p1", "<b>"])
def test_anything_else_is_left_out(teks):
    assert baca_kunci(f"{teks},m1") == {"m1"}


def test_an_address_names_only_so_many():
    assert len(baca_kunci(",".join(f"p{n}" for n in range(1, 500)))) == TERBANYAK


def test_upper_nodes_are_open_and_lower_ones_closed_by_themselves():
    awal = keadaan()
    assert awal.terbuka("t1", bawaan=True)
    assert not awal.terbuka("r4")
    assert awal.balik("t1", bawaan=True) == keadaan(tutup="t1")
    assert awal.balik("r4") == keadaan("r4")
    assert awal.kueri == ""


def test_a_link_to_a_node_opens_everything_above_it():
    satu = keadaan("r4-p5-k3", tutup="t1,m1")
    for kunci in ("v1", "m1", "t1", "s1", "r4", "r4-p5", "r4-p5-k3"):
        assert satu.terbuka(kunci, bawaan=kunci[0] in "mts")
    for kunci in ("r9", "l1", "r4-p50", "r4-p5-k30", "r4-p5-k3-b1"):
        assert not satu.terbuka(kunci)


def test_closing_a_node_closes_what_is_below():
    satu = keadaan("r4-p5-k3,r4-p6,r9").balik("r4")
    assert satu == keadaan("r9")
    tutup = keadaan("r4-p5,r9").balik("t1", bawaan=True)
    assert (tutup.buka, tutup.tutup) == ({"r9"}, {"t1"})
    assert tutup.kueri == "buka=r9&tutup=t1"


def test_a_name_without_a_place_is_meant_wherever_it_stands():
    satu = keadaan("p5-k3").bertempat(lambda pk: ["r4", "l1"] if pk == 5 else [])
    assert satu.buka == {"r4-p5-k3", "l1-p5-k3"}
    assert keadaan("p7").bertempat(lambda pk: []).buka == KOSONG
