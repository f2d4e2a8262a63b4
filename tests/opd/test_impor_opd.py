"""The sheet of OPD: what its cells and rows mean, and the way there and back through a workbook."""

from datetime import date

import pytest

from capaian.impor.baris import periksa
from capaian.impor.hasil import Tanda
from capaian.impor.jenis import Tempat
from capaian.impor.lembar import LembarIsian
from capaian.impor.opd.jenis import JenisOpd
from capaian.impor.opd.kolom import KOLOM
from capaian.impor.simpan import batalkan_impor, pratinjau
from capaian.lembar_isian import AsalBaris
from capaian.models import Impor
from konsolidasi.contoh.acak_orang import contoh_opd
from konsolidasi.inti.galat import TidakBoleh
from konsolidasi.inti.xlsx_sel import ANGKA, LOGIKA, TANGGAL, TEKS, Sel, huruf_kolom
from opd.models import NamaOpd, Opd, OpdUrusan, Urusan
from tests import berkas, pabrik
from tests.buku import BARIS_PERTAMA, templat_di, terapkan, ubah, unggah_di

gudang = berkas.gudang
JENIS, TEMPAT = JenisOpd(), Tempat("opd")
HURUF = {k.kunci: huruf_kolom(n) for n, k in enumerate(KOLOM, start=1)}


def lihat(*baris: dict[str, str | Sel]):
    """Rows as somebody would have typed them, from row 6 on."""
    isi = [
        (n, {k: s if isinstance(s, Sel) else Sel(TEKS, s) for k, s in satu.items()})
        for n, satu in enumerate(baris, start=BARIS_PERTAMA)
    ]
    semua = contoh_opd()
    asal = {kode: AsalBaris(1, a.isi) for kode, a in semua.items()}
    lembar = LembarIsian("OPD", "", 5, HURUF, isi)
    return periksa(JENIS, TEMPAT, lembar, asal, semua, {}).baris


def pesan(baris) -> list[str]:
    return [s.pesan for b in baris for s in b.sel.values() if s.tanda in ("salah", "tanya")]


@pytest.mark.parametrize(
    ("isi", "ditulis"),
    [
        ({"klaster": "pembangunan  manusia"}, {"klaster_id": 7}),
        ({"urusan_utama": "1.02; 2.10"}, {"urusan": {12: True, 20: True}}),
        ({"urusan": Sel(ANGKA, "1.02")}, {"urusan": {12: False}}),
        ({"urusan": "1.02, 1.01", "urusan_utama": "1.02"}, {"urusan": {12: True, 11: False}}),
        ({"wajib_rilis_kepala": Sel(LOGIKA, "TRUE")}, {"wajib_rilis_kepala": True}),
        (
            {"aktif": "Tidak", "nonaktif_tanggal": "28-02-2026", "penerus": "dinas kesehatan"},
            {"aktif": False, "nonaktif_tanggal": date(2026, 2, 28), "penerus": "1.02"},
        ),
        (
            {"singkatan": "Dindik", "nama_mulai": Sel(TANGGAL, "2026-01-05")},
            {"singkatan": "Dindik", "nama_mulai": date(2026, 1, 5)},
        ),
        ({"induk": "1.02"}, {"induk": "1.02"}),
        ({"nama": "Dinas Pendidikan", "jenis": "Dinas", "aktif": "Ya"}, {}),
        ({"nama_mulai": "05-01-2026", "dasar_hukum": "Perda 1"}, {}),
        ({"penerus": "Dinkes"}, {}),
    ],
)
def test_what_a_row_would_write(isi, ditulis):
    baris = lihat({"kode": "1.01"} | isi)
    assert pesan(baris) == []
    assert baris[0].isi == ditulis


@pytest.mark.parametrize(
    ("kode", "isi", "kalimat"),
    [
        ("1.02", {"nama": "Dinas Sehat"}, "sebutkan sejak kapan"),
        ("1.02", {"nama": "Dinas Sehat", "nama_mulai": "02-03-2026"}, "bukan sebelumnya"),
        ("1.02", {"nama": "Dinas Sehat", "nama_mulai": "01-01-2021"}, "sejak 01-01-2021"),
        ("1.02", {"aktif": "Tidak"}, "tulis tanggal nonaktifnya"),
        ("1.02", {"nonaktif_tanggal": "01-01-2026"}, "OPD ini aktif"),
        ("1.02", {"induk": "RSUD"}, "berputar"),
        ("1.02", {"induk": "Dinkes"}, "tidak dapat menjadi induknya sendiri"),
        ("1.02", {"induk": "Diskes"}, "Terdekat Dinkes"),
        ("1.02", {"induk": "Disdik"}, "nama 2 OPD"),
        ("1.02", {"urusan": "1.02; 9.99"}, "urusan 9.99 tidak ada"),
        ("1.02", {"urusan": Sel(ANGKA, "2.1")}, "terbaca sebagai angka 2.1"),
        ("1.02", {"urusan": Sel(ANGKA, "44563")}, "Tulis sebagai teks"),
        ("1.02", {"klaster": "Ekonomi"}, "Ada: Pembangunan Manusia."),
        ("P 1", {"nama": "Puskesmas"}, "tanpa spasi"),
        ("P1", {"nama": "Puskesmas", "singkatan": "P1"}, "OPD baru: tulis jenisnya."),
        ("1.02.7", {"nama": "dinas  kesehatan", "singkatan": "D", "jenis": "unit"}, "kode 1.02."),
    ],
)
def test_what_is_wrong_is_said_and_not_written(kode, isi, kalimat):
    baris = lihat({"kode": kode} | isi)
    assert kalimat in " ".join(pesan(baris))
    assert baris[0].isi == {}


def baru(kode: str, **isi: str) -> dict[str, str]:
    return {"kode": kode, "nama": f"Unit {kode}", "singkatan": kode, "jenis": "Unit"} | isi


def test_a_parent_may_be_new_in_the_same_sheet():
    semua = lihat(
        baru("A", induk="Unit B"), baru("B", induk="dinkes"), {"kode": "1.01", "induk": "B"}
    )
    semua = lihat(
        baru("A", induk="Unit B"), baru("B", induk="Dinkes"), {"kode": "1.01", "induk": "B"}
    )
    assert [b.isi["induk"] for b in semua] == ["B", "1.02", "B"]
    salah = lihat(baru("A", induk="B"), baru("B", induk="C"), baru("C", jenis="istana"))
    assert [s.kunci for b in salah for s in b.sel.values() if s.pesan] == [
        "induk",
        "induk",
        "jenis",
    ]
    assert not any(b.isi for b in salah)
    putar = lihat(baru("A", induk="B"), baru("B", induk="A"))
    assert all("berputar" in p for p in pesan(putar)) and not any(b.isi for b in putar)


def test_units_that_stay_below_an_opd_that_ends_are_named():
    akhir = {"kode": "1.02", "aktif": "Tidak", "nonaktif_tanggal": "28-02-2026"}
    tetap = JENIS.peringatan(TEMPAT, lihat(akhir), None)
    assert tetap == ("RSUD Kota tetap aktif di bawah Dinas Kesehatan, yang dinonaktifkan.",)
    pindah = lihat(akhir, {"kode": "1.02.1", "induk": "1.01"})
    assert JENIS.peringatan(TEMPAT, pindah, None) == ()


@pytest.fixture
def kota(admin, dinkes, disdik, gudang) -> list[Opd]:
    """Dinkes with a former name and two urusan, RSUD below it, Disdik that ended."""
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes, urutan=9_000)
    for n, kode in enumerate(("1.02", "2.08")):
        urusan = Urusan.objects.create(kode=kode, nama=kode, jenis="wajib_dasar")
        OpdUrusan.objects.create(opd=dinkes, urusan=urusan, utama=n == 0)
    NamaOpd.objects.create(
        opd=dinkes, nama="Dinkes KB", singkatan="D", mulai="1999-01-01", selesai="2020-12-31"
    )
    akhir = {"aktif": False, "nonaktif_tanggal": date(1999, 12, 31), "penerus": dinkes}
    Opd.objects.filter(pk=disdik.pk).update(**akhir)
    return [dinkes, disdik, rsud]


def test_there_and_back_changed_applied_again_and_taken_back(
    admin, kota, django_assert_max_num_queries
):
    asli = templat_di(TEMPAT, admin)
    kosong = pratinjau(unggah_di(asli, TEMPAT, admin), admin)
    assert (kosong.banyak_ditulis, kosong.banyak_masalah, kosong.banyak["dikunci"]) == (0, 0, 0)
    sel = {"A9": "P1", "B9": "Puskesmas Satu", "C9": "P1", "D9": "Unit pelaksana teknis"}
    sel |= {"E9": "Dinkes", "G9": "1.02", "B6": "Dinas Kesehatan dan KB"}
    sel |= {"O6": date(2026, 1, 5), "L7": "Ya", "E8": "P1"}
    buku = ubah(asli, sel)
    impor = unggah_di(buku, TEMPAT, admin)
    with django_assert_max_num_queries(9):
        assert pesan(pratinjau(impor, admin).baris) == []
    impor = terapkan(impor, admin)
    dinkes, disdik, rsud = (Opd.objects.get(pk=o.pk) for o in kota)
    assert dinkes.nama == "Dinas Kesehatan dan KB" and dinkes.riwayat_nama.count() == 2
    assert (disdik.aktif, disdik.penerus, rsud.induk.kode) == (True, None, "P1")
    assert {p["kode"] for p in impor.perubahan} == {dinkes.kode, disdik.kode, rsud.kode, "P1"}
    assert pratinjau(unggah_di(buku, TEMPAT, admin), admin).banyak_ditulis == 0
    peristiwa = Opd.pgh_event_model.objects.filter(pgh_context__metadata__impor=impor.pk)
    assert peristiwa.count() == 4
    batalkan_impor(impor=impor, oleh=admin)
    semua = Opd.objects.filter(aktif=True).order_by("pk").values_list("nama", "induk__nama")
    assert list(semua) == [("Dinas Kesehatan", None), ("RSUD", "Dinas Kesehatan")]
    assert NamaOpd.objects.count() == 1


def test_only_the_admin_imports_opd(admin, rina, sari, kota):
    impor = unggah_di(ubah(templat_di(TEMPAT, admin), {"J6": "Jl. A"}), TEMPAT, admin)
    for orang in (rina, sari):
        assert not JENIS.lihat(orang) and list(JENIS.tempat(orang)) == []
        with pytest.raises(TidakBoleh):
            terapkan(impor, orang)
    assert Impor.objects.get(pk=impor.pk).status == "dibaca"


def test_a_cell_changed_in_the_system_meanwhile_is_asked(admin, kota):
    buku = ubah(templat_di(TEMPAT, admin), {"J6": "Jl. A", "I8": "RSUD Kota"})
    Opd.objects.filter(pk=kota[0].pk).update(alamat="Jl. B")
    hasil = pratinjau(unggah_di(buku, TEMPAT, admin), admin)
    assert [(s.alamat, s.tanda) for _, s in hasil.masalah] == [("J6", Tanda.BENTROK)]
    assert [b.isi for b in hasil.ditulis] == [{"kop_nama": "RSUD Kota"}]
