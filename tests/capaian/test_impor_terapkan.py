"""From the template and back: unchanged is nothing, good cells are written once, all or none."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from capaian.impor.simpan import batalkan_impor, jawab_impor, pratinjau, terapkan_impor
from capaian.layanan.realisasi import simpan_realisasi
from capaian.models import Impor, Indikator, Periode, Realisasi
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh
from konsolidasi.inti.xlsx_wadah import BukuDitolak
from tests import berkas, pabrik
from tests.buku import templat, terapkan, ubah, unggah

gudang = berkas.gudang
pytestmark = pytest.mark.usefixtures("gudang")
KASUS = "1.02.0"


@pytest.fixture
def periode(db: None) -> Periode:
    return pabrik.buat_periode()


@pytest.fixture
def indikator(dinkes) -> list[Indikator]:
    """Rows 6 to 9 of the template: a number, money, a predikat, one that was never filled."""
    skala = pabrik.buat_skala_predikat()
    predikat = {"jenis_nilai": "predikat", "formula": "predikat", "skala_predikat": skala}
    semua = [
        pabrik.buat_indikator(opd=dinkes, kode=f"{KASUS}{n}", **lain)
        for n, lain in enumerate(({}, {"berpagu": True, "desimal": 0}, predikat, {}), start=1)
    ]
    pabrik.buat_target(indikator=semua[0], rentang=("70", "80"))
    pabrik.buat_realisasi(
        indikator=semua[0], faktor_pendorong="=1+1\nbaris dua ", sumber="-Profil", anggaran=None
    )
    pabrik.buat_realisasi(indikator=semua[1], nilai="1184", anggaran=Decimal("1000000.50"))
    pabrik.buat_realisasi(
        indikator=semua[2], nilai=None, keadaan="nilai", predikat=skala.butir.get(kode="BB")
    )
    return semua


def isi(indikator: Indikator) -> Realisasi:
    return Realisasi.objects.get(indikator=indikator)


def test_an_unchanged_template_comes_back_as_no_change(dinkes, sari, periode, indikator):
    hasil = pratinjau(unggah(templat(dinkes, periode, sari), dinkes, periode, sari), sari)
    assert (hasil.banyak_ditulis, hasil.banyak_masalah, hasil.banyak["dikunci"]) == (0, 0, 0)
    assert hasil.banyak["sama"] == 10


def test_good_cells_are_written_and_the_same_file_again_is_no_change(
    dinkes, sari, periode, indikator
):
    buku = ubah(
        templat(dinkes, periode, sari),
        {"E6": "75,5", "K7": 2_000_000, "E8": "a", "E9": 0, "F9": "Rujukan terencana baik"},
    )
    impor = terapkan(unggah(buku, dinkes, periode, sari), sari)
    assert impor.status == "diterapkan"
    assert [len(impor.perubahan), impor.banyak["berubah"], impor.banyak["baru"]] == [4, 3, 2]
    assert isi(indikator[0]).nilai == Decimal("75.5")
    assert isi(indikator[0]).faktor_pendorong == "=1+1\nbaris dua "
    assert isi(indikator[1]).anggaran == 2_000_000
    assert isi(indikator[2]).predikat.kode == "A"
    assert (isi(indikator[3]).nilai, isi(indikator[3]).keadaan) == (0, "nilai")
    assert isi(indikator[3]).diubah_oleh == sari
    assert pratinjau(unggah(buku, dinkes, periode, sari), sari).banyak_ditulis == 0


def test_applying_twice_is_once(dinkes, sari, periode, indikator):
    impor = unggah(ubah(templat(dinkes, periode, sari), {"E6": 75}), dinkes, periode, sari)
    sidik = pratinjau(impor, sari).sidik
    for _ in range(2):
        terapkan_impor(impor=impor, sidik=sidik, oleh=sari)
    assert isi(indikator[0]).versi == 2


def test_a_row_saved_between_page_and_click_stops_the_whole_import(
    dinkes, sari, periode, indikator
):
    buku = ubah(templat(dinkes, periode, sari), {"E6": 75, "E9": 3})
    impor = unggah(buku, dinkes, periode, sari)
    sidik = pratinjau(impor, sari).sidik
    simpan_realisasi(
        indikator=indikator[0], periode=periode, isi={"nilai": Decimal(80)}, versi=1, oleh=sari
    )
    with pytest.raises(SudahBerubah):
        terapkan_impor(impor=impor, sidik=sidik, oleh=sari)
    hasil = pratinjau(impor, sari)
    assert [(s.alamat, s.tanda) for _, s in hasil.masalah] == [("E6", "bentrok")]
    assert not Realisasi.objects.filter(indikator=indikator[3]).exists()
    jawab = {"E6": {"pilih": "berkas", "sistem": "80"}}
    terapkan(jawab_impor(impor=impor, jawaban=jawab, oleh=sari), sari)
    assert isi(indikator[0]).nilai == 75


def test_every_history_names_the_import_once(dinkes, sari, periode, indikator):
    buku = ubah(templat(dinkes, periode, sari), {"E6": 75, "F6": "Rujukan baik sekali", "E9": 3})
    impor = terapkan(unggah(buku, dinkes, periode, sari), sari)
    peristiwa = Realisasi.pgh_event_model.objects.filter(pgh_context__metadata__impor=impor.pk)
    assert sorted(peristiwa.values_list("pgh_obj__indikator__kode", flat=True)) == [
        f"{KASUS}1",
        f"{KASUS}4",
    ]
    assert peristiwa.values("pgh_context").distinct().count() == 1


def test_an_import_is_taken_back_as_it_was(dinkes, sari, periode, indikator):
    buku = ubah(templat(dinkes, periode, sari), {"E6": 75, "E7": 12, "K7": 5, "E8": "A", "E9": 3})
    dulu = list(Realisasi.objects.order_by("pk").values_list("nilai", "predikat", "anggaran"))
    impor = terapkan(unggah(buku, dinkes, periode, sari), sari)
    for _ in range(2):
        assert batalkan_impor(impor=impor, oleh=sari).status == "dibatalkan"
    kini = Realisasi.objects.order_by("pk").values_list("nilai", "predikat", "anggaran")
    assert [*kini] == [*dulu, (None, None, None)]
    assert (isi(indikator[3]).keadaan, isi(indikator[0]).versi) == ("kosong", 3)
    with pytest.raises(SalahKeadaan, match="sudah dibatalkan"):
        terapkan(impor, sari)


def test_an_import_is_not_taken_back_once_somebody_touched_a_row(
    dinkes, sari, kepala_dinkes, periode, indikator
):
    buku = ubah(templat(dinkes, periode, sari), {"E6": 75, "E7": 12})
    impor = terapkan(unggah(buku, dinkes, periode, sari), sari)
    simpan_realisasi(
        indikator=indikator[1], periode=periode, isi={"sumber": "x"}, versi=2, oleh=kepala_dinkes
    )
    with pytest.raises(SalahKeadaan, match=f"{KASUS}2 sudah diubah .* oleh Ani Lubis"):
        batalkan_impor(impor=impor, oleh=sari)
    assert isi(indikator[0]).nilai == 75


def test_rows_that_were_handed_on_stay_as_they_are(dinkes, sari, periode, indikator):
    buku = ubah(templat(dinkes, periode, sari), {"E6": 75, "E9": 3})
    Realisasi.objects.filter(indikator=indikator[0]).update(
        status="diajukan", diajukan_pada=pabrik.LAMA, diajukan_pertama_pada=pabrik.LAMA
    )
    impor = unggah(buku, dinkes, periode, sari)
    assert (
        pratinjau(impor, sari).baris[0].sel["nilai"].kata
        == "dikunci, baris ini Menunggu verifikasi"
    )
    assert len(terapkan(impor, sari).perubahan) == 1


@pytest.mark.parametrize("apa", ["tutup", "kunci"])
def test_a_closed_quarter_takes_nothing(dinkes, sari, periode, indikator, apa: str):
    impor = unggah(ubah(templat(dinkes, periode, sari), {"E6": 75}), dinkes, periode, sari)
    sidik = pratinjau(impor, sari).sidik
    tutup = dict.fromkeys(("batas_pada", "tenggang_pada", "ditutup_pada"), pabrik.LAMA)
    medan = {"terkunci": True} if apa == "kunci" else {"dibuka_pada": "2019-01-01T00Z", **tutup}
    Periode.objects.filter(pk=periode.pk).update(**medan)
    with pytest.raises(SudahBerubah):
        terapkan_impor(impor=Impor.objects.get(pk=impor.pk), sidik=sidik, oleh=sari)
    assert isi(indikator[0]).nilai == 72


def test_nobody_applies_for_another_opd(dinkes, sari, joko, rina, periode, indikator):
    impor = unggah(ubah(templat(dinkes, periode, sari), {"E6": 75}), dinkes, periode, sari)
    for orang in (joko, rina):
        with pytest.raises(TidakBoleh):
            terapkan_impor(impor=impor, sidik=pratinjau(impor, sari).sidik, oleh=orang)


def test_a_template_of_another_opd_or_quarter_is_a_sentence(
    dinkes, disdik, sari, joko, periode, indikator
):
    with pytest.raises(BukuDitolak, match="untuk Dinas Kesehatan, bukan Dinas Pendidikan"):
        unggah(templat(dinkes, periode, sari), disdik, periode, joko)
    lain = pabrik.buat_periode(tahun=2024, triwulan=2)
    with pytest.raises(BukuDitolak, match="untuk TW IV 2025, sedangkan halaman ini TW II 2024"):
        unggah(templat(dinkes, periode, sari), dinkes, lain, sari)
    assert not Impor.objects.exists() and not berkas.di_gudang()


def test_many_rows_take_as_many_statements_as_few(dinkes, sari, periode):
    Indikator.objects.bulk_create(
        Indikator(opd=dinkes, kode=f"{n:04}", nama=f"Indikator {n}", satuan="%") for n in range(60)
    )
    asli = templat(dinkes, periode, sari)
    banyak = []
    for jumlah in (5, 60):
        sel = {f"E{6 + n}": jumlah + n for n in range(jumlah)}
        impor = unggah(ubah(asli, sel), dinkes, periode, sari)
        sidik = pratinjau(impor, sari).sidik
        with CaptureQueriesContext(connection) as rekaman:
            segar = terapkan_impor(impor=impor, sidik=sidik, oleh=sari)
        banyak.append((len(segar.perubahan), len(rekaman)))
        batalkan_impor(impor=segar, oleh=sari)
    assert [satu[0] for satu in banyak] == [5, 60]
    # The second time some rows are there already: one statement more.
    assert banyak[1][1] == banyak[0][1] + 1 <= 20
