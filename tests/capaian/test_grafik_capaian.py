"""Geometry of the charts of capaian: inside the frame, nothing dropped, provisional is hatched."""

from decimal import Decimal
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from capaian.layar import grafik_sebar as sebar
from capaian.layar import grafik_tahunan as tahunan
from capaian.layar.grafik_batang import susun_batang, susun_tren
from capaian.layar.grafik_sebar import IsiSebar, kata_kuadran, susun_sebar
from capaian.layar.grafik_susun import IsiSusun, susun_susun
from capaian.layar.grafik_tahunan import TahunCapaian, susun_tahunan

PERSEN = st.decimals(-1000, 30000, allow_nan=False, allow_infinity=False, places=2)
KATA = {5: "Sangat Tinggi", 4: "Tinggi", 3: "Sedang", 2: "Rendah", 1: "Sangat Rendah"}
BATAS = Decimal(76)


def tahun(nomor: int, persen: str | None = None, *, sementara: bool = False) -> TahunCapaian:
    nilai = None if persen is None else Decimal(persen)
    return TahunCapaian(nomor, nilai, sementara, "", "" if nilai is not None else "target kosong")


def gambar(*deret: TahunCapaian) -> tahunan.GrafikTahunan:
    return susun_tahunan(deret, kode="g", judul="Capaian", kini=deret[-1].tahun)


def isi(serapan: str | None, capaian: str | None, *, sementara: bool = False) -> IsiSebar:
    nilai = [None if n is None else Decimal(n) for n in (serapan, capaian)]
    return IsiSebar("Stunting", "/i/", "Rp 10", "Rp 5", *nilai, sementara, "pagu kosong")


def test_line_breaks_at_a_gap_and_the_year_says_why():
    g = gambar(tahun(2022, "80"), tahun(2023, "85"), tahun(2024), tahun(2025, "90"))
    assert (len(g.garis), len(g.titik), len(g.kosong)) == (1, 3, 1)
    assert "2024: belum ada angka: target kosong" in g.uraian


def test_provisional_year_has_a_hatched_column_and_a_broken_line():
    g = gambar(tahun(2023, "80"), tahun(2024, "85"), tahun(2025, "90", sementara=True))
    assert (len(g.garis), len(g.garis_sementara), len(g.kolom)) == (1, 1, 1)
    assert "2025: 90,00\xa0%, sementara" in g.uraian


def test_last_value_stands_out_and_what_lies_beyond_the_axis():
    g = gambar(tahun(2023, "356.67"), tahun(2024, "85"), tahun(2025, "90"))
    assert [t.teks for t in g.titik] == ["↑ 356,67\xa0%", "85,00\xa0%", "90,00\xa0%"]
    assert [t.tebal for t in g.titik] == [True, False, True]


def test_without_a_number_there_is_no_drawing_but_a_reason():
    g = gambar(tahun(2024), tahun(2025))
    assert not g.bergambar
    assert [t.teks for t in g.deret] == ["belum ada angka: target kosong"] * 2


@given(st.lists(PERSEN | st.none(), min_size=1, max_size=8))
@settings(max_examples=40)
def test_every_year_is_drawn_inside_the_frame(nilai):
    g = gambar(*(TahunCapaian(2018 + n, v, n % 2 == 0) for n, v in enumerate(nilai)))
    assert len(g.titik) == sum(v is not None for v in nilai)
    for t in g.titik:
        assert tahunan.KIRI <= Decimal(t.x) <= tahunan.KANAN
        assert tahunan.ATAS <= Decimal(t.y) <= tahunan.BAWAH


def test_bar_beyond_120_is_full_and_provisional_has_no_colour_of_a_rank():
    assert susun_batang(Decimal("356.67"), 5, sementara=False).lebar == "100.00%"
    assert susun_batang(Decimal(60), 2, sementara=False).ragam == "p2"
    assert susun_batang(Decimal(98), 5, sementara=True).ragam == "sementara"
    assert susun_batang(Decimal(-5), 1, sementara=False).lebar == "0.00%"
    assert susun_batang(None, None, sementara=True) is None


def test_trend_keeps_the_place_of_a_year_without_number():
    t = susun_tren([tahun(2023, "60"), tahun(2024), tahun(2025, "120", sementara=True)])
    assert (t.pasti, t.kosong) == ("M0 28v-14.0h14v14.0z", "M18 28v-2.0h14v2.0z")
    assert t.sementara == "M36 28v-28.0h14v28.0z"
    assert "2024: belum ada angka: target kosong" in t.uraian


def tumpuk(per_urutan: dict[int, int], pasti: dict[int, int], tanpa: int, kata=KATA):
    return susun_susun([IsiSusun("2025", per_urutan, pasti, tanpa)], kata, judul="", kepala="")


@given(st.lists(st.integers(0, 300), min_size=6, max_size=6))
@settings(max_examples=40)
def test_stacked_pieces_join_and_fill_the_bar(banyak):
    per_urutan = dict(zip(KATA, banyak, strict=False))
    baris = tumpuk(per_urutan, {n: m // 2 for n, m in per_urutan.items()}, banyak[5]).baris[0]
    assert baris.banyak == sum(banyak)
    tepi = [(Decimal(p.mulai[:-1]), Decimal(p.lebar[:-1])) for p in baris.potong]
    assert all(a + lebar == b for (a, lebar), (b, _) in pairwise(tepi))
    assert (tepi[0][0], sum(tepi[-1])) == (0, 100) if tepi else not sum(banyak)


def test_rank_that_the_scale_no_longer_has_is_still_counted():
    g = tumpuk({5: 1, 3: 2}, {5: 1, 3: 2}, 1, {5: "Baik"})
    assert g.kolom == ("Baik", "Peringkat 3", "Belum ada angka")
    assert g.baris[0].uraian == "1 Baik, 2 Peringkat 3, 1 Belum ada angka"


def test_what_is_not_settled_is_hatched_never_coloured():
    baris = tumpuk({5: 3, 2: 1}, {5: 2}, 1).baris[0]
    assert [p.ragam for p in baris.potong] == ["p5", "sementara", "sementara", "kosong"]
    assert "3 Sangat Tinggi (1 sementara)" in baris.uraian


def test_quarter_words_change_exactly_at_the_limit():
    kata = [
        kata_kuadran(Decimal(c), Decimal(s), BATAS)
        for c, s in (("76", "76"), ("76", "75.99"), ("75.99", "76"), ("75.99", "75.99"))
    ]
    assert kata == [
        "capaian tinggi, serapan tinggi",
        "capaian tinggi, serapan rendah",
        "capaian rendah, serapan tinggi",
        "capaian rendah, serapan rendah",
    ]


def test_point_beyond_the_axis_stands_at_the_edge_with_its_number():
    g = susun_sebar([isi("50", "356.67"), isi("90", "80")], batas=BATAS, kode="s", judul="")
    assert [t.luar for t in g.titik] == ["capaian 356,67\xa0%", ""]
    assert g.titik[0].y == sebar.ATAS


def test_row_without_pagu_is_listed_with_its_reason():
    g = susun_sebar([isi(None, "90"), isi("80", None)], batas=BATAS, kode="s", judul="")
    assert not g.titik
    assert [i.alasan for i in g.tanpa] == ["pagu kosong", "pagu kosong"]


@given(st.lists(st.tuples(PERSEN, PERSEN), min_size=1, max_size=12))
@settings(max_examples=25, deadline=None)
def test_every_point_is_drawn_inside_and_no_two_overlap(pasangan):
    semua = [isi(str(s), str(c)) for s, c in pasangan]
    g = susun_sebar(semua, batas=BATAS, kode="s", judul="", mulai=41)
    assert [t.nomor for t in g.titik] == list(range(41, 41 + len(semua)))
    assert sum(k.banyak for k in g.kuadran) == len(semua)
    for t in g.titik:
        assert sebar.KIRI <= t.x <= sebar.KANAN
        assert sebar.ATAS <= t.y <= sebar.BAWAH
    for a, b in combinations(g.titik, 2):
        assert (a.x - b.x) ** 2 + (a.y - b.y) ** 2 >= sebar.JARAK**2


def test_forty_equal_points_all_find_room():
    g = susun_sebar([isi("80", "80")] * 40, batas=BATAS, kode="s", judul="")
    assert len({(t.x, t.y) for t in g.titik}) == 40
    assert sum(t.bergeser for t in g.titik) == 39
